/* Requirements of RFC 8446 (spec/requirements/rfc8446.csv) that no other test shows. */
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/scenarios.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

static void start(const char *base, int (*tamper)(struct test_side *, uint8_t *, size_t *, size_t)) {
  struct scenario s = *scenario_named(base);
  if (tamper != NULL)
    s.tamper = tamper;
  s.after = NULL;
  scenario_start(&s, &pair);
}

static void refuses(struct test_side *s, enum hf_error error, int alert) {
  cr_expect_eq(hf_error_of(&s->c), error, "%s", test_describe(s));
  test_pair_pump(&pair);
  cr_expect_eq(test_alert(s->peer), (uint32_t)alert, "%s", test_describe(s->peer));
}

/* RFC 8446 4.1.3: a server of TLS 1.2 that knows newer versions says so in its random; one of an older version says it with a zero. */
static uint8_t last_of_random;
static int mark(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)n;
  (void)room;
  if (from->is_server && m[0] == TEST_SERVER_HELLO) {
    memcpy(m + 6 + 24, "DOWNGRD", 7);
    m[6 + 31] = last_of_random;
  }
  return 1;
}

Test(tls13_requirements, each_mark_of_a_downgrade_is_seen) {
  for (last_of_random = 0; last_of_random < 3; last_of_random++) {
    start("TLS 1.3, downgrade", mark);
    test_pair_pump(&pair);
    if (last_of_random < 2)
      refuses(&pair.client, HF_ERROR_DOWNGRADE_DETECTED, HF_ALERT_ILLEGAL_PARAMETER);
    else
      cr_expect_neq(hf_error_of(&pair.client.c), HF_ERROR_DOWNGRADE_DETECTED);
  }
}

/* RFC 8446 5: only a record of the one byte 1 is dropped. */
Test(tls13_requirements, other_change_cipher_specs) {
  static const uint8_t two[] = {1, 1}, other[] = {2};
  static const uint32_t states[] = {HF_CLIENT_AWAIT_SERVER_HELLO, HF_CLIENT_AWAIT_ENCRYPTED_EXTENSIONS};
  for (size_t i = 0; i < 4; i++) {
    start("TLS 1.3", NULL);
    cr_assert(test_pair_run_to(&pair, &pair.client, states[i / 2]), "%zu", i);
    uint8_t record[] = {HF_CONTENT_CHANGE_CIPHER_SPEC, 3, 3, 0, i % 2 ? 2 : 1, 0, 0};
    memcpy(record + 5, i % 2 ? two : other, i % 2 ? 2 : 1);
    (void)hf_receive(&pair.client.c, record, i % 2 ? 7 : 6);
    cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_UNEXPECTED_MESSAGE, "%zu: %s", i, test_describe(&pair.client));
  }
}

/* RFC 8446 5.1: the version of a record says nothing any more. */
Test(tls13_requirements, versions_of_records) {
  static const uint8_t record[] = {HF_CONTENT_CHANGE_CIPHER_SPEC, 9, 9, 0, 1, 1};
  start("TLS 1.3", NULL);
  cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_ENCRYPTED_EXTENSIONS));
  (void)hf_receive(&pair.client.c, record, sizeof record);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_OK, "%s", test_describe(&pair.client));
  test_pair_pump(&pair);
  cr_expect(test_both_open(&pair), "%s", test_describe(&pair.client));
}

/* RFC 8446 4.2.3: the key is not known, and what the server's certificate may be signed with neither. */
static int strip_schemes(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    (void)test_remove_extension(m, n, HF_EXTENSION_SIGNATURE_ALGORITHMS);
  return 1;
}

static bool unknown_key(void *context, const uint8_t *wanted, size_t n, struct hf_external_psk *out) {
  static const uint8_t key[32] = {1};
  (void)context;
  (void)wanted;
  (void)n;
  *out = (struct hf_external_psk){(const uint8_t *)"nobody", 6, key, sizeof key, false};
  return true;
}

Test(tls13_requirements, a_certificate_needs_signature_algorithms) {
  test_pair_set(&pair);
  pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS13;
  pair.client.config.external_psk = unknown_key;
  pair.tamper = strip_schemes;
  test_pair_run(&pair);
  refuses(&pair.server, HF_ERROR_EXTENSION_MISSING, HF_ALERT_MISSING_EXTENSION);
}

/* RFC 8446 4.4.2.4: by MD5 always, by SHA-1 at best. */
Test(tls13_requirements, weak_signatures_have_their_alert) {
  test_pair_set(&pair);
  test_side_identities(&pair.server, "sha1", (char *)NULL);
  test_pair_run(&pair);
  refuses(&pair.client, HF_ERROR_CERTIFICATE_ALGORITHM_WEAK, HF_ALERT_BAD_CERTIFICATE);
}
