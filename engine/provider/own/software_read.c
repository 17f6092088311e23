#include "crypto/bytes.h"
#include "handfast/files.h"
#include "handfast/software_key.h"
#include <stdbool.h>

#define KEY_FILE_MAX 8192u /* bytes of base64, or of DER: an RSA key of 4096 bits has 3,200 */

static bool is(const char *label, const char *what) {
  while (*label != '\0' && *label == *what) {
    label++;
    what++;
  }
  return *label == *what;
}

static const char *load(struct hf_software_key *key, const struct hf_key_der *found, const struct hf_random *random) {
  if (found->kind != HF_KEY_EC)
    return hf_software_key_rsa(key, found->bytes, found->n, random) == 0
               ? NULL
               : "it is damaged, or its modulus is not of 2048 to 4096 bits";
  return hf_software_key_ec(key, found->group, found->bytes, found->n, random) == 0 ? NULL : "its scalar is damaged";
}

/* Of a block that is a private key; *is_key says whether it is one. */
static const char *read_block(const struct hf_pem_block *block, struct hf_software_key *key,
                              const struct hf_random *random, bool *is_key) {
  struct hf_key_der found;
  const char *why = NULL;
  *is_key = true;
  if (block->encrypted != 0u || is(block->label, "ENCRYPTED PRIVATE KEY"))
    return "it is encrypted, and only unencrypted ones are read";
  if (is(block->label, "PRIVATE KEY"))
    why = hf_key_pkcs8(block->der, block->n, &found);
  else if (is(block->label, "RSA PRIVATE KEY"))
    why = hf_key_pkcs1(block->der, block->n, &found);
  else if (is(block->label, "EC PRIVATE KEY"))
    why = hf_key_sec1(block->der, block->n, &found);
  else
    *is_key = false;
  return why != NULL || !*is_key ? why : load(key, &found, random);
}

static const char *read_pem(struct hf_software_key *key, const uint8_t *file, size_t n,
                            const struct hf_random *random) {
  uint8_t memory[KEY_FILE_MAX];
  struct hf_pem pem = {.text = file, .n = n};
  struct hf_pem_block block;
  const char *why = NULL;
  bool is_key = false;
  while (!is_key && why == NULL && hf_pem_next(&pem, &block, memory, sizeof memory, &why) > 0)
    why = read_block(&block, key, random, &is_key);
  hf_wipe(memory, sizeof memory);
  return why == NULL && !is_key ? "there is no private key in it" : why;
}

const char *hf_software_key_read(struct hf_software_key *key, const uint8_t *file, size_t n,
                                 const struct hf_random *random) {
  struct hf_key_der found;
  const char *why;
  if (key == NULL || file == NULL || random == NULL)
    return "an argument is missing";
  if (n == 0u || file[0] != 0x30u)
    return read_pem(key, file, n, random);
  why = hf_key_find(file, n, &found);
  return why == NULL ? load(key, &found, random) : why;
}
