/* Finished (RFC 5246 7.4.9): both sides prove that they saw the same handshake and hold the same master secret. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "crypto/hmac.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "keys/master.h"

/* RFC 5929 3.1: the first Finished of a handshake is what tells it from all others: the client's, in a resumption the server's. */
/*@ requires \valid(c); terminates \true; exits \false; assigns c->first_finished[0 .. 11];
  @ ensures is_client != c->parameters.resumed ==> bytes_of(&c->first_finished[0], 12) == \old(bytes_of(&c->finished[0], 12)); */
static void keep_first(struct hf_connection *c, uint32_t is_client) {
  if (is_client != c->parameters.resumed)
    hf_copy(c->first_finished, c->finished, HF_VERIFY_DATA);
}

/* The verify_data of a side over the handshake so far, into c->finished. */
/*@ requires \valid(c) && hf_transcript_sound(&c->transcript) && is_client <= 1; terminates \true; exits \false;
  @ assigns c->finished[0 .. 11], c->first_finished[0 .. 11];
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED; */
static uint32_t verify_data(struct hf_connection *c, uint32_t is_client) {
  uint32_t hash = hf_prf_hash(c);
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash work;
  if (hf_transcript_digest(&c->transcript, hash, digest, &work) == 0u)
    return HF_ERROR_PROVIDER_FAILED;
  hf_verify_data(hash, c->session.master_secret, is_client, digest, hf_hash_size(hash), c->finished);
  keep_first(c, is_client);
  return HF_OK;
}

/* What the peer must send; computed before its message is read, and so before that is part of the transcript. */
uint32_t hf_do_expect_finished(struct hf_connection *c) {
  return verify_data(c, c->is_server != 0u ? 1u : 0u);
}

uint32_t hf_do_make_finished(struct hf_connection *c) {
  return verify_data(c, c->is_server == 0u ? 1u : 0u);
}

void hf_send_finished(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_finished m;
  m.verify_data = c->finished;
  hf_encode_finished(w, &m);
}

/* Every byte counts: no Finished but the one that was expected is accepted. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==>
  @   (\forall integer i; 0 <= i < 12 ==> c->kept.bytes[HF_KEPT_FINISHED_VERIFY_DATA + i] == c->finished[i]); */
static uint32_t is_expected(const struct hf_connection *c) {
  return (uint32_t)hf_ct_equal(&c->kept.bytes[HF_KEPT_FINISHED_VERIFY_DATA], c->finished, HF_VERIFY_DATA);
}

uint32_t hf_decide_check_finished(struct hf_connection *c) {
  return is_expected(c) == 1u ? HF_OUTCOME_CHECK_FINISHED_EQUAL : HF_OUTCOME_CHECK_FINISHED_DIFFERENT;
}
