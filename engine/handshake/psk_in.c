/* Pre-shared keys as they are offered (RFC 8446 4.2.11), in any chunks: of the identities the first is noted whose key the configuration
   has, and the first that has the form of our tickets; then the binders with their numbers. They stand where a secret will be, and none is
   while a hello is read; a sealed session, in the buffer of the chain that is not there yet: no extension comes behind these. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/offers.h"
#include "handshake/psk.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include "keys/hkdf.h"
#include "ports/ports.h"
#include "session/sealed.h"

#define OFFERS_MOST 0xffffu
#define ASKED_MOST 8u

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

/* True: an identity of so many bytes may be a session that we sealed, and there is a place to read it to. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> HF_SEALED_LEAST <= length <= HF_SEALED_MAX && length <= c->chain.size; */
static bool may_be_sealed(const struct hf_connection *c, uint32_t length) {
  return c->config->ticket_keys != NULL && c->offers.identity == 0u && length >= HF_SEALED_LEAST &&
         length <= HF_SEALED_MAX && length <= c->chain.size;
}

enum hf_error hf_offer_identity_begin(struct hf_connection *c, uint32_t length) {
  c->offers.identities = c->offers.identities < OFFERS_MOST ? c->offers.identities + 1u : OFFERS_MOST;
  c->offers.identity_size = length <= HF_PSK_IDENTITY_MAX || may_be_sealed(c, length) ? length : 0u;
  c->offers.identity_n = 0u;
  return HF_OK;
}

/* True: the configuration may be asked about external keys: TLS 1.3 will be spoken, and no certificate of the client is required. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static bool may_be_external(const struct hf_connection *c) {
  return c->offers.external == 0u && c->offers.external_asked < ASKED_MOST && hf_speaks_tls13(c) &&
         (c->offers.versions & HF_VERSION_TLS13) != 0u && c->config->client_authentication != HF_CLIENT_REQUIRED;
}

/* The identity that was read is that of an external key: its early secret is kept. */
/*@ requires hf_sound(c) && n <= HF_PSK_IDENTITY_MAX; HF_TOTAL;
  @ assigns c->offers.external, c->offers.external_hash, c->offers.external_asked, c->exchange.secret.bytes[0 .. HF_SECRET_MAX - 1];
  @ HF_STAYS_SOUND(c); */
static bool take_external(struct hf_connection *c, uint32_t n) {
  struct hf_external_psk psk = {0};
  uint32_t hash;
  c->offers.external_asked = c->offers.external_asked + 1u;
  if (!hf_port_external_psk(c->config, &c->exchange.secret.bytes[HF_PSK_READ_AT], n, &psk) || psk.key_n == 0u)
    return false;
  hash = psk.sha384 ? HF_HASH_SHA384 : HF_HASH_SHA256;
  hf_hkdf_extract(hash, NULL, 0u, psk.key, psk.key_n, &c->exchange.secret.bytes[HF_PSK_EARLY_AT]);
  c->offers.external = c->offers.identities;
  c->offers.external_hash = hash;
  return true;
}

/* A whole identity: of an external key, or one that has the form of our tickets. */
/*@ requires hf_sound(c) && n <= HF_PSK_IDENTITY_MAX; HF_TOTAL;
  @ assigns c->offers, c->exchange.secret.bytes[0 .. HF_SECRET_MAX - 1]; HF_STAYS_SOUND(c); */
static void weigh_identity(struct hf_connection *c, uint32_t n) {
  if (may_be_external(c) && take_external(c, n))
    return;
  if (c->offers.identity != 0u || n != HF_SESSION_ID_MAX)
    return;
  hf_copy(&c->exchange.secret.bytes[HF_PSK_IDENTITY_AT], &c->exchange.secret.bytes[HF_PSK_READ_AT], HF_SESSION_ID_MAX);
  c->offers.identity = c->offers.identities;
}

/* The next bytes of an identity that may be a sealed session: one that names a key of ours is. */
/*@ requires hf_sound(c) && \valid_read(in + (0 .. n - 1)); HF_TOTAL;
  @ assigns c->offers, c->chain.buffer[0 .. c->chain.size - 1]; HF_STAYS_SOUND(c); */
static void take_sealed(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->offers.identity_n;
  uint32_t size = c->offers.identity_size;
  if (!may_be_sealed(c, size) || at > size || n > size - at)
    return;
  hf_copy(&c->chain.buffer[at], in, n);
  c->offers.identity_n = at + n;
  if (at + n < size || !hf_sealed_by(c->config->ticket_keys, c->chain.buffer))
    return;
  c->offers.identity = c->offers.identities;
  c->offers.sealed_n = size;
}

enum hf_error hf_offer_identity_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->offers.identity_n;
  uint32_t size = c->offers.identity_size;
  if (size > HF_PSK_IDENTITY_MAX)
    take_sealed(c, in, n);
  if (size > HF_PSK_IDENTITY_MAX || at > size || n > size - at)
    return HF_OK;
  hf_copy(&c->exchange.secret.bytes[HF_PSK_READ_AT + at], in, n);
  c->offers.identity_n = at + n;
  if (at + n == size && n != 0u)
    weigh_identity(c, size);
  return HF_OK;
}

enum hf_error hf_offer_binder_begin(struct hf_connection *c, uint32_t length) {
  c->offers.binders = c->offers.binders < OFFERS_MOST ? c->offers.binders + 1u : OFFERS_MOST;
  (void)length;
  return HF_OK;
}

/* The next n bytes of a binder, of which so many were read. One that is too long is none: its size tells. */
/*@ requires \valid(out + (0 .. HF_SECRET_SIZE - 1)) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(out + (0 .. HF_SECRET_SIZE - 1), in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_SECRET_SIZE - 1];
  @ ensures at + n <= HF_SECRET_SIZE ==> \result == at + n && bytes_of(out + at, n) == \old(bytes_of(in, n));
  @ ensures at + n > HF_SECRET_SIZE ==> \result == HF_SECRET_SIZE + 1; */
static uint32_t take_binder(uint8_t *out, uint32_t at, const uint8_t *in, uint32_t n) {
  if (at > HF_SECRET_SIZE || n > HF_SECRET_SIZE - at)
    return HF_SECRET_SIZE + 1u;
  hf_copy(&out[at], in, n);
  return at + n;
}

enum hf_error hf_offer_binder_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint8_t *bytes = c->exchange.secret.bytes;
  if (c->offers.binders == c->offers.identity)
    c->offers.binder_n = take_binder(&bytes[HF_PSK_BINDER_AT], c->offers.binder_n, in, n);
  else if (c->offers.binders == c->offers.external)
    c->offers.external_n = take_binder(&bytes[HF_PSK_EXTERNAL_BINDER_AT], c->offers.external_n, in, n);
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
