/* Where a reading was refused, as people are told. */
#include "engine/cli/asn1_path.h"
#include "generated/errors.h"
#include "support/der_writer.h"
#include <criterion/criterion.h>
#include <string.h>

/* What the digits are read as, and what is said of where that ends. */
static const struct refused {
  uint32_t entry;
  const char *digits;
  uint32_t error;
  const char *where;
} refused[] = {
    {HF_READ_RSA_PUBLIC_KEY, "3006 020103 020103", HF_OK, ""},
    {HF_READ_RSA_PUBLIC_KEY, "3006 020103 040103", HF_ERROR_CERTIFICATE_KEY_MALFORMED,
     "publicExponent (RFC8017 A.1.1)"},
    {HF_READ_RSA_PUBLIC_KEY, "3006 020183 020103", HF_ERROR_CERTIFICATE_KEY_MALFORMED, "modulus (RFC8017 A.1.1)"},
    {HF_READ_RSA_PUBLIC_KEY, "3003 020103", HF_ERROR_CERTIFICATE_KEY_MALFORMED, "publicExponent (RFC8017 A.1.1)"},
    {HF_READ_RSA_PUBLIC_KEY, "3109 020103", HF_ERROR_CERTIFICATE_KEY_MALFORMED, "(RFC8017 A.1.1)"},
    {HF_READ_EXTENSIONS, "3010 300e 0603551d13 0101ff 0404 3002 0101", HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
     "[].basicConstraints.extnValue.cA (RFC5280 4.2.1.9)"},
    {HF_READ_EXTENSIONS, "3011 300f 0603551d11 0408 3006 820161 880180", HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG,
     "[].subjectAltName.extnValue[].registeredID (RFC5280 4.2.1.6)"},
    {HF_READ_NAME, "300d 310b 3009 0603550403 1301 61 00", HF_ERROR_CERTIFICATE_NAME_MALFORMED,
     "rdnSequence[][] (RFC5280 4.1.2.4)"},
};

Test(asn1_path, the_field_and_its_section) {
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    static struct der d;
    struct hf_asn1 a;
    char path[CLI_PATH_MAX];
    d.n = d.depth = 0;
    der_hex(&d, refused[i].digits);
    uint32_t error = hf_asn1_read(&a, d.bytes, (struct hf_span){0, (uint32_t)d.n}, refused[i].entry);
    cr_expect_eq(error, refused[i].error, "%zu: %s", i, hf_error_name((enum hf_error)error));
    cli_asn1_path(&a, d.bytes, path, sizeof path);
    cr_expect_str_eq(path, refused[i].where, "%zu: %s", i, path);
  }
}

/* What does not fit is left out. */
Test(asn1_path, room) {
  static const uint8_t bytes[] = {0x30, 3, 2, 1, 3};
  struct hf_asn1 a;
  char path[CLI_PATH_MAX];
  cr_assert_neq(hf_asn1_read(&a, bytes, (struct hf_span){0, sizeof bytes}, HF_READ_RSA_PUBLIC_KEY), HF_OK);
  for (size_t n = 1; n <= 40; n++) {
    memset(path, 'x', sizeof path);
    cli_asn1_path(&a, bytes, path, n);
    cr_expect_eq(strlen(path), n - 1 < 30 ? n - 1 : 30, "%zu: %s", n, path);
    cr_expect_eq(memcmp(path, "publicExponent (RFC8017 A.1.1)", strlen(path)), 0);
    cr_expect_eq(path[n], 'x');
  }
}
