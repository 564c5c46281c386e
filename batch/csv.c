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

/* Adds a cell. Written without a branch on its length, which nothing foretells. */
static inline void add_cell(splitter *s, ms_csv_cell cell)
{
    cell.number = (uint16_t)(s->row->count < UINT16_MAX ? s->row->count : UINT16_MAX);
    s->row->count++;
    if (s->row->filled < s->room) {
        s->cells[s->row->filled] = cell;
        s->row->filled += cell.length > 0;
    }
}

/* Adds a cell that does not have to be fast. */
static void add_text(splitter *s, const char *from, const char *to, bool quoted, bool doubled)
{
    add_cell(s, (ms_csv_cell){.at = (uint32_t)(from - s->start),
                              .length = (uint32_t)(to - from),
                              .quoted = quoted,
                              .doubled = doubled});
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
        add_text(s, text, line, true, false);
        return line;
    }
    const char *behind = quote + 1;
    const char *stop = plain_end(behind, line_from(s, behind));
    if (before_return(s, behind, stop) != behind) {
        find_fault(s, MS_CSV_AFTER_QUOTE);
    }
    add_text(s, text, quote, true, doubled);
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
    add_text(s, at, last, false, false);
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

const char *ms_csv_row_end(const char *at, const char *end)
{
    const char *line = line_end(at, end);
    if (line <= at || memchr(at, '"', (size_t)(line - at)) == NULL) {
        return line;
    }
    ms_csv_row row = {.count = 0};
    return split_cells(&(splitter){.start = at, .end = end, .row = &row});
}

/* ---- what may not stand in a row --------------------------------------------------------------------------------- */

/* The number of the cell that holds an offset of the row. */
static uint32_t cell_at(const ms_csv_cell *cells, uint32_t filled, size_t offset)
{
    uint32_t cell = 0;
    while (cell + 1 < filled && cells[cell + 1].at <= offset) {
        cell++;
    }
    return filled == 0 ? 0 : cells[cell].number;
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

/* Looks for what the characters of a row may not be. */
static void inspect(const ms_csv_cell *cells, ms_csv_row *row)
{
    size_t bad = bad_character(row->text, row->length);
    if (bad < row->length) {
        row->fault = row->text[bad] == '\0' ? MS_CSV_NUL : MS_CSV_NOT_UTF8;
        row->fault_cell = cell_at(cells, row->filled, bad);
        return;
    }
    for (uint32_t i = 0; i < row->filled; i++) {
        if (!cells[i].quoted && memchr(row->text + cells[i].at, '\r', cells[i].length) != NULL) {
            row->fault = MS_CSV_RETURN;
            row->fault_cell = cells[i].number;
            return;
        }
    }
}

/* ---- splitting --------------------------------------------------------------------------------------------------- */

/* Sets down where the row ends: at `stop`, its line break or the end. */
static void close_row(const splitter *s, const char *stop)
{
    ms_csv_row *row = s->row;
    row->length = (size_t)(before_return(s, s->start, stop) - s->start);
    row->next = stop == s->end ? stop : stop + 1;
}

#ifdef __SSE2__

enum { BLOCK = 64, VECTOR = 16 };

/* What a block of the text holds: bit i for byte i. */
typedef struct block_marks {
    uint64_t commas, stops, odd; /* stops: quotation marks and line breaks; odd: no printable ASCII */
} block_marks;

static inline block_marks marks_of(const char *at)
{
    block_marks marks = {0, 0, 0};
    for (unsigned i = 0; i < BLOCK; i += VECTOR) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(at + i));
        __m128i stops =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
        __m128i commas = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(','));
        __m128i odd = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')); /* from 0x80 on, too: signed */
        marks.commas |= (uint64_t)(unsigned)_mm_movemask_epi8(commas) << i;
        marks.stops |= (uint64_t)(unsigned)_mm_movemask_epi8(stops) << i;
        marks.odd |= (uint64_t)(unsigned)_mm_movemask_epi8(odd) << i;
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

/* Closes a plain row at `to`, bit `first` of the last block. `before` and `earlier`: bytes that are no printable ASCII, in
 * the blocks before the last two and in the last but one. Returns whether any is in the row; the carriage return at its
 * end is not. */
static bool close_plain(const splitter *s, size_t to, uint64_t first, uint64_t odd, uint64_t earlier, uint64_t before)
{
    odd &= first - 1;
    close_row(s, s->start + to);
    if (s->row->length < to) {
        odd &= ~(first >> 1);
        earlier &= first == 1 ? UINT64_MAX >> 1 : UINT64_MAX;
    }
    return (before | earlier | odd) != 0;
}

/* The cells of a plain row so far. */
typedef struct plain_cells {
    ms_csv_cell *cells;
    uint32_t most; /* for which there is room */
    uint32_t count, filled;
    uint32_t from; /* where the next begins */
} plain_cells;

/* Adds the cell that ends at `to`, without a branch on its length, which nothing foretells. */
static inline void add_plain(plain_cells *plain, uint32_t to)
{
    plain->cells[plain->filled] =
        (ms_csv_cell){.at = plain->from, .length = to - plain->from, .number = (uint16_t)plain->count};
    plain->filled += to > plain->from;
    plain->count++;
    plain->from = to + 1;
}

/* Adds the cells that end at the commas of the block at `base`. False when there is no room for one more then. */
static inline bool add_plains(plain_cells *plain, uint32_t base, uint64_t commas)
{
    for (; commas != 0 && plain->count < plain->most; commas &= commas - 1) {
        add_plain(plain, base + (uint32_t)__builtin_ctzll(commas));
    }
    return plain->count < plain->most;
}

/* Splits a row without quotation marks. False, and nothing is said of the row, when it has any, or more cells than there
 * is room for. *special: whether it holds anything but printable ASCII. */
static bool split_plain(const splitter *s, bool *special)
{
    size_t length = (size_t)(s->end - s->start);
    plain_cells plain = {.cells = s->cells, .most = s->room < UINT16_MAX ? s->room : UINT16_MAX};
    uint64_t earlier = 0, before = 0;
    for (size_t base = 0; base <= length && base <= MS_CSV_LONGEST_ROW; base += BLOCK) {
        block_marks marks =
            length - base < BLOCK ? marks_of_tail(s->start + base, length - base) : marks_of(s->start + base);
        uint64_t first = marks.stops & (0 - marks.stops);
        if (!add_plains(&plain, (uint32_t)base, marks.commas & (first - 1))) {
            return false;
        }
        if (first != 0) {
            size_t to = base + (size_t)__builtin_ctzll(first);
            if (to < length && s->start[to] == '"') {
                return false;
            }
            *special = close_plain(s, to, first, marks.odd, earlier, before);
            add_plain(&plain, (uint32_t)s->row->length);
            s->row->count = plain.count;
            s->row->filled = plain.filled;
            return true;
        }
        before |= earlier;
        earlier = marks.odd;
    }
    return false;
}

#else

static bool split_plain(const splitter *s, bool *special)
{
    (void)s;
    (void)special;
    return false;
}

#endif

void ms_csv_split(const char *at, const char *end, ms_csv_cell *cells, uint32_t room, ms_csv_row *row)
{
    *row = (ms_csv_row){.text = at};
    splitter s = {.start = at, .end = end, .cells = cells, .room = room, .row = row};
    bool special = true;
    if (!split_plain(&s, &special)) {
        close_row(&s, split_cells(&s));
    }
    if (row->length > MS_CSV_LONGEST_ROW) {
        row->fault = MS_CSV_TOO_LONG;
        row->fault_cell = 0;
        row->count = row->filled = 0;
    } else if (special && row->fault == MS_CSV_GOOD) {
        inspect(cells, row);
    }
}

bool ms_csv_blank(const char *at, const char *end)
{
    while (at < end && (*at == ',' || *at == '\r')) {
        at++;
    }
    return at == end || *at == '\n';
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

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
