/* Finished of TLS 1.3 (RFC 8446 4.4.4): as long as the hash, and made with the secret that its sender sends with. */
#include "crypto/ct.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/kept.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "keys/schedule.h"

uint32_t hf_decide_verify_data_size(struct hf_connection *c) {
  return hf_prf_hash(c) == HF_HASH_SHA384 ? HF_OUTCOME_VERIFY_DATA_SIZE_SHA384 : HF_OUTCOME_VERIFY_DATA_SIZE_SHA256;
}

/*@ // RFC 8446 4.4.4: of whose traffic secret this is
  @ predicate is_finished13(bytes v, integer hash, bytes secret, bytes transcript) = \exists bytes h, l;
  @   is_finished_label(l) && is_hkdf_head(h, digest_size(hash), 8) &&
  @   v == hmac(hash, expand_label(hash, secret, h, l, bytes_nil, digest_size(hash)), transcript);
  @*/
/* The verify_data of a side over the handshake so far. */
/*@ requires \valid(c) && hf_transcript_sound(&c->transcript); HF_TOTAL;
  @ assigns c->exchange.finished;
  @ ensures P3: \result == HF_OK ==> is_finished13(bytes_of(&c->exchange.finished.bytes[0], digest_size(suite_hash(c->parameters.suite))),
  @   suite_hash(c->parameters.suite), \old(bytes_of(of_server != 0 ? &c->exchange.traffic.server[0] : &c->exchange.traffic.client[0],
  @   digest_size(suite_hash(c->parameters.suite)))), \old(transcript_hash(&c->transcript, suite_hash(c->parameters.suite))));
  @ ensures \result == HF_OK ==> c->exchange.finished.of == (of_server != 0 ? HF_SIDE_SERVER : HF_SIDE_CLIENT);
  @ ensures \result == HF_OK ==> c->exchange.traffic.holds >= HF_TRAFFIC_HANDSHAKE;
  @ ensures \result == HF_OK || \result == HF_ERROR_MESSAGE_TABLE || \result == HF_ERROR_PROVIDER_FAILED; */
static enum hf_error verify_data(struct hf_connection *c, uint32_t of_server) {
  uint32_t hash = hf_prf_hash(c);
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash work;
  if (c->exchange.traffic.holds < HF_TRAFFIC_HANDSHAKE)
    return HF_ERROR_MESSAGE_TABLE;
  if (!hf_transcript_digest(&c->transcript, hash, digest, &work))
    return HF_ERROR_PROVIDER_FAILED;
  c->exchange.finished.of = of_server != 0u ? HF_SIDE_SERVER : HF_SIDE_CLIENT;
  /*@ assert secret: bytes_of(of_server != 0 ? &c->exchange.traffic.server[0] : &c->exchange.traffic.client[0], digest_size(hash)) ==
        \at(bytes_of(of_server != 0 ? &c->exchange.traffic.server[0] : &c->exchange.traffic.client[0],
          digest_size(suite_hash(c->parameters.suite))), Pre); */
  hf_finished_mac(hash, of_server != 0u ? c->exchange.traffic.server : c->exchange.traffic.client, digest,
                  c->exchange.finished.bytes);
  return HF_OK;
}

/* What the peer must send; computed before its message is read, and so before that is part of the transcript. */
enum hf_error hf_do_expect_finished13(struct hf_connection *c) {
  return verify_data(c, c->is_server == 0u ? 1u : 0u);
}

enum hf_error hf_do_make_finished13(struct hf_connection *c) {
  return verify_data(c, c->is_server != 0u ? 1u : 0u);
}

void hf_send_finished_sha256(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_finished_sha256 m;
  m.verify_data_sha256 = c->exchange.finished.bytes;
  hf_encode_finished_sha256(w, &m);
}

void hf_send_finished_sha384(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_finished_sha384 m;
  m.verify_data_sha384 = c->exchange.finished.bytes;
  hf_encode_finished_sha384(w, &m);
}

/* Every byte counts, and none but the peer's own. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures P3: \result <==> c->machine.event == HF_EVENT_RECV_FINISHED && c->kept_holds == HF_KEPT_FIELDS &&
  @   c->exchange.finished.of == (c->is_server != 0 ? HF_SIDE_CLIENT : HF_SIDE_SERVER) &&
  @   (\forall integer i; 0 <= i < digest_size(suite_hash(c->parameters.suite)) ==> c->kept.bytes[i] == c->exchange.finished.bytes[i]); */
static bool is_expected(const struct hf_connection *c) {
  static const uint32_t places[2] = {HF_KEPT_FINISHED_VERIFY_DATA_SHA256, HF_KEPT_FINISHED_VERIFY_DATA_SHA384};
  const uint32_t sha384 = hf_prf_hash(c) == HF_HASH_SHA384 ? 1u : 0u;
  uint32_t peer = c->is_server != 0u ? HF_SIDE_CLIENT : HF_SIDE_SERVER;
  if (c->exchange.finished.of != peer || !hf_has_read(c, HF_EVENT_RECV_FINISHED))
    return false;
  return hf_ct_equal(&c->kept.bytes[places[sha384]], c->exchange.finished.bytes, sha384 == 1u ? 48u : 32u) == 1u;
}

uint32_t hf_decide_check_finished13(struct hf_connection *c) {
  return is_expected(c) ? HF_OUTCOME_CHECK_FINISHED13_EQUAL : HF_OUTCOME_CHECK_FINISHED13_DIFFERENT;
}
