/* Each reader of one extension: its forms, right and wrong, and what it keeps of them. */
#include "generated/errors.h"
#include "support/der_writer.h"
#include "x509/extension.h"
#include <criterion/criterion.h>
#include <stdio.h>

static struct der d;
static struct hf_certificate kept;

/* The extension, the only one of Extensions; the value in its OCTET STRING is what `digits' say. */
static uint8_t read(const char *identifier, const char *digits) {
  struct hf_span all = {1, 0};
  d.n = d.depth = 0;
  der_hex(&d, "00"); /* so that nothing begins at 0 */
  der_open(&d, 0x30);
  der_open(&d, 0x30);
  der_open(&d, 0x06);
  der_hex(&d, identifier);
  der_close(&d);
  der_open(&d, 0x04);
  der_hex(&d, digits);
  der_close(&d);
  der_close(&d);
  der_close(&d);
  all.n = (uint32_t)d.n - 1;
  kept = (struct hf_certificate){.whole = all};
  return hf_extensions_read(d.bytes, all, &kept);
}
static void expect(const char *identifier, const char *digits, int good) {
  uint8_t got = read(identifier, digits);
  cr_expect_eq(got == HF_OK, good, "%s: %u", digits, got);
}

/* It is taken, and noted for those who are strict. */
static void expect_odd(const char *identifier, const char *digits) {
  expect(identifier, digits, 1);
  cr_expect_neq(kept.defect, HF_OK, "%s", digits);
}

#define AUTHORITY_KEY_ID "551d23"
#define SUBJECT_KEY_ID "551d0e"
#define KEY_USAGE "551d0f"
#define BASIC_CONSTRAINTS "551d13"
#define PURPOSES "551d25"
#define POLICIES "551d20"
#define POLICY_MAPPINGS "551d21"
#define POLICY_CONSTRAINTS "551d24"
#define INHIBIT_ANY_POLICY "551d36"
#define CRL_POINTS "551d1f"
#define INFORMATION_ACCESS "2b06010505070101"
#define FEATURES "2b06010505070118"

#define ONE "3004 06022b01"
#define TWO "3004 06022b02"

Test(x509_extensions, policies) {
  expect(POLICIES, "3006" ONE, 1);
  expect(POLICIES, "300c" ONE TWO, 1);
  expect(POLICIES, "3018 3016 06022b01 3010 300e 06082b06010505070201 16026162", 1);
  expect(POLICIES, "3018 3016 06022b01 3110 300e 06082b06010505070201 16026162", 0);
  expect(POLICIES, "300c" ONE ONE, 0);
  expect(POLICIES, "3012" ONE TWO ONE, 0);
  expect(POLICIES, "3012" TWO ONE ONE, 0);
  expect(POLICIES, "3000", 0);
  expect(POLICIES, "3006" ONE "0500", 0);
  expect(POLICIES, "3106" ONE, 0);
  expect(POLICIES, "3006 3104 06022b01", 0);
  expect(POLICIES, "3006 3004 02022b01", 0);
  expect(POLICIES, "3008 3006 06022b01 0500", 0);
  expect(POLICIES, "3004 06022b01", 0);
}

/* 64 are taken, and one more is too complex. */
Test(x509_extensions, number_of_policies) {
  static char digits[65 * 16 + 1];
  for (unsigned n = 63; n <= 65; n++) {
    for (unsigned i = 0; i < n; i++)
      snprintf(digits + 12 * i, sizeof digits - 12 * i, "300406022b%02x", i);
    static struct der list;
    list.n = list.depth = 0;
    der_open(&list, 0x30);
    der_hex(&list, digits);
    der_close(&list);
    static char all[4 * sizeof digits];
    for (size_t i = 0; i < list.n; i++)
      snprintf(all + 2 * i, sizeof all - 2 * i, "%02x", list.bytes[i]);
    cr_expect_eq(read(POLICIES, all), n <= 64 ? HF_OK : HF_ERROR_CERTIFICATE_TOO_COMPLEX, "%u", n);
  }
}

Test(x509_extensions, policy_mappings) {
  expect(POLICY_MAPPINGS, "300a 3008 06022b01 06022b02", 1);
  expect(POLICY_MAPPINGS, "3014 3008 06022b01 06022b02 3008 06022b03 06022b04", 1);
  expect(POLICY_MAPPINGS, "3000", 0);
  expect(POLICY_MAPPINGS, "300a 3008 06022b01 06022b02 0500", 0);
  expect(POLICY_MAPPINGS, "3006 3004 06022b01", 0);
  expect(POLICY_MAPPINGS, "300e 300c 06022b01 06022b02 06022b03", 0);
  expect(POLICY_MAPPINGS, "300c 300a 0604551d2000 06022b02", 0); /* anyPolicy */
  expect(POLICY_MAPPINGS, "300c 300a 06022b01 0604551d2000", 0);
  expect(POLICY_MAPPINGS, "300a 3108 06022b01 06022b02", 0);
  expect(POLICY_MAPPINGS, "3008 06022b01 06022b02", 0);
  expect(POLICY_MAPPINGS, "3014 3008 06022b01 06022b02 3008 06022b03 02022b04", 0);
}

Test(x509_extensions, policy_constraints) {
  expect(POLICY_CONSTRAINTS, "3003 800100", 1);
  cr_expect_eq(kept.explicit_policy, 1);
  expect(POLICY_CONSTRAINTS, "3003 810100", 1);
  cr_expect_eq(kept.explicit_policy, 0);
  expect(POLICY_CONSTRAINTS, "3006 800100 81017f", 1);
  cr_expect_eq(kept.explicit_policy, 1);
  expect(POLICY_CONSTRAINTS, "3004 80020080", 1);
  expect(POLICY_CONSTRAINTS, "3004 80020100", 1);
  expect(POLICY_CONSTRAINTS, "3004 8002007f", 0);
  expect(POLICY_CONSTRAINTS, "3004 81020000", 0);
  expect(POLICY_CONSTRAINTS, "3003 800180", 0);
  expect(POLICY_CONSTRAINTS, "3003 8101ff", 0);
  expect(POLICY_CONSTRAINTS, "3002 8000", 0);
  expect(POLICY_CONSTRAINTS, "3002 8100", 0);
  expect(POLICY_CONSTRAINTS, "3000", 0);
  expect(POLICY_CONSTRAINTS, "3006 810100 800100", 0);
  expect(POLICY_CONSTRAINTS, "3003 820100", 0);
  expect(POLICY_CONSTRAINTS, "3003 800100 0500", 0);
  expect(POLICY_CONSTRAINTS, "3103 800100", 0);
}

Test(x509_extensions, inhibit_any_policy) {
  expect(INHIBIT_ANY_POLICY, "020100", 1);
  expect(INHIBIT_ANY_POLICY, "02020080", 1);
  expect(INHIBIT_ANY_POLICY, "020180", 0);
  expect(INHIBIT_ANY_POLICY, "020100 0500", 0);
  expect(INHIBIT_ANY_POLICY, "0200", 0);
  expect(INHIBIT_ANY_POLICY, "040100", 0);
}

Test(x509_extensions, information_access) {
  expect(INFORMATION_ACCESS, "300b 3009 06022b01 8603613a62", 1);
  expect(INFORMATION_ACCESS, "3016 3009 06022b01 8603613a62 3009 06022b01 8603613a62", 1);
  expect(INFORMATION_ACCESS, "3000", 0);
  expect(INFORMATION_ACCESS, "300b 3009 06022b01 8603613a62 0500", 0);
  expect_odd(INFORMATION_ACCESS, "300b 3009 06022b01 8603613a20");
  expect(INFORMATION_ACCESS, "3006 3004 06022b01", 0);
  expect(INFORMATION_ACCESS, "300d 300b 06022b01 8603613a62 0500", 0);
  expect(INFORMATION_ACCESS, "3009 3007 8603613a62 0500", 0);
  expect(INFORMATION_ACCESS, "300b 3109 06022b01 8603613a62", 0);
  expect_odd(INFORMATION_ACCESS, "3016 3009 06022b01 8603613a62 3009 06022b01 8603613a20");
}

Test(x509_extensions, crl_points) {
  expect(CRL_POINTS, "3009 3007 a005 a003860161", 1);
  expect(CRL_POINTS, "3007 3005 a203 820161", 1);
  expect(CRL_POINTS, "3011 300f a005 a003860161 81020640 a202 8200", 1);
  expect(CRL_POINTS, "300d 300b a003 860161 8101 40 a201 05", 0); /* what is in it is none of its names */
  expect(CRL_POINTS, "300f 3007 a005 a003860161 3004 a202 8200", 1);
  expect(CRL_POINTS, "3006 3004 81020640", 0); /* reasons alone */
  expect(CRL_POINTS, "3002 3000", 0);
  expect(CRL_POINTS, "3000", 0);
  expect(CRL_POINTS, "300b 3009 a005 a003860161 0500", 0);
  expect(CRL_POINTS, "3009 3007 a005 a003860161 0500", 0);
  expect(CRL_POINTS, "3009 3107 a005 a003860161", 0);
  expect(CRL_POINTS, "300b 3007 a005 a003860161 3000", 0);
  expect(CRL_POINTS, "300d 300b 81020640 a005 a003860161", 0);
}

Test(x509_extensions, basic_constraints) {
  expect(BASIC_CONSTRAINTS, "3000", 1);
  cr_expect(kept.is_ca == 0 && kept.path_limit == 0);
  expect(BASIC_CONSTRAINTS, "3003 0101ff", 1);
  cr_expect(kept.is_ca == 1 && kept.path_limit == 0);
  expect(BASIC_CONSTRAINTS, "3006 0101ff 020100", 1);
  cr_expect(kept.is_ca == 1 && kept.path_limit == 1);
  expect(BASIC_CONSTRAINTS, "3006 0101ff 02017f", 1);
  cr_expect_eq(kept.path_limit, 128);
  expect(BASIC_CONSTRAINTS, "3007 0101ff 020200fe", 1);
  cr_expect_eq(kept.path_limit, 255);
  expect(BASIC_CONSTRAINTS, "3007 0101ff 020200ff", 1);
  cr_expect_eq(kept.path_limit, 0, "no limit");
  expect(BASIC_CONSTRAINTS, "3007 0101ff 02020101", 1);
  cr_expect_eq(kept.path_limit, 0, "no limit");
  expect(BASIC_CONSTRAINTS, "3003 010100", 1);
  cr_expect_eq(
      kept.defect,
      HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED); /* the default, written out: in use, and refused by who is strict */
  expect(BASIC_CONSTRAINTS, "3003 010101", 0);
  expect(BASIC_CONSTRAINTS, "3006 0101ff 020180", 0);
  expect(BASIC_CONSTRAINTS, "3008 0101ff 020100 0500", 0);
  expect(BASIC_CONSTRAINTS, "3003 0101ff 0500", 0);
  expect(BASIC_CONSTRAINTS, "3103 0101ff", 0);
}

Test(x509_extensions, key_usage) {
  expect(KEY_USAGE, "03020780", 1);
  cr_expect(kept.usage == 0x80 && kept.defect == 0);
  expect(KEY_USAGE, "0303070680", 1);
  cr_expect(kept.usage == 0x06 && kept.defect == 0);
  expect(KEY_USAGE, "0303070080", 1); /* decipherOnly alone */
  cr_expect_eq(kept.usage, 0);
  expect(KEY_USAGE, "03020680", 1);
  cr_expect_neq(kept.defect, 0, "the last bit is not set");
  expect(KEY_USAGE, "03020700", 0);
  expect(KEY_USAGE, "0303070000", 0);
  expect(KEY_USAGE, "030100", 0);
  expect(KEY_USAGE, "030407808080", 0);
  expect(KEY_USAGE, "03020780 0500", 0);
  expect(KEY_USAGE, "03020781", 0); /* an unused bit that is set */
  expect(KEY_USAGE, "04020780", 0);
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
    expect(PURPOSES, good[i].digits, 1);
    cr_expect_eq(kept.purposes, good[i].purposes, "%s", good[i].digits);
  }
  expect(PURPOSES, "3000", 0);
  expect(PURPOSES, "3006 0604551d2500 0500", 0);
  expect(PURPOSES, "3008 0604551d2500 0500", 0);
  expect(PURPOSES, "3106 0604551d2500", 0);
}

Test(x509_extensions, key_identifiers) {
  expect(SUBJECT_KEY_ID, "0401aa", 1);
  cr_expect(kept.key_id.n == 1 && d.bytes[kept.key_id.at] == 0xaa);
  expect(SUBJECT_KEY_ID, "0400", 0);
  expect(SUBJECT_KEY_ID, "0401aa 0500", 0);
  expect(SUBJECT_KEY_ID, "0301aa", 0);
  expect(AUTHORITY_KEY_ID, "3003 8001aa", 1);
  cr_expect(kept.authority_key_id.n == 1 && d.bytes[kept.authority_key_id.at] == 0xaa);
  expect(AUTHORITY_KEY_ID, "3000", 1);
  cr_expect_eq(kept.authority_key_id.n, 0);
  expect(AUTHORITY_KEY_ID, "300a 8001aa a1028200 820101", 1);
  cr_expect_eq(kept.authority_key_id.n, 1);
  expect(AUTHORITY_KEY_ID, "3007 a1028200 820101", 1);
  expect(AUTHORITY_KEY_ID, "3002 8000", 0);
  expect(AUTHORITY_KEY_ID, "3004 a1028200", 0);
  expect(AUTHORITY_KEY_ID, "3006 a10105 820101", 0);
  expect(AUTHORITY_KEY_ID, "3003 820101", 0);
  expect(AUTHORITY_KEY_ID, "3005 8001aa 0500", 0);
  expect(AUTHORITY_KEY_ID, "3003 8001aa 0500", 0);
  expect(AUTHORITY_KEY_ID, "3103 8001aa", 0);
}

Test(x509_extensions, features) {
  expect(FEATURES, "3003 020105", 1);
  cr_expect_eq(kept.must_staple, 1);
  expect(FEATURES, "3006 020105 020111", 1);
  cr_expect_eq(kept.must_staple, 1, "one of several");
  expect(FEATURES, "3006 020111 020105", 1);
  cr_expect_eq(kept.must_staple, 1, "one of several");
  expect(FEATURES, "3007 020111 02020500", 1);
  cr_expect_eq(kept.must_staple, 0, "another");
  expect(FEATURES, "3000", 0);
  expect(FEATURES, "3003 020180", 0);
  expect(FEATURES, "3003 020105 0500", 0);
  expect(FEATURES, "3003 040105", 0);
}
