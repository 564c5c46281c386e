#include "casefile/fact_value.h"

#include "casefile/value.h"

static const char case_format[] = "medsupport.case/1";

static void put_text(ms_buffer *out, ms_text text)
{
    ms_buffer_add(out, text.at, text.length);
}

static void put_member(ms_buffer *out, const char *name, ms_text value)
{
    ms_buffer_put(out, ",\"");
    ms_buffer_put(out, name);
    ms_buffer_put(out, "\":");
    put_text(out, value);
}

/* The child or plan with the value as its only fact. */
static void put_thing(ms_buffer *out, const ms_fact_path *path, ms_text value)
{
    ms_buffer_put(out, "[{\"id\":\"");
    put_text(out, path->id);
    ms_buffer_put(out, "\"");
    put_member(out, ms_fact_row_of(path->field)->name, value);
    ms_buffer_put(out, "}]");
}

static void put_children(ms_buffer *out, const ms_state *state)
{
    const char *between = "[{\"id\":\"";
    for (const ms_thing *child = state->children.first; child != NULL; child = child->next) {
        ms_buffer_put(out, between);
        put_text(out, child->id);
        between = "\"},{\"id\":\"";
    }
    ms_buffer_put(out, "\"}]");
}

/* A document with nothing in it but the value. */
static void put_document(ms_buffer *out, const ms_state *state, const ms_fact_path *path, ms_text value)
{
    const ms_fact_row *row = ms_fact_row_of(path->field);
    ms_buffer_put(out, "{\"format\":\"medsupport.case/1\",\"case_id\":\"case\",\"as_of\":\"2026-01-01\"");
    ms_buffer_put(out, path->field == MS_FIELD_CURRENT ? ",\"action\":\"modify\"" : "");
    ms_buffer_put(out, ",\"children\":");
    if (row->scope == MS_SCOPE_CHILD) {
        put_thing(out, path, value);
    } else {
        put_children(out, state);
    }
    if (row->scope == MS_SCOPE_CASE) {
        put_member(out, row->name, value);
    } else if (row->scope != MS_SCOPE_CHILD) {
        ms_buffer_put(out, path->party == MS_PNS ? ",\"parent_not_seeking\":{" : ",\"parent_seeking\":{");
        if (row->scope == MS_SCOPE_PLAN) {
            ms_buffer_put(out, "\"plans\":");
            put_thing(out, path, value);
        } else {
            ms_buffer_put(out, "\"");
            ms_buffer_put(out, row->name);
            ms_buffer_put(out, "\":");
            put_text(out, value);
        }
        ms_buffer_put(out, "}");
    }
    ms_buffer_put(out, "}");
}

/* Reads what stands in tools->document. */
static ms_status read_document(ms_tools *tools, const ms_fact_path *path, ms_refusal *refusal)
{
    const ms_document *document;
    ms_buffer words = {0};
    if (tools->document.failed) {
        return MS_ERROR_MEMORY;
    }
    ms_status status =
        ms_reader_read(tools->reader, tools->document.text, tools->document.length, MS_NO_DATE, &document);
    if (status != MS_ERROR_INVALID) {
        return status;
    }
    const ms_problem *problem = ms_reader_problem(tools->reader, 0);
    ms_fact_path_say(&words, path);
    ms_refuse(refusal, case_format, "the value for %.*s: found %s, expected %s", (int)words.length,
              words.length > 0 ? words.text : "", problem->found, problem->expected);
    ms_buffer_free(&words);
    return MS_ERROR_INVALID;
}

/* The entries of provenance are read one by one under a pointer that is there. */
static ms_status check_provenance(ms_tools *tools, const ms_fact_path *path, ms_text value, ms_refusal *refusal)
{
    ms_text rest = value, name;
    if (value.at[0] != '{') {
        return ms_refuse(refusal, case_format, "provenance is an object");
    }
    while (ms_value_next(&rest, &name)) {
        ms_text entry, list = {rest.at, rest.length};
        if (!ms_value_next(&list, &entry)) {
            break;
        }
        tools->document.length = 0;
        ms_buffer_put(&tools->document,
                      "{\"format\":\"medsupport.case/1\",\"case_id\":\"case\",\"as_of\":\"2026-01-01\","
                      "\"children\":[{\"id\":\"c\"}],\"provenance\":{\"/children/0\":");
        put_text(&tools->document, entry);
        ms_buffer_put(&tools->document, "}}");
        ms_status status = read_document(tools, path, refusal);
        if (status != MS_OK) {
            return status;
        }
        rest = list;
    }
    return MS_OK;
}

/* A child or a plan is there or not; of no plans, the empty list is all there is to say. */
static ms_status check_plain(const ms_fact_path *path, ms_text value, ms_refusal *refusal)
{
    bool truth = value.at[0] == 't' || value.at[0] == 'f';
    if (path->field == MS_FIELD_NO_PLANS && !(value.length == 2 && value.at[0] == '[')) {
        return ms_refuse(refusal, case_format,
                         "at this path the value is [], for a parent who has no plan; each plan has facts of its own, "
                         "such as /%s/plans/ID/cost",
                         ms_party_member(path->party));
    }
    if (path->field != MS_FIELD_NO_PLANS && !truth) {
        return ms_refuse(refusal, case_format,
                         "at the path of a child or plan itself the value is true or false: "
                         "whether there is one");
    }
    return MS_OK;
}

ms_status ms_fact_value_check(const ms_state *state, ms_tools *tools, const ms_fact_path *path, ms_text value,
                              ms_refusal *refusal)
{
    if (path->field == MS_FIELD_OTHER_PROVENANCE) {
        return check_provenance(tools, path, value, refusal);
    }
    if (ms_fact_row_of(path->field)->name == NULL || path->field == MS_FIELD_NO_PLANS) {
        return check_plain(path, value, refusal);
    }
    tools->document.length = 0;
    put_document(&tools->document, state, path, value);
    return read_document(tools, path, refusal);
}
