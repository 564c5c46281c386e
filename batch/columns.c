#include "batch/columns.h"

#include <string.h>

enum {
    CASE_ID,
    CASE_GROUP,
    CASE_ACTION,
    CASE_AS_OF,
    CASE_CHILDREN,
    PNS_NAME,
    PNS_INCOME,
    PNS_INCOME_PER,
    PNS_PLANS,
    PSS_KIND,
    PSS_NAME,
    PSS_INCOME,
    PSS_INCOME_PER,
    PSS_PLANS,
    PSS_WISH,
    FORM_CALCULATED,
    FORM_LINE_4,
    FORM_LINES,
    PNS_LINE_1,
    PNS_LINE_1A,
    PNS_LINE_2A,
    PNS_LINE_2B,
    PNS_LINE_2C,
    PSS_LINE_1,
    PSS_LINE_1A,
    PSS_LINE_2A,
    PSS_LINE_2B,
    PSS_LINE_2C,
    CASE_REQUESTS,
    CASE_OBLIGATIONS,
    CASE_PROVENANCE,
    CASE_NOTES,
    CASE_COLUMNS
};

static const ms_column case_columns[] = {
    [CASE_ID] = {"case_id", "case_id", MS_COLUMN_TEXT, true, 0, NULL},
    [CASE_GROUP] = {"group_id", "group_id", MS_COLUMN_TEXT, false, 0, NULL},
    [CASE_ACTION] = {"action", "action", MS_COLUMN_TEXT, false, 0, NULL},
    [CASE_AS_OF] = {"as_of", "as_of", MS_COLUMN_TEXT, false, 0, NULL},
    [CASE_CHILDREN] = {NULL, "children", MS_COLUMN_ROWS, false, MS_TABLE_CHILDREN, NULL},
    [PNS_NAME] = {"pns_name", "parent_not_seeking/name", MS_COLUMN_TEXT, false, 0, NULL},
    [PNS_INCOME] = {"pns_gross_income", "parent_not_seeking/gross_income/amount", MS_COLUMN_TEXT, false, 0, NULL},
    [PNS_INCOME_PER] = {"pns_gross_income_per", "parent_not_seeking/gross_income/per", MS_COLUMN_TEXT, false, 0, NULL},
    [PNS_PLANS] = {"pns_plans", "parent_not_seeking/plans", MS_COLUMN_ROWS, false, MS_TABLE_PLANS, NULL},
    [PSS_KIND] = {"pss_kind", "parent_seeking/kind", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_NAME] = {"pss_name", "parent_seeking/name", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_INCOME] = {"pss_gross_income", "parent_seeking/gross_income/amount", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_INCOME_PER] = {"pss_gross_income_per", "parent_seeking/gross_income/per", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_PLANS] = {"pss_plans", "parent_seeking/plans", MS_COLUMN_ROWS, false, MS_TABLE_PLANS, NULL},
    [PSS_WISH] = {"pss_maintain_coverage", "parent_seeking/maintain_coverage", MS_COLUMN_TRUTH, false, 0, NULL},
    [FORM_CALCULATED] = {"form_14_calculated", "form_14/calculated", MS_COLUMN_TRUTH, false, 0, NULL},
    [FORM_LINE_4] = {"form_14_line_4_percent", "form_14/line_4_percent", MS_COLUMN_TEXT, false, 0, NULL},
    [FORM_LINES] = {"form_14_lines", "form_14/lines", MS_COLUMN_LISTED, false, 0, NULL},
    [PNS_LINE_1] = {"pns_line_1", "form_14/lines/parent_not_seeking/line_1", MS_COLUMN_TEXT, false, 0, NULL},
    [PNS_LINE_1A] = {"pns_line_1a", "form_14/lines/parent_not_seeking/line_1a", MS_COLUMN_TEXT, false, 0, NULL},
    [PNS_LINE_2A] = {"pns_line_2a", "form_14/lines/parent_not_seeking/line_2a", MS_COLUMN_TEXT, false, 0, NULL},
    [PNS_LINE_2B] = {"pns_line_2b", "form_14/lines/parent_not_seeking/line_2b", MS_COLUMN_TEXT, false, 0, NULL},
    [PNS_LINE_2C] = {"pns_line_2c", "form_14/lines/parent_not_seeking/line_2c", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_LINE_1] = {"pss_line_1", "form_14/lines/parent_seeking/line_1", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_LINE_1A] = {"pss_line_1a", "form_14/lines/parent_seeking/line_1a", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_LINE_2A] = {"pss_line_2a", "form_14/lines/parent_seeking/line_2a", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_LINE_2B] = {"pss_line_2b", "form_14/lines/parent_seeking/line_2b", MS_COLUMN_TEXT, false, 0, NULL},
    [PSS_LINE_2C] = {"pss_line_2c", "form_14/lines/parent_seeking/line_2c", MS_COLUMN_TEXT, false, 0, NULL},
    [CASE_REQUESTS] = {NULL, "information_requests", MS_COLUMN_ROWS, false, MS_TABLE_REQUESTS, NULL},
    [CASE_OBLIGATIONS] = {"current_obligations", "current_obligations", MS_COLUMN_ROWS, false, MS_TABLE_OBLIGATIONS,
                          NULL},
    [CASE_PROVENANCE] = {NULL, "provenance", MS_COLUMN_ROWS, false, MS_TABLE_PROVENANCE, NULL},
    [CASE_NOTES] = {"notes", "notes", MS_COLUMN_TEXT, false, 0, NULL},
};

static const ms_column child_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, true, 0, NULL},
    {"child_id", "id", MS_COLUMN_TEXT, true, 0, NULL},
    {"name", "name", MS_COLUMN_TEXT, false, 0, NULL},
    {"date_of_birth", "date_of_birth", MS_COLUMN_TEXT, false, 0, NULL},
    {"state", "residence/state", MS_COLUMN_TEXT, false, 0, NULL},
    {"county", "residence/county", MS_COLUMN_TEXT, false, 0, NULL},
    {"zip", "residence/zip", MS_COLUMN_TEXT, false, 0, NULL},
    {"public_coverage", "public_coverage", MS_COLUMN_ENROLLED, false, 0, NULL},
    {"public_program", "public_coverage/program", MS_COLUMN_TEXT, false, 0, NULL},
    {"public_through", "public_coverage/through", MS_COLUMN_TEXT, false, 0, NULL},
    {"other_private_coverage", "other_private_coverage", MS_COLUMN_TRUTH, false, 0, NULL},
};

static const ms_column plan_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, true, 0, NULL},
    {"parent", NULL, MS_COLUMN_PARENT, true, 0, NULL},
    {"plan_id", "id", MS_COLUMN_TEXT, true, 0, NULL},
    {"source", "source", MS_COLUMN_TEXT, false, 0, NULL},
    {"benefits", "benefits", MS_COLUMN_WORDS, false, 0, NULL},
    {"holder", "holder", MS_COLUMN_TEXT, false, 0, NULL},
    {"employer", "employer", MS_COLUMN_TEXT, false, 0, NULL},
    {"available_from", "available_from", MS_COLUMN_TEXT, false, 0, NULL},
    {"covered_until", "covered_until", MS_COLUMN_TEXT, false, 0, NULL},
    {"covers", "covers", MS_COLUMN_WORDS, false, 0, NULL},
    {"cost_per", "cost/per", MS_COLUMN_TEXT, false, 0, NULL},
    {"self_only", "cost/self_only", MS_COLUMN_TEXT, false, 0, NULL},
    {"family", "cost/family", MS_COLUMN_TEXT, false, 0, NULL},
    {"add_dependents", "cost/add_dependents", MS_COLUMN_TEXT, false, 0, NULL},
    {"service_area", "service_area", MS_COLUMN_LISTED, false, 0, "unlimited"},
    {"zips", "service_area/zips", MS_COLUMN_WORDS, false, 0, NULL},
    {"counties", "service_area/counties", MS_COLUMN_COUNTIES, false, 0, NULL},
    {"states", "service_area/states", MS_COLUMN_WORDS, false, 0, NULL},
};

static const ms_column request_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, true, 0, NULL},
    {"of", "of", MS_COLUMN_TEXT, true, 0, NULL},
    {"sent", "sent", MS_COLUMN_TEXT, true, 0, NULL},
    {"answered", "answered", MS_COLUMN_TEXT, false, 0, NULL},
};

static const ms_column obligation_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, true, 0, NULL},
    {"children", "children", MS_COLUMN_WORDS, true, 0, NULL},
    {"paragraph", "paragraph", MS_COLUMN_TEXT, false, 0, NULL},
    {"obligor", "obligor", MS_COLUMN_TEXT, true, 0, NULL},
    {"obligation", "obligation", MS_COLUMN_TEXT, true, 0, NULL},
    {"plans", "plans", MS_COLUMN_WORDS, false, 0, NULL},
    {"percentage", "percentage", MS_COLUMN_TEXT, false, 0, NULL},
};

static const ms_column provenance_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, true, 0, NULL},         {"pointer", NULL, MS_COLUMN_POINTER, true, 0, NULL},
    {"source", "source", MS_COLUMN_TEXT, false, 0, NULL},     {"received", "received", MS_COLUMN_TEXT, false, 0, NULL},
    {"evidence", "evidence", MS_COLUMN_TEXT, false, 0, NULL},
};

#define COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

const ms_table_kind ms_table_kinds[MS_TABLE_COUNT] = {
    [MS_TABLE_CASES] = {"cases.csv", true, case_columns, COUNT(case_columns)},
    [MS_TABLE_CHILDREN] = {"children.csv", true, child_columns, COUNT(child_columns)},
    [MS_TABLE_PLANS] = {"plans.csv", true, plan_columns, COUNT(plan_columns)},
    [MS_TABLE_REQUESTS] = {"requests.csv", false, request_columns, COUNT(request_columns)},
    [MS_TABLE_OBLIGATIONS] = {"obligations.csv", false, obligation_columns, COUNT(obligation_columns)},
    [MS_TABLE_PROVENANCE] = {"provenance.csv", false, provenance_columns, COUNT(provenance_columns)},
};

const uint32_t ms_seeking_kind_column = PSS_KIND, ms_seeking_income_column = PSS_INCOME;

const uint32_t ms_plan_lists[2] = {PNS_PLANS, PSS_PLANS};

const char *const ms_plan_parents[2] = {"parent_not_seeking", "parent_seeking"};

uint32_t ms_column_find(ms_table table, const char *name, size_t length)
{
    const ms_table_kind *kind = &ms_table_kinds[table];
    for (uint32_t i = 0; i < kind->count; i++) {
        const char *known = kind->columns[i].name;
        if (known != NULL && strlen(known) == length && memcmp(known, name, length) == 0) {
            return i;
        }
    }
    return kind->count;
}
