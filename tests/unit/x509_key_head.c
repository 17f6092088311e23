/* Keys told by what stands before their points (engine/x509/key_head.c) are what the reader of ASN.1 says they are; all else is refused. */
#include "generated/errors.h"
#include "x509/key_head.h"
#include <criterion/criterion.h>
#include <string.h>

/* A key of each curve, whose point the provider makes. */
static int fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 0x11, n);
  return 0;
}

static uint32_t make(uint32_t group, uint8_t out[200]) {
  const struct hf_random random = {fill, NULL};
  uint8_t scalar[HF_SCALAR_MAX];
  size_t n = 0;
  const uint8_t *head = hf_key_head(group, &n);
  memcpy(out, head, n);
  cr_assert_eq(hf_ecdh_generate(group, &random, scalar, out + n), 0);
  return (uint32_t)n + hf_key_point_size((uint8_t)group);
}

Test(x509_key_head, is_what_asn1_says) {
  static const uint8_t groups[] = {HF_GROUP_SECP256R1, HF_GROUP_SECP384R1, HF_GROUP_SECP521R1};
  for (size_t i = 0; i < 3; i++) {
    uint8_t der[200];
    uint32_t n = make(groups[i], der);
    struct hf_span a = {0, n}, b = {0, n};
    struct hf_key_spans by_head, by_asn1;
    memset(&by_head, 0, sizeof by_head);
    memset(&by_asn1, 0, sizeof by_asn1);
    cr_assert_eq(hf_key_by_head(der, &a, &by_head), HF_OK);
    cr_assert_eq(hf_key_take(der, &b, &by_asn1), HF_OK);
    cr_assert(a.n == 0 && b.n == 0 && a.at == b.at);
    cr_assert(by_head.kind == by_asn1.kind && by_head.group == groups[i] && by_asn1.group == groups[i]);
    cr_assert(by_head.point.at == by_asn1.point.at && by_head.point.n == by_asn1.point.n && by_head.error == HF_OK);
  }
}

Test(x509_key_head, each_octet_counts) {
  uint8_t der[200];
  uint32_t n = make(HF_GROUP_SECP256R1, der);
  struct hf_key_spans key;
  struct hf_span all = {0, n};
  cr_assert_eq(hf_key_by_head(der, &all, &key), HF_OK);
  for (uint32_t i = 0; i < n; i++) {
    struct hf_span whole = {0, n};
    der[i] ^= 1u;
    cr_expect_eq(hf_key_by_head(der, &whole, &key), HF_ERROR_CERTIFICATE_KEY_MALFORMED, "octet %u", i);
    cr_expect(whole.at == 0 && whole.n == n);
    der[i] ^= 1u;
  }
  for (uint32_t m = 0; m < n + 2; m++) {
    struct hf_span whole = {0, m};
    if (m != n)
      cr_expect_eq(hf_key_by_head(der, &whole, &key), HF_ERROR_CERTIFICATE_KEY_MALFORMED, "%u octets", m);
  }
}
