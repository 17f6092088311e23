/* AES and GHASH of our own: by the processor's instructions where it has them, else in plain C. A key remembers which expanded it. */
#include "crypto/aes.h"
#include "crypto/ghash.h"
#include "instructions.h"
#include "processor.h"

#define BY 61u /* where in the words of a key it stands: HF_PROCESSOR_AES, or 0 for plain C */

_Static_assert(BY > HF_AES_ROUNDS && BY < sizeof(((struct hf_aes *)0)->word) / sizeof(uint32_t),
               "it stands behind the rounds");

static int start(struct hf_aes *k, const uint8_t *key, size_t n, uint32_t use) {
  int r;
  *k = (struct hf_aes){{0}, HF_AES_NOTHING};
  k->word[BY] = HF_INSTRUCTIONS ? hf_processor() & HF_PROCESSOR_AES : 0u;
#if HF_INSTRUCTIONS
  if (k->word[BY] != 0)
    r = hf_fast_aes_start(k, key, n, use == HF_AES_DECRYPTS);
  else
#endif
    r = hf_plain_aes_start(k, key, n);
  if (r == 0)
    k->use = use;
  return r;
}

int hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  return start(k, key, n, HF_AES_ENCRYPTS);
}

int hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  return start(k, key, n, HF_AES_DECRYPTS);
}

void hf_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
#if HF_INSTRUCTIONS
  if (k->word[BY] != 0) {
    hf_fast_aes_encrypt(k, in, out, n);
    return;
  }
#endif
  hf_plain_aes_encrypt(k, in, out, n);
}

void hf_aes_decrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n) {
#if HF_INSTRUCTIONS
  if (k->word[BY] != 0) {
    hf_fast_aes_decrypt(k, in, out, n);
    return;
  }
#endif
  hf_plain_aes_decrypt(k, in, out, n);
}

void hf_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n) {
#if HF_INSTRUCTIONS
  if (k->word[BY] != 0) {
    hf_fast_aes_counter(k, nonce, count, data, n);
    return;
  }
#endif
  hf_plain_aes_counter(k, nonce, count, data, n);
}

void hf_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n) {
#if HF_INSTRUCTIONS
  if ((hf_processor() & HF_PROCESSOR_CARRYLESS) != 0) {
    hf_fast_ghash(h, y, in, n);
    return;
  }
#endif
  hf_plain_ghash(h, y, in, n);
}
