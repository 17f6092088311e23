/* What is generated from the registries, against what the RFCs say, written down a second time by hand. */
#include "generated/errors.h"
#include "generated/names.h"
#include "generated/registry.h"
#include "handfast/provider.h"
#include "handfast/record.h"
#include "handfast/x509.h"
#include <criterion/criterion.h>
#include <string.h>

struct expected_suite {
  uint16_t code;
  const char *name;
  uint8_t key_exchange, authentication, protection, key_n, mac_n, iv_n, mac_hash, prf_hash;
};

/* RFC 8446 B.4, RFC 5246 A.5, RFC 5288 3, RFC 5289 3.2, RFC 7905 2, RFC 8422 6; the best first. */
static const struct expected_suite expected[] = {
    {0x1301, "TLS_AES_128_GCM_SHA256", 3, 0, HF_PROTECTION_GCM, 16, 0, 12, 0, 4},
    {0x1303, "TLS_CHACHA20_POLY1305_SHA256", 3, 0, HF_PROTECTION_CHACHA20_POLY1305, 32, 0, 12, 0, 4},
    {0x1302, "TLS_AES_256_GCM_SHA384", 3, 0, HF_PROTECTION_GCM, 32, 0, 12, 0, 5},
    {0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", 2, HF_KEY_EC, HF_PROTECTION_GCM, 16, 0, 4, 0, 4},
    {0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 2, HF_KEY_RSA, HF_PROTECTION_GCM, 16, 0, 4, 0, 4},
    {0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", 2, HF_KEY_EC, HF_PROTECTION_CHACHA20_POLY1305, 32, 0, 12,
     0, 4},
    {0xCCA8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", 2, HF_KEY_RSA, HF_PROTECTION_CHACHA20_POLY1305, 32, 0, 12,
     0, 4},
    {0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", 2, HF_KEY_EC, HF_PROTECTION_GCM, 32, 0, 4, 0, 5},
    {0xC030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", 2, HF_KEY_RSA, HF_PROTECTION_GCM, 32, 0, 4, 0, 5},
    {0xC013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", 2, HF_KEY_RSA, HF_PROTECTION_CBC, 16, 20, 0, 2, 4},
    {0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", 2, HF_KEY_RSA, HF_PROTECTION_CBC, 32, 20, 0, 2, 4},
    {0x009C, "TLS_RSA_WITH_AES_128_GCM_SHA256", 1, HF_KEY_RSA, HF_PROTECTION_GCM, 16, 0, 4, 0, 4},
    {0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", 1, HF_KEY_RSA, HF_PROTECTION_GCM, 32, 0, 4, 0, 5},
    {0x003C, "TLS_RSA_WITH_AES_128_CBC_SHA256", 1, HF_KEY_RSA, HF_PROTECTION_CBC, 16, 32, 0, 4, 4},
    {0x003D, "TLS_RSA_WITH_AES_256_CBC_SHA256", 1, HF_KEY_RSA, HF_PROTECTION_CBC, 32, 32, 0, 4, 4},
    {0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", 1, HF_KEY_RSA, HF_PROTECTION_CBC, 16, 20, 0, 2, 4},
    {0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", 1, HF_KEY_RSA, HF_PROTECTION_CBC, 32, 20, 0, 2, 4},
};

Test(generated_registry, suites_are_made_of_what_the_rfcs_say) {
  cr_assert_eq(HF_CIPHER_SUITES, sizeof expected / sizeof expected[0]);
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++) {
    const struct hf_cipher_suite_row *row = &hf_cipher_suites[i];
    const struct expected_suite *e = &expected[i];
    cr_expect_eq(row->code, e->code, "%s", e->name);
    cr_expect_str_eq(hf_cipher_suite_name(row->code), e->name);
    cr_expect_eq(row->key_exchange, e->key_exchange, "%s", e->name);
    cr_expect_eq(row->authentication, e->authentication, "%s", e->name);
    cr_expect_eq(row->protection, e->protection, "%s", e->name);
    cr_expect_eq(row->key_n, e->key_n, "%s", e->name);
    cr_expect_eq(row->mac_n, e->mac_n, "%s", e->name);
    cr_expect_eq(row->iv_n, e->iv_n, "%s", e->name);
    cr_expect_eq(row->mac_hash, e->mac_hash, "%s", e->name);
    cr_expect_eq(row->prf_hash, e->prf_hash, "%s", e->name);
  }
}

Test(generated_registry, code_points_are_those_of_iana) {
  cr_expect_eq(HF_TLS_EMPTY_RENEGOTIATION_INFO_SCSV, 0x00FF);
  cr_expect_eq(HF_TLS_FALLBACK_SCSV, 0x5600);
  cr_expect_eq(HF_EXTENSION_SERVER_NAME, 0);
  cr_expect_eq(HF_EXTENSION_MAX_FRAGMENT_LENGTH, 1);
  cr_expect_eq(HF_EXTENSION_SUPPORTED_GROUPS, 10);
  cr_expect_eq(HF_EXTENSION_EC_POINT_FORMATS, 11);
  cr_expect_eq(HF_EXTENSION_SIGNATURE_ALGORITHMS, 13);
  cr_expect_eq(HF_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION, 16);
  cr_expect_eq(HF_EXTENSION_ENCRYPT_THEN_MAC, 22);
  cr_expect_eq(HF_EXTENSION_EXTENDED_MASTER_SECRET, 23);
  cr_expect_eq(HF_EXTENSION_RENEGOTIATION_INFO, 0xFF01);
  cr_expect_eq(hf_groups[0], 29);
  cr_expect_eq(hf_groups[1], 23);
  cr_expect_eq(hf_groups[2], 24);
}

/* RFC 8446 4.2.3: the code points that RFC 5246 reads as hash and signature algorithm. */
Test(generated_registry, signature_schemes) {
  static const uint16_t schemes[] = {0x0403, 0x0804, 0x0809, 0x0401, 0x0503, 0x0805,
                                     0x080a, 0x0501, 0x0603, 0x0806, 0x080b, 0x0601};
  cr_assert_eq(HF_SIGNATURE_SCHEMES, sizeof schemes / sizeof schemes[0]);
  for (size_t i = 0; i < HF_SIGNATURE_SCHEMES; i++)
    cr_expect_eq(hf_signature_schemes[i], schemes[i]);
  cr_expect_str_eq(hf_scheme_name(0x0806), "rsa_pss_rsae_sha512");
  cr_expect_str_eq(hf_scheme_name(0x0203), "unknown");
}

/* RFC 5246 7.2.2, RFC 7507 3, RFC 7301 3.2. */
Test(generated_registry, errors_send_their_alerts) {
  static const struct {
    enum hf_error error;
    uint8_t alert;
  } pairs[] = {
      {HF_OK, 255},
      {HF_ERROR_UNEXPECTED_MESSAGE, 10},
      {HF_ERROR_RECORD_MAC_WRONG, 20},
      {HF_ERROR_RECORD_TOO_LONG, 22},
      {HF_ERROR_NO_SHARED_CIPHER_SUITE, 40},
      {HF_ERROR_CERTIFICATE_SIGNATURE_WRONG, 42},
      {HF_ERROR_CERTIFICATE_EXPIRED, 45},
      {HF_ERROR_CIPHER_SUITE_NOT_OFFERED, 47},
      {HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER, 48},
      {HF_ERROR_MESSAGE_LENGTH, 50},
      {HF_ERROR_FINISHED_DIFFERENT, 51},
      {HF_ERROR_VERSION_UNSUPPORTED, 70},
      {HF_ERROR_RANDOM_FAILED, 80},
      {HF_ERROR_FALLBACK_REFUSED, 86},
      {HF_ERROR_EXTENSION_UNSOLICITED, 110},
      {HF_ERROR_NO_APPLICATION_PROTOCOL, 120},
      {HF_ERROR_PEER_ALERT, 255},
      {HF_ERROR_TRUNCATED, 255},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    cr_expect_eq(hf_error_alert((uint8_t)pairs[i].error), pairs[i].alert, "%s", hf_error_name(pairs[i].error));
}

Test(generated_registry, every_number_has_a_text) {
  cr_expect_str_eq(hf_error_name(HF_OK), "ok");
  cr_expect_str_eq(hf_error_name(HF_ERROR_FINISHED_DIFFERENT), "finished_different");
  for (unsigned i = 0; i < 256; i++) {
    cr_assert_not_null(hf_strerror((enum hf_error)i));
    cr_assert_not_null(hf_error_name((enum hf_error)i));
    cr_expect_eq(strcmp(hf_error_name((enum hf_error)i), "unknown") == 0, i >= HF_ERRORS);
  }
  cr_expect_eq(hf_error_alert(255), HF_ALERT_NONE);
}
