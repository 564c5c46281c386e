#include "batch/table_layout.h"

#include <string.h>

/* Adds a name to the text. */
static ms_layout_name add_name(ms_layout *layout, const char *name, size_t length)
{
    ms_layout_name added = {layout->length, (uint32_t)length};
    memcpy(layout->text + layout->length, name, length);
    layout->length += (uint32_t)length;
    return added;
}

/* The object of a name in another one, which is added when it is not there. */
static uint32_t find_object(ms_layout *layout, ms_table_layout *table, uint32_t parent, const char *name, size_t length)
{
    for (uint32_t i = 1; i < table->object_count; i++) {
        const ms_layout_object *object = &table->objects[i];
        if (object->parent == parent && object->name.length == length
            && memcmp(layout->text + object->name.at, name, length) == 0) {
            return i;
        }
    }
    uint32_t number = table->object_count++;
    table->objects[number] = (ms_layout_object){.name = add_name(layout, name, length),
                                                .parent = parent,
                                                .within = table->objects[parent].within | UINT32_C(1) << number};
    return number;
}

static void add_column(ms_layout *layout, ms_table table, uint32_t number)
{
    const ms_column *column = &ms_table_kinds[table].columns[number];
    ms_table_layout *made = &layout->tables[table];
    made->required |= (uint64_t)column->required << number;
    if (column->place == NULL) {
        return;
    }
    made->placed |= UINT64_C(1) << number;
    const char *name = column->place;
    uint32_t object = 0;
    for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(name, '/')) {
        object = find_object(layout, made, object, name, (size_t)(slash - name));
        name = slash + 1;
    }
    bool is_object = column->kind == MS_COLUMN_ENROLLED || column->kind == MS_COLUMN_LISTED;
    made->columns[number].object = object;
    if (is_object) {
        uint32_t own = find_object(layout, made, object, name, strlen(name));
        made->columns[number].own = own;
        made->columns[number].name = made->objects[own].name;
    } else {
        made->columns[number].name = add_name(layout, name, strlen(name));
    }
    for (uint32_t i = 1; i < made->object_count; i++) {
        if ((made->objects[object].within >> i & 1) != 0) {
            made->objects[i].members |= UINT64_C(1) << number;
        }
    }
}

void ms_layout_make(ms_layout *layout)
{
    static const char format[] = "format", value[] = "medsupport.case/1", state[] = "state", county[] = "county";
    *layout = (ms_layout){.length = 1};
    layout->format = add_name(layout, format, sizeof format - 1);
    layout->format_value = add_name(layout, value, sizeof value - 1);
    layout->state = add_name(layout, state, sizeof state - 1);
    layout->county = add_name(layout, county, sizeof county - 1);
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        layout->tables[table].object_count = 1;
        layout->tables[table].objects[0].within = 1;
        for (uint32_t i = 0; i < ms_table_kinds[table].count; i++) {
            add_column(layout, table, i);
        }
    }
}
