/* Which key exchange the suite has; and from the pre-master secret to the keys (RFC 5246 8.1, 6.3). */
#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "keys/master.h"
#include "ports/ports.h"
#include "record/record.h"

uint32_t hf_decide_key_exchange_kind(struct hf_connection *c) {
  return hf_suite(c)->key_exchange == HF_KEY_EXCHANGE_RSA ? HF_OUTCOME_KEY_EXCHANGE_KIND_RSA
                                                          : HF_OUTCOME_KEY_EXCHANGE_KIND_ECDHE;
}

/*@ // RFC 5246 8.1 and 6.3, RFC 7627 4: what comes of the pre-master secret, and of the master secret
  @ predicate is_master(bytes m, integer hash, bytes pre_master, bytes client_random, bytes server_random) = \exists bytes l;
  @   is_master_label(l) && m == prf(hash, pre_master, l, bytes_cat(client_random, server_random), 48);
  @ predicate is_extended_master(bytes m, integer hash, bytes pre_master, bytes session_hash) = \exists bytes l;
  @   is_extended_label(l) && m == prf(hash, pre_master, l, session_hash, 48);
  @ predicate is_key_block(bytes b, integer hash, bytes master, bytes server_random, bytes client_random) = \exists bytes l;
  @   is_keys_label(l) && b == prf(hash, master, l, bytes_cat(server_random, client_random), bytes_len(b));
  @ // both sides' MAC keys, keys and IVs
  @ logic integer suite_block{L}(integer row) = \min(HF_KEY_BLOCK_MAX, 2 * (hf_cipher_suites[suite_row(row)].mac_n +
  @   hf_cipher_suites[suite_row(row)].key_n + hf_cipher_suites[suite_row(row)].iv_n));
  @*/
/*@ requires \valid(c) && \valid_read(c->config) && c->session.has_master_secret != 0; HF_TOTAL;
  @ assigns c->exchange.key_block;
  @ ensures P4: is_key_block(bytes_of(&c->exchange.key_block.bytes[0], \old(suite_block(c->parameters.suite))),
  @   \old(suite_hash(c->parameters.suite)), \old(bytes_of(&c->session.master_secret[0], 48)),
  @   \old(bytes_of(&c->exchange.server_random[0], 32)), \old(bytes_of(&c->exchange.client_random[0], 32)));
  @ ensures c->exchange.key_block.holds == HF_KEY_BLOCK_KEYS; */
static void make_key_block(struct hf_connection *c) {
  const struct hf_cipher_suite_row *suite = hf_suite(c);
  size_t n = 2u * ((size_t)suite->mac_n + suite->key_n + suite->iv_n);
  hf_port_key_log(c->config, c->exchange.client_random, c->session.master_secret);
  hf_key_block(hf_prf_hash(c), c->session.master_secret, c->exchange.server_random, c->exchange.client_random,
               c->exchange.key_block.bytes, n <= HF_KEY_BLOCK_MAX ? n : HF_KEY_BLOCK_MAX);
  c->exchange.key_block.holds = HF_KEY_BLOCK_KEYS;
}

/* RFC 5246 8.1, or RFC 7627 4 where both sides have it. */
/*@ requires \valid(c) && hf_transcript_sound(&c->transcript) && c->exchange.secret.n <= HF_SECRET_MAX;
  @ requires c->exchange.secret.holds == HF_SECRET_PRE_MASTER;
  @ HF_TOTAL; assigns c->session.master_secret[0 .. HF_MASTER_SECRET - 1];
  @ ensures P4: \result == HF_OK && c->parameters.extended_master_secret == 0 ==> is_master(bytes_of(&c->session.master_secret[0], 48),
  @   \old(suite_hash(c->parameters.suite)), \old(bytes_of(&c->exchange.secret.bytes[0], c->exchange.secret.n)),
  @   \old(bytes_of(&c->exchange.client_random[0], 32)), \old(bytes_of(&c->exchange.server_random[0], 32)));
  @ ensures P4: \result == HF_OK && c->parameters.extended_master_secret != 0 ==>
  @   is_extended_master(bytes_of(&c->session.master_secret[0], 48), \old(suite_hash(c->parameters.suite)),
  @   \old(bytes_of(&c->exchange.secret.bytes[0], c->exchange.secret.n)),
  @   \old(transcript_hash(&c->transcript, suite_hash(c->parameters.suite))));
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED; */
static enum hf_error make_master_secret(struct hf_connection *c) {
  uint32_t hash = hf_prf_hash(c);
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash work;
  if (c->parameters.extended_master_secret == 0u) {
    hf_master_secret(hash, c->exchange.secret.bytes, c->exchange.secret.n, c->exchange.client_random,
                     c->exchange.server_random, c->session.master_secret);
    return HF_OK;
  }
  if (!hf_transcript_digest(&c->transcript, hash, digest, &work))
    return HF_ERROR_PROVIDER_FAILED;
  hf_extended_master_secret(hash, c->exchange.secret.bytes, c->exchange.secret.n, digest, hf_hash_size(hash),
                            c->session.master_secret);
  return HF_OK;
}

enum hf_error hf_do_derive_master_secret(struct hf_connection *c) {
  enum hf_error error = HF_ERROR_MESSAGE_TABLE;
  if (c->exchange.secret.holds == HF_SECRET_PRE_MASTER)
    error = make_master_secret(c);
  hf_wipe(c->exchange.secret.bytes, HF_SECRET_MAX);
  c->exchange.secret.holds = HF_SECRET_NOTHING;
  c->session.has_master_secret = error == HF_OK ? 1u : 0u;
  if (error == HF_OK)
    make_key_block(c);
  return error;
}

enum hf_error hf_do_restore_master_secret(struct hf_connection *c) {
  if (c->session.has_master_secret == 0u || c->parameters.resumed == 0u)
    return HF_ERROR_MESSAGE_TABLE;
  make_key_block(c);
  return HF_OK;
}

/* The client's keys, or the server's, out of the key block: MAC keys first, then keys, then IVs (RFC 5246 6.3). */
/*@ requires \valid(c) && (state == &c->read || state == &c->write) && of_server <= 1;
  @ HF_TOTAL; assigns *state; ensures hf_record_sound(state);
  @ ensures \result == HF_OK ==> c->exchange.key_block.holds == HF_KEY_BLOCK_KEYS;
  @ ensures \result == HF_OK || \result == HF_ERROR_MESSAGE_TABLE || \result == HF_ERROR_PROVIDER_FAILED; */
static enum hf_error take_keys(struct hf_connection *c, struct hf_record_state *state, uint32_t of_server,
                               uint32_t opening) {
  const struct hf_cipher_suite_row *suite = hf_suite(c);
  uint32_t protection = suite->protection;
  uint32_t mac_n = suite->mac_n;
  uint32_t key_n = suite->key_n;
  uint32_t iv_n = suite->iv_n;
  uint32_t mac = of_server * mac_n;
  uint32_t key = 2u * mac_n + of_server * key_n;
  uint32_t iv = 2u * (mac_n + key_n) + of_server * iv_n;
  /* no suite has a longer one */
  if (c->exchange.key_block.holds != HF_KEY_BLOCK_KEYS || 2u * (mac_n + key_n + iv_n) > HF_KEY_BLOCK_MAX) {
    hf_record_start(state);
    return HF_ERROR_MESSAGE_TABLE;
  }
  if (c->parameters.encrypt_then_mac != 0u)
    protection = HF_PROTECTION_CBC_ENCRYPT_THEN_MAC;
  return hf_record_keys(state, protection, suite->mac_hash, &c->exchange.key_block.bytes[mac], mac_n,
                        &c->exchange.key_block.bytes[key], key_n, &c->exchange.key_block.bytes[iv], iv_n, opening);
}

enum hf_error hf_do_activate_read_keys(struct hf_connection *c) {
  return take_keys(c, &c->read, c->is_server == 0u ? 1u : 0u, 1u);
}

enum hf_error hf_do_activate_write_keys(struct hf_connection *c) {
  return take_keys(c, &c->write, c->is_server == 0u ? 0u : 1u, 0u);
}
