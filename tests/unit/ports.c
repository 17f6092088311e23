/* What engine/ports/ports.h promises of a result is so whatever a callback answers. The proofs take it for granted. */
#include "ports/ports.h"
#include "generated/errors.h"
#include <criterion/criterion.h>
#include <string.h>

static int answer;

static int fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 1, n);
  return answer;
}
static enum hf_key_answer rsa(void *context, const uint8_t *in, size_t n, uint8_t *out) {
  (void)context, (void)in, (void)n, (void)out;
  return (enum hf_key_answer)answer;
}
static enum hf_key_answer ecdsa(void *context, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s) {
  (void)context, (void)digest, (void)n, (void)r, (void)s;
  return (enum hf_key_answer)answer;
}
static uint8_t policy(void *context, const struct hf_chain *chain) {
  (void)context, (void)chain;
  return (uint8_t)answer;
}
static int found_n;
static int find(void *context, const uint8_t *id, size_t n, int64_t now, struct hf_session *out) {
  (void)context, (void)id, (void)n, (void)now;
  out->session_id_n = (uint8_t)found_n;
  return answer;
}
static uint8_t hello_policy(void *context, const struct hf_client_hello *hello) {
  (void)context;
  (void)hello;
  return (uint8_t)answer;
}
static size_t key_n;
static bool external(void *context, const uint8_t *identity, size_t n, struct hf_external_psk *out) {
  (void)context, (void)identity, (void)n;
  *out = (struct hf_external_psk){.key = answer == 1 ? NULL : (const uint8_t *)"key", .key_n = key_n};
  return answer >= 0;
}
static bool shown(void *context, const struct hf_client_hello *hello, const struct hf_identity *identity) {
  return context == &answer && hello != NULL && identity != NULL && answer == 1;
}
static struct {
  const char *label;
  const uint8_t *client_random, *secret;
  size_t n;
} told;
static void tell(void *context, const char *label, const uint8_t client_random[32], const uint8_t *secret, size_t n) {
  cr_assert_eq(context, &told);
  told.label = label;
  told.client_random = client_random;
  told.secret = secret;
  told.n = n;
}
static int64_t now(void *context) {
  (void)context;
  return 0;
}

static const int answers[] = {-0x7fffffff, -77, -1, 0, 1, 2, 3, 4, 77, 200, 255, 256, 257, 0x7fffffff};

Test(ports, results_are_in_range) {
  static const struct hf_chain chain;
  static const struct hf_client_hello hello;
  const struct hf_private_key key = {NULL, rsa, ecdsa};
  const struct hf_session_store store = {NULL, find, NULL, NULL};
  const struct hf_config config = {.random = {fill, NULL},
                                   .now = now,
                                   .certificate_policy = policy,
                                   .client_hello_policy = hello_policy,
                                   .sessions = &store};
  static struct hf_connection connection;
  connection.config = &config;
  uint8_t bytes[HF_SCALAR_MAX] = {0};
  for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
    answer = answers[i];
    const int known = answer == HF_KEY_DONE || answer == HF_KEY_PENDING;
    cr_assert_eq((int)hf_port_rsa_private(&key, bytes, 4, bytes), known ? answer : (int)HF_KEY_FAILED, "%d", answer);
    cr_assert_eq((int)hf_port_ecdsa_sign(&key, bytes, 4, bytes, bytes), known ? answer : (int)HF_KEY_FAILED, "%d",
                 answer);
    cr_assert_eq(hf_port_random(&config, bytes, 4), answer == 0, "%d", answer);
    const uint8_t said = (uint8_t)answer;
    cr_assert_eq(hf_port_client_hello(&config, &hello), said < HF_ERRORS ? said : HF_ERROR_CLIENT_HELLO_REFUSED);
    cr_assert_eq(hf_port_certificate_policy(&config, &chain), said < HF_ERRORS ? said : HF_ERROR_CERTIFICATE_REFUSED);
    for (found_n = 0; found_n < 256; found_n++) {
      struct hf_session session;
      cr_assert_eq(hf_port_session_find(&connection, bytes, 32, &session), answer == 1 && found_n == 32, "%d", answer);
    }
  }
}

Test(ports, nobody_to_ask) {
  const struct hf_private_key key = {NULL, NULL, NULL};
  const struct hf_config config = {.now = now};
  static struct hf_connection connection;
  connection.config = &config;
  uint8_t bytes[HF_SCALAR_MAX] = {0};
  struct hf_session session;
  cr_assert_eq(hf_port_rsa_private(&key, bytes, 4, bytes), HF_KEY_FAILED);
  cr_assert_eq(hf_port_ecdsa_sign(&key, bytes, 4, bytes, bytes), HF_KEY_FAILED);
  cr_assert_eq(hf_port_random(&config, bytes, 4), 0);
  cr_assert_eq(hf_port_certificate_policy(&config, NULL), HF_OK);
  cr_assert_eq(hf_port_client_hello(&config, NULL), HF_OK);
  cr_assert_eq(hf_port_session_find(&connection, bytes, 4, &session), 0);
  hf_port_session_put(&config, &session);
  hf_port_session_drop(&config, bytes, 4);
}

/* An identity is shown where nobody objects; else as the answer is, by what was told. */
Test(ports, identities) {
  static const struct hf_client_hello hello;
  static const struct hf_identity identity;
  const struct hf_config without = {.now = now}, with = {.identity_policy = shown, .identity_policy_context = &answer};
  answer = 0;
  cr_expect(hf_port_identity(&without, &hello, &identity));
  cr_expect_not(hf_port_identity(&with, &hello, &identity));
  answer = 1;
  cr_expect(hf_port_identity(&with, &hello, &identity));
}

/* What a configuration calls a key has a size that it may have, or none. */
Test(ports, external_keys) {
  const struct hf_config without = {.now = now}, with = {.external_psk = external};
  struct hf_external_psk psk;
  cr_expect_not(hf_port_external_psk(&without, NULL, 0, &psk));
  answer = -1;
  cr_expect_not(hf_port_external_psk(&with, NULL, 0, &psk));
  for (answer = 0; answer < 2; answer++)
    for (key_n = HF_PSK_KEY_MAX - 1; key_n <= HF_PSK_KEY_MAX + 1; key_n++) {
      cr_expect(hf_port_external_psk(&with, NULL, 0, &psk));
      cr_expect_eq(psk.key_n, answer == 1 || key_n > HF_PSK_KEY_MAX ? 0 : key_n);
    }
}

Test(ports, secrets_that_are_logged) {
  static const uint8_t random[32], secret[48];
  const struct hf_config without = {.now = now}, with = {.secret_log = tell, .key_log_context = &told};
  hf_port_secret_log(&without, "LABEL", random, secret, 48);
  cr_expect_null(told.label);
  hf_port_secret_log(&with, "LABEL", random, secret, 48);
  cr_expect_str_eq(told.label, "LABEL");
  cr_expect_eq(told.client_random, random);
  cr_expect_eq(told.secret, secret);
  cr_expect_eq(told.n, 48);
}
