#define _GNU_SOURCE       /* madvise */
#define _FILE_OFFSET_BITS 64
#include "batch/table_file.h"

#include "facts/nearest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the file ---------------------------------------------------------------------------------------------------- */

static void problem_of_file(const ms_table_file *file, ms_table_problems *problems, const char *found,
                            const char *expected)
{
    ms_table_problems_add(
        problems, &(ms_table_problem){
                      .file = ms_table_kinds[file->table].file, .pointer = "", .found = found, .expected = expected});
}

/* The path of the file; NULL when memory is out. */
static char *path_of(const char *folder, const char *name)
{
    size_t folder_length = strlen(folder);
    size_t name_length = strlen(name) + 1;
    char *path = malloc(folder_length + 1 + name_length);
    if (path != NULL) {
        memcpy(path, folder, folder_length);
        path[folder_length] = '/';
        memcpy(path + folder_length + 1, name, name_length);
    }
    return path;
}

/* Shows the file in memory. False, with a problem, when that cannot be done. */
static bool map(ms_table_file *file, ms_table_problems *problems)
{
    static const char empty[] = "";
    struct stat about;
    if (fstat(file->descriptor, &about) != 0) {
        problem_of_file(file, problems, ms_table_problems_show(problems, strerror(errno), strlen(strerror(errno))),
                        "a file that can be read");
        return false;
    }
    if (!S_ISREG(about.st_mode)) {
        problem_of_file(file, problems, "something that is no file", "a file, since rows are looked up in it");
        return false;
    }
    file->size = about.st_size;
    file->changed = about.st_mtim;
    size_t length = (size_t)about.st_size;
    void *memory = length == 0 ? (void *)empty : mmap(NULL, length, PROT_READ, MAP_PRIVATE, file->descriptor, 0);
    if (memory == MAP_FAILED) {
        problem_of_file(file, problems, "a file that the system cannot show in memory", "a smaller one");
        return false;
    }
    file->text = memory;
    file->end = file->text + length;
    file->mapped = length > 0;
    return true;
}

/* Opens the file. False where there is none, with a problem where there has to be one. */
static bool open_file(ms_table_file *file, const char *folder, ms_table_problems *problems)
{
    const ms_table_kind *kind = &ms_table_kinds[file->table];
    file->path = path_of(folder, kind->file);
    if (file->path == NULL) {
        problems->out_of_memory = true;
        return false;
    }
    file->descriptor = open(file->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* no wait for a pipe */
    if (file->descriptor < 0 && errno == ENOENT && !kind->required) {
        return false;
    }
    if (file->descriptor < 0) {
        const char *why = errno == ENOENT ? "no such file" : strerror(errno);
        problem_of_file(file, problems, ms_table_problems_show(problems, why, strlen(why)), "a file that can be read");
        return false;
    }
    return map(file, problems);
}

void ms_table_file_close(ms_table_file *file)
{
    if (file->mapped) {
        munmap((void *)file->text, (size_t)(file->end - file->text));
    }
    if (file->path != NULL && file->descriptor >= 0) {
        close(file->descriptor);
    }
    free(file->marks);
    free(file->path);
    *file = (ms_table_file){.descriptor = -1};
}

bool ms_table_file_unchanged(const ms_table_file *file)
{
    struct stat about;
    if (stat(file->path, &about) != 0) {
        return file->text == NULL && errno == ENOENT;
    }
    return file->text != NULL && about.st_size == file->size && about.st_mtim.tv_sec == file->changed.tv_sec
           && about.st_mtim.tv_nsec == file->changed.tv_nsec;
}

/* Lets go of memory that shows a piece of the file; it comes back when it is looked at. */
static void release(const ms_table_file *file, const char *from, const char *to)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = (uintptr_t)from / page * page;
    uintptr_t last = (uintptr_t)to / page * page;
    if (file->mapped && first < last) {
        madvise((void *)first, last - first, MADV_DONTNEED);
    }
}

bool ms_table_file_read(const ms_table_file *file, const char *at, size_t length, char *into)
{
    off_t offset = at - file->text;
    size_t done = 0;
    while (done < length && file->descriptor >= 0) {
        ssize_t n = pread(file->descriptor, into + done, length - done, offset + (off_t)done);
        if (n == 0 || (n < 0 && errno != EINTR)) {
            return false;
        }
        done += n < 0 ? 0 : (size_t)n;
    }
    return done == length;
}

/* ---- the header -------------------------------------------------------------------------------------------------- */

static void problem_of_header(ms_table_file *file, ms_table_problems *problems, ms_table_problem problem)
{
    problem.file = ms_table_kinds[file->table].file;
    problem.row = 1;
    problem.pointer = "";
    ms_table_problems_add(problems, &problem);
}

/* The nearest name of a column of the table; NULL when none is near. */
static const char *nearest_column(ms_table table, const char *name, size_t length)
{
    const ms_table_kind *kind = &ms_table_kinds[table];
    ms_nearest nearest = ms_nearest_to(name, length);
    for (uint32_t i = 0; i < kind->count; i++) {
        const char *known = kind->columns[i].name;
        if (known != NULL) {
            ms_nearest_offer(&nearest, known, strlen(known));
        }
    }
    return nearest.name;
}

/* Reads one name of the header. `seen`: which columns the cells before it have. */
static void read_name(ms_table_file *file, ms_table_problems *problems, ms_text name, bool *seen)
{
    uint32_t column = ms_column_find(file->table, name.at, name.length);
    ms_table_problem problem = {.column = NULL};
    if (column == ms_table_kinds[file->table].count) {
        problem.found =
            name.length == 0 ? "a column without a name" : ms_table_problems_quote(problems, name.at, name.length);
        problem.expected = "a column that this table has (docs/tables.md)";
        problem.suggestion = nearest_column(file->table, name.at, name.length);
        problem_of_header(file, problems, problem);
        return;
    }
    if (seen[column]) {
        problem.column = ms_table_kinds[file->table].columns[column].name;
        problem.found = "the column a second time";
        problem.expected = "each column once";
        problem_of_header(file, problems, problem);
        return;
    }
    seen[column] = true;
    file->columns[file->cell_count] = (uint8_t)column;
    ms_column_kind kind = ms_table_kinds[file->table].columns[column].kind;
    if (kind == MS_COLUMN_PARENT || kind == MS_COLUMN_POINTER) {
        file->key_cell = file->cell_count;
    }
    if (strcmp(ms_table_kinds[file->table].columns[column].name, "case_id") == 0) {
        file->case_cell = file->cell_count;
    }
    file->cell_count++;
}

static void check_required(ms_table_file *file, ms_table_problems *problems, const bool *seen)
{
    const ms_table_kind *kind = &ms_table_kinds[file->table];
    for (uint32_t i = 0; i < kind->count; i++) {
        if (kind->columns[i].required && !seen[i]) {
            problem_of_header(file, problems,
                              (ms_table_problem){.column = kind->columns[i].name,
                                                 .found = "nothing",
                                                 .expected = "this column, which is required"});
        }
    }
}

/* Why a header that is one single name is none, as what was found; NULL when there is no telling. */
static const char *header_in_one(const ms_csv_row *row)
{
    static const struct {
        char separator;
        const char *found;
    } others[] = {{';', "names with semicolons between them"}, {'\t', "names with tabs between them"}};
    for (size_t i = 0; row->count == 1 && i < sizeof others / sizeof others[0]; i++) {
        if (memchr(row->text, others[i].separator, row->length) != NULL) {
            return others[i].found;
        }
    }
    return NULL;
}

/* What is wrong with the header as a row, as what was found; NULL when nothing is. */
static const char *header_fault(const ms_csv_row *row, const char **expected)
{
    *expected = "a row with the names of the columns, commas between them";
    if (row->length == 0) {
        return "nothing";
    }
    if (row->length >= 2 && (memcmp(row->text, "\xFF\xFE", 2) == 0 || memcmp(row->text, "\xFE\xFF", 2) == 0)) {
        *expected = "text in UTF-8";
        return "text in UTF-16";
    }
    if (row->fault != MS_CSV_GOOD) {
        *expected = ms_csv_expected(row->fault);
        return ms_csv_found(row->fault);
    }
    return header_in_one(row);
}

static void read_header(ms_table_file *file, ms_table_problems *problems)
{
    enum { MOST_CELLS = 256 };
    static const char mark[] = "\xEF\xBB\xBF"; /* of UTF-8, which some programs put before the text */
    size_t length = (size_t)(file->end - file->text);
    const char *at = length >= 3 && memcmp(file->text, mark, 3) == 0 ? file->text + 3 : file->text;
    ms_csv_cell cells[MOST_CELLS];
    ms_csv_row row;
    ms_csv_split(at, file->end, cells, MOST_CELLS, &row);
    file->body = row.next;
    const char *expected;
    const char *found = header_fault(&row, &expected);
    if (found != NULL) {
        problem_of_header(file, problems, (ms_table_problem){.found = found, .expected = expected});
        return;
    }
    bool seen[MS_MAX_COLUMNS] = {false};
    file->key_cell = MS_MAX_COLUMNS;
    for (uint32_t i = 0; i < row.count && i < MOST_CELLS; i++) {
        read_name(file, problems, (ms_text){row.text + cells[i].at, cells[i].length}, seen);
    }
    check_required(file, problems, seen);
}

void ms_table_file_open(ms_table_file *file, const char *folder, ms_table table, ms_table_problems *problems)
{
    *file = (ms_table_file){.table = table, .descriptor = -1};
    if (open_file(file, folder, problems)) {
        read_header(file, problems);
    }
}

void ms_table_file_open_text(ms_table_file *file, ms_table table, const char *text, size_t length,
                             ms_table_problems *problems)
{
    *file = (ms_table_file){.table = table, .descriptor = -1};
    if (text != NULL) {
        file->text = text;
        file->end = text + length;
        read_header(file, problems);
    } else if (ms_table_kinds[table].required) {
        problem_of_file(file, problems, "no such file", "a file that can be read");
    }
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

ms_text ms_table_id(const char *at, const char *end, uint32_t cell)
{
    if (cell == 0 && at < end && *at != '"') {
        const char *stop = at;
        while (stop < end && *stop != ',' && *stop != '\n' && *stop != '\r') {
            stop++;
        }
        return (ms_text){at, (size_t)(stop - at)};
    }
    enum { ROOM = MS_MAX_COLUMNS + MS_CSV_SPARE_ROOM };
    ms_csv_cell cells[ROOM];
    ms_csv_row row;
    ms_csv_split(at, end, cells, ROOM, &row);
    return cell < row.count ? (ms_text){at + cells[cell].at, cells[cell].length} : (ms_text){at, 0};
}

/* Where the row behind the one at `at` begins. */
static const char *next_row(const ms_table_file *file, const char *at)
{
    const char *stop = ms_csv_row_end(at, file->end);
    return stop == file->end ? stop : stop + 1;
}

uint64_t ms_table_file_row(const ms_table_file *file, const char *at)
{
    size_t low = 0, high = file->mark_count;
    uint64_t offset = (uint64_t)(at - file->text);
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (file->marks[middle].at <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    const char *from = file->text + file->marks[low].at;
    uint64_t row = file->marks[low].row;
    while (from < at) {
        from = next_row(file, from);
        row++;
    }
    return row;
}

/* Sets a mark at the row. */
static void set_mark(ms_table_walk *walk)
{
    enum { BETWEEN_MARKS = 64 * 1024 };
    ms_table_file *file = walk->file;
    if (file->mark_count == file->mark_capacity) {
        size_t capacity = file->mark_capacity == 0 ? 64 : 2 * file->mark_capacity;
        ms_row_mark *marks = realloc(file->marks, capacity * sizeof *marks);
        if (marks == NULL) {
            walk->out_of_memory = true;
            walk->at = file->end;
            return;
        }
        file->marks = marks;
        file->mark_capacity = capacity;
    }
    file->marks[file->mark_count++] = (ms_row_mark){(uint64_t)(walk->at - file->text), walk->row};
    walk->unmarked = file->end - walk->at > BETWEEN_MARKS ? walk->at + BETWEEN_MARKS : file->end;
}

/* Looks for quotation marks far ahead of the row, where it has not been done. */
static void look_ahead(ms_table_walk *walk)
{
    enum { AHEAD = 64 * 1024 };
    if (walk->at >= walk->quoted) {
        const char *end = walk->file->end - walk->at > AHEAD ? walk->at + AHEAD : walk->file->end;
        const char *quote = memchr(walk->at, '"', (size_t)(end - walk->at));
        walk->quoted = quote == NULL ? end : quote;
    }
}

/* Goes past the row, to whatever is behind it. Where no quotation mark is, the first line break ends it. */
static void pass_row(ms_table_walk *walk)
{
    look_ahead(walk);
    const char *stop = memchr(walk->at, '\n', (size_t)(walk->quoted - walk->at));
    walk->at = stop == NULL ? next_row(walk->file, walk->at) : stop + 1;
    walk->row++;
}

/* To the row itself, past blank ones. */
static void pass_blanks(ms_table_walk *walk)
{
    const ms_table_file *file = walk->file;
    while (walk->at < file->end && ms_csv_blank(walk->at, file->end)) {
        pass_row(walk);
    }
}

ms_table_walk ms_table_walk_begin(ms_table_file *file)
{
    ms_table_walk walk = {.file = file, .at = file->body, .row = 2, .quoted = file->body, .released = file->text};
    file->mark_count = 0;
    if (file->text == NULL) {
        return walk;
    }
    set_mark(&walk);
    pass_blanks(&walk);
    return walk;
}

/* Lets go of what has been gone through, when it is much. */
static void release_passed(ms_table_walk *walk)
{
    enum { RELEASED_AT_ONCE = 1024 * 1024 };
    if (walk->at - walk->released >= RELEASED_AT_ONCE) {
        release(walk->file, walk->released, walk->at);
        walk->released = walk->at;
    }
}

void ms_table_walk_next(ms_table_walk *walk)
{
    pass_row(walk);
    pass_blanks(walk);
    if (walk->at >= walk->unmarked) {
        set_mark(walk);
        release_passed(walk);
    }
}
