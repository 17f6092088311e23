/* The provider's software keys. */
#include "pair.h"

int load_key(const uint8_t *file, size_t n, const struct hf_random *random, struct hf_private_key *out) {
  static struct hf_software_key key;
  if (hf_software_key_read(&key, file, n, random) != NULL)
    return -1;
  *out = hf_software_private_key(&key);
  return 0;
}
