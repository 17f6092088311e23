#include "support/attack.h"
#include "generated/registry.h"
#include <criterion/criterion.h>

struct test_pair attack_pair;
static uint8_t drop_type;
static int drop_server;

const uint16_t attack_rsa[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256};
const uint16_t attack_rsa_cbc[] = {HF_TLS_RSA_WITH_AES_128_CBC_SHA};
const uint16_t attack_ecdhe[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};

/* In TLS 1.3, which has no such suites, its first one. */
void attack_set(const uint16_t *suite) {
  static const uint16_t of_tls13[] = {HF_TLS_AES_128_GCM_SHA256};
  test_pair_set(&attack_pair);
  attack_pair.framing = TEST_ONE_MESSAGE;
  attack_pair.client.config.cipher_suites = test_versions() == HF_VERSION_TLS13 ? of_tls13 : suite;
  attack_pair.client.config.cipher_suites_n = 1;
}

void attack_set_mutual(const uint16_t *suite) {
  attack_set(suite);
  attack_pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&attack_pair.client, "client-rsa", (char *)NULL);
}

void attack_run_to(struct test_side *s, uint32_t state) {
  test_pair_start(&attack_pair);
  cr_assert(test_pair_run_to(&attack_pair, s, state), "%s", test_describe(s));
  test_side_discard(s->peer);
}

void attack_must_fail(const struct test_side *s, enum hf_error error) {
  cr_assert_eq(hf_error_of(&s->c), error, "%s, expected %s", test_describe(s), hf_error_name(error));
  cr_assert(test_is_wiped(&s->c));
}

static int drop(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)n;
  (void)room;
  return !(from->is_server == drop_server && message[0] == drop_type);
}

/* All goes on, but one message never arrives. */
void attack_run_without(int server, uint8_t type) {
  drop_server = server;
  drop_type = type;
  attack_pair.tamper = drop;
  test_pair_run(&attack_pair);
}
