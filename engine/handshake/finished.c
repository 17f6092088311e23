/* Finished (RFC 5246 7.4.9): both sides prove that they saw the same handshake and hold the same master secret. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "crypto/hmac.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/kept.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "keys/master.h"
#include <stdbool.h>

/* RFC 5929 3.1: the first Finished of a handshake is what tells it from all others: the client's, in a resumption the server's. */
/*@ requires \valid(c); HF_TOTAL; assigns c->exchange.first_finished[0 .. 11];
  @ ensures is_client != c->parameters.resumed ==> bytes_of(&c->exchange.first_finished[0], 12) == \old(bytes_of(&c->exchange.finished.bytes[0], 12)); */
static void keep_first(struct hf_connection *c, uint32_t is_client) {
  if (is_client != c->parameters.resumed)
    hf_copy(c->exchange.first_finished, c->exchange.finished.bytes, HF_VERIFY_DATA);
}

/*@ // RFC 5246 7.4.9: the verify_data of one side over a transcript hash
  @ predicate is_finished(bytes v, integer hash, bytes master, integer is_client, bytes transcript) = \exists bytes l;
  @   (is_client == 1 ? is_client_label(l) : is_server_label(l)) && v == prf(hash, master, l, transcript, 12);
  @*/
/* The verify_data of a side over the handshake so far. */
/*@ requires \valid(c) && hf_transcript_sound(&c->transcript) && is_client <= 1; HF_TOTAL;
  @ assigns c->exchange.finished, c->exchange.first_finished[0 .. 11];
  @ ensures P3: \result == HF_OK ==> is_finished(bytes_of(&c->exchange.finished.bytes[0], 12), \old(suite_hash(c->parameters.suite)),
  @   \old(bytes_of(&c->session.master_secret[0], 48)), is_client,
  @   \old(transcript_hash(&c->transcript, suite_hash(c->parameters.suite))));
  @ ensures \result == HF_OK ==> c->session.has_master_secret != 0;
  @ ensures \result == HF_OK ==> c->exchange.finished.of == (is_client != 0 ? HF_SIDE_CLIENT : HF_SIDE_SERVER);
  @ ensures \result == HF_OK || \result == HF_ERROR_MESSAGE_TABLE || \result == HF_ERROR_PROVIDER_FAILED; */
static enum hf_error verify_data(struct hf_connection *c, uint32_t is_client) {
  uint32_t hash = hf_prf_hash(c);
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash work;
  if (c->session.has_master_secret == 0u)
    return HF_ERROR_MESSAGE_TABLE;
  if (!hf_transcript_digest(&c->transcript, hash, digest, &work))
    return HF_ERROR_PROVIDER_FAILED;
  c->exchange.finished.of = is_client != 0u ? HF_SIDE_CLIENT : HF_SIDE_SERVER;
  /*@ assert master: bytes_of(&c->session.master_secret[0], 48) == \at(bytes_of(&c->session.master_secret[0], 48), Pre); */
  hf_verify_data(hash, c->session.master_secret, is_client, digest, hf_hash_size(hash), c->exchange.finished.bytes);
  /*@ ghost Made: ; */
  keep_first(c, is_client);
  /*@ assert kept: bytes_kept{Made,Here}(&c->exchange.finished.bytes[0], 12); */
  /*@ assert made: bytes_of(&c->exchange.finished.bytes[0], 12) == \at(bytes_of(&c->exchange.finished.bytes[0], 12), Made); */
  return HF_OK;
}

/* What the peer must send; computed before its message is read, and so before that is part of the transcript. */
enum hf_error hf_do_expect_finished(struct hf_connection *c) {
  return verify_data(c, c->is_server != 0u ? 1u : 0u);
}

enum hf_error hf_do_make_finished(struct hf_connection *c) {
  return verify_data(c, c->is_server == 0u ? 1u : 0u);
}

void hf_send_finished_prf(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_finished_prf m;
  m.verify_data = c->exchange.finished.bytes;
  hf_encode_finished_prf(w, &m);
}

/* Every byte counts: no Finished but the one that was expected of the peer is accepted; our own, sent back, is another. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures P3: \result <==> c->machine.event == HF_EVENT_RECV_FINISHED && c->kept_holds == HF_KEPT_FIELDS &&
  @   c->exchange.finished.of == (c->is_server != 0 ? HF_SIDE_CLIENT : HF_SIDE_SERVER) &&
  @   (\forall integer i; 0 <= i < 12 ==> c->kept.bytes[HF_KEPT_FINISHED_VERIFY_DATA + i] == c->exchange.finished.bytes[i]); */
static bool is_expected(const struct hf_connection *c) {
  uint32_t peer = c->is_server != 0u ? HF_SIDE_CLIENT : HF_SIDE_SERVER;
  if (c->exchange.finished.of != peer || !hf_has_read(c, HF_EVENT_RECV_FINISHED))
    return false;
  return hf_ct_equal(&c->kept.bytes[HF_KEPT_FINISHED_VERIFY_DATA], c->exchange.finished.bytes, HF_VERIFY_DATA) == 1u;
}

uint32_t hf_decide_check_finished(struct hf_connection *c) {
  return is_expected(c) ? HF_OUTCOME_CHECK_FINISHED_EQUAL : HF_OUTCOME_CHECK_FINISHED_DIFFERENT;
}
