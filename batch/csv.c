#include "batch/csv.h"

#include "base/bytes.h"
#include "facts/json_text.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- cell by cell ------------------------------------------------------------------------------------------------ */

typedef struct splitter {
    const char *start, *end;
    ms_csv_cell *cells;
    uint32_t room;
    ms_csv_row *row;
    const char *line; /* the last line break that was looked for, or the end; NULL before the first */
} splitter;

static void find_fault(splitter *s, ms_csv_fault fault)
{
    if (s->row->fault == MS_CSV_GOOD) {
        s->row->fault = fault;
        s->row->fault_cell = s->row->count;
    }
}

static void add_cell(splitter *s, const char *from, const char *to)
{
    if (s->row->count < s->room) {
        s->cells[s->row->count] = (ms_csv_cell){(uint32_t)(from - s->start), (uint32_t)(to - from)};
    }
    s->row->count++;
}

/* The quotation mark that closes a cell whose text begins at `at`; NULL when there is none as far as a row can go. */
static const char *closing_quote(const char *at, const char *end, bool *doubled)
{
    const char *limit = end - at > MS_CSV_LONGEST_ROW ? at + MS_CSV_LONGEST_ROW : end;
    *doubled = false;
    while (at < limit) {
        const char *quote = memchr(at, '"', (size_t)(limit - at));
        if (quote == NULL || quote + 1 == end || quote[1] != '"') {
            return quote;
        }
        *doubled = true;
        at = quote + 2;
    }
    return NULL;
}

/* Where the first line break from `at` on is, or the end. */
static const char *line_end(const char *at, const char *end)
{
    const char *found = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    return found == NULL ? end : found;
}

/* The same of a row that is split, looked for once for all cells of a line. */
static const char *line_from(splitter *s, const char *at)
{
    if (s->line == NULL || s->line < at) {
        s->line = line_end(at, s->end);
    }
    return s->line;
}

/* The comma or line break that ends a cell of which `at` is a part outside quotation marks. */
static const char *plain_end(const char *at, const char *line)
{
    const char *comma = at < line ? memchr(at, ',', (size_t)(line - at)) : NULL;
    return comma == NULL ? line : comma;
}

/* The end of what can be said without the carriage return before a line break. */
static const char *before_return(const splitter *s, const char *from, const char *to)
{
    bool at_break = to == s->end || *to == '\n';
    return at_break && to > from && to[-1] == '\r' ? to - 1 : to;
}

/* Splits off a cell that begins with a quotation mark; returns where it ends. */
static const char *split_quoted(splitter *s, const char *at)
{
    bool doubled;
    const char *text = at + 1;
    const char *quote = closing_quote(text, s->end, &doubled);
    if (quote == NULL) {
        find_fault(s, MS_CSV_OPEN);
        const char *line = line_from(s, text);
        add_cell(s, text, line);
        return line;
    }
    const char *behind = quote + 1;
    const char *stop = plain_end(behind, line_from(s, behind));
    if (before_return(s, behind, stop) != behind) {
        find_fault(s, MS_CSV_AFTER_QUOTE);
    }
    s->row->doubled = s->row->doubled || doubled;
    add_cell(s, text, quote);
    return stop;
}

/* Splits off a cell that begins otherwise. */
static const char *split_unquoted(splitter *s, const char *at)
{
    const char *stop = plain_end(at, line_from(s, at));
    const char *last = before_return(s, at, stop);
    if (last > at && memchr(at, '"', (size_t)(last - at)) != NULL) {
        find_fault(s, MS_CSV_STRAY_QUOTE);
    }
    add_cell(s, at, last);
    return stop;
}

/* Splits the whole row; returns its line break, or the end. */
static const char *split_cells(splitter *s)
{
    const char *at = s->start;
    for (;;) {
        bool quoted = at < s->end && *at == '"';
        const char *stop = quoted ? split_quoted(s, at) : split_unquoted(s, at);
        if (stop == s->end || *stop == '\n') {
            return stop;
        }
        at = stop + 1;
    }
}

/* ---- what may not stand in a row --------------------------------------------------------------------------------- */

/* The number of the cell that holds an offset of the row, or of the last one before it that is given. */
static uint32_t cell_at(const ms_csv_cell *cells, uint32_t given, size_t offset)
{
    uint32_t cell = 0;
    while (cell + 1 < given && cells[cell + 1].at <= offset) {
        cell++;
    }
    return cell;
}

/* Whether eight bytes are ASCII, U+0000 left out. */
static bool is_ascii(const char *at)
{
    uint64_t bytes = ms_eight_bytes(at);
    uint64_t zeros = bytes - UINT64_C(0x0101010101010101);
    return ((bytes | zeros) & UINT64_C(0x8080808080808080)) == 0;
}

/* Where a text is no UTF-8 or is U+0000; its length when it is nowhere. */
static size_t bad_character(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        if (length - at >= sizeof(uint64_t) && is_ascii(text + at)) {
            at += sizeof(uint64_t);
            continue;
        }
        size_t character = text[at] == '\0' ? 0 : ms_utf8_length(text + at, length - at);
        if (character == 0) {
            break;
        }
        at += character;
    }
    return at;
}

bool ms_csv_is_text(const char *text, size_t length)
{
    return bad_character(text, length) == length;
}

/* Whether a cell stands between quotation marks. */
static bool is_quoted(const char *row, ms_csv_cell cell)
{
    return cell.at > 0 && row[cell.at - 1] == '"';
}

/* Looks for what the characters of a row may not be. */
static void inspect(const ms_csv_cell *cells, uint32_t room, ms_csv_row *row)
{
    uint32_t given = row->count < room ? row->count : room;
    size_t bad = bad_character(row->text, row->length);
    if (bad < row->length) {
        row->fault = row->text[bad] == '\0' ? MS_CSV_NUL : MS_CSV_NOT_UTF8;
        row->fault_cell = cell_at(cells, given, bad);
        return;
    }
    for (uint32_t i = 0; i < given; i++) {
        if (!is_quoted(row->text, cells[i]) && memchr(row->text + cells[i].at, '\r', cells[i].length) != NULL) {
            row->fault = MS_CSV_RETURN;
            row->fault_cell = i;
            return;
        }
    }
}

/* ---- splitting --------------------------------------------------------------------------------------------------- */

/* Splits any row. */
static void split_any(const char *at, const char *end, ms_csv_cell *cells, uint32_t room, ms_csv_row *row)
{
    splitter s = {.start = at, .end = end, .cells = cells, .room = room, .row = row};
    *row = (ms_csv_row){.text = at};
    const char *stop = split_cells(&s);
    row->length = (size_t)(before_return(&s, at, stop) - at);
    row->next = stop == end ? stop : stop + 1;
}

#ifdef __SSE2__

/* A block has no more cells than there is spare room. */
enum { BLOCK = MS_CSV_SPARE_ROOM, VECTOR = 16 };

/* What a block of the text holds: bit i for byte i. */
typedef struct block_marks {
    uint64_t commas, others; /* others: quotation marks, line breaks, and what is no printable ASCII */
} block_marks;

static inline block_marks marks_of(const char *at)
{
    block_marks marks = {0, 0};
    for (unsigned i = 0; i < BLOCK; i += VECTOR) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(at + i));
        __m128i commas = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(','));
        __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        __m128i others = _mm_or_si128(quotes, _mm_cmpgt_epi8(_mm_set1_epi8(' '), bytes)); /* above 0x7F, too: signed */
        marks.commas |= (uint64_t)(unsigned)_mm_movemask_epi8(commas) << i;
        marks.others |= (uint64_t)(unsigned)_mm_movemask_epi8(others) << i;
    }
    return marks;
}

/* The last block of a text that has less than 64 bytes left, with line breaks behind it. */
static block_marks marks_of_tail(const char *at, size_t left)
{
    char block[BLOCK];
    memset(block, '\n', sizeof block);
    memcpy(block, at, left);
    return marks_of(block);
}

/* Adds the cells that end at the commas of the block at `base`; *from: where the first of them begins. */
static inline ms_csv_cell *add_plain(ms_csv_cell *next, uint32_t base, uint64_t commas, uint32_t *from)
{
    for (; commas != 0; commas &= commas - 1) {
        uint32_t to = base + (uint32_t)__builtin_ctzll(commas);
        *next++ = (ms_csv_cell){*from, to - *from};
        *from = to + 1;
    }
    return next;
}

/* Where the next line begins when the one before ends at `at`; NULL when it does not. */
static inline const char *next_line(const char *at, const char *end)
{
    if (at == end || *at == '\n') {
        return at == end ? end : at + 1;
    }
    bool before_break = *at == '\r' && (at + 1 == end || at[1] == '\n');
    return !before_break ? NULL : at + 1 == end ? end : at + 2;
}

/* Splits a row without quotation marks. False when it has any, is too long, or has more cells than there is room for; then
 * nothing is said of it. *special, which is false before, becomes true where it holds anything but printable ASCII. */
static bool split_plain(const char *at, const char *end, ms_csv_cell *cells, uint32_t room, ms_csv_row *row,
                        bool *special)
{
    ms_csv_cell *next = cells;
    uint32_t from = 0;
    for (uint32_t base = 0; base < MS_CSV_LONGEST_ROW && (uint32_t)(next - cells) + BLOCK < room; base += BLOCK) {
        size_t left = (size_t)(end - at) - base;
        block_marks marks = left < BLOCK ? marks_of_tail(at + base, left) : marks_of(at + base);
        for (; marks.others != 0; marks.others &= marks.others - 1) {
            uint32_t to = base + (uint32_t)__builtin_ctzll(marks.others);
            const char *behind = next_line(at + to, end);
            if (behind != NULL) {
                next = add_plain(next, base, marks.commas & ((marks.others & (0 - marks.others)) - 1), &from);
                *next++ = (ms_csv_cell){from, to - from};
                *row = (ms_csv_row){.text = at, .length = to, .next = behind, .count = (uint32_t)(next - cells)};
                return true;
            }
            if (at[to] == '"') {
                return false;
            }
            *special = true;
        }
        next = add_plain(next, base, marks.commas, &from);
    }
    return false;
}

#else

static bool split_plain(const char *at, const char *end, ms_csv_cell *cells, uint32_t room, ms_csv_row *row,
                        bool *special)
{
    (void)at;
    (void)end;
    (void)cells;
    (void)room;
    (void)row;
    (void)special;
    return false;
}

#endif

const char *ms_csv_row_end(const char *at, const char *end)
{
    const char *line = line_end(at, end);
    if (line <= at || memchr(at, '"', (size_t)(line - at)) == NULL) {
        return line;
    }
    ms_csv_row row = {.count = 0};
    return split_cells(&(splitter){.start = at, .end = end, .row = &row});
}

void ms_csv_split(const char *at, const char *end, ms_csv_cell *cells, uint32_t room, ms_csv_row *row)
{
    bool special = false;
    if (!split_plain(at, end, cells, room, row, &special)) {
        split_any(at, end, cells, room, row);
        special = true;
    }
    if (row->length > MS_CSV_LONGEST_ROW) {
        row->fault = MS_CSV_TOO_LONG;
        row->fault_cell = 0;
        row->count = 0;
    } else if (special && row->fault == MS_CSV_GOOD) {
        inspect(cells, room, row);
    }
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

bool ms_csv_is_doubled(const char *row, ms_csv_cell cell)
{
    return is_quoted(row, cell) && memchr(row + cell.at, '"', cell.length) != NULL;
}

size_t ms_csv_undouble(const char *text, size_t length, char *out)
{
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        out[written++] = text[i];
        i += text[i] == '"';
    }
    return written;
}

void ms_csv_put(ms_buffer *out, const char *text, size_t length)
{
    bool plain = true;
    for (size_t i = 0; i < length && plain; i++) {
        plain = text[i] != ',' && text[i] != '"' && text[i] != '\n' && text[i] != '\r';
    }
    if (plain) {
        ms_buffer_add(out, text, length);
        return;
    }
    ms_buffer_add(out, "\"", 1);
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') {
            ms_buffer_add(out, text + from, i + 1 - from);
            from = i; /* once more */
        }
    }
    ms_buffer_add(out, text + from, length - from);
    ms_buffer_add(out, "\"", 1);
}

const char *ms_csv_found(ms_csv_fault fault)
{
    static const char *const words[] = {
        [MS_CSV_GOOD] = "",
        [MS_CSV_TOO_LONG] = "a longer row",
        [MS_CSV_OPEN] = "a cell that a quotation mark opens and none closes",
        [MS_CSV_STRAY_QUOTE] = "a quotation mark in a cell that has none around it",
        [MS_CSV_AFTER_QUOTE] = "something behind a closing quotation mark",
        [MS_CSV_RETURN] = "a carriage return that ends no line",
        [MS_CSV_NUL] = "the character U+0000",
        [MS_CSV_NOT_UTF8] = "a byte that is not UTF-8",
    };
    return words[fault];
}

const char *ms_csv_expected(ms_csv_fault fault)
{
    static const char *const words[] = {
        [MS_CSV_GOOD] = "",
        [MS_CSV_TOO_LONG] = "at most 1 MiB, which is 1,048,576 bytes",
        [MS_CSV_OPEN] = "a closing quotation mark",
        [MS_CSV_STRAY_QUOTE] = "quotation marks around the cell, and each one in it twice",
        [MS_CSV_AFTER_QUOTE] = "a comma or the end of the line; a quotation mark in a cell is written twice",
        [MS_CSV_RETURN] = "lines that end with LF or CR LF",
        [MS_CSV_NUL] = "text without it",
        [MS_CSV_NOT_UTF8] = "text in UTF-8",
    };
    return words[fault];
}
