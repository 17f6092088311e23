/* Pins and the caller's policy: both can refuse what is valid, neither can make anything valid. */
#include "generated/registry.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct hf_pin pins[2];

static void set_pins(struct test_side *s, const char *first, const char *second) {
  pins[0] = test_pin(first);
  pins[1] = test_pin(second);
  s->config.pins = pins;
  s->config.pins_n = 2;
}

static void start(const char *identity) {
  test_pair_set(&pair);
  test_side_identities(&pair.server, identity, (char *)NULL);
}

static void run(void) {
  test_pair_run(&pair);
}

static void expect_open(void) {
  cr_expect(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

static void expect_client(enum hf_error error, uint8_t alert) {
  cr_expect_eq(hf_error_of(&pair.client.c), error, "%s", test_describe(&pair.client));
  cr_expect_eq(test_alert(&pair.server), alert, "%s", test_describe(&pair.server));
  cr_expect(test_is_wiped(&pair.client.c));
}

Test(handshake_pins, any_key_of_the_path_will_do) {
  static const char *const keys[] = {"server-rsa", "intermediate", "root"}; /* the root is not sent */
  for (size_t i = 0; i < 3; i++) {
    start("server-rsa");
    set_pins(&pair.client, "client-ec", keys[i]);
    run();
    expect_open();
  }
}

Test(handshake_pins, no_other_key_will) {
  start("server-rsa");
  set_pins(&pair.client, "server-ec", "root-ec"); /* trusted, but not on this path */
  run();
  expect_client(HF_ERROR_CERTIFICATE_NOT_PINNED, HF_ALERT_BAD_CERTIFICATE);
}

/* A pin of its very key makes no certificate valid. */
Test(handshake_pins, what_is_not_valid_stays_so) {
  static const struct {
    const char *name;
    enum hf_error error;
    uint8_t alert;
  } cases[] = {{"untrusted", HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER, HF_ALERT_UNKNOWN_CA},
               {"expired", HF_ERROR_CERTIFICATE_EXPIRED, HF_ALERT_CERTIFICATE_EXPIRED},
               {"wrong-name", HF_ERROR_CERTIFICATE_NAME_WRONG, HF_ALERT_BAD_CERTIFICATE}};
  for (size_t i = 0; i < 3; i++) {
    start(cases[i].name);
    set_pins(&pair.client, cases[i].name, cases[i].name);
    run();
    expect_client(cases[i].error, cases[i].alert);
  }
}

/* A certificate that came along but is on no path counts for nothing: the server proves nothing with it. */
Test(handshake_pins, a_certificate_beside_the_path) {
  const uint8_t *certificates[3];
  size_t sizes[3];
  start("server-rsa");
  memcpy(certificates, pair.server.identities[0].certificates, 2 * sizeof certificates[0]);
  memcpy(sizes, pair.server.identities[0].certificate_sizes, 2 * sizeof sizes[0]);
  certificates[2] = test_certificate("server-ec", 0, &sizes[2]);
  pair.server.identities[0].certificates = certificates;
  pair.server.identities[0].certificate_sizes = sizes;
  pair.server.identities[0].certificates_n = 3;
  run();
  expect_open();
  cr_expect_eq(pair.client.c.chain.count, 3);
  set_pins(&pair.client, "server-ec", "server-ec");
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_client(HF_ERROR_CERTIFICATE_NOT_PINNED, HF_ALERT_BAD_CERTIFICATE);
}

/* Where no path is sought, only the key that the peer proves to have counts. */
Test(handshake_pins, without_a_path) {
  start("untrusted");
  pair.client.config.accept_any_certificate = 1;
  set_pins(&pair.client, "root", "untrusted");
  run();
  expect_open();
  start("server-rsa");
  pair.client.config.accept_any_certificate = 1;
  set_pins(&pair.client, "root", "intermediate");
  run();
  expect_client(HF_ERROR_CERTIFICATE_NOT_PINNED, HF_ALERT_BAD_CERTIFICATE);
}

Test(handshake_pins, of_clients) {
  start("server-rsa");
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&pair.client, "client-ec", (char *)NULL);
  set_pins(&pair.server, "client-rsa", "client-ec");
  run();
  expect_open();
  set_pins(&pair.server, "client-rsa", "server-rsa");
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_NOT_PINNED);
  cr_expect_eq(test_alert(&pair.client), HF_ALERT_BAD_CERTIFICATE);
}

/* A session that was begun with other pins, or none, is not offered; nor does a server resume one. */
Test(handshake_pins, sessions_are_bound_to_them) {
  struct hf_session session;
  start("server-rsa");
  run();
  cr_assert(hf_session_of(&pair.client.c, &session));
  set_pins(&pair.client, "server-ec", "root-ec");
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_expect(!hf_is_resumed(&pair.client.c));
  expect_client(HF_ERROR_CERTIFICATE_NOT_PINNED, HF_ALERT_BAD_CERTIFICATE);
  start("server-rsa");
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&pair.client, "client-ec", (char *)NULL);
  run();
  cr_assert(hf_session_of(&pair.client.c, &session));
  set_pins(&pair.server, "client-rsa", "server-rsa");
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_NOT_PINNED);
}

/* The caller's policy. */

static struct {
  unsigned calls;
  uint8_t answer;
  uint8_t count;
  uint8_t raw;
} policy;

static uint8_t judge(void *context, const struct hf_chain *chain) {
  cr_expect_eq(context, &policy);
  policy.calls++;
  policy.count = chain->count;
  policy.raw = chain->raw_public_key;
  return policy.answer;
}

static void set_policy(struct test_side *s, uint8_t answer) {
  memset(&policy, 0, sizeof policy);
  policy.answer = answer;
  s->config.certificate_policy = judge;
  s->config.certificate_policy_context = &policy;
}

Test(handshake_pins, a_policy_sees_what_was_verified) {
  start("server-rsa");
  set_policy(&pair.client, HF_OK);
  run();
  expect_open();
  cr_expect_eq(policy.calls, 1);
  cr_expect_eq(policy.count, 2);
  cr_expect_eq(policy.raw, 0);
}

Test(handshake_pins, a_policy_refuses_with_its_own_error) {
  start("server-rsa");
  set_policy(&pair.client, HF_ERROR_CERTIFICATE_REVOKED);
  run();
  expect_client(HF_ERROR_CERTIFICATE_REVOKED, HF_ALERT_CERTIFICATE_REVOKED);
}

/* An answer that is no error of the engine's must not count as one that does not exist. */
Test(handshake_pins, a_policy_that_answers_nonsense_refuses) {
  start("server-rsa");
  set_policy(&pair.client, 255);
  run();
  expect_client(HF_ERROR_CERTIFICATE_REFUSED, HF_ALERT_CERTIFICATE_UNKNOWN);
}

/* It is not even asked about what is not valid, so it cannot say that it is. */
Test(handshake_pins, a_policy_accepts_nothing) {
  static const char *const names[] = {"untrusted", "expired", "wrong-name", "usage", "purpose"};
  for (size_t i = 0; i < 5; i++) {
    start(names[i]);
    set_policy(&pair.client, HF_OK);
    run();
    cr_expect_eq(hf_status(&pair.client.c), HF_STATUS_FAILED, "%s", names[i]);
    cr_expect_eq(policy.calls, 0, "%s", names[i]);
  }
  start("server-rsa");
  set_pins(&pair.client, "server-ec", "root-ec");
  set_policy(&pair.client, HF_OK);
  run();
  expect_client(HF_ERROR_CERTIFICATE_NOT_PINNED, HF_ALERT_BAD_CERTIFICATE);
  cr_expect_eq(policy.calls, 0);
}

Test(handshake_pins, a_policy_may_refuse_where_any_certificate_is_accepted) {
  start("untrusted");
  pair.client.config.accept_any_certificate = 1;
  set_policy(&pair.client, HF_ERROR_CERTIFICATE_REFUSED);
  run();
  expect_client(HF_ERROR_CERTIFICATE_REFUSED, HF_ALERT_CERTIFICATE_UNKNOWN);
}

Test(handshake_pins, a_policy_for_clients) {
  start("server-rsa");
  pair.server.config.client_authentication = HF_CLIENT_REQUESTED;
  test_side_identities(&pair.client, "client-ec", (char *)NULL);
  set_policy(&pair.server, HF_ERROR_CERTIFICATE_REFUSED);
  run();
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_REFUSED);
  cr_expect_eq(policy.calls, 1);
}

Test(handshake_pins, a_policy_for_raw_keys) {
  start("server-rsa");
  test_side_raw_key(&pair.server, "server-ec");
  test_side_trusts_key(&pair.client, "server-ec");
  set_policy(&pair.client, HF_ERROR_CERTIFICATE_REFUSED);
  run();
  expect_client(HF_ERROR_CERTIFICATE_REFUSED, HF_ALERT_CERTIFICATE_UNKNOWN);
  cr_expect_eq(policy.raw, 1);
  test_side_trusts_key(&pair.client, "server-rsa");
  set_policy(&pair.client, HF_OK);
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_client(HF_ERROR_RAW_PUBLIC_KEY_NOT_TRUSTED, HF_ALERT_CERTIFICATE_UNKNOWN);
  cr_expect_eq(policy.calls, 0);
}
