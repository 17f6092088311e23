/* What a connection is not begun with: each mistake of the caller's has an error that names it, in the role that makes it. */
#include "generated/registry.h"
#include "handfast/fault.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

static enum hf_error client_begins(void) {
  return hf_client_start(&pair.client.c, &pair.client.config, &pair.client.buffers, pair.name, NULL);
}
static enum hf_error server_begins(void) {
  return hf_server_start(&pair.server.c, &pair.server.config, &pair.server.buffers);
}

/* In both roles alike, and the connection has failed of it; hf_config_fault says of which field. */
static void expect(enum hf_error error, const char *said, const char *field) {
  const char *const fault = hf_config_fault(&pair.client.config, &pair.client.buffers);
  cr_assert_not_null(fault, "%s", field);
  cr_expect_str_eq(fault, field);
  cr_expect_eq(hf_config_fault(&pair.server.config, &pair.server.buffers), fault);
  cr_expect_eq(client_begins(), error, "%s", hf_error_name(hf_error_of(&pair.client.c)));
  cr_expect_eq(server_begins(), error, "%s", hf_error_name(hf_error_of(&pair.server.c)));
  cr_expect_eq(hf_status(&pair.client.c), HF_STATUS_FAILED);
  cr_expect_eq(hf_error_of(&pair.server.c), error);
  cr_expect(strstr(hf_strerror(error), said) != NULL, "%s", hf_strerror(error));
}

#define EACH(change) ((void)(pair.client.config.change), (void)(pair.server.config.change))

Test(usable, what_every_connection_needs) {
  test_pair_set(&pair);
  cr_assert_eq(client_begins(), HF_OK);
  cr_assert_eq(server_begins(), HF_OK);
  cr_assert_null(hf_config_fault(&pair.client.config, &pair.client.buffers));
  cr_assert_null(hf_config_fault(&pair.server.config, &pair.server.buffers));
  EACH(random.fill = NULL);
  expect(HF_ERROR_RANDOM_SOURCE_MISSING, "random", "random.fill");
  test_pair_set(&pair);
  EACH(now = NULL);
  expect(HF_ERROR_CLOCK_MISSING, "clock", "now");
  test_pair_set(&pair);
  EACH(max_fragment_length = 700);
  expect(HF_ERROR_MAX_FRAGMENT_LENGTH_WRONG, "fragment length", "max_fragment_length");
}

/* The first value that a field has not, and the last that a byte has. */
Test(usable, values_that_there_are_not) {
  for (uint8_t bad = 4; bad != 3; bad = bad == 4 ? 254 : 3) {
    test_pair_set(&pair);
    EACH(versions = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have", "versions");
    test_pair_set(&pair);
    EACH(tickets = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have", "tickets");
    test_pair_set(&pair);
    EACH(key_shares = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have", "key_shares");
    test_pair_set(&pair);
    EACH(crl_policy = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have", "crl_policy");
    test_pair_set(&pair);
    EACH(client_authentication = (enum hf_client_authentication)bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have", "client_authentication");
    test_pair_set(&pair);
    EACH(staple = (enum hf_staple_policy)bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have", "staple");
  }
}

/* RFC 8449 4: from 64 to 2^14 and the type. */
Test(usable, sizes_of_records) {
  for (uint16_t bad = 63; bad != 0; bad = bad == 63 ? 16386 : 0) {
    test_pair_set(&pair);
    EACH(record_size_limit = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have", "record_size_limit");
  }
}

#define BOTH(change) ((void)(pair.client.buffers.change), (void)(pair.server.buffers.change))

Test(usable, sizes_of_buffers) {
  test_pair_set(&pair);
  BOTH(in_size = HF_IN_LEAST - 1);
  expect(HF_ERROR_BUFFER_TOO_SMALL, "too small", "buffers.in_size");
  BOTH(in_size = HF_BUFFER_MAX + 1);
  expect(HF_ERROR_BUFFER_TOO_LARGE, "larger", "buffers.in_size");
  test_pair_set(&pair);
  BOTH(out_size = HF_OUT_LEAST - 1);
  expect(HF_ERROR_BUFFER_TOO_SMALL, "too small", "buffers.out_size");
  BOTH(out_size = HF_BUFFER_MAX + 1);
  expect(HF_ERROR_BUFFER_TOO_LARGE, "larger", "buffers.out_size");
}

/* Of the last of all that may be. */
Test(usable, identities) {
  static struct hf_identity identities[256], *last = &identities[254];
  test_pair_set(&pair);
  for (size_t i = 0; i < 256; i++)
    identities[i] = pair.server.config.identities[0];
  EACH(identities = identities);
  EACH(identities_n = 255);
  cr_assert_eq(server_begins(), HF_OK);
  last->certificates_n = 0;
  expect(HF_ERROR_IDENTITY_EMPTY, "neither a certificate", "identities[].certificates");
  *last = identities[0];
  last->raw_public_key = last->ocsp_response = (const uint8_t *)"";
  last->raw_public_key_n = 0x1000000;
  expect(HF_ERROR_IDENTITY_TOO_LARGE, "no message holds", "identities[].raw_public_key");
  last->raw_public_key_n = 0;
  last->ocsp_response_n = HF_OCSP_RESPONSE_MAX + 1;
  expect(HF_ERROR_IDENTITY_TOO_LARGE, "no message holds", "identities[].ocsp_response");
  *last = identities[0];
  last->public_key.kind = HF_KEY_RSA;
  last->public_key.modulus_n = HF_RSA_HANDSHAKE_MAX + 1;
  expect(HF_ERROR_IDENTITY_KEY_TOO_LARGE, "4096", "identities[].public_key");
  *last = identities[0];
  EACH(identities_n = 256);
  expect(HF_ERROR_IDENTITIES_TOO_MANY, "255", "identities");
}

/* RFC 7301 3.1: no name is empty, and the list ends where the last one does. */
Test(usable, application_protocols) {
  static const struct {
    const char *list;
    size_t n;
    enum hf_error error;
  } lists[] = {{"\377x", 2, HF_ERROR_APPLICATION_PROTOCOLS_MALFORMED},
               {"\0", 1, HF_ERROR_APPLICATION_PROTOCOLS_MALFORMED},
               {"\2h2\0", 4, HF_ERROR_APPLICATION_PROTOCOLS_MALFORMED},
               {"\2h", 2, HF_ERROR_APPLICATION_PROTOCOLS_MALFORMED},
               {"\2h2\3fo", 6, HF_ERROR_APPLICATION_PROTOCOLS_MALFORMED}};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    test_pair_set(&pair);
    EACH(application_protocols = (const uint8_t *)lists[i].list);
    EACH(application_protocols_n = lists[i].n);
    expect(lists[i].error, "application protocols", "application_protocols");
  }
  test_pair_set(&pair);
  EACH(application_protocols = (const uint8_t *)"\2h2\3foo");
  EACH(application_protocols_n = 7);
  cr_expect_eq(client_begins(), HF_OK);
  cr_expect_eq(server_begins(), HF_OK);
}

Test(usable, suites_that_are_allowed) {
  static const uint16_t other[] = {0x0001}, by_rsa[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256};
  test_pair_set(&pair);
  EACH(cipher_suites = other);
  EACH(cipher_suites_n = 1);
  expect(HF_ERROR_CIPHER_SUITE_MISSING, "cipher suite", "cipher_suites");
  EACH(cipher_suites = by_rsa);
  EACH(forbid_rsa_key_exchange = 1);
  expect(HF_ERROR_CIPHER_SUITE_MISSING, "cipher suite", "cipher_suites");
}

Test(usable, whom_a_client_reaches_and_what_a_server_shows) {
  test_pair_set(&pair);
  pair.name = NULL;
  cr_expect_eq(client_begins(), HF_ERROR_SERVER_NAME_MISSING);
  pair.server.config.identities_n = 0;
  cr_expect_eq(server_begins(), HF_ERROR_IDENTITY_MISSING);
}
