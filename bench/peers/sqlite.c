/*
 * The rule as one SELECT of SQLite, the peer against which bench/outcomes.c is measured.
 *
 *   bench-sqlite RULE ANSWERS
 *
 * RULE is rule.sql: the table, and the SELECT that decides every row of it. The table is in memory and filled before
 * anything is measured; the statement is prepared once. See turns.h for what comes out.
 */
#include "bench/peers/turns.h"

#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>

enum { CASES = 131072, PASSES = 4, RULE_SIZE = 32768, COLUMNS = 83 };

/* ---- the table --------------------------------------------------------------------------------------------------- */

/* A row that is being put together, column by column. */
typedef struct row {
    sqlite3_stmt *insert;
    int columns;
} row;

static void add(row *into, int64_t value)
{
    sqlite3_bind_int64(into->insert, ++into->columns, value);
}

static void add_cover(row *into, const flat_plan *plan)
{
    add(into, plan->medical);
    add(into, plan->covers);
    add(into, plan->covered_until);
}

static void add_cost(row *into, const flat_plan *plan)
{
    add(into, plan->available_from);
    add(into, plan->basis);
    add(into, plan->per);
    add(into, plan->self_only);
    add(into, plan->family);
    add(into, plan->add_dependents);
    add(into, plan->area);
}

static void add_lists(row *into, const flat_plan *plan)
{
    for (int i = 0; i < ZIPS_A_PLAN; i++) {
        add(into, plan->zips[i]);
    }
    add(into, plan->state);
    for (int i = 0; i < COUNTIES_A_PLAN; i++) {
        add(into, plan->county_states[i]);
        add(into, plan->counties[i]);
    }
}

static void add_plans(row *into, const flat_case *flat, void (*add_part)(row *, const flat_plan *))
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (int i = 0; i < PLANS_A_PARENT; i++) {
            add_part(into, &flat->plans[party][i]);
        }
    }
}

/* The columns in the order of rule.sql. */
static void add_case(row *into, const flat_case *flat)
{
    add(into, flat->as_of);
    add(into, flat->kind);
    add(into, flat->wish);
    add(into, flat->public_coverage);
    add_plans(into, flat, add_cover);
    add(into, flat->zip);
    add(into, flat->state);
    add(into, flat->county);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        add(into, flat->parents[party].income);
        add(into, flat->parents[party].income_per);
    }
    add_plans(into, flat, add_cost);
    add_plans(into, flat, add_lists);
}

static bool insert_cases(sqlite3 *database, sqlite3_stmt *insert, const flat_case *flats)
{
    bool good = sqlite3_exec(database, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
    for (size_t i = 0; good && i < CASES; i++) {
        row into = {insert, 0};
        add_case(&into, &flats[i]);
        good = into.columns == COLUMNS && sqlite3_step(insert) == SQLITE_DONE && sqlite3_reset(insert) == SQLITE_OK;
    }
    return good && sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

static bool fill(sqlite3 *database, const flat_case *flats)
{
    char text[64 + 3 * COLUMNS] = "INSERT INTO cases VALUES (?";
    size_t length = sizeof "INSERT INTO cases VALUES (?" - 1;
    for (int i = 1; i < COLUMNS; i++) {
        text[length++] = ',';
        text[length++] = '?';
    }
    text[length] = ')';
    sqlite3_stmt *insert = NULL;
    bool good =
        sqlite3_prepare_v2(database, text, -1, &insert, NULL) == SQLITE_OK && insert_cases(database, insert, flats);
    sqlite3_finalize(insert);
    return good;
}

/* ---- the rule ---------------------------------------------------------------------------------------------------- */

static bool read_rule(const char *path, char *text)
{
    FILE *file = fopen(path, "rb");
    size_t length = file != NULL ? fread(text, 1, RULE_SIZE, file) : 0;
    if (file != NULL) {
        fclose(file);
    }
    text[length < RULE_SIZE ? length : 0] = '\0';
    return length > 0 && length < RULE_SIZE;
}

/* The table of a rule, filled, and the statement that decides its rows. */
static bool prepare(sqlite3 *database, const char *rule, const flat_case *flats, sqlite3_stmt **select)
{
    sqlite3_stmt *create = NULL;
    const char *rest = NULL;
    bool good =
        sqlite3_prepare_v2(database, rule, -1, &create, &rest) == SQLITE_OK && sqlite3_step(create) == SQLITE_DONE;
    sqlite3_finalize(create);
    return good && fill(database, flats) && sqlite3_prepare_v2(database, rest, -1, select, NULL) == SQLITE_OK;
}

static bool decide(void *peer, const flat_case *flats, size_t count, uint8_t *paragraphs)
{
    (void)flats; /* they are in the table */
    sqlite3_stmt *select = peer;
    size_t found = 0;
    while (found < count && sqlite3_step(select) == SQLITE_ROW) {
        paragraphs[found++] = (uint8_t)sqlite3_column_int(select, 0);
    }
    bool over = sqlite3_step(select) == SQLITE_DONE;
    return sqlite3_reset(select) == SQLITE_OK && over && found == count;
}

int main(int argc, char **argv)
{
    static char rule[RULE_SIZE + 1];
    if (argc != 3 || !read_rule(argv[1], rule)) {
        fprintf(stderr, "bench-sqlite RULE ANSWERS\n");
        return 2;
    }
    sqlite3 *database = NULL;
    sqlite3_stmt *select = NULL;
    flat_case *flats = draw_known_cases(CASES);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    bool good = flats != NULL && sqlite3_open_v2(":memory:", &database, flags, NULL) == SQLITE_OK
                && prepare(database, rule, flats, &select) && take_turns(decide, select, flats, CASES, PASSES, argv[2]);
    if (!good) {
        fprintf(stderr, "bench-sqlite: %s\n", sqlite3_errmsg(database));
    }
    sqlite3_finalize(select);
    sqlite3_close(database);
    free(flats);
    return good ? 0 : 1;
}
