/* The courses of matters: what every table must say, and every state against every event of it. */
#include "casefile/kinds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_COURSES = 16, MOST_STATES = 32, MOST_STEPS = 16 };

static size_t gather(const ms_course *courses[MOST_COURSES])
{
    size_t count = 0;
    for (size_t i = 0; ms_event_kinds[i] != NULL; i++) {
        const ms_course *course = ms_event_kinds[i]->course;
        bool known = course == NULL;
        for (size_t j = 0; j < count && !known; j++) {
            known = courses[j] == course;
        }
        if (!known) {
            assert_true(count < MOST_COURSES);
            courses[count++] = course;
        }
    }
    assert_true(count > 0);
    return count;
}

static void each_course(void (*look)(const ms_course *course))
{
    const ms_course *courses[MOST_COURSES];
    size_t count = gather(courses);
    for (size_t i = 0; i < count; i++) {
        look(courses[i]);
    }
}

/* ---- what a table must say --------------------------------------------------------------------------------------- */

static void look_at_cell(const ms_course *course, unsigned state, size_t column)
{
    const ms_course_cell *cell = ms_course_cell_of(course, state, column);
    const ms_event_kind *kind = course->events[column];
    const char *citation, *why;
    assert_true(cell->next < course->state_count);
    ms_course_reason(course, state, column, &citation, &why);
    if (cell->next == 0 || cell->departs) {
        assert_non_null(citation);
        assert_non_null(why);
    }
    if (cell->departs) {
        assert_true(kind->of_others);
        assert_int_not_equal(0, cell->next);
    }
    /* An event begins a matter if and only if it may be the first. */
    if (state == 0) {
        assert_int_equal(kind->begins, cell->next != 0);
    } else if (kind->begins) {
        assert_int_equal(0, cell->next);
    }
}

static void look_at_table(const ms_course *course)
{
    assert_true(course->state_count >= 2 && course->state_count <= MOST_STATES);
    for (unsigned state = 0; state < course->state_count; state++) {
        const ms_course_state *row = &course->states[state];
        assert_non_null(row->name);
        assert_non_null(row->words);
        assert_non_null(row->citation);
        assert_non_null(row->why);
        for (unsigned other = 0; other < state; other++) {
            assert_string_not_equal(row->name, course->states[other].name);
        }
        for (size_t column = 0; column < course->event_count; column++) {
            look_at_cell(course, state, column);
        }
    }
}

static void tables_say_everything(void **state)
{
    (void)state;
    each_course(look_at_table);
}

/* The events of a course name it, and their bodies begin with the number of the matter. */
static void kinds_belong_to_their_course(void **state)
{
    (void)state;
    for (size_t i = 0; ms_event_kinds[i] != NULL; i++) {
        const ms_event_kind *kind = ms_event_kinds[i];
        if (kind->course == NULL) {
            continue;
        }
        assert_true(ms_course_column(kind->course, kind) < kind->course->event_count);
        assert_true(kind->record_size >= sizeof(ms_matter_step));
        if (!kind->begins) {
            assert_string_equal(kind->course->name, kind->fields[0].name);
            assert_int_equal(MS_BODY_SEQUENCE, kind->fields[0].type);
            assert_true(kind->fields[0].required);
        }
    }
}

/* An event that a table names and the list of kinds does not could never be read back. */
static void events_are_listed(const ms_course *course)
{
    for (size_t column = 0; column < course->event_count; column++) {
        const char *name = course->events[column]->name;
        assert_ptr_equal(course->events[column], ms_event_kind_find((ms_text){name, strlen(name)}));
        assert_ptr_equal(course, course->events[column]->course);
    }
}

static void every_event_is_listed(void **state)
{
    (void)state;
    each_course(events_are_listed);
}

/* The fields of an event are options of a command, which has these already. */
static void fields_leave_the_common_options(void **state)
{
    static const char *const common[] = {"on", "db", "actor", "json", "dry_run", "help"};
    (void)state;
    for (size_t i = 0; ms_event_kinds[i] != NULL; i++) {
        const ms_event_kind *kind = ms_event_kinds[i];
        assert_true(kind->field_count <= MS_MAX_BODY_FIELDS);
        for (size_t field = 0; field < kind->field_count && kind->course != NULL; field++) {
            for (size_t j = 0; j < sizeof common / sizeof common[0]; j++) {
                assert_string_not_equal(common[j], kind->fields[field].name);
            }
            bool number = field == 0 && !kind->begins;
            assert_true(number || kind->fields[field].help != NULL);
        }
    }
}

/* ---- every state, every event ------------------------------------------------------------------------------------ */

/* The shortest way into each state. */
typedef struct ways {
    size_t length[MOST_STATES]; /* SIZE_MAX: none */
    size_t columns[MOST_STATES][MOST_STEPS];
} ways;

static void find_ways(const ms_course *course, ways *w)
{
    unsigned queue[MOST_STATES] = {0};
    size_t head = 0, tail = 1;
    for (size_t i = 0; i < MOST_STATES; i++) {
        w->length[i] = i == 0 ? 0 : SIZE_MAX;
    }
    while (head < tail) {
        unsigned from = queue[head++];
        for (size_t column = 0; column < course->event_count; column++) {
            unsigned next = ms_course_cell_of(course, from, column)->next;
            if (next == 0 || w->length[next] != SIZE_MAX) {
                continue;
            }
            assert_true(w->length[from] < MOST_STEPS);
            memcpy(w->columns[next], w->columns[from], w->length[from] * sizeof w->columns[0][0]);
            w->columns[next][w->length[from]] = column;
            w->length[next] = w->length[from] + 1;
            queue[tail++] = next;
        }
    }
}

/* A matter that went a way. */
static void go(const ms_course *course, const ways *w, unsigned state, ms_matter *matter, ms_matter_step *steps)
{
    *matter = (ms_matter){.course = course, .number = 1, .first = steps};
    for (size_t i = 0; i < w->length[state]; i++) {
        steps[i] =
            (ms_matter_step){.entry = {.kind = course->events[w->columns[state][i]], .sequence = i + 1, .effective = 1},
                             .matter = matter,
                             .next = i + 1 < w->length[state] ? &steps[i + 1] : NULL};
    }
}

static void walk(const ms_course *course)
{
    ways w;
    ms_matter matter;
    ms_matter_step steps[MOST_STEPS];
    ms_refusal refusal;
    const ms_look all = {MOST_STEPS, MS_LAST_DATE};
    find_ways(course, &w);
    for (unsigned state = 1; state < course->state_count; state++) {
        assert_int_not_equal(SIZE_MAX, w.length[state]); /* there is a way into each */
        go(course, &w, state, &matter, steps);
        assert_int_equal(state, ms_matter_state(&matter, all));
        for (size_t column = 0; column < course->event_count; column++) {
            bool allowed = ms_course_cell_of(course, state, column)->next != 0;
            refusal.citation = NULL;
            assert_int_equal(allowed ? MS_OK : MS_ERROR_INVALID,
                             ms_matter_check(&matter, course->events[column], all, &refusal));
            assert_int_equal(allowed, refusal.citation == NULL);
        }
    }
}

static void every_state_meets_every_event(void **state)
{
    (void)state;
    each_course(walk);
}

/* Taking back any step but the last of a way is refused where the next one rests on it. */
static void take_back(const ms_course *course)
{
    ways w;
    ms_matter matter;
    ms_matter_step steps[MOST_STEPS];
    ms_refusal refusal;
    const ms_look all = {MOST_STEPS, MS_LAST_DATE};
    find_ways(course, &w);
    for (unsigned state = 1; state < course->state_count; state++) {
        go(course, &w, state, &matter, steps);
        size_t last = w.length[state] - 1;
        assert_int_equal(MS_OK, ms_matter_check_without(&matter, &steps[last], all, &refusal));
        if (last > 0) {
            assert_int_equal(MS_ERROR_INVALID, ms_matter_check_without(&matter, &steps[0], all, &refusal));
        }
    }
}

static void what_others_rest_on_stays(void **state)
{
    (void)state;
    each_course(take_back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_say_everything),         cmocka_unit_test(kinds_belong_to_their_course),
        cmocka_unit_test(every_event_is_listed),         cmocka_unit_test(fields_leave_the_common_options),
        cmocka_unit_test(every_state_meets_every_event), cmocka_unit_test(what_others_rest_on_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
