#include "handshake/retry.h"
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "crypto/hmac.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/choose.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"
#include "handshake/psk.h"
#include "handshake/second_share.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "handshake/version.h"

#define MESSAGE_HASH 254u /* RFC 8446 4.4.1 */

/* The digests of the first hello, by either hash that may be asked for. */
/*@ requires \valid(c) && hf_transcript_sound(&c->transcript); HF_TOTAL; assigns c->exchange.traffic; */
static void keep_digests(struct hf_connection *c) {
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash work;
  if (hf_transcript_digest(&c->transcript, HF_HASH_SHA256, digest, &work))
    hf_copy(c->exchange.traffic.client, digest, 32u);
  if (hf_transcript_digest(&c->transcript, HF_HASH_SHA384, digest, &work))
    hf_copy(c->exchange.traffic.server, digest, HF_SECRET_SIZE);
  c->exchange.traffic.holds = HF_TRAFFIC_HELLO;
}

void hf_retry_note(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t taken = c->chain.used + c->peer.record_n + c->session.ticket_n;
  uint32_t room = taken <= c->chain.size ? c->chain.size - taken : 0u;
  if (c->exchange.traffic.holds == HF_TRAFFIC_NOTHING)
    keep_digests(c);
  if (c->offers.hello_n == 0u)
    c->offers.hello_at = c->chain.used;
  if (c->offers.hello_n > room || n > room - c->offers.hello_n) {
    c->offers.hello_n = HF_HELLO_LOST;
    return;
  }
  hf_copy(&c->chain.buffer[c->offers.hello_at + c->offers.hello_n], in, n);
  c->offers.hello_n = c->offers.hello_n + n;
}

void hf_retry_transcript(struct hf_connection *c, const uint8_t *digest) {
  uint32_t hash = hf_prf_hash(c);
  uint32_t n = hash == HF_HASH_SHA384 ? 48u : 32u;
  uint8_t head[4] = {MESSAGE_HASH, 0u, 0u, (uint8_t)n};
  hf_transcript_start(&c->transcript, hash == HF_HASH_SHA384 ? HF_TRANSCRIPT_SHA384 : HF_TRANSCRIPT_SHA256);
  hf_transcript_update(&c->transcript, head, 4u);
  hf_transcript_update(&c->transcript, digest, n);
}

bool hf_session_id_echoed(const struct hf_connection *c) {
  uint32_t n = c->parser.numbers[HF_NUMBER_SERVER_HELLO_SESSION_ID];
  if (n > HF_SESSION_ID_MAX || n != c->session.session_id_n)
    return false;
  return hf_ct_equal(&c->kept.bytes[HF_KEPT_SERVER_HELLO_SESSION_ID], c->session.session_id, n) == 1u;
}

uint32_t hf_suite13_chosen(const struct hf_connection *c) {
  uint32_t bit = hf_suite_bit(c->parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE]) & c->allowed_suites;
  return hf_suite_is_tls13(&hf_cipher_suites[hf_suite_row(bit)]) ? bit : 0u;
}

/* True: it asks for a group that we have and sent no share of, or gives a cookie; and for no other. */
/*@ requires \valid_read(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing; */
static bool asks_for_something(const struct hf_connection *c) {
  uint32_t group = c->offers.share_group;
  if (!hf_offered(c, HF_SEEN_KEY_SHARE))
    return c->offers.cookie_n != 0u;
  return group != c->parameters.group && group != c->parameters.second_group &&
         (hf_group_bit(group) & hf_allowed_groups(c->config)) != 0u && hf_group_known(group);
}

/* What is wrong with a HelloRetryRequest, or HF_OK. */
/*@ requires \valid_read(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing; */
static enum hf_error refusal(const struct hf_connection *c) {
  if (!hf_session_id_echoed(c))
    return HF_ERROR_SESSION_ID_NOT_ECHOED;
  if (hf_suite13_chosen(c) == 0u)
    return HF_ERROR_CIPHER_SUITE_NOT_OFFERED;
  if (c->parser.numbers[HF_NUMBER_SERVER_HELLO_COMPRESSION_METHOD] != 0u)
    return HF_ERROR_COMPRESSION_NOT_OFFERED;
  if (!asks_for_something(c))
    return HF_ERROR_RETRY_NEEDLESS;
  return c->offers.hello_n == HF_HELLO_LOST ? HF_ERROR_CHAIN_BUFFER_TOO_SMALL : HF_OK;
}

uint32_t hf_decide_check_retry(struct hf_connection *c) {
  enum hf_error error = refusal(c);
  c->machine.error = error;
  if (error != HF_OK)
    return HF_OUTCOME_CHECK_RETRY_REFUSED;
  c->parameters.suite = hf_suite_row(hf_suite13_chosen(c));
  c->parameters.cipher_suite = hf_cipher_suites[c->parameters.suite % HF_CIPHER_SUITES].code;
  return HF_OUTCOME_CHECK_RETRY_ACCEPTABLE;
}

/* The transcript is what it would have been: message_hash, then the request. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->transcript; HF_STAYS_SOUND(c); */
static void begin_again(struct hf_connection *c) {
  const uint8_t *digest = hf_prf_hash(c) == HF_HASH_SHA384 ? c->exchange.traffic.server : c->exchange.traffic.client;
  hf_retry_transcript(c, digest);
  if (c->offers.hello_n <= c->chain.size)
    hf_transcript_update(&c->transcript, &c->chain.buffer[c->offers.hello_at], c->offers.hello_n);
}

/* An external key leaves what else the hello offered as it was. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session, c->parameters.psk, HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
static void drop_psk(struct hf_connection *c) {
  if (c->parameters.psk == HF_PSK_EXTERNAL)
    c->parameters.psk = HF_PSK_NONE;
  else
    hf_psk_forget(c);
}

enum hf_error hf_do_prepare_second_hello(struct hf_connection *c) {
  bool other_group = hf_offered(c, HF_SEEN_KEY_SHARE);
  enum hf_error error = HF_OK;
  if (c->exchange.traffic.holds != HF_TRAFFIC_HELLO)
    return HF_ERROR_MESSAGE_TABLE;
  begin_again(c);
  c->parameters.retried = 1u;
  c->parameters.disguised = 1u;
  c->offers.extensions = 0u;
  c->offers.selected = 0u;
  c->exchange.traffic.holds = HF_TRAFFIC_NOTHING;
  if (other_group) {
    hf_second_share_settle(c, 0u);
    c->parameters.group = c->offers.share_group;
    error = hf_do_make_key_share(c);
  }
  if (c->parameters.psk != HF_PSK_NONE && hf_psk_hash(c) != hf_prf_hash(c)) /* RFC 8446 4.1.4 */
    drop_psk(c);
  if (error == HF_OK && c->parameters.psk != HF_PSK_NONE)
    hf_psk_bind(c);
  return error;
}
