/* A writer is killed again and again while it appends: kill ENGINE [TIMES [SEED]]. Whatever it acknowledged is there,
 * nothing is there by half, and the chain fits. */
#define _XOPEN_SOURCE   700
#define _DEFAULT_SOURCE /* usleep */
#include "place.h"

#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { USUAL_TIMES = 60, LONGEST_BATCH = 40, CLEAR_AFTER = 100 };

static int times = USUAL_TIMES;
static uint64_t seed = 1;

/* xorshift64 */
static uint64_t draw(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

/* ---- the writer -------------------------------------------------------------------------------------------------- */

/* The events of one append say how many they are, and which each is. */
static void make_batch(ms_event *events, uint64_t last, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char words[64];
        snprintf(words, sizeof words, "%zu of %zu", i + 1, size);
        events[i] = place_event(last + i + 1, words);
    }
}

static ms_store_status append_batch(ms_store *store, const ms_event *events, uint64_t last, size_t size)
{
    if (size <= 3) {
        return ms_store_append(store, "k", last, events, size, place_text("{}"),
                               place_text("[{\"due\":\"2026-11-30\"}]"));
    }
    ms_store_status status = ms_store_bulk_begin(store);
    for (size_t i = 0; status == MS_STORE_OK && i < size; i++) {
        status = ms_store_bulk_add(store, "k", &events[i]);
    }
    return status == MS_STORE_OK ? ms_store_bulk_end(store) : status;
}

static bool last_one(void *context, const char *case_id, const ms_event *event)
{
    (void)case_id;
    *(uint64_t *)context = event->sequence;
    return true;
}

/* Appends until it is killed; each time it says what is in. */
static void write_on(int acknowledge, uint64_t from)
{
    ms_store *store;
    ms_event events[LONGEST_BATCH];
    uint64_t last = from;
    if (ms_store_open(place_location(), MS_STORE_WRITE, &store) != MS_STORE_OK) {
        fprintf(stderr, "%s\n", ms_store_message(store));
        _exit(3);
    }
    for (;;) {
        size_t size = draw(8) == 0 ? LONGEST_BATCH : 1 + draw(3);
        make_batch(events, last, size);
        ms_store_status status = append_batch(store, events, last, size);
        if (status == MS_STORE_CONFLICT) { /* the server was still busy with what the one before me sent */
            (void)ms_store_read(store, "k", last + 1, last_one, &last);
            continue;
        }
        if (status != MS_STORE_OK) {
            fprintf(stderr, "%s\n", ms_store_message(store));
            _exit(4);
        }
        last += size;
        if (write(acknowledge, &last, sizeof last) != sizeof last) {
            _exit(5);
        }
    }
}

/* ---- who kills it ------------------------------------------------------------------------------------------------ */

/* What was acknowledged up to the end. */
static uint64_t read_acknowledged(int pipe_end, uint64_t before)
{
    uint64_t last = before, next;
    while (read(pipe_end, &next, sizeof next) == sizeof next) {
        last = next;
    }
    return last;
}

/* Runs a writer and kills it at a moment drawn by lot: at once, while it opens the database, or while it appends. */
static uint64_t run_and_kill(uint64_t last)
{
    int ends[2], ended;
    uint64_t first = last;
    assert_int_equal(pipe(ends), 0);
    uint64_t child_seed = draw(UINT32_MAX) + 1;
    pid_t writer = fork();
    assert_true(writer >= 0);
    if (writer == 0) {
        close(ends[0]);
        seed = child_seed;
        write_on(ends[1], last);
    }
    close(ends[1]);
    if (draw(4) != 0) {
        assert_int_equal(read(ends[0], &first, sizeof first), sizeof first);
    }
    usleep((useconds_t)draw(draw(8) == 0 ? 60000 : 12000));
    assert_int_equal(kill(writer, SIGKILL), 0);
    assert_int_equal(waitpid(writer, &ended, 0), writer);
    assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL); /* it did not end by itself */
    last = read_acknowledged(ends[0], first);
    close(ends[0]);
    return last;
}

typedef struct batch_check {
    size_t index, size; /* of the last event in its append */
    uint64_t events;
} batch_check;

static bool check_batch(void *context, const char *case_id, const ms_event *event)
{
    (void)case_id;
    batch_check *check = context;
    size_t index = 0, size = 0;
    const char *words = strstr(event->body.at, "\"text\":\"");
    assert_non_null(words);
    assert_int_equal(sscanf(words, "\"text\":\"%zu of %zu\"", &index, &size), 2);
    assert_int_equal(index, check->index == check->size ? 1 : check->index + 1);
    check->index = index;
    check->size = size;
    check->events++;
    return true;
}

/* Looks at the database as the killed writer left it; returns the last event's sequence. */
static uint64_t look(uint64_t acknowledged)
{
    ms_store_head head, walked;
    batch_check check = {.events = 0};
    ms_store *store = place_open(MS_STORE_WRITE);
    place_expect(store, MS_STORE_OK, ms_store_verify(store, NULL, &head));
    place_expect(store, MS_STORE_OK, ms_store_walk(store, check_batch, &check, &walked));
    assert_true(head.count >= acknowledged);
    assert_true(walked.count >= head.count);
    assert_int_equal(check.index, check.size);
    ms_store_close(store);
    return check.events;
}

static void nothing_acknowledged_is_lost(void **state)
{
    (void)state;
    uint64_t last = 0, acknowledged = 0, total = 0;
    for (int i = 0; i < times; i++) {
        if (i % CLEAR_AFTER == 0) {
            place_clear();
            ms_store_close(place_open(MS_STORE_CREATE));
            total += last;
            last = 0;
        }
        acknowledged = run_and_kill(last);
        last = look(acknowledged);
    }
    total += last;
    assert_true(total > (uint64_t)times);
    print_message("# %d kills, %" PRIu64 " events kept\n", times, total);
}

int main(int argc, char **argv)
{
    place_choose(argc > 1 ? argv[1] : "");
    times = argc > 2 ? atoi(argv[2]) : USUAL_TIMES;
    seed = argc > 3 ? strtoull(argv[3], NULL, 10) : (uint64_t)getpid() * 2654435761u + 1;
    print_message("# seed %" PRIu64 "\n", seed);
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_acknowledged_is_lost)};
    int failed = cmocka_run_group_tests_name(argv[1], tests, NULL, NULL);
    place_end();
    return failed;
}
