/* RSA key exchange (RFC 5246 7.4.7.1). It is here because many peers still need it; it has no forward secrecy. */
#include "crypto/bytes.h"
#include "crypto/rsa.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/hello_parts.h"
#include "handshake/identity.h"
#include "handshake/kept.h"
#include "ports/ports.h"
#include <stdbool.h>

/* The size of the server's RSA modulus, or 0: the key is another, or none that we work with. */
/*@ requires \valid_read(key); HF_TOTAL; assigns \nothing;
  @ ensures \result == 0 || (HF_RSA_LEAST <= \result <= HF_RSA_HANDSHAKE_MAX && \result == key->modulus_n); */
static uint32_t rsa_size(const struct hf_key_place *key) {
  return (key->kind == HF_KEY_RSA && key->modulus_n >= HF_RSA_LEAST && key->modulus_n <= HF_RSA_HANDSHAKE_MAX)
             ? key->modulus_n
             : 0u;
}

/* Draws the pre-master secret, and the bytes that pad it to k. */
/*@ requires \valid(c) && \valid_read(c->config) && (k == 0 || HF_RSA_LEAST <= k <= HF_RSA_HANDSHAKE_MAX);
  @ HF_TOTAL;
  @ assigns c->exchange.secret.bytes[0 .. HF_PRE_MASTER - 1], c->kept.bytes[0 .. HF_RSA_HANDSHAKE_MAX - 1];
  @ ensures \result < HF_ERRORS; ensures \result == HF_OK ==> k != 0; */
static enum hf_error draw(struct hf_connection *c, uint32_t k) {
  if (k == 0u)
    return HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  if (!hf_port_random(c->config, c->exchange.secret.bytes, HF_PRE_MASTER) ||
      !hf_port_random(c->config, c->kept.bytes, k))
    return HF_ERROR_RANDOM_FAILED;
  hf_write16(c->exchange.secret.bytes, HF_TLS12); /* the version that was offered, against rollback */
  return hf_pkcs1_encrypt_block(c->kept.bytes, k, c->exchange.secret.bytes, HF_PRE_MASTER) == 0
             ? HF_OK
             : HF_ERROR_RANDOM_FAILED;
}

/* Encrypts the block to the server's key, where it stands. */
/*@ requires \valid(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c);
  @ requires HF_RSA_LEAST <= c->peer.key.modulus_n <= HF_RSA_HANDSHAKE_MAX; HF_TOTAL;
  @ assigns c->kept.bytes[0 .. HF_RSA_HANDSHAKE_MAX - 1]; ensures \result == HF_OK || \result == HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED; */
static enum hf_error encrypt(struct hf_connection *c) {
  struct hf_public_key key;
  hf_chain_key_at(&c->chain, &c->peer.key, &key);
  if (hf_rsa_public(key.modulus, key.modulus_n, key.exponent, key.exponent_n, c->kept.bytes, c->kept.bytes) != 0)
    return HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED;
  return HF_OK;
}

/* The client draws the pre-master secret and encrypts it to the server's key into c->kept. */
enum hf_error hf_do_make_pre_master_secret(struct hf_connection *c) {
  uint32_t k = rsa_size(&c->peer.key);
  enum hf_error error = draw(c, k);
  c->exchange.secret.holds = HF_SECRET_PRE_MASTER;
  c->exchange.secret.n = HF_PRE_MASTER;
  c->kept_n = k;
  error = error == HF_OK ? encrypt(c) : error;
  c->kept_holds = error == HF_OK ? HF_KEPT_CIPHERTEXT : HF_KEPT_BLOCK;
  return error;
}

void hf_send_client_key_exchange_rsa(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_client_key_exchange_rsa m;
  m.encrypted_pre_master_secret = c->kept.bytes;
  m.encrypted_pre_master_secret_n = hf_kept_size(c, HF_KEPT_CIPHERTEXT);
  hf_encode_client_key_exchange_rsa(w, &m);
}

/* Whether the ciphertext has the modulus's size and is less than it. All of this is public: it is what the peer sent. */
/*@ requires \valid_read(c) && \valid_read(key); requires key->modulus_n <= HF_RSA_HANDSHAKE_MAX;
  @ requires \valid_read(key->modulus + (0 .. key->modulus_n - 1)); HF_TOTAL; assigns \nothing; */
static bool in_range(const struct hf_connection *c, const struct hf_public_key *key) {
  const uint8_t *in = &c->kept.bytes[HF_KEPT_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET];
  if (c->parser.numbers[HF_NUMBER_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET] != key->modulus_n)
    return false;
  /*@ loop invariant 0 <= i <= key->modulus_n; loop assigns i; loop variant key->modulus_n - i; */
  for (size_t i = 0u; i < key->modulus_n; i++) {
    if (in[i] != key->modulus[i])
      return in[i] < key->modulus[i];
  }
  return false;
}

/* The key's work. A ciphertext that no honest client sends is replaced by 1: it too is worked on, and its block, which is not
   well formed, leads to the random pre-master secret like any other bad one. */
/*@ requires \valid(c) && \valid_read(identity) && public_key_readable(&identity->public_key);
  @ requires \separated(c, identity); HF_TOTAL;
  @ assigns c->kept.bytes[0 .. HF_RSA_HANDSHAKE_MAX - 1], c->parser.numbers[0 .. HF_PARSER_NUMBERS - 1];
  @ ensures \result \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED};
  @ ensures \result == HF_KEY_DONE ==> HF_RSA_LEAST <= identity->public_key.modulus_n <= HF_RSA_HANDSHAKE_MAX; */
static enum hf_key_answer decrypt(struct hf_connection *c, const struct hf_identity *identity) {
  uint8_t *in = &c->kept.bytes[HF_KEPT_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET];
  size_t k = identity->public_key.modulus_n;
  if (identity->public_key.kind != HF_KEY_RSA || k < HF_RSA_LEAST || k > HF_RSA_HANDSHAKE_MAX)
    return HF_KEY_FAILED;
  if (!in_range(c, &identity->public_key)) {
    hf_fill(in, 0u, k);
    in[k - 1u] = 1u;
    c->parser.numbers[HF_NUMBER_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET] = (uint32_t)k;
  }
  return hf_port_rsa_private(&identity->private_key, in, k, in);
}

/* The pre-master secret out of the block of k bytes that the key gave, or the random one. */
/*@ requires \valid(c) && \valid_read(c->config) && HF_RSA_LEAST <= k <= HF_RSA_HANDSHAKE_MAX; HF_TOTAL;
  @ assigns c->exchange.secret.bytes[0 .. HF_PRE_MASTER - 1], c->kept.bytes[0 .. HF_RSA_HANDSHAKE_MAX - 1];
  @ ensures \result ==> \forall integer i; 0 <= i < HF_RSA_HANDSHAKE_MAX ==> c->kept.bytes[i] == 0; */
static bool recover(struct hf_connection *c, uint32_t k) {
  uint8_t random[HF_PRE_MASTER];
  if (!hf_port_random(c->config, random, HF_PRE_MASTER))
    return false;
  hf_pkcs1_recover(c->kept.bytes, k, (uint8_t)(c->offers.version / 256u), (uint8_t)(c->offers.version % 256u), random,
                   c->exchange.secret.bytes);
  hf_wipe(c->kept.bytes, HF_RSA_HANDSHAKE_MAX);
  hf_wipe(random, HF_PRE_MASTER);
  return true;
}

/* With our key, when it is an RSA key. */
/*@ requires hf_configured(c); HF_TOTAL;
  @ assigns c->kept.bytes[0 .. HF_RSA_HANDSHAKE_MAX - 1], c->parser.numbers[0 .. HF_PARSER_NUMBERS - 1];
  @ ensures \result \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED}; */
static enum hf_key_answer decrypt_with_ours(struct hf_connection *c) {
  const struct hf_identity *identity = hf_our_identity(c);
  return identity == NULL ? HF_KEY_FAILED : decrypt(c, identity);
}

/*@ requires hf_configured(c) && answer \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED};
  @ HF_TOTAL;
  @ assigns c->exchange.secret.bytes[0 .. HF_PRE_MASTER - 1], c->kept.bytes[0 .. HF_RSA_HANDSHAKE_MAX - 1];
  @ ensures \result \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED}; */
static enum hf_key_answer recover_with_ours(struct hf_connection *c, enum hf_key_answer answer) {
  const struct hf_identity *identity = hf_our_identity(c);
  if (answer != HF_KEY_DONE || identity == NULL)
    return answer == HF_KEY_PENDING ? HF_KEY_PENDING : HF_KEY_FAILED;
  if (identity->public_key.modulus_n < HF_RSA_LEAST || identity->public_key.modulus_n > HF_RSA_HANDSHAKE_MAX)
    return HF_KEY_FAILED;
  return recover(c, (uint32_t)identity->public_key.modulus_n) ? HF_KEY_DONE : HF_KEY_FAILED;
}

/* What came of it. */
/*@ requires \valid(c); HF_TOTAL; assigns c->machine.error;
  @ ensures \result == HF_EVENT_NONE || \result == HF_EVENT_ERROR ||
  @   \result == HF_OUTCOME_RECOVER_PRE_MASTER_SECRET_RECOVERED;
  @ ensures \result == HF_EVENT_ERROR ==> c->machine.error != HF_OK; */
static uint32_t outcome_of(struct hf_connection *c, enum hf_key_answer answer) {
  if (answer == HF_KEY_PENDING)
    return HF_EVENT_NONE;
  if (answer == HF_KEY_DONE)
    return HF_OUTCOME_RECOVER_PRE_MASTER_SECRET_RECOVERED;
  c->machine.error = HF_ERROR_PRIVATE_KEY_FAILED;
  return HF_EVENT_ERROR;
}

/* The server's side, against Bleichenbacher's attack and its descendants: whatever the ciphertext, the same work, the same
   trace, and a failure no earlier than at Finished. */
uint32_t hf_decide_recover_pre_master_secret(struct hf_connection *c) {
  enum hf_key_answer answer = HF_KEY_FAILED;
  if (hf_has_read(c, HF_EVENT_RECV_CLIENT_KEY_EXCHANGE))
    answer = recover_with_ours(c, decrypt_with_ours(c));
  c->exchange.secret.holds = answer == HF_KEY_DONE ? HF_SECRET_PRE_MASTER : HF_SECRET_NOTHING;
  c->exchange.secret.n = HF_PRE_MASTER;
  return outcome_of(c, answer);
}
