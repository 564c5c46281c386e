#include "cli/reading_option.h"

#include "cli/message.h"

#include <string.h>

ms_reading ms_reading_find(const char *name, size_t length)
{
    const char *names[MS_READING_COUNT];
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        names[reading] = ms_reading_describe((ms_reading)reading)->name;
        if (strncmp(names[reading], name, length) == 0 && names[reading][length] == '\0') {
            return (ms_reading)reading;
        }
    }
    int shown = (int)(length < 100 ? length : 100);
    char text[101];
    memcpy(text, name, (size_t)shown);
    text[shown] = '\0';
    ms_complain("no reading is called '%s'%s; 'medsupport readings' lists them", text,
                ms_did_you_mean(text, names, MS_READING_COUNT));
    return MS_READING_COUNT;
}

static void refuse_choice(const ms_reading_text *row, const char *choice)
{
    const char *names[MS_MAX_CHOICES] = {NULL};
    char listed[200] = "";
    for (uint8_t i = 0; i < row->choice_count; i++) {
        names[i] = row->choices[i].name;
        strcat(strcat(listed, i == 0 ? "" : ", "), names[i]);
    }
    ms_complain("reading %s: '%s' is none of its choices: %s%s", row->name, choice, listed,
                ms_did_you_mean(choice, names, row->choice_count));
}

bool ms_reading_option(const char *text, ms_readings *readings)
{
    if (ms_reading_set(readings, text, strlen(text))) {
        return true;
    }
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        ms_complain("--reading: '%s' names no choice; write NAME=CHOICE, such as custodian=as-parent", text);
        return false;
    }
    ms_reading reading = ms_reading_find(text, (size_t)(equals - text));
    if (reading != MS_READING_COUNT) {
        refuse_choice(ms_reading_describe(reading), equals + 1);
    }
    return false;
}
