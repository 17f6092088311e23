/* Where the provider cannot take a key, no record passes. This program is linked with these in the place of the provider's key
   schedules: they fail when they are told to, and else call them. */
#include "generated/errors.h"
#include "support/records.h"
#include <criterion/criterion.h>

static int fails;

int __real_hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
int __real_hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
int __wrap_hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);
int __wrap_hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);

int __wrap_hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  k->use = HF_AES_NOTHING;
  return fails ? -1 : __real_hf_aes_encrypt_start(k, key, n);
}

int __wrap_hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  k->use = HF_AES_NOTHING;
  return fails ? -1 : __real_hf_aes_decrypt_start(k, key, n);
}

static int has_aes(const struct record_kind *kind) {
  return kind->protection != HF_PROTECTION_NULL && kind->protection != HF_PROTECTION_CHACHA20_POLY1305;
}

Test(record_keys, the_provider_cannot) {
  static const uint8_t mac_key[48], key[32], iv[12];
  for (size_t i = 0; i < RECORD_KINDS; i++) {
    const struct record_kind *kind = &record_kinds[i];
    for (uint8_t opening = 0; opening < 2 && kind->protection != HF_PROTECTION_NULL; opening++) {
      struct hf_record_state s;
      for (fails = 0; fails < 2; fails++) {
        uint8_t error = hf_record_keys(&s, kind->protection, kind->mac_hash, mac_key, kind->mac_n, key, kind->key_n, iv,
                                       kind->iv_n, opening);
        int refused = fails && has_aes(kind);
        cr_expect_eq(error, refused ? HF_ERROR_PROVIDER_FAILED : HF_OK, "%s: %s", kind->name, hf_error_name(error));
        cr_expect_eq(s.sequence == HF_SEQUENCE_END, refused, "%s", kind->name);
      }
    }
  }
}
