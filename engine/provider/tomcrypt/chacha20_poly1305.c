/* ChaCha20-Poly1305 (RFC 8439 2.8): libtomcrypt's, whose state is a plain struct without heap. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "handfast/provider.h"
#include <tomcrypt.h>

_Static_assert(sizeof(chacha20poly1305_state) <= 512, "a state of the size that we let stand on the stack");

/* Whoever wants the stack clean: the state holds the key, the tag's key and the stream. */
static void wipe(chacha20poly1305_state *s) {
  hf_wipe((uint8_t *)s, sizeof *s);
}

static int start(chacha20poly1305_state *s, const uint8_t *key, const uint8_t *nonce, const uint8_t *aad,
                 size_t aad_n) {
  if (chacha20poly1305_init(s, key, 32) != CRYPT_OK || chacha20poly1305_setiv(s, nonce, 12) != CRYPT_OK)
    return -1;
  if (aad_n > 0 && chacha20poly1305_add_aad(s, aad, aad_n) != CRYPT_OK)
    return -1;
  return 0;
}

int hf_chacha20_poly1305_seal(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, uint8_t tag[16]) {
  chacha20poly1305_state s;
  unsigned long tag_n = 16;
  uint8_t none = 0;
  int r = start(&s, key, nonce, aad, aad_n);
  if (r == 0 && chacha20poly1305_encrypt(&s, n > 0 ? data : &none, n, n > 0 ? data : &none) != CRYPT_OK)
    r = -1;
  if (r == 0 && (chacha20poly1305_done(&s, tag, &tag_n) != CRYPT_OK || tag_n != 16))
    r = -1;
  wipe(&s);
  return r;
}

int hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, const uint8_t tag[16]) {
  chacha20poly1305_state s;
  unsigned long tag_n = 16;
  uint8_t right[16] = {0};
  uint8_t none = 0;
  int r = start(&s, key, nonce, aad, aad_n);
  if (r == 0 && chacha20poly1305_decrypt(&s, n > 0 ? data : &none, n, n > 0 ? data : &none) != CRYPT_OK)
    r = -1;
  if (r == 0 && (chacha20poly1305_done(&s, right, &tag_n) != CRYPT_OK || tag_n != 16))
    r = -1;
  if (r == 0 && hf_ct_equal(right, tag, 16) == 0)
    r = -1;
  if (r != 0)
    hf_wipe(data, n); /* plaintext that nobody vouches for */
  wipe(&s);
  hf_wipe(right, sizeof right);
  return r;
}
