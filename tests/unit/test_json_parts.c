/* facts/json_parts: the shape of a case document, and what is taken apart from words or left to the nodes. */
#include "facts/case_shape.h"
#include "facts/json_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- a small shape ----------------------------------------------------------------------------------------------- */

enum { ID, HOME, TOWN, STREET, NOTE, PETS, SOURCES, FIELDS };
enum { PET_NAME, PET_TOYS, PET_FIELDS };
enum { LIST_PETS, LIST_SOURCES, LISTS };
enum { MOST_PETS = 3 };

static const ms_json_field home_fields[] = {{"town", .slot = 0}, {"street", .slot = 1}};
static const ms_json_shape home_shape = {"town or street", home_fields, 2, 0};
static const ms_json_field pet_fields[] = {{"name", .required = true, .slot = PET_NAME}, {"toys", .slot = PET_TOYS}};
static const ms_json_shape pet_shape = {"name or toys", pet_fields, 2, 1};
static const ms_json_field source_fields[] = {{"who", .slot = 1}};
static const ms_json_shape source_shape = {"who", source_fields, 1, 0};
static const ms_json_field case_fields[] = {
    {"id", .required = true, .slot = ID},
    {"home", .kind = MS_FIELD_EITHER, .slot = HOME, .from = TOWN, .shape = &home_shape},
    {"name_as_long_as_may_be", .slot = NOTE},
    {"pets", .kind = MS_FIELD_ROWS, .slot = PETS, .list = LIST_PETS, .shape = &pet_shape},
    {"sources", .kind = MS_FIELD_ENTRIES, .slot = SOURCES, .list = LIST_SOURCES, .shape = &source_shape},
};
static const ms_json_shape shape = {"id, home, pets or sources", case_fields, 5, 1};

static ms_json_words words;
static uint32_t row[FIELDS];
static uint32_t pets[MOST_PETS * PET_FIELDS];
static uint32_t sources[2 * 2];
static ms_json_rows lists[LISTS];
static ms_json_parts parts = {&shape, NULL, row, lists};

static ms_json *json;
static ms_json_guide *guide;

static int make_json(void **state)
{
    (void)state;
    guide = ms_json_guide_new(&shape);
    parts.guide = guide;
    return guide != NULL && ms_json_new(&json) == MS_OK ? 0 : -1;
}

static int free_json(void **state)
{
    (void)state;
    ms_json_free(json);
    free(guide);
    return 0;
}

static bool take_apart(const char *document)
{
    static char text[1024];
    size_t length = strlen(document);
    assert_true(length + MS_JSON_PADDING <= sizeof text);
    memset(text, 0, sizeof text);
    memcpy(text, document, length);
    memset(row, 0, sizeof row);
    lists[LIST_PETS] = (ms_json_rows){pets, MOST_PETS, PET_FIELDS, false, 0};
    lists[LIST_SOURCES] = (ms_json_rows){sources, 2, 2, false, 0};
    return ms_json_find_words(json, text, length, &words) == MS_OK && ms_json_take_apart(&words, &parts);
}

static void assert_word(uint32_t word, ms_json_type type, const char *expected)
{
    ms_text text;
    assert_int_not_equal(word, 0);
    assert_int_equal(ms_json_word(&words, word, &text), type);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.at, expected, text.length);
}

static void takes_objects_apart(void **state)
{
    (void)state;
    assert_true(take_apart("{\"id\":\"x\",\"home\":{\"street\":null,\"town\":\"Y\"},\"name_as_long_as_may_be\":1.5}"));
    assert_word(row[ID], MS_JSON_STRING, "x");
    assert_word(row[TOWN], MS_JSON_STRING, "Y");
    assert_word(row[NOTE], MS_JSON_NUMBER, "1.5");
    assert_int_equal(row[STREET], 0);
    assert_int_not_equal(row[HOME], 0);
    assert_false(lists[LIST_PETS].known || lists[LIST_SOURCES].known);

    assert_true(take_apart(" {\n \"home\" : \"none\" ,\t\"id\" : true ,\"pets\" : null }\r\n"));
    assert_word(row[ID], MS_JSON_TRUE, "true");
    assert_word(row[HOME], MS_JSON_STRING, "none");
    assert_int_equal(row[PETS], 0);
}

static void takes_lists_apart(void **state)
{
    (void)state;
    assert_true(take_apart(
        "{\"id\":1,\"pets\":[{\"name\":\"A\",\"toys\":[\"b\", {\"c\":1, \"d\":2} ,{}, null]},{\"name\":\"D\"}],"
        "\"sources\":{\"/id\":{\"who\":\"E\"},\"\":{}}}"));
    assert_true(lists[LIST_PETS].known && lists[LIST_SOURCES].known);
    assert_int_equal(lists[LIST_PETS].count, 2);
    assert_word(pets[PET_NAME], MS_JSON_STRING, "A");
    assert_word(pets[PET_FIELDS + PET_NAME], MS_JSON_STRING, "D");
    assert_int_equal(pets[PET_FIELDS + PET_TOYS], 0);
    uint32_t toys = pets[PET_TOYS];
    assert_int_equal(ms_json_count_elements(&words, toys), 4);
    uint32_t second = ms_json_next_element(&words, toys + 1);
    ms_text text;
    assert_word(toys + 1, MS_JSON_STRING, "b");
    assert_int_equal(ms_json_word(&words, second, &text), MS_JSON_OBJECT);
    uint32_t third = ms_json_next_element(&words, second);
    assert_int_equal(ms_json_word(&words, third, &text), MS_JSON_OBJECT);
    assert_word(ms_json_next_element(&words, third), MS_JSON_NULL, "null");
    assert_int_equal(lists[LIST_SOURCES].count, 2);
    assert_word(sources[0], MS_JSON_STRING, "/id");
    assert_word(sources[1], MS_JSON_STRING, "E");
    assert_word(sources[2], MS_JSON_STRING, "");

    assert_true(take_apart("{\"id\":1,\"pets\":[],\"sources\":{}}"));
    assert_true(lists[LIST_PETS].known && lists[LIST_SOURCES].known);
    assert_int_equal(lists[LIST_PETS].count + lists[LIST_SOURCES].count, 0);
}

/* Takes the one toy of a pet apart by the shape of a pet. */
static bool take_toy(const char *toy, uint32_t *toy_row)
{
    char text[128];
    snprintf(text, sizeof text, "{\"id\":1,\"pets\":[{\"name\":1,\"toys\":[%s]}]}", toy);
    memset(toy_row, 0, PET_FIELDS * sizeof *toy_row);
    assert_true(take_apart(text));
    return ms_json_take_element(&words, pets[PET_TOYS] + 1, &pet_shape, toy_row);
}

static void takes_elements_apart(void **state)
{
    (void)state;
    uint32_t toy[PET_FIELDS];
    assert_true(take_toy("{\"toys\" : 7 , \"name\":\"A\" } ", toy));
    assert_word(toy[PET_NAME], MS_JSON_STRING, "A");
    assert_word(toy[PET_TOYS], MS_JSON_NUMBER, "7");
    assert_true(take_toy("{\"name\":false}", toy));
    assert_word(toy[PET_NAME], MS_JSON_FALSE, "false");
    assert_int_equal(toy[PET_TOYS], 0);

    static const char *const others[] = {"1",
                                         "\"name\"",
                                         "{}",
                                         "{\"toys\":1}",
                                         "{\"name\":null}",
                                         "{\"name\":1,\"toys\":null}",
                                         "{\"name\":1,\"name\":1}",
                                         "{\"name\":1,\"\":1}",
                                         "{\"name\":1,\"toy\":1}",
                                         "{\"name\":1,\"toyss\":1}",
                                         "{\"name\":1,\"a_name_longer_than_those_of_fields\":1}"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (take_toy(others[i], toy)) {
            fail_msg("taken apart: %s", others[i]);
        }
    }
}

static void leaves_the_rest_to_nodes(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "[]",
        "{}",
        "{\"id\":null}",
        "{\"id\":1",
        "{\"id\":1}}",
        "{\"id\":1}{\"id\":1}",
        "{\"id\":1,}",
        "{\"id\":1 \"home\":2}",
        "{\"id\" 1}",
        "{\"id\":}",
        "{\"id\":,\"home\":1}",
        "{id:1}",
        "{\"id\":nul}",
        "{\"id\":\"x\\u0041\"}",
        "{\"id\":1,\"id\":1}",
        "{\"id\":1,\"home\":null,\"home\":null}",
        "{\"id\":1,\"other\":1}",
        "{\"id\":1,\"i\":1}",
        "{\"id\":1,\"idx\":1}",
        "{\"id\":1,\"name_as_long_as_may_bee\":1}",
        "{\"id\":{}}",
        "{\"id\":1,\"home\":[]}",
        "{\"id\":1,\"home\":{\"town\":1}",
        "{\"id\":1,\"home\":{\"town\":1,\"town\":1}}",
        "{\"id\":1,\"pets\":{}}",
        "{\"id\":1,\"pets\":1}",
        "{\"id\":1,\"pets\":[1]}",
        "{\"id\":1,\"pets\":[null]}",
        "{\"id\":1,\"pets\":[{}]}",
        "{\"id\":1,\"pets\":[{\"name\":1},]}",
        "{\"id\":1,\"pets\":[{\"name\":1}}",
        "{\"id\":1,\"pets\":[{\"name\":1},{\"name\":1},{\"name\":1},{\"name\":1}]}",
        "{\"id\":1,\"pets\":[{\"name\":1,\"toys\":[1,]}]}",
        "{\"id\":1,\"pets\":[{\"name\":1,\"toys\":[1 2]}]}",
        "{\"id\":1,\"pets\":[{\"name\":1,\"toys\":[[1]]}]}",
        "{\"id\":1,\"pets\":[{\"name\":1,\"toys\":[{\"a\":[]}]}]}",
        "{\"id\":1,\"pets\":[{\"name\":1,\"toys\":[{\"a\" 1}]}]}",
        "{\"id\":1,\"pets\":[{\"name\":1,\"toys\":[1}]}",
        "{\"id\":1,\"sources\":[]}",
        "{\"id\":1,\"sources\":{\"a\":1}}",
        "{\"id\":1,\"sources\":{\"a\":{},\"b\":{},\"c\":{}}}",
        "{\"id\":1,\"sources\":{\"a\":{}]}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (take_apart(texts[i])) {
            fail_msg("taken apart: %s", texts[i]);
        }
    }
}

static void tells_words_apart(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        ms_json_type type;
    } cases[] = {{"true", MS_JSON_TRUE},  {"false", MS_JSON_FALSE},   {"truth", MS_JSON_NUMBER},
                 {"tru", MS_JSON_NUMBER}, {"falsee", MS_JSON_NUMBER}, {"-1", MS_JSON_NUMBER},
                 {"7.25", MS_JSON_NUMBER}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        snprintf(text, sizeof text, "{\"id\": %s }", cases[i].word);
        assert_true(take_apart(text));
        assert_word(row[ID], cases[i].type, cases[i].word);
    }
}

static void follows_pointers(void **state)
{
    (void)state;
    assert_true(take_apart("{\"id\":1,\"home\":{\"town\":1},\"pets\":[{\"name\":1},{\"name\":1,\"toys\":[1]}],"
                           "\"sources\":{\"x\":{}}}"));
    static const struct {
        const char *pointer;
        bool surely;
    } cases[] = {
        {"/id", true},           {"/home", true},
        {"/home/town", true},    {"/pets", true},
        {"/pets/0", true},       {"/pets/1/toys", true},
        {"/sources", true},      {"", false},
        {"id", false},           {"/", false},
        {"/i", false},           {"/idx", false},
        {"/id/", false},         {"/id/x", false},
        {"/home/", false},       {"/home/street", false},
        {"/pets/2", false},      {"/pets/", false},
        {"/pets/01", false},     {"/pets/1x", false},
        {"/pets/0/toys", false}, {"/pets/1/toys/0", false},
        {"/sources/x", false},   {"/pets/00000", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ms_text pointer = {cases[i].pointer, strlen(cases[i].pointer)};
        if (ms_json_parts_have(&parts, pointer) != cases[i].surely) {
            fail_msg("%s", cases[i].pointer);
        }
    }
}

/* ---- the shape of a case document -------------------------------------------------------------------------------- */

/* Holds a shape to what json_parts.h says of one. Returns how many fields it has, with those of all within it. */
static uint32_t check_shape(const ms_json_shape *shape_of_case)
{
    uint32_t required = 0, fields = shape_of_case->count;
    const char *names = shape_of_case->names;
    assert_true(fields >= 1 && fields <= 32);
    for (uint32_t i = 0; i < shape_of_case->count; i++) {
        const ms_json_field *field = &shape_of_case->fields[i];
        assert_int_equal(field->name[sizeof field->name - 1], '\0');
        size_t length = strlen(field->name);
        assert_true(length >= 1 && length <= MS_FIELD_NAME_SIZE - 2);
        names = strstr(names, field->name); /* the names that a problem tells are those of the fields, in their order */
        assert_non_null(names);
        names += length;
        required += field->required;
        assert_int_equal(field->kind == MS_FIELD_VALUE, field->shape == NULL);
        assert_true(field->slot != MS_NO_SLOT || field->kind == MS_FIELD_OBJECT);
        assert_true(field->list < MS_LIST_COUNT);
        if (field->shape != NULL) {
            fields += check_shape(field->shape);
        }
    }
    assert_int_equal(*names, '\0');
    assert_int_equal(required, shape_of_case->required);
    return fields;
}

static void has_the_shape_of_a_case(void **state)
{
    (void)state;
    assert_int_equal(check_shape(&ms_place_shape), 2);
    assert_int_equal(check_shape(&ms_case_shape), 97);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_objects_apart),     cmocka_unit_test(takes_lists_apart),
        cmocka_unit_test(takes_elements_apart),    cmocka_unit_test(leaves_the_rest_to_nodes),
        cmocka_unit_test(tells_words_apart),       cmocka_unit_test(follows_pointers),
        cmocka_unit_test(has_the_shape_of_a_case),
    };
    return cmocka_run_group_tests(tests, make_json, free_json);
}
