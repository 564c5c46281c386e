/* A determination for people to read: what is ordered first, then why, what is missing and what would change it. */
#include "facts/write.h"

#include "facts/layout.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct writer {
    const ms_determination *d;
    ms_layout layout;
    ms_buffer sentence; /* the paragraph that is being put together */
    ms_prose prose;     /* into the sentence */
    bool steps;         /* every step, not each paragraph alone */
} writer;

/* The columns at which things stand. */
enum { IN = 2, LIST = 4, LIST_TEXT = 6, WHY_TEXT = 18, WHO_TEXT = 30 };

/* ---- pieces ------------------------------------------------------------------------------------------------------ */

static void say(writer *w, const char *words)
{
    ms_buffer_put(&w->sentence, words);
}

/* Lays out what was said, without the space at its end. */
static void end(writer *w, ms_paragraph_layout how)
{
    ms_buffer *sentence = &w->sentence;
    while (sentence->length > 0 && sentence->text[sentence->length - 1] == ' ') {
        sentence->length--;
    }
    ms_lay_out(&w->layout, how, w->sentence.text, w->sentence.length);
    w->sentence.length = 0;
}

static void end_plain(writer *w, size_t column)
{
    end(w, (ms_paragraph_layout){.hang = column, .label = ""});
}

static void end_item(writer *w)
{
    end(w, (ms_paragraph_layout){.indent = LIST, .hang = LIST_TEXT, .label = "-"});
}

static void heading(writer *w, const char *words)
{
    ms_lay_out_gap(&w->layout);
    say(w, words);
    end(w, (ms_paragraph_layout){.hang = IN, .label = "", .style = MS_BOLD});
}

/* "inaccessible-plan=go-on" */
static void say_choice(writer *w, ms_reading reading, uint8_t choice)
{
    const ms_reading_text *text = ms_reading_describe(reading);
    say(w, text->name);
    say(w, "=");
    say(w, text->choices[choice].name);
}

static uint8_t chosen(const writer *w, ms_reading reading)
{
    return w->d->settings.readings.choice[reading];
}

/* ---- the head ---------------------------------------------------------------------------------------------------- */

static void write_title(writer *w)
{
    const ms_document *document = w->d->document;
    say(w, "Case ");
    ms_put_text(&w->prose, document->case_id);
    end(w, (ms_paragraph_layout){.label = "", .style = MS_BOLD});
    say(w, document->facts.action == MS_MODIFY ? "Modifying" : "Establishing");
    say(w, " medical support as of ");
    ms_put_date_in_words(&w->sentence, document->facts.as_of);
    say(w, ", under 13 CSR 40-112.010, version ");
    say(w, w->d->version->name);
    say(w, w->d->version->inferred ? " (that date is inferred)." : ".");
    end_plain(w, 0);
}

static void write_party(writer *w, ms_party party)
{
    static const char *const seeking[] = {
        [MS_KIND_PARENT] = "Parent seeking support",
        [MS_KIND_CUSTODIAN] = "Custodian seeking support",
        [MS_KIND_AGENCY] = "Agency seeking support",
    };
    const char *role = party == MS_PNS ? "Parent not seeking support" : seeking[w->d->document->facts.kind];
    if (ms_party_is_named(w->d->document, party)) {
        ms_put_text(&w->prose, w->d->document->parent_names[party]);
    } else {
        say(w, "(no name given)");
    }
    end(w, (ms_paragraph_layout){.hang = WHO_TEXT, .label = role, .label_style = MS_DIM});
}

/* What was set otherwise than the rule and the defaults have it. */
static void write_settings(writer *w)
{
    ms_settings usual;
    const ms_settings *settings = &w->d->settings;
    if (ms_settings_at(w->d->document->facts.as_of, &usual) != MS_OK) {
        return;
    }
    if (settings->percent != usual.percent) {
        say(w, "The ceiling of (2) was set to ");
        ms_put_percent(&w->sentence, settings->percent);
        say(w, ". ");
    }
    if (settings->default_share != usual.default_share) {
        say(w, "The percentage without a Form 14 was set to ");
        ms_put_percent(&w->sentence, settings->default_share);
        say(w, ". ");
    }
    if (settings->answer_days != usual.answer_days) {
        say(w, "The days to answer were set to ");
        ms_buffer_put_number(&w->sentence, (unsigned long long)settings->answer_days);
        say(w, ". ");
    }
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        if (chosen(w, (ms_reading)reading) != 0) {
            say(w, "Reading chosen: ");
            say_choice(w, (ms_reading)reading, chosen(w, (ms_reading)reading));
            say(w, ". ");
        }
    }
    end_plain(w, 0);
}

static void write_head(writer *w)
{
    write_title(w);
    write_settings(w);
    ms_lay_out_gap(&w->layout);
    write_party(w, MS_PNS);
    write_party(w, MS_PSS);
}

/* ---- the outcome ------------------------------------------------------------------------------------------------- */

static ms_style outcome_style(ms_outcome_status status)
{
    return status == MS_DETERMINED ? MS_GOOD : MS_OPEN;
}

static void write_child_name(writer *w, uint32_t child)
{
    ms_subject subject = {.children = UINT32_C(1) << child, .plan = MS_NO_PLAN};
    ms_lay_out_gap(&w->layout);
    ms_say(&w->prose, &subject, "{Child}");
    end(w, (ms_paragraph_layout){.label = "", .style = MS_BOLD});
}

/* "Plan acme-ppo, through Acme Foods" */
static void write_plan(writer *w, const char *label, ms_party party, uint32_t plan)
{
    const ms_plan_texts *texts = &w->d->document->plans[party][plan];
    ms_put_text(&w->prose, texts->id);
    if (texts->employer.length > 0) {
        say(w, ", through ");
        ms_put_text(&w->prose, texts->employer);
    }
    end(w, (ms_paragraph_layout){.indent = IN, .hang = WHY_TEXT, .label = label, .label_style = MS_DIM});
}

static void write_outcome(writer *w, uint32_t child)
{
    const ms_child_result *result = &w->d->explanation.children[child];
    ms_say_outcome(&w->prose, child);
    end(w, (ms_paragraph_layout){.hang = IN, .label = "", .style = outcome_style(result->outcome.status)});
    for (uint32_t i = 0; i < result->plan_count; i++) {
        write_plan(w, i == 0 ? "Plan" : "or plan", result->outcome.obligor, result->plans[i]);
    }
    for (uint32_t i = 0; i < result->plan_open_count; i++) {
        write_plan(w, "Perhaps plan", result->outcome.obligor, result->plans_open[i]);
    }
}

/* ---- why --------------------------------------------------------------------------------------------------------- */

/* A fact that a step read, with where it came from; not told where nothing is said of that, unless all is told. */
static void write_read(writer *w, ms_fact fact)
{
    const ms_provenance *provenance = ms_fact_provenance(w->d->document, fact);
    if (provenance == NULL && !w->steps) {
        return;
    }
    ms_say_fact(&w->prose, fact);
    say(w, ": ");
    ms_say_fact_value(&w->prose, fact);
    ms_say_provenance(&w->prose, provenance);
    end(w, (ms_paragraph_layout){.indent = WHY_TEXT, .hang = WHY_TEXT + 2, .label = "-", .style = MS_DIM});
}

static void write_step(writer *w, uint32_t index)
{
    const ms_step *step = &w->d->explanation.steps[index];
    say(w, ms_place_in_rule_name(step->place));
    say(w, " ");
    if (step->beside) {
        say(w, "Beside, deciding nothing: ");
    }
    ms_say_step(&w->prose, index);
    if (step->reading != MS_NO_READING) {
        say(w, " Reading: ");
        say_choice(w, (ms_reading)step->reading, chosen(w, (ms_reading)step->reading));
        say(w, ".");
    }
    end_plain(w, WHY_TEXT);
    for (uint32_t i = 0; i < step->read_count; i++) {
        write_read(w, step->reads[i]);
    }
}

/* Whether a step is told of without being asked for all: what a plan costs and where it serves, the percentage, a
 * parent's silence, and those on whose reading the child's outcome stands. */
static bool tells(const writer *w, const ms_step *step)
{
    if (w->steps) {
        return true;
    }
    if (step->reading != MS_NO_READING
        && (ms_children_of_reading(&w->d->explanation, (ms_reading)step->reading) >> step->child & 1u) != 0) {
        return true;
    }
    switch (step->question) {
    case MS_ASK_AVAILABLE:
    case MS_ASK_REASONABLE:
    case MS_ASK_ACCESSIBLE:
        return step->plan != MS_NO_PLAN;
    case MS_ASK_PERCENTAGE:
        return true;
    case MS_ASK_SILENT:
        return step->answer == MS_YES;
    default:
        return false;
    }
}

/* A paragraph: its number, whether it applies and why; under it the steps that it took. */
static void write_paragraph(writer *w, uint32_t first, uint32_t last)
{
    static const char *const labels[][3] = {
        [MS_5A] = {"(5)(A)  yes", "(5)(A)  no", "(5)(A)  perhaps"},
        [MS_5B] = {"(5)(B)  yes", "(5)(B)  no", "(5)(B)  perhaps"},
        [MS_5C] = {"(5)(C)  yes", "(5)(C)  no", "(5)(C)  perhaps"},
        [MS_5D] = {"(5)(D)  yes", "(5)(D)  no", "(5)(D)  perhaps"},
        [MS_5E] = {"(5)(E)  yes", "(5)(E)  no", "(5)(E)  perhaps"},
        [MS_5F] = {"(5)(F)  yes", "(5)(F)  no", "(5)(F)  perhaps"},
    };
    static const ms_style styles[] = {MS_GOOD, MS_DIM, MS_OPEN};
    const ms_step *step = &w->d->explanation.steps[last];
    int which = (int)step->result - (int)MS_STEP_TAKEN;
    ms_say_reason(&w->prose, last);
    end(w, (ms_paragraph_layout){
               .indent = IN, .hang = WHY_TEXT, .label = labels[step->under][which], .label_style = styles[which]});
    for (uint32_t i = first; i < last; i++) {
        if (tells(w, &w->d->explanation.steps[i])) {
            write_step(w, i);
        }
    }
}

static void write_why(writer *w, uint32_t child)
{
    const ms_explanation *explanation = &w->d->explanation;
    bool begun = false;
    for (uint32_t i = 0; i < explanation->step_count; i++) {
        const ms_step *step = &explanation->steps[i];
        if (step->child != child || step->question != MS_ASK_PARAGRAPH) {
            continue;
        }
        if (!begun) {
            heading(w, "Why");
        }
        begun = true;
        write_paragraph(w, ms_first_step_of(explanation, i), i);
    }
}

/* ---- what would change it, other readings -------------------------------------------------------------------------- */

static void write_what_ifs(writer *w, uint32_t child)
{
    const ms_explanation *explanation = &w->d->explanation;
    bool begun = false;
    for (uint32_t i = 0; i < explanation->what_if_count; i++) {
        if (explanation->what_ifs[i].child != child) {
            continue;
        }
        if (!begun) {
            heading(w, "What would change it");
        }
        begun = true;
        ms_say_what_if(&w->prose, &explanation->what_ifs[i]);
        end_item(w);
    }
}

/* One reading on which the child's outcome stands: the choice, its reason, and what the others would give. */
static void write_reading(writer *w, uint32_t child, ms_reading reading)
{
    const ms_explanation *explanation = &w->d->explanation;
    uint8_t choice = chosen(w, reading);
    say_choice(w, reading, choice);
    say(w, ", on ");
    say(w, ms_reading_describe(reading)->paragraph);
    say(w, ". ");
    ms_say_reading_reason(&w->prose, reading, choice);
    end_item(w);
    for (uint32_t i = 0; i < explanation->other_reading_count; i++) {
        const ms_other_reading *other = &explanation->other_readings[i];
        if (other->child == child && other->reading == reading) {
            say(w, "With ");
            say_choice(w, reading, other->choice);
            say(w, ": ");
            ms_say_alternative(&w->prose, child, &other->outcome);
            say(w, ".");
            end_plain(w, LIST_TEXT);
        }
    }
}

static void write_readings(writer *w, uint32_t child)
{
    bool begun = false;
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        if ((ms_children_of_reading(&w->d->explanation, (ms_reading)reading) >> child & 1u) == 0) {
            continue;
        }
        if (!begun) {
            heading(w, "How the text was read where it is open");
        }
        begun = true;
        write_reading(w, child, (ms_reading)reading);
    }
}

static void write_child(writer *w, uint32_t child)
{
    write_child_name(w, child);
    write_outcome(w, child);
    write_why(w, child);
    write_what_ifs(w, child);
    write_readings(w, child);
}

/* ---- the case ---------------------------------------------------------------------------------------------------- */

static void write_need(writer *w, uint32_t index)
{
    const ms_need *need = &w->d->explanation.needs[index];
    char label[16];
    snprintf(label, sizeof label, "%" PRIu32 ".", index + 1);
    ms_say_question(&w->prose, need->fact, need->children);
    say(w, " ");
    ms_say_whom_to_ask(&w->prose, need->fact);
    if (need->paragraph < MS_NO_PARAGRAPH) {
        say(w, " ");
        say(w, ms_paragraph_name(need->paragraph));
    }
    end(w, (ms_paragraph_layout){.indent = IN, .hang = LIST_TEXT, .label = label});
}

/* "the answer to 1 alone", "the answers to 1 and 3" */
static void say_settling_set(writer *w, ms_settling_set set)
{
    ms_settling_set left = set;
    bool alone = (set & (set - 1)) == 0;
    say(w, alone ? "the answer to " : "the answers to ");
    for (uint32_t need = 0; left != 0; need++) {
        if ((left >> need & 1u) == 0) {
            continue;
        }
        bool first = left == set;
        left &= ~((ms_settling_set)1 << need);
        if (!first) {
            say(w, left == 0 ? " and " : ", ");
        }
        ms_buffer_put_number(&w->sentence, need + 1);
    }
    say(w, alone ? " alone" : "");
}

static void write_settles(writer *w)
{
    const ms_explanation *explanation = &w->d->explanation;
    if (explanation->settling_count == 0 || explanation->need_count < 2) {
        return;
    }
    say(w, "The case could be settled by ");
    for (uint32_t i = 0; i < explanation->settling_count; i++) {
        if (i > 0) {
            say(w, ", or by ");
        }
        say_settling_set(w, explanation->settling[i]);
    }
    say(w, ".");
    end_plain(w, IN);
}

static void write_needs(writer *w)
{
    if (w->d->explanation.need_count == 0) {
        return;
    }
    heading(w, "What is missing");
    for (uint32_t i = 0; i < w->d->explanation.need_count; i++) {
        write_need(w, i);
    }
    write_settles(w);
}

static void write_changes(writer *w)
{
    static const char *const labels[] = {
        [MS_ORDER_ENDS] = "Ends", [MS_ORDER_BEGINS] = "Begins", [MS_ORDER_STAYS] = "Stays"};
    const ms_document *document = w->d->document;
    bool unknown = document->facts.action == MS_MODIFY && !document->current_known && w->d->order_count > 0;
    if (w->d->change_count == 0 && !unknown) {
        return;
    }
    heading(w, "What becomes of the obligations in force");
    if (unknown) {
        say(w, "It is not known what the order in force lays down. What ends, begins or stays can be said once it is.");
        end(w, (ms_paragraph_layout){.hang = LIST, .label = ""});
    }
    for (uint32_t i = 0; i < w->d->change_count; i++) {
        const ms_order_change *change = &w->d->changes[i];
        ms_say_order(&w->prose, &change->order);
        say(w, ".");
        if (change->order.paragraph < MS_NO_PARAGRAPH) {
            say(w, " ");
            say(w, ms_paragraph_name(change->order.paragraph));
        }
        end(w, (ms_paragraph_layout){.indent = LIST, .hang = LIST + 8, .label = labels[change->what]});
    }
}

static void write_flags(writer *w)
{
    if (w->d->explanation.flag_count == 0) {
        return;
    }
    heading(w, "Look at");
    for (uint32_t i = 0; i < w->d->explanation.flag_count; i++) {
        const ms_flag *flag = &w->d->explanation.flags[i];
        ms_say_flag(&w->prose, flag);
        say(w, " [");
        say(w, ms_flag_describe(flag->name)->citation.text);
        say(w, "]");
        end_item(w);
    }
}

void ms_write_text(const ms_determination *determination, ms_format format, ms_buffer *out)
{
    writer w = {.d = determination,
                .layout = {.out = out, .colour = format == MS_TEXT_COLOUR || format == MS_TEXT_STEPS_COLOUR},
                .steps = format == MS_TEXT_STEPS || format == MS_TEXT_STEPS_COLOUR};
    w.prose = (ms_prose){.out = &w.sentence, .of = determination};
    write_head(&w);
    for (uint32_t child = 0; child < determination->explanation.child_count; child++) {
        write_child(&w, child);
    }
    write_needs(&w);
    write_changes(&w);
    write_flags(&w);
    out->failed = out->failed || w.sentence.failed;
    ms_buffer_free(&w.sentence);
}
