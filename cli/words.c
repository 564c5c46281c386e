#include "cli/words.h"

#include "facts/document.h"
#include "facts/plain_values.h"

#include <medsupport/money.h>

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

ms_word ms_word_trim(const char *text, size_t length)
{
    while (length > 0 && is_space(text[0])) {
        text++;
        length--;
    }
    while (length > 0 && is_space(text[length - 1])) {
        length--;
    }
    return (ms_word){text, length};
}

bool ms_word_same(ms_word a, ms_word b)
{
    if (a.length != b.length) {
        return false;
    }
    for (size_t i = 0; i < a.length; i++) {
        if (lower(a.at[i]) != lower(b.at[i])) {
            return false;
        }
    }
    return true;
}

bool ms_word_is(ms_word word, const char *name)
{
    return ms_word_same(word, (ms_word){name, strlen(name)});
}

int ms_word_value(ms_word word, const ms_named *names, int otherwise)
{
    for (; names->name != NULL; names++) {
        if (ms_word_is(word, names->name)) {
            return names->value;
        }
    }
    return otherwise;
}

bool ms_word_next(ms_word *rest, const char *separators, ms_word *word)
{
    while (rest->length > 0) {
        size_t length = 0;
        while (length < rest->length && strchr(separators, rest->at[length]) == NULL) {
            length++;
        }
        *word = ms_word_trim(rest->at, length);
        size_t past = length < rest->length ? length + 1 : length;
        rest->at += past;
        rest->length -= past;
        if (word->length > 0) {
            return true;
        }
    }
    return false;
}

bool ms_word_next_name(ms_word *rest, ms_word *name)
{
    static const char separators[] = ",;";
    static const ms_named endings[] = {{"jr.", 1}, {"jr", 1},  {"sr.", 1}, {"sr", 1},
                                       {"ii", 1},  {"iii", 1}, {"iv", 1},  {NULL, 0}};
    if (!ms_word_next(rest, separators, name)) {
        return false;
    }
    ms_word after = *rest, next;
    while (ms_word_next(&after, separators, &next) && ms_word_value(next, endings, 0) != 0) {
        name->length = (size_t)(next.at + next.length - name->at);
        *rest = after;
    }
    return true;
}

/* Whether a comma at `i` stands between groups: three digits follow, and digits alone stand before. */
static bool groups_thousands(ms_word word, size_t i)
{
    for (size_t k = i + 1; k <= i + 3; k++) {
        if (k >= word.length || !is_digit(word.at[k])) {
            return false;
        }
    }
    return i > 0 && is_digit(word.at[i - 1]) && (i + 4 >= word.length || !is_digit(word.at[i + 4]));
}

bool ms_word_money(ms_word word, ms_cents *cents)
{
    enum { LONGEST = 20 };
    char plain[LONGEST];
    size_t length = 0;
    for (size_t i = word.length > 0 && word.at[0] == '$' ? 1 : 0; i < word.length; i++) {
        if (word.at[i] == ',' && groups_thousands(word, i)) {
            continue;
        }
        if (length == LONGEST) {
            return false;
        }
        plain[length++] = word.at[i];
    }
    return ms_money_parse(plain, length, cents);
}

/* The longer of two that end alike comes first. */
static const ms_named periods[] = {
    {"two weeks", MS_PER_TWO_WEEKS},
    {"two_weeks", MS_PER_TWO_WEEKS},
    {"2 weeks", MS_PER_TWO_WEEKS},
    {"other week", MS_PER_TWO_WEEKS},
    {"second week", MS_PER_TWO_WEEKS},
    {"biweekly", MS_PER_TWO_WEEKS},
    {"bi-weekly", MS_PER_TWO_WEEKS},
    {"fortnight", MS_PER_TWO_WEEKS},
    {"weekly", MS_PER_WEEK},
    {"week", MS_PER_WEEK},
    {"twice a month", MS_PER_HALF_MONTH},
    {"half a month", MS_PER_HALF_MONTH},
    {"half month", MS_PER_HALF_MONTH},
    {"half_month", MS_PER_HALF_MONTH},
    {"semimonthly", MS_PER_HALF_MONTH},
    {"semi-monthly", MS_PER_HALF_MONTH},
    {"monthly", MS_PER_MONTH},
    {"month", MS_PER_MONTH},
    {"yearly", MS_PER_YEAR},
    {"annually", MS_PER_YEAR},
    {"year", MS_PER_YEAR},
    {NULL, MS_PERIOD_UNKNOWN},
};

/* Whether a character would go on into a name that begins after it: a letter into a word, a digit or its comma or point
 * into a number. */
static bool goes_on(char before, char first)
{
    return is_digit(first) ? is_digit(before) || before == '.' || before == ',' : is_letter(before);
}

/* Whether a text ends with a name that begins a word, or a number. */
static bool ends_with(ms_word text, const char *name)
{
    size_t length = strlen(name);
    if (length > text.length) {
        return false;
    }
    size_t before = text.length - length;
    return ms_word_is((ms_word){text.at + before, length}, name)
           && (before == 0 || !goes_on(text.at[before - 1], name[0]));
}

/* Takes off the words that lead to a period: "a", "per", "every". */
static void take_leading_words(ms_word *text)
{
    static const char *const words[] = {"a", "an", "per", "every", "each", "/", ","};
    size_t i = 0;
    while (i < sizeof words / sizeof words[0]) {
        size_t length = strlen(words[i]);
        bool found = is_letter(words[i][0]) ? ends_with(*text, words[i])
                                            : text->length > 0 && text->at[text->length - 1] == words[i][0];
        if (!found) {
            i++;
            continue;
        }
        *text = ms_word_trim(text->at, text->length - length);
        i = 0;
    }
}

ms_period ms_word_take_period(ms_word *text)
{
    for (const ms_named *period = periods; period->name != NULL; period++) {
        if (ends_with(*text, period->name)) {
            *text = ms_word_trim(text->at, text->length - strlen(period->name));
            take_leading_words(text);
            return (ms_period)period->value;
        }
    }
    return MS_PERIOD_UNKNOWN;
}

bool ms_word_is_zip(ms_word word)
{
    enum { ZIP = 5, ZIP_PLUS_4 = 10 };
    if (word.length != ZIP && word.length != ZIP_PLUS_4) {
        return false;
    }
    for (size_t i = 0; i < word.length; i++) {
        if (i == ZIP ? word.at[i] != '-' : !is_digit(word.at[i])) {
            return false;
        }
    }
    return true;
}

bool ms_word_state(ms_word word, char code[MS_STATE_CODE + 1])
{
    if (word.length != MS_STATE_CODE) {
        return false;
    }
    for (size_t i = 0; i < MS_STATE_CODE; i++) {
        char small = lower(word.at[i]);
        code[i] = is_letter(small) ? (char)(small - 'a' + 'A') : small;
    }
    code[MS_STATE_CODE] = '\0';
    return ms_state_number(code, MS_STATE_CODE) != 0;
}

uint16_t ms_word_state_number(ms_word word)
{
    uint16_t state = 1;
    while (ms_state_code(state) != NULL && !ms_word_is(word, ms_state_code(state))
           && !ms_word_is(word, ms_state_name(state))) {
        state++;
    }
    return ms_state_code(state) == NULL ? 0 : state;
}

/* What stands before a name at the end of a text and a comma or blank; nothing where the text does not end so. */
static ms_word before_name(ms_word text, const char *name)
{
    size_t length = strlen(name);
    if (!ends_with(text, name) || length == text.length) {
        return (ms_word){text.at, 0};
    }
    ms_word before = {text.at, text.length - length};
    if (!is_space(before.at[before.length - 1]) && before.at[before.length - 1] != ',') {
        return (ms_word){text.at, 0};
    }
    before = ms_word_trim(before.at, before.length);
    bool comma = before.length > 0 && before.at[before.length - 1] == ',';
    return comma ? ms_word_trim(before.at, before.length - 1) : before;
}

/* The more a name takes, the less stands before it: "West Virginia" is not Virginia. */
uint16_t ms_word_take_state(ms_word *text)
{
    uint16_t found = 0;
    ms_word shortest = *text;
    bool county = ends_with(*text, "co") && memchr(text->at, ',', text->length) == NULL;
    for (uint16_t state = 1; !county && ms_state_code(state) != NULL; state++) {
        const char *const names[] = {ms_state_code(state), ms_state_name(state)};
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            ms_word before = before_name(*text, names[i]);
            if (before.length > 0 && before.length < shortest.length) {
                shortest = before;
                found = state;
            }
        }
    }
    *text = shortest;
    return found;
}

ms_word ms_word_county(ms_word word)
{
    static const char before[] = "county of ";
    static const char *const after[] = {"county", "co", "co."};
    size_t length = strlen(before);
    if (word.length > length && ms_word_is((ms_word){word.at, length}, before)) {
        word = ms_word_trim(word.at + length, word.length - length);
    }
    size_t i = 0;
    while (i < sizeof after / sizeof after[0]) {
        bool found = ends_with(word, after[i]);
        word = found ? ms_word_trim(word.at, word.length - strlen(after[i])) : word;
        i = found ? 0 : i + 1; /* "Baca County CO" */
    }
    return word;
}

bool ms_word_is_county(ms_word word)
{
    for (size_t i = 0; i < word.length; i++) {
        if (is_digit(word.at[i]) || strchr(",;:/()", word.at[i]) != NULL) {
            return false;
        }
    }
    return word.length > 0 && word.length <= MS_MAX_COUNTY;
}

bool ms_word_is_id(ms_word word)
{
    enum { LONGEST_ID = 64 };
    if (word.length == 0 || word.length > LONGEST_ID || !(is_letter(word.at[0]) || is_digit(word.at[0]))) {
        return false;
    }
    for (size_t i = 1; i < word.length; i++) {
        char c = word.at[i];
        if (!is_letter(c) && !is_digit(c) && c != '.' && c != '_' && c != '-') {
            return false;
        }
    }
    return true;
}
