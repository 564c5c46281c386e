/* What is certain of the plans of one child, whatever unknown facts that plans share turn out to be. */
#ifndef MEDSUPPORT_DETERMINE_PLAN_TESTS_H
#define MEDSUPPORT_DETERMINE_PLAN_TESTS_H

#include <medsupport/determine.h>

/* What is certain of one plan, as counted under (4). */
typedef struct ms_plan_tests {
    ms_range increase;   /* a year; known when lo == hi */
    ms_truth covers;     /* covers the child now */
    ms_truth exempt;     /* the cost test is off for it */
    ms_truth within;     /* the increase passes the test */
    ms_truth reasonable; /* had at a reasonable cost */
    ms_truth accessible;
} ms_plan_tests;

/* The tests of one child's plans, each made when it is first asked for. */
typedef struct ms_child_tests {
    const ms_case *facts;
    const ms_settings *settings;
    uint32_t child;
    uint32_t made[2]; /* by party; bit i: the tests of plan i */
    ms_plan_tests plans[2][MS_MAX_PLANS];
} ms_child_tests;

/* Of a child for whom no tests are made yet. */
void ms_child_tests_begin(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_child_tests *tests);

/* The tests of plan `index` of a party. */
const ms_plan_tests *ms_plan_tests_of(ms_child_tests *tests, ms_party party, uint32_t index);

#endif
