/* What can go wrong with a file of SQLite, and copies of it. */
#define _XOPEN_SOURCE 700
#include "place.h"

#include "store/chain.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOBODY = 65534 };

static int clear(void **state)
{
    (void)state;
    place_clear();
    return 0;
}

static const char *path_of(const char *name)
{
    static char path[500];
    snprintf(path, sizeof path, "%s/%s", place_folder(), name);
    return path;
}

static void write_file(const char *path, const char *text, size_t length)
{
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, length), length);
    close(file);
}

static void expect_open(const char *location, ms_store_mode mode, ms_store_status expected, const char *words)
{
    ms_store *store;
    ms_store_status status = ms_store_open(location, mode, &store);
    place_expect(store, expected, status);
    if (strstr(ms_store_message(store), words) == NULL) {
        print_error("'%s' lacks '%s'\n", ms_store_message(store), words);
        fail();
    }
    ms_store_close(store);
}

/* Runs a function in a process of its own, as nobody where this one is root; it returns 0 when all went well. */
static void run_as_nobody(int (*function)(void))
{
    int ended = -1;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
            _exit(100);
        }
        _exit(function());
    }
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
}

static int append_one(ms_store *store, const char *case_id, uint64_t sequence, size_t size)
{
    char *words = calloc(size + 1, 1);
    memset(words, 'x', size);
    ms_event event = place_event(sequence, words);
    free(words);
    return (int)ms_store_append(store, case_id, sequence - 1, &event, 1, place_text("{}"), place_text("[]"));
}

static void fill(uint64_t count)
{
    ms_store *store = place_open(MS_STORE_CREATE);
    for (uint64_t i = 1; i <= count; i++) {
        place_append(store, "a", i);
    }
    ms_store_close(store);
}

/* ---- what is no database ----------------------------------------------------------------------------------------- */

static void what_is_no_database_is_left_alone(void **state)
{
    (void)state;
    static const char text[] = "These are a parent's notes, and a good many of them, longer than the header of a file "
                               "of SQLite, which has a hundred bytes.\n";
    static const ms_store_mode modes[] = {MS_STORE_READ, MS_STORE_WRITE, MS_STORE_CREATE};
    write_file(place_location(), text, sizeof text - 1);
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        expect_open(place_location(), modes[i], MS_STORE_DAMAGED, "no database of medsupport");
    }
    expect_open(place_folder(), MS_STORE_CREATE, MS_STORE_FAILED, "is no file");
    expect_open(path_of("no/such/folder.db"), MS_STORE_CREATE, MS_STORE_NOT_FOUND, "cannot be made");
    expect_open(path_of("no/such/folder.db"), MS_STORE_WRITE, MS_STORE_NOT_FOUND, "there is no such database");
    char found[sizeof text];
    int file = open(place_location(), O_RDONLY);
    assert_int_equal(read(file, found, sizeof found), sizeof text - 1);
    assert_memory_equal(found, text, sizeof text - 1);
    close(file);
}

static void an_empty_file_is_filled_when_asked(void **state)
{
    (void)state;
    write_file(place_location(), "", 0);
    expect_open(place_location(), MS_STORE_WRITE, MS_STORE_NOT_FOUND, "medsupport db init");
    fill(1);
}

static void a_database_of_another_program_is_left_alone(void **state)
{
    (void)state;
    write_file(place_location(), "", 0);
    place_sql("CREATE TABLE recipes (name TEXT)");
    expect_open(place_location(), MS_STORE_CREATE, MS_STORE_FAILED, "another program");
    place_sql("PRAGMA application_id = 77");
    expect_open(place_location(), MS_STORE_CREATE, MS_STORE_FAILED, "another program");
    assert_int_equal(place_number("SELECT count(*) FROM sqlite_schema"), 1);
}

static void a_file_is_for_its_owner_alone(void **state)
{
    (void)state;
    struct stat about;
    fill(1);
    assert_int_equal(stat(place_location(), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(place_number("SELECT application_id FROM pragma_application_id"), 0x4D534346);
}

static void odd_names_are_names(void **state)
{
    (void)state;
    static const char *const names[] = {"file:x?mode=memory", ":memory:", "a b%20c.db"};
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(place_folder()), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ms_store *store;
        ms_store_status status = ms_store_open(names[i], MS_STORE_CREATE, &store);
        place_expect(store, MS_STORE_OK, status);
        place_append(store, "a", 1);
        ms_store_close(store);
        assert_int_equal(access(names[i], R_OK), 0);
        expect_open(names[i], MS_STORE_READ, MS_STORE_OK, "");
    }
    assert_int_equal(chdir(before), 0);
}

/* A page of the file is overwritten: every call says so, and none crashes. */
static void a_damaged_page_is_found(void **state)
{
    (void)state;
    enum { PAGE = 4096 };
    char junk[PAGE];
    memset(junk, 0xA5, sizeof junk);
    fill(60);
    long long pages = place_number("SELECT page_count FROM pragma_page_count");
    assert_true(pages > 5);
    for (int page = 1; page < pages; page++) {
        place_clear();
        fill(60);
        place_sql("PRAGMA wal_checkpoint(TRUNCATE)");
        int file = open(place_location(), O_WRONLY);
        assert_int_equal(pwrite(file, junk, sizeof junk, (off_t)page * PAGE), sizeof junk);
        close(file);
        ms_store *store;
        ms_store_head head;
        ms_store_status status = ms_store_open(place_location(), MS_STORE_READ, &store);
        if (status == MS_STORE_OK) {
            status = ms_store_verify(store, NULL, &head);
        }
        place_expect(store, MS_STORE_DAMAGED, status);
        ms_store_close(store);
    }
}

/* ---- what may not be written ------------------------------------------------------------------------------------- */

static int expect_read_only(void)
{
    ms_store *store;
    if (ms_store_open(place_location(), MS_STORE_WRITE, &store) != MS_STORE_FULL
        || strstr(ms_store_message(store), "may not be written") == NULL) {
        fprintf(stderr, "writing: %s\n", ms_store_message(store));
        return 1;
    }
    ms_store_close(store);
    return 0;
}

static void a_file_that_may_not_be_written(void **state)
{
    (void)state;
    fill(2);
    assert_int_equal(chmod(place_location(), 0444), 0);
    assert_int_equal(chmod(place_folder(), 0755), 0);
    run_as_nobody(expect_read_only);
    assert_int_equal(chmod(place_location(), 0600), 0);
    ms_store *store = place_open(MS_STORE_WRITE);
    place_append(store, "a", 3);
    ms_store_close(store);
}

static int expect_no_file(void)
{
    ms_store *store;
    int good = ms_store_open(place_location(), MS_STORE_CREATE, &store) == MS_STORE_FULL
               && strstr(ms_store_message(store), "cannot be made") != NULL;
    ms_store_close(store);
    return good ? 0 : 1;
}

static void a_folder_that_may_not_be_written(void **state)
{
    (void)state;
    assert_int_equal(chmod(place_folder(), 0555), 0);
    run_as_nobody(expect_no_file);
    assert_int_equal(chmod(place_folder(), 0755), 0);
}

/* The disk is full: no file may grow beyond what it has and a little. Then there is room again. */
static int fill_the_disk(void)
{
    struct rlimit before, small = {256 * 1024, RLIM_INFINITY};
    uint64_t kept = 1;
    signal(SIGXFSZ, SIG_IGN);
    ms_store *store = place_open(MS_STORE_WRITE);
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    setrlimit(RLIMIT_FSIZE, &small);
    int status = MS_STORE_OK;
    while (status == MS_STORE_OK && kept < 1000) {
        status = append_one(store, "a", kept + 1, 10000);
        kept += status == MS_STORE_OK;
    }
    if (status != MS_STORE_FULL || strstr(ms_store_message(store), "no room") == NULL) {
        fprintf(stderr, "%d: %s\n", status, ms_store_message(store));
        return 1;
    }
    ms_store_head head;
    if (ms_store_verify(store, NULL, &head) != MS_STORE_OK || head.count != kept) {
        fprintf(stderr, "%s\n", ms_store_message(store));
        return 2;
    }
    setrlimit(RLIMIT_FSIZE, &before);
    status = append_one(store, "a", kept + 1, 10000); /* the same store goes on */
    bool good = status == MS_STORE_OK && ms_store_verify(store, NULL, &head) == MS_STORE_OK && head.count == kept + 1;
    ms_store_close(store);
    return good ? 0 : 3;
}

static int bulk_on_a_full_disk(void)
{
    struct rlimit small = {2 * 1024 * 1024, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    ms_store *store = place_open(MS_STORE_WRITE);
    getrlimit(RLIMIT_FSIZE, &small);
    small.rlim_cur = 2 * 1024 * 1024;
    setrlimit(RLIMIT_FSIZE, &small);
    ms_store_status status = ms_store_bulk_begin(store);
    for (uint64_t i = 2; i < 20000 && status == MS_STORE_OK; i++) {
        ms_event event = place_event(i, "some words that take room");
        status = ms_store_bulk_add(store, "a", &event);
    }
    status = status == MS_STORE_OK ? ms_store_bulk_end(store) : status;
    ms_store_head head;
    bool good = status == MS_STORE_FULL && ms_store_verify(store, NULL, &head) == MS_STORE_OK && head.count == 1;
    if (!good) {
        fprintf(stderr, "%d: %s\n", (int)status, ms_store_message(store));
    }
    ms_store_close(store);
    return good ? 0 : 1;
}

static void open_to_nobody(void)
{
    assert_int_equal(chmod(place_folder(), 0777), 0);
    assert_int_equal(chmod(place_location(), 0666), 0);
}

static void a_full_disk(void **state)
{
    (void)state;
    fill(1);
    open_to_nobody();
    run_as_nobody(fill_the_disk);
}

static void many_events_on_a_full_disk(void **state)
{
    (void)state;
    fill(1);
    open_to_nobody();
    run_as_nobody(bulk_on_a_full_disk);
}

/* ---- backups ----------------------------------------------------------------------------------------------------- */

static void a_backup_while_someone_writes(void **state)
{
    (void)state;
    int ended;
    fill(5);
    pid_t writer = fork();
    assert_true(writer >= 0);
    if (writer == 0) {
        ms_store *store = place_open(MS_STORE_WRITE);
        int status = MS_STORE_OK;
        for (uint64_t i = 1; i <= 200 && status == MS_STORE_OK; i++) {
            status = append_one(store, "b", i, 100);
        }
        _exit(status);
    }
    ms_store *store = place_open(MS_STORE_READ);
    for (int i = 0; i < 5; i++) {
        char name[40];
        ms_store_head head;
        snprintf(name, sizeof name, "backup-%d.db", i);
        place_expect(store, MS_STORE_OK, ms_store_backup(store, path_of(name)));
        ms_store *copy;
        ms_store_status status = ms_store_open(path_of(name), MS_STORE_READ, &copy);
        place_expect(copy, MS_STORE_OK, status);
        place_expect(copy, MS_STORE_OK, ms_store_verify(copy, NULL, &head));
        assert_true(head.count >= 5);
        place_expect(store, MS_STORE_OK, ms_store_verify(store, &head, &head)); /* its beginning */
        ms_store_close(copy);
    }
    assert_int_equal(waitpid(writer, &ended, 0), writer);
    assert_int_equal(ended, 0);
    ms_store_close(store);
}

static int read_backup(void)
{
    ms_store *store;
    ms_store_head head;
    ms_store_status status = ms_store_open(path_of("backup.db"), MS_STORE_READ, &store);
    status = status == MS_STORE_OK ? ms_store_verify(store, NULL, &head) : status;
    if (status != MS_STORE_OK) {
        fprintf(stderr, "%s\n", ms_store_message(store));
    }
    ms_store_close(store);
    return (int)status;
}

static void a_backup_is_one_file(void **state)
{
    (void)state;
    struct stat about;
    fill(3);
    ms_store *store = place_open(MS_STORE_READ);
    place_expect(store, MS_STORE_OK, ms_store_backup(store, path_of("backup.db")));
    assert_int_equal(stat(path_of("backup.db"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_not_equal(ms_store_backup(store, path_of("backup.db")), MS_STORE_OK); /* it stays as it is */
    assert_non_null(strstr(ms_store_message(store), "there already"));
    assert_int_not_equal(ms_store_backup(store, path_of("no/backup.db")), MS_STORE_OK);
    ms_store_close(store);
    /* It can be read where nothing may be written. */
    assert_int_equal(chmod(path_of("backup.db"), 0444), 0);
    assert_int_equal(chmod(place_folder(), 0555), 0);
    run_as_nobody(read_backup);
    assert_int_equal(chmod(place_folder(), 0755), 0);
    assert_int_equal(access(path_of("backup.db-wal"), F_OK), -1);
}

int main(void)
{
    place_choose("sqlite");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_no_database_is_left_alone, clear),
        cmocka_unit_test_setup(an_empty_file_is_filled_when_asked, clear),
        cmocka_unit_test_setup(a_database_of_another_program_is_left_alone, clear),
        cmocka_unit_test_setup(a_file_is_for_its_owner_alone, clear),
        cmocka_unit_test_setup(odd_names_are_names, clear),
        cmocka_unit_test_setup(a_damaged_page_is_found, clear),
        cmocka_unit_test_setup(a_file_that_may_not_be_written, clear),
        cmocka_unit_test_setup(a_folder_that_may_not_be_written, clear),
        cmocka_unit_test_setup(a_full_disk, clear),
        cmocka_unit_test_setup(many_events_on_a_full_disk, clear),
        cmocka_unit_test_setup(a_backup_while_someone_writes, clear),
        cmocka_unit_test_setup(a_backup_is_one_file, clear),
    };
    int failed = cmocka_run_group_tests_name("files", tests, NULL, NULL);
    place_end();
    return failed;
}
