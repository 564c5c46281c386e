/* Many events in one COPY, in PostgreSQL's binary form. */
#include "store/postgres.h"

#include <string.h>

enum { PIECE = 256 * 1024, COLUMNS = 9 };

static void put_short(ms_buffer *out, uint16_t number)
{
    char bytes[2] = {(char)(number >> 8), (char)(number & 0xFF)};
    ms_buffer_add(out, bytes, sizeof bytes);
}

static void put_field(ms_buffer *out, const void *bytes, size_t length)
{
    put_short(out, (uint16_t)(length >> 16));
    put_short(out, (uint16_t)(length & 0xFFFF));
    ms_buffer_add(out, bytes, length);
}

static void put_number(ms_buffer *out, uint64_t number)
{
    unsigned char bytes[8];
    ms_postgres_put_number(bytes, number);
    put_field(out, bytes, sizeof bytes);
}

static void put_text(ms_buffer *out, ms_text text)
{
    put_field(out, text.at, text.length);
}

static ms_store_status send(ms_store *store)
{
    ms_postgres *p = store->connection;
    if (p->copied.failed) {
        return ms_store_fail(store, MS_STORE_FAILED, "out of memory; nothing was written");
    }
    int sent = PQputCopyData(p->link, p->copied.text, (int)p->copied.length);
    p->copied.length = 0;
    return sent == 1 ? MS_STORE_OK : ms_postgres_fail(store, NULL);
}

ms_store_status ms_postgres_bulk_begin(ms_store *store)
{
    static const char signature[] =
        "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0"; /* then the flags and the length of what follows */
    ms_postgres *p = store->connection;
    PGresult *result =
        PQexec(p->link, "COPY medsupport.events (position, case_id, sequence, at, actor, effective, kind, "
                        "body, hash) FROM STDIN (FORMAT binary)");
    if (PQresultStatus(result) != PGRES_COPY_IN) {
        return ms_postgres_fail(store, result);
    }
    PQclear(result);
    p->copied.length = 0;
    ms_buffer_add(&p->copied, signature, sizeof signature);
    return MS_STORE_OK;
}

ms_store_status ms_postgres_bulk_put(ms_store *store, const ms_stored_event *stored)
{
    ms_postgres *p = store->connection;
    ms_buffer *out = &p->copied;
    char effective[MS_DATE_TEXT_SIZE];
    ms_date_format(stored->event.effective, effective);
    put_short(out, COLUMNS);
    put_number(out, stored->position);
    put_field(out, stored->case_id, strlen(stored->case_id));
    put_number(out, stored->event.sequence);
    put_text(out, stored->event.at);
    put_text(out, stored->event.actor);
    put_field(out, effective, sizeof effective - 1);
    put_text(out, stored->event.kind);
    put_text(out, stored->event.body);
    put_field(out, stored->hash, MS_HASH_SIZE);
    return out->length < PIECE && !out->failed ? MS_STORE_OK : send(store);
}

/* Reads what the server says at the end of the COPY. */
static ms_store_status finish(ms_store *store, const char *give_up)
{
    ms_postgres *p = store->connection;
    if (PQputCopyEnd(p->link, give_up) != 1) {
        return ms_postgres_fail(store, NULL);
    }
    ms_store_status status = MS_STORE_OK;
    PGresult *result;
    while ((result = PQgetResult(p->link)) != NULL) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK && status == MS_STORE_OK) {
            status = ms_postgres_fail(store, result);
        } else {
            PQclear(result);
        }
    }
    return status;
}

ms_store_status ms_postgres_bulk_end(ms_store *store)
{
    ms_postgres *p = store->connection;
    put_short(&p->copied, UINT16_MAX); /* the end of the rows */
    ms_store_status status = send(store);
    return status == MS_STORE_OK ? finish(store, NULL) : status;
}

void ms_postgres_bulk_leave(ms_store *store)
{
    char message[sizeof store->message];
    ms_postgres *p = store->connection;
    PGresult *result = PQgetResult(p->link);
    bool copying = PQresultStatus(result) == PGRES_COPY_IN;
    PQclear(result);
    if (copying) {
        memcpy(message, store->message, sizeof message); /* what went wrong before counts */
        (void)finish(store, "given up");
        memcpy(store->message, message, sizeof message);
    }
}
