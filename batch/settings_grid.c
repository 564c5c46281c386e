#include "batch/settings_grid.h"

#include "facts/nearest.h"

#include <medsupport/money.h>

#include <stdlib.h>
#include <string.h>

enum { WHOLE = 10000, SHOWN = 60 };

/* Part of an option's text. */
typedef struct piece {
    const char *at; /* NULL: nothing is left */
    size_t length;
} piece;

static bool is_text(piece text, const char *name)
{
    return text.length == strlen(name) && memcmp(text.at, name, text.length) == 0;
}

/* Takes what stands before a mark off the front, the whole where there is no mark. False when nothing is left. */
static bool next_piece(piece *rest, char mark, piece *next)
{
    if (rest->at == NULL) {
        return false;
    }
    const char *end = rest->length == 0 ? NULL : memchr(rest->at, mark, rest->length);
    *next = (piece){rest->at, end == NULL ? rest->length : (size_t)(end - rest->at)};
    *rest = end == NULL ? (piece){NULL, 0} : (piece){end + 1, rest->length - next->length - 1};
    return true;
}

/* ---- faults ------------------------------------------------------------------------------------------------------ */

/* Part of what was given, quoted, cut where it is long. */
static void put_given(ms_buffer *fault, piece given)
{
    ms_buffer_put(fault, "'");
    ms_buffer_add(fault, given.at, given.length < SHOWN ? given.length : SHOWN);
    ms_buffer_put(fault, given.length < SHOWN ? "'" : "...'");
}

/* `before` 'given' `after`. Returns false for the caller to return. */
static bool refuse(ms_buffer *fault, const char *before, piece given, const char *after)
{
    ms_buffer_put(fault, before);
    put_given(fault, given);
    ms_buffer_put(fault, after);
    return false;
}

static void put_nearest(ms_buffer *fault, const char *prefix, const ms_nearest *nearest)
{
    if (nearest->name != NULL) {
        ms_buffer_put(fault, " (did you mean '");
        ms_buffer_put(fault, prefix);
        ms_buffer_add(fault, nearest->name, nearest->name_length);
        ms_buffer_put(fault, "'?)");
    }
}

/* ---- variables --------------------------------------------------------------------------------------------------- */

static const char *const numbers[MS_VARY_READING] = {[MS_VARY_PERCENT] = "percent", [MS_VARY_SHARE] = "default-share"};
static const char prefix[] = "reading:";

static const ms_reading_text *reading_of(ms_variable variable)
{
    return ms_reading_describe((ms_reading)(variable - MS_VARY_READING));
}

/* The nearest of the readings' names to one that is none; finds the reading where it is one. */
static ms_variable find_reading(piece name, ms_nearest *nearest)
{
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const char *known = ms_reading_describe((ms_reading)reading)->name;
        if (is_text(name, known)) {
            return (ms_variable)(MS_VARY_READING + reading);
        }
        ms_nearest_offer(nearest, known, strlen(known));
    }
    return MS_VARIABLE_COUNT;
}

/* The variable that is a reading; MS_VARIABLE_COUNT, and the fault, when there is none of the name. */
static ms_variable take_reading(piece name, ms_buffer *fault)
{
    ms_nearest nearest = ms_nearest_to(name.at, name.length);
    ms_variable variable = find_reading(name, &nearest);
    if (variable == MS_VARIABLE_COUNT) {
        refuse(fault, "no reading is called ", name, "");
        put_nearest(fault, "", &nearest);
        ms_buffer_put(fault, "; 'medsupport readings' lists them");
    }
    return variable;
}

/* The variable of a name; MS_VARIABLE_COUNT, and the fault, when there is none. */
static ms_variable take_variable(piece name, ms_buffer *fault)
{
    size_t length = strlen(prefix);
    if (name.length >= length && memcmp(name.at, prefix, length) == 0) {
        return take_reading((piece){name.at + length, name.length - length}, fault);
    }
    ms_nearest number = ms_nearest_to(name.at, name.length);
    for (int i = 0; i < MS_VARY_READING; i++) {
        if (is_text(name, numbers[i])) {
            return (ms_variable)i;
        }
        ms_nearest_offer(&number, numbers[i], strlen(numbers[i]));
    }
    ms_nearest reading = ms_nearest_to(name.at, name.length);
    ms_variable bare = find_reading(name, &reading);
    if (bare != MS_VARIABLE_COUNT) {
        reading.name = reading_of(bare)->name;
        reading.name_length = name.length;
    }
    refuse(fault, "there is nothing called ", name, "");
    put_nearest(fault, reading.name == NULL ? "" : prefix, reading.name == NULL ? &number : &reading);
    ms_buffer_put(fault, "; it is percent, default-share or reading:NAME");
    return MS_VARIABLE_COUNT;
}

int32_t ms_setting_value(const ms_settings *settings, ms_variable variable)
{
    switch (variable) {
    case MS_VARY_PERCENT:
        return settings->percent;
    case MS_VARY_SHARE:
        return settings->default_share;
    default:
        return settings->readings.choice[variable - MS_VARY_READING];
    }
}

void ms_setting_set(ms_settings *settings, ms_variable variable, int32_t value)
{
    switch (variable) {
    case MS_VARY_PERCENT:
        settings->percent = value;
        return;
    case MS_VARY_SHARE:
        settings->default_share = value;
        return;
    default:
        settings->readings.choice[variable - MS_VARY_READING] = (uint8_t)value;
    }
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static bool take_number(piece text, int32_t *value, ms_buffer *fault)
{
    ms_cents hundredths;
    if (!ms_money_parse(text.at, text.length, &hundredths)) {
        return refuse(fault, "", text, " is no percentage; write one as 5, 5.5 or 5.25");
    }
    if (hundredths > WHOLE) {
        return refuse(fault, "", text, " is above 100 percent");
    }
    *value = (int32_t)hundredths;
    return true;
}

static bool take_choice(ms_variable variable, piece text, int32_t *value, ms_buffer *fault)
{
    const ms_reading_text *reading = reading_of(variable);
    ms_nearest nearest = ms_nearest_to(text.at, text.length);
    for (uint8_t choice = 0; choice < reading->choice_count; choice++) {
        if (is_text(text, reading->choices[choice].name)) {
            *value = choice;
            return true;
        }
        ms_nearest_offer(&nearest, reading->choices[choice].name, strlen(reading->choices[choice].name));
    }
    refuse(fault, "", text, " is none of the choices: ");
    for (uint8_t choice = 0; choice < reading->choice_count; choice++) {
        ms_buffer_put(fault, choice == 0 ? "" : ", ");
        ms_buffer_put(fault, reading->choices[choice].name);
    }
    put_nearest(fault, "", &nearest);
    return false;
}

static bool take_value(ms_variable variable, piece text, int32_t *value, ms_buffer *fault)
{
    return variable < MS_VARY_READING ? take_number(text, value, fault) : take_choice(variable, text, value, fault);
}

/* ---- the baseline ------------------------------------------------------------------------------------------------ */

bool ms_grid_new(const ms_settings *settings, ms_grid **grid, ms_buffer *fault)
{
    *grid = calloc(1, sizeof **grid);
    if (*grid == NULL) {
        ms_buffer_put(fault, "out of memory");
        return false;
    }
    (*grid)->baseline = *settings;
    return true;
}

void ms_grid_free(ms_grid *grid)
{
    free(grid);
}

void ms_grid_state(ms_grid *grid, ms_variable variable)
{
    grid->stated[variable] = true;
}

/* "percent=5" */
static bool set_baseline(ms_grid *grid, piece item, ms_buffer *fault)
{
    piece name, value = item;
    int32_t taken;
    next_piece(&value, '=', &name);
    if (value.at == NULL) {
        return refuse(fault, "", item, " has no value; write percent=5, default-share=40 or reading:NAME=CHOICE");
    }
    ms_variable variable = take_variable(name, fault);
    if (variable == MS_VARIABLE_COUNT) {
        return false;
    }
    if (!take_value(variable, value, &taken, fault)) {
        return false;
    }
    if (grid->stated[variable]) {
        return refuse(fault, "", name, " is set twice");
    }
    grid->stated[variable] = true;
    ms_setting_set(&grid->baseline, variable, taken);
    return true;
}

bool ms_grid_baseline(ms_grid *grid, const char *text, ms_buffer *fault)
{
    piece rest = {text, strlen(text)}, item;
    while (next_piece(&rest, ',', &item)) {
        if (!set_baseline(grid, item, fault)) {
            return false;
        }
    }
    return true;
}

/* ---- what is varied ---------------------------------------------------------------------------------------------- */

static bool add_value(ms_dimension *dimension, piece given, int32_t value, ms_buffer *fault)
{
    for (uint32_t i = 0; i < dimension->count; i++) {
        if (dimension->values[i] == value) {
            ms_buffer_put(fault, "the value ");
            ms_put_value(fault, dimension->variable, value);
            return refuse(fault, " of ", given, " is listed before");
        }
    }
    if (dimension->count == MS_MAX_SETTINGS) {
        return refuse(fault, "", given, " makes more than 4,096 values");
    }
    dimension->values[dimension->count++] = value;
    return true;
}

/* "3..10:0.5", or "3..10" in steps of one. The end is a value where the steps come to it. */
static bool add_range(ms_dimension *dimension, piece given, piece from, piece to, ms_buffer *fault)
{
    int32_t first, last, step = 100;
    piece end = to, by;
    next_piece(&to, ':', &end);
    by = to;
    if (!take_number(from, &first, fault) || !take_number(end, &last, fault)
        || (by.at != NULL && !take_number(by, &step, fault))) {
        return false;
    }
    if (step == 0 || last < first) {
        return refuse(fault, "the range ", given, step == 0 ? " has a step of zero" : " ends before it begins");
    }
    for (int32_t value = first; value <= last; value += step) {
        if (!add_value(dimension, given, value, fault)) {
            return false;
        }
    }
    return true;
}

/* One value, or a range of numbers. */
static bool add_item(ms_dimension *dimension, piece item, ms_buffer *fault)
{
    for (size_t i = 0; dimension->variable < MS_VARY_READING && i + 1 < item.length; i++) {
        if (item.at[i] == '.' && item.at[i + 1] == '.') {
            piece from = {item.at, i}, to = {item.at + i + 2, item.length - i - 2};
            return add_range(dimension, item, from, to, fault);
        }
    }
    int32_t value;
    return take_value(dimension->variable, item, &value, fault) && add_value(dimension, item, value, fault);
}

static bool add_values(ms_dimension *dimension, piece name, piece values, ms_buffer *fault)
{
    piece item;
    if (values.at == NULL && dimension->variable < MS_VARY_READING) {
        return refuse(fault, "", name, " has no values; write them as 3..10:0.5 or 3,4.5,6");
    }
    if (values.at == NULL) {
        uint8_t choices = reading_of(dimension->variable)->choice_count;
        for (uint8_t choice = 0; choice < choices; choice++) {
            dimension->values[dimension->count++] = choice;
        }
    }
    while (next_piece(&values, ',', &item)) {
        if (!add_item(dimension, item, fault)) {
            return false;
        }
    }
    return true;
}

bool ms_grid_vary(ms_grid *grid, const char *text, ms_buffer *fault)
{
    piece name, values = {text, strlen(text)};
    next_piece(&values, '=', &name);
    ms_variable variable = take_variable(name, fault);
    if (variable == MS_VARIABLE_COUNT) {
        return false;
    }
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        if (grid->dimensions[i].variable == variable) {
            return refuse(fault, "", name, " is varied twice");
        }
    }
    if (grid->dimension_count == MS_MAX_DIMENSIONS) {
        return refuse(fault, "", name, " is one thing too many; at most 8 are varied at once");
    }
    ms_dimension *dimension = &grid->dimensions[grid->dimension_count++];
    *dimension = (ms_dimension){.variable = variable};
    return add_values(dimension, name, values, fault);
}

/* ---- the product ------------------------------------------------------------------------------------------------- */

static bool is_baseline(const ms_grid *grid, const ms_settings *settings)
{
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_variable variable = grid->dimensions[i].variable;
        if (ms_setting_value(settings, variable) != ms_setting_value(&grid->baseline, variable)) {
            return false;
        }
    }
    return true;
}

/* Number `index` of the product. */
static ms_settings product_setting(const ms_grid *grid, uint32_t index)
{
    ms_settings settings = grid->baseline;
    for (uint32_t i = grid->dimension_count; i-- > 0;) {
        const ms_dimension *dimension = &grid->dimensions[i];
        ms_setting_set(&settings, dimension->variable, dimension->values[index % dimension->count]);
        index /= dimension->count;
    }
    return settings;
}

bool ms_grid_finish(ms_grid *grid, ms_buffer *fault)
{
    uint64_t product = 1;
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        product *= grid->dimensions[i].count;
        if (product > MS_MAX_SETTINGS) {
            ms_buffer_put(fault,
                          "there are more than 4,096 settings: all that is varied is multiplied; vary less at once");
            return false;
        }
    }
    bool found = false;
    for (uint32_t i = 0; i < product; i++) {
        ms_settings settings = product_setting(grid, i);
        if (is_baseline(grid, &settings)) {
            grid->baseline_setting = i;
            found = true;
        }
        grid->settings[i] = settings;
    }
    grid->setting_count = (uint32_t)product;
    if (!found) {
        memmove(grid->settings + 1, grid->settings, product * sizeof grid->settings[0]);
        grid->settings[0] = grid->baseline;
        grid->setting_count++;
    }
    return true;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

void ms_put_hundredths(ms_buffer *out, int32_t hundredths)
{
    int32_t rest = hundredths % 100;
    ms_buffer_put_number(out, (unsigned long long)(hundredths / 100));
    if (rest != 0) {
        char decimals[] = {'.', (char)('0' + rest / 10), (char)('0' + rest % 10)};
        ms_buffer_add(out, decimals, rest % 10 == 0 ? 2 : 3);
    }
}

void ms_put_variable(ms_buffer *out, ms_variable variable)
{
    if (variable < MS_VARY_READING) {
        ms_buffer_put(out, numbers[variable]);
        return;
    }
    ms_buffer_put(out, prefix);
    ms_buffer_put(out, reading_of(variable)->name);
}

void ms_put_value(ms_buffer *out, ms_variable variable, int32_t value)
{
    if (variable < MS_VARY_READING) {
        ms_put_hundredths(out, value);
        return;
    }
    ms_buffer_put(out, reading_of(variable)->choices[value].name);
}

void ms_put_setting(ms_buffer *out, const ms_grid *grid, uint32_t setting)
{
    if (grid->dimension_count == 0) {
        ms_buffer_put(out, "baseline");
    }
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_variable variable = grid->dimensions[i].variable;
        ms_buffer_put(out, i == 0 ? "" : " ");
        ms_put_variable(out, variable);
        ms_buffer_put(out, "=");
        ms_put_value(out, variable, ms_setting_value(&grid->settings[setting], variable));
    }
}
