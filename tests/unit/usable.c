/* What a connection is not begun with: each mistake of the caller's has an error that names it, in the role that makes it. */
#include "generated/registry.h"
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

/* In both roles alike, and the connection has failed of it. */
static void expect(enum hf_error error, const char *said) {
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
  EACH(random.fill = NULL);
  expect(HF_ERROR_RANDOM_SOURCE_MISSING, "random");
  test_pair_set(&pair);
  EACH(now = NULL);
  expect(HF_ERROR_CLOCK_MISSING, "clock");
  test_pair_set(&pair);
  EACH(max_fragment_length = 700);
  expect(HF_ERROR_MAX_FRAGMENT_LENGTH_WRONG, "fragment length");
}

/* The first value that a field has not, and the last that a byte has. */
Test(usable, values_that_there_are_not) {
  for (uint8_t bad = 4; bad != 3; bad = bad == 4 ? 254 : 3) {
    test_pair_set(&pair);
    EACH(versions = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have");
    test_pair_set(&pair);
    EACH(tickets = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have");
    test_pair_set(&pair);
    EACH(key_shares = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have");
    test_pair_set(&pair);
    EACH(crl_policy = bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have");
    test_pair_set(&pair);
    EACH(client_authentication = (enum hf_client_authentication)bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have");
    test_pair_set(&pair);
    EACH(staple = (enum hf_staple_policy)bad);
    expect(HF_ERROR_CONFIGURATION_VALUE_WRONG, "a value that it does not have");
  }
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
    expect(lists[i].error, "application protocols");
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
  expect(HF_ERROR_CIPHER_SUITE_MISSING, "cipher suite");
  EACH(cipher_suites = by_rsa);
  EACH(forbid_rsa_key_exchange = 1);
  expect(HF_ERROR_CIPHER_SUITE_MISSING, "cipher suite");
}

Test(usable, whom_a_client_reaches_and_what_a_server_shows) {
  test_pair_set(&pair);
  pair.name = NULL;
  cr_expect_eq(client_begins(), HF_ERROR_SERVER_NAME_MISSING);
  pair.server.config.identities_n = 0;
  cr_expect_eq(server_begins(), HF_ERROR_IDENTITY_MISSING);
}
