/* Requirements of RFC 8446 (spec/requirements/rfc8446.csv) that no other test shows. */
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/events.h"
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

/* RFC 8446 5.1: nor before TLS 1.3 is agreed on, in either hello; one below 3.0 is none of TLS (D.5). */
static void hello_in_a_record_of(unsigned from_server, unsigned version) {
  struct test_queue *wire = from_server ? &pair.server.wire : &pair.client.wire;
  start("TLS 1.3", NULL);
  test_side_flush(&pair.client);
  if (from_server) {
    (void)hf_receive(&pair.server.c, pair.client.wire.bytes, pair.client.wire.n);
    pair.client.wire.n = 0;
    test_side_flush(&pair.server);
  }
  wire->bytes[1] = (uint8_t)(version >> 8);
  wire->bytes[2] = (uint8_t)version;
  test_pair_pump(&pair);
}

Test(tls13_requirements, versions_of_the_hellos_records) {
  static const uint16_t versions[] = {0x0300, 0x0304, 0x0400, 0x0909, 0xffff};
  for (unsigned from_server = 0; from_server < 2; from_server++) {
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
      hello_in_a_record_of(from_server, versions[i]);
      cr_expect(test_both_open(&pair), "%u, %x: %s", from_server, versions[i], test_describe(&pair.client));
    }
    hello_in_a_record_of(from_server, 0x02ff);
    cr_expect_eq(hf_error_of(from_server ? &pair.client.c : &pair.server.c), HF_ERROR_RECORD_VERSION_WRONG);
  }
}

/* RFC 8446 D.5: a hello of SSL 3.0 is none, whatever supported_versions says, and whether the client came down to it or not. */
static uint16_t legacy_version;
static int legacy_of_server;
static int say_legacy(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)n;
  (void)room;
  if (from->is_server == legacy_of_server && m[0] == (legacy_of_server ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO)) {
    m[4] = (uint8_t)(legacy_version >> 8);
    m[5] = (uint8_t)legacy_version;
  }
  return 1;
}

Test(tls13_requirements, a_legacy_version_of_ssl) {
  static const uint16_t versions[] = {0x0300, 0x0301, 0x02ff, 0x0304};
  static const char *const bases[] = {"TLS 1.3", "TLS 1.3, retry"};
  for (size_t i = 0; i < 16; i++) {
    legacy_version = versions[i / 4];
    legacy_of_server = i % 2;
    start(bases[i / 2 % 2], say_legacy);
    test_pair_pump(&pair);
    if (i < 4)
      refuses(legacy_of_server ? &pair.client : &pair.server, HF_ERROR_VERSION_UNSUPPORTED, HF_ALERT_PROTOCOL_VERSION);
    else
      cr_expect_eq(hf_error_of(&pair.client.c), hf_error_of(&pair.server.c), "%zu: %s", i, test_describe(&pair.client));
  }
}

/* RFC 8446 4.1.4: the version of the retry stays; a ServerHello that says another, or none, is an illegal_parameter. */
static const char *second_version;
static int say_second(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (!from->is_server || m[0] != TEST_SERVER_HELLO || memcmp(m + 6, "\xcf\x21", 2) == 0)
    return 1;
  if (second_version != NULL)
    test_set_extension(m, n, HF_EXTENSION_SUPPORTED_VERSIONS, (const uint8_t *)second_version, 2);
  else
    (void)test_remove_extension(m, n, HF_EXTENSION_SUPPORTED_VERSIONS);
  return 1;
}

Test(tls13_requirements, the_version_of_the_retry_stays) {
  static const char *const versions[] = {NULL, "\3\3", "\3\5", "\0\0"};
  for (size_t i = 0; i < 8; i++) {
    second_version = versions[i % 4];
    start(i < 4 ? "TLS 1.3, retry" : "TLS 1.3, second hello of an old server", say_second);
    test_pair_pump(&pair);
    cr_expect_neq(hf_error_of(&pair.client.c), HF_OK, "%zu", i);
    test_pair_pump(&pair);
    cr_expect_eq(test_alert(&pair.server), HF_ALERT_ILLEGAL_PARAMETER, "%zu: %s", i, test_describe(&pair.client));
  }
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

/* RFC 8446 4.2.3: and is shown only where there is no other. */
Test(tls13_requirements, no_chain_of_sha1_before_another) {
  for (unsigned versions = HF_VERSION_TLS12; versions <= HF_VERSION_TLS13; versions++) {
    test_pair_set(&pair);
    pair.client.config.versions = pair.server.config.versions = (uint8_t)versions;
    test_side_identities(&pair.server, "sha1", "server-rsa", (char *)NULL);
    test_pair_run(&pair);
    cr_expect(test_both_open(&pair), "%s", test_describe(&pair.client));
    cr_expect_eq(test_identity_shown(&pair.server), 1);
  }
}

/* RFC 8446 4.1.3: a server that has TLS 1.3 and speaks TLS 1.2 marks its random. */
static uint8_t random_end[8];
static int note_random(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)n;
  (void)room;
  if (from->is_server && m[0] == TEST_SERVER_HELLO)
    memcpy(random_end, m + 6 + 24, 8);
  return 1;
}

Test(tls13_requirements, a_server_marks_its_random) {
  for (int knows = 0; knows < 2; knows++) {
    test_pair_set(&pair);
    pair.client.config.versions = HF_VERSION_TLS12;
    pair.server.config.versions = knows ? 0 : HF_VERSION_TLS12;
    pair.tamper = note_random;
    test_pair_run(&pair);
    cr_assert(test_both_open(&pair), "%s", test_describe(&pair.client));
    cr_expect_eq(memcmp(random_end, "DOWNGRD\1", 8) == 0, knows);
  }
}

/* RFC 8446 4.2.9: a key without modes, and one with a mode that this server has not. */
static const char *modes;
static int set_modes(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return 1;
  for (size_t at = test_hello_compression(m) + 4; at < *n; at += 4u + m[at + 2] * 256u + m[at + 3])
    if (m[at] * 256u + m[at + 1] == HF_EXTENSION_PSK_KEY_EXCHANGE_MODES && modes != NULL)
      memcpy(m + at + 4, modes, 2);
    else if (m[at] * 256u + m[at + 1] == HF_EXTENSION_PSK_KEY_EXCHANGE_MODES)
      m[at] = 0x7a; /* as unknown as it can be */
  return 1;
}

Test(tls13_requirements, modes_of_a_key) {
  modes = NULL;
  start("TLS 1.3, resumed", set_modes);
  test_pair_pump(&pair);
  refuses(&pair.server, HF_ERROR_EXTENSION_MISSING, HF_ALERT_MISSING_EXTENSION);
  modes = "\1\0";
  start("TLS 1.3, resumed", set_modes);
  test_pair_pump(&pair);
  cr_expect(
      test_traced(&pair.server, HF_SERVER_CHOOSE_PSK, HF_OUTCOME_CHOOSE_PSK_FULL, HF_SERVER_CHOOSE_CERTIFICATE_TYPES13),
      "%s", test_describe(&pair.server));
}

/* RFC 8446 6: an alert is an error whatever its level, unless it is one of two; so is one that nobody knows. */
Test(tls13_requirements, alerts_are_errors) {
  static const uint8_t alerts[][2] = {{1, 40}, {2, 40}, {1, 200}, {2, 200}, {1, 100}};
  for (size_t i = 0; i < sizeof alerts / sizeof *alerts; i++) {
    start("TLS 1.3", NULL);
    test_pair_pump(&pair);
    (void)test_inject(&pair.client, HF_CONTENT_ALERT, alerts[i], 2);
    cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_PEER_ALERT, "%zu: %s", i, test_describe(&pair.client));
  }
}
