#include "handshake/identity.h"
#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "crypto/rsa.h"
#include "crypto/signature.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/profile.h"
#include "handshake/suite.h"
#include "ports/ports.h"
#include <stdbool.h>

const struct hf_identity *hf_our_identity(const struct hf_connection *c) {
  size_t i = c->parameters.identity;
  return i < c->config->identities_n ? &c->config->identities[i] : NULL;
}

/* The block that RSA signs, in c->kept, where the signature takes its place. It is made once: PSS draws a salt, and a key
   that answers late must be asked for the same block again. */
/*@ requires \valid(c) && \valid_read(c->config) && public_key_readable(key) && scheme_hash(scheme) != 0;
  @ requires HF_RSA_LEAST <= key->modulus_n <= HF_RSA_HANDSHAKE_MAX && key->modulus[0] != 0;
  @ requires \valid_read(digest + (0 .. HF_HASH_MAX - 1)) && \separated(c, digest + (0 .. HF_HASH_MAX - 1));
  @ HF_TOTAL; assigns c->kept.bytes[0 .. key->modulus_n - 1]; */
static enum hf_error make_block(struct hf_connection *c, const struct hf_public_key *key, uint32_t scheme,
                                const uint8_t *digest) {
  uint32_t hash = hf_scheme_hash(scheme);
  uint8_t salt[HF_HASH_MAX];
  if (!hf_scheme_is_pss(scheme)) {
    hf_pkcs1_sign_block(c->kept.bytes, key->modulus_n, hash, digest);
    return HF_OK;
  }
  if (!hf_port_random(c->config, salt, hf_hash_size(hash)))
    return HF_ERROR_RANDOM_FAILED;
  hf_pss_block(c->kept.bytes, key->modulus_n, hf_bit_size(key->modulus[0], key->modulus_n), hash, digest, salt);
  return HF_OK;
}

/* Whether our key, which has a modulus or not, signs with a scheme. */
/*@ requires identity == \null || \valid_read(identity); HF_TOTAL; assigns \nothing; ensures \result ==> identity != \null && scheme_hash(scheme) != 0; */
static bool is_for(const struct hf_identity *identity, uint32_t scheme, bool rsa) {
  if (identity == NULL || hf_scheme_hash(scheme) == 0u || hf_key_is_rsa(identity->public_key.kind) != rsa)
    return false;
  return hf_scheme_fits(scheme, identity->public_key.kind, identity->public_key.group);
}

/* The size of our RSA key that the scheme signs with; 0 when ours is another. */
/*@ requires identity == \null || (\valid_read(identity) && public_key_readable(&identity->public_key));
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result != 0 ==> identity != \null && scheme_hash(scheme) != 0;
  @ ensures \result != 0 ==> HF_RSA_LEAST <= \result <= HF_RSA_HANDSHAKE_MAX && \result == identity->public_key.modulus_n;
  @ ensures \result != 0 ==> identity->public_key.modulus[0] != 0;
  @ ensures \result <= HF_RSA_HANDSHAKE_MAX; */
static uint32_t rsa_size(const struct hf_identity *identity, uint32_t scheme) {
  size_t k;
  if (!is_for(identity, scheme, true))
    return 0u;
  k = identity->public_key.modulus_n;
  return (k < HF_RSA_LEAST || k > HF_RSA_HANDSHAKE_MAX || identity->public_key.modulus[0] == 0u) ? 0u : (uint32_t)k;
}

/* The key's work on the block, which is made unless a key is at work on it already. */
/*@ requires \valid(c) && \valid_read(c->config);
  @ requires k != 0 ==> \valid_read(identity) && public_key_readable(&identity->public_key) && \separated(c, identity);
  @ requires k != 0 ==> HF_RSA_LEAST <= k <= HF_RSA_HANDSHAKE_MAX && k == identity->public_key.modulus_n;
  @ requires k != 0 ==> identity->public_key.modulus[0] != 0 && scheme_hash(scheme) != 0;
  @ requires \valid_read(digest + (0 .. HF_HASH_MAX - 1)) && \separated(c, digest + (0 .. HF_HASH_MAX - 1));
  @ HF_TOTAL; assigns c->kept.bytes[0 .. HF_RSA_HANDSHAKE_MAX - 1];
  @ ensures \result \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED}; */
static enum hf_key_answer work(struct hf_connection *c, const struct hf_identity *identity, uint32_t k, uint32_t scheme,
                               const uint8_t *digest) {
  if (k == 0u || (c->kept_holds != HF_KEPT_BLOCK && make_block(c, &identity->public_key, scheme, digest) != HF_OK))
    return HF_KEY_FAILED;
  return hf_port_rsa_private(&identity->private_key, c->kept.bytes, k, c->kept.bytes);
}

/* With an RSA key; HF_KEY_FAILED, and no signature, when ours is another. */
/*@ requires hf_configured(c);
  @ requires \valid_read(digest + (0 .. HF_HASH_MAX - 1)) && \separated(c, digest + (0 .. HF_HASH_MAX - 1));
  @ HF_TOTAL;
  @ assigns c->kept.bytes[0 .. HF_RSA_HANDSHAKE_MAX - 1], c->kept_n;
  @ ensures \result \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED};
  @ ensures c->kept_n <= HF_RSA_HANDSHAKE_MAX; */
static enum hf_key_answer sign_rsa(struct hf_connection *c, uint32_t scheme, const uint8_t *digest) {
  const struct hf_identity *identity = hf_our_identity(c);
  uint32_t k = rsa_size(identity, scheme);
  enum hf_key_answer answer = work(c, identity, k, scheme, digest);
  c->kept_n = k;
  return answer;
}

/* With an EC key; the answer so far when ours is another. */
/*@ requires hf_configured(c) && before \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED};
  @ requires \valid_read(digest + (0 .. HF_HASH_MAX - 1)) && \separated(c, digest + (0 .. HF_HASH_MAX - 1));
  @ HF_TOTAL;
  @ assigns c->kept.bytes[0 .. HF_ECDSA_MAX - 1], c->kept_n;
  @ ensures \result \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED};
  @ ensures c->kept_n == \old(c->kept_n) || c->kept_n <= HF_ECDSA_MAX; */
static enum hf_key_answer sign_ecdsa(struct hf_connection *c, uint32_t scheme, const uint8_t *digest,
                                     enum hf_key_answer before) {
  const struct hf_identity *identity = hf_our_identity(c);
  uint8_t r[HF_SCALAR_MAX];
  uint8_t s[HF_SCALAR_MAX];
  enum hf_key_answer answer;
  if (!is_for(identity, scheme, false))
    return before;
  answer = hf_port_ecdsa_sign(&identity->private_key, digest, hf_hash_size(hf_scheme_hash(scheme)), r, s);
  if (answer == HF_KEY_DONE)
    c->kept_n = (uint32_t)hf_ecdsa_write(c->kept.bytes, hf_group_size(identity->public_key.group), r, s);
  return answer;
}

/* What came of it. */
/*@ requires \valid(c); HF_TOTAL; assigns c->machine.error;
  @ ensures \result == HF_EVENT_NONE || \result == HF_EVENT_OUTCOME_0 || \result == HF_EVENT_ERROR;
  @ ensures \result == HF_EVENT_OUTCOME_0 <==> answer == HF_KEY_DONE;
  @ ensures \result == HF_EVENT_ERROR ==> c->machine.error != HF_OK; */
static uint32_t finish(struct hf_connection *c, enum hf_key_answer answer) {
  if (answer == HF_KEY_PENDING)
    return HF_EVENT_NONE;
  if (answer == HF_KEY_DONE)
    return HF_EVENT_OUTCOME_0;
  c->machine.error = HF_ERROR_PRIVATE_KEY_FAILED;
  return HF_EVENT_ERROR;
}

uint32_t hf_sign(struct hf_connection *c, uint32_t scheme, const uint8_t *digest) {
  enum hf_key_answer answer = HF_HAS_RSA_KEYS != 0u ? sign_rsa(c, scheme, digest) : HF_KEY_FAILED;
  answer = sign_ecdsa(c, scheme, digest, answer);
  c->kept_holds = answer == HF_KEY_DONE ? HF_KEPT_SIGNATURE : HF_KEPT_BLOCK;
  return finish(c, answer);
}
