/* What handfast/provider.h says of each provider, beyond known answers. */
#include "crypto/hmac.h"
#include "handfast/provider.h"
#include <criterion/criterion.h>
#include <string.h>

/* FIPS 180-4 5.1, by hand: what a hash function puts behind a message of n bytes. Answers the bytes of both. */
static size_t padded(uint32_t id, uint8_t *message, size_t n) {
  const size_t block = hf_block_size(id), length = block / 8;
  size_t all = n + 1;
  message[n] = 0x80;
  while (all % block != block - length)
    message[all++] = 0;
  memset(message + all, 0, length);
  for (size_t i = 0; i < 8; i++)
    message[all + length - 1 - i] = (uint8_t)(8 * (uint64_t)n >> (8 * i));
  return all + length;
}

/* The digest is the chaining value behind message and padding, for each length about the bounds of blocks. */
Test(crypto_contract, padding_at_each_length) {
  static const uint32_t ids[] = {HF_HASH_SHA1, HF_HASH_SHA256, HF_HASH_SHA384, HF_HASH_SHA512};
  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
    for (size_t n = 0; n < 300; n++) {
      uint8_t message[600], digest[HF_HASH_MAX], chaining[HF_HASH_MAX];
      struct hf_hash h;
      memset(message, 0xa5, n);
      hf_hash_start(&h, ids[i]);
      hf_hash_update(&h, message, n);
      hf_hash_finish(&h, digest);
      hf_hash_start(&h, ids[i]);
      hf_hash_update(&h, message, padded(ids[i], message, n));
      hf_hash_chaining(&h, chaining);
      cr_assert_arr_eq(digest, chaining, hf_hash_size(ids[i]), "hash %u, %zu bytes", (unsigned)ids[i], n);
    }
}

/* A source that fills, and says that it did, or did not. */
static int fill(void *context, uint8_t *out, size_t n) {
  memset(out, 0xff, n);
  return *(const int *)context;
}

static bool is_zero(const uint8_t *p, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (p[i] != 0)
      return false;
  return true;
}

/* Of P-256 no scalar is made of a source that gives none below the order; of neither where it fails. */
Test(crypto_contract, keys_that_were_not_made_are_wiped) {
  static const struct {
    uint32_t group;
    size_t point_n;
    int answer;
  } cases[] = {{HF_GROUP_SECP256R1, 65, 0}, {HF_GROUP_SECP256R1, 65, -1}, {HF_GROUP_X25519, 32, -1}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    int answer = cases[i].answer;
    struct hf_random random = {fill, &answer};
    uint8_t scalar[HF_SCALAR_MAX], point[HF_POINT_MAX];
    memset(point, 0xff, sizeof point);
    cr_assert_eq(hf_ecdh_generate(cases[i].group, &random, scalar, point), -1);
    cr_expect(is_zero(scalar, 32), "case %zu: the scalar stays", i);
    cr_expect(is_zero(point, cases[i].point_n), "case %zu: the point stays", i);
  }
}
