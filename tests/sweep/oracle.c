/*
 * The C against the second encoding of the rule, tests/oracle/rule.sql, written from the text in another style: every
 * row of its view `oracle`, which is every situation of definite facts under every set of readings that bears on them.
 * Of each row a case is made, and what it is determined to must be the row's outcome. No situation may be missing or
 * come twice, and every outcome must occur. Two threads walk half of the rows each, told apart by `other_private`.
 */
#include <medsupport/determine.h>

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns of the view, in their order; each plan's seven facts stand together. */
enum {
    KIND,
    PNS_PLAN,
    PSS_PLAN = PNS_PLAN + 7,
    WANTS = PSS_PLAN + 7,
    PUBLIC,
    OTHER_PRIVATE,
    READING_ID,
    OUTCOME,
    COLUMNS
};
static const char *const columns[COLUMNS] = {
    "kind",           "pns_has_plan", "pns_medical", "pns_workplace", "pns_covers", "pns_available", "pns_within",
    "pns_accessible", "pss_has_plan", "pss_medical", "pss_workplace", "pss_covers", "pss_available", "pss_within",
    "pss_accessible", "wants",        "public",      "other_private", "reading_id", "outcome",
};

/* A plan by its facts: 0 is none, else 1 and bits for those that hold, the last column the lowest. */
enum { ACCESSIBLE = 1, WITHIN = 2, AVAILABLE = 4, COVERS = 8, WORKPLACE = 16, MEDICAL = 32, PLANS = 1 + 64 };

enum { WHO = 3, WISHES = 2, WAYS = 3, OTHERS = 2, READINGS = 288, UNKNOWN_NAME = 255 };
enum { SITUATIONS = 2 * PLANS * PLANS * WISHES * WAYS * OTHERS + PLANS * WAYS * OTHERS }; /* an agency has no plan */
enum { SLOTS = WHO * PLANS * PLANS * WISHES * WAYS * OTHERS * READINGS };

/* A row of the view, its texts as numbers. */
typedef struct row {
    unsigned kind, plans[2], wants, public_coverage, other_private, reading_id, outcome;
} row;

/* Half of the walk. */
typedef struct walk {
    unsigned other_private;
    unsigned long passed, failed;
    unsigned long reached[MS_PARAGRAPH_COUNT];
    unsigned char *met; /* a bit a slot: whether that row has come */
    bool complete;      /* the walk came to the end of its rows */
} walk;

/* The plans and settings that all rows share. */
static ms_plan plan_table[PLANS];
static ms_settings settings_table[READINGS];

enum { TODAY = 739000, PRICE = 20000 }; /* 5 % of $4,000.00 is $200.00 */

/* ---- making the cases -------------------------------------------------------------------------------------------- */

static ms_plan make_plan(unsigned facts)
{
    ms_plan plan = {
        .medical = (facts & MEDICAL) != 0,
        .dental = (facts & MEDICAL) == 0,
        .covers_known = true,
        .covers = (facts & COVERS) != 0 ? 1 : 0,
        .source = (facts & WORKPLACE) != 0 ? MS_SOURCE_EMPLOYER : MS_SOURCE_OTHER,
        .available_from = (facts & AVAILABLE) != 0 ? MS_NO_DATE : TODAY + 1,
        .cost = {.basis = MS_COST_ADD_DEPENDENTS, .per = MS_PER_MONTH, .add_dependents = {true, PRICE}},
        .area = {.kind = (facts & ACCESSIBLE) != 0 ? MS_AREA_UNLIMITED : MS_AREA_LISTS},
    };
    if ((facts & WITHIN) == 0) {
        plan.cost.add_dependents.cents = PRICE + 1;
    }
    return plan;
}

/* The choices of a set of readings, from its number of mixed radix (tests/oracle/README.md). */
static void make_readings(unsigned id, ms_readings *readings)
{
    static const struct {
        ms_reading reading;
        unsigned weight, choices;
    } digits[] = {
        {MS_UNWILLING_COVERAGE, 144, 2},
        {MS_INACCESSIBLE_PLAN, 72, 2},
        {MS_PUBLIC_THROUGH_ANOTHER, 36, 2},
        {MS_NON_EMPLOYER_COST, 12, 3},
        {MS_COVERED_EXEMPTION, 4, 3},
        {MS_DENTAL_ONLY, 2, 2},
        {MS_CUSTODIAN, 1, 2},
    };
    for (size_t i = 0; i < sizeof digits / sizeof digits[0]; i++) {
        readings->choice[digits[i].reading] = (uint8_t)(id / digits[i].weight % digits[i].choices);
    }
}

static bool make_tables(void)
{
    for (unsigned facts = 0; facts < PLANS - 1; facts++) {
        plan_table[1 + facts] = make_plan(facts);
    }
    for (unsigned id = 0; id < READINGS; id++) {
        if (ms_settings_at(TODAY, &settings_table[id]) != MS_OK) {
            return false;
        }
        make_readings(id, &settings_table[id].readings);
    }
    return true;
}

static ms_parent make_parent(unsigned plan)
{
    return (ms_parent){.income = {{true, 400000}, MS_PER_MONTH},
                       .plans_known = true,
                       .plan_count = plan == 0 ? 0 : 1,
                       .plans = &plan_table[plan]};
}

static ms_outcome determine(const row *r)
{
    static const ms_public ways[WAYS] = {MS_PUBLIC_NONE, MS_PUBLIC_THROUGH_PSS, MS_PUBLIC_THROUGH_OTHER};
    ms_child child = {.home = {65102, 1, 1},
                      .public_coverage = ways[r->public_coverage],
                      .other_private_coverage = r->other_private != 0};
    ms_case facts = {.as_of = TODAY,
                     .kind = (ms_kind)r->kind,
                     .maintain_coverage = ms_truth_of(r->wants != 0),
                     .parents = {make_parent(r->plans[MS_PNS]), make_parent(r->plans[MS_PSS])},
                     .child_count = 1,
                     .children = &child,
                     .form14 = {.calculated = MS_NO}};
    ms_outcome outcome;
    ms_determine_child(&facts, 0, &settings_table[r->reading_id], &outcome);
    return outcome;
}

/* ---- the rows ---------------------------------------------------------------------------------------------------- */

static unsigned number_at(sqlite3_stmt *rows, int column)
{
    return (unsigned)sqlite3_column_int(rows, column);
}

/* The number of the text in a column among names, or UNKNOWN_NAME. */
static unsigned name_at(sqlite3_stmt *rows, int column, const char *const *names, unsigned count)
{
    const char *text = (const char *)sqlite3_column_text(rows, column);
    for (unsigned i = 0; i < count && text != NULL; i++) {
        if (strcmp(text, names[i]) == 0) {
            return i;
        }
    }
    return UNKNOWN_NAME;
}

/* The plan of the seven columns from `first` on. */
static unsigned plan_at(sqlite3_stmt *rows, int first)
{
    if (number_at(rows, first) == 0) {
        return 0;
    }
    unsigned facts = 0;
    for (int column = first + 1; column < first + 7; column++) {
        facts = 2 * facts + number_at(rows, column);
    }
    return 1 + facts;
}

static row read_row(sqlite3_stmt *rows)
{
    static const char *const kinds[WHO] = {"parent", "custodian", "agency"};
    static const char *const ways[WAYS] = {"none", "pss", "other"};
    static const char *const outcomes[MS_PARAGRAPH_COUNT] = {"A", "B", "C", "D", "E", "F", "none"};
    return (row){.kind = name_at(rows, KIND, kinds, WHO),
                 .plans = {plan_at(rows, PNS_PLAN), plan_at(rows, PSS_PLAN)},
                 .wants = number_at(rows, WANTS),
                 .public_coverage = name_at(rows, PUBLIC, ways, WAYS),
                 .other_private = number_at(rows, OTHER_PRIVATE),
                 .reading_id = number_at(rows, READING_ID),
                 .outcome = name_at(rows, OUTCOME, outcomes, MS_PARAGRAPH_COUNT)};
}

static bool in_space(const row *r)
{
    return r->kind < WHO && r->plans[MS_PNS] < PLANS && r->plans[MS_PSS] < PLANS && r->wants < WISHES
           && r->public_coverage < WAYS && r->other_private < OTHERS && r->reading_id < READINGS
           && r->outcome < MS_PARAGRAPH_COUNT;
}

/* Whether the row has not come before; it has now. */
static bool is_new(const row *r, unsigned char *met)
{
    unsigned slot = ((r->kind * PLANS + r->plans[MS_PNS]) * PLANS + r->plans[MS_PSS]) * WISHES + r->wants;
    slot = ((slot * WAYS + r->public_coverage) * OTHERS + r->other_private) * READINGS + r->reading_id;
    unsigned char bit = (unsigned char)(1u << slot % 8);
    bool fresh = (met[slot / 8] & bit) == 0;
    met[slot / 8] |= bit;
    return fresh;
}

static const char *disagreement(const row *r, const ms_outcome *outcome)
{
    ms_outcome_status status = r->outcome == MS_NO_PARAGRAPH ? MS_UNDECIDED : MS_DETERMINED;
    if (outcome->possible != 1u << r->outcome || outcome->paragraph != (ms_paragraph)r->outcome) {
        return "another paragraph";
    }
    return outcome->status == status ? NULL : "another status";
}

static void report(const walk *half, const row *r, const char *what, unsigned possible)
{
    if (half->failed < 10) {
        printf("# %s: kind %u, plans %u and %u, wants %u, public %u, other private %u, readings %u: "
               "SQL %u, C has possible %#x\n",
               what, r->kind, r->plans[MS_PNS], r->plans[MS_PSS], r->wants, r->public_coverage, r->other_private,
               r->reading_id, r->outcome, possible);
    }
}

static void check_row(walk *half, const row *r)
{
    const char *what = NULL;
    ms_outcome outcome = {0};
    if (!in_space(r)) {
        what = "a row outside the space";
    } else if (!is_new(r, half->met)) {
        what = "a row that came before";
    } else {
        outcome = determine(r);
        what = disagreement(r, &outcome);
        half->reached[r->outcome]++;
    }
    if (what == NULL) {
        half->passed++;
        return;
    }
    report(half, r, what, outcome.possible);
    half->failed++;
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

/* The whole of a small file, NUL-terminated; NULL when it cannot be read. */
static char *read_file(const char *path)
{
    enum { MOST = 1 << 20 };
    FILE *file = fopen(path, "r");
    char *text = calloc(1, MOST);
    if (file == NULL || text == NULL || fread(text, 1, MOST - 1, file) == 0) {
        free(text);
        text = NULL;
    }
    if (file != NULL) {
        fclose(file);
    }
    return text;
}

static bool has_columns(sqlite3_stmt *rows)
{
    bool all = sqlite3_column_count(rows) == COLUMNS;
    for (int column = 0; all && column < COLUMNS; column++) {
        all = strcmp(sqlite3_column_name(rows, column), columns[column]) == 0;
    }
    return all;
}

/* Steps through the half's rows of a database that holds the view. */
static void walk_rows(walk *half, sqlite3 *database)
{
    sqlite3_stmt *rows = NULL;
    static const char query[] = "SELECT * FROM oracle WHERE other_private = ?";
    if (sqlite3_prepare_v2(database, query, -1, &rows, NULL) != SQLITE_OK || !has_columns(rows)) {
        printf("# the view `oracle`: %s\n", sqlite3_errmsg(database));
        sqlite3_finalize(rows);
        return;
    }
    sqlite3_bind_int(rows, 1, (int)half->other_private);
    int step = sqlite3_step(rows);
    while (step == SQLITE_ROW) {
        row r = read_row(rows);
        check_row(half, &r);
        step = sqlite3_step(rows);
    }
    half->complete = step == SQLITE_DONE;
    sqlite3_finalize(rows);
}

static void *walk_half(void *given)
{
    walk *half = given;
    char *sql = read_file("tests/oracle/rule.sql");
    sqlite3 *database = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    half->met = calloc(SLOTS / 8 + 1, 1);
    bool ready = sql != NULL && half->met != NULL && sqlite3_open_v2(":memory:", &database, flags, NULL) == SQLITE_OK;
    if (ready && sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK) {
        walk_rows(half, database);
    } else {
        printf("# tests/oracle/rule.sql: %s\n", sql == NULL ? "cannot be read" : sqlite3_errmsg(database));
    }
    sqlite3_close(database);
    free(half->met);
    free(sql);
    return NULL;
}

/* What must be so of the whole walk, a count each. */
static void check(walk *all, bool good, const char *what)
{
    if (good) {
        all->passed++;
        return;
    }
    printf("# %s\n", what);
    all->failed++;
}

int main(void)
{
    walk halves[OTHERS] = {{.other_private = 0}, {.other_private = 1}};
    pthread_t thread;
    if (!make_tables() || pthread_create(&thread, NULL, walk_half, &halves[1]) != 0) {
        printf("# the walk could not begin\n0 passed, 1 failed\n");
        return 1;
    }
    walk_half(&halves[0]);
    pthread_join(thread, NULL);

    walk all = {.passed = halves[0].passed + halves[1].passed, .failed = halves[0].failed + halves[1].failed};
    unsigned long rows = all.passed + all.failed;
    check(&all, halves[0].complete && halves[1].complete, "the walk stopped early");
    check(&all, rows == (unsigned long)SITUATIONS * READINGS, "the number of rows");
    for (int paragraph = MS_5A; paragraph < MS_PARAGRAPH_COUNT; paragraph++) {
        unsigned long reached = halves[0].reached[paragraph] + halves[1].reached[paragraph];
        check(&all, reached > 0, "an outcome that no row has");
    }
    printf("%lu passed, %lu failed\n", all.passed, all.failed);
    return all.failed == 0 ? 0 : 1;
}
