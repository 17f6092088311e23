/* What the client decides when it has read a ServerHello. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/binding.h"
#include "handshake/certificate_type.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"
#include "handshake/peer.h"
#include "handshake/record_size.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include <stdbool.h>

/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool answered(const struct hf_connection *c, uint32_t extension) {
  return (c->offers.extensions & extension) != 0u;
}

/* The suite that the server chose, if it was offered, as its bit; 0: it was not. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static uint32_t suite_chosen(const struct hf_connection *c) {
  uint32_t bit = hf_suite_bit(c->parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE]) & c->allowed_suites;
  return hf_suite_is_tls13(&hf_cipher_suites[hf_suite_row(bit)]) ? 0u : bit;
}

/*@ requires \valid(c); HF_TOTAL; assigns c->parameters.cipher_suite, c->parameters.suite;
  @ ensures c->parameters.cipher_suite == c->parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] % 65536; */
static void take_suite(struct hf_connection *c) {
  c->parameters.suite = hf_suite_row(suite_chosen(c));
  c->parameters.cipher_suite = c->parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] % 65536u;
}

/* What the extensions say by being there. */
/*@ requires \valid(c); HF_TOTAL;
  @ assigns c->parameters.extended_master_secret, c->parameters.encrypt_then_mac, c->parameters.server_type,
  @   c->parameters.client_type, c->parameters.status_request, c->parameters.session_ticket; */
static void take_answers(struct hf_connection *c) {
  c->parameters.extended_master_secret = answered(c, HF_SEEN_EXTENDED_MASTER_SECRET);
  c->parameters.encrypt_then_mac = answered(c, HF_SEEN_ENCRYPT_THEN_MAC);
  c->parameters.server_type =
      (c->offers.flags & HF_OFFER_SERVER_RAW) != 0u ? HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY : HF_CERTIFICATE_TYPE_X509;
  c->parameters.client_type =
      (c->offers.flags & HF_OFFER_CLIENT_RAW) != 0u ? HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY : HF_CERTIFICATE_TYPE_X509;
  c->parameters.status_request = answered(c, HF_SEEN_STATUS_REQUEST);
  c->parameters.session_ticket = answered(c, HF_SEEN_SESSION_TICKET);
}

/* The hash functions that the suite, or a signature of ours, still needs. */
/*@ requires \valid(c) && \valid_read(c->config) && hf_transcript_sound(&c->transcript);
  @ HF_TOTAL; assigns c->transcript.wanted;
  @ ensures hf_transcript_sound(&c->transcript); */
static void keep_transcript(struct hf_connection *c) {
  hf_transcript_keep(&c->transcript,
                     hf_transcript_needed(hf_suite_bit(c->parameters.cipher_suite), c->config->identities_n != 0u));
}

/* RFC 7366 3: only with a block cipher; RFC 8449 4, 5. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool extensions_sensible(const struct hf_connection *c) {
  if (hf_record_size_wrong(c))
    return false;
  return !answered(c, HF_SEEN_ENCRYPT_THEN_MAC) || hf_suite(c)->protection == HF_PROTECTION_CBC;
}

/* RFC 8422 5.2: the uncompressed format must be among those that a server lists. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool points_wrong(const struct hf_connection *c) {
  return answered(c, HF_SEEN_EC_POINT_FORMATS) && (c->offers.flags & HF_OFFER_UNCOMPRESSED_POINTS) == 0u;
}

/* The ID that we offered comes back: the server resumes (RFC 5246 7.4.1.3). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->session.session_id_n == c->parser.numbers[HF_NUMBER_SERVER_HELLO_SESSION_ID];
  @ ensures \result ==> (\forall integer i; 0 <= i < c->session.session_id_n ==>
  @   c->kept.bytes[HF_KEPT_SERVER_HELLO_SESSION_ID + i] == c->session.session_id[i]); */
static bool is_resumption(const struct hf_connection *c) {
  uint32_t n = c->parser.numbers[HF_NUMBER_SERVER_HELLO_SESSION_ID];
  if (n == 0u || n > HF_SESSION_ID_MAX || n != c->session.session_id_n)
    return false;
  return hf_ct_equal(&c->kept.bytes[HF_KEPT_SERVER_HELLO_SESSION_ID], c->session.session_id, n) == 1u;
}

/* RFC 7627 5.3: a session is resumed with the extended master secret if and only if it was made with it. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_OUTCOME_CHECK_SERVER_HELLO_SESSION_CHANGED ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_EXTENDED_MASTER_SECRET_MISSING ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_RESUMED;
  @ ensures \result == HF_OUTCOME_CHECK_SERVER_HELLO_RESUMED ==>
  @   c->session.cipher_suite == c->parameters.cipher_suite &&
  @   c->session.extended_master_secret == c->parameters.extended_master_secret; */
static uint32_t resumption(const struct hf_connection *c) {
  if (c->session.cipher_suite != c->parameters.cipher_suite)
    return HF_OUTCOME_CHECK_SERVER_HELLO_SESSION_CHANGED;
  if (c->session.extended_master_secret != c->parameters.extended_master_secret)
    return HF_OUTCOME_CHECK_SERVER_HELLO_EXTENDED_MASTER_SECRET_MISSING;
  return HF_OUTCOME_CHECK_SERVER_HELLO_RESUMED;
}

/* A full handshake: a new session takes the ID that the server gave it, which may be none, and is made with nobody yet. */
/*@ requires \valid(c) && hf_peer_chain_sound(c); HF_TOTAL;
  @ assigns c->session, c->peer.record_n, c->chain.count, c->chain.used, c->chain.raw_public_key;
  @ ensures hf_peer_chain_sound(c) && c->session.session_id_n <= HF_SESSION_ID_MAX; */
static void begin_session(struct hf_connection *c) {
  uint32_t n = c->parser.numbers[HF_NUMBER_SERVER_HELLO_SESSION_ID];
  hf_session_clear(&c->session);
  hf_peer_forget(c);
  if (n <= HF_SESSION_ID_MAX) {
    hf_copy(c->session.session_id, &c->kept.bytes[HF_KEPT_SERVER_HELLO_SESSION_ID], n);
    c->session.session_id_n = n;
  }
}

/* The checks of what stands in the message itself; 0: none fails. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == 0 || \result == HF_OUTCOME_CHECK_SERVER_HELLO_CIPHER_SUITE_NOT_OFFERED ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_COMPRESSION_NOT_OFFERED ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_RENEGOTIATION_INFO_WRONG ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_POINT_FORMATS_WRONG ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_APPLICATION_PROTOCOL_NOT_OFFERED; */
static uint32_t refusal(const struct hf_connection *c) {
  if (suite_chosen(c) == 0u)
    return HF_OUTCOME_CHECK_SERVER_HELLO_CIPHER_SUITE_NOT_OFFERED;
  if (c->parser.numbers[HF_NUMBER_SERVER_HELLO_COMPRESSION_METHOD] != 0u)
    return HF_OUTCOME_CHECK_SERVER_HELLO_COMPRESSION_NOT_OFFERED;
  if ((c->offers.flags & HF_OFFER_RENEGOTIATION_WRONG) != 0u)
    return HF_OUTCOME_CHECK_SERVER_HELLO_RENEGOTIATION_INFO_WRONG;
  if ((c->offers.flags & HF_OFFER_PROTOCOL_UNKNOWN) != 0u)
    return HF_OUTCOME_CHECK_SERVER_HELLO_APPLICATION_PROTOCOL_NOT_OFFERED;
  if (points_wrong(c))
    return HF_OUTCOME_CHECK_SERVER_HELLO_POINT_FORMATS_WRONG;
  return 0u;
}

/* What is answered to a message that none of those refuses, once it is taken. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_EVENT_ERROR || \result == HF_OUTCOME_CHECK_SERVER_HELLO_FULL ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_SESSION_CHANGED ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_EXTENDED_MASTER_SECRET_MISSING ||
  @   \result == HF_OUTCOME_CHECK_SERVER_HELLO_RESUMED; */
static uint32_t verdict(const struct hf_connection *c) {
  if (!extensions_sensible(c))
    return HF_EVENT_ERROR;
  if (c->config->require_extended_master_secret != 0u && c->parameters.extended_master_secret == 0u)
    return HF_OUTCOME_CHECK_SERVER_HELLO_EXTENDED_MASTER_SECRET_MISSING;
  return is_resumption(c) ? resumption(c) : HF_OUTCOME_CHECK_SERVER_HELLO_FULL;
}

/* A hello that is refused is taken all the same: the handshake ends, and nothing of it is used. */
uint32_t hf_decide_check_server_hello(struct hf_connection *c) {
  uint32_t outcome = refusal(c);
  take_suite(c);
  hf_copy(c->exchange.server_random, &c->kept.bytes[HF_KEPT_SERVER_HELLO_RANDOM], 32u);
  take_answers(c);
  c->parameters.protocol_at = c->offers.protocol_at;
  c->parameters.protocol_n = c->offers.protocol_n;
  keep_transcript(c);
  outcome = outcome != 0u ? outcome : verdict(c);
  c->parameters.resumed = outcome == HF_OUTCOME_CHECK_SERVER_HELLO_RESUMED ? 1u : 0u;
  hf_record_size_agree(c);
  c->machine.error = outcome == HF_EVENT_ERROR ? HF_ERROR_EXTENSION_MALFORMED : c->machine.error;
  if (outcome == HF_OUTCOME_CHECK_SERVER_HELLO_FULL)
    begin_session(c);
  return outcome;
}
