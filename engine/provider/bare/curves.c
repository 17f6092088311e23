/* P-256 and X25519 by crypto/p256.h and x25519.h; other groups are not there. Ready as it is: nothing has to be begun. */
#include "provider/own/curves.h"
#include "crypto/bytes.h"
#include "crypto/p256.h"
#include "crypto/x25519.h"

int hf_provider_start(void) {
  return 0;
}

/* Also of groups that are not there: what could not be made is wiped. */
static size_t scalar_size(uint32_t group) {
  if (group == HF_GROUP_SECP521R1)
    return 66;
  return group == HF_GROUP_SECP384R1 ? 48 : HF_P256_BYTES;
}

static size_t share_size(uint32_t group) {
  return group == HF_GROUP_X25519 ? HF_X25519_BYTES : 2u * scalar_size(group) + 1u;
}

int hf_ecdh_generate(uint32_t group, const struct hf_random *random, uint8_t *scalar, uint8_t *point) {
  int r = -1;
  if (group == HF_GROUP_SECP256R1)
    r = hf_generate_p256(random, scalar, point);
  else if (group == HF_GROUP_X25519)
    r = hf_generate_x25519(random, scalar, point);
  if (r != 0) {
    hf_wipe(scalar, scalar_size(group));
    hf_wipe(point, share_size(group));
  }
  return r;
}

int hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x) {
  bool made = false;
  if (group == HF_GROUP_SECP256R1)
    made = hf_p256_agree(x, scalar, point, point_n);
  else if (group == HF_GROUP_X25519)
    made = point_n == HF_X25519_BYTES && hf_x25519_agree(x, scalar, point);
  if (!made)
    hf_wipe(x, scalar_size(group));
  return made ? 0 : -1;
}

int hf_point_check(uint32_t group, const uint8_t *point, size_t point_n) {
  return group == HF_GROUP_SECP256R1 && hf_p256_point_check(point, point_n) ? 0 : -1;
}

int hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s) {
  return group == HF_GROUP_SECP256R1 && hf_p256_verify(point, point_n, digest, digest_n, r, s) ? 0 : -1;
}
