#include "facts/wording.h"

#include "facts/plain_values.h"

#include <string.h>

/* ---- texts of the document --------------------------------------------------------------------------------------- */

/* The bytes of a character that no line should hold, or 0: controls (C0, DEL, C1), marks that reorder the line, and
 * separators of lines and paragraphs. at: UTF-8. */
static size_t unfit_length(const unsigned char *at, size_t left)
{
    if (at[0] < 0x20 || at[0] == 0x7F) {
        return 1;
    }
    if (left >= 2 && at[0] == 0xC2 && at[1] < 0xA0) {
        return 2; /* U+0080..U+009F */
    }
    if (left >= 2 && at[0] == 0xD8 && at[1] == 0x9C) {
        return 2; /* U+061C */
    }
    if (left < 3 || at[0] != 0xE2) {
        return 0;
    }
    if (at[1] == 0x80 && (at[2] == 0x8E || at[2] == 0x8F || (at[2] >= 0xA8 && at[2] <= 0xAE))) {
        return 3; /* U+200E, U+200F, U+2028..U+202E */
    }
    return at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9 ? 3 : 0; /* U+2066..U+2069 */
}

/* Appends text with what no line should hold replaced: white space by a space, the rest by U+FFFD. */
static void put_safe(ms_buffer *out, ms_text text)
{
    const unsigned char *bytes = (const unsigned char *)text.at;
    size_t plain = 0;
    size_t i = 0;
    while (i < text.length) {
        size_t unfit = unfit_length(bytes + i, text.length - i);
        if (unfit == 0) {
            i++;
            continue;
        }
        ms_buffer_add(out, text.at + plain, i - plain);
        bool space = bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r';
        ms_buffer_put(out, space ? " " : "\xEF\xBF\xBD");
        i += unfit;
        plain = i;
    }
    ms_buffer_add(out, text.at + plain, text.length - plain);
}

void ms_put_text(const ms_prose *prose, ms_text text)
{
    if (text.length == 0) {
        return;
    }
    if (prose->json) {
        ms_buffer_add_json(prose->out, text.at, text.length);
    } else {
        put_safe(prose->out, text);
    }
}

/* ---- money, percentages, dates ----------------------------------------------------------------------------------- */

void ms_put_money(ms_buffer *out, ms_cents cents)
{
    char text[MS_MONEY_TEXT_SIZE];
    size_t length = ms_money_format(cents, text);
    size_t at = 0;
    if (text[0] == '-') {
        ms_buffer_add(out, "-", 1);
        at = 1;
    }
    ms_buffer_add(out, "$", 1);
    size_t point = length - 3;
    size_t group = (point - at) % 3 == 0 ? 3 : (point - at) % 3;
    while (at + group < point) {
        ms_buffer_add(out, text + at, group);
        ms_buffer_add(out, ",", 1);
        at += group;
        group = 3;
    }
    ms_buffer_add(out, text + at, length - at);
}

void ms_put_percent(ms_buffer *out, int64_t hundredths)
{
    char text[MS_MONEY_TEXT_SIZE];
    ms_buffer_add(out, text, ms_money_format(hundredths, text));
    ms_buffer_add(out, "%", 1);
}

void ms_put_date_in_words(ms_buffer *out, ms_date date)
{
    static const char *const months[] = {"January ", "February ", "March ",     "April ",   "May ",      "June ",
                                         "July ",    "August ",   "September ", "October ", "November ", "December "};
    ms_civil civil = ms_date_to_civil(date);
    ms_buffer_put(out, months[civil.month - 1]);
    ms_buffer_put_number(out, (unsigned long long)civil.day);
    ms_buffer_put(out, ", ");
    ms_buffer_put_number(out, (unsigned long long)civil.year);
}

/* ---- who and what ------------------------------------------------------------------------------------------------ */

/* Whether both are named, and alike. */
static bool same_text(ms_text a, ms_text b)
{
    return a.length > 0 && ms_text_same(a, b);
}

bool ms_party_is_named(const ms_document *document, ms_party party)
{
    return document->parent_names[party].length > 0;
}

const char *ms_role(const ms_document *document, ms_party party)
{
    static const char *const seeking[] = {
        [MS_KIND_PARENT] = "parent seeking support",
        [MS_KIND_CUSTODIAN] = "custodian seeking support",
        [MS_KIND_AGENCY] = "agency seeking support",
    };
    return party == MS_PNS ? "parent not seeking support" : seeking[document->facts.kind];
}

const char *ms_program(const ms_document *document, uint32_t child)
{
    static const struct {
        const char *name;
        const char *words;
    } programs[] = {{"medicaid", "Medicaid"}, {"chip", "CHIP"}};
    ms_text program = document->children[child].program;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        if (same_text(program, (ms_text){programs[i].name, strlen(programs[i].name)})) {
            return programs[i].words;
        }
    }
    return NULL;
}

/* The name, with the role where both parties are called the same; the role alone where there is no name. */
static void put_party(const ms_prose *prose, ms_party party, bool capital)
{
    const ms_document *document = prose->of->document;
    if (!ms_party_is_named(document, party)) {
        ms_buffer_put(prose->out, capital ? "The " : "the ");
        ms_buffer_put(prose->out, ms_role(document, party));
        return;
    }
    ms_put_text(prose, document->parent_names[party]);
    if (same_text(document->parent_names[MS_PNS], document->parent_names[MS_PSS])) {
        ms_buffer_put(prose->out, " (");
        ms_buffer_put(prose->out, ms_role(document, party));
        ms_buffer_put(prose->out, ")");
    }
}

/* Whether another child of the case has the same name. */
static bool shares_name(const ms_document *document, uint32_t child)
{
    for (uint32_t i = 0; i < document->facts.child_count; i++) {
        if (i != child && same_text(document->children[i].name, document->children[child].name)) {
            return true;
        }
    }
    return false;
}

static void put_child(const ms_prose *prose, uint32_t child, bool capital)
{
    const ms_document *document = prose->of->document;
    const ms_child_texts *texts = &document->children[child];
    if (texts->name.length == 0) {
        ms_buffer_put(prose->out, capital ? "Child " : "child ");
        ms_put_text(prose, texts->id);
        return;
    }
    ms_put_text(prose, texts->name);
    if (shares_name(document, child)) {
        ms_buffer_put(prose->out, " (");
        ms_put_text(prose, texts->id);
        ms_buffer_put(prose->out, ")");
    }
}

static uint32_t first_child(uint32_t children)
{
    return (uint32_t)__builtin_ctz(children);
}

static bool several(uint32_t children)
{
    return (children & (children - 1)) != 0;
}

/* "A", "A and B", "A, B and C". */
static void put_children(const ms_prose *prose, uint32_t children, bool capital)
{
    for (uint32_t left = children; left != 0; left &= left - 1) {
        if (left != children) {
            ms_buffer_put(prose->out, several(left) ? ", " : " and ");
        }
        put_child(prose, first_child(left), capital && left == children);
    }
}

static const ms_plan_texts *plan_texts(const ms_prose *prose, const ms_subject *subject)
{
    return &prose->of->document->plans[subject->party][subject->plan];
}

/* Whether a county's name already says what it is, as "St. Louis City" does. */
static bool says_what_it_is(ms_text county)
{
    static const char *const endings[] = {"County", "county", "City", "city", "Parish", "Borough"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t length = strlen(endings[i]);
        if (county.length > length && memcmp(county.at + county.length - length, endings[i], length) == 0) {
            return true;
        }
    }
    return false;
}

void ms_put_county(const ms_prose *prose, ms_text county)
{
    ms_put_text(prose, county);
    if (!says_what_it_is(county)) {
        ms_buffer_put(prose->out, " County");
    }
}

/* ---- the words in braces ----------------------------------------------------------------------------------------- */

static void word_children(const ms_prose *prose, const ms_subject *subject)
{
    put_children(prose, subject->children, false);
}

static void word_children_capital(const ms_prose *prose, const ms_subject *subject)
{
    put_children(prose, subject->children, true);
}

static void word_parent(const ms_prose *prose, const ms_subject *subject)
{
    put_party(prose, subject->party, false);
}

static void word_parent_capital(const ms_prose *prose, const ms_subject *subject)
{
    put_party(prose, subject->party, true);
}

static void word_parent_with_role(const ms_prose *prose, const ms_subject *subject)
{
    const ms_document *document = prose->of->document;
    put_party(prose, subject->party, true);
    if (ms_party_is_named(document, subject->party)
        && !same_text(document->parent_names[MS_PNS], document->parent_names[MS_PSS])) {
        ms_buffer_put(prose->out, " (");
        ms_buffer_put(prose->out, ms_role(document, subject->party));
        ms_buffer_put(prose->out, ")");
    }
}

static void word_not_seeking(const ms_prose *prose, const ms_subject *subject)
{
    (void)subject;
    put_party(prose, MS_PNS, false);
}

static void word_not_seeking_capital(const ms_prose *prose, const ms_subject *subject)
{
    (void)subject;
    put_party(prose, MS_PNS, true);
}

static void word_seeking(const ms_prose *prose, const ms_subject *subject)
{
    (void)subject;
    put_party(prose, MS_PSS, false);
}

static void word_seeking_capital(const ms_prose *prose, const ms_subject *subject)
{
    (void)subject;
    put_party(prose, MS_PSS, true);
}

static void word_plan(const ms_prose *prose, const ms_subject *subject)
{
    ms_buffer_put(prose->out, "plan ");
    ms_put_text(prose, plan_texts(prose, subject)->id);
}

static void word_plan_capital(const ms_prose *prose, const ms_subject *subject)
{
    ms_buffer_put(prose->out, "Plan ");
    ms_put_text(prose, plan_texts(prose, subject)->id);
}

static void word_holder(const ms_prose *prose, const ms_subject *subject)
{
    ms_put_text(prose, plan_texts(prose, subject)->holder);
}

static void word_is(const ms_prose *prose, const ms_subject *subject)
{
    ms_buffer_put(prose->out, several(subject->children) ? "are" : "is");
}

static void word_lives(const ms_prose *prose, const ms_subject *subject)
{
    ms_buffer_put(prose->out, several(subject->children) ? "live" : "lives");
}

/* Where the first of the children lives: "65101, Cole County, MO". */
static void word_home(const ms_prose *prose, const ms_subject *subject)
{
    const ms_document *document = prose->of->document;
    uint32_t child = first_child(subject->children);
    const char *between = "";
    const ms_place *home = &document->facts.children[child].home;
    if (document->children[child].zip.length > 0) {
        ms_put_text(prose, document->children[child].zip);
        between = ", ";
    }
    if (home->county != 0) {
        ms_buffer_put(prose->out, between);
        ms_put_county(prose, document->counties[home->county - 1]);
        between = ", ";
    }
    if (home->state != 0) {
        ms_buffer_put(prose->out, between);
        ms_buffer_put(prose->out, ms_state_code(home->state));
    }
    if (home->zip == 0 && home->county == 0 && home->state == 0) {
        ms_buffer_put(prose->out, "a place that is not known");
    }
}

/* "public coverage (Medicaid)" of the first of the children. */
static void word_public(const ms_prose *prose, const ms_subject *subject)
{
    ms_buffer_put(prose->out, "public coverage");
    const char *program = ms_program(prose->of->document, first_child(subject->children));
    if (program != NULL) {
        ms_buffer_put(prose->out, " (");
        ms_buffer_put(prose->out, program);
        ms_buffer_put(prose->out, ")");
    }
}

static void word_date(const ms_prose *prose, const ms_subject *subject)
{
    ms_put_date_in_words(prose->out, subject->date);
}

/* "$190.00 a month more", "nothing more", "$10.00 a month less". */
static void word_increase(const ms_prose *prose, const ms_subject *subject)
{
    ms_cents cents = subject->figures.increase.cents;
    if (cents == 0) {
        ms_buffer_put(prose->out, "nothing more");
        return;
    }
    ms_put_money(prose->out, cents < 0 ? -cents : cents);
    ms_buffer_put(prose->out, cents < 0 ? " a month less" : " a month more");
}

static void word_ceiling(const ms_prose *prose, const ms_subject *subject)
{
    ms_put_money(prose->out, subject->figures.ceiling.cents);
}

static void word_distance(const ms_prose *prose, const ms_subject *subject)
{
    ms_put_money(prose->out, subject->figures.distance.cents);
}

static void word_limit(const ms_prose *prose, const ms_subject *subject)
{
    (void)subject;
    ms_put_percent(prose->out, prose->of->settings.percent);
}

/* The income a month, cents below a whole cent dropped. */
static void word_income(const ms_prose *prose, const ms_subject *subject)
{
    ms_put_money(prose->out, ms_divide_down(subject->income.lo, 12));
}

static void word_cents(const ms_prose *prose, const ms_subject *subject)
{
    ms_put_money(prose->out, subject->cents);
}

static void word_percent(const ms_prose *prose, const ms_subject *subject)
{
    ms_put_percent(prose->out, subject->cents);
}

/* " a month", or whatever the period is; nothing where it is not known. */
static void word_per(const ms_prose *prose, const ms_subject *subject)
{
    static const char *const words[] = {
        [MS_PERIOD_UNKNOWN] = "",
        [MS_PER_WEEK] = " a week",
        [MS_PER_TWO_WEEKS] = " every two weeks",
        [MS_PER_HALF_MONTH] = " twice a month",
        [MS_PER_MONTH] = " a month",
        [MS_PER_YEAR] = " a year",
    };
    ms_buffer_put(prose->out, words[subject->per]);
}

static void word_itself(const ms_prose *prose, const ms_subject *subject)
{
    ms_buffer_put(prose->out, subject->word);
}

typedef struct word {
    ms_name name; /* with the brace behind it */
    void (*put)(const ms_prose *prose, const ms_subject *subject);
} word;

static const word words[] = {
    {MS_NAME("plan}"), word_plan},
    {MS_NAME("Plan}"), word_plan_capital},
    {MS_NAME("child}"), word_children},
    {MS_NAME("Child}"), word_children_capital},
    {MS_NAME("parent}"), word_parent},
    {MS_NAME("Parent}"), word_parent_capital},
    {MS_NAME("Parent with role}"), word_parent_with_role},
    {MS_NAME("not seeking}"), word_not_seeking},
    {MS_NAME("Not seeking}"), word_not_seeking_capital},
    {MS_NAME("seeking}"), word_seeking},
    {MS_NAME("Seeking}"), word_seeking_capital},
    {MS_NAME("holder}"), word_holder},
    {MS_NAME("is}"), word_is},
    {MS_NAME("lives}"), word_lives},
    {MS_NAME("home}"), word_home},
    {MS_NAME("public}"), word_public},
    {MS_NAME("date}"), word_date},
    {MS_NAME("increase}"), word_increase},
    {MS_NAME("ceiling}"), word_ceiling},
    {MS_NAME("distance}"), word_distance},
    {MS_NAME("limit}"), word_limit},
    {MS_NAME("income}"), word_income},
    {MS_NAME("money}"), word_cents},
    {MS_NAME("percent}"), word_percent},
    {MS_NAME("a month}"), word_per},
    {MS_NAME("word}"), word_itself},
};

/* Puts what the word in braces at `name` stands for; returns what follows the brace. */
static const char *put_word(const ms_prose *prose, const ms_subject *subject, const char *name)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const ms_name *known = &words[i].name;
        if (known->text[0] == name[0] && strncmp(known->text, name, known->length) == 0) {
            words[i].put(prose, subject);
            return name + known->length;
        }
    }
    return name;
}

void ms_say(const ms_prose *prose, const ms_subject *subject, const char *pattern)
{
    const char *at = pattern;
    for (const char *brace = strchr(at, '{'); brace != NULL; brace = strchr(at, '{')) {
        ms_buffer_add(prose->out, at, (size_t)(brace - at));
        at = put_word(prose, subject, brace + 1);
    }
    ms_buffer_put(prose->out, at);
}
