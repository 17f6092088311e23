/* ChaCha20-Poly1305 (RFC 8439 2.8) from libtomcrypt's ChaCha20 and Poly1305, whose states are plain structs without heap.
   Its own composition of them is not used: for an empty text it forgets the padding behind the additional data, so that
   its tag is wrong (1.18.2). */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "handfast/provider.h"
#include <tomcrypt.h>

#define BLOCK 16u
#define TAG 16ul
#define FIRST_DATA_BLOCK 1u /* block 0 makes the key of Poly1305 */

/* Both under one nonce. */
struct aead {
  chacha_state stream;
  poly1305_state mac;
};

static int start(struct aead *a, const uint8_t *key, const uint8_t *nonce) {
  uint8_t first[32];
  int r = -1;
  if (chacha_setup(&a->stream, key, 32, 20) == CRYPT_OK && chacha_ivctr32(&a->stream, nonce, 12, 0) == CRYPT_OK &&
      chacha_keystream(&a->stream, first, sizeof first) == CRYPT_OK &&
      poly1305_init(&a->mac, first, sizeof first) == CRYPT_OK &&
      chacha_ivctr32(&a->stream, nonce, 12, FIRST_DATA_BLOCK) == CRYPT_OK)
    r = 0;
  hf_wipe(first, sizeof first);
  return r;
}

static int mac_padded(struct aead *a, const uint8_t *in, size_t n) {
  static const uint8_t zeroes[BLOCK] = {0};
  if (n == 0)
    return 0;
  if (poly1305_process(&a->mac, in, n) != CRYPT_OK)
    return -1;
  return n % BLOCK == 0 || poly1305_process(&a->mac, zeroes, BLOCK - n % BLOCK) == CRYPT_OK ? 0 : -1;
}

static void put_little_endian(uint8_t *out, uint64_t v) {
  for (unsigned i = 0; i < 8; i++)
    out[i] = (uint8_t)(v >> (8u * i));
}

static int make_tag(struct aead *a, const uint8_t *aad, size_t aad_n, const uint8_t *data, size_t n, uint8_t *tag) {
  uint8_t lengths[BLOCK];
  unsigned long tag_n = TAG;
  put_little_endian(lengths, aad_n);
  put_little_endian(lengths + 8, n);
  if (mac_padded(a, aad, aad_n) != 0 || mac_padded(a, data, n) != 0 || mac_padded(a, lengths, BLOCK) != 0)
    return -1;
  return poly1305_done(&a->mac, tag, &tag_n) == CRYPT_OK && tag_n == TAG ? 0 : -1;
}

static int crypt(struct aead *a, uint8_t *data, size_t n) {
  return n == 0 || chacha_crypt(&a->stream, data, n, data) == CRYPT_OK ? 0 : -1;
}

int hf_chacha20_poly1305_seal(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, uint8_t tag[16]) {
  struct aead a;
  const int r = start(&a, key, nonce) == 0 && crypt(&a, data, n) == 0 && make_tag(&a, aad, aad_n, data, n, tag) == 0;
  hf_wipe((uint8_t *)&a, sizeof a);
  return r ? 0 : -1;
}

int hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, const uint8_t tag[16]) {
  struct aead a;
  uint8_t right[TAG];
  const int r = start(&a, key, nonce) == 0 && make_tag(&a, aad, aad_n, data, n, right) == 0 &&
                hf_ct_equal(right, tag, TAG) == 1 && crypt(&a, data, n) == 0;
  hf_wipe((uint8_t *)&a, sizeof a);
  hf_wipe(right, sizeof right);
  return r ? 0 : -1;
}
