/* How long records may be: record_size_limit (RFC 8449), which each side says of what it takes, or else max_fragment_length (RFC 6066 4). */
#ifndef HF_HANDSHAKE_RECORD_SIZE_H
#define HF_HANDSHAKE_RECORD_SIZE_H
#include "handshake/offers.h"
#include <stdbool.h>

/* The most bytes that stand around the content of a protected record in buffers.in: header, IV, the longest MAC, 256 bytes of padding. */
#define HF_RECORD_AROUND (HF_RECORD_HEADER + 16u + 48u + 256u)

/* The longest protected record that we take, as RFC 8449 4 counts: the configuration's, and no more than the buffer and the version can
   hold; a client that may speak TLS 1.3 counts as that has it. 0: nothing is said of it. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result <= c->config->record_size_limit && \result <= HF_RECORD_SIZE_MOST;
  @ ensures c->config->record_size_limit == 0 ==> \result == 0;
  @ ensures \result + HF_RECORD_AROUND <= c->buffers.in_size || \result == 0; */
uint32_t hf_record_size_ours(const struct hf_connection *c);

/* True: a client's max_fragment_length counts and is none of the four (RFC 6066 4): it does not count beside record_size_limit
   (RFC 8449 5). */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> (c->offers.flags & HF_OFFER_FRAGMENT_WRONG) != 0; */
bool hf_fragment_wrong(const struct hf_connection *c);

/* True: a server answered more than a record of the version may have, or both extensions (RFC 8449 4, 5). */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
bool hf_record_size_wrong(const struct hf_connection *c);

/* The peer's hello or answer is read, the version chosen, and whether a session is resumed: what holds from now on, either limit or
   none. */
/*@ requires \valid(c) && \valid_read(c->config); HF_TOTAL;
  @ assigns c->parameters.max_fragment_length, c->parameters.record_size_limit, c->parameters.record_size_taken;
  @ ensures c->parameters.record_size_limit == 0 <==> c->parameters.record_size_taken == 0;
  @ ensures c->parameters.record_size_limit != 0 ==> c->parameters.max_fragment_length == 0 &&
  @   c->parameters.record_size_limit == c->offers.record_size_limit;
  @ ensures c->parameters.record_size_limit == 0 && (c->offers.extensions & HF_SEEN_MAX_FRAGMENT_LENGTH) != 0 ==>
  @   c->parameters.max_fragment_length == c->offers.max_fragment_length;
  @ ensures c->parameters.record_size_limit == 0 && (c->offers.extensions & HF_SEEN_MAX_FRAGMENT_LENGTH) == 0 ==>
  @   c->parameters.max_fragment_length == (c->is_server == 0 && c->parameters.resumed != 0 ? c->session.max_fragment_length : 0); */
void hf_record_size_agree(struct hf_connection *c);
#endif
