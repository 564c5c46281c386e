/* An order or notice as it came (medsupport.order/1), and whether it is qualified (medsupport.qualification/1). */
#ifndef MEDSUPPORT_FACTS_QUALIFICATION_H
#define MEDSUPPORT_FACTS_QUALIFICATION_H

#include "base/buffer.h"
#include "facts/document.h"

#include <medsupport/case.h>
#include <medsupport/qualification.h>

/* A name and an address as the document states them; at NULL where it does not, or it is not known whether it does. */
typedef struct ms_person_texts {
    ms_text name, address;
} ms_person_texts;

typedef struct ms_order_document {
    bool is_notice;
    ms_text id;                  /* at NULL: none */
    ms_date date;                /* of the order or notice; MS_NO_DATE: unknown */
    ms_order_facts facts;        /* its lists belong to the reader */
    ms_person_texts *recipients; /* as many as facts.recipient_count */
    ms_text *benefits;           /* as many as facts.benefit_count */
    ms_text issuer, reference;   /* the issuer's name; the underlying child support order */
    ms_person_texts participant;
    ms_text coverage_type, coverage_manner, period;
    ms_truth beyond[MS_BEYOND_COUNT]; /* what it states of what plans ask beyond the law */
    ms_text notes;
} ms_order_document;

/* Reads an order document as ms_reader_read reads a case document. *document is borrowed until the reader's next read. */
ms_status ms_reader_read_order(ms_reader *reader, const char *text, size_t length, const ms_order_document **document);

/* The order or notice against the law that it has to meet. */
ms_qualification ms_order_document_qualify(const ms_order_document *document);

/* ---- the result -------------------------------------------------------------------------------------------------- */

/* Until when the administrator answers the agency; worked out above this layer. */
typedef struct ms_answer_time {
    ms_date last_day; /* MS_NO_DATE: the date of the document is not known */
    int days_left;    /* business days after as_of up to the last day; below 0: so many business days late */
    const char *citation;
} ms_answer_time;

typedef struct ms_qualified_document {
    const ms_order_document *document;
    ms_qualification result;
    ms_date as_of;
    ms_answer_time answer;
} ms_qualified_document;

/* medsupport.qualification/1, indented; ends with a newline. */
void ms_write_qualification(const ms_qualified_document *qualified, ms_buffer *out);

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* "met", "curable", "unknown", "missing"; NULL for what is not asked. */
const char *ms_assessment_name(ms_assessment assessment);

/* "qualified", "qualified_once_cured", "unknown", "not_qualified". */
const char *ms_qualified_name(ms_qualified whole);

/* "Qualified." and what follows from it, in a sentence or two. */
const char *ms_qualified_words(ms_qualified whole, bool is_notice);

/* What a requirement asks, in a few words: "Address of the participant". */
const char *ms_requirement_title(const ms_order_document *document, ms_requirement requirement);

/* How a requirement stands, and why, in a sentence; assessment: not MS_ASSESSED_NOT_ASKED. */
const char *ms_requirement_words(const ms_qualified_document *qualified, ms_requirement requirement);

/* The paragraph that asks it of this kind of document. */
const char *ms_requirement_citation(ms_requirement requirement, bool is_notice);

/* What plans ask beyond the law: "social_security_numbers", and in words. */
const char *ms_beyond_name(ms_beyond what);
const char *ms_beyond_words(ms_beyond what);

#endif
