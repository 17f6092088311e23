#include "handshake/record_size.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/profile.h"
#include "handshake/offers.h"
#include "handshake/version.h"

/* RFC 8449 4: what a record of this version may have, as it counts. */
/*@ HF_TOTAL; assigns \nothing; ensures \result == (tls13 != 0 ? HF_RECORD_SIZE_MOST : HF_PLAINTEXT_MAX); */
static uint32_t most_of(bool tls13) {
  return tls13 ? HF_RECORD_SIZE_MOST : HF_PLAINTEXT_MAX;
}

uint32_t hf_record_size_ours(const struct hf_connection *c) {
  uint32_t limit = c->config->record_size_limit;
  uint32_t most = most_of(c->is_server != 0u ? hf_is_tls13(c) : hf_speaks_tls13(c));
  size_t room = c->buffers.in_size > HF_RECORD_AROUND ? c->buffers.in_size - HF_RECORD_AROUND : 0u;
  if (HF_HAS_RECORD_SIZE_LIMIT == 0u)
    return 0u;
  if (limit > most)
    limit = most;
  return limit > room ? (uint32_t)room : limit;
}

/* In a ClientHello and in what answers it; one that is larger than a record can be is not wrong of a client (RFC 8449 4). */
enum hf_error hf_note_record_size_limit(struct hf_connection *c, uint32_t value) {
  if (value < HF_RECORD_SIZE_LEAST)
    return HF_ERROR_EXTENSION_MALFORMED;
  c->offers.record_size_limit = value;
  return HF_OK;
}

/* True: both sides said one. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->offers.record_size_limit != 0; */
static bool is_agreed(const struct hf_connection *c) {
  return hf_offered(c, HF_SEEN_RECORD_SIZE_LIMIT) && c->offers.record_size_limit != 0u && hf_record_size_ours(c) != 0u;
}

bool hf_fragment_wrong(const struct hf_connection *c) {
  return (c->offers.flags & HF_OFFER_FRAGMENT_WRONG) != 0u && !is_agreed(c);
}

bool hf_record_size_wrong(const struct hf_connection *c) {
  if (!hf_offered(c, HF_SEEN_RECORD_SIZE_LIMIT))
    return false;
  return hf_offered(c, HF_SEEN_MAX_FRAGMENT_LENGTH) || c->offers.record_size_limit > most_of(hf_is_tls13(c));
}

/* A session's length lasts (RFC 6066 4): a server says it again to who asks again, and resumes for nobody who asks otherwise
   (hf_session_binding); to a client it need not say it (1.1), which has it from the session. A session that kept to record_size_limit has
   none, and its server may agree to one now. A client's own max_fragment_length stands in its offers, too, whether it was answered or not. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures (c->offers.extensions & HF_SEEN_MAX_FRAGMENT_LENGTH) != 0 ==> \result == c->offers.max_fragment_length;
  @ ensures (c->offers.extensions & HF_SEEN_MAX_FRAGMENT_LENGTH) == 0 ==>
  @   \result == (c->is_server == 0 && c->parameters.resumed != 0 ? c->session.max_fragment_length : 0); */
static uint32_t fragment_agreed(const struct hf_connection *c) {
  if (hf_offered(c, HF_SEEN_MAX_FRAGMENT_LENGTH))
    return c->offers.max_fragment_length;
  return c->is_server == 0u && c->parameters.resumed != 0u ? c->session.max_fragment_length : 0u;
}

void hf_record_size_agree(struct hf_connection *c) {
  bool agreed = is_agreed(c);
  c->parameters.record_size_limit = agreed ? c->offers.record_size_limit : 0u;
  c->parameters.record_size_taken = agreed ? hf_record_size_ours(c) : 0u;
  c->parameters.max_fragment_length = agreed ? 0u : fragment_agreed(c);
}
