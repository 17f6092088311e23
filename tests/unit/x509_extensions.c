/* Each reader of one extension: its forms, right and wrong, and what it keeps of them. */
#include "generated/errors.h"
#include "support/der_writer.h"
#include "x509/extension.h"
#include <criterion/criterion.h>

static struct der d;
static struct hf_certificate kept;

static struct hf_span written(const char *digits) {
  d.n = d.depth = 0;
  der_hex(&d, "00"); /* so that nothing begins at 0 */
  der_hex(&d, digits);
  return (struct hf_span){1, (uint32_t)d.n - 1};
}
static void expect(uint8_t got, int good, const char *digits) {
  cr_expect_eq(got == HF_OK, good, "%s: %u", digits, got);
}
static void bare(uint8_t (*reader)(const uint8_t *in, struct hf_span value), const char *digits, int good) {
  struct hf_span value = written(digits);
  expect(reader(d.bytes, value), good, digits);
}
static void keeping(uint8_t (*reader)(const uint8_t *in, struct hf_span value, struct hf_certificate *c),
                    const char *digits, int good) {
  struct hf_span value = written(digits);
  kept = (struct hf_certificate){0};
  expect(reader(d.bytes, value, &kept), good, digits);
}

static uint8_t policies(const uint8_t *in, struct hf_span value) {
  return hf_extension_policies(in, value, 0);
}

#define ONE "3004 06022b01"
#define TWO "3004 06022b02"

Test(x509_extensions, policies) {
  bare(policies, "3006" ONE, 1);
  bare(policies, "300c" ONE TWO, 1);
  bare(policies, "3018 3016 06022b01 3010 300e 06082b06010505070201 16026162", 1);
  bare(policies, "3018 3016 06022b01 3110 300e 06082b06010505070201 16026162", 0);
  bare(policies, "300c" ONE ONE, 0);
  bare(policies, "3012" ONE TWO ONE, 0);
  bare(policies, "3012" TWO ONE ONE, 0);
  bare(policies, "3000", 0);
  bare(policies, "3006" ONE "0500", 0);
  bare(policies, "3106" ONE, 0);
  bare(policies, "3006 3104 06022b01", 0);
  bare(policies, "3006 3004 02022b01", 0);
  bare(policies, "3008 3006 06022b01 0500", 0);
  bare(policies, "3004 06022b01", 0);
}

/* 64 are taken, and one more is too complex, before any is compared with it. */
Test(x509_extensions, number_of_policies) {
  for (unsigned n = 63; n <= 65; n++) {
    d.n = d.depth = 0;
    der_open(&d, 0x30);
    for (unsigned i = 0; i < n; i++) {
      const uint8_t oid[2] = {0x2b, (uint8_t)i};
      der_open(&d, 0x30);
      der_put(&d, 0x06, oid, 2);
      der_close(&d);
    }
    der_close(&d);
    cr_expect_eq(policies(d.bytes, (struct hf_span){0, (uint32_t)d.n}),
                 n <= 64 ? HF_OK : HF_ERROR_CERTIFICATE_TOO_COMPLEX, "%u", n);
  }
}

Test(x509_extensions, policy_mappings) {
  bare(hf_extension_policy_mappings, "300a 3008 06022b01 06022b02", 1);
  bare(hf_extension_policy_mappings, "3014 3008 06022b01 06022b02 3008 06022b03 06022b04", 1);
  bare(hf_extension_policy_mappings, "3000", 0);
  bare(hf_extension_policy_mappings, "300a 3008 06022b01 06022b02 0500", 0);
  bare(hf_extension_policy_mappings, "3006 3004 06022b01", 0);
  bare(hf_extension_policy_mappings, "300e 300c 06022b01 06022b02 06022b03", 0);
  bare(hf_extension_policy_mappings, "300c 300a 0604551d2000 06022b02", 0); /* anyPolicy */
  bare(hf_extension_policy_mappings, "300c 300a 06022b01 0604551d2000", 0);
  bare(hf_extension_policy_mappings, "300a 3108 06022b01 06022b02", 0);
  bare(hf_extension_policy_mappings, "3008 06022b01 06022b02", 0);
  bare(hf_extension_policy_mappings, "3014 3008 06022b01 06022b02 3008 06022b03 02022b04", 0);
}

Test(x509_extensions, policy_constraints) {
  keeping(hf_extension_policy_constraints, "3003 800100", 1);
  cr_expect_eq(kept.explicit_policy, 1);
  keeping(hf_extension_policy_constraints, "3003 810100", 1);
  cr_expect_eq(kept.explicit_policy, 0);
  keeping(hf_extension_policy_constraints, "3006 800100 81017f", 1);
  cr_expect_eq(kept.explicit_policy, 1);
  keeping(hf_extension_policy_constraints, "3004 80020080", 1);
  keeping(hf_extension_policy_constraints, "3004 80020100", 1);
  keeping(hf_extension_policy_constraints, "3004 8002007f", 0);
  keeping(hf_extension_policy_constraints, "3004 81020000", 0);
  keeping(hf_extension_policy_constraints, "3003 800180", 0);
  keeping(hf_extension_policy_constraints, "3003 8101ff", 0);
  keeping(hf_extension_policy_constraints, "3002 8000", 0);
  keeping(hf_extension_policy_constraints, "3002 8100", 0);
  keeping(hf_extension_policy_constraints, "3000", 0);
  keeping(hf_extension_policy_constraints, "3006 810100 800100", 0);
  keeping(hf_extension_policy_constraints, "3003 820100", 0);
  keeping(hf_extension_policy_constraints, "3003 800100 0500", 0);
  keeping(hf_extension_policy_constraints, "3103 800100", 0);
}

Test(x509_extensions, inhibit_any_policy) {
  bare(hf_extension_inhibit_any_policy, "020100", 1);
  bare(hf_extension_inhibit_any_policy, "02020080", 1);
  bare(hf_extension_inhibit_any_policy, "020180", 0);
  bare(hf_extension_inhibit_any_policy, "020100 0500", 0);
  bare(hf_extension_inhibit_any_policy, "0200", 0);
  bare(hf_extension_inhibit_any_policy, "040100", 0);
}

Test(x509_extensions, information_access) {
  bare(hf_extension_information_access, "300b 3009 06022b01 8603613a62", 1);
  bare(hf_extension_information_access, "3016 3009 06022b01 8603613a62 3009 06022b01 8603613a62", 1);
  bare(hf_extension_information_access, "3000", 0);
  bare(hf_extension_information_access, "300b 3009 06022b01 8603613a62 0500", 0);
  bare(hf_extension_information_access, "300b 3009 06022b01 8603613a20", 0);
  bare(hf_extension_information_access, "3006 3004 06022b01", 0);
  bare(hf_extension_information_access, "300d 300b 06022b01 8603613a62 0500", 0);
  bare(hf_extension_information_access, "3009 3007 8603613a62 0500", 0);
  bare(hf_extension_information_access, "300b 3109 06022b01 8603613a62", 0);
  bare(hf_extension_information_access, "3016 3009 06022b01 8603613a62 3009 06022b01 8603613a20", 0);
}

Test(x509_extensions, crl_points) {
  bare(hf_extension_crl_points, "3009 3007 a005 a003860161", 1);
  bare(hf_extension_crl_points, "3007 3005 a203 820161", 1);
  bare(hf_extension_crl_points, "300d 300b a003 860161 8101 40 a201 05", 1);
  bare(hf_extension_crl_points, "300c 3005 a003 860161 3003 a201 05", 1);
  bare(hf_extension_crl_points, "3005 3003 810140", 0); /* reasons alone */
  bare(hf_extension_crl_points, "3002 3000", 0);
  bare(hf_extension_crl_points, "3000", 0);
  bare(hf_extension_crl_points, "3007 3005 a003 860161 0500", 0);
  bare(hf_extension_crl_points, "3009 3007 a003 860161 0500", 0);
  bare(hf_extension_crl_points, "3007 3105 a003 860161", 0);
  bare(hf_extension_crl_points, "3009 3005 a003 860161 3000", 0);
  bare(hf_extension_crl_points, "300a 3008 810140 a003 860161", 0);
}

Test(x509_extensions, basic_constraints) {
  keeping(hf_extension_basic_constraints, "3000", 1);
  cr_expect(kept.is_ca == 0 && kept.path_limit == 0);
  keeping(hf_extension_basic_constraints, "3003 0101ff", 1);
  cr_expect(kept.is_ca == 1 && kept.path_limit == 0);
  keeping(hf_extension_basic_constraints, "3006 0101ff 020100", 1);
  cr_expect(kept.is_ca == 1 && kept.path_limit == 1);
  keeping(hf_extension_basic_constraints, "3006 0101ff 02017f", 1);
  cr_expect_eq(kept.path_limit, 128);
  keeping(hf_extension_basic_constraints, "3007 0101ff 020200fe", 1);
  cr_expect_eq(kept.path_limit, 255);
  keeping(hf_extension_basic_constraints, "3007 0101ff 020200ff", 1);
  cr_expect_eq(kept.path_limit, 0, "no limit");
  keeping(hf_extension_basic_constraints, "3007 0101ff 02020101", 1);
  cr_expect_eq(kept.path_limit, 0, "no limit");
  keeping(hf_extension_basic_constraints, "3003 010100", 1);
  cr_expect_eq(
      kept.defect,
      HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED); /* the default, written out: in use, and refused by who is strict */
  keeping(hf_extension_basic_constraints, "3003 010101", 0);
  keeping(hf_extension_basic_constraints, "3006 0101ff 020180", 0);
  keeping(hf_extension_basic_constraints, "3008 0101ff 020100 0500", 0);
  keeping(hf_extension_basic_constraints, "3003 0101ff 0500", 0);
  keeping(hf_extension_basic_constraints, "3103 0101ff", 0);
}

Test(x509_extensions, key_usage) {
  keeping(hf_extension_key_usage, "03020780", 1);
  cr_expect(kept.usage == 0x80 && kept.defect == 0);
  keeping(hf_extension_key_usage, "0303070680", 1);
  cr_expect(kept.usage == 0x06 && kept.defect == 0);
  keeping(hf_extension_key_usage, "0303070080", 1); /* decipherOnly alone */
  cr_expect_eq(kept.usage, 0);
  keeping(hf_extension_key_usage, "03020680", 1);
  cr_expect_neq(kept.defect, 0, "the last bit is not set");
  keeping(hf_extension_key_usage, "03020700", 0);
  keeping(hf_extension_key_usage, "0303070000", 0);
  keeping(hf_extension_key_usage, "030100", 0);
  keeping(hf_extension_key_usage, "030407808080", 0);
  keeping(hf_extension_key_usage, "03020780 0500", 0);
  keeping(hf_extension_key_usage, "03020781", 0); /* an unused bit that is set */
  keeping(hf_extension_key_usage, "04020780", 0);
}

Test(x509_extensions, purposes) {
  static const struct {
    const char *digits;
    uint8_t purposes;
  } good[] = {{"300a 06082b06010505070301", HF_PURPOSES_SERVER},
              {"300a 06082b06010505070302", HF_PURPOSES_CLIENT},
              {"300a 06082b06010505070309", HF_PURPOSES_OCSP},
              {"3006 0604551d2500", HF_PURPOSES_ANY},
              {"300a 06082b06010505070303", 0},
              {"3010 0604551d2500 06082b06010505070301", HF_PURPOSES_ANY | HF_PURPOSES_SERVER}};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    keeping(hf_extension_purposes, good[i].digits, 1);
    cr_expect_eq(kept.purposes, good[i].purposes, "%s", good[i].digits);
  }
  keeping(hf_extension_purposes, "3000", 0);
  keeping(hf_extension_purposes, "3006 0604551d2500 0500", 0);
  keeping(hf_extension_purposes, "3008 0604551d2500 0500", 0);
  keeping(hf_extension_purposes, "3106 0604551d2500", 0);
}

Test(x509_extensions, key_identifiers) {
  keeping(hf_extension_subject_key_id, "0401aa", 1);
  cr_expect(kept.key_id.n == 1 && d.bytes[kept.key_id.at] == 0xaa);
  keeping(hf_extension_subject_key_id, "0400", 0);
  keeping(hf_extension_subject_key_id, "0401aa 0500", 0);
  keeping(hf_extension_subject_key_id, "0301aa", 0);
  keeping(hf_extension_authority_key_id, "3003 8001aa", 1);
  cr_expect(kept.authority_key_id.n == 1 && d.bytes[kept.authority_key_id.at] == 0xaa);
  keeping(hf_extension_authority_key_id, "3000", 1);
  cr_expect_eq(kept.authority_key_id.n, 0);
  keeping(hf_extension_authority_key_id, "3009 8001aa a10105 820101", 1);
  cr_expect_eq(kept.authority_key_id.n, 1);
  keeping(hf_extension_authority_key_id, "3006 a10105 820101", 1);
  keeping(hf_extension_authority_key_id, "3002 8000", 0);
  keeping(hf_extension_authority_key_id, "3003 a10105", 0);
  keeping(hf_extension_authority_key_id, "3003 820101", 0);
  keeping(hf_extension_authority_key_id, "3005 8001aa 0500", 0);
  keeping(hf_extension_authority_key_id, "3003 8001aa 0500", 0);
  keeping(hf_extension_authority_key_id, "3103 8001aa", 0);
}

Test(x509_extensions, features) {
  keeping(hf_extension_features, "3003 020105", 1);
  cr_expect_eq(kept.must_staple, 1);
  keeping(hf_extension_features, "3006 020105 020111", 1);
  cr_expect_eq(kept.must_staple, 1, "one of several");
  keeping(hf_extension_features, "3006 020111 020105", 1);
  cr_expect_eq(kept.must_staple, 1, "one of several");
  keeping(hf_extension_features, "3007 020111 02020500", 1);
  cr_expect_eq(kept.must_staple, 0, "another");
  keeping(hf_extension_features, "3000", 0);
  keeping(hf_extension_features, "3003 020180", 0);
  keeping(hf_extension_features, "3003 020105 0500", 0);
  keeping(hf_extension_features, "3003 040105", 0);
}
