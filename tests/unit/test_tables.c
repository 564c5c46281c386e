/* batch/tables.h: what tables become, in any order of rows, and every kind of problem with its file, row and column. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "batch/columns.h"
#include "batch/generate.h"
#include "batch/open_tables.h"
#include "batch/table_facts.h"
#include "batch/table_write.h"
#include "batch/tables.h"
#include "facts/reader.h"
#include "tests/unit/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { SOME_DAY = 740000 };

static char folder[] = P_tmpdir "/medsupport-tables-XXXXXX";
static ms_tables *tables;
static ms_table_reader *reader;

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static const char *path_of(const char *file)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

static void close_tables(void)
{
    ms_table_reader_free(reader);
    ms_tables_free(tables);
    reader = NULL;
    tables = NULL;
}

/* Before each test: no files. */
static int empty_folder(void **state)
{
    (void)state;
    close_tables();
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        unlink(path_of(ms_table_kinds[table].file));
    }
    unlink(path_of("request.csv"));
    unlink(path_of("results.csv"));
    return 0;
}

static int remove_folder(void **state)
{
    empty_folder(state);
    return rmdir(folder);
}

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static void put_bytes(const char *file, const char *text, size_t length)
{
    FILE *open = fopen(path_of(file), "wb");
    assert_non_null(open);
    assert_int_equal(fwrite(text, 1, length, open), length);
    assert_int_equal(fclose(open), 0);
}

static void put(const char *file, const char *text)
{
    put_bytes(file, text, strlen(text));
}

/* The three tables that there have to be. */
static void put_all(const char *cases, const char *children, const char *plans)
{
    put("cases.csv", cases);
    put("children.csv", children);
    put("plans.csv", plans);
}

static const char no_plans[] = "case_id,parent,plan_id\n";

static void must_open(void)
{
    close_tables();
    ms_status status = ms_tables_open(folder, &tables);
    for (size_t i = 0; i < ms_tables_problem_count(tables); i++) {
        const ms_table_problem *problem = ms_tables_problem(tables, i);
        print_error("%s:%d: found %s\n", problem->file, (int)problem->row, problem->found);
    }
    assert_int_equal(status, MS_OK);
    assert_int_equal(ms_table_reader_new(tables, &reader), MS_OK);
}

/* Goes to a case, by its number. */
static void go_to(uint64_t number)
{
    ms_table_part part = ms_tables_part(tables, number / MS_PART_CASES);
    ms_table_reader_begin(reader, &part);
    do {
        assert_true(ms_table_reader_next(reader));
    } while (ms_table_reader_case(reader) < number);
}

/* That the case that was read is the same by the long way. */
static void assert_same_both_ways(const ms_document *document)
{
    ms_buffer first = {0}, second = {0};
    digest_document(&first, document);
    assert_int_equal(ms_table_reader_read_by(reader, true, SOME_DAY, &document), MS_OK);
    digest_document(&second, document);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.text, second.text, first.length);
    ms_buffer_free(&first);
    ms_buffer_free(&second);
}

static const ms_document *must_read(uint64_t number)
{
    const ms_document *document;
    go_to(number);
    ms_status status = ms_table_reader_read(reader, SOME_DAY, &document);
    for (size_t i = 0; i < ms_table_reader_problem_count(reader); i++) {
        const ms_table_problem *problem = ms_table_reader_problem(reader, i);
        print_error("%s:%d: %s: found %s, expected %s\n", problem->file, (int)problem->row, problem->column,
                    problem->found, problem->expected);
    }
    assert_int_equal(status, MS_OK);
    assert_int_equal(ms_table_reader_problem_count(reader), 0);
    assert_same_both_ways(document);
    assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &document), MS_OK);
    return document;
}

/* Every case as a document, one a line; to be freed. */
static char *all_documents(void)
{
    ms_buffer out = {0};
    for (uint64_t i = 0; i < ms_tables_case_count(tables); i++) {
        must_read(i);
        ms_table_reader_write(reader, &out);
        ms_buffer_put(&out, "\n");
    }
    ms_buffer_add(&out, "", 1);
    assert_false(out.failed);
    return out.text;
}

/* The problems of a case in lines; lasts until the next call. */
static const char *problems_of(uint64_t number)
{
    static char text[64 * 1024];
    const ms_document *document;
    go_to(number);
    assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &document), MS_ERROR_INVALID);
    assert_null(document);
    size_t length = 0;
    for (size_t i = 0; i < ms_table_reader_problem_count(reader); i++) {
        const ms_table_problem *p = ms_table_reader_problem(reader, i);
        length += (size_t)snprintf(text + length, sizeof text - length, "%s:%d %s %s: %s | %s%s%s\n", p->file,
                                   (int)p->row, p->column == NULL ? "-" : p->column, p->pointer, p->found, p->expected,
                                   p->suggestion == NULL ? "" : " | ", p->suggestion == NULL ? "" : p->suggestion);
        assert_true(length < sizeof text);
    }
    return text;
}

/* The problems of the tables, which cannot be opened. */
static const char *open_problems(void)
{
    static char text[4096];
    close_tables();
    assert_int_equal(ms_tables_open(folder, &tables), MS_ERROR_INVALID);
    size_t length = 0;
    for (size_t i = 0; i < ms_tables_problem_count(tables); i++) {
        const ms_table_problem *p = ms_tables_problem(tables, i);
        length += (size_t)snprintf(text + length, sizeof text - length, "%s:%d %s: %s | %s%s%s\n", p->file, (int)p->row,
                                   p->column == NULL ? "-" : p->column, p->found, p->expected,
                                   p->suggestion == NULL ? "" : " | ", p->suggestion == NULL ? "" : p->suggestion);
    }
    assert_true(length > 0 && length < sizeof text);
    return text;
}

static void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        print_error("not in:\n%s\n%s\n", text, part);
        fail();
    }
}

/* ---- what tables become ---------------------------------------------------------------------------------------------- */

/* Every column, and every kind of value that one can have. */
static const char full_document[] =
    "{\"format\":\"medsupport.case/1\",\"case_id\":\"A-1\",\"group_id\":\"g\",\"action\":\"modify\",\"as_of\":"
    "\"2026-11-02\",\"children\":[{\"id\":\"c1\",\"name\":\"Ana, \\\"A\\\"\",\"date_of_birth\":\"2015-03-02\","
    "\"residence\":{\"state\":\"MO\",\"county\":\"Cole\",\"zip\":\"65101-1234\"},\"public_coverage\":{\"program\":"
    "\"chip\",\"through\":\"other\"},\"other_private_coverage\":true},{\"id\":\"c2\",\"public_coverage\":false,"
    "\"other_private_coverage\":false},{\"id\":\"none\",\"public_coverage\":{}}],\"parent_not_seeking\":{\"name\":"
    "\"Luis\\nDiaz\",\"gross_income\":{\"amount\":\"4000.5\",\"per\":\"month\"},\"plans\":[{\"id\":\"p1\",\"source\":"
    "\"employer\",\"benefits\":[\"medical\",\"dental\"],\"holder\":\"Luis\",\"employer\":\"Acme\",\"available_from\":"
    "\"2026-01-01\",\"covered_until\":\"2026-12-31\",\"covers\":[\"c1\",\"none\"],\"cost\":{\"per\":\"week\","
    "\"self_only\":\"1\",\"family\":\"2\"},\"service_area\":{\"zips\":[\"65101\",\"65102-0001\"],\"counties\":[{"
    "\"state\":\"MO\",\"county\":\"Cole\"},{\"state\":\"KS\",\"county\":\" odd; na\\\\me: \"}],\"states\":[\"MO\",\"KS\"]"
    "}},{\"id\":\"p2\",\"covers\":[],\"cost\":{\"add_dependents\":\"3.10\"},\"service_area\":\"unlimited\"},{\"id\":"
    "\"p3\",\"service_area\":{}}]},\"parent_seeking\":{\"kind\":\"custodian\",\"name\":\"Mara\",\"gross_income\":{\"per\":"
    "\"year\"},\"plans\":[],\"maintain_coverage\":true},\"form_14\":{\"calculated\":true,\"lines\":{"
    "\"parent_not_seeking\":{\"line_1\":\"1\",\"line_1a\":\"2\",\"line_2a\":\"3\",\"line_2b\":\"4\",\"line_2c\":\"5\"},"
    "\"parent_seeking\":{\"line_1\":\"6\",\"line_1a\":\"7\",\"line_2a\":\"8\",\"line_2b\":\"9\",\"line_2c\":\"10\"}}},"
    "\"information_requests\":[{\"of\":\"parent_seeking\",\"sent\":\"2026-09-14\",\"answered\":\"2026-09-20\"},{\"of\":"
    "\"parent_not_seeking\",\"sent\":\"2026-09-15\"}],\"current_obligations\":[{\"children\":[\"c1\",\"c2\"],"
    "\"paragraph\":\"(5)(F)\",\"obligor\":\"parent_not_seeking\",\"obligation\":\"pay_percentage_of_reasonable_costs\","
    "\"plans\":[],\"percentage\":\"50.00\"},{\"children\":[\"none\"],\"obligor\":\"parent_seeking\",\"obligation\":"
    "\"provide_coverage\",\"plans\":[\"x\",\"y\"]}],\"provenance\":{\"/children/0/name\":{\"source\":\"a, b\",\"received\":"
    "\"2026-10-01\",\"evidence\":\"\\\"q\\\"\"},\"/notes\":{}},\"notes\":\"two\\r\\nlines\\t\xC3\xA9\"}";

/* Writes documents, one a line, as tables into the folder. */
static void put_documents(const char *text)
{
    ms_reader *json;
    const ms_document *document;
    ms_buffer rows[MS_TABLE_COUNT] = {{0}};
    assert_int_equal(ms_reader_new(&json), MS_OK);
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        ms_table_header(table, &rows[table]);
    }
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        assert_int_equal(ms_reader_read(json, text, length, SOME_DAY, &document), MS_OK);
        ms_table_write(ms_reader_tree(json), rows);
        text += length + (text[length] == '\n');
    }
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        assert_false(rows[table].failed);
        put_bytes(ms_table_kinds[table].file, rows[table].text, rows[table].length);
        ms_buffer_free(&rows[table]);
    }
    ms_reader_free(json);
}

static void assert_becomes(const char *document)
{
    put_documents(document);
    must_open();
    char *found = all_documents();
    found[strlen(found) - 1] = '\0';
    assert_string_equal(found, document);
    free(found);
}

static void every_column_there_and_back(void **state)
{
    (void)state;
    assert_becomes(full_document);
}

/* What is known to be none, and what is not known. */
static void none_and_unknown(void **state)
{
    (void)state;
#define START "{\"format\":\"medsupport.case/1\",\"case_id\":\"A\",\"children\":[{\"id\":\"c\"}]"
    static const char *const documents[] = {
        START "}",
        START ",\"parent_not_seeking\":{\"plans\":[]}}",
        START ",\"parent_seeking\":{\"plans\":[{\"id\":\"p\"}]}}",
        START ",\"parent_seeking\":{\"plans\":[{\"id\":\"p\",\"covers\":[]}]}}",
        START ",\"parent_seeking\":{\"plans\":[{\"id\":\"p\",\"service_area\":{}}]}}",
        START ",\"parent_seeking\":{\"plans\":[{\"id\":\"p\",\"service_area\":{\"zips\":[],\"states\":[]}}]}}",
        START ",\"parent_seeking\":{\"maintain_coverage\":false}}",
        START ",\"form_14\":{\"calculated\":false}}",
        START ",\"form_14\":{\"calculated\":true,\"line_4_percent\":\"61.3\"}}",
        START ",\"form_14\":{\"calculated\":true,\"lines\":{}}}",
        START ",\"form_14\":{\"calculated\":true}}",
        ("{\"format\":\"medsupport.case/1\",\"case_id\":\"A\",\"action\":\"modify\",\"children\":[{\"id\":\"c\"}],"
         "\"current_obligations\":[]}"),
        "{\"format\":\"medsupport.case/1\",\"case_id\":\"A\",\"action\":\"modify\",\"children\":[{\"id\":\"c\"}]}",
    };
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        assert_becomes(documents[i]);
    }
}

/* The canonical form of what can be written in several ways. */
static void canonical_forms(void **state)
{
    (void)state;
    static const struct {
        const char *written, *becomes;
    } rows[] = {
        {START ",\"parent_not_seeking\":{},\"parent_seeking\":{\"gross_income\":{}},\"form_14\":{},\"group_id\":null}",
         START "}"},
        {START ",\"parent_seeking\":{\"gross_income\":{\"amount\":310.50}},\"form_14\":{\"calculated\":true,"
               "\"line_4_percent\":61.3}}",
         START ",\"parent_seeking\":{\"gross_income\":{\"amount\":\"310.50\"}},\"form_14\":{\"calculated\":true,"
               "\"line_4_percent\":\"61.3\"}}"},
        {START ",\"notes\":\"\",\"information_requests\":[],\"provenance\":{}}", START "}"},
        {START ",\"provenance\":{\"/children\":null}}", START ",\"provenance\":{\"/children\":{}}}"},
        {"{\"\\u0063hildren\":[{\"\\u0069d\":\"\\u0063\"}],\"case_id\":\"A\",\"format\":\"medsupport.case\\/1\","
         "\"notes\":\"\\u00e9 \\\"\"}",
         START ",\"notes\":\"\xC3\xA9 \\\"\"}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        put_documents(rows[i].written);
        must_open();
        char *found = all_documents();
        found[strlen(found) - 1] = '\0';
        assert_string_equal(found, rows[i].becomes);
        free(found);
    }
}

/* A source can be told of a fact that is not known: it is null then, so that its pointer names something. */
static void provenance_of_unknown_facts(void **state)
{
    (void)state;
    static const char *const pointers[] = {"/group_id",
                                           "/action",
                                           "/as_of",
                                           "/notes",
                                           "/parent_not_seeking",
                                           "/parent_not_seeking/gross_income",
                                           "/parent_not_seeking/gross_income/amount",
                                           "/parent_not_seeking/plans",
                                           "/parent_seeking/kind",
                                           "/parent_seeking/maintain_coverage",
                                           "/parent_seeking/name",
                                           "/form_14",
                                           "/form_14/calculated",
                                           "/form_14/lines",
                                           "/form_14/line_4_percent",
                                           "/information_requests",
                                           "/current_obligations",
                                           "/children/0/name",
                                           "/children/0/residence",
                                           "/children/0/residence/zip",
                                           "/children/0/public_coverage",
                                           "/children/0/other_private_coverage",
                                           "/parent_seeking/plans/0/covers",
                                           "/parent_seeking/plans/0/cost",
                                           "/parent_seeking/plans/0/cost/per",
                                           "/parent_seeking/plans/0/service_area",
                                           "/provenance/~1notes/source"};
    for (size_t i = 0; i < sizeof pointers / sizeof pointers[0]; i++) {
        char provenance[256];
        put_all("case_id,pss_kind\nA,\n", "case_id,child_id\nA,c\n", "case_id,parent,plan_id\nA,parent_seeking,p\n");
        snprintf(provenance, sizeof provenance, "case_id,pointer\nA,/notes\nA,%s\n", pointers[i]);
        put("provenance.csv", i == 3 ? "case_id,pointer\nA,/notes\n" : provenance);
        must_open();
        must_read(0);
        char *first = all_documents();
        put_documents(first); /* and it stays so */
        must_open();
        char *second = all_documents();
        assert_string_equal(first, second);
        free(first);
        free(second);
    }
    put_all("case_id\nA\n", "case_id,child_id\nA,c\n", no_plans);
    put("provenance.csv", "case_id,pointer\nA,/children\nA,/case_id\nA,/children\n");
    must_open();
    assert_string_equal(problems_of(0),
                        "provenance.csv:4 pointer /provenance/~1children: the name \"/children\" | each name "
                        "once\n");
    put("provenance.csv", "case_id,pointer\nA,/parent_seeking/nothing\n");
    put("cases.csv", "case_id\nA\n");
    must_open();
    assert_has(problems_of(0), "provenance.csv:2 pointer /provenance/~1parent_seeking~1nothing: the name "
                               "\"/parent_seeking/nothing\" | a JSON pointer to something in the document");
}

/* An agency has no income, not even an unknown one. */
static void provenance_of_an_agency(void **state)
{
    (void)state;
    put_all("case_id,pss_kind\nA,agency\n", "case_id,child_id\nA,c\n", no_plans);
    put("provenance.csv", "case_id,pointer\nA,/parent_seeking/gross_income\nA,/parent_seeking/plans\n");
    must_open();
    must_read(0);
    put("cases.csv", "case_id,pss_kind,pss_gross_income\nA,agency,5\n");
    must_open();
    assert_has(problems_of(0),
               "cases.csv:2 pss_gross_income /parent_seeking/gross_income: an object | no gross income");
}

/* Whether the short way takes the first case. */
static bool goes_short(void)
{
    static ms_table_facts facts;
    ms_case_rows rows = {.files = tables->files, .join = &tables->join};
    ms_table_part part = ms_tables_part(tables, 0);
    ms_table_facts_begin(&facts, &rows);
    ms_case_rows_begin(&rows, &part);
    assert_true(ms_case_rows_next(&rows));
    ms_document document;
    ms_status status = ms_table_facts_read(&facts, MS_NO_DATE + 1, &document);
    ms_table_facts_free(&facts);
    ms_case_rows_free(&rows);
    assert_true(status == MS_OK || status == MS_ERROR_INVALID);
    return status == MS_OK;
}

/* A document that has everything goes the short way, but for the name of a county that must be escaped. */
static void full_documents_go_short(void **state)
{
    put_documents(full_document);
    must_open();
    assert_false(goes_short());
    char plain[sizeof full_document];
    memcpy(plain, full_document, sizeof plain);
    memcpy(strstr(plain, " odd; na"), "Lake of ", strlen("Lake of "));
    memcpy(strstr(plain, "\\\\me: "), "Ozarks", strlen("Ozarks"));
    empty_folder(state);
    put_documents(plain);
    must_open();
    assert_true(goes_short());
}

/* The short way is for what is right, and for nothing of which it cannot be sure. */
static void short_and_long_way(void **state)
{
    static const struct {
        const char *cases, *children, *plans, *provenance;
        bool goes_short;
    } rows[] = {
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/children/0/id", true},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/children/0", true},
        {"A,,", "A,c,true,", "A,parent_seeking,p,,MO", "A,/parent_seeking/plans/0/service_area/states", true},
        {"A,,", "A,c,,chip", "A,parent_seeking,p,,MO", "A,/children/0/public_coverage", true},
        {"A,(none),", "A,c,,", "A,parent_seeking,p,,", "A,/parent_not_seeking/plans", true},
        {"A,,5", "A,c,,", "A,parent_seeking,p,,", "A,/form_14/lines/parent_not_seeking", true},
        {"A,,", "A,c,,", "A,parent_seeking,p,,MO", "A,/parent_seeking/plans/0/service_area/states/0", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/children/1", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/children/00", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/children/0/name", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/children/0/", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/children/0/i", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/children/0/identity", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/childre", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,/format", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,,", "A,", false},
        {"A,,", "A,,,", "A,parent_seeking,p,,", "A,/children", false},
        {"A,,", "A,c,false,chip", "A,parent_seeking,p,,", "A,/children", false},
        {"A,,", "A,c,maybe,", "A,parent_seeking,p,,", "A,/children", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,unlimited,MO", "A,/children", false},
        {"A,,", "A,c,,", "A,parent_seeking,p,everywhere,", "A,/children", false},
        {"A,,", "A,c,,", "A,x,p,,", "A,/children", false},
        {"A,,", "A,c,,", "A,,p,,", "A,/children", false},
        {"A,(listed),", "A,c,,", "A,parent_seeking,p,,", "A,/children", false},
        {"A,none,", "A,c,,", "A,parent_seeking,p,,", "A,/children", false},
        {"A,(none),", "A,c,,", "A,parent_not_seeking,p,,", "A,/children", false},
        {"A,,x\"", "A,c,,", "A,parent_seeking,p,,", "A,/children", false},
        {"A,,,", "A,c,,", "A,parent_seeking,p,,", "A,/children", false},
        {"A,,,true\nA,,", "A,c,,", "A,parent_seeking,p,,", "A,/children", false},
        {"A,,", "", "A,parent_seeking,p,,", "A,/children", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char texts[4][256];
        snprintf(texts[0], sizeof texts[0], "case_id,pns_plans,pns_line_1,form_14_calculated\n%s,true\n",
                 rows[i].cases);
        snprintf(texts[1], sizeof texts[1], "case_id,child_id,public_coverage,public_program\n%s\n", rows[i].children);
        snprintf(texts[2], sizeof texts[2], "case_id,parent,plan_id,service_area,states\n%s\n", rows[i].plans);
        snprintf(texts[3], sizeof texts[3], "case_id,pointer\n%s\n", rows[i].provenance);
        empty_folder(state);
        put_all(texts[0], texts[1], texts[2]);
        put("provenance.csv", texts[3]);
        must_open();
        if (goes_short() != rows[i].goes_short) {
            print_error("%s %s %s %s\n", rows[i].cases, rows[i].children, rows[i].plans, rows[i].provenance);
        }
        assert_int_equal(goes_short(), rows[i].goes_short);
    }
}

/* A document is the same from JSON and from tables, by either way. */
static void a_synthetic_caseload(void **state)
{
    (void)state;
    enum { CASES = 1500 };
    static const uint32_t missing[] = {0, 200000, 700000};
    ms_reader *json;
    assert_int_equal(ms_reader_new(&json), MS_OK);
    for (size_t share = 0; share < sizeof missing / sizeof missing[0]; share++) {
        ms_caseload caseload = {.seed = 5, .missing = missing[share], .as_of = SOME_DAY};
        ms_buffer text = {0}, first = {0}, second = {0};
        for (uint64_t i = 0; i < CASES; i++) {
            assert_true(ms_generate_case(&caseload, i, &text));
        }
        ms_buffer_add(&text, "", 1);
        put_documents(text.text);
        must_open();
        const char *line = text.text;
        for (uint64_t i = 0; i < CASES; i++) {
            const ms_document *document;
            size_t length = strcspn(line, "\n");
            assert_int_equal(ms_reader_read(json, line, length, SOME_DAY, &document), MS_OK);
            first.length = second.length = 0;
            digest_document(&first, document);
            digest_document(&second, must_read(i));
            assert_int_equal(first.length, second.length);
            assert_memory_equal(first.text, second.text, first.length);
            line += length + 1;
        }
        ms_buffer_free(&text);
        ms_buffer_free(&first);
        ms_buffer_free(&second);
    }
    ms_reader_free(json);
}

/* Reads the cases of a part in groups; what was read of each stays as it was until its group ends. Returns how many
 * groups are as large as they can be. */
static size_t read_groups(const ms_table_part *part)
{
    const ms_document *documents[MS_TABLE_CASES_KEPT];
    ms_buffer digests[MS_TABLE_CASES_KEPT] = {{0}}, again = {0};
    size_t count = 0, whole = 0;
    ms_table_reader_begin(reader, part);
    for (uint64_t left = part->case_count; left > 0; left--) {
        assert_true(ms_table_reader_next(reader));
        ms_status status = count == 0 ? ms_table_reader_read(reader, SOME_DAY, &documents[count])
                                      : ms_table_reader_read_beside(reader, SOME_DAY, &documents[count]);
        assert_int_equal(status, MS_OK);
        digests[count].length = 0;
        digest_document(&digests[count], documents[count]);
        bool room = ms_table_reader_has_room(reader, documents[count++]);
        for (size_t i = 0; i < count && (!room || left == 1); i++) {
            again.length = 0;
            digest_document(&again, documents[i]);
            assert_int_equal(again.length, digests[i].length);
            assert_memory_equal(again.text, digests[i].text, again.length);
        }
        whole += count == MS_TABLE_CASES_KEPT;
        count = room ? count : 0;
    }
    for (size_t i = 0; i < MS_TABLE_CASES_KEPT; i++) {
        ms_buffer_free(&digests[i]);
    }
    ms_buffer_free(&again);
    return whole;
}

static void cases_beside_each_other(void **state)
{
    (void)state;
    enum { CASES = 600 };
    ms_caseload caseload = {.seed = 6, .missing = 200000, .as_of = SOME_DAY};
    ms_buffer text = {0};
    for (uint64_t i = 0; i < CASES; i++) {
        assert_true(ms_generate_case(&caseload, i, &text));
    }
    ms_buffer_add(&text, "", 1);
    put_documents(text.text);
    must_open();
    size_t whole = 0;
    for (uint64_t number = 0; number < ms_tables_part_count(tables); number++) {
        ms_table_part part = ms_tables_part(tables, number);
        whole += read_groups(&part);
    }
    assert_true(whole >= CASES / 2 / MS_TABLE_CASES_KEPT);
    ms_buffer_free(&text);
}

/* A case that is read the long way, one that is refused and a long one are the last of their groups. */
static void cases_that_end_a_group(void **state)
{
    (void)state;
    static char notes[9000], cases[sizeof notes + 256];
    memset(notes, 'n', sizeof notes - 1);
    snprintf(cases, sizeof cases, "case_id,notes\nA,a\nB,b\nC,c\nD,d\nE,%s\nF,f\n", notes);
    put_all(cases, "case_id,child_id,county\nA,c,Cole\nB,c,\xC2\xA0\x43ole\nC,c,\nD,,\nE,c,\nF,c,\n", no_plans);
    must_open();
    const ms_document *document, *first;
    go_to(0);
    assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &first), MS_OK);
    assert_true(ms_table_reader_has_room(reader, first));
    assert_true(ms_table_reader_next(reader));
    assert_int_equal(ms_table_reader_read_beside(reader, SOME_DAY, &document), MS_OK);
    assert_string_equal(ms_document_case_id(document), "B");
    assert_false(ms_table_reader_has_room(reader, document));
    assert_string_equal(ms_document_case_id(first), "A");
    assert_true(ms_table_reader_next(reader));
    assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &first), MS_OK);
    assert_true(ms_table_reader_next(reader));
    assert_int_equal(ms_table_reader_read_beside(reader, SOME_DAY, &document), MS_ERROR_INVALID);
    assert_int_equal(ms_table_reader_problem(reader, 0)->row, 5);
    assert_string_equal(ms_document_case_id(first), "C");
    assert_true(ms_table_reader_next(reader));
    assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &document), MS_OK);
    assert_false(ms_table_reader_has_room(reader, document));
}

/* ---- how tables may be written --------------------------------------------------------------------------------------- */

static void columns_in_any_order(void **state)
{
    (void)state;
    put_all("\xEF\xBB\xBFnotes,case_id\r\n\"a\r\nb\",A\r\n", "child_id,other_private_coverage,case_id\r\nc,TRUE,A\r\n",
            no_plans);
    must_open();
    assert_true(tables->join.sorted);
    char *found = all_documents();
    assert_string_equal(found, "{\"format\":\"medsupport.case/1\",\"case_id\":\"A\",\"children\":[{\"id\":\"c\","
                               "\"other_private_coverage\":true}],\"notes\":\"a\\r\\nb\"}\n");
    free(found);
}

/* Quotation marks around any cell, names of columns too, no line break at the end, blank rows. */
static void rows_as_programs_write_them(void **state)
{
    (void)state;
    put_all("\"case_id\",\"as_of\"\n\n,\n\"A\",\"2026-11-02\"\n\"B\",\"\"\n\n\n",
            "\"case_id\",\"child_id\"\n\"A\",c\n,\n\nB,\"c\"", "\"case_id\",\"parent\",\"plan_id\"\n,,\n\n");
    must_open();
    assert_true(tables->join.sorted);
    assert_int_equal(ms_tables_case_count(tables), 2);
    must_read(0);
    assert_int_equal(ms_table_reader_row(reader, 0).number, 4);
    assert_int_equal(ms_table_reader_row(reader, 1).number, 2);
    assert_string_equal(ms_document_case_id(must_read(1)), "B");
    assert_int_equal(ms_table_reader_row_count(reader), 2);
    ms_table_row row = ms_table_reader_row(reader, 1);
    assert_string_equal(row.file, "children.csv");
    assert_int_equal(row.number, 5);
    assert_int_equal(row.length, 5);
    assert_memory_equal(row.text, "B,\"c\"", 5);
}

static void words_of_truth(void **state)
{
    (void)state;
    static const char *const words[] = {"true", "TRUE", "True", "false", "FALSE", "False"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char cases[64], children[96];
        snprintf(cases, sizeof cases, "case_id,pss_maintain_coverage\nA,%s\n", words[i]);
        snprintf(children, sizeof children, "case_id,child_id,public_coverage\nA,c,%s\n", words[i]);
        put_all(cases, children, no_plans);
        must_open();
        const ms_case *facts = ms_document_facts(must_read(0));
        assert_int_equal(facts->maintain_coverage, i < 3 ? MS_YES : MS_NO);
        assert_int_equal(facts->children[0].public_coverage, i < 3 ? MS_PUBLIC_ENROLLED : MS_PUBLIC_NONE);
    }
    put("cases.csv", "case_id,pss_maintain_coverage\nA,yes\n");
    put("children.csv", "case_id,child_id,public_coverage,other_private_coverage\nA,c,tru,trues\n");
    must_open();
    const char *found = problems_of(0);
    assert_has(found, "cases.csv:2 pss_maintain_coverage /parent_seeking/maintain_coverage: \"yes\" | true or false");
    assert_has(found, "children.csv:2 public_coverage : \"tru\" | true or false");
    assert_has(found,
               "children.csv:2 other_private_coverage /children/0/other_private_coverage: \"trues\" | true or false");
}

static void lists_in_cells(void **state)
{
    (void)state;
    put_all("case_id\nA\n", "case_id,child_id\nA,c1\nA,c2\n",
            "case_id,parent,plan_id,covers,zips,counties\n"
            "A,parent_seeking,p,  c2   c1 ,65101  65102,\" MO:Cole ;MO:St. Louis;; KS:a\\;b\\\\c\\  ;\"\n");
    must_open();
    char *found = all_documents();
    assert_has(found, "\"covers\":[\"c2\",\"c1\"]");
    assert_has(found, "\"zips\":[\"65101\",\"65102\"],\"counties\":[{\"state\":\"MO\",\"county\":\"Cole\"},{\"state\":"
                      "\"MO\",\"county\":\"St. Louis\"},{\"state\":\"KS\",\"county\":\"a;b\\\\c \"}]");
    free(found);
}

/* ---- which rows belong together -------------------------------------------------------------------------------------- */

enum { MANY = 700 };

/* Cases with children and plans, the rows of each table in an order: i-th row (i * step) mod MANY. */
static void put_many(const char *pattern, unsigned case_step, unsigned child_step, unsigned plan_step)
{
    ms_buffer texts[3] = {{0}};
    ms_buffer_put(&texts[0], "case_id\n");
    ms_buffer_put(&texts[1], "case_id,child_id\n");
    ms_buffer_put(&texts[2], no_plans);
    for (unsigned i = 0; i < MANY; i++) {
        char id[32], line[160];
        snprintf(id, sizeof id, pattern, i * case_step % MANY);
        snprintf(line, sizeof line, "%s\n", id);
        ms_buffer_put(&texts[0], line);
        snprintf(id, sizeof id, pattern, i * child_step % MANY);
        snprintf(line, sizeof line, "%s,b\n%s,a\n", id, id);
        ms_buffer_put(&texts[1], line);
        snprintf(id, sizeof id, pattern, i * plan_step % MANY);
        snprintf(line, sizeof line, "%s,parent_seeking,s\n%s,parent_not_seeking,n1\n%s,parent_seeking,t\n", id, id, id);
        ms_buffer_put(&texts[2], i % 3 == 0 ? line : "");
    }
    static const char *const files[] = {"cases.csv", "children.csv", "plans.csv"};
    for (int i = 0; i < 3; i++) {
        put_bytes(files[i], texts[i].text, texts[i].length);
        ms_buffer_free(&texts[i]);
    }
}

static void assert_many(const char *pattern, bool sorted)
{
    must_open();
    assert_int_equal(tables->join.sorted, sorted);
    assert_int_equal(ms_tables_case_count(tables), MANY);
    assert_int_equal(ms_tables_stray_count(tables), 0);
    assert_int_equal(ms_tables_repeated_count(tables), 0);
    uint64_t bytes = 0, next = 0, plans = 0;
    for (uint64_t number = 0; number < ms_tables_part_count(tables); number++) {
        ms_table_part part = ms_tables_part(tables, number);
        assert_int_equal(part.number, number);
        assert_int_equal(part.first_case, next);
        bytes += part.bytes;
        next += part.case_count;
        ms_table_reader_begin(reader, &part);
        for (uint64_t i = 0; i < part.case_count; i++) {
            const ms_document *document;
            assert_true(ms_table_reader_next(reader));
            assert_int_equal(ms_table_reader_case(reader), part.first_case + i);
            assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &document), MS_OK);
            unsigned id;
            assert_int_equal(sscanf(ms_document_case_id(document), pattern, &id), 1);
            const ms_case *facts = ms_document_facts(document);
            assert_int_equal(facts->child_count, 2);
            assert_memory_equal(document->children[0].id.at, "b", 1);
            assert_int_equal(facts->parents[MS_PNS].plan_count, facts->parents[MS_PSS].plan_count / 2);
            if (facts->parents[MS_PSS].plan_count > 0) {
                assert_memory_equal(document->plans[MS_PSS][0].id.at, "s", 1);
                assert_memory_equal(document->plans[MS_PSS][1].id.at, "t", 1);
            }
            plans += facts->parents[MS_PSS].plan_count;
        }
        assert_false(ms_table_reader_next(reader));
    }
    assert_int_equal(next, MANY);
    assert_int_equal(bytes, ms_tables_bytes(tables));
    assert_int_equal(plans, (MANY + 2) / 3 * 2);
}

static void rows_in_any_order(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        unsigned steps[3];
        bool sorted;
    } orders[] = {
        {"C-%04u", {1, 1, 1}, true},  {"%u", {1, 1, 1}, true},       {"C-%u", {1, 1, 1}, true},
        {"C-%04u", {1, 3, 1}, false}, {"C-%04u", {1, 1, 11}, false}, {"C-%04u", {13, 13, 13}, false},
        {"%u", {13, 1, 699}, false},
    };
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        put_many(orders[i].pattern, orders[i].steps[0], orders[i].steps[1], orders[i].steps[2]);
        assert_many(orders[i].pattern, orders[i].sorted);
    }
}

/* In the order of cases.csv, whatever the order of the rest. */
static void cases_in_their_order(void **state)
{
    (void)state;
    put_all("case_id\nB\nA\nC\n", "case_id,child_id\nA,1\nC,1\nB,1\nA,2\n", no_plans);
    must_open();
    static const char *const ids[] = {"B", "A", "C"};
    for (uint64_t i = 0; i < 3; i++) {
        assert_string_equal(ms_document_case_id(must_read(i)), ids[i]);
    }
    assert_int_equal(ms_document_facts(must_read(1))->child_count, 2);
}

/* The second group of a case's rows is not missed, though all before it was in order. */
static void rows_of_a_case_apart(void **state)
{
    (void)state;
    put_all("case_id\nA\nB\n", "case_id,child_id\nA,1\nB,1\nA,2\n", no_plans);
    must_open();
    assert_int_equal(ms_document_facts(must_read(0))->child_count, 2);
}

static void rows_of_no_case(void **state)
{
    (void)state;
    put_all("case_id\nA\n", "case_id,child_id\nB\x01,1\nA,1\n,2\n",
            "case_id,parent,plan_id\nA,parent_seeking,p\nC,x,y\n");
    must_open();
    assert_int_equal(ms_tables_stray_count(tables), 3);
    static const struct {
        const char *file;
        uint64_t row;
        const char *found, *text;
    } expected[] = {{"children.csv", 2, "\"B\xEF\xBF\xBD\"", "B\x01,1"},
                    {"children.csv", 4, "nothing", ",2"},
                    {"plans.csv", 3, "\"C\"", "C,x,y"}};
    ms_buffer scratch = {0};
    for (uint64_t i = 0; i < 3; i++) {
        ms_table_row row;
        ms_table_problem problem;
        assert_true(ms_tables_stray(tables, i, &scratch, &row, &problem));
        assert_string_equal(row.file, expected[i].file);
        assert_int_equal(row.number, expected[i].row);
        assert_int_equal(row.length, strlen(expected[i].text));
        assert_memory_equal(row.text, expected[i].text, row.length);
        assert_string_equal(problem.column, "case_id");
        assert_string_equal(problem.found, expected[i].found);
        assert_string_equal(problem.expected, "the case_id of a row of cases.csv");
    }
    ms_buffer_free(&scratch);
    must_read(0);
}

static void cases_given_twice(void **state)
{
    (void)state;
    put_all("case_id,notes\nA,1\nB,2\nA,3\n\"A\",4\n,5\n,6\n", "case_id,child_id\nA,1\nB,1\n", no_plans);
    must_open();
    assert_int_equal(ms_tables_case_count(tables), 4);
    assert_int_equal(ms_tables_repeated_count(tables), 2);
    assert_int_equal(ms_tables_repeated(tables, 1).number, 5);
    assert_string_equal(problems_of(0), "cases.csv:4 case_id : \"A\" | each case_id once\n"
                                        "cases.csv:5 case_id : \"A\" | each case_id once\n");
    assert_int_equal(ms_table_reader_row_count(reader), 4);
    must_read(1);
    assert_string_equal(problems_of(2),
                        "cases.csv:6 case_id /case_id: nothing | this field, which is required\n"
                        "cases.csv:6 case_id /children: no row of this case in children.csv | 1 to 32 rows of it "
                        "there\n");
    assert_has(problems_of(3), "cases.csv:7 case_id /case_id: nothing");
}

static void no_cases(void **state)
{
    (void)state;
    put_all("case_id\n", "case_id,child_id\n", no_plans);
    must_open();
    assert_int_equal(ms_tables_part_count(tables), 0);
    put("children.csv", "case_id,child_id\nA,1\n");
    must_open();
    assert_int_equal(ms_tables_part_count(tables), 0);
    assert_int_equal(ms_tables_stray_count(tables), 1);
}

/* ---- problems -------------------------------------------------------------------------------------------------------- */

static void files_that_are_missing(void **state)
{
    (void)state;
    assert_string_equal(open_problems(), "cases.csv:0 -: no such file | a file that can be read\n"
                                         "children.csv:0 -: no such file | a file that can be read\n"
                                         "plans.csv:0 -: no such file | a file that can be read\n");
    put_all("case_id\nA\n", "case_id,child_id\nA,1\n", no_plans);
    put("request.csv", "");
    put("results.csv", "");
    assert_string_equal(open_problems(), "request.csv:0 -: a file that is no table | another name, or another folder | "
                                         "requests.csv\n");
    unlink(path_of("request.csv"));
    unlink(path_of("results.csv"));
    assert_int_equal(mkdir(path_of("requests.csv"), 0700), 0);
    assert_has(open_problems(), "requests.csv:0 -: something that is no file | a file");
    rmdir(path_of("requests.csv"));
    ms_tables *none;
    assert_int_equal(ms_tables_open(path_of("nothing"), &none), MS_ERROR_INVALID);
    assert_int_equal(ms_tables_problem_count(none), 1);
    assert_string_equal(ms_tables_problem(none, 0)->file, "");
    ms_tables_free(none);
}

static void headers_that_are_wrong(void **state)
{
    (void)state;
    put_all("case_id,asof,case_id,,zip\nA\n", "case_id,name\n", "case_id;parent;plan_id\n");
    put("requests.csv", "");
    put("obligations.csv", "case_id\tchildren\n");
    put("provenance.csv", "case_id,pointer,sour\xFF\n");
    assert_string_equal(
        open_problems(),
        "cases.csv:1 -: \"asof\" | a column that this table has (docs/tables.md) | as_of\n"
        "cases.csv:1 case_id: the column a second time | each column once\n"
        "cases.csv:1 -: a column without a name | a column that this table has (docs/tables.md)\n"
        "cases.csv:1 -: \"zip\" | a column that this table has (docs/tables.md)\n"
        "children.csv:1 child_id: nothing | this column, which is required\n"
        "plans.csv:1 -: names with semicolons between them | a row with the names of the columns, commas "
        "between them\n"
        "requests.csv:1 -: nothing | a row with the names of the columns, commas between them\n"
        "obligations.csv:1 -: names with tabs between them | a row with the names of the columns, commas "
        "between them\n"
        "provenance.csv:1 -: a byte that is not UTF-8 | text in UTF-8\n");
    put_all("\xFF\xFE"
            "c\0a",
            "case_id,child_id\rA,c\r", no_plans);
    unlink(path_of("requests.csv"));
    unlink(path_of("obligations.csv"));
    unlink(path_of("provenance.csv"));
    assert_string_equal(open_problems(),
                        "cases.csv:1 -: text in UTF-16 | text in UTF-8\n"
                        "children.csv:1 -: a carriage return that ends no line | lines that end with LF or CR "
                        "LF\n");
}

static void cells_of_a_wrong_form(void **state)
{
    (void)state;
    put_all("case_id,pns_plans,pss_plans,form_14_calculated,form_14_lines,pns_line_1,current_obligations,action\n"
            "A,none,(none),true,listed,5,(listed),modify\n"
            "B,(listed),,,,,(none),modify\n",
            "case_id,child_id,public_coverage,public_program,public_through\nA,c,false,chip,other\nB,c,,,\n",
            "case_id,parent,plan_id,service_area,zips,states\n"
            "A,parent_seeking,p,unlimited,65101,MO\nA,pns,q,,,\nA,,r,,,\nB,parent_seeking,p,everywhere,,\n");
    put("obligations.csv", "case_id,children,obligor,obligation\nB,c,parent_seeking,provide_coverage\n");
    must_open();
    const char *found = problems_of(0);
    assert_has(found, "cases.csv:2 pns_plans : \"none\" | (none) or (listed)\n");
    assert_has(found, "cases.csv:2 pss_plans : \"(none)\" | (listed), since there are rows of it: 1\n");
    assert_has(found, "cases.csv:2 form_14_lines : \"listed\" | (listed), or an empty cell\n");
    assert_has(found,
               "cases.csv:2 current_obligations : \"(listed)\" | rows of this case in obligations.csv, or (none)\n");
    assert_has(found, "children.csv:2 public_program : \"chip\" | an empty cell");
    assert_has(found, "children.csv:2 public_through : \"other\" | an empty cell");
    assert_has(found, "plans.csv:2 zips : \"65101\" | an empty cell");
    assert_has(found, "plans.csv:2 states : \"MO\" | an empty cell");
    assert_has(found, "plans.csv:3 parent : \"pns\" | parent_not_seeking or parent_seeking\n");
    assert_has(found, "plans.csv:4 parent : nothing | parent_not_seeking or parent_seeking\n");
    found = problems_of(1);
    assert_has(found, "cases.csv:3 pns_plans : \"(listed)\" | rows of this parent in plans.csv, or (none)\n");
    assert_has(found, "cases.csv:3 current_obligations : \"(none)\" | (listed), since there are rows of it: 1\n");
    assert_has(found, "plans.csv:5 service_area : \"everywhere\" | (listed) or unlimited\n");
}

/* A wrong value for each column that can have one. */
static const struct {
    const char *file, *column, *value;
} bad[] = {
    {"cases.csv", "case_id", "-"},
    {"cases.csv", "group_id", "-"},
    {"cases.csv", "action", "x"},
    {"cases.csv", "as_of", "x"},
    {"cases.csv", "pns_gross_income", "x"},
    {"cases.csv", "pns_gross_income_per", "x"},
    {"cases.csv", "pss_kind", "x"},
    {"cases.csv", "pss_gross_income", "x"},
    {"cases.csv", "pss_gross_income_per", "x"},
    {"cases.csv", "pss_maintain_coverage", "x"},
    {"cases.csv", "form_14_calculated", "x"},
    {"cases.csv", "form_14_line_4_percent", "x"},
    {"cases.csv", "form_14_lines", "x"},
    {"cases.csv", "pns_line_1", "x"},
    {"cases.csv", "pns_line_1a", "x"},
    {"cases.csv", "pns_line_2a", "x"},
    {"cases.csv", "pns_line_2b", "x"},
    {"cases.csv", "pns_line_2c", "x"},
    {"cases.csv", "pss_line_1", "x"},
    {"cases.csv", "pss_line_1a", "x"},
    {"cases.csv", "pss_line_2a", "x"},
    {"cases.csv", "pss_line_2b", "x"},
    {"cases.csv", "pss_line_2c", "x"},
    {"cases.csv", "current_obligations", "x"},
    {"cases.csv", "pns_plans", "x"},
    {"cases.csv", "pss_plans", "x"},
    {"children.csv", "child_id", "-"},
    {"children.csv", "date_of_birth", "x"},
    {"children.csv", "state", "x"},
    {"children.csv", "county", " "},
    {"children.csv", "zip", "x"},
    {"children.csv", "public_coverage", "x"},
    {"children.csv", "public_program", "x"},
    {"children.csv", "public_through", "x"},
    {"children.csv", "other_private_coverage", "x"},
    {"plans.csv", "parent", "x"},
    {"plans.csv", "plan_id", "-"},
    {"plans.csv", "source", "x"},
    {"plans.csv", "benefits", "x"},
    {"plans.csv", "available_from", "x"},
    {"plans.csv", "covered_until", "x"},
    {"plans.csv", "covers", "x"},
    {"plans.csv", "cost_per", "x"},
    {"plans.csv", "self_only", "x"},
    {"plans.csv", "family", "x"},
    {"plans.csv", "add_dependents", "x"},
    {"plans.csv", "service_area", "x"},
    {"plans.csv", "zips", "x"},
    {"plans.csv", "counties", "x:y"},
    {"plans.csv", "counties", "Cole"},
    {"plans.csv", "counties", "MO:"},
    {"plans.csv", "states", "x"},
    {"requests.csv", "of", "x"},
    {"requests.csv", "sent", "x"},
    {"requests.csv", "answered", "x"},
    {"obligations.csv", "children", "x"},
    {"obligations.csv", "paragraph", "x"},
    {"obligations.csv", "obligor", "x"},
    {"obligations.csv", "obligation", "x"},
    {"obligations.csv", "plans", "-"},
    {"obligations.csv", "percentage", "x"},
    {"provenance.csv", "pointer", "x"},
    {"provenance.csv", "received", "x"},
};
/* What a row of each table needs. */
static const struct {
    const char *file, *columns[5], *values[5];
} least[] = {
    {"cases.csv", {"case_id", "action"}, {"A", "modify"}},
    {"children.csv", {"case_id", "child_id"}, {"A", "c"}},
    {"plans.csv", {"case_id", "parent", "plan_id"}, {"A", "parent_seeking", "p"}},
    {"requests.csv", {"case_id", "of", "sent"}, {"A", "parent_seeking", "2026-01-01"}},
    {"obligations.csv",
     {"case_id", "children", "obligor", "obligation"},
     {"A", "c", "parent_seeking", "provide_coverage"}},
    {"provenance.csv", {"case_id", "pointer"}, {"A", "/children"}},
};

/* Writes a table with a row that has what it needs, and `here` the wrong value. */
static void put_least(size_t table, size_t wrong, bool here)
{
    char header[256] = "", row[256] = "", text[600];
    for (size_t c = 0; c < 5 && least[table].columns[c] != NULL; c++) {
        if (!here || strcmp(least[table].columns[c], bad[wrong].column) != 0) {
            strcat(strcat(header, least[table].columns[c]), ",");
            strcat(strcat(row, least[table].values[c]), ",");
        }
    }
    if (here) {
        snprintf(text, sizeof text, "%s%s\n%s%s\n", header, bad[wrong].column, row, bad[wrong].value);
    } else {
        snprintf(text, sizeof text, "%.*s\n%.*s\n", (int)strlen(header) - 1, header, (int)strlen(row) - 1, row);
    }
    put(least[table].file, text);
}

/* What the reader of documents finds comes back to its cell, for each column of each table. */
static void every_column_has_its_place(void **state)
{
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        bool of_case = strcmp(bad[i].column, "case_id") == 0;
        empty_folder(state);
        for (size_t table = 0; table < sizeof least / sizeof least[0] && !of_case; table++) {
            put_least(table, i, strcmp(bad[i].file, least[table].file) == 0);
        }
        if (of_case) {
            put_all("case_id\n-\n", "case_id,child_id\n-,c\n", no_plans);
        }
        must_open();
        char place[64];
        snprintf(place, sizeof place, "%s:2 %s ", bad[i].file, bad[i].column);
        assert_has(problems_of(0), place);
    }
}

static void problems_of_rows(void **state)
{
    (void)state;
    put_all("case_id,pns_name\nA,x\"y\nB,\"z\n", "case_id,child_id,name\nA,c\nB,c,\xFF\nB,,\xC3\n,,\n",
            "case_id,parent,plan_id\nA,parent_seeking,p,\nA,parent_seeking,p,,,q\n");
    must_open();
    const char *found = problems_of(0);
    assert_has(found,
               "cases.csv:2 pns_name : a quotation mark in a cell that has none around it | quotation marks around");
    assert_has(found, "children.csv:2 - : 2 cells | 3, as many as the header has\n");
    assert_has(found, "plans.csv:2 - : 4 cells | 3, as many as the header has\n");
    assert_has(found, "plans.csv:3 - : 6 cells | 3, as many as the header has\n");
    assert_has(found, "plans.csv:3 plan_id /parent_seeking/plans/1/id: \"p\" | an id that no other plan has\n");
    found = problems_of(1);
    assert_has(
        found,
        "cases.csv:3 pns_name : a cell that a quotation mark opens and none closes | a closing quotation mark\n");
    assert_has(found, "children.csv:3 name : a byte that is not UTF-8 | text in UTF-8\n");
    assert_has(found, "children.csv:4 name : a byte that is not UTF-8 | text in UTF-8\n");
    assert_has(found, "children.csv:4 child_id /children/1/id: nothing | this field, which is required\n");
    assert_null(strstr(found, "children.csv:5"));
}

/* By table and row, however they were found. */
static void problems_in_order(void **state)
{
    (void)state;
    put_all("case_id,as_of,pns_plans\nA,x,y\n", "case_id,child_id,state,public_coverage\nA,c,x,y\nA,c,,\n",
            "case_id,parent,plan_id\nA,x,p\n");
    must_open();
    assert_string_equal(
        problems_of(0),
        "cases.csv:2 pns_plans : \"y\" | (none) or (listed)\n"
        "cases.csv:2 as_of /as_of: \"x\" | a date as YYYY-MM-DD\n"
        "children.csv:2 public_coverage : \"y\" | true or false\n"
        "children.csv:2 state /children/0/residence/state: \"x\" | a state as its two capital letters, such as "
        "\"MO\"\n"
        "children.csv:3 child_id /children/1/id: \"c\" | an id that no other child has\n"
        "plans.csv:2 parent : \"x\" | parent_not_seeking or parent_seeking\n");
}

/* ---- limits ---------------------------------------------------------------------------------------------------------- */

/* A file with a header and a row many times over. */
static void put_rows(const char *file, const char *header, const char *row, size_t times)
{
    ms_buffer text = {0};
    ms_buffer_put(&text, header);
    for (size_t i = 0; i < times; i++) {
        ms_buffer_put(&text, row);
    }
    put_bytes(file, text.text, text.length);
    ms_buffer_free(&text);
}

static void too_many_rows(void **state)
{
    (void)state;
    put_all("case_id\nA\n", "", no_plans);
    put_rows("children.csv", "case_id,child_id\n", "A,c\n", 33);
    must_open();
    assert_has(problems_of(0), "cases.csv:2 case_id /children: a list of 33 | 1 to 32 rows of it there\n");
    put("children.csv", "case_id,child_id\nA,c\n");
    put_rows("plans.csv", no_plans, "A,parent_seeking,p\n", 33);
    must_open();
    assert_has(problems_of(0),
               "cases.csv:2 pss_plans /parent_seeking/plans: a list of 33 | a list of at most 32 plans\n");
    put_rows("plans.csv", no_plans, "A,x,p\n", 1000);
    must_open();
    problems_of(0);
    assert_int_equal(ms_table_reader_problem_count(reader), MS_MAX_PROBLEMS);
}

static void too_long_rows(void **state)
{
    (void)state;
    const ms_document *document;
    size_t length = MS_CSV_LONGEST_ROW;
    char *row = malloc(length + 8);
    assert_non_null(row);
    memset(row, 'x', length + 8);
    memcpy(row, "A,", 2);
    row[length] = '\n';
    row[length + 1] = '\0';
    put_all("case_id,notes\nA,\n", "case_id,child_id,name\nA,c,\n", no_plans);
    put_rows("cases.csv", "case_id,notes\n", row, 1);
    must_open();
    assert_string_equal(problems_of(0),
                        "cases.csv:2 notes /notes: \"" /* cut where it is long */
                        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                        "\xE2\x80\xA6\" | text of at most 10,000 characters\n");
    row[length] = 'x';
    row[length + 1] = '\n';
    row[length + 2] = '\0';
    put_rows("cases.csv", "case_id,notes\n", row, 1);
    must_open();
    assert_has(problems_of(0), "cases.csv:2 - : a longer row | at most 1 MiB");
    put("cases.csv", "case_id\nA\n");
    row[length - 1] = '\n';
    row[length] = '\0';
    put_rows("children.csv", "case_id,child_id\n", row, 3);
    must_open();
    go_to(0);
    assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &document), MS_ERROR_LIMIT);
    assert_int_equal(ms_table_reader_problem_count(reader), 1);
    assert_string_equal(ms_table_reader_problem(reader, 0)->expected, "at most 2 MiB, which is 2,097,152 bytes");
    assert_false(ms_table_reader_next(reader));
    free(row);
}

/* Cases of which every so-manyeth has notes in two lines, and which have blank rows behind them. */
static void number_rows(int every)
{
    ms_buffer text = {0};
    ms_buffer_put(&text, "case_id,notes\n");
    enum { ROWS = 20000 };
    for (int i = 0; i < ROWS; i++) {
        char row[64];
        snprintf(row, sizeof row, "%05d,%s\n\n", i, i % every == 0 ? "\"two\nlines\"" : "one line; that is usual");
        ms_buffer_put(&text, row);
    }
    put_bytes("cases.csv", text.text, text.length);
    put("children.csv", "case_id,child_id\n");
    put("plans.csv", no_plans);
    must_open();
    assert_int_equal(ms_tables_case_count(tables), ROWS);
    assert_true(tables->files[MS_TABLE_CASES].mark_count > 4);
    for (uint64_t i = 0; i < ROWS; i += 331) {
        const ms_document *document;
        go_to(i);
        assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &document), MS_ERROR_INVALID);
        assert_int_equal(ms_table_reader_problem(reader, 0)->row, 2 + 2 * i);
    }
    ms_buffer_free(&text);
}

/* Rows are counted from the last mark before them, be quotation marks near each other or far apart. */
static void numbers_of_rows(void **state)
{
    (void)state;
    static const int every[] = {1, 2, 300, 4999};
    for (size_t i = 0; i < sizeof every / sizeof every[0]; i++) {
        number_rows(every[i]);
    }
}

static void tables_that_change(void **state)
{
    (void)state;
    put_all("case_id\nA\n", "case_id,child_id\nA,1\n", no_plans);
    must_open();
    assert_true(ms_tables_unchanged(tables));
    put("requests.csv", "case_id,of,sent\n");
    assert_false(ms_tables_unchanged(tables));
    unlink(path_of("requests.csv"));
    assert_true(ms_tables_unchanged(tables));
    put("children.csv", "case_id,child_id\nA,1\nA,2\n");
    assert_false(ms_tables_unchanged(tables));
    unlink(path_of("children.csv"));
    assert_false(ms_tables_unchanged(tables));
}

/* ---- the schema ------------------------------------------------------------------------------------------------------ */

/* Columns of one object stand together, so that it is opened once. */
static void columns_in_the_order_of_objects(void **state)
{
    (void)state;
    static ms_layout layout;
    ms_layout_make(&layout);
    assert_true(layout.length < MS_LAYOUT_TEXT);
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        const ms_table_layout *made = &layout.tables[table];
        assert_true(made->object_count <= MS_MAX_OBJECTS);
        assert_true(ms_table_kinds[table].count <= MS_MAX_COLUMNS);
        for (uint32_t object = 1; object < made->object_count; object++) {
            uint64_t members = made->objects[object].members >> __builtin_ctzll(made->objects[object].members);
            assert_int_equal(members & (members + 1), 0);
        }
    }
    assert_string_equal(ms_table_kinds[MS_TABLE_CASES].columns[ms_seeking_kind_column].name, "pss_kind");
    assert_string_equal(ms_table_kinds[MS_TABLE_CASES].columns[ms_seeking_income_column].name, "pss_gross_income");
    assert_string_equal(ms_table_kinds[MS_TABLE_CASES].columns[ms_plan_lists[MS_PNS]].name, "pns_plans");
    assert_string_equal(ms_table_kinds[MS_TABLE_CASES].columns[ms_plan_lists[MS_PSS]].name, "pss_plans");
}

#define TEST(name) cmocka_unit_test_setup(name, empty_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_column_there_and_back),
        TEST(none_and_unknown),
        TEST(canonical_forms),
        TEST(provenance_of_unknown_facts),
        TEST(provenance_of_an_agency),
        TEST(full_documents_go_short),
        TEST(short_and_long_way),
        TEST(a_synthetic_caseload),
        TEST(cases_beside_each_other),
        TEST(cases_that_end_a_group),
        TEST(columns_in_any_order),
        TEST(rows_as_programs_write_them),
        TEST(words_of_truth),
        TEST(lists_in_cells),
        TEST(rows_in_any_order),
        TEST(cases_in_their_order),
        TEST(rows_of_a_case_apart),
        TEST(rows_of_no_case),
        TEST(cases_given_twice),
        TEST(no_cases),
        TEST(files_that_are_missing),
        TEST(headers_that_are_wrong),
        TEST(cells_of_a_wrong_form),
        TEST(every_column_has_its_place),
        TEST(problems_of_rows),
        TEST(problems_in_order),
        TEST(too_many_rows),
        TEST(too_long_rows),
        TEST(numbers_of_rows),
        TEST(tables_that_change),
        TEST(columns_in_the_order_of_objects),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
