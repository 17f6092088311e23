/* Private keys in memory. Only RSA's numbers are on the heap. */
#include "handfast/software_key.h"
#include "crypto/bytes.h"
#include "number.h"
#include "software.h"

static void forget(struct hf_software_key *key) {
  for (size_t i = 0; i < sizeof key->number / sizeof key->number[0]; i++)
    key->number[i] = NULL;
  key->random = NULL;
  hf_wipe(key->scalar, sizeof key->scalar);
  key->group = 0;
  key->kind = 0;
}

int hf_software_key_rsa(struct hf_software_key *key, const uint8_t *der, size_t n, const struct hf_random *random) {
  if (key == NULL)
    return -1;
  forget(key);
  if (der == NULL || random == NULL || random->fill == NULL || hf_provider_start() != 0)
    return -1;
  key->random = random;
  key->kind = HF_KEY_RSA;
  if (hf_software_rsa_read(key, der, n) == 0 && hf_software_rsa_agrees(key))
    return 0;
  hf_software_key_free(key);
  return -1;
}

/* Bytes of a scalar of a group; 0: of none that is here. */
static size_t scalar_size(uint16_t group) {
  if (group == HF_GROUP_SECP256R1)
    return 32;
  if (group == HF_GROUP_SECP384R1)
    return 48;
  return group == HF_GROUP_SECP521R1 ? 66 : 0;
}

int hf_software_key_ec(struct hf_software_key *key, uint16_t group, const uint8_t *scalar, size_t n,
                       const struct hf_random *random) {
  const size_t size = scalar_size(group);
  if (key == NULL)
    return -1;
  forget(key);
  if (scalar == NULL || random == NULL || random->fill == NULL)
    return -1;
  while (n > size && scalar[0] == 0) {
    scalar++;
    n--;
  }
  if (size == 0 || n == 0 || n > size)
    return -1;
  hf_copy(key->scalar + (size - n), scalar, n);
  key->random = random;
  key->group = group;
  key->kind = HF_KEY_EC;
  if (hf_software_ec_agrees(key))
    return 0;
  hf_software_key_free(key);
  return -1;
}

static enum hf_key_answer rsa_private(void *context, const uint8_t *in, size_t n, uint8_t *out) {
  struct hf_software_key *key = context;
  return key->kind == HF_KEY_RSA && hf_software_rsa_private(key, in, n, out) == 0 ? HF_KEY_DONE : HF_KEY_FAILED;
}

static enum hf_key_answer ecdsa_sign(void *context, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s) {
  struct hf_software_key *key = context;
  return key->kind == HF_KEY_EC && hf_software_ec_sign(key, digest, n, r, s) == 0 ? HF_KEY_DONE : HF_KEY_FAILED;
}

/* Without a key, one that cannot be used: a connection is not begun with it. */
struct hf_private_key hf_software_private_key(struct hf_software_key *key) {
  if (key == NULL)
    return (struct hf_private_key){.context = NULL};
  return (struct hf_private_key){.context = key, .rsa_private = rsa_private, .ecdsa_sign = ecdsa_sign};
}

void hf_software_key_free(struct hf_software_key *key) {
  if (key == NULL)
    return;
  if (key->kind == HF_KEY_RSA)
    hf_software_rsa_free(key);
  forget(key);
}
