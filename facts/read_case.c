/* The case document from the top: the case, its children, their homes and public coverage. */
#include "determine/homes.h"
#include "facts/walk.h"

enum { LONGEST_NOTES = 10000 };

/* ---- children ---------------------------------------------------------------------------------------------------- */

enum { RESIDENCE_STATE, RESIDENCE_COUNTY, RESIDENCE_ZIP, RESIDENCE_FIELDS };

static const ms_field residence_fields[] = {
    [RESIDENCE_STATE] = {"state", false}, [RESIDENCE_COUNTY] = {"county", false}, [RESIDENCE_ZIP] = {"zip", false}};

static const ms_object_kind residence_kind = {"state, county or zip", residence_fields, RESIDENCE_FIELDS};

static void read_residence(ms_walk *w, uint32_t node, ms_place *home, ms_child_texts *texts)
{
    if (node == 0) {
        return;
    }
    uint32_t slots[RESIDENCE_FIELDS];
    ms_read_object(w, node, &residence_kind, slots);
    home->state = ms_read_state(w, slots[RESIDENCE_STATE]);
    home->county = ms_read_county(w, slots[RESIDENCE_COUNTY]);
    texts->zip = ms_read_zip(w, slots[RESIDENCE_ZIP], &home->zip);
}

enum { PUBLIC_PROGRAM, PUBLIC_THROUGH, PUBLIC_FIELDS };

static const ms_field public_fields[] = {[PUBLIC_PROGRAM] = {"program", false}, [PUBLIC_THROUGH] = {"through", false}};

static const ms_object_kind public_kind = {"program or through", public_fields, PUBLIC_FIELDS};

enum { MEDICAID = 1, CHIP };

static const ms_choice programs[] = {{"medicaid", MEDICAID}, {"chip", CHIP}};
static const ms_choices program_choices = {"medicaid or chip", programs, 2};

static const ms_choice throughs[] = {{"parent_seeking", MS_PUBLIC_THROUGH_PSS},
                                     {"parent_not_seeking", MS_PUBLIC_THROUGH_PNS},
                                     {"other", MS_PUBLIC_THROUGH_OTHER}};
static const ms_choices through_choices = {"parent_seeking, parent_not_seeking or other", throughs, 3};

static ms_public read_public_coverage(ms_walk *w, uint32_t node, ms_child_texts *texts)
{
    if (node == 0) {
        return MS_PUBLIC_UNKNOWN;
    }
    ms_json_type type = (ms_json_type)ms_node(w, node)->type;
    if (type == MS_JSON_FALSE) {
        return MS_PUBLIC_NONE;
    }
    if (type != MS_JSON_OBJECT) {
        ms_walk_problem(w, node, "false, or an object with program and through");
        return MS_PUBLIC_UNKNOWN;
    }
    uint32_t slots[PUBLIC_FIELDS];
    ms_read_object(w, node, &public_kind, slots);
    if (ms_read_choice(w, slots[PUBLIC_PROGRAM], &program_choices, 0) != 0) {
        (void)ms_walk_text(w, slots[PUBLIC_PROGRAM], &texts->program);
    }
    return (ms_public)ms_read_choice(w, slots[PUBLIC_THROUGH], &through_choices, MS_PUBLIC_ENROLLED);
}

enum { CHILD_ID, CHILD_NAME, CHILD_BIRTH, CHILD_RESIDENCE, CHILD_PUBLIC, CHILD_OTHER_PRIVATE, CHILD_FIELDS };

static const ms_field child_fields[] = {[CHILD_ID] = {"id", true},
                                        [CHILD_NAME] = {"name", false},
                                        [CHILD_BIRTH] = {"date_of_birth", false},
                                        [CHILD_RESIDENCE] = {"residence", false},
                                        [CHILD_PUBLIC] = {"public_coverage", false},
                                        [CHILD_OTHER_PRIVATE] = {"other_private_coverage", false}};

static const ms_object_kind child_kind = {
    "id, name, date_of_birth, residence, public_coverage or other_private_coverage", child_fields, CHILD_FIELDS};

/* Reads child `index`; those before it are read. */
static void read_child(ms_walk *w, uint32_t node, uint32_t index)
{
    ms_child *child = &w->document->facts.children[index];
    ms_child_texts *texts = &w->document->children[index];
    uint32_t slots[CHILD_FIELDS];
    ms_read_object(w, node, &child_kind, slots);
    texts->id = ms_read_id(w, slots[CHILD_ID]);
    for (uint32_t i = 0; i < index && texts->id.at != NULL; i++) {
        if (ms_text_same(w->document->children[i].id, texts->id)) {
            ms_walk_problem(w, slots[CHILD_ID], "an id that no other child has");
            break;
        }
    }
    texts->name = ms_read_name(w, slots[CHILD_NAME]);
    child->date_of_birth = ms_read_date(w, slots[CHILD_BIRTH]);
    read_residence(w, slots[CHILD_RESIDENCE], &child->home, texts);
    child->public_coverage = read_public_coverage(w, slots[CHILD_PUBLIC], texts);
    child->other_private_coverage = ms_read_truth(w, slots[CHILD_OTHER_PRIVATE]) == MS_YES;
}

static void read_children(ms_walk *w, uint32_t list)
{
    static const char expected[] = "a list of 1 to 32 children";
    uint32_t count = ms_read_list(w, list, MS_MAX_CHILDREN, expected);
    if (list != 0 && ms_node(w, list)->type == MS_JSON_ARRAY && count == 0) {
        ms_walk_problem(w, list, expected);
    }
    ms_document *document = w->document;
    document->facts.children = ms_walk_take(w, count, sizeof *document->facts.children);
    document->children = ms_walk_take(w, count, sizeof *document->children);
    if (document->facts.children == NULL || document->children == NULL) {
        return;
    }
    document->facts.child_count = count;
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count; i++, element = ms_node(w, element)->next) {
        read_child(w, element, i);
    }
}

/* ---- the case ---------------------------------------------------------------------------------------------------- */

enum {
    CASE_FORMAT,
    CASE_ID,
    CASE_GROUP,
    CASE_ACTION,
    CASE_AS_OF,
    CASE_CHILDREN,
    CASE_NOT_SEEKING,
    CASE_SEEKING,
    CASE_FORM_14,
    CASE_REQUESTS,
    CASE_CURRENT,
    CASE_PROVENANCE,
    CASE_NOTES,
    CASE_FIELDS
};

static const ms_field case_fields[] = {[CASE_FORMAT] = {"format", true},
                                       [CASE_ID] = {"case_id", true},
                                       [CASE_GROUP] = {"group_id", false},
                                       [CASE_ACTION] = {"action", false},
                                       [CASE_AS_OF] = {"as_of", false},
                                       [CASE_CHILDREN] = {"children", true},
                                       [CASE_NOT_SEEKING] = {"parent_not_seeking", false},
                                       [CASE_SEEKING] = {"parent_seeking", false},
                                       [CASE_FORM_14] = {"form_14", false},
                                       [CASE_REQUESTS] = {"information_requests", false},
                                       [CASE_CURRENT] = {"current_obligations", false},
                                       [CASE_PROVENANCE] = {"provenance", false},
                                       [CASE_NOTES] = {"notes", false}};

static const ms_object_kind case_kind = {
    "format, case_id, group_id, action, as_of, children, parent_not_seeking, parent_seeking, form_14, "
    "information_requests, current_obligations, provenance or notes",
    case_fields, CASE_FIELDS};

enum { BAD_ACTION = -1 };

static const ms_choice actions[] = {{"establish", MS_ESTABLISH}, {"modify", MS_MODIFY}};
static const ms_choices action_choices = {"establish or modify", actions, 2};

/* Whether a document is of another format than the one read here. */
static bool is_other_format(ms_walk *w, uint32_t node)
{
    static const ms_text format = {"medsupport.case/1", sizeof "medsupport.case/1" - 1};
    ms_text text;
    if (node == 0 || ms_node(w, node)->type != MS_JSON_STRING) {
        return false;
    }
    return !ms_walk_text(w, node, &text) || !ms_text_same(text, format);
}

static void read_as_of(ms_walk *w, uint32_t node)
{
    w->document->facts.as_of = node == 0 ? w->as_of : ms_read_date(w, node);
    if (node == 0 && w->as_of == MS_NO_DATE) {
        ms_problems_add(w->problems, &(ms_finding){.missing = "as_of", .expected = "the day of the determination"});
    }
}

/* The obligations in force, which a modification alone has. */
static void read_current(ms_walk *w, uint32_t node, int action)
{
    if (node != 0 && action == MS_ESTABLISH) {
        ms_walk_problem(w, node, "current_obligations only where action is modify");
    }
    ms_read_current_obligations(w, node);
}

/* The case's id with a NUL behind it, for C callers. */
static ms_text read_case_id(ms_walk *w, uint32_t node)
{
    ms_text id = ms_read_id(w, node);
    char *copy = ms_walk_take(w, id.length + 1, 1);
    if (copy != NULL && id.length > 0) {
        memcpy(copy, id.at, id.length);
    }
    return (ms_text){.at = copy, .length = id.length};
}

/* A home of which so much is open that the plans' areas tell too many homes apart to go through. */
static void check_homes(ms_walk *w, uint32_t list)
{
    const ms_case *facts = &w->document->facts;
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < facts->child_count; i++, element = ms_node(w, element)->next) {
        ms_homes homes;
        if (!ms_homes_make(facts, &facts->children[i].home, &homes)) {
            ms_walk_problem(w, element,
                            "a residence with zip, county and state, where the plans' service areas tell more than "
                            "256 homes apart");
        }
    }
}

/* The fields of a document in this format. */
static void read_fields(ms_walk *w, const uint32_t *slots)
{
    ms_document *document = w->document;
    document->case_id = read_case_id(w, slots[CASE_ID]);
    document->group_id = ms_read_id(w, slots[CASE_GROUP]);
    document->facts.in_group = document->group_id.at != NULL;
    int action = MS_ESTABLISH;
    if (slots[CASE_ACTION] != 0) {
        action = ms_read_choice(w, slots[CASE_ACTION], &action_choices, BAD_ACTION);
    }
    document->facts.action = action == MS_MODIFY ? MS_MODIFY : MS_ESTABLISH;
    read_as_of(w, slots[CASE_AS_OF]);
    read_children(w, slots[CASE_CHILDREN]);
    ms_read_parents(w, slots[CASE_NOT_SEEKING], slots[CASE_SEEKING]);
    check_homes(w, slots[CASE_CHILDREN]);
    ms_read_form_14(w, slots[CASE_FORM_14]);
    ms_read_requests(w, slots[CASE_REQUESTS]);
    read_current(w, slots[CASE_CURRENT], action);
    ms_read_provenance(w, slots[CASE_PROVENANCE]);
    document->notes = ms_read_text(w, slots[CASE_NOTES], LONGEST_NOTES, "text of at most 10,000 characters");
    document->county_count = w->counties.count;
    document->counties = w->counties.names;
}

void ms_read_case(ms_walk *w)
{
    uint32_t slots[CASE_FIELDS];
    ms_read_object(w, 0, &case_kind, slots);
    if (is_other_format(w, slots[CASE_FORMAT])) {
        /* What is wrong by this format may be right by that one. */
        w->problems->count = 0;
        ms_walk_problem(w, slots[CASE_FORMAT], "medsupport.case/1, the format that is read here");
        return;
    }
    if (slots[CASE_FORMAT] != 0 && ms_node(w, slots[CASE_FORMAT])->type != MS_JSON_STRING) {
        ms_walk_problem(w, slots[CASE_FORMAT], "medsupport.case/1");
    }
    read_fields(w, slots);
}
