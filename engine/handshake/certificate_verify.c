/* CertificateVerify (RFC 5246 7.4.8): the client proves that it has the key of its certificate, by signing the handshake. */
#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "crypto/signature.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/choose.h"
#include "handshake/identity.h"
#include "handshake/kept.h"
#include "handshake/offers.h"
#include "handshake/transcript.h"
#include "handshake/verify.h"
#include <stdbool.h>

/*@ requires \valid_read(c) && hf_transcript_sound(&c->transcript) && \valid(digest + (0 .. HF_HASH_MAX - 1));
  @ requires \separated(c, digest + (0 .. HF_HASH_MAX - 1)); HF_TOTAL;
  @ assigns digest[0 .. HF_HASH_MAX - 1];
  @ ensures \result ==> (hash == 4 || hash == 5 || hash == 6) &&
  @   bytes_of(digest, digest_size(hash)) == \old(transcript_hash(&c->transcript, hash)); */
static bool digest_so_far(const struct hf_connection *c, uint32_t hash, uint8_t *digest) {
  struct hf_hash work;
  return hf_transcript_digest(&c->transcript, hash, digest, &work);
}

uint32_t hf_decide_sign_certificate_verify(struct hf_connection *c) {
  uint32_t scheme = c->parameters.signature_scheme;
  uint8_t digest[HF_HASH_MAX];
  if (!digest_so_far(c, hf_scheme_hash(scheme), digest)) {
    c->machine.error = HF_ERROR_PROVIDER_FAILED;
    return HF_EVENT_ERROR;
  }
  return hf_sign(c, scheme, digest);
}

void hf_send_certificate_verify(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_certificate_verify m;
  m.algorithm = c->parameters.signature_scheme;
  m.signature = c->kept.bytes;
  m.signature_n = hf_kept_size(c, HF_KEPT_SIGNATURE);
  hf_encode_certificate_verify(w, &m);
}

size_t hf_digest_at(uint32_t hash) {
  if (hash == HF_HASH_SHA256)
    return 0u;
  return hash == HF_HASH_SHA384 ? HF_HASH_MAX : 2u * HF_HASH_MAX;
}

/*@ requires \valid(c) && hf_transcript_sound(&c->transcript) && 4 <= hash <= 6; HF_TOTAL;
  @ assigns c->exchange.secret.bytes[digest_place(hash) .. digest_place(hash) + HF_HASH_MAX - 1];
  @ ensures P4: transcript_has(&c->transcript, hash) ==>
  @   bytes_of(&c->exchange.secret.bytes[digest_place(hash)], digest_size(hash)) == \old(transcript_hash(&c->transcript, hash)); */
static void remember(struct hf_connection *c, uint32_t hash) {
  struct hf_hash work;
  (void)hf_transcript_digest(&c->transcript, hash, &c->exchange.secret.bytes[hf_digest_at(hash)], &work);
}

/* The signature covers the messages before it, by a function that only it names: so all digests are taken before it is read. */
enum hf_error hf_do_remember_transcript(struct hf_connection *c) {
  c->exchange.secret.holds = HF_SECRET_DIGESTS;
  remember(c, HF_HASH_SHA256);
  remember(c, HF_HASH_SHA384);
  remember(c, HF_HASH_SHA512);
  return HF_OK;
}

/* The peer's key signed the transcript before this message, as hf_do_remember_transcript left it. */
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c); HF_TOTAL; assigns \nothing;
  @ ensures P4: \result ==> c->kept_holds == HF_KEPT_FIELDS && c->machine.event == HF_EVENT_RECV_CERTIFICATE_VERIFY &&
  @   c->exchange.secret.holds == HF_SECRET_DIGESTS && HF_PEER_SIGNED(c, scheme,
  @   bytes_of(&c->exchange.secret.bytes[digest_place(scheme_hash(scheme))], digest_size(scheme_hash(scheme))),
  @   &c->kept.bytes[HF_KEPT_CERTIFICATE_VERIFY_SIGNATURE], c->parser.numbers[HF_NUMBER_CERTIFICATE_VERIFY_SIGNATURE]); */
static bool is_genuine(const struct hf_connection *c, uint32_t scheme) {
  uint32_t n = c->parser.numbers[HF_NUMBER_CERTIFICATE_VERIFY_SIGNATURE];
  uint32_t hash = hf_scheme_hash(scheme);
  if (c->exchange.secret.holds != HF_SECRET_DIGESTS || !hf_has_read(c, HF_EVENT_RECV_CERTIFICATE_VERIFY))
    return false;
  if (n > HF_SIZE_CERTIFICATE_VERIFY_SIGNATURE)
    return false;
  return hf_peer_signed(c, scheme, &c->exchange.secret.bytes[hf_digest_at(hash)], hf_hash_size(hash),
                        &c->kept.bytes[HF_KEPT_CERTIFICATE_VERIFY_SIGNATURE], n);
}

uint32_t hf_decide_check_certificate_verify(struct hf_connection *c) {
  uint32_t scheme = c->parser.numbers[HF_NUMBER_CERTIFICATE_VERIFY_ALGORITHM];
  c->parameters.peer_signature_scheme = scheme;
  if ((hf_scheme_bit(scheme) & hf_allowed_schemes(c->config)) == 0u ||
      !hf_scheme_fits(scheme, c->peer.key.kind, c->peer.key.group))
    return HF_OUTCOME_CHECK_CERTIFICATE_VERIFY_SCHEME_NOT_OFFERED;
  return is_genuine(c, scheme) ? HF_OUTCOME_CHECK_CERTIFICATE_VERIFY_GENUINE
                               : HF_OUTCOME_CHECK_CERTIFICATE_VERIFY_FORGED;
}
