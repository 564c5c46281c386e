/* batch/tables.h: every kind of problem with its file, row and column, and the limits. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "tests/unit/table_bench.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_that_are_missing), TEST(headers_that_are_wrong),
        TEST(cells_of_a_wrong_form),  TEST(every_column_has_its_place),
        TEST(problems_of_rows),       TEST(problems_in_order),
        TEST(too_many_rows),          TEST(too_long_rows),
        TEST(numbers_of_rows),        TEST(tables_that_change),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
