/* The sentences in which an order or notice is told to be qualified or not. */
#include "facts/qualification.h"

const char *ms_assessment_name(ms_assessment assessment)
{
    static const char *const names[] = {[MS_ASSESSED_MET] = "met",
                                        [MS_ASSESSED_CURABLE] = "curable",
                                        [MS_ASSESSED_UNKNOWN] = "unknown",
                                        [MS_ASSESSED_MISSING] = "missing"};
    return names[assessment];
}

const char *ms_qualified_name(ms_qualified whole)
{
    static const char *const names[] = {[MS_QUALIFIED] = "qualified",
                                        [MS_QUALIFIED_ONCE_CURED] = "qualified_once_cured",
                                        [MS_QUALIFIED_UNKNOWN] = "unknown",
                                        [MS_NOT_QUALIFIED] = "not_qualified"};
    return names[whole];
}

const char *ms_qualified_words(ms_qualified whole, bool is_notice)
{
    static const char *const order[] = {
        [MS_QUALIFIED] = "This order is a qualified medical child support order.",
        [MS_QUALIFIED_ONCE_CURED] =
            "This order is a qualified medical child support order once the plan administrator adds what it has. "
            "What is curable below is no ground to reject the order.",
        [MS_QUALIFIED_UNKNOWN] = "Whether this order is qualified is not known: what is unknown below decides.",
        [MS_NOT_QUALIFIED] =
            "This order is not a qualified medical child support order: what is missing below is required. It may be "
            "mended by a new or corrected order.",
    };
    static const char *const notice[] = {
        [MS_QUALIFIED] =
            "This notice is appropriately completed, so it counts as a qualified medical child support order.",
        [MS_QUALIFIED_ONCE_CURED] =
            "This notice counts as a qualified medical child support order once the plan administrator adds what it "
            "has. What is curable below is no ground to reject the notice.",
        [MS_QUALIFIED_UNKNOWN] = "Whether this notice is qualified is not known: what is unknown below decides.",
        [MS_NOT_QUALIFIED] =
            "This notice does not count as a qualified medical child support order: what is missing below is "
            "required. The agency may send a corrected notice.",
    };
    return is_notice ? notice[whole] : order[whole];
}

/* ---- requirements ------------------------------------------------------------------------------------------------ */

typedef struct requirement_words {
    const char *title;
    const char *met, *curable, *unknown, *missing;
} requirement_words;

/* NULL: cannot stand so. */
static const requirement_words words[MS_REQUIREMENT_COUNT] = {
    [MS_REQUIREMENT_ISSUED] =
        {"Issuer", "An administrative process with the force of law issued it.", NULL,
         "It is not known whether a court issued or approved it, or an administrative process with the force of law.",
         "No court issued or approved it. What the parties agree on is no order until a court approves it."},
    [MS_REQUIREMENT_LAW] =
        {"Law it rests on",
         "It provides for support or health coverage of the child under a state's domestic relations law.", NULL,
         "It is not known whether it is made under a state's domestic relations law, with support or coverage for "
         "the child, or under a state's law on medical child support.",
         "It is made neither under a state's domestic relations law, with support or coverage for the child, nor "
         "under a state's law on medical child support."},
    [MS_REQUIREMENT_RIGHT] =
        {"Right to benefits", "It gives or recognizes the child's right to benefits under the participant's plan.",
         NULL,
         "It is not known whether it gives or recognizes the child's right to benefits under the participant's plan.",
         "It gives the child no right to benefits under the participant's plan. That a parent must see to insurance "
         "or pay for it is no such right."},
    [MS_REQUIREMENT_FORM] =
        {"Form", "It is the National Medical Support Notice of a state's child support enforcement agency.", NULL,
         "It is not known whether it is the National Medical Support Notice of a state's child support enforcement "
         "agency.",
         "It is not the National Medical Support Notice of a state's child support enforcement agency. Whether it is "
         "an order that qualifies can be looked at with \"kind\": \"order\"."},
    [MS_REQUIREMENT_AGENCY] =
        {"Issuing agency", "It names the agency that issues it.",
         "It is not shown to name the agency that issues it, but the administrator knows which it is.",
         "It is not known whether it names the agency that issues it.",
         "It does not name the agency that issues "
         "it."},
    [MS_REQUIREMENT_SUPPORT_ORDER] =
        {"Support order", "It identifies the child support order that underlies it.",
         "It is not shown to identify the child support order that underlies it, but the administrator knows the "
         "order.",
         "It is not known whether it identifies the child support order that underlies it.",
         "It does not identify the child support order that underlies it."},
    [MS_REQUIREMENT_PARTICIPANT] =
        {"Participant", "The parent is eligible under the plan, enrolled or not; a waiting period changes nothing.",
         NULL, "It is not known whether the parent is eligible under the plan.",
         "The parent is not eligible under the plan."},
    [MS_REQUIREMENT_PARTICIPANT_NAME] =
        {"Name of the participant", "It names the participant.",
         "It is not shown to name the participant rightly, but the administrator can tell who it is.",
         "It is not known whether it names the participant, or whether the administrator can tell who it is.",
         "It does not name the participant, and the administrator cannot tell who it is."},
    [MS_REQUIREMENT_PARTICIPANT_ADDRESS] =
        {"Address of the participant", "It states the participant's last known mailing address.",
         "It is not shown to state the participant's mailing address, but the administrator has it.",
         "It is not known whether it states the participant's mailing address, whether there is any, or whether the "
         "administrator has it.",
         "It does not state the participant's mailing address, and the administrator has none, though one is known."},
    [MS_REQUIREMENT_CHILD] = {"Alternate recipients", "Each alternate recipient is a child of the participant.", NULL,
                              "It is not known whether each alternate recipient is a child of the participant.",
                              "Not every alternate recipient is a child of the participant."},
    [MS_REQUIREMENT_RECIPIENT_NAME] =
        {"Name of each recipient", "It names each alternate recipient.",
         "It is not shown to name each alternate recipient rightly, but the administrator can tell who each one is.",
         "It is not known whether it names each alternate recipient, or whether the administrator can tell who each "
         "one is.",
         "It does not name each alternate recipient, and the administrator cannot tell who each one is."},
    [MS_REQUIREMENT_RECIPIENT_ADDRESS] =
        {"Address of each recipient",
         "It states a mailing address for each alternate recipient, or an official's name and address in its place.",
         "It is not shown to state a mailing address for each alternate recipient, but the administrator has what is "
         "lacking.",
         "It is not known whether it states a mailing address for each alternate recipient, or an official's, or "
         "whether the administrator has it.",
         "It states no mailing address for each alternate recipient, and no official's in its place, and the "
         "administrator has none."},
    [MS_REQUIREMENT_COVERAGE] =
        {"Type of coverage", "It describes the type of coverage, or the manner in which it is determined.", NULL,
         "It is not known whether it describes the type of coverage, or the manner in which it is determined.",
         "It describes neither the type of coverage nor the manner in which it is determined. The administrator may "
         "not choose one in its place."},
    [MS_REQUIREMENT_PERIOD] = {"Period", "It says to which period it applies.", NULL,
                               "It is not known whether it says to which period it applies.",
                               "It does not say to which period it applies."},
    [MS_REQUIREMENT_BENEFITS] =
        {"No new benefits",
         "It requires nothing that the plan does not provide, beyond what a state's law on medical child support "
         "needs.",
         NULL, "It is not known whether it requires a benefit or option that the plan does not provide.",
         "It requires a benefit or option that the plan does not provide, and that no state law on medical child "
         "support needs."},
};

/* Of a notice one alternate recipient suffices. */
static const requirement_words of_one_recipient[] = {
    {"Alternate recipient", "The alternate recipient is a child of the participant.", NULL,
     "It is not known whether the alternate recipient is a child of the participant.",
     "The alternate recipient is no child of the participant."},
    {"Name of a recipient", "It names an alternate recipient.",
     "It is not shown to name an alternate recipient rightly, but the administrator can tell who one is.",
     "It is not known whether it names an alternate recipient, or whether the administrator can tell who it is.",
     "It names no alternate recipient, and the administrator cannot tell who it is."},
    {"Address of a recipient",
     "It states a mailing address for an alternate recipient, or an official's name and address in its place.",
     "It is not shown to state a mailing address for an alternate recipient, but the administrator has one.",
     "It is not known whether it states a mailing address for an alternate recipient, or an official's, or whether "
     "the administrator has it.",
     "It states no mailing address for an alternate recipient, and no official's in its place, and the administrator "
     "has none."},
};

static bool is_of_recipients(ms_requirement requirement)
{
    return requirement == MS_REQUIREMENT_CHILD || requirement == MS_REQUIREMENT_RECIPIENT_NAME
           || requirement == MS_REQUIREMENT_RECIPIENT_ADDRESS;
}

static const requirement_words *words_of(const ms_order_document *document, ms_requirement requirement)
{
    bool of_one = document->is_notice && is_of_recipients(requirement);
    return of_one ? &of_one_recipient[requirement - MS_REQUIREMENT_CHILD] : &words[requirement];
}

/* What an order stands on, or lacks, where it is not what the words of the table say; NULL: it is. */
static const char *special_of_order(const ms_order_facts *facts, ms_requirement requirement, ms_assessment assessment)
{
    bool met = assessment == MS_ASSESSED_MET, missing = assessment == MS_ASSESSED_MISSING;
    if (requirement == MS_REQUIREMENT_ISSUED && met && facts->court == MS_YES) {
        return "A court issued or approved it.";
    }
    if (requirement == MS_REQUIREMENT_ISSUED && missing && facts->process == MS_YES) {
        return "An agency issued it, but what its process issues has no force of law.";
    }
    if (requirement == MS_REQUIREMENT_LAW && met && facts->medical_law == MS_YES) {
        return "It is made under a state's law on medical child support.";
    }
    return NULL;
}

/* The same of a notice: what it does not say, the form does. */
static const char *special_of_notice(const ms_order_facts *facts, ms_requirement requirement)
{
    if (requirement == MS_REQUIREMENT_COVERAGE && facts->form == MS_YES) {
        return "The form itself says which coverage is asked; other blanks do no harm.";
    }
    if (requirement == MS_REQUIREMENT_PERIOD && facts->form == MS_YES) {
        return "The form itself says how long the coverage lasts.";
    }
    return NULL;
}

/* The same of both. */
static const char *special_words(const ms_qualified_document *qualified, ms_requirement requirement)
{
    const ms_order_facts *facts = &qualified->document->facts;
    ms_assessment assessment = qualified->result.of[requirement];
    if (is_of_recipients(requirement) && facts->recipients_known && facts->recipient_count == 0) {
        return "It names no alternate recipient.";
    }
    if (requirement == MS_REQUIREMENT_PARTICIPANT_ADDRESS && facts->address_exists == MS_NO) {
        return "Nobody knows a mailing address of the participant, so none is required.";
    }
    return qualified->document->is_notice ? special_of_notice(facts, requirement)
                                          : special_of_order(facts, requirement, assessment);
}

const char *ms_requirement_title(const ms_order_document *document, ms_requirement requirement)
{
    return words_of(document, requirement)->title;
}

const char *ms_requirement_words(const ms_qualified_document *qualified, ms_requirement requirement)
{
    const char *special = special_words(qualified, requirement);
    const requirement_words *row = words_of(qualified->document, requirement);
    if (special != NULL) {
        return special;
    }
    switch (qualified->result.of[requirement]) {
    case MS_ASSESSED_MET:
        return row->met;
    case MS_ASSESSED_CURABLE:
        return row->curable;
    case MS_ASSESSED_UNKNOWN:
        return row->unknown;
    default:
        return row->missing;
    }
}

const char *ms_requirement_citation(ms_requirement requirement, bool is_notice)
{
    const ms_requirement_row *row = ms_requirement_describe(requirement);
    return is_notice ? row->notice_citation : row->order_citation;
}

/* ---- beyond the law ---------------------------------------------------------------------------------------------- */

const char *ms_beyond_words(ms_beyond what)
{
    static const char *const beyond[] = {
        [MS_BEYOND_SOCIAL_SECURITY_NUMBERS] = "Social Security numbers of the participant or the children",
        [MS_BEYOND_DATES_OF_BIRTH] = "Dates of birth",
        [MS_BEYOND_PLAN_NAME] = "The plan's name",
        [MS_BEYOND_CERTIFIED_COPY] = "A certified or signed copy",
        [MS_BEYOND_GENDER] = "The children's gender",
        [MS_BEYOND_CUSTODIAL_PARENT] = "Name and address of the custodial parent",
        [MS_BEYOND_TELEPHONE] = "A telephone number",
        [MS_BEYOND_EMPLOYER_NUMBER] = "The employer's federal number",
        [MS_BEYOND_OWN_FORM] = "The plan's own form",
    };
    return beyond[what];
}
