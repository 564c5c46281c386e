/* batch/tables.h: what tables become, in any order of columns and rows. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "batch/generate.h"
#include "batch/table_facts.h"
#include "batch/table_write.h"
#include "facts/reader.h"
#include "tests/unit/digest.h"
#include "tests/unit/table_bench.h"

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
        TEST(columns_in_the_order_of_objects),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
