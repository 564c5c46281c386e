/* batch/lines: portions of whole lines, however the bytes come; long lines; places, marks and going on from them. */
#define _POSIX_C_SOURCE 200809L
#include "batch/lines.h"

#include <medsupport/case.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* As in lines.c: what is read of a file at a time, and the longest line that is kept. */
enum { USUAL = 256 * 1024, LONGEST = MS_MAX_DOCUMENT + 4096 };
enum { FILES = 4, ROOM = 8 * 1024 * 1024 };

static char folder[] = "lines-XXXXXX";
static char names[FILES][sizeof folder + 16];
static char *paths[FILES];
static char *text; /* what the test puts together */
static size_t length;
static char *got; /* what the portions hold */
static size_t got_length;

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static int begin(void **state)
{
    (void)state;
    text = malloc(ROOM);
    got = malloc(ROOM);
    if (text == NULL || got == NULL || mkdtemp(folder) == NULL) {
        return -1;
    }
    for (int i = 0; i < FILES; i++) {
        snprintf(names[i], sizeof names[i], "%s/%d", folder, i);
        paths[i] = names[i];
    }
    return 0;
}

static int end(void **state)
{
    (void)state;
    for (int i = 0; i < FILES; i++) {
        unlink(names[i]);
    }
    free(text);
    free(got);
    return rmdir(folder);
}

static void write_file(int index, const char *bytes, size_t count)
{
    FILE *file = fopen(names[index], "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

/* Appends a line of `count` bytes to the text, with its line break. */
static void add_line(char letter, size_t count)
{
    memset(text + length, letter, count);
    length += count;
    text[length++] = '\n';
}

/* Takes standard input from a socket, which gives one packet a read: the reads end where the test wants them to. */
static int open_packets(void)
{
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    return ends[1];
}

static void send_packet(int to, const char *bytes, size_t count)
{
    if (count > 0) {
        assert_int_equal(send(to, bytes, count, 0), (ssize_t)count);
    }
}

static void assert_place(const ms_lines_place *place, uint32_t input, uint64_t offset, uint64_t line)
{
    assert_int_equal(place->input, input);
    assert_int_equal(place->offset, offset);
    assert_int_equal(place->line, line);
}

static uint64_t lines_in(const char *bytes, size_t count)
{
    uint64_t lines = 0;
    for (size_t i = 0; i < count; i++) {
        lines += bytes[i] == '\n';
    }
    return lines;
}

/* Takes a portion that is not cut, and checks it against what came before it in the same file. */
static bool take(ms_lines *lines, ms_portion *portion, const ms_lines_place *from)
{
    ms_lines_status status = ms_lines_next(lines, portion);
    if (status == MS_LINES_END) {
        return false;
    }
    assert_int_equal(status, MS_LINES_MORE);
    assert_true(portion->length > 0);
    assert_int_equal(portion->cut, 0);
    assert_place(&portion->begin, from->input, from->offset, from->line);
    assert_place(&portion->end, from->input, from->offset + portion->length,
                 from->line + lines_in(portion->text, portion->length));
    memcpy(got + got_length, portion->text, portion->length);
    got_length += portion->length;
    return true;
}

/* Takes all portions of one file or pipe; each but the last ends with a line. */
static void take_all(ms_lines *lines)
{
    ms_portion portion = {0};
    ms_lines_place at = {.line = 1};
    bool whole = true;
    for (uint64_t number = 0; take(lines, &portion, &at); number++) {
        assert_true(whole);
        assert_int_equal(portion.number, number);
        whole = portion.text[portion.length - 1] == '\n';
        at = portion.end;
    }
    ms_portion_free(&portion);
}

static void assert_got(const char *bytes, size_t count)
{
    assert_int_equal(got_length, count);
    assert_memory_equal(got, bytes, count);
    got_length = 0;
}

static ms_lines *open_paths(uint32_t count)
{
    ms_lines *lines = ms_lines_new(paths, count);
    assert_non_null(lines);
    return lines;
}

static char standard[] = "-";
static char *standard_input[] = {standard};

/* ---- however the bytes come -------------------------------------------------------------------------------------- */

static void split_at_any_byte(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a\nbc\n\nd\n", "ab\r\n\r\nc", "\n", "x", "\n\n\na", "\xC3\xA9\n\xF0\x9F\x98\x80\n"};
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
        size_t count = strlen(texts[t]);
        for (size_t first = 0; first <= count; first++) {
            for (size_t second = first; second <= count; second++) {
                int to = open_packets();
                send_packet(to, texts[t], first);
                send_packet(to, texts[t] + first, second - first);
                send_packet(to, texts[t] + second, count - second);
                close(to);
                ms_lines *lines = ms_lines_new(standard_input, 1);
                take_all(lines);
                assert_got(texts[t], count);
                ms_lines_free(lines);
            }
        }
    }
}

static void a_byte_at_a_time(void **state)
{
    (void)state;
    static const char lined[] = "one\ntwo\r\n\nthree\nand more";
    int to = open_packets();
    for (size_t i = 0; i < sizeof lined - 1; i++) {
        send_packet(to, lined + i, 1);
    }
    close(to);
    ms_lines *lines = ms_lines_new(standard_input, 1);
    take_all(lines);
    assert_got(lined, sizeof lined - 1);
    ms_lines_free(lines);
}

/* A line is handed out when it is whole, before the next has come. */
static void nothing_waits(void **state)
{
    (void)state;
    ms_portion portion = {0};
    ms_lines_place at = {.line = 1};
    int to = open_packets();
    ms_lines *lines = ms_lines_new(standard_input, 1);
    for (int i = 0; i < 3; i++) {
        send_packet(to, "line\nand ", 9);
        assert_true(take(lines, &portion, &at));
        at = portion.end;
    }
    assert_got("line\nand line\nand line\n", 23);
    close(to);
    ms_portion_free(&portion);
    ms_lines_free(lines);
}

static void *stop_soon(void *argument)
{
    nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    ms_lines_stop(argument);
    return NULL;
}

static void a_wait_can_be_ended(void **state)
{
    (void)state;
    ms_portion portion = {0};
    pthread_t thread;
    int to = open_packets();
    ms_lines *lines = ms_lines_new(standard_input, 1);
    send_packet(to, "half a line", 11);
    assert_int_equal(pthread_create(&thread, NULL, stop_soon, lines), 0);
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_END);
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_END);
    pthread_join(thread, NULL);
    close(to);
    ms_portion_free(&portion);
    ms_lines_free(lines);
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

static void one_file_after_the_other(void **state)
{
    (void)state;
    static const char *const texts[FILES] = {"a\nb", "", "c\n\n", "d"};
    for (int i = 0; i < FILES; i++) {
        write_file(i, texts[i], strlen(texts[i]));
    }
    ms_lines *lines = open_paths(FILES);
    ms_portion portion = {0};
    assert_int_equal(ms_lines_total(lines), 7);
    for (uint32_t i = 0; i < FILES; i++) {
        ms_lines_place at = {.input = i, .line = 1};
        while (got_length < strlen(texts[i])) { /* what has no line break at its end comes by itself */
            assert_true(take(lines, &portion, &at));
            assert_string_equal(ms_lines_path(lines), names[i]);
            at = portion.end;
        }
        assert_got(texts[i], strlen(texts[i]));
    }
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_END);
    assert_string_equal(ms_lines_path(lines), names[FILES - 1]);
    ms_portion_free(&portion);
    ms_lines_free(lines);
}

static void what_cannot_be_read(void **state)
{
    (void)state;
    ms_portion portion = {0};
    write_file(0, "a\n", 2);
    unlink(names[1]);
    ms_lines *lines = open_paths(2);
    assert_int_equal(ms_lines_total(lines), 0);
    assert_true(take(lines, &portion, &(ms_lines_place){.line = 1}));
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_UNREADABLE);
    assert_int_equal(errno, ENOENT);
    assert_string_equal(ms_lines_path(lines), names[1]);
    ms_lines_free(lines);
    char *here[] = {folder};
    lines = ms_lines_new(here, 1);
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_UNREADABLE);
    assert_int_equal(errno, EISDIR);
    ms_lines_free(lines);
    ms_portion_free(&portion);
    got_length = 0;
}

/* A caseload of many portions, and lines that are longer than one usually is. */
static void many_portions(void **state)
{
    (void)state;
    length = 0;
    for (size_t i = 0; i < 4000; i++) {
        add_line((char)('a' + i % 26), i * 7 % 900);
    }
    for (size_t around = 0; around < 5; around++) {
        add_line('u', USUAL - 3 + around);
        add_line('v', 2 * USUAL - 3 + around);
    }
    add_line('m', MS_MAX_DOCUMENT);
    add_line('l', LONGEST - 1);
    length--; /* the last line is without its line break */
    write_file(0, text, length);
    ms_lines *lines = open_paths(1);
    take_all(lines);
    assert_got(text, length);
    ms_lines_free(lines);
}

/* ---- lines that are too long ------------------------------------------------------------------------------------- */

/* Hands out a text of a line of `count` bytes between two short ones. */
static void assert_long_line(size_t count, bool ended)
{
    ms_portion portion = {0};
    length = 0;
    add_line('a', 3);
    add_line('x', count);
    if (ended) {
        add_line('z', 5);
    } else {
        length--;
    }
    write_file(0, text, length);
    write_file(1, "next\n", 5);
    ms_lines *lines = open_paths(2);
    assert_true(take(lines, &portion, &(ms_lines_place){.line = 1}));
    assert_got(text, 4);
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_MORE);
    assert_int_equal(portion.cut, count);
    assert_int_equal(portion.length, LONGEST);
    assert_memory_equal(portion.text, text + 4, LONGEST);
    assert_place(&portion.begin, 0, 4, 2);
    assert_place(&portion.end, 0, 4 + count + ended, 2 + ended);
    if (ended) {
        assert_true(take(lines, &portion, &(ms_lines_place){.offset = 5 + count, .line = 3}));
        assert_got("zzzzz\n", 6);
    }
    assert_true(take(lines, &portion, &(ms_lines_place){.input = 1, .line = 1}));
    assert_got("next\n", 5);
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_END);
    ms_portion_free(&portion);
    ms_lines_free(lines);
}

static void too_long(void **state)
{
    (void)state;
    static const size_t counts[] = {LONGEST,         LONGEST + 1,        LONGEST + USUAL, 2 * LONGEST - 1,
                                    2 * LONGEST,     2 * LONGEST + 1,    3 * LONGEST - 1, 3 * LONGEST,
                                    3 * LONGEST + 1, 4 * LONGEST + 12345};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        assert_long_line(counts[i], true);
        assert_long_line(counts[i], false);
    }
}

/* What was read behind a long line is many lines, and more than a portion usually has. */
static void much_behind_a_long_line(void **state)
{
    (void)state;
    ms_portion portion = {0};
    length = 0;
    add_line('x', LONGEST + 10);
    size_t long_line = length;
    for (size_t i = 0; i < 20000; i++) {
        add_line('y', 60);
    }
    write_file(0, text, length);
    ms_lines *lines = open_paths(1);
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_MORE);
    assert_int_equal(portion.cut, long_line - 1);
    ms_lines_place at = portion.end;
    ms_portion_free(&portion); /* what follows is taken by another */
    while (take(lines, &portion, &at)) {
        at = portion.end;
    }
    assert_got(text + long_line, length - long_line);
    assert_int_equal(at.line, 20002);
    ms_portion_free(&portion);
    ms_lines_free(lines);
}

/* ---- going on ---------------------------------------------------------------------------------------------------- */

/* What follows a mark, from a file or from a pipe, is what followed it the first time. */
static void assert_goes_on(ms_lines *lines, const ms_lines_mark *mark, size_t before)
{
    ms_portion portion = {0};
    assert_true(ms_lines_go_to(lines, mark));
    got_length = 0;
    ms_lines_place at = mark->place;
    while (take(lines, &portion, &at)) {
        at = portion.end;
    }
    assert_got(text + before, length - before);
    ms_portion_free(&portion);
    ms_lines_free(lines);
}

typedef struct feed {
    int to;
} feed;

static void *feed_text(void *argument)
{
    const feed *f = argument;
    size_t done = 0;
    while (done < length) {
        ssize_t n = write(f->to, text + done, length - done);
        if (n < 0) {
            break;
        }
        done += (size_t)n;
    }
    close(f->to);
    return NULL;
}

static void assert_goes_on_over_a_pipe(const ms_lines_mark *mark, size_t before)
{
    int ends[2];
    pthread_t thread;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    feed f = {ends[1]};
    assert_int_equal(pthread_create(&thread, NULL, feed_text, &f), 0);
    assert_goes_on(ms_lines_new(standard_input, 1), mark, before);
    pthread_join(thread, NULL);
}

static void from_every_mark(void **state)
{
    (void)state;
    length = 0;
    for (size_t i = 0; i < 2000; i++) {
        add_line((char)('a' + i % 26), i * 13 % 1500);
    }
    add_line('m', 700000);
    for (size_t i = 0; i < 300; i++) {
        add_line('z', i);
    }
    write_file(0, text, length);
    ms_lines *first = open_paths(1);
    ms_portion portion = {0};
    size_t marks = 0;
    while (ms_lines_next(first, &portion) == MS_LINES_MORE) {
        ms_lines_mark mark = ms_lines_mark_of(&portion);
        size_t before = (size_t)portion.end.offset;
        assert_goes_on(open_paths(1), &mark, before);
        assert_goes_on_over_a_pipe(&mark, before);
        marks++;
    }
    assert_in_range(marks, 5, 20);
    ms_portion_free(&portion);
    ms_lines_free(first);
}

static void behind_a_long_line(void **state)
{
    (void)state;
    ms_portion portion = {0};
    length = 0;
    add_line('x', 2 * LONGEST);
    size_t before = length;
    add_line('y', 10);
    write_file(0, text, length);
    ms_lines *lines = open_paths(1);
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_MORE);
    ms_lines_mark mark = ms_lines_mark_of(&portion);
    assert_goes_on(open_paths(1), &mark, before);
    assert_goes_on_over_a_pipe(&mark, before);
    ms_portion_free(&portion);
    ms_lines_free(lines);
}

static void assert_refused(const ms_lines_mark *mark)
{
    ms_lines *lines = open_paths(1);
    assert_false(ms_lines_go_to(lines, mark));
    ms_lines_free(lines);
}

static void another_file(void **state)
{
    (void)state;
    ms_portion portion = {0};
    length = 0;
    for (size_t i = 0; i < 3000; i++) {
        add_line('a', 100);
    }
    write_file(0, text, length);
    ms_lines *lines = open_paths(1);
    assert_int_equal(ms_lines_next(lines, &portion), MS_LINES_MORE);
    ms_lines_mark mark = ms_lines_mark_of(&portion);
    uint64_t check = ms_lines_check(lines);
    assert_int_equal(check, ms_lines_check(lines));
    size_t at = (size_t)mark.place.offset;
    write_file(0, text, at - 1);
    assert_refused(&mark);
    assert_true(check != ms_lines_check(lines));
    text[at - 2] ^= 1;
    write_file(0, text, length);
    assert_refused(&mark);
    text[at - 2] ^= 1;
    write_file(0, text, length);
    const struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    assert_int_equal(utimensat(AT_FDCWD, names[0], times, 0), 0);
    assert_true(check != ms_lines_check(lines)); /* the same bytes, written again */
    assert_goes_on(open_paths(1), &mark, at);
    ms_lines_mark elsewhere = mark;
    elsewhere.place.input = 1; /* of one */
    write_file(1, text, length);
    assert_refused(&elsewhere);
    elsewhere = mark;
    elsewhere.checked = UINT32_MAX;
    assert_refused(&elsewhere);
    unlink(names[0]);
    assert_refused(&mark);
    ms_portion_free(&portion);
    ms_lines_free(lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(split_at_any_byte),
        cmocka_unit_test(a_byte_at_a_time),
        cmocka_unit_test(nothing_waits),
        cmocka_unit_test(a_wait_can_be_ended),
        cmocka_unit_test(one_file_after_the_other),
        cmocka_unit_test(what_cannot_be_read),
        cmocka_unit_test(many_portions),
        cmocka_unit_test(too_long),
        cmocka_unit_test(much_behind_a_long_line),
        cmocka_unit_test(from_every_mark),
        cmocka_unit_test(behind_a_long_line),
        cmocka_unit_test(another_file),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
