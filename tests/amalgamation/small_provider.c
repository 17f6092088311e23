/* A provider for processors for which Debian's packages of libtomcrypt are not here: what engine/crypto and engine/provider/own have, and
   nothing else. So: SHA-256, AES-GCM, X25519, P-256 with ECDSA. The configuration names no other, and what else is asked for is refused
   or ends the test. */
#include "crypto/p256.h"
#include "crypto/x25519.h"
#include "pair.h"
#include "provider/own/sha256.h"
#include <stdlib.h>
#include <string.h>

static const struct hf_random *random_of;
static const uint8_t *scalar_of;

int hf_provider_start(void) {
  return 0;
}

/* A handshake begins its transcript with every hash function. The others take it, and no digest of theirs may be asked for. */
static void only_sha256(uint32_t id) {
  if (id != HF_HASH_SHA256)
    abort();
}

void hf_hash_start(struct hf_hash *h, uint32_t id) {
  h->id = id;
  hf_sha256_start(h);
}
void hf_hash_update(struct hf_hash *h, const uint8_t *in, size_t n) {
  hf_sha256_update(h, in, n);
}
void hf_hash_finish(struct hf_hash *h, uint8_t *out) {
  only_sha256(h->id);
  hf_sha256_finish(h, out);
}
void hf_hash_save(const struct hf_hash *h, struct hf_midstate *m) {
  only_sha256(h->id);
  hf_sha256_save(h, m);
}
void hf_hash_restore(struct hf_hash *h, uint32_t id, const struct hf_midstate *m, uint64_t bytes) {
  only_sha256(id);
  h->id = id;
  hf_sha256_restore(h, m, bytes);
}
void hf_hash_chaining(const struct hf_hash *h, uint8_t *out) {
  only_sha256(h->id);
  hf_sha256_chaining(h, out);
}

int hf_chacha20_poly1305_seal(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, uint8_t tag[16]) {
  (void)key, (void)nonce, (void)aad, (void)aad_n, (void)data, (void)n, (void)tag;
  return -1;
}
int hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, const uint8_t tag[16]) {
  (void)key, (void)nonce, (void)aad, (void)aad_n, (void)data, (void)n, (void)tag;
  return -1;
}
int hf_rsa_public(const uint8_t *n, size_t n_n, const uint8_t *e, size_t e_n, const uint8_t *in, uint8_t *out) {
  (void)n, (void)n_n, (void)e, (void)e_n, (void)in, (void)out;
  return -1;
}

int hf_ecdh_generate(uint32_t group, const struct hf_random *random, uint8_t *scalar, uint8_t *point) {
  if (random->fill(random->context, scalar, 32) != 0)
    return -1;
  if (group == HF_GROUP_X25519)
    hf_x25519_public(point, scalar);
  return group == HF_GROUP_X25519 || (group == HF_GROUP_SECP256R1 && hf_p256_public(point, scalar)) ? 0 : -1;
}
int hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x) {
  if (group == HF_GROUP_X25519)
    return point_n == 32 && hf_x25519_agree(x, scalar, point) ? 0 : -1;
  return group == HF_GROUP_SECP256R1 && hf_p256_agree(x, scalar, point, point_n) ? 0 : -1;
}
int hf_point_check(uint32_t group, const uint8_t *point, size_t point_n) {
  return group == HF_GROUP_SECP256R1 && hf_p256_point_check(point, point_n) ? 0 : -1;
}
int hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s) {
  return group == HF_GROUP_SECP256R1 && hf_p256_verify(point, point_n, digest, digest_n, r, s) ? 0 : -1;
}

static enum hf_key_answer sign(void *context, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s) {
  uint8_t nonce[32];
  (void)context;
  if (random_of->fill(random_of->context, nonce, sizeof nonce) != 0)
    return HF_KEY_FAILED;
  return hf_p256_sign(r, s, scalar_of, nonce, digest, n) ? HF_KEY_DONE : HF_KEY_FAILED;
}

/* An ECPrivateKey (RFC 5915) begins with its lengths, version 1, and the scalar. */
int load_key(const uint8_t *file, size_t n, const struct hf_random *random, struct hf_private_key *out) {
  static const uint8_t before[] = {0x02, 0x01, 0x01, 0x04, 0x20};
  random_of = random;
  scalar_of = file + 2 + sizeof before;
  *out = (struct hf_private_key){.ecdsa_sign = sign};
  return n > 2 + sizeof before + 32 && memcmp(file + 2, before, sizeof before) == 0 ? 0 : -1;
}

void limit(struct hf_config *config) {
  static const uint16_t suites[] = {0x1301, 0xc02b}, groups[] = {HF_GROUP_X25519, HF_GROUP_SECP256R1},
                        schemes[] = {0x0403};
  config->cipher_suites = suites;
  config->cipher_suites_n = 2;
  config->groups = groups;
  config->groups_n = 2;
  config->signature_schemes = schemes;
  config->signature_schemes_n = 1;
}
