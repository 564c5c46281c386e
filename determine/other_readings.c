/* How each child's outcome stands under the other choice of each reading. */
#include "determine/bearing.h"
#include "determine/parts.h"

/* Adds the alternatives of one reading that give a child another outcome. */
static void add_alternatives(const ms_context *context, ms_explanation *explanation, uint32_t child, ms_reading reading)
{
    ms_settings settings = *context->settings;
    uint8_t chosen = settings.readings.choice[reading];
    for (uint8_t choice = 0; choice < ms_reading_describe(reading)->choice_count; choice++) {
        if (choice == chosen) {
            continue;
        }
        settings.readings.choice[reading] = choice;
        ms_paragraphs possible = ms_possible_for(context->facts, child, &settings);
        if (possible == explanation->children[child].outcome.possible) {
            continue; /* and so is the rest of the outcome */
        }
        ms_other_reading *other = &explanation->other_readings[explanation->other_reading_count++];
        *other = (ms_other_reading){.child = child, .reading = reading, .choice = choice};
        ms_outcome_make(context->facts, &settings, possible, &other->outcome);
    }
}

static void find_alternatives(const ms_context *context, ms_explanation *explanation, uint32_t child)
{
    uint32_t bearing = ms_bearing(context->facts, context->survey, child, (1u << MS_READING_COUNT) - 1);
    for (; bearing != 0; bearing &= bearing - 1) {
        add_alternatives(context, explanation, child, (ms_reading)__builtin_ctz(bearing));
    }
}

/* Adds for a child what was found for another who is alike. */
static void copy_alternatives(ms_explanation *explanation, uint32_t like, uint32_t child)
{
    for (uint32_t i = 0, found = explanation->other_reading_count; i < found; i++) {
        ms_other_reading other = explanation->other_readings[i];
        if (other.child == like) {
            other.child = child;
            explanation->other_readings[explanation->other_reading_count++] = other;
        }
    }
}

ms_status ms_explain_other_readings(const ms_context *context, ms_explanation *explanation)
{
    size_t most = (size_t)explanation->child_count * MS_READING_COUNT * (MS_MAX_CHOICES - 1);
    explanation->other_reading_count = 0;
    explanation->other_readings = ms_arena_room(context->arena, most, sizeof *explanation->other_readings);
    if (explanation->other_readings == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t child = 0; child < explanation->child_count; child++) {
        uint32_t like = context->first_like[child];
        if (like < child) {
            copy_alternatives(explanation, like, child);
        } else {
            find_alternatives(context, explanation, child);
        }
    }
    return MS_OK;
}
