/*
 * The program on any database: a good one whose rows and bytes are changed as the input says. Whatever stands in it, each
 * command ends with one of its exit statuses, and says why when it does not do what it was asked to.
 *
 * The input is a row of changes, then nothing. Each begins with a byte that says what it is:
 *
 *   0  three bytes of a place in the file, one that is put there
 *   1  three bytes of a place in the file, a length, so many bytes that are put there
 *   2  a text of the tables (which row, which column), two bytes of a place in it, how many bytes are taken out, how many
 *      are put in, and these
 *   3  a number of the tables (which row, which column), two bytes of its new value
 *   4  a row of the events that is deleted
 *   5  two bytes of the file's new length, in pieces of sixteen bytes
 */
#define _GNU_SOURCE
#include "store/store.h"

#include <sanitizer/common_interface_defs.h>
#include <sqlite3.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int medsupport_main(int count, char **arguments); /* cli/main.c */

enum { MOST_CHANGES = 24, LONGEST = 1 << 20 };

static char folder[64], database[100];
static char *whole; /* the good database */
static size_t whole_length;
static int errors, kept; /* what the program says goes to the one, what the fuzzer says to the other */

static void require(bool condition)
{
    if (!condition) {
        abort();
    }
}

/* ---- the program ------------------------------------------------------------------------------------------------- */

/* Runs a command; the words end with NULL. Its output goes nowhere, its messages where they can be counted. */
static void run(const char *const *words)
{
    char *arguments[12] = {(char[]){"medsupport"}}, *copies[12];
    int count = 1;
    for (; words[count - 1] != NULL; count++) {
        copies[count] = arguments[count] = strdup(words[count - 1]); /* the program orders its arguments anew */
    }
    require(ftruncate(errors, 0) == 0 && lseek(errors, 0, SEEK_SET) == 0 && dup2(errors, STDERR_FILENO) >= 0);
    int exit = medsupport_main(count, arguments);
    fflush(stdout);
    fflush(stderr);
    require(dup2(kept, STDERR_FILENO) >= 0);
    require(exit >= 0 && exit <= 4);
    require(exit == 0 || exit == 3 || exit == 4 || lseek(errors, 0, SEEK_CUR) > 0);
    for (int i = 1; i < count; i++) {
        free(copies[i]);
    }
}

static const char *const commands[][6] = {
    {"db", "verify"},
    {"case", "show", "a"},
    {"case", "show", "--json", "a"},
    {"case", "history", "b"},
    {"case", "history", "--svg", "a"},
    {"case", "compare", "a"},
    {"case", "list"},
    {"case", "find", "diaz"},
    {"worklist"},
    {"worklist", "--json", "--overdue"},
    {"db", "export"},
    {"db", "head", "--json"},
    {"case", "note", "a", "fuzzed"},
    {"case", "determine", "a", "--on", "2026-11-02"},
    {"case", "determine", "--stale", "--on", "2027-06-01"},
    {"db", "rebuild"},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

/* ---- the good database ------------------------------------------------------------------------------------------- */

static const char document[] =
    "{\"format\":\"medsupport.case/1\",\"case_id\":\"%s\",\"as_of\":\"2026-09-14\",\"children\":[{\"id\":\"c1\",\"name\":"
    "\"Ana Diaz\",\"residence\":{\"zip\":\"65101\"},\"public_coverage\":{\"program\":\"medicaid\",\"through\":"
    "\"parent_seeking\"}}],\"parent_not_seeking\":{\"name\":\"Luis Diaz\",\"gross_income\":{\"amount\":\"4000.00\",\"per\":"
    "\"month\"},\"plans\":[{\"id\":\"p\",\"source\":\"employer\",\"covers\":[],\"cost\":{\"per\":\"month\",\"self_only\":"
    "\"120.00\",\"family\":\"310.00\"},\"service_area\":\"unlimited\"}]},\"parent_seeking\":{\"plans\":[]},\"form_14\":{"
    "\"calculated\":true,\"line_4_percent\":\"61.3\"},\"information_requests\":[{\"of\":\"parent_seeking\",\"sent\":"
    "\"2026-09-14\",\"answered\":\"2026-09-30\"}]}\n";

static void write_document(const char *path, const char *case_id)
{
    FILE *file = fopen(path, "w");
    require(file != NULL && fprintf(file, document, case_id) > 0 && fclose(file) == 0);
}

/* What is sealed, which no key opens. */
static void add_sealed(void)
{
    static const char body[] =
        "{\"path\":\"/parent_seeking/ssn\",\"sealed\":\"sealed:1:00000000:QUJDREVGR0hJSktMTU5PUA==\","
        "\"source\":\"other\"}";
    ms_store *store;
    require(ms_store_open(database, MS_STORE_WRITE, &store) == MS_STORE_OK);
    ms_store_head head;
    require(ms_store_chain_head(store, &head) == MS_STORE_OK);
    ms_event event = {.sequence = 1, .at = {"2026-11-22T00:00:00Z", 20}, .actor = {"dana", 4}, .effective = 739902};
    event.kind = (ms_text){"case_opened", 11};
    event.body = (ms_text){"{\"case_id\":\"c\",\"children\":[\"c1\"]}", 33};
    require(ms_store_append(store, "c", 0, &event, 1, (ms_text){"{}", 2}, (ms_text){"[]", 2}) == MS_STORE_OK);
    event.sequence = 2;
    event.kind = (ms_text){"secret_recorded", 15};
    event.body = (ms_text){body, sizeof body - 1};
    require(ms_store_append(store, "c", 1, &event, 1, (ms_text){"{}", 2}, (ms_text){"[]", 2}) == MS_STORE_OK);
    ms_store_close(store);
}

static void make_whole(void)
{
    static const char *const made[][8] = {
        {"case", "determine", "a", "--on", "2026-10-20"},
        {"case", "record", "a", "--source", "employer", "/parent_not_seeking/plans/p/cost",
         "{\"add_dependents\":\"9\"}"},
        {"case", "record", "b", "--source", "other", "/parent_not_seeking/plans", "[]"},
        {"case", "correct", "b", "3", "--reason", "slip"},
        {"db", "rebuild"},
    };
    char path[100];
    snprintf(path, sizeof path, "%s/case.json", folder);
    for (const char *id = "ab"; *id != '\0'; id++) {
        write_document(path, (char[]){*id, '\0'});
        run((const char *[]){"case", "open", "--worker", "dana", path, NULL});
    }
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        run(made[i]);
    }
    add_sealed();
    FILE *file = fopen(database, "rb");
    whole = malloc(LONGEST);
    require(file != NULL && whole != NULL);
    whole_length = fread(whole, 1, LONGEST, file);
    require(fclose(file) == 0 && whole_length > 4096 && whole_length < LONGEST);
}

static void remove_all(void)
{
    static const char *const names[] = {"cases.db", "cases.db-wal", "cases.db-shm", "cases.db-journal", "case.json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[100];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count;
    (void)arguments;
    const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : P_tmpdir;
    snprintf(folder, sizeof folder, "%s/medsupport-fuzz.XXXXXX", base);
    require(mkdtemp(folder) != NULL);
    atexit(remove_all);
    snprintf(database, sizeof database, "%s/cases.db", folder);
    setenv("MEDSUPPORT_DB", database, 1);
    setenv("MEDSUPPORT_ACTOR", "dana", 1);
    int nowhere = open("/dev/null", O_WRONLY);
    kept = dup(STDERR_FILENO);
    errors = memfd_create("errors", 0);
    require(kept >= 0 && nowhere >= 0 && errors >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0);
    __sanitizer_set_report_fd((void *)(intptr_t)kept);
    make_whole();
    return 0;
}

/* ---- changes ----------------------------------------------------------------------------------------------------- */

/* What is left of the input. */
typedef struct input {
    const uint8_t *at;
    size_t length;
} input;

static uint32_t take(input *in, size_t bytes)
{
    uint32_t number = 0;
    for (; bytes > 0 && in->length > 0; bytes--) {
        number = number << 8 | *in->at++;
        in->length--;
    }
    return number;
}

static void put_bytes(input *in, char *file, size_t length, size_t count)
{
    size_t place = take(in, 3) % length;
    count = count > 0 ? count : 1 + take(in, 1) % 64;
    for (size_t i = 0; i < count && place + i < length; i++) {
        file[place + i] = (char)take(in, 1);
    }
}

/* Replaces a part of a text by bytes of the input. */
static void put_spliced(input *in, const char *text, size_t length, char changed[LONGEST], size_t *changed_length)
{
    size_t place = take(in, 2) % (length + 1), out = take(in, 1), count = take(in, 1) % 64;
    out = out < length - place ? out : length - place;
    memcpy(changed, text, place);
    for (size_t i = 0; i < count; i++) {
        changed[place + i] = (char)take(in, 1);
    }
    memcpy(changed + place + count, text + place + out, length - place - out);
    *changed_length = length + count - out;
}

/* The columns of texts and those of numbers, with the tables they are in. */
static const char *const text_columns[][2] = {{"events", "body"}, {"events", "kind"},      {"events", "case_id"},
                                              {"events", "at"},   {"events", "effective"}, {"events", "actor"},
                                              {"cases", "state"}, {"cases", "case_id"},    {"tasks", "task"},
                                              {"tasks", "due"},   {"tasks", "worker"},     {"events", "body"}};
static const char *const number_columns[][2] = {{"events", "sequence"}, {"events", "position"}, {"cases", "sequence"}};

/* The n-th row's text of a column is changed; whatever forbids that is let be. */
static void change_text(input *in, sqlite3 *db)
{
    static char changed[2 * LONGEST];
    char sql[200];
    sqlite3_stmt *s = NULL;
    uint32_t row = take(in, 1), which = take(in, 1) % (sizeof text_columns / sizeof text_columns[0]);
    const char *const *column = text_columns[which];
    const char *key = column[0][0] == 'e' ? "position" : "case_id";
    snprintf(sql, sizeof sql,
             "SELECT %s, %s FROM %s ORDER BY %s LIMIT 1 OFFSET %u %% (SELECT max(1, count(*)) FROM %s)", column[1], key,
             column[0], key, row, column[0]);
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
        size_t length = 0;
        sqlite3_stmt *update = NULL;
        const char *text = (const char *)sqlite3_column_text(s, 0);
        put_spliced(in, text == NULL ? "" : text, (size_t)sqlite3_column_bytes(s, 0), changed, &length);
        snprintf(sql, sizeof sql, "UPDATE %s SET %s = ?1 WHERE %s = ?2", column[0], column[1], key);
        if (sqlite3_prepare_v2(db, sql, -1, &update, NULL) == SQLITE_OK) {
            sqlite3_bind_text(update, 1, changed, (int)length, SQLITE_STATIC);
            sqlite3_bind_value(update, 2, sqlite3_column_value(s, 1));
            sqlite3_step(update);
        }
        sqlite3_finalize(update);
    }
    sqlite3_finalize(s);
}

static void change_number(input *in, sqlite3 *db)
{
    char sql[200];
    uint32_t row = take(in, 1), which = take(in, 1) % (sizeof number_columns / sizeof number_columns[0]);
    const char *const *column = number_columns[which];
    snprintf(sql, sizeof sql, "UPDATE OR REPLACE %s SET %s = %d WHERE rowid = %u", column[0], column[1],
             (int)(int16_t)take(in, 2), row);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static void delete_row(input *in, sqlite3 *db)
{
    char sql[100];
    snprintf(sql, sizeof sql, "DELETE FROM events WHERE position = %u", take(in, 1));
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* Changes of rows are made by SQLite, with nothing that guards them. */
static void change_rows(input *in, uint32_t what)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(database, &db) == SQLITE_OK) {
        sqlite3_exec(db,
                     "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; DROP TRIGGER IF EXISTS "
                     "events_are_not_changed; DROP TRIGGER IF EXISTS events_are_not_deleted",
                     NULL, NULL, NULL);
        if (what == 2) {
            change_text(in, db);
        } else if (what == 3) {
            change_number(in, db);
        } else {
            delete_row(in, db);
        }
    }
    sqlite3_close(db);
}

static void write_file(const char *text, size_t length)
{
    int file = open(database, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    require(file >= 0 && write(file, text, length) == (ssize_t)length && close(file) == 0);
}

static void change_bytes(input *in, uint32_t what)
{
    static char text[LONGEST];
    FILE *file = fopen(database, "rb");
    require(file != NULL);
    size_t length = fread(text, 1, LONGEST, file);
    fclose(file);
    if (what == 5) {
        size_t shorter = (size_t)take(in, 2) * 16;
        length = shorter < length ? shorter : length;
    } else if (length > 0) {
        put_bytes(in, text, length, what == 0 ? 1 : 0);
    }
    write_file(text, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const beside[] = {"-wal", "-shm", "-journal"};
    input in = {data, size};
    uint32_t chosen = take(&in, 2);
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        char path[120];
        snprintf(path, sizeof path, "%s%s", database, beside[i]);
        unlink(path);
    }
    write_file(whole, whole_length);
    for (int i = 0; i < MOST_CHANGES && in.length > 0; i++) {
        uint32_t what = take(&in, 1) % 6;
        if (what >= 2 && what <= 4) {
            change_rows(&in, what);
        } else {
            change_bytes(&in, what);
        }
    }
    for (size_t i = 0; i < COMMANDS; i++) {
        if ((chosen >> i & 1u) != 0) {
            run(commands[i]);
        }
    }
    return 0;
}
