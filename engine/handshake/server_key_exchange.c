#include "handshake/server_key_exchange.h"
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
#include "handshake/verify.h"

#define PARAMS_MAX (4u + HF_POINT_MAX) /* curve type, named curve, length, point */

/* The ECDHE parameters as they stand in the message; how many bytes. */
/*@ requires \valid_read(point + (0 .. point_n - 1)) && point_n <= HF_POINT_MAX;
  @ requires \valid(params + (0 .. PARAMS_MAX - 1)) && \separated(point + (0 .. point_n - 1), params + (0 .. PARAMS_MAX - 1));
  @ HF_TOTAL; assigns params[0 .. PARAMS_MAX - 1]; ensures \result <= PARAMS_MAX; */
static size_t write_params(uint32_t group, const uint8_t *point, size_t point_n, uint8_t *params) {
  struct hf_out_server_ecdh_params m;
  struct hf_writer w;
  m.namedcurve = group;
  m.point = point;
  m.point_n = point_n;
  hf_writer_start(&w, params, PARAMS_MAX, 0u);
  hf_encode_server_ecdh_params(&w, &m);
  return w.written;
}

/*@ requires \valid_read(c) && \valid_read(params + (0 .. n - 1)) && n <= PARAMS_MAX && hash_known(id);
  @ requires \valid(out + (0 .. HF_HASH_MAX - 1)); HF_TOTAL; assigns out[0 .. HF_HASH_MAX - 1];
  @ ensures bytes_of(out, digest_size(id)) == \old(digest(id, bytes_cat(bytes_cat(bytes_of(&c->exchange.client_random[0], 32),
  @   bytes_of(&c->exchange.server_random[0], 32)), bytes_of(params, n)))); */
static void hash_params(const struct hf_connection *c, uint32_t id, const uint8_t *params, size_t n, uint8_t *out) {
  struct hf_hash hash;
  hf_hash_start(&hash, id);
  hf_hash_update(&hash, c->exchange.client_random, 32u);
  hf_hash_update(&hash, c->exchange.server_random, 32u);
  hf_hash_update(&hash, params, n);
  hf_hash_finish(&hash, out);
}

void hf_share_digest(const struct hf_connection *c, uint32_t scheme, uint32_t group, const uint8_t *point,
                     size_t point_n, uint8_t *out) {
  uint8_t params[PARAMS_MAX];
  size_t n = write_params(group, point, point_n, params);
  /*@ assert client: bytes_of(&c->exchange.client_random[0], 32) == \at(bytes_of(&c->exchange.client_random[0], 32), Pre); */
  /*@ assert server: bytes_of(&c->exchange.server_random[0], 32) == \at(bytes_of(&c->exchange.server_random[0], 32), Pre); */
  hash_params(c, hf_scheme_hash(scheme), params, n, out);
}

uint32_t hf_decide_sign_server_key_exchange(struct hf_connection *c) {
  uint8_t digest[HF_HASH_MAX];
  if (hf_scheme_hash(c->parameters.signature_scheme) == 0u) {
    c->machine.error = HF_ERROR_PRIVATE_KEY_FAILED;
    return HF_EVENT_ERROR;
  }
  hf_share_digest(c, c->parameters.signature_scheme, c->parameters.group, c->exchange.share, c->exchange.share_n,
                  digest);
  return hf_sign(c, c->parameters.signature_scheme, digest);
}

void hf_send_server_key_exchange_ecdhe(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_server_key_exchange_ecdhe m;
  m.namedcurve = c->parameters.group;
  m.point = c->exchange.share;
  m.point_n = c->exchange.share_n;
  m.algorithm = c->parameters.signature_scheme;
  m.signature = c->kept.bytes;
  m.signature_n = hf_kept_size(c, HF_KEPT_SIGNATURE);
  hf_encode_server_key_exchange_ecdhe(w, &m);
}

/* The client's side: the share is kept for the agreement before anything is said of its signature. */
/*@ requires \valid(c); HF_TOTAL;
  @ assigns c->parameters.group, c->exchange.peer_share_n, c->exchange.peer_share[0 .. HF_POINT_MAX - 1];
  @ ensures c->exchange.peer_share_n <= HF_POINT_MAX; */
static void take_share(struct hf_connection *c) {
  uint32_t n = c->parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_POINT];
  n = n <= HF_POINT_MAX ? n : 0u;
  c->parameters.group = c->parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_NAMEDCURVE];
  c->exchange.peer_share_n = n;
  hf_copy(c->exchange.peer_share, &c->kept.bytes[HF_KEPT_SERVER_KEY_EXCHANGE_POINT], n);
}

/* The peer's key signed the share that was taken, for this handshake. */
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c) && scheme_hash(scheme) != 0;
  @ requires c->exchange.peer_share_n <= HF_POINT_MAX; HF_TOTAL; assigns \nothing;
  @ ensures P3: \result ==> c->kept_holds == HF_KEPT_FIELDS && c->machine.event == HF_EVENT_RECV_SERVER_KEY_EXCHANGE;
  @ ensures P3: \result ==> (\exists bytes d; is_share_digest(d, scheme, \old(bytes_of(&c->exchange.client_random[0], 32)),
  @     \old(bytes_of(&c->exchange.server_random[0], 32))) &&
  @   HF_PEER_SIGNED(c, scheme, d, &c->kept.bytes[HF_KEPT_SERVER_KEY_EXCHANGE_SIGNATURE],
  @     c->parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_SIGNATURE])); */
static bool is_genuine(const struct hf_connection *c, uint32_t scheme) {
  uint32_t n = c->parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_SIGNATURE];
  uint8_t digest[HF_HASH_MAX];
  if (!hf_has_read(c, HF_EVENT_RECV_SERVER_KEY_EXCHANGE) || n > HF_SIZE_SERVER_KEY_EXCHANGE_SIGNATURE)
    return false;
  hf_share_digest(c, scheme, c->parameters.group, c->exchange.peer_share, c->exchange.peer_share_n, digest);
  return hf_peer_signed(c, scheme, digest, hf_hash_size(hf_scheme_hash(scheme)),
                        &c->kept.bytes[HF_KEPT_SERVER_KEY_EXCHANGE_SIGNATURE], n);
}

uint32_t hf_decide_check_server_key_exchange(struct hf_connection *c) {
  uint32_t scheme = c->parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_ALGORITHM];
  take_share(c);
  c->parameters.peer_signature_scheme = scheme;
  if ((hf_group_bit(c->parameters.group) & hf_allowed_groups(c->config)) == 0u)
    return HF_OUTCOME_CHECK_SERVER_KEY_EXCHANGE_GROUP_NOT_OFFERED;
  if ((hf_scheme_bit(scheme) & hf_allowed_schemes(c->config)) == 0u ||
      !hf_scheme_fits(scheme, c->peer.key.kind, c->peer.key.group))
    return HF_OUTCOME_CHECK_SERVER_KEY_EXCHANGE_SCHEME_NOT_OFFERED;
  return is_genuine(c, scheme) ? HF_OUTCOME_CHECK_SERVER_KEY_EXCHANGE_GENUINE
                               : HF_OUTCOME_CHECK_SERVER_KEY_EXCHANGE_FORGED;
}
