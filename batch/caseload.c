#include "batch/caseload.h"

#include "batch/room.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 8 };

/* ---- packing ----------------------------------------------------------------------------------------------------- */

/* Appends an array, and zeroes up to where the next may stand. */
static void pack(ms_buffer *out, const void *from, size_t count, size_t size)
{
    static const char zeroes[ALIGNMENT] = {0};
    ms_buffer_add(out, from, count * size);
    ms_buffer_add(out, zeroes, (ALIGNMENT - out->length % ALIGNMENT) % ALIGNMENT);
}

static void pack_plans(ms_buffer *out, const ms_parent *parent)
{
    pack(out, parent->plans, parent->plan_count, sizeof *parent->plans);
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        const ms_area *area = &parent->plans[i].area;
        pack(out, area->zips, area->zip_count, sizeof *area->zips);
        pack(out, area->counties, area->county_count, sizeof *area->counties);
        pack(out, area->states, area->state_count, sizeof *area->states);
    }
}

static void pack_id(ms_buffer *out, ms_text id)
{
    ms_buffer_add(out, id.at, id.length);
    ms_buffer_add(out, "", 1);
}

static void pack_ids(ms_buffer *out, const ms_document *document)
{
    pack_id(out, document->case_id);
    for (uint32_t i = 0; i < document->facts.child_count; i++) {
        pack_id(out, document->children[i].id);
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (uint32_t i = 0; i < document->facts.parents[party].plan_count; i++) {
            pack_id(out, document->plans[party][i].id);
        }
    }
}

/* The piece of a document. Its pointers are set where it comes to stay. */
static void pack_piece(ms_buffer *out, const ms_document *document)
{
    const ms_case *facts = &document->facts;
    size_t begin = out->length;
    ms_stored_case stored = {.facts = *facts};
    pack(out, &stored, 1, sizeof stored);
    pack(out, facts->children, facts->child_count, sizeof *facts->children);
    pack(out, facts->requests, facts->request_count, sizeof *facts->requests);
    pack_plans(out, &facts->parents[MS_PNS]);
    pack_plans(out, &facts->parents[MS_PSS]);
    pack_ids(out, document);
    pack(out, NULL, 0, 0);
    stored.size = out->length - begin;
    if (!out->failed) {
        memcpy(out->text + begin, &stored, sizeof stored);
    }
}

ms_status ms_case_pack(const ms_document *document, ms_batch_part *part)
{
    ms_settings settings;
    ms_status status = ms_settings_at(document->facts.as_of, &settings);
    if (status != MS_OK) {
        return status;
    }
    pack_piece(&part->results, document);
    part->tally.cases++;
    part->tally.children += document->facts.child_count;
    return part->results.failed ? MS_ERROR_MEMORY : MS_OK;
}

/* ---- keeping ----------------------------------------------------------------------------------------------------- */

/* Where an array stands; *at goes on behind it. */
static void *unpack(unsigned char **at, size_t count, size_t size)
{
    void *array = *at;
    *at += (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return array;
}

static void settle_plans(unsigned char **at, ms_parent *parent)
{
    parent->plans = unpack(at, parent->plan_count, sizeof *parent->plans);
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        ms_area *area = &parent->plans[i].area;
        area->zips = unpack(at, area->zip_count, sizeof *area->zips);
        area->counties = unpack(at, area->county_count, sizeof *area->counties);
        area->states = unpack(at, area->state_count, sizeof *area->states);
    }
}

/* Sets the pointers of a piece to where its arrays stand; returns what follows it. */
static unsigned char *settle(unsigned char *piece)
{
    unsigned char *at = piece;
    ms_stored_case *stored = unpack(&at, 1, sizeof *stored);
    ms_case *facts = &stored->facts;
    facts->children = unpack(&at, facts->child_count, sizeof *facts->children);
    facts->requests = unpack(&at, facts->request_count, sizeof *facts->requests);
    settle_plans(&at, &facts->parents[MS_PNS]);
    settle_plans(&at, &facts->parents[MS_PSS]);
    stored->ids = (const char *)at;
    return piece + stored->size;
}

static bool make_room(ms_case_store *store)
{
    ms_case_part *parts = ms_grown(store->parts, &store->part_room, store->part_count + 1, sizeof *parts);
    store->parts = parts != NULL ? parts : store->parts;
    return parts != NULL;
}

bool ms_case_store_add(ms_case_store *store, const ms_batch_part *part)
{
    size_t length = part->results.length;
    if (length == 0) {
        return true;
    }
    unsigned char *memory = malloc(length);
    if (memory == NULL || !make_room(store)) {
        free(memory);
        return false;
    }
    memcpy(memory, part->results.text, length);
    for (unsigned char *piece = memory; piece < memory + length;) {
        piece = settle(piece);
    }
    store->parts[store->part_count++] = (ms_case_part){memory, length};
    store->case_count += part->tally.cases;
    store->child_count += part->tally.children;
    store->bytes += length;
    return true;
}

void ms_case_store_free(ms_case_store *store)
{
    for (size_t i = 0; i < store->part_count; i++) {
        free(store->parts[i].memory);
    }
    free(store->parts);
    *store = (ms_case_store){0};
}

/* ---- going through ----------------------------------------------------------------------------------------------- */

static const ms_stored_case *piece_at(const ms_case_part *part, const unsigned char *at)
{
    return at < part->memory + part->length ? (const void *)at : NULL;
}

const ms_stored_case *ms_stored_first(const ms_case_part *part)
{
    return piece_at(part, part->memory);
}

const ms_stored_case *ms_stored_next(const ms_case_part *part, const ms_stored_case *stored)
{
    return piece_at(part, (const unsigned char *)stored + stored->size);
}

static const char *nth_id(const ms_stored_case *stored, uint32_t n)
{
    const char *id = stored->ids;
    for (; n > 0; n--) {
        id += strlen(id) + 1;
    }
    return id;
}

const char *ms_stored_case_id(const ms_stored_case *stored)
{
    return stored->ids;
}

const char *ms_stored_child_id(const ms_stored_case *stored, uint32_t child)
{
    return nth_id(stored, 1 + child);
}

const char *ms_stored_plan_id(const ms_stored_case *stored, ms_party party, uint32_t plan)
{
    uint32_t before = party == MS_PNS ? 0 : stored->facts.parents[MS_PNS].plan_count;
    return nth_id(stored, 1 + stored->facts.child_count + before + plan);
}
