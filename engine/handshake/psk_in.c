/* Pre-shared keys as they are offered (RFC 8446 4.2.11), in any chunks: of the identities the first is noted that has the form of ours, and
   the binder with its number. They stand where a secret will be, and none is while a hello is read. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/offers.h"
#include "handshake/psk.h"
#include "handshake/transcript.h"

#define OFFERS_MOST 0xffffu

enum hf_error hf_offer_psk_mode(struct hf_connection *c, uint32_t value) {
  if (value == 1u) /* psk_dhe_ke */
    c->offers.psk_modes = 2u;
  return HF_OK;
}

enum hf_error hf_offer_identities(struct hf_connection *c, uint32_t value) {
  c->offers.binders_at = c->parser.pos + value;
  c->exchange.secret.holds = HF_SECRET_PSK;
  return HF_OK;
}

enum hf_error hf_offer_identity_begin(struct hf_connection *c, uint32_t length) {
  uint32_t n = c->offers.identities < OFFERS_MOST ? c->offers.identities + 1u : OFFERS_MOST;
  c->offers.identities = n;
  if (c->offers.identity == 0u && length == HF_SESSION_ID_MAX)
    c->offers.identity = n;
  c->offers.identity_n = 0u;
  return HF_OK;
}

enum hf_error hf_offer_identity_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->offers.identity_n;
  if (c->offers.identity != c->offers.identities || at > HF_SESSION_ID_MAX || n > HF_SESSION_ID_MAX - at)
    return HF_OK;
  hf_copy(&c->exchange.secret.bytes[HF_PSK_IDENTITY_AT + at], in, n);
  c->offers.identity_n = at + n;
  return HF_OK;
}

enum hf_error hf_offer_binder_begin(struct hf_connection *c, uint32_t length) {
  uint32_t n = c->offers.binders < OFFERS_MOST ? c->offers.binders + 1u : OFFERS_MOST;
  c->offers.binders = n;
  if (n == c->offers.identity)
    c->offers.binder_n = 0u;
  (void)length;
  return HF_OK;
}

/* One that is too long is none: its size tells. */
enum hf_error hf_offer_binder_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->offers.binder_n;
  if (c->offers.binders != c->offers.identity)
    return HF_OK;
  if (at <= HF_SECRET_SIZE && n <= HF_SECRET_SIZE - at)
    hf_copy(&c->exchange.secret.bytes[HF_PSK_BINDER_AT + at], in, n);
  c->offers.binder_n = at + n;
  return HF_OK;
}

enum hf_error hf_answer_identity(struct hf_connection *c, uint32_t value) {
  c->offers.identities = value % 65536u + 1u;
  return HF_OK;
}

/*@ requires \valid(c) && hf_transcript_sound(&c->transcript); HF_TOTAL; assigns c->exchange.secret.bytes[0 .. HF_SECRET_MAX - 1]; */
static void keep_digests(struct hf_connection *c) {
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash work;
  if (hf_transcript_digest(&c->transcript, HF_HASH_SHA256, digest, &work))
    hf_copy(&c->exchange.secret.bytes[HF_PSK_SHA256_AT], digest, 32u);
  if (hf_transcript_digest(&c->transcript, HF_HASH_SHA384, digest, &work))
    hf_copy(&c->exchange.secret.bytes[HF_PSK_SHA384_AT], digest, HF_SECRET_SIZE);
}

void hf_psk_hash_hello(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t end = c->parser.pos;
  uint32_t begin = end >= n ? end - n : 0u;
  uint32_t at = c->offers.binders_at;
  if (c->exchange.secret.holds != HF_SECRET_PSK || at <= begin || at > end) {
    hf_transcript_update(&c->transcript, in, n);
    return;
  }
  hf_transcript_update(&c->transcript, in, at - begin);
  keep_digests(c);
  hf_transcript_update(&c->transcript, &in[at - begin], end - at);
}
