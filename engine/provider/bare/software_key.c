/* Private keys in memory, of P-256 alone: nothing of them is on a heap. */
#include "handfast/software_key.h"
#include "crypto/bytes.h"
#include "crypto/p256.h"
#include "provider/own/curves.h"

static void forget(struct hf_software_key *key) {
  for (size_t i = 0; i < sizeof key->number / sizeof key->number[0]; i++)
    key->number[i] = NULL;
  key->random = NULL;
  hf_wipe(key->scalar, sizeof key->scalar);
  key->group = 0;
  key->kind = 0;
}

/* There is no RSA here. */
int hf_software_key_rsa(struct hf_software_key *key, const uint8_t *der, size_t n, const struct hf_random *random) {
  (void)der, (void)n, (void)random;
  if (key != NULL)
    forget(key);
  return -1;
}

int hf_software_key_ec(struct hf_software_key *key, uint16_t group, const uint8_t *scalar, size_t n,
                       const struct hf_random *random) {
  if (key == NULL)
    return -1;
  forget(key);
  if (scalar == NULL || random == NULL || random->fill == NULL || group != HF_GROUP_SECP256R1)
    return -1;
  while (n > HF_P256_BYTES && scalar[0] == 0) {
    scalar++;
    n--;
  }
  if (n == 0 || n > HF_P256_BYTES)
    return -1;
  hf_copy(key->scalar + (HF_P256_BYTES - n), scalar, n);
  if (!hf_p256_is_scalar(key->scalar)) {
    forget(key);
    return -1;
  }
  key->random = random;
  key->group = group;
  key->kind = HF_KEY_EC;
  return 0;
}

static enum hf_key_answer ecdsa_sign(void *context, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s) {
  const struct hf_software_key *key = context;
  return key->kind == HF_KEY_EC && hf_sign_p256(key->random, key->scalar, digest, n, r, s) == 0 ? HF_KEY_DONE
                                                                                                : HF_KEY_FAILED;
}

struct hf_private_key hf_software_private_key(struct hf_software_key *key) {
  if (key == NULL)
    return (struct hf_private_key){.context = NULL};
  return (struct hf_private_key){.context = key, .ecdsa_sign = ecdsa_sign};
}

void hf_software_key_free(struct hf_software_key *key) {
  if (key != NULL)
    forget(key);
}
