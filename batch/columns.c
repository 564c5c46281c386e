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
    [CASE_ID] = {"case_id", "case_id", MS_COLUMN_TEXT, MS_CASE_ID, 0, true, NULL},
    [CASE_GROUP] = {"group_id", "group_id", MS_COLUMN_TEXT, MS_CASE_GROUP, 0, false, NULL},
    [CASE_ACTION] = {"action", "action", MS_COLUMN_TEXT, MS_CASE_ACTION, 0, false, NULL},
    [CASE_AS_OF] = {"as_of", "as_of", MS_COLUMN_TEXT, MS_CASE_AS_OF, 0, false, NULL},
    [CASE_CHILDREN] = {NULL, "children", MS_COLUMN_ROWS, MS_TABLE_CHILDREN, 0, false, NULL},
    [PNS_NAME] = {"pns_name", "parent_not_seeking/name", MS_COLUMN_TEXT, MS_CASE_PNS + MS_PARENT_NAME, 0, false, NULL},
    [PNS_INCOME] = {"pns_gross_income", "parent_not_seeking/gross_income/amount", MS_COLUMN_TEXT,
                    MS_CASE_PNS + MS_PARENT_AMOUNT, MS_CASE_PNS + MS_PARENT_INCOME, false, NULL},
    [PNS_INCOME_PER] = {"pns_gross_income_per", "parent_not_seeking/gross_income/per", MS_COLUMN_TEXT,
                        MS_CASE_PNS + MS_PARENT_PER, MS_CASE_PNS + MS_PARENT_INCOME, false, NULL},
    [PNS_PLANS] = {"pns_plans", "parent_not_seeking/plans", MS_COLUMN_ROWS, MS_TABLE_PLANS, 0, false, NULL},
    [PSS_KIND] = {"pss_kind", "parent_seeking/kind", MS_COLUMN_TEXT, MS_CASE_PSS + MS_PARENT_KIND, 0, false, NULL},
    [PSS_NAME] = {"pss_name", "parent_seeking/name", MS_COLUMN_TEXT, MS_CASE_PSS + MS_PARENT_NAME, 0, false, NULL},
    [PSS_INCOME] = {"pss_gross_income", "parent_seeking/gross_income/amount", MS_COLUMN_TEXT,
                    MS_CASE_PSS + MS_PARENT_AMOUNT, MS_CASE_PSS + MS_PARENT_INCOME, false, NULL},
    [PSS_INCOME_PER] = {"pss_gross_income_per", "parent_seeking/gross_income/per", MS_COLUMN_TEXT,
                        MS_CASE_PSS + MS_PARENT_PER, MS_CASE_PSS + MS_PARENT_INCOME, false, NULL},
    [PSS_PLANS] = {"pss_plans", "parent_seeking/plans", MS_COLUMN_ROWS, MS_TABLE_PLANS, 0, false, NULL},
    [PSS_WISH] = {"pss_maintain_coverage", "parent_seeking/maintain_coverage", MS_COLUMN_TRUTH,
                  MS_CASE_PSS + MS_PARENT_WISH, 0, false, NULL},
    [FORM_CALCULATED] = {"form_14_calculated", "form_14/calculated", MS_COLUMN_TRUTH, MS_CASE_FORM + MS_FORM_CALCULATED,
                         0, false, NULL},
    [FORM_LINE_4] = {"form_14_line_4_percent", "form_14/line_4_percent", MS_COLUMN_TEXT, MS_CASE_FORM + MS_FORM_LINE_4,
                     0, false, NULL},
    [FORM_LINES] = {"form_14_lines", "form_14/lines", MS_COLUMN_LISTED, MS_CASE_FORM + MS_FORM_LINES, 0, false, NULL},
    [PNS_LINE_1] = {"pns_line_1", "form_14/lines/parent_not_seeking/line_1", MS_COLUMN_TEXT,
                    MS_CASE_FORM + MS_FORM_PNS_LINES + MS_LINE_1, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PNS_LINE_1A] = {"pns_line_1a", "form_14/lines/parent_not_seeking/line_1a", MS_COLUMN_TEXT,
                     MS_CASE_FORM + MS_FORM_PNS_LINES + MS_LINE_1A, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PNS_LINE_2A] = {"pns_line_2a", "form_14/lines/parent_not_seeking/line_2a", MS_COLUMN_TEXT,
                     MS_CASE_FORM + MS_FORM_PNS_LINES + MS_LINE_2A, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PNS_LINE_2B] = {"pns_line_2b", "form_14/lines/parent_not_seeking/line_2b", MS_COLUMN_TEXT,
                     MS_CASE_FORM + MS_FORM_PNS_LINES + MS_LINE_2B, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PNS_LINE_2C] = {"pns_line_2c", "form_14/lines/parent_not_seeking/line_2c", MS_COLUMN_TEXT,
                     MS_CASE_FORM + MS_FORM_PNS_LINES + MS_LINE_2C, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PSS_LINE_1] = {"pss_line_1", "form_14/lines/parent_seeking/line_1", MS_COLUMN_TEXT,
                    MS_CASE_FORM + MS_FORM_PSS_LINES + MS_LINE_1, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PSS_LINE_1A] = {"pss_line_1a", "form_14/lines/parent_seeking/line_1a", MS_COLUMN_TEXT,
                     MS_CASE_FORM + MS_FORM_PSS_LINES + MS_LINE_1A, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PSS_LINE_2A] = {"pss_line_2a", "form_14/lines/parent_seeking/line_2a", MS_COLUMN_TEXT,
                     MS_CASE_FORM + MS_FORM_PSS_LINES + MS_LINE_2A, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PSS_LINE_2B] = {"pss_line_2b", "form_14/lines/parent_seeking/line_2b", MS_COLUMN_TEXT,
                     MS_CASE_FORM + MS_FORM_PSS_LINES + MS_LINE_2B, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [PSS_LINE_2C] = {"pss_line_2c", "form_14/lines/parent_seeking/line_2c", MS_COLUMN_TEXT,
                     MS_CASE_FORM + MS_FORM_PSS_LINES + MS_LINE_2C, MS_CASE_FORM + MS_FORM_LINES, false, NULL},
    [CASE_REQUESTS] = {NULL, "information_requests", MS_COLUMN_ROWS, MS_TABLE_REQUESTS, 0, false, NULL},
    [CASE_OBLIGATIONS] = {"current_obligations", "current_obligations", MS_COLUMN_ROWS, MS_TABLE_OBLIGATIONS, 0, false,
                          NULL},
    [CASE_PROVENANCE] = {NULL, "provenance", MS_COLUMN_ROWS, MS_TABLE_PROVENANCE, 0, false, NULL},
    [CASE_NOTES] = {"notes", "notes", MS_COLUMN_TEXT, MS_CASE_NOTES, 0, false, NULL},
};

static const ms_column child_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, 0, 0, true, NULL},
    {"child_id", "id", MS_COLUMN_TEXT, MS_CHILD_ID, 0, true, NULL},
    {"name", "name", MS_COLUMN_TEXT, MS_CHILD_NAME, 0, false, NULL},
    {"date_of_birth", "date_of_birth", MS_COLUMN_TEXT, MS_CHILD_BIRTH, 0, false, NULL},
    {"state", "residence/state", MS_COLUMN_TEXT, MS_CHILD_STATE, 0, false, NULL},
    {"county", "residence/county", MS_COLUMN_TEXT, MS_CHILD_COUNTY, 0, false, NULL},
    {"zip", "residence/zip", MS_COLUMN_TEXT, MS_CHILD_ZIP, 0, false, NULL},
    {"public_coverage", "public_coverage", MS_COLUMN_ENROLLED, MS_CHILD_PUBLIC, 0, false, NULL},
    {"public_program", "public_coverage/program", MS_COLUMN_TEXT, MS_CHILD_PROGRAM, MS_CHILD_PUBLIC, false, NULL},
    {"public_through", "public_coverage/through", MS_COLUMN_TEXT, MS_CHILD_THROUGH, MS_CHILD_PUBLIC, false, NULL},
    {"other_private_coverage", "other_private_coverage", MS_COLUMN_TRUTH, MS_CHILD_OTHER_PRIVATE, 0, false, NULL},
};

static const ms_column plan_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, 0, 0, true, NULL},
    {"parent", NULL, MS_COLUMN_PARENT, 0, 0, true, NULL},
    {"plan_id", "id", MS_COLUMN_TEXT, MS_PLAN_ID, 0, true, NULL},
    {"source", "source", MS_COLUMN_TEXT, MS_PLAN_SOURCE, 0, false, NULL},
    {"benefits", "benefits", MS_COLUMN_WORDS, MS_PLAN_BENEFITS, 0, false, NULL},
    {"holder", "holder", MS_COLUMN_TEXT, MS_PLAN_HOLDER, 0, false, NULL},
    {"employer", "employer", MS_COLUMN_TEXT, MS_PLAN_EMPLOYER, 0, false, NULL},
    {"available_from", "available_from", MS_COLUMN_TEXT, MS_PLAN_FROM, 0, false, NULL},
    {"covered_until", "covered_until", MS_COLUMN_TEXT, MS_PLAN_UNTIL, 0, false, NULL},
    {"covers", "covers", MS_COLUMN_WORDS, MS_PLAN_COVERS, 0, false, NULL},
    {"cost_per", "cost/per", MS_COLUMN_TEXT, MS_PLAN_PER, 0, false, NULL},
    {"self_only", "cost/self_only", MS_COLUMN_TEXT, MS_PLAN_SELF_ONLY, 0, false, NULL},
    {"family", "cost/family", MS_COLUMN_TEXT, MS_PLAN_FAMILY, 0, false, NULL},
    {"add_dependents", "cost/add_dependents", MS_COLUMN_TEXT, MS_PLAN_ADD_DEPENDENTS, 0, false, NULL},
    {"service_area", "service_area", MS_COLUMN_LISTED, MS_PLAN_AREA, 0, false, "unlimited"},
    {"zips", "service_area/zips", MS_COLUMN_WORDS, MS_PLAN_ZIPS, MS_PLAN_AREA, false, NULL},
    {"counties", "service_area/counties", MS_COLUMN_COUNTIES, MS_PLAN_COUNTIES, MS_PLAN_AREA, false, NULL},
    {"states", "service_area/states", MS_COLUMN_WORDS, MS_PLAN_STATES, MS_PLAN_AREA, false, NULL},
};

static const ms_column request_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, 0, 0, true, NULL},
    {"of", "of", MS_COLUMN_TEXT, MS_REQUEST_OF, 0, true, NULL},
    {"sent", "sent", MS_COLUMN_TEXT, MS_REQUEST_SENT, 0, true, NULL},
    {"answered", "answered", MS_COLUMN_TEXT, MS_REQUEST_ANSWERED, 0, false, NULL},
};

static const ms_column obligation_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, 0, 0, true, NULL},
    {"children", "children", MS_COLUMN_WORDS, MS_OBLIGATION_CHILDREN, 0, true, NULL},
    {"paragraph", "paragraph", MS_COLUMN_TEXT, MS_OBLIGATION_PARAGRAPH, 0, false, NULL},
    {"obligor", "obligor", MS_COLUMN_TEXT, MS_OBLIGATION_OBLIGOR, 0, true, NULL},
    {"obligation", "obligation", MS_COLUMN_TEXT, MS_OBLIGATION_WHAT, 0, true, NULL},
    {"plans", "plans", MS_COLUMN_WORDS, MS_OBLIGATION_PLANS, 0, false, NULL},
    {"percentage", "percentage", MS_COLUMN_TEXT, MS_OBLIGATION_PERCENTAGE, 0, false, NULL},
};

static const ms_column provenance_columns[] = {
    {"case_id", NULL, MS_COLUMN_CASE, 0, 0, true, NULL},
    {"pointer", NULL, MS_COLUMN_POINTER, MS_ENTRY_POINTER, 0, true, NULL},
    {"source", "source", MS_COLUMN_TEXT, MS_ENTRY_SOURCE, 0, false, NULL},
    {"received", "received", MS_COLUMN_TEXT, MS_ENTRY_RECEIVED, 0, false, NULL},
    {"evidence", "evidence", MS_COLUMN_TEXT, MS_ENTRY_EVIDENCE, 0, false, NULL},
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
