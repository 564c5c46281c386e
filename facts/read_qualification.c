/* An order or notice as it came, medsupport.order/1; docs/qualification.md describes it. */
#include "facts/qualification.h"
#include "facts/walk.h"

enum { LONGEST_TEXT = 2000, LONGEST_ORDER_NOTES = 10000 };

static const char text_expected[] = "text of 1 to 2,000 characters, or false where the document does not state it";

/* ---- what a document states or does not -------------------------------------------------------------------------- */

/* A text that the document states, false where it states none, absent where that is not known. */
static ms_truth read_stated(ms_walk *w, uint32_t node, ms_text *text)
{
    *text = (ms_text){.at = NULL};
    if (node == 0) {
        return MS_UNKNOWN;
    }
    if (ms_node(w, node)->type == MS_JSON_FALSE) {
        return MS_NO;
    }
    *text = ms_read_text(w, node, LONGEST_TEXT, text_expected);
    if (text->at != NULL && text->length == 0) {
        ms_walk_problem(w, node, text_expected);
        *text = (ms_text){.at = NULL};
    }
    return text->at != NULL ? MS_YES : MS_UNKNOWN;
}

/* A name, which may be stated wrongly: then it is not rightly stated. */
static ms_particular read_name(ms_walk *w, uint32_t node, uint32_t misstated, uint32_t held, ms_text *name)
{
    ms_truth stated = read_stated(w, node, name);
    if (ms_read_truth(w, misstated) == MS_YES) {
        if (node == 0 || stated == MS_NO) {
            ms_walk_problem(w, misstated, "the name that is misstated beside it");
        }
        stated = MS_NO;
    }
    return (ms_particular){stated, ms_read_truth(w, held)};
}

static ms_particular read_particular(ms_walk *w, uint32_t node, uint32_t held, ms_text *text)
{
    ms_truth stated = read_stated(w, node, text);
    return (ms_particular){stated, ms_read_truth(w, held)};
}

/* ---- who issued it, and under what ------------------------------------------------------------------------------- */

enum { ISSUER_BY, ISSUER_NAME, ISSUER_HELD, ISSUER_APPROVED, ISSUER_FORCE, ISSUER_FIELDS };

static const ms_field issuer_fields[] = {[ISSUER_BY] = {"by", false},
                                         [ISSUER_NAME] = {"name", false},
                                         [ISSUER_HELD] = {"administrator_has_name", false},
                                         [ISSUER_APPROVED] = {"approved_by_court", false},
                                         [ISSUER_FORCE] = {"force_of_law", false}};

static const ms_object_kind issuer_kind = {"by, name, administrator_has_name, approved_by_court or force_of_law",
                                           issuer_fields, ISSUER_FIELDS};

typedef enum issuer { BY_NOBODY_KNOWN = 0, BY_COURT, BY_AGENCY, BY_PARTIES } issuer;

static const ms_choice issuers[] = {
    {MS_NAME("court"), BY_COURT}, {MS_NAME("agency"), BY_AGENCY}, {MS_NAME("parties"), BY_PARTIES}};
static const ms_choices issuer_choices = {"court, agency or parties", issuers, 3};

/* Whether the issuer is the one asked about. */
static ms_truth is_issuer(issuer by, issuer asked)
{
    return by == BY_NOBODY_KNOWN ? MS_UNKNOWN : ms_truth_of(by == asked);
}

/* What is said of another kind of issuer than the document's. */
static void check_issuer(ms_walk *w, const uint32_t *slots, issuer by)
{
    if (slots[ISSUER_APPROVED] != 0 && by != BY_NOBODY_KNOWN && by != BY_PARTIES) {
        ms_walk_problem(w, slots[ISSUER_APPROVED], "nothing, unless the parties made it");
    }
    if (slots[ISSUER_FORCE] != 0 && by != BY_NOBODY_KNOWN && by != BY_AGENCY) {
        ms_walk_problem(w, slots[ISSUER_FORCE], "nothing, unless an agency issued it");
    }
}

/* Returns whether an agency issued it. */
static ms_truth read_issuer(ms_walk *w, uint32_t node, ms_order_document *document)
{
    uint32_t slots[ISSUER_FIELDS] = {0};
    ms_order_facts *facts = &document->facts;
    if (node != 0) {
        ms_read_object(w, node, &issuer_kind, slots);
    }
    issuer by = (issuer)ms_read_choice(w, slots[ISSUER_BY], &issuer_choices, BY_NOBODY_KNOWN);
    check_issuer(w, slots, by);
    ms_truth approved = ms_read_truth(w, slots[ISSUER_APPROVED]);
    facts->court = ms_or(is_issuer(by, BY_COURT), ms_and(is_issuer(by, BY_PARTIES), approved));
    facts->process = is_issuer(by, BY_AGENCY);
    facts->force_of_law = ms_read_truth(w, slots[ISSUER_FORCE]);
    facts->agency = read_particular(w, slots[ISSUER_NAME], slots[ISSUER_HELD], &document->issuer);
    return facts->process;
}

enum { UNDER_DOMESTIC, UNDER_MEDICAL, UNDER_FIELDS };

static const ms_field under_fields[] = {
    [UNDER_DOMESTIC] = {"domestic_relations_law", false}, [UNDER_MEDICAL] = {"medical_child_support_law", false}};

static const ms_object_kind under_kind = {"domestic_relations_law or medical_child_support_law", under_fields,
                                          UNDER_FIELDS};

static void read_law(ms_walk *w, uint32_t node, ms_order_facts *facts)
{
    uint32_t slots[UNDER_FIELDS] = {0};
    if (node != 0) {
        ms_read_object(w, node, &under_kind, slots);
    }
    facts->domestic_relations = ms_read_truth(w, slots[UNDER_DOMESTIC]);
    facts->medical_law = ms_read_truth(w, slots[UNDER_MEDICAL]);
}

enum { PROVIDES_SUPPORT, PROVIDES_COVERAGE, PROVIDES_FIELDS };

static const ms_field provides_fields[] = {
    [PROVIDES_SUPPORT] = {"child_support", false}, [PROVIDES_COVERAGE] = {"health_coverage", false}};

static const ms_object_kind provides_kind = {"child_support or health_coverage", provides_fields, PROVIDES_FIELDS};

static void read_provides(ms_walk *w, uint32_t node, ms_order_facts *facts)
{
    uint32_t slots[PROVIDES_FIELDS] = {0};
    if (node != 0) {
        ms_read_object(w, node, &provides_kind, slots);
    }
    facts->support = ms_or(ms_read_truth(w, slots[PROVIDES_SUPPORT]), ms_read_truth(w, slots[PROVIDES_COVERAGE]));
}

enum { REFERENCE_TEXT, REFERENCE_HELD, REFERENCE_FIELDS };

static const ms_field reference_fields[] = {
    [REFERENCE_TEXT] = {"reference", false}, [REFERENCE_HELD] = {"administrator_has_reference", false}};

static const ms_object_kind reference_kind = {"reference or administrator_has_reference", reference_fields,
                                              REFERENCE_FIELDS};

static void read_support_order(ms_walk *w, uint32_t node, ms_order_document *document)
{
    uint32_t slots[REFERENCE_FIELDS] = {0};
    if (node != 0) {
        ms_read_object(w, node, &reference_kind, slots);
    }
    document->facts.support_order =
        read_particular(w, slots[REFERENCE_TEXT], slots[REFERENCE_HELD], &document->reference);
}

/* ---- the participant --------------------------------------------------------------------------------------------- */

enum {
    PARTICIPANT_NAME,
    PARTICIPANT_MISSTATED,
    PARTICIPANT_NAME_HELD,
    PARTICIPANT_ADDRESS,
    PARTICIPANT_EXISTS,
    PARTICIPANT_ADDRESS_HELD,
    PARTICIPANT_ELIGIBLE,
    PARTICIPANT_FIELDS
};

static const ms_field participant_fields[] = {[PARTICIPANT_NAME] = {"name", false},
                                              [PARTICIPANT_MISSTATED] = {"name_misstated", false},
                                              [PARTICIPANT_NAME_HELD] = {"administrator_has_name", false},
                                              [PARTICIPANT_ADDRESS] = {"address", false},
                                              [PARTICIPANT_EXISTS] = {"address_exists", false},
                                              [PARTICIPANT_ADDRESS_HELD] = {"administrator_has_address", false},
                                              [PARTICIPANT_ELIGIBLE] = {"eligible", false}};

static const ms_object_kind participant_kind = {
    "name, name_misstated, administrator_has_name, address, address_exists, administrator_has_address or eligible",
    participant_fields, PARTICIPANT_FIELDS};

static void read_participant(ms_walk *w, uint32_t node, ms_order_document *document)
{
    uint32_t slots[PARTICIPANT_FIELDS] = {0};
    ms_order_facts *facts = &document->facts;
    if (node != 0) {
        ms_read_object(w, node, &participant_kind, slots);
    }
    facts->participant_name = read_name(w, slots[PARTICIPANT_NAME], slots[PARTICIPANT_MISSTATED],
                                        slots[PARTICIPANT_NAME_HELD], &document->participant.name);
    facts->participant_address =
        read_particular(w, slots[PARTICIPANT_ADDRESS], slots[PARTICIPANT_ADDRESS_HELD], &document->participant.address);
    facts->address_exists = ms_read_truth(w, slots[PARTICIPANT_EXISTS]);
    facts->participant = ms_read_truth(w, slots[PARTICIPANT_ELIGIBLE]);
    bool there = facts->participant_address.stated == MS_YES || facts->participant_address.held == MS_YES;
    if (there && facts->address_exists == MS_NO) {
        ms_walk_problem(w, slots[PARTICIPANT_EXISTS],
                        "true, or nothing, where the document or the administrator has one");
    }
}

/* ---- alternate recipients ---------------------------------------------------------------------------------------- */

enum { OFFICIAL_NAME, OFFICIAL_ADDRESS, OFFICIAL_FIELDS };

static const ms_field official_fields[] = {[OFFICIAL_NAME] = {"name", false}, [OFFICIAL_ADDRESS] = {"address", false}};

static const ms_object_kind official_kind = {"name or address", official_fields, OFFICIAL_FIELDS};

/* Whether an official is substituted, with name and address. */
static ms_truth read_official(ms_walk *w, uint32_t node)
{
    uint32_t slots[OFFICIAL_FIELDS] = {0};
    if (node == 0) {
        return MS_UNKNOWN;
    }
    ms_json_type type = (ms_json_type)ms_node(w, node)->type;
    if (type == MS_JSON_FALSE) {
        return MS_NO;
    }
    if (type != MS_JSON_OBJECT) {
        ms_walk_problem(w, node, "false, or an object with name and address");
        return MS_UNKNOWN;
    }
    ms_text unused;
    ms_read_object(w, node, &official_kind, slots);
    ms_truth name = read_stated(w, slots[OFFICIAL_NAME], &unused);
    return ms_and(name, read_stated(w, slots[OFFICIAL_ADDRESS], &unused));
}

enum {
    RECIPIENT_NAME,
    RECIPIENT_MISSTATED,
    RECIPIENT_NAME_HELD,
    RECIPIENT_ADDRESS,
    RECIPIENT_OFFICIAL,
    RECIPIENT_ADDRESS_HELD,
    RECIPIENT_CHILD,
    RECIPIENT_FIELDS
};

static const ms_field recipient_fields[] = {[RECIPIENT_NAME] = {"name", false},
                                            [RECIPIENT_MISSTATED] = {"name_misstated", false},
                                            [RECIPIENT_NAME_HELD] = {"administrator_has_name", false},
                                            [RECIPIENT_ADDRESS] = {"address", false},
                                            [RECIPIENT_OFFICIAL] = {"official", false},
                                            [RECIPIENT_ADDRESS_HELD] = {"administrator_has_address", false},
                                            [RECIPIENT_CHILD] = {"child_of_participant", false}};

static const ms_object_kind recipient_kind = {
    "name, name_misstated, administrator_has_name, address, official, administrator_has_address or "
    "child_of_participant",
    recipient_fields, RECIPIENT_FIELDS};

static void read_recipient(ms_walk *w, uint32_t node, ms_alternate_recipient *recipient, ms_person_texts *texts)
{
    uint32_t slots[RECIPIENT_FIELDS];
    ms_read_object(w, node, &recipient_kind, slots);
    recipient->name =
        read_name(w, slots[RECIPIENT_NAME], slots[RECIPIENT_MISSTATED], slots[RECIPIENT_NAME_HELD], &texts->name);
    recipient->address = read_particular(w, slots[RECIPIENT_ADDRESS], slots[RECIPIENT_ADDRESS_HELD], &texts->address);
    recipient->official = read_official(w, slots[RECIPIENT_OFFICIAL]);
    recipient->child = ms_read_truth(w, slots[RECIPIENT_CHILD]);
}

/* An absent list is not known; an empty one is known to name nobody. */
static void read_recipients(ms_walk *w, uint32_t list, ms_order_document *document)
{
    uint32_t count = ms_read_list(w, list, MS_MAX_RECIPIENTS, "a list of at most 32 alternate recipients");
    ms_alternate_recipient *recipients = ms_walk_take(w, count, sizeof *recipients);
    ms_person_texts *texts = ms_walk_take(w, count, sizeof *texts);
    if (list == 0 || recipients == NULL || texts == NULL) {
        return;
    }
    document->facts.recipients_known = true;
    document->facts.recipient_count = count;
    document->facts.recipients = recipients;
    document->recipients = texts;
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count; i++, element = ms_node(w, element)->next) {
        read_recipient(w, element, &recipients[i], &texts[i]);
    }
}

/* ---- what it asks of the plan ------------------------------------------------------------------------------------ */

enum { COVERAGE_TYPE, COVERAGE_MANNER, COVERAGE_FIELDS };

static const ms_field coverage_fields[] = {[COVERAGE_TYPE] = {"type", false}, [COVERAGE_MANNER] = {"manner", false}};

static const ms_object_kind coverage_kind = {"type or manner", coverage_fields, COVERAGE_FIELDS};

static void read_coverage(ms_walk *w, uint32_t node, ms_order_document *document)
{
    uint32_t slots[COVERAGE_FIELDS] = {0};
    if (node != 0) {
        ms_read_object(w, node, &coverage_kind, slots);
    }
    ms_truth type = read_stated(w, slots[COVERAGE_TYPE], &document->coverage_type);
    document->facts.coverage = ms_or(type, read_stated(w, slots[COVERAGE_MANNER], &document->coverage_manner));
}

enum { BENEFIT_WHAT, BENEFIT_PROVIDED, BENEFIT_NEEDED, BENEFIT_FIELDS };

static const ms_field benefit_fields[] = {[BENEFIT_WHAT] = {"what", true},
                                          [BENEFIT_PROVIDED] = {"plan_provides", false},
                                          [BENEFIT_NEEDED] = {"state_law_requires", false}};

static const ms_object_kind benefit_kind = {"what, plan_provides or state_law_requires", benefit_fields,
                                            BENEFIT_FIELDS};

static void read_benefits(ms_walk *w, uint32_t list, ms_order_document *document)
{
    uint32_t count = ms_read_list(w, list, MS_MAX_BENEFITS, "a list of at most 64 benefits");
    ms_required_benefit *benefits = ms_walk_take(w, count, sizeof *benefits);
    ms_text *texts = ms_walk_take(w, count, sizeof *texts);
    if (list == 0 || benefits == NULL || texts == NULL) {
        return;
    }
    document->facts.benefits_known = true;
    document->facts.benefit_count = count;
    document->facts.benefits = benefits;
    document->benefits = texts;
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count; i++, element = ms_node(w, element)->next) {
        uint32_t slots[BENEFIT_FIELDS];
        ms_read_object(w, element, &benefit_kind, slots);
        texts[i] = ms_read_name(w, slots[BENEFIT_WHAT]);
        benefits[i] =
            (ms_required_benefit){ms_read_truth(w, slots[BENEFIT_PROVIDED]), ms_read_truth(w, slots[BENEFIT_NEEDED])};
    }
}

static const ms_field beyond_fields[] = {
    [MS_BEYOND_SOCIAL_SECURITY_NUMBERS] = {"social_security_numbers", false},
    [MS_BEYOND_DATES_OF_BIRTH] = {"dates_of_birth", false},
    [MS_BEYOND_PLAN_NAME] = {"plan_name", false},
    [MS_BEYOND_CERTIFIED_COPY] = {"certified_copy", false},
    [MS_BEYOND_GENDER] = {"gender", false},
    [MS_BEYOND_CUSTODIAL_PARENT] = {"custodial_parent", false},
    [MS_BEYOND_TELEPHONE] = {"telephone", false},
    [MS_BEYOND_EMPLOYER_NUMBER] = {"employer_number", false},
    [MS_BEYOND_OWN_FORM] = {"plan_form", false},
};

static const ms_object_kind beyond_kind = {
    "social_security_numbers, dates_of_birth, plan_name, certified_copy, gender, custodial_parent, telephone, "
    "employer_number or plan_form",
    beyond_fields, MS_BEYOND_COUNT};

const char *ms_beyond_name(ms_beyond what)
{
    return beyond_fields[what].name;
}

static void read_beyond(ms_walk *w, uint32_t node, ms_order_document *document)
{
    uint32_t slots[MS_BEYOND_COUNT] = {0};
    if (node != 0) {
        ms_read_object(w, node, &beyond_kind, slots);
    }
    for (int i = 0; i < MS_BEYOND_COUNT; i++) {
        document->beyond[i] = ms_read_truth(w, slots[i]);
    }
}

/* ---- the document ------------------------------------------------------------------------------------------------ */

enum {
    ORDER_FORMAT,
    ORDER_KIND,
    ORDER_ID,
    ORDER_DATE,
    ORDER_ISSUED_BY,
    ORDER_MADE_UNDER,
    ORDER_PROVIDES,
    ORDER_RIGHT,
    ORDER_FORM,
    ORDER_SUPPORT_ORDER,
    ORDER_PARTICIPANT,
    ORDER_RECIPIENTS,
    ORDER_COVERAGE,
    ORDER_PERIOD,
    ORDER_BENEFITS,
    ORDER_ALSO,
    ORDER_NOTES,
    ORDER_FIELDS
};

static const ms_field order_fields[] = {[ORDER_FORMAT] = {"format", true},
                                        [ORDER_KIND] = {"kind", true},
                                        [ORDER_ID] = {"id", false},
                                        [ORDER_DATE] = {"date", false},
                                        [ORDER_ISSUED_BY] = {"issued_by", false},
                                        [ORDER_MADE_UNDER] = {"made_under", false},
                                        [ORDER_PROVIDES] = {"provides", false},
                                        [ORDER_RIGHT] = {"recognizes_right", false},
                                        [ORDER_FORM] = {"standard_form", false},
                                        [ORDER_SUPPORT_ORDER] = {"support_order", false},
                                        [ORDER_PARTICIPANT] = {"participant", false},
                                        [ORDER_RECIPIENTS] = {"alternate_recipients", false},
                                        [ORDER_COVERAGE] = {"coverage", false},
                                        [ORDER_PERIOD] = {"period", false},
                                        [ORDER_BENEFITS] = {"benefits_required", false},
                                        [ORDER_ALSO] = {"also_states", false},
                                        [ORDER_NOTES] = {"notes", false}};

static const ms_object_kind order_kind = {
    "format, kind, id, date, issued_by, made_under, provides, recognizes_right, standard_form, support_order, "
    "participant, alternate_recipients, coverage, period, benefits_required, also_states or notes",
    order_fields, ORDER_FIELDS};

enum { KIND_UNREAD = 0, KIND_ORDER, KIND_NOTICE };

static const ms_choice kinds[] = {{MS_NAME("order"), KIND_ORDER}, {MS_NAME("notice"), KIND_NOTICE}};
static const ms_choices kind_choices = {"order or notice", kinds, 2};

/* What the law asks of the other kind alone. */
static void check_kind(ms_walk *w, const uint32_t *slots, int kind)
{
    static const int of_orders[] = {ORDER_MADE_UNDER, ORDER_PROVIDES, ORDER_RIGHT};
    static const int of_notices[] = {ORDER_FORM, ORDER_SUPPORT_ORDER};
    for (size_t i = 0; kind == KIND_NOTICE && i < sizeof of_orders / sizeof of_orders[0]; i++) {
        if (slots[of_orders[i]] != 0) {
            ms_walk_problem(w, slots[of_orders[i]], "nothing where kind is notice: it is asked of an order");
        }
    }
    for (size_t i = 0; kind == KIND_ORDER && i < sizeof of_notices / sizeof of_notices[0]; i++) {
        if (slots[of_notices[i]] != 0) {
            ms_walk_problem(w, slots[of_notices[i]], "nothing where kind is order: it is asked of a notice");
        }
    }
}

static void read_origin(ms_walk *w, const uint32_t *slots, ms_order_document *document)
{
    int kind = ms_read_choice(w, slots[ORDER_KIND], &kind_choices, KIND_UNREAD);
    check_kind(w, slots, kind);
    document->is_notice = kind == KIND_NOTICE;
    document->id = ms_read_id(w, slots[ORDER_ID]);
    document->date = ms_read_date(w, slots[ORDER_DATE]);
    /* The form is the notice where a state's child support enforcement agency issues it, and nobody else. */
    ms_truth agency = read_issuer(w, slots[ORDER_ISSUED_BY], document);
    document->facts.form = ms_and(ms_read_truth(w, slots[ORDER_FORM]), agency);
    read_law(w, slots[ORDER_MADE_UNDER], &document->facts);
    read_provides(w, slots[ORDER_PROVIDES], &document->facts);
    document->facts.right = ms_read_truth(w, slots[ORDER_RIGHT]);
    read_support_order(w, slots[ORDER_SUPPORT_ORDER], document);
}

static void read_content(ms_walk *w, const uint32_t *slots, ms_order_document *document)
{
    read_participant(w, slots[ORDER_PARTICIPANT], document);
    read_recipients(w, slots[ORDER_RECIPIENTS], document);
    read_coverage(w, slots[ORDER_COVERAGE], document);
    document->facts.period = read_stated(w, slots[ORDER_PERIOD], &document->period);
    read_benefits(w, slots[ORDER_BENEFITS], document);
    read_beyond(w, slots[ORDER_ALSO], document);
    document->notes = ms_read_text(w, slots[ORDER_NOTES], LONGEST_ORDER_NOTES, "text of at most 10,000 characters");
}

void ms_read_order(ms_walk *w, ms_order_document *document)
{
    uint32_t slots[ORDER_FIELDS];
    ms_read_object(w, 0, &order_kind, slots);
    if (ms_read_format(w, slots[ORDER_FORMAT], "medsupport.order/1",
                       "medsupport.order/1, the format that is read here")) {
        read_origin(w, slots, document);
        read_content(w, slots, document);
    }
}

ms_qualification ms_order_document_qualify(const ms_order_document *document)
{
    ms_qualification result;
    if (document->is_notice) {
        ms_qualify_notice(&document->facts, &result);
    } else {
        ms_qualify_order(&document->facts, &result);
    }
    return result;
}
