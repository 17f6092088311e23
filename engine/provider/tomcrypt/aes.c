/* AES by libtomcrypt's rijndael. It looks bytes up in tables of 1 to 4 KiB, so its time depends, through the data cache,
   on the key and the data (see proofs/SOUNDNESS.md). */
#include "handfast/provider.h"
#include <tomcrypt.h>

_Static_assert(sizeof(struct rijndael_key) <= sizeof((struct hf_aes *)0)->word, "rijndael_key fits");
_Static_assert(_Alignof(struct hf_aes) >= _Alignof(struct rijndael_key), "hf_aes is aligned as it is");

/* libtomcrypt takes the schedule without const but does not write to it when it encrypts or decrypts. Only it looks at the
   words as a schedule. */
static symmetric_key *of(const struct hf_aes *k) {
  return (symmetric_key *)(uintptr_t)k->word;
}

int hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  *k = (struct hf_aes){{0}, HF_AES_NOTHING};
  if ((n != 16 && n != 24 && n != 32) || rijndael_enc_setup(key, (int)n, 0, of(k)) != CRYPT_OK)
    return -1;
  k->use = HF_AES_ENCRYPTS;
  return 0;
}

int hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  *k = (struct hf_aes){{0}, HF_AES_NOTHING};
  if ((n != 16 && n != 24 && n != 32) || rijndael_setup(key, (int)n, 0, of(k)) != CRYPT_OK)
    return -1;
  k->use = HF_AES_DECRYPTS;
  return 0;
}

void hf_aes_encrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]) {
  rijndael_enc_ecb_encrypt(in, out, of(k));
}

void hf_aes_decrypt(const struct hf_aes *k, const uint8_t in[16], uint8_t out[16]) {
  rijndael_ecb_decrypt(in, out, of(k));
}
