/* The fields of a certificate, one of them changed at a time: what is said of each. The signature is not looked at here. */
#include "generated/errors.h"
#include "handfast.h"
#include "support/der_writer.h"
#include "support/identities.h"
#include "support/issue.h"
#include "x509/certificate.h"
#include <criterion/criterion.h>

/* As hexadecimal digits; NULL: as it is in a good certificate. */
struct fields {
  const char *version, *serial, *algorithm, *issuer, *subject, *last;
  const char *outer_algorithm, *signature, *after, *behind;
};

#define SHA256_ECDSA "300a 0608 2a8648ce3d040302"
#define NAME "300c 310a 3008 0603550403 0c0161"
#define VERSION_1 "" /* the default */
#define VERSION_2 "a003 020101"
#define VERSION_3 "a003 020102"
#define NOTHING_KNOWN "300a 3008 06032a0304 0401 00"
#define EXTENSIONS "a30c" NOTHING_KNOWN
#define UNIQUE_IDS "8102 0001 8202 0001"

static void put(struct der *d, const char *digits, const char *usual) {
  der_hex(d, digits != NULL ? digits : usual);
}

static uint8_t read(struct fields f, struct hf_certificate *c) {
  static struct der d;
  d.n = d.depth = 0;
  der_open(&d, 0x30);
  der_open(&d, 0x30);
  put(&d, f.version, VERSION_3);
  put(&d, f.serial, "020177");
  put(&d, f.algorithm, SHA256_ECDSA);
  put(&d, f.issuer, NAME);
  der_open(&d, 0x30);
  der_time(&d, 1700000000, 0);
  der_time(&d, 1800000000, 0);
  der_close(&d);
  put(&d, f.subject, NAME);
  issue_key_info(&d, &test_identity("server-ec")->public_key);
  put(&d, f.last, EXTENSIONS);
  der_close(&d);
  put(&d, f.outer_algorithm, f.algorithm != NULL ? f.algorithm : SHA256_ECDSA);
  put(&d, f.signature, "0302 0000");
  put(&d, f.after, "");
  der_close(&d);
  put(&d, f.behind, "");
  return hf_certificate_read(d.bytes, (struct hf_span){0, (uint32_t)d.n}, c);
}

struct field_case {
  const char *what;
  struct fields fields;
  uint8_t error;
  uint8_t defect;
};

#define VERSION_WRONG HF_ERROR_CERTIFICATE_VERSION_WRONG
#define SERIAL_WRONG HF_ERROR_CERTIFICATE_SERIAL_WRONG
#define MALFORMED HF_ERROR_CERTIFICATE_MALFORMED
#define OCTETS_19 "7f 000102030405060708090a0b0c0d0e0f1011"

static const struct field_case cases[] = {
    {"as it should be", {0}, HF_OK, HF_OK},
    {"version 1", {.version = VERSION_1, .last = ""}, HF_OK, HF_OK},
    {"version 2", {.version = VERSION_2, .last = ""}, HF_OK, HF_OK},
    {"version 3 without extensions", {.last = ""}, HF_OK, HF_OK},
    {"version 1, written", {.version = "a003 020100", .last = ""}, VERSION_WRONG, 0},
    {"version 4", {.version = "a003 020103"}, VERSION_WRONG, 0},
    {"version 3 and more", {.version = "a005 020102 0500"}, MALFORMED, 0},
    {"a version that is no number", {.version = "a003 040102"}, MALFORMED, 0},
    {"version 1 with extensions", {.version = VERSION_1}, VERSION_WRONG, 0},
    {"version 2 with extensions", {.version = VERSION_2}, VERSION_WRONG, 0},
    {"version 1 with extensions and more", {.version = VERSION_1, .last = EXTENSIONS "0500"}, MALFORMED, 0},
    {"version 1 with unique identifiers", {.version = VERSION_1, .last = UNIQUE_IDS}, VERSION_WRONG, 0},
    {"version 1 with the issuer's", {.version = VERSION_1, .last = "81020001"}, VERSION_WRONG, 0},
    {"version 1 with the subject's", {.version = VERSION_1, .last = "82020001"}, VERSION_WRONG, 0},
    {"version 2 with both", {.version = VERSION_2, .last = UNIQUE_IDS}, HF_OK, HF_OK},
    {"version 3 with both", {.last = UNIQUE_IDS EXTENSIONS}, HF_OK, HF_OK},
    {"the subject's before the issuer's", {.last = "82020001 81020001"}, MALFORMED, 0},
    {"no extension in [3]", {.last = "a300"}, HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED, 0},
    {"extensions and more", {.last = EXTENSIONS "0500"}, MALFORMED, 0},
    {"[4]", {.last = "a40c" NOTHING_KNOWN}, MALFORMED, 0},
    {"a serial number of 0", {.serial = "020100"}, HF_OK, SERIAL_WRONG},
    {"of 1", {.serial = "020101"}, HF_OK, HF_OK},
    {"a negative one", {.serial = "020180"}, HF_OK, SERIAL_WRONG},
    {"of 20 octets", {.serial = "0214 7f" OCTETS_19}, HF_OK, HF_OK},
    {"of 21 octets, the first of which is 0", {.serial = "0215 0080" OCTETS_19}, HF_OK, SERIAL_WRONG},
    {"not in its shortest form", {.serial = "0202 0001"}, MALFORMED, 0},
    {"empty", {.serial = "0200"}, MALFORMED, 0},
    {"no number", {.serial = "040101"}, MALFORMED, 0},
    {"an issuer without a name", {.issuer = "3000"}, HF_ERROR_CERTIFICATE_NAME_EMPTY, 0},
    {"a subject without a name", {.subject = "3000"}, HF_ERROR_CERTIFICATE_NAME_EMPTY, 0},
    {"two algorithms", {.outer_algorithm = "300a 0608 2a8648ce3d040303"}, HF_ERROR_CERTIFICATE_ALGORITHM_DIFFERS, 0},
    {"a signature with unused bits", {.signature = "0302 0180"}, MALFORMED, 0},
    {"a signature that is an octet string", {.signature = "0402 0000"}, MALFORMED, 0},
    {"something after the signature", {.after = "0500"}, MALFORMED, 0},
    {"something behind it all", {.behind = "0500"}, MALFORMED, 0},
};

Test(x509_fields, verdicts) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct hf_certificate c;
    uint8_t error = read(cases[i].fields, &c);
    cr_expect_eq(error, cases[i].error, "%s: %s", cases[i].what, hf_error_name((enum hf_error)error));
    if (error == HF_OK)
      cr_expect_eq(c.defect, cases[i].defect, "%s: %s", cases[i].what, hf_error_name((enum hf_error)c.defect));
  }
}

Test(x509_fields, what_is_kept) {
  struct hf_certificate c;
  cr_assert_eq(read((struct fields){.version = VERSION_1, .last = ""}, &c), HF_OK);
  cr_expect_eq(c.version, 1);
  cr_assert_eq(read((struct fields){.version = VERSION_2, .last = ""}, &c), HF_OK);
  cr_expect_eq(c.version, 2);
  cr_assert_eq(read((struct fields){0}, &c), HF_OK);
  cr_expect_eq(c.version, 3);
  cr_expect_eq(c.scheme, 0x0403);
  cr_expect_eq(c.is_self_issued, 1);
  cr_expect_eq(c.serial.n, 1);
  cr_expect_eq(c.signature.n, 1);
  cr_expect_eq(c.not_before, 1700000000);
  cr_expect_eq(c.not_after, 1800000000);
  cr_assert_eq(read((struct fields){.subject = "300c 310a 3008 0603550403 0c0162"}, &c), HF_OK);
  cr_expect_eq(c.is_self_issued, 0);
}
