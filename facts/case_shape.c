/* The names of all fields, in the order in which they are mostly written; docs/case-format.md describes them. The places of
 * an object within another count from where its members begin in the row. */
#include "facts/case_shape.h"

/* ---- children ---------------------------------------------------------------------------------------------------- */

static const ms_json_field residence_fields[] = {
    {"state", .slot = 0},
    {"county", .slot = 1},
    {"zip", .slot = 2},
};

static const ms_json_shape residence_shape = {"state, county or zip", residence_fields, 3, 0};

static const ms_json_field public_fields[] = {
    {"program", .slot = 0},
    {"through", .slot = 1},
};

static const ms_json_shape public_shape = {"program or through", public_fields, 2, 0};

static const ms_json_field child_fields[] = {
    {"id", .required = true, .slot = MS_CHILD_ID},
    {"name", .slot = MS_CHILD_NAME},
    {"date_of_birth", .slot = MS_CHILD_BIRTH},
    {"residence", .kind = MS_FIELD_OBJECT, .slot = MS_NO_SLOT, .from = MS_CHILD_STATE, .shape = &residence_shape},
    {"public_coverage", .kind = MS_FIELD_EITHER, .slot = MS_CHILD_PUBLIC, .from = MS_CHILD_PROGRAM,
     .shape = &public_shape},
    {"other_private_coverage", .slot = MS_CHILD_OTHER_PRIVATE},
};

const ms_json_shape ms_child_shape = {"id, name, date_of_birth, residence, public_coverage or other_private_coverage",
                                      child_fields, 6, 1};

/* ---- plans ------------------------------------------------------------------------------------------------------- */

static const ms_json_field cost_fields[] = {
    {"per", .slot = 0},
    {"self_only", .slot = 1},
    {"family", .slot = 2},
    {"add_dependents", .slot = 3},
};

static const ms_json_shape cost_shape = {"per, self_only, family or add_dependents", cost_fields, 4, 0};

static const ms_json_field area_fields[] = {
    {"zips", .slot = 0},
    {"counties", .slot = 1},
    {"states", .slot = 2},
};

static const ms_json_shape area_shape = {"zips, counties or states", area_fields, 3, 0};

static const ms_json_field place_fields[] = {
    {"state", .required = true, .slot = MS_PLACE_STATE},
    {"county", .required = true, .slot = MS_PLACE_COUNTY},
};

const ms_json_shape ms_place_shape = {"state or county", place_fields, 2, 2};

static const ms_json_field plan_fields[] = {
    {"id", .required = true, .slot = MS_PLAN_ID},
    {"source", .slot = MS_PLAN_SOURCE},
    {"benefits", .slot = MS_PLAN_BENEFITS},
    {"holder", .slot = MS_PLAN_HOLDER},
    {"employer", .slot = MS_PLAN_EMPLOYER},
    {"available_from", .slot = MS_PLAN_FROM},
    {"covered_until", .slot = MS_PLAN_UNTIL},
    {"covers", .slot = MS_PLAN_COVERS},
    {"cost", .kind = MS_FIELD_OBJECT, .slot = MS_NO_SLOT, .from = MS_PLAN_PER, .shape = &cost_shape},
    {"service_area", .kind = MS_FIELD_EITHER, .slot = MS_PLAN_AREA, .from = MS_PLAN_ZIPS, .shape = &area_shape},
};

const ms_json_shape ms_plan_shape = {
    "id, source, benefits, holder, employer, available_from, covered_until, covers, cost or service_area", plan_fields,
    10, 1};

/* ---- parents ----------------------------------------------------------------------------------------------------- */

static const ms_json_field income_fields[] = {
    {"amount", .slot = 0},
    {"per", .slot = 1},
};

static const ms_json_shape income_shape = {"amount or per", income_fields, 2, 0};

static const ms_json_field not_seeking_fields[] = {
    {"name", .slot = MS_PARENT_NAME},
    {"gross_income", .kind = MS_FIELD_OBJECT, .slot = MS_PARENT_INCOME, .from = MS_PARENT_AMOUNT,
     .shape = &income_shape},
    {"plans", .kind = MS_FIELD_ROWS, .slot = MS_PARENT_PLANS, .list = MS_LIST_PLANS + MS_PNS, .shape = &ms_plan_shape},
};

static const ms_json_shape not_seeking_shape = {"name, gross_income or plans", not_seeking_fields, 3, 0};

static const ms_json_field seeking_fields[] = {
    {"kind", .slot = MS_PARENT_KIND},
    {"name", .slot = MS_PARENT_NAME},
    {"gross_income", .kind = MS_FIELD_OBJECT, .slot = MS_PARENT_INCOME, .from = MS_PARENT_AMOUNT,
     .shape = &income_shape},
    {"plans", .kind = MS_FIELD_ROWS, .slot = MS_PARENT_PLANS, .list = MS_LIST_PLANS + MS_PSS, .shape = &ms_plan_shape},
    {"maintain_coverage", .slot = MS_PARENT_WISH},
};

static const ms_json_shape seeking_shape = {"kind, name, gross_income, plans or maintain_coverage", seeking_fields, 5,
                                            0};

/* ---- the division's own records ---------------------------------------------------------------------------------- */

static const ms_json_field line_fields[] = {
    {"line_1", .slot = MS_LINE_1},   {"line_1a", .slot = MS_LINE_1A}, {"line_2a", .slot = MS_LINE_2A},
    {"line_2b", .slot = MS_LINE_2B}, {"line_2c", .slot = MS_LINE_2C},
};

static const ms_json_shape line_shape = {"line_1, line_1a, line_2a, line_2b or line_2c", line_fields, 5, 0};

static const ms_json_field lines_fields[] = {
    {"parent_not_seeking", .kind = MS_FIELD_OBJECT, .slot = MS_NO_SLOT, .shape = &line_shape},
    {"parent_seeking", .kind = MS_FIELD_OBJECT, .slot = MS_NO_SLOT, .from = MS_LINE_FIELDS, .shape = &line_shape},
};

static const ms_json_shape lines_shape = {"parent_not_seeking or parent_seeking", lines_fields, 2, 0};

static const ms_json_field form_fields[] = {
    {"calculated", .slot = MS_FORM_CALCULATED},
    {"line_4_percent", .slot = MS_FORM_LINE_4},
    {"lines", .kind = MS_FIELD_OBJECT, .slot = MS_FORM_LINES, .from = MS_FORM_PNS_LINES, .shape = &lines_shape},
};

static const ms_json_shape form_shape = {"calculated, line_4_percent or lines", form_fields, 3, 0};

static const ms_json_field request_fields[] = {
    {"of", .required = true, .slot = MS_REQUEST_OF},
    {"sent", .required = true, .slot = MS_REQUEST_SENT},
    {"answered", .slot = MS_REQUEST_ANSWERED},
};

const ms_json_shape ms_request_shape = {"of, sent or answered", request_fields, 3, 2};

static const ms_json_field obligation_fields[] = {
    {"children", .required = true, .slot = MS_OBLIGATION_CHILDREN},
    {"paragraph", .slot = MS_OBLIGATION_PARAGRAPH},
    {"obligor", .required = true, .slot = MS_OBLIGATION_OBLIGOR},
    {"obligation", .required = true, .slot = MS_OBLIGATION_WHAT},
    {"plans", .slot = MS_OBLIGATION_PLANS},
    {"percentage", .slot = MS_OBLIGATION_PERCENTAGE},
};

const ms_json_shape ms_obligation_shape = {"children, paragraph, obligor, obligation, plans or percentage",
                                           obligation_fields, 6, 3};

static const ms_json_field entry_fields[] = {
    {"source", .slot = MS_ENTRY_SOURCE},
    {"received", .slot = MS_ENTRY_RECEIVED},
    {"evidence", .slot = MS_ENTRY_EVIDENCE},
};

const ms_json_shape ms_entry_shape = {"source, received or evidence", entry_fields, 3, 0};

/* ---- the case ---------------------------------------------------------------------------------------------------- */

static const ms_json_field case_fields[] = {
    {"format", .required = true, .slot = MS_CASE_FORMAT},
    {"case_id", .required = true, .slot = MS_CASE_ID},
    {"group_id", .slot = MS_CASE_GROUP},
    {"action", .slot = MS_CASE_ACTION},
    {"as_of", .slot = MS_CASE_AS_OF},
    {"children", .required = true, .kind = MS_FIELD_ROWS, .slot = MS_CASE_CHILDREN, .list = MS_LIST_CHILDREN,
     .shape = &ms_child_shape},
    {"parent_not_seeking", .kind = MS_FIELD_OBJECT, .slot = MS_CASE_PNS + MS_PARENT_ITSELF, .from = MS_CASE_PNS,
     .shape = &not_seeking_shape},
    {"parent_seeking", .kind = MS_FIELD_OBJECT, .slot = MS_CASE_PSS + MS_PARENT_ITSELF, .from = MS_CASE_PSS,
     .shape = &seeking_shape},
    {"form_14", .kind = MS_FIELD_OBJECT, .slot = MS_NO_SLOT, .from = MS_CASE_FORM, .shape = &form_shape},
    {"information_requests", .kind = MS_FIELD_ROWS, .slot = MS_CASE_REQUESTS, .list = MS_LIST_REQUESTS,
     .shape = &ms_request_shape},
    {"current_obligations", .kind = MS_FIELD_ROWS, .slot = MS_CASE_OBLIGATIONS, .list = MS_LIST_OBLIGATIONS,
     .shape = &ms_obligation_shape},
    {"provenance", .kind = MS_FIELD_ENTRIES, .slot = MS_CASE_SOURCES, .list = MS_LIST_ENTRIES,
     .shape = &ms_entry_shape},
    {"notes", .slot = MS_CASE_NOTES},
};

const ms_json_shape ms_case_shape = {
    "format, case_id, group_id, action, as_of, children, parent_not_seeking, parent_seeking, form_14, "
    "information_requests, current_obligations, provenance or notes",
    case_fields, 13, 3};
