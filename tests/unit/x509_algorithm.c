/* AlgorithmIdentifiers of signatures, and of keys of RSASSA-PSS: each that is accepted, and each field of RSASSA-PSS-params (RFC 4055 3.1) wrong alone. */
#include "generated/errors.h"
#include "parse/asn1.h"
#include "support/identities.h"
#include "support/issue.h"
#include "x509/algorithm.h"
#include "x509/key.h"
#include <criterion/criterion.h>

#define MALFORMED 0xffffu

/* What is made of it: the scheme, or MALFORMED. */
static uint16_t taken(const struct der *d) {
  struct hf_span rest = {0, (uint32_t)d->n};
  struct hf_asn1 a;
  uint32_t error = hf_asn1_take(&a, d->bytes, &rest, HF_READ_SIGNATURE_ALGORITHM);
  uint16_t scheme = hf_certificate_scheme(d->bytes, a.numbers[HF_VALUE_SIGNATURE_ALGORITHM_ALGORITHM],
                                          a.kept[HF_AT_SIGNATURE_ALGORITHM_PSS]);
  cr_expect(error == HF_OK || error == HF_ERROR_CERTIFICATE_MALFORMED);
  cr_expect(error != HF_OK || rest.n == 0);
  return error == HF_OK ? scheme : MALFORMED;
}

static uint16_t of_hex(const char *contents) {
  static struct der d;
  d.n = d.depth = 0;
  der_open(&d, 0x30);
  der_hex(&d, contents);
  der_close(&d);
  return taken(&d);
}

#define RSA "06092a864886f70d0101"
#define ECDSA "06082a8648ce3d0403"

Test(x509_algorithm, each_that_is_accepted) {
  cr_expect_eq(of_hex(RSA "0b 0500"), 0x0401);
  cr_expect_eq(of_hex(RSA "0c 0500"), 0x0501);
  cr_expect_eq(of_hex(RSA "0d 0500"), 0x0601);
  cr_expect_eq(of_hex(RSA "0b"), 0x0401);
  cr_expect_eq(of_hex(ECDSA "02"), 0x0403);
  cr_expect_eq(of_hex(ECDSA "03"), 0x0503);
  cr_expect_eq(of_hex(ECDSA "04"), 0x0603);
}

Test(x509_algorithm, weak_or_unknown_ones_are_none) {
  static const char *const none[] = {RSA "02 0500", RSA "04 0500", RSA "05 0500", RSA "0e 0500",        RSA "07 0500",
                                     RSA "0f 0500", RSA "01 0500", ECDSA "01",    "06072a8648ce3d0401", "06032b6570"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    cr_expect_eq(of_hex(none[i]), 0, "%s", none[i]);
}

Test(x509_algorithm, parameters_that_do_not_fit) {
  static const char *const wrong[] = {RSA "0b 0501ff",    RSA "0c 0101ff", RSA "0d 3000",   RSA "0b 0400",
                                      RSA "0b 0500 0500", ECDSA "02 0500", ECDSA "03 3000", ECDSA "04 0500"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    cr_expect_eq(of_hex(wrong[i]), MALFORMED, "%s", wrong[i]);
}

/* RSASSA-PSS with these fields: tag and contents of each, NULL to leave it out. */
struct fields {
  const char *hash;
  const char *mask;
  const char *salt;
  const char *more;
};
static void put_pss(struct der *d, struct fields f) {
  const char *const field[] = {f.hash, f.mask, f.salt};
  der_open(d, 0x30);
  der_hex(d, RSA "0a");
  der_open(d, 0x30);
  for (unsigned i = 0; i < 3; i++) {
    if (field[i] == NULL)
      continue;
    der_open(d, 0xa0 + i);
    der_hex(d, field[i]);
    der_close(d);
  }
  der_hex(d, f.more);
  der_close(d);
  der_close(d);
}

static uint16_t of_pss(struct fields f) {
  static struct der d;
  d.n = d.depth = 0;
  put_pss(&d, f);
  return taken(&d);
}

#define SHA(n) "300d 06096086480165030402" n " 0500"
#define SHA_BARE(n) "300b 06096086480165030402" n
#define MGF1(n) "301a 06092a864886f70d010108" SHA(n)
#define MGF1_BARE(n) "3018 06092a864886f70d010108" SHA_BARE(n)

Test(x509_algorithm, pss_with_each_hash) {
  cr_expect_eq(of_pss((struct fields){SHA("01"), MGF1("01"), "020120", ""}), 0x0804);
  cr_expect_eq(of_pss((struct fields){SHA("02"), MGF1("02"), "020130", ""}), 0x0805);
  cr_expect_eq(of_pss((struct fields){SHA("03"), MGF1("03"), "020140", ""}), 0x0806);
  cr_expect_eq(of_pss((struct fields){SHA_BARE("01"), MGF1_BARE("01"), "020120", ""}), 0x0804);
}

Test(x509_algorithm, pss_with_a_field_that_is_wrong) {
  static const struct fields wrong[] = {
      {NULL, MGF1("01"), "020120", ""}, /* the default is SHA-1 */
      {SHA("01"), NULL, "020120", ""},
      {SHA("01"), MGF1("01"), NULL, ""}, /* the default is 20 */
      {NULL, NULL, NULL, ""},
      {SHA("02"), MGF1("01"), "020130", ""},
      {SHA("01"), MGF1("02"), "020120", ""},
      {SHA("04"), MGF1("04"), "020120", ""}, /* SHA-224 */
      {SHA("01"), MGF1("01"), "02011f", ""},
      {SHA("01"), MGF1("01"), "020121", ""},
      {SHA("01"), MGF1("01"), "020130", ""},
      {SHA("02"), MGF1("02"), "020120", ""},
      {SHA("03"), MGF1("03"), "020130", ""},
      {SHA("03"), MGF1("03"), "02013f", ""},
      {SHA("01"), MGF1("01"), "020120", "a303020101"}, /* a trailer, which may only have its default */
      {SHA("01"), MGF1("01"), "020120", "0500"},
      {SHA("01") "0500", MGF1("01"), "020120", ""},
      {SHA("01"), MGF1("01") "0500", "020120", ""},
      {SHA("01"), MGF1("01"), "020120 0500", ""},
      {"300d 06092a864886f70d010108 0500", MGF1("01"), "020120", ""}, /* MGF1 for a hash function */
      {SHA("01"), SHA("01"), "020120", ""},                           /* and the other way round */
      {SHA("01"), "300b 06092a864886f70d010108", "020120", ""},
      {SHA("01"), "301c 06092a864886f70d010108" SHA("01") "0500", "020120", ""},
      {"300e 0609608648016503040201 050100", MGF1("01"), "020120", ""},
      {"0609608648016503040201", MGF1("01"), "020120", ""},
      {SHA("01"), MGF1("01"), "040120", ""},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    cr_expect_eq(of_pss(wrong[i]), 0, "%zu", i);
}

/* The key of a SubjectPublicKeyInfo with these parameters: the hash function that it is for, 1: for any, 0: it cannot be used. */
#define ANY 1u
static uint32_t key_of_pss(const struct fields *f) {
  static struct der d;
  struct hf_key_spans key;
  d.n = d.depth = 0;
  der_open(&d, 0x30);
  if (f != NULL)
    put_pss(&d, *f);
  else
    der_hex(&d, "300b" RSA "0a");
  der_open(&d, 0x03);
  der_hex(&d, "00");
  issue_key_octets(&d, &test_identity("server-rsa")->public_key);
  der_close(&d);
  der_close(&d);
  struct hf_span rest = {0, (uint32_t)d.n};
  cr_assert_eq(hf_key_take(d.bytes, &rest, &key), HF_OK);
  cr_expect_eq(key.error, key.kind == 0 ? HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED : HF_OK);
  cr_expect(key.kind == 0 || key.kind == HF_KEY_RSA_PSS);
  if (key.kind == 0)
    return 0;
  return key.group == 0 ? ANY : key.group;
}

/* RFC 4055 3.3: the hash function is the key's, the salt of its parameters the least; none: whatever signs. */
Test(x509_algorithm, keys_of_pss) {
  static const struct {
    struct fields fields;
    uint32_t hash;
  } rows[] = {
      {{SHA("01"), MGF1("01"), "020120", ""}, HF_HASH_SHA256},
      {{SHA("02"), MGF1("02"), "020130", ""}, HF_HASH_SHA384},
      {{SHA_BARE("03"), MGF1_BARE("03"), "020140", ""}, HF_HASH_SHA512},
      {{SHA("01"), MGF1("01"), NULL, ""}, HF_HASH_SHA256}, /* the default is 20 */
      {{SHA("01"), MGF1("01"), "020100", ""}, HF_HASH_SHA256},
      {{SHA("01"), MGF1("01"), "020121", ""}, 0}, /* longer than a signature's in TLS */
      {{SHA("02"), MGF1("02"), "020131", ""}, 0},
      {{SHA("02"), MGF1("02"), "02020120", ""}, 0},
      {{NULL, NULL, NULL, ""}, 0}, /* SHA-1 throughout */
      {{SHA("02"), NULL, NULL, ""}, 0},
      {{NULL, MGF1("02"), NULL, ""}, 0},
      {{SHA("02"), MGF1("01"), "020120", ""}, 0},
      {{SHA("04"), MGF1("04"), NULL, ""}, 0}, /* SHA-224 */
      {{SHA("01"), MGF1("01"), "020120", "a303020101"}, 0},
      {{SHA("01"), MGF1("01"), "020120", "a303020102"}, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    cr_expect_eq(key_of_pss(&rows[i].fields), rows[i].hash, "%zu", i);
  cr_expect_eq(key_of_pss(NULL), ANY);
}
