/* A provider of one's own in place of the default one: it computes nothing, and says what it was asked. Linked before
   libhandfast.a, and without the libraries of the default provider. */
#include <handfast.h>
#include <stdio.h>
#include <string.h>

static int answer; /* of what may fail */
static unsigned asked_point, asked_hash;

int hf_provider_start(void) {
  return answer;
}
void hf_hash_start(struct hf_hash *h, uint32_t id) {
  memset(h, 0, sizeof *h);
  h->id = id;
  asked_hash++;
}
void hf_hash_update(struct hf_hash *h, const uint8_t *in, size_t n) {
  (void)h, (void)in, (void)n;
}
void hf_hash_finish(struct hf_hash *h, uint8_t *out) {
  hf_hash_chaining(h, out);
}
void hf_hash_save(const struct hf_hash *h, struct hf_midstate *m) {
  (void)h;
  memset(m, 0, sizeof *m);
}
void hf_hash_restore(struct hf_hash *h, uint32_t id, const struct hf_midstate *m, uint64_t bytes) {
  (void)m, (void)bytes;
  hf_hash_start(h, id);
}
void hf_hash_chaining(const struct hf_hash *h, uint8_t *out) {
  memset(out, 0, h->id == HF_HASH_SHA1 ? 20 : h->id == HF_HASH_SHA256 ? 32 : h->id == HF_HASH_SHA384 ? 48 : 64);
}
int hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  (void)key, (void)n;
  k->use = HF_AES_NOTHING;
  return -1;
}
int hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  return hf_aes_encrypt_start(k, key, n);
}
void hf_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
  (void)k, (void)in;
  memset(out, 0, 16 * n);
}
void hf_aes_decrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
  hf_aes_encrypt(k, in, out, n);
}
void hf_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n) {
  (void)k, (void)nonce, (void)count, (void)data, (void)n;
}
void hf_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n) {
  (void)h, (void)in, (void)n;
  memset(y, 0, 16);
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
  (void)group, (void)random, (void)scalar, (void)point;
  return -1;
}
int hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x) {
  (void)group, (void)scalar, (void)point, (void)point_n, (void)x;
  return -1;
}
int hf_point_check(uint32_t group, const uint8_t *point, size_t point_n) {
  (void)group, (void)point, (void)point_n;
  asked_point++;
  return answer;
}
int hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s) {
  (void)group, (void)point, (void)point_n, (void)digest, (void)digest_n, (void)r, (void)s;
  return -1;
}

static int fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 1, n);
  return 0;
}
static int64_t now(void *context) {
  (void)context;
  return 1700000000;
}

/* The point of an EC certificate is what this provider says of it, and a ClientHello is hashed by it. */
int main(int argc, char **argv) { /* CERTIFICATE.der */
  static uint8_t der[8192], in[HF_IN_SIZE], out[HF_OUT_SIZE], chain[HF_CHAIN_SIZE];
  static struct hf_connection c;
  struct hf_buffers buffers = {in, sizeof in, out, sizeof out, chain, sizeof chain};
  struct hf_trust_anchor anchor;
  struct hf_config config = {
      .random = {fill, NULL}, .now = now, .anchors = &anchor, .anchors_n = 1, .versions = HF_VERSION_TLS12};
  FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
  size_t n = f == NULL ? 0 : fread(der, 1, sizeof der, f);
  if (f == NULL || fclose(f) != 0)
    return 2;
  answer = -1;
  if (hf_certificate_anchor(der, n, &anchor) == HF_OK || asked_point != 1)
    return 3;
  answer = 0;
  if (hf_certificate_anchor(der, n, &anchor) != HF_OK || asked_point != 2)
    return 4;
  if (hf_client_start(&c, &config, &buffers, "localhost", NULL) != HF_OK || hf_output(&c, &n) == NULL || n == 0)
    return 5;
  return asked_hash > 0 ? 0 : 6;
}
