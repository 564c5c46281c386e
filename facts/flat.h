/*
 * A case document taken apart: the value of each field of each object, 0 for one that is absent or null. An object that
 * another one holds once is taken apart with it: a child's home, a parent's gross income, a plan's cost and area, the
 * lines of Form 14. This is what facts are read from. Values are words of a text of JSON, or nodes.
 */
#ifndef MEDSUPPORT_FACTS_FLAT_H
#define MEDSUPPORT_FACTS_FLAT_H

#include "facts/json.h"

#include <medsupport/facts.h>

enum {
    MS_CHILD_ID,
    MS_CHILD_NAME,
    MS_CHILD_BIRTH,
    MS_CHILD_STATE,
    MS_CHILD_COUNTY,
    MS_CHILD_ZIP,
    MS_CHILD_PUBLIC, /* false, or the object that has the next two */
    MS_CHILD_PROGRAM,
    MS_CHILD_THROUGH,
    MS_CHILD_OTHER_PRIVATE,
    MS_CHILD_FIELDS
};

enum {
    MS_PLAN_ID,
    MS_PLAN_SOURCE,
    MS_PLAN_BENEFITS,
    MS_PLAN_HOLDER,
    MS_PLAN_EMPLOYER,
    MS_PLAN_FROM,
    MS_PLAN_UNTIL,
    MS_PLAN_COVERS,
    MS_PLAN_PER,
    MS_PLAN_SELF_ONLY,
    MS_PLAN_FAMILY,
    MS_PLAN_ADD_DEPENDENTS,
    MS_PLAN_AREA, /* a text, or the object that has the next three */
    MS_PLAN_ZIPS,
    MS_PLAN_COUNTIES,
    MS_PLAN_STATES,
    MS_PLAN_FIELDS
};

/* Of either parent; the last two of the parent seeking support alone. */
enum {
    MS_PARENT_ITSELF, /* the object; 0 in a case of tables */
    MS_PARENT_NAME,
    MS_PARENT_INCOME, /* the object that has the next two */
    MS_PARENT_AMOUNT,
    MS_PARENT_PER,
    MS_PARENT_PLANS, /* the list */
    MS_PARENT_KIND,
    MS_PARENT_WISH,
    MS_PARENT_FIELDS
};

enum { MS_LINE_1, MS_LINE_1A, MS_LINE_2A, MS_LINE_2B, MS_LINE_2C, MS_LINE_FIELDS };

enum {
    MS_FORM_CALCULATED,
    MS_FORM_LINE_4,
    MS_FORM_LINES, /* the object that has the rest */
    MS_FORM_PNS_LINES,
    MS_FORM_PSS_LINES = MS_FORM_PNS_LINES + MS_LINE_FIELDS,
    MS_FORM_FIELDS = MS_FORM_PSS_LINES + MS_LINE_FIELDS
};

enum { MS_REQUEST_OF, MS_REQUEST_SENT, MS_REQUEST_ANSWERED, MS_REQUEST_FIELDS };

enum {
    MS_OBLIGATION_CHILDREN,
    MS_OBLIGATION_PARAGRAPH,
    MS_OBLIGATION_OBLIGOR,
    MS_OBLIGATION_WHAT,
    MS_OBLIGATION_PLANS,
    MS_OBLIGATION_PERCENTAGE,
    MS_OBLIGATION_FIELDS
};

enum {
    MS_ENTRY_POINTER, /* a text: the name of the entry */
    MS_ENTRY_SOURCE,
    MS_ENTRY_RECEIVED,
    MS_ENTRY_EVIDENCE,
    MS_ENTRY_FIELDS
};

/* Of the case, with both parents and Form 14. */
enum {
    MS_CASE_ID,
    MS_CASE_GROUP,
    MS_CASE_ACTION,
    MS_CASE_AS_OF,
    MS_CASE_NOTES,
    MS_CASE_FORMAT, /* this and the next four are 0 in a case of tables */
    MS_CASE_CHILDREN,
    MS_CASE_REQUESTS,
    MS_CASE_OBLIGATIONS,
    MS_CASE_SOURCES, /* the provenance */
    MS_CASE_PNS,
    MS_CASE_PSS = MS_CASE_PNS + MS_PARENT_FIELDS,
    MS_CASE_FORM = MS_CASE_PSS + MS_PARENT_FIELDS,
    MS_CASE_FIELDS = MS_CASE_FORM + MS_FORM_FIELDS
};

/* How many objects of a kind a document has at most; facts.h has those of children, plans and requests. */
enum { MS_MAX_OBLIGATIONS = 64, MS_MAX_PROVENANCE = 512 };

/* Objects of one kind, one behind the other, each with its kind's number of fields. */
typedef struct ms_flat_list {
    bool known;
    uint32_t count; /* no more than a document may have */
    const uint32_t *fields;
} ms_flat_list;

/* A whole case. */
typedef struct ms_flat_case {
    uint32_t fields[MS_CASE_FIELDS];
    ms_flat_list children; /* always known */
    ms_flat_list plans[2];
    ms_flat_list requests;
    ms_flat_list obligations;
    ms_flat_list provenance;
} ms_flat_case;

#endif
