/* The chain over all events: what each event's hash is made of, and a head as text. */
#ifndef MEDSUPPORT_STORE_CHAIN_H
#define MEDSUPPORT_STORE_CHAIN_H

#include "store/store.h"

/* Appends an event to a chain: counts it, and replaces the hash by BLAKE2b-256 of the hash before it, its position in
 * the chain and its fields, each with its length before it. */
void ms_chain_add(ms_store_head *head, const char *case_id, const ms_event *event);

/* Whether two chains end alike. */
bool ms_chain_same(const ms_store_head *one, const ms_store_head *other);

/* Writes a head as "COUNT:HASH" and a NUL. */
void ms_chain_format(const ms_store_head *head, char text[MS_HEAD_TEXT_SIZE]);

/* Reads a head so written, with blanks after it at most. False when it is none. */
bool ms_chain_parse(const char *text, size_t length, ms_store_head *head);

#endif
