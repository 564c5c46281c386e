/*
 * Where (5) has no answer, or more than one: every situation that nine yes/no facts can make, read under any readings
 * (digest 6.0). Pure: the law evaluated, nothing counted by hand.
 */
#ifndef MEDSUPPORT_DETERMINE_GAPS_H
#define MEDSUPPORT_DETERMINE_GAPS_H

#include <medsupport/facts.h>
#include <medsupport/readings.h>
#include <medsupport/rule.h>

/* The nine facts. Nobody wants to maintain what covers nobody, and whoever is on public coverage through the parent
 * seeking support is enrolled. An agency has no plan and no wish. */
typedef struct ms_nine_facts {
    bool pns_covers, pns_reasonable, pns_accessible;
    bool pss_covers, pss_reasonable, pss_accessible, pss_wants;
    bool through_pss, enrolled;
} ms_nine_facts;

/* Situations of one sort. */
typedef struct ms_family {
    uint32_t count;
    ms_nine_facts example; /* the first of them; meaningless while count is 0 */
} ms_family;

/* Sets of the paragraphs (A)..(F), bit p for paragraph p. */
enum { MS_PARAGRAPH_SETS = 64 };

typedef struct ms_gap_survey {
    uint32_t situations;
    uint32_t none;    /* no paragraph orders anything: no outcome when they are read in order */
    uint32_t one;     /* one paragraph does, each read on its own words */
    uint32_t several; /* more than one does */
    /* Those of `none`, by the first reading of which another choice gives an outcome; the last: by no reading. */
    ms_family gaps[MS_READING_COUNT + 1];
    /* Those of `several`, by the paragraphs that hold. */
    ms_family doubles[MS_PARAGRAPH_SETS];
} ms_gap_survey;

/* The paragraphs of (5) that hold, each on its own words as read. */
ms_paragraphs ms_gaps_holding(const ms_nine_facts *facts, ms_kind kind, const ms_readings *readings);

/* Walks every situation in which a parent seeking support of this kind can be: 288, or 24 of an agency. */
void ms_gaps_walk(ms_kind kind, const ms_readings *readings, ms_gap_survey *survey);

/* The readings that take the text of (5) literally, and a person seeking support for the parent whom (1)(B) defines. */
ms_readings ms_gaps_literal(void);

#endif
