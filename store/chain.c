#include "store/chain.h"

#include "base/buffer.h"

#include <sodium.h>

#include <string.h>

/* What is hashed before all else, so that no other use of the function gives the same bytes. */
static const char domain[] = "medsupport.event/1";

/* Eight bytes, the least first. */
static void add_number(crypto_generichash_state *state, uint64_t number)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)(number >> (8 * i));
    }
    crypto_generichash_update(state, bytes, sizeof bytes);
}

static void add_text(crypto_generichash_state *state, const char *text, size_t length)
{
    add_number(state, length);
    crypto_generichash_update(state, (const unsigned char *)text, length);
}

void ms_chain_add(ms_store_head *head, const char *case_id, const ms_event *event)
{
    crypto_generichash_state state;
    char effective[MS_DATE_TEXT_SIZE];
    ms_date_format(event->effective, effective);
    head->count++;
    crypto_generichash_init(&state, NULL, 0, MS_HASH_SIZE);
    add_text(&state, domain, sizeof domain - 1);
    crypto_generichash_update(&state, head->hash, MS_HASH_SIZE);
    add_number(&state, head->count);
    add_text(&state, case_id, strlen(case_id));
    add_number(&state, event->sequence);
    add_text(&state, event->at.at, event->at.length);
    add_text(&state, event->actor.at, event->actor.length);
    add_text(&state, effective, MS_DATE_TEXT_SIZE - 1);
    add_text(&state, event->kind.at, event->kind.length);
    add_text(&state, event->body.at, event->body.length);
    crypto_generichash_final(&state, head->hash, MS_HASH_SIZE);
}

bool ms_chain_same(const ms_store_head *one, const ms_store_head *other)
{
    return one->count == other->count && memcmp(one->hash, other->hash, MS_HASH_SIZE) == 0;
}

void ms_chain_format(const ms_store_head *head, char text[MS_HEAD_TEXT_SIZE])
{
    ms_buffer number = {0};
    ms_buffer_put_number(&number, head->count);
    size_t length = number.failed ? 0 : number.length;
    if (length > 0) {
        memcpy(text, number.text, length);
    }
    ms_buffer_free(&number);
    text[length] = ':';
    sodium_bin2hex(text + length + 1, MS_HASH_TEXT_SIZE, head->hash, MS_HASH_SIZE);
}

/* The decimal number before a colon; false when there is none that fits. */
static bool parse_count(const char *text, size_t length, uint64_t *count)
{
    *count = 0;
    for (size_t i = 0; i < length; i++) {
        uint64_t digit = (uint64_t)(unsigned char)text[i] - '0';
        if (digit > 9 || *count > (INT64_MAX - digit) / 10) {
            return false;
        }
        *count = *count * 10 + digit;
    }
    return length > 0;
}

bool ms_chain_parse(const char *text, size_t length, ms_store_head *head)
{
    enum { DIGITS = MS_HASH_TEXT_SIZE - 1 };
    while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL && text[length - 1] != '\0') {
        length--;
    }
    const char *colon = length == 0 ? NULL : memchr(text, ':', length);
    size_t before = colon == NULL ? 0 : (size_t)(colon - text);
    size_t hashed = 0;
    return colon != NULL && length - before - 1 == DIGITS && parse_count(text, before, &head->count)
           && sodium_hex2bin(head->hash, MS_HASH_SIZE, colon + 1, DIGITS, NULL, &hashed, NULL) == 0
           && hashed == MS_HASH_SIZE;
}
