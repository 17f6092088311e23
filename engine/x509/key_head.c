#include "x509/key_head.h"
#include "generated/errors.h"
#include <stdbool.h>

static const uint8_t p256_head[] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                                    0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};
static const uint8_t p384_head[] = {0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02,
                                    0x01, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00};
static const uint8_t p521_head[] = {0x30, 0x81, 0x9b, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02,
                                    0x01, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23, 0x03, 0x81, 0x86, 0x00};

uint32_t hf_key_point_size(uint8_t group) {
  if (group == HF_GROUP_SECP256R1)
    return 65u;
  if (group == HF_GROUP_SECP384R1)
    return 97u;
  return group == HF_GROUP_SECP521R1 ? 133u : 0u;
}

const uint8_t *hf_key_head(uint32_t group, size_t *n) {
  if (group == HF_GROUP_SECP384R1) {
    *n = sizeof p384_head;
    return p384_head;
  }
  if (group == HF_GROUP_SECP521R1) {
    *n = sizeof p521_head;
    return p521_head;
  }
  *n = sizeof p256_head;
  return p256_head;
}

/*@ requires \valid_read(a + (0 .. n - 1)) && \valid_read(b + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> \forall integer i; 0 <= i < n ==> a[i] == b[i]; */
static bool same(const uint8_t *a, const uint8_t *b, size_t n) {
  /*@ loop invariant 0 <= i <= n && (\forall integer k; 0 <= k < i ==> a[k] == b[k]);
    @ loop assigns i;
    @ loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    if (a[i] != b[i])
      return false;
  }
  return true;
}

/* A key on the curve, whose point is all that stands behind so many bytes. */
/*@ requires \valid(key) && group_known(group) && at <= whole.n && whole.n - at == share_bytes(group) && whole.at + whole.n <= 0xffffffff;
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_within(*key, whole) && hf_key_sound(*key) && key->kind == HF_KEY_EC; */
static void set_point(struct hf_span whole, uint32_t at, uint8_t group, struct hf_key_spans *key) {
  key->modulus.at = whole.at;
  key->modulus.n = 0u;
  key->exponent.at = whole.at;
  key->exponent.n = 0u;
  key->point.at = whole.at + at;
  key->point.n = whole.n - at;
  key->group = group;
  key->kind = HF_KEY_EC;
  key->error = HF_OK;
}

/* True: `whole` is a key on this curve. */
/*@ requires group_known(group) && hf_readable(in, whole) && \valid(key) && \separated(key, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures \result ==> whole.n > 0 && hf_key_within(*key, whole) && hf_key_sound(*key) && key->kind == HF_KEY_EC; */
static bool is_of(const uint8_t *in, struct hf_span whole, uint8_t group, struct hf_key_spans *key) {
  size_t n = 0u;
  const uint8_t *head = hf_key_head(group, &n);
  uint32_t point_n = hf_key_point_size(group);
  if (whole.n != n + point_n || !same(head, in + whole.at, n))
    return false;
  if (in[whole.at + n] != 4u || hf_point_check(group, in + whole.at + n, point_n) != 0)
    return false;
  set_point(whole, (uint32_t)n, group, key);
  return true;
}

uint8_t hf_key_by_head(const uint8_t *in, struct hf_span *rest, struct hf_key_spans *key) {
  struct hf_span whole = {rest->at, rest->n};
  if (!is_of(in, whole, HF_GROUP_SECP256R1, key) && !is_of(in, whole, HF_GROUP_SECP384R1, key) &&
      !is_of(in, whole, HF_GROUP_SECP521R1, key))
    return HF_ERROR_CERTIFICATE_KEY_MALFORMED;
  rest->at = whole.at + whole.n;
  rest->n = 0u;
  return HF_OK;
}
