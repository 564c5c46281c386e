/* The table of readings of 13 CSR 40-112.010; design and digest give each its reason. */
#include <medsupport/readings.h>

static const ms_reading_text table[MS_READING_COUNT] = {
    [MS_UNWILLING_COVERAGE] =
        {"unwilling-coverage",
         "(5)(B),(C)",
         "The parent seeking support covers the child but does not want to go on, while (C) asks that neither parent "
         "maintains coverage. Is (C) open?",
         "Cover that its holder means to drop is not a plan for the child's future; read literally, a suitable plan of "
         "the other parent would leave the child with no outcome at all.",
         2,
         {{"not-maintained", "Unwilling cover counts as not maintained, and (C) is open."},
          {"literal", "(C) is closed; what (D) to (F) say literally decides, or nothing does."}}},
    [MS_INACCESSIBLE_PLAN] =
        {"inaccessible-plan",
         "(5)(C),(D)",
         "The parent not seeking support has a plan at a reasonable cost that the child cannot reach, while (D) opens "
         "only if that parent has none at a reasonable cost. Is (D) open?",
         "A plan that (C) cannot order should not keep (D) from ordering one that serves the child.",
         2,
         {{"go-on", "(D) is open whenever (C) has no plan to order."},
          {"literal", "(D) is closed by any reasonable plan of the parent not seeking support, accessible or not."}}},
    [MS_PUBLIC_THROUGH_ANOTHER] =
        {"public-through-other",
         "(5)(E),(F)",
         "The child is on public coverage, but not through the parent seeking support. (E) asks for it through that "
         "parent, (F) that the child is not enrolled. Which applies?",
         "The child is publicly covered, which is what sets (E) apart from (F), and the percentage is the same.",
         2,
         {{"as-E", "Public coverage through anyone is treated as in (E)."},
          {"literal", "Neither (E) nor (F) applies."}}},
    [MS_NON_EMPLOYER_COST] =
        {"non-employer-cost",
         "(2)",
         "The five percent test speaks of plans through an employer or union. When is another plan had at a reasonable "
         "cost?",
         "(5) asks about any private plan at a reasonable cost, and (2) holds the only measure that the rule knows.",
         3,
         {{"five-percent", "The same test applies to any plan."},
          {"never-reasonable", "Such a plan is never had at a reasonable cost, unless it is exempt from the test."},
          {"always-reasonable", "Such a plan is always had at a reasonable cost."}}},
    [MS_COVERED_EXEMPTION] =
        {"covered-exemption",
         "(2)",
         "The test does not apply if the child is already covered by a private plan. For which plan is it off?",
         "The reason to spare a plan the test is that it already covers the child; that says nothing of another plan.",
         3,
         {{"same-plan", "For the plan that covers the child now, in (C) and (D) too."},
          {"any-plan", "For any plan, once anyone's private plan covers the child."},
          {"only-kept", "Only for cover kept under (A) and (B), which have no test of their own."}}},
    [MS_DENTAL_ONLY] =
        {"dental-only",
         "(1)(D)",
         "A plan with dental benefits alone is a private plan by the definition. Does it open or close a paragraph?",
         "A dental plan leaves the child without medical care; its own tests are reported beside.",
         2,
         {{"left-out", "It never opens or closes a paragraph."}, {"counts", "It counts as any private plan does."}}},
    [MS_CUSTODIAN] =
        {"custodian",
         "(1)(B),(5)",
         "The person seeking support is no parent, while the statute (454.603.1) speaks of a parent. Can that person "
         "be ordered to provide coverage?",
         "The statute lets a parent be ordered; (B) and (D) say \"that parent\".",
         2,
         {{"never-ordered", "(B) and (D) do not apply to a custodian."},
          {"as-parent", "A custodian is treated as the parent seeking support."}}},
    [MS_ONE_SILENT] =
        {"one-silent",
         "(4)",
         "One parent has not answered in time and the other has. What of the facts that only the silent one could "
         "give?",
         "(4) has the division use the information of the parent who answers, or other sources.",
         2,
         {{"use-what-is-known", "What is unknown of the silent parent's plans and income counts as not shown."},
          {"wait", "It stays unknown."}}},
    [MS_BOTH_SILENT] = {"both-silent",
                        "(4)",
                        "Neither parent has answered in time. (4) settles only the case of one.",
                        "Nothing in the text lets the division take silence on both sides for an answer.",
                        2,
                        {{"wait", "What is unknown stays unknown."},
                         {"use-what-is-known",
                          "What is unknown of either parent's plans and income counts as not shown."}}},
};

/*@ requires MS_UNWILLING_COVERAGE <= reading < MS_READING_COUNT;
    assigns \nothing;
    ensures (ms_reading_text *)\result == &table[reading]; */
const ms_reading_text *ms_reading_describe(ms_reading reading)
{
    return &table[reading];
}

/* A text that ends, and a text of `length` bytes that is the whole of one. */
/*@ predicate is_text(char *s) = \exists integer end; 0 <= end < 64 && \valid_read(s + (0 .. end)) && s[end] == 0;

    predicate is_named(char *name, char *text, integer length) =
        name[length] == 0 && \forall integer i; 0 <= i < length ==> name[i] == text[i] && name[i] != 0;

    predicate is_reading_text(ms_reading_text *r) =
        is_text(r->name) && r->choice_count <= MS_MAX_CHOICES
        && \forall integer c; 0 <= c < r->choice_count ==> is_text(r->choices[c].name);

    predicate is_split(char *text, integer equals, integer length) =
        0 <= equals < length && text[equals] == '=' && \forall integer i; 0 <= i < equals ==> text[i] != '=';

    predicate is_setting(integer reading, integer choice, char *text, integer equals, integer length) =
        is_split(text, equals, length) && 0 <= choice < table[reading].choice_count
        && is_named(table[reading].name, text, equals)
        && is_named(table[reading].choices[choice].name, text + equals + 1, length - equals - 1);
*/

/* Whether the first `length` bytes of a text are the whole of a name. */
/*@ requires is_text(name);
    requires \valid_read(text + (0 .. length - 1));
    assigns \nothing;
    ensures \result <==> is_named(name, text, length); */
static bool is_name(const char *name, const char *text, size_t length)
{
    size_t i = 0;
    /*@ loop invariant 0 <= i <= length;
        loop invariant \forall integer k; 0 <= k < i ==> name[k] == text[k] && name[k] != 0;
        loop assigns i;
        loop variant length - i; */
    while (i < length && name[i] != '\0' && name[i] == text[i]) {
        i++;
    }
    return i == length && name[i] == '\0';
}

/* The choice of a reading that has the name, or its choice_count when none has. */
/*@ requires \valid_read(reading);
    requires is_reading_text(reading);
    requires \valid_read(text + (0 .. length - 1));
    assigns \nothing;
    ensures \result <= reading->choice_count;
    ensures \result < reading->choice_count ==> is_named(reading->choices[\result].name, text, length);
    ensures \forall integer c; 0 <= c < \result ==> !is_named(reading->choices[c].name, text, length); */
static uint8_t find_choice(const ms_reading_text *reading, const char *text, size_t length)
{
    uint8_t choice = 0;
    /*@ loop invariant 0 <= choice <= reading->choice_count;
        loop invariant \forall integer c; 0 <= c < choice ==> !is_named(reading->choices[c].name, text, length);
        loop assigns choice;
        loop variant reading->choice_count - choice; */
    while (choice < reading->choice_count && !is_name(reading->choices[choice].name, text, length)) {
        choice++;
    }
    return choice;
}

/*@ requires \valid(readings);
    requires \valid_read(text + (0 .. length - 1));
    requires \separated(readings, text + (0 .. length - 1));
    requires \forall integer r; 0 <= r < MS_READING_COUNT ==> is_reading_text(&table[r]);
    assigns readings->choice[0 .. MS_READING_COUNT - 1];
    ensures \result ==> \exists integer reading, choice, equals;
            0 <= reading < MS_READING_COUNT && is_setting(reading, choice, text, equals, length)
            && readings->choice[reading] == choice
            && \forall integer r; 0 <= r < MS_READING_COUNT && r != reading
                ==> readings->choice[r] == \old(readings->choice[r]);
    ensures !\result ==> \forall integer r; 0 <= r < MS_READING_COUNT
            ==> readings->choice[r] == \old(readings->choice[r]);
    ensures !\result ==> \forall integer reading, choice, equals; 0 <= reading < MS_READING_COUNT
            ==> !is_setting(reading, choice, text, equals, length); */
bool ms_reading_set(ms_readings *readings, const char *text, size_t length)
{
    size_t equals = 0;
    /*@ loop invariant 0 <= equals <= length;
        loop invariant \forall integer i; 0 <= i < equals ==> text[i] != '=';
        loop assigns equals;
        loop variant length - equals; */
    while (equals < length && text[equals] != '=') {
        equals++;
    }
    if (equals == length) {
        return false;
    }
    /*@ loop invariant 0 <= reading <= MS_READING_COUNT;
        loop invariant \forall integer r, choice; 0 <= r < reading ==> !is_setting(r, choice, text, equals, length);
        loop assigns reading;
        loop variant MS_READING_COUNT - reading; */
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        if (!is_name(table[reading].name, text, equals)) {
            continue;
        }
        uint8_t choice = find_choice(&table[reading], text + equals + 1, length - equals - 1);
        if (choice < table[reading].choice_count) {
            readings->choice[reading] = choice;
            //@ assert is_setting(reading, choice, text, equals, length);
            return true;
        }
    }
    return false;
}
