/* Requirements of the RFCs (spec/requirements) that no other test shows: what hellos have, and what they may not have, as it goes over
   the wire. */
#include "generated/errors.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct hf_session session;
static uint16_t suites[3];

static void set(uint16_t one, test_edit edit) {
  test_pair_set(&pair);
  test_wire_watch(&pair, edit);
  suites[0] = one;
  pair.client.config.cipher_suites = suites;
  pair.client.config.cipher_suites_n = 1;
}

static void open_up(void) {
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

static void resume(void) {
  cr_assert(hf_session_of(&pair.client.c, &session));
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair) && hf_is_resumed(&pair.client.c));
}

/* The body of an extension in a hello as it was sent; NULL: it has none. */
static const uint8_t *extension_in(int from_server, unsigned type, size_t *body_n) {
  size_t n, begin;
  const uint8_t *m = test_wire_message(from_server, from_server ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO, &n);
  cr_assert_not_null(m);
  begin = test_hello_compression(m) + 1u;
  begin += from_server ? 0u : m[begin - 1];
  for (size_t at = begin + 2; at < n; at += 4u + *body_n) {
    *body_n = m[at + 2] * 256u + m[at + 3];
    if (m[at] * 256u + m[at + 1] == type)
      return m + at + 4;
  }
  *body_n = 0;
  return NULL;
}

static int has(int from_server, unsigned type) {
  size_t n;
  return extension_in(from_server, type, &n) != NULL;
}

static void expect_body(int from_server, unsigned type, const char *body, size_t n) {
  size_t there;
  const uint8_t *at = extension_in(from_server, type, &there);
  cr_assert_not_null(at, "%x", type);
  cr_assert_eq(there, n, "%x: %zu bytes", type, there);
  cr_expect(n == 0 || memcmp(at, body, n) == 0, "%x", type);
}

static int offers_suite(uint16_t code) {
  size_t n;
  const uint8_t *m = test_wire_message(0, TEST_CLIENT_HELLO, &n);
  for (size_t at = test_hello_after_session(m) + 2; at < test_hello_compression(m); at += 2)
    if (m[at] * 256u + m[at + 1] == code)
      return 1;
  return 0;
}

/* RFC 5246 7.4.1.2, 7.4.1.4.1; RFC 5746 3.4; RFC 7627 5.2, 5.3; RFC 7507 4; RFC 8422 5.1.2: in a full handshake and in a resumption. */
static void expect_clients_hello(void) {
  size_t n;
  const uint8_t *m = test_wire_message(0, TEST_CLIENT_HELLO, &n);
  cr_expect(memcmp(m + test_hello_compression(m), "\1\0", 2) == 0, "the null compression alone");
  expect_body(0, HF_EXTENSION_RENEGOTIATION_INFO, "\0", 1);
  expect_body(0, HF_EXTENSION_EXTENDED_MASTER_SECRET, "", 0);
  expect_body(0, HF_EXTENSION_EC_POINT_FORMATS, "\1\0", 2);
  cr_expect_not(offers_suite(HF_TLS_EMPTY_RENEGOTIATION_INFO_SCSV) || offers_suite(HF_TLS_FALLBACK_SCSV));
  const uint8_t *schemes = extension_in(0, HF_EXTENSION_SIGNATURE_ALGORITHMS, &n);
  cr_assert_not_null(schemes);
  for (size_t i = 2; i < n; i += 2)
    cr_expect_neq(schemes[i + 1], 0, "no anonymous signature");
}

Test(handshake_requirements, what_each_hello_of_a_client_has) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  open_up();
  expect_clients_hello();
  resume();
  expect_clients_hello();
  cr_expect(offers_suite(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256), "the session's suite");
}

/* RFC 8422 4: neither extension without a suite that it is for. */
Test(handshake_requirements, no_curves_without_a_suite_for_them) {
  set(HF_TLS_RSA_WITH_AES_128_GCM_SHA256, NULL);
  suites[1] = HF_TLS_RSA_WITH_AES_128_CBC_SHA;
  pair.client.config.cipher_suites_n = 2;
  open_up();
  cr_expect_not(has(0, HF_EXTENSION_SUPPORTED_GROUPS));
  cr_expect_not(has(0, HF_EXTENSION_EC_POINT_FORMATS));
}

/* What it did not ask for, it does not take: RFC 5246 7.4.1.4. */
static void say_points(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server && m[0] == TEST_SERVER_HELLO)
    test_set_extension(m, n, HF_EXTENSION_EC_POINT_FORMATS, (const uint8_t *)"\1\0", 2);
}

Test(handshake_requirements, no_points_are_heard_of_without_a_suite_for_them) {
  set(HF_TLS_RSA_WITH_AES_128_GCM_SHA256, say_points);
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_EXTENSION_UNSOLICITED, "%s", test_describe(&pair.client));
}

/* The whole block of them is gone. */
static void strip_extensions(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return;
  size_t at = test_hello_compression(m);
  *n = at + 1u + m[at];
  m[2] = (uint8_t)((*n - 4) >> 8);
  m[3] = (uint8_t)(*n - 4);
}

/* RFC 5246 7.4.1.2: such a hello is taken; and 7.4.1.4: to it nothing is answered. */
Test(handshake_requirements, a_hello_without_extensions_is_taken) {
  size_t n;
  set(HF_TLS_RSA_WITH_AES_128_CBC_SHA, strip_extensions);
  open_up();
  const uint8_t *m = test_wire_message(1, TEST_SERVER_HELLO, &n);
  cr_expect_eq(n, test_hello_compression(m) + 1u, "no extensions at all");
  cr_expect_not(hf_has_extended_master_secret(&pair.server.c));
  cr_expect_not(hf_has_encrypt_then_mac(&pair.server.c));
}

/* A suite of three: what is unknown, and what is signalled. */
static void say_suites(const struct test_side *from, uint8_t *m, size_t *n) {
  static const uint16_t codes[] = {0x1a1a, HF_TLS_EMPTY_RENEGOTIATION_INFO_SCSV, HF_TLS_RSA_WITH_AES_128_CBC_SHA};
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return;
  strip_extensions(from, m, n);
  test_set_suites(m, n, codes, 3);
}

/* RFC 5746 3.6: the signal alone is answered as the extension is; RFC 5246 7.4.1.2: suites that nobody knows are passed over. */
Test(handshake_requirements, a_signal_alone_is_answered) {
  set(HF_TLS_RSA_WITH_AES_128_CBC_SHA, say_suites);
  open_up();
  expect_body(1, HF_EXTENSION_RENEGOTIATION_INFO, "\0", 1);
}

static unsigned without;
static void leave_out(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    (void)test_remove_extension(m, n, without);
}

/* RFC 5246 7.4.1.4, RFC 7627 5.2, RFC 7366 2: a server answers what was asked, and nothing else; RFC 5746 3.6, RFC 7627 5.2: and these always. */
Test(handshake_requirements, a_server_answers_what_was_asked) {
  static const unsigned types[] = {HF_EXTENSION_RENEGOTIATION_INFO, HF_EXTENSION_EXTENDED_MASTER_SECRET,
                                   HF_EXTENSION_ENCRYPT_THEN_MAC,   HF_EXTENSION_EC_POINT_FORMATS,
                                   HF_EXTENSION_SERVER_NAME,        0xffff};
  for (size_t i = 0; i < 6; i++) {
    without = types[i];
    set(HF_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, leave_out);
    open_up();
    for (size_t k = 0; k < 5; k++)
      cr_expect_eq(has(1, types[k]), i != k, "without %x: %x", types[i], types[k]);
    cr_expect_not(has(1, HF_EXTENSION_SIGNATURE_ALGORITHMS) || has(1, HF_EXTENSION_SUPPORTED_GROUPS));
  }
}

/* RFC 7366 3: to nobody whose suite is no block cipher. RFC 8422 5.2: points only where the suite has some. */
Test(handshake_requirements, answers_that_do_not_fit_the_suite) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  open_up();
  cr_expect(has(0, HF_EXTENSION_ENCRYPT_THEN_MAC));
  cr_expect_not(has(1, HF_EXTENSION_ENCRYPT_THEN_MAC));
  expect_body(1, HF_EXTENSION_EC_POINT_FORMATS, "\1\0", 2);
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  suites[1] = HF_TLS_RSA_WITH_AES_128_CBC_SHA;
  pair.client.config.cipher_suites_n = 2;
  pair.server.config.cipher_suites = suites + 1;
  pair.server.config.cipher_suites_n = 1;
  open_up();
  cr_expect(has(0, HF_EXTENSION_EC_POINT_FORMATS));
  cr_expect_not(has(1, HF_EXTENSION_EC_POINT_FORMATS));
}

/* RFC 6066 3: the session's name is the session's. RFC 7627 5.3: its secret is said to be bound each time. */
Test(handshake_requirements, what_a_resumed_server_answers) {
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NULL);
  open_up();
  expect_body(1, HF_EXTENSION_SERVER_NAME, "", 0);
  resume();
  cr_expect(has(0, HF_EXTENSION_SERVER_NAME));
  cr_expect_not(has(1, HF_EXTENSION_SERVER_NAME));
  expect_body(1, HF_EXTENSION_EXTENDED_MASTER_SECRET, "", 0);
  expect_body(1, HF_EXTENSION_RENEGOTIATION_INFO, "\0", 1);
}

/* RFC 5246 7.2.2: decryption_failed, no_certificate and export_restriction are of the past. */
Test(handshake_requirements, alerts_that_nobody_sends_any_more) {
  for (uint32_t error = 0; error < HF_ERRORS; error++) {
    uint32_t alert = hf_error_alert(error);
    cr_expect(alert != 21 && alert != 41 && alert != 60, "error %u", error);
  }
}

/* RFC 6066 9: alerts that came with extensions are not for who has none; whose hello has one hears them. */
static uint8_t name_unknown(void *context, const struct hf_client_hello *hello) {
  (void)context;
  (void)hello;
  return HF_ERROR_SERVER_NAME_UNKNOWN;
}

static int stripped; /* the side whose hello is stripped; 2: neither */
static int strip_hello(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (from->is_server != stripped || m[0] != (from->is_server ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO))
    return 1;
  *n = test_hello_compression(m) + 1u + (from->is_server ? 0u : m[test_hello_compression(m)]);
  m[2] = (uint8_t)((*n - 4) >> 8);
  m[3] = (uint8_t)(*n - 4);
  return 1;
}

Test(handshake_requirements, alerts_of_extensions_are_for_who_has_some) {
  for (stripped = 0; stripped <= 2; stripped++) {
    set(HF_TLS_RSA_WITH_AES_128_CBC_SHA, NULL);
    pair.tamper = strip_hello;
    pair.server.config.client_hello_policy = name_unknown;
    test_pair_run(&pair);
    cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_SERVER_NAME_UNKNOWN, "%s", test_describe(&pair.server));
    cr_expect_eq(test_alert(&pair.client), stripped == 0 ? HF_ALERT_HANDSHAKE_FAILURE : HF_ALERT_UNRECOGNIZED_NAME);
    set(HF_TLS_RSA_WITH_AES_128_CBC_SHA, NULL);
    pair.tamper = strip_hello;
    pair.client.config.staple = HF_STAPLE_REQUIRED;
    test_pair_run(&pair);
    cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_CERTIFICATE_STATUS_MISSING, "%s", test_describe(&pair.client));
    cr_expect_eq(test_alert(&pair.server),
                 stripped != 2 ? HF_ALERT_HANDSHAKE_FAILURE : HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
  }
}

/* RFC 6066 1.1, 4: a server that resumes need not say again what length was agreed on; for the session it holds all the same. Such a server
   is here one that never heard of it, with a session that says it had. A session without one has none in its resumptions. */
static void ask_no_length(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    (void)test_remove_extension(m, n, HF_EXTENSION_MAX_FRAGMENT_LENGTH);
}

/* The longest record that the client has to send. */
static size_t longest_record(void) {
  size_t n, most = 0;
  const uint8_t *out = hf_output(&pair.client.c, &n);
  for (size_t at = 0; at + 5 <= n; at += 5u + out[at + 3] * 256u + out[at + 4])
    most = out[at + 3] * 256u + out[at + 4] > most ? out[at + 3] * 256u + out[at + 4] : most;
  return most;
}

/* A client that asks for 512 bytes resumes a session that says this code: what it then sends in one record. */
static size_t sent_by_who_resumes(test_edit edit, uint32_t code) {
  static const uint8_t data[2000];
  set(HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, edit);
  pair.client.config.max_fragment_length = 512;
  pair.framing = TEST_FRAGMENTS;
  pair.fragment = 512;
  open_up();
  cr_assert(hf_session_of(&pair.client.c, &session));
  cr_expect_eq(session.max_fragment_length, edit == NULL ? 1 : 0);
  session.max_fragment_length = code;
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair) && hf_is_resumed(&pair.client.c), "%s", test_describe(&pair.client));
  cr_assert_eq(hf_write(&pair.client.c, data, sizeof data), sizeof data);
  return longest_record() - 24;
}

Test(handshake_requirements, a_length_lasts_as_long_as_its_session) {
  static const uint8_t data[2000];
  uint8_t got[1000];
  cr_expect_eq(sent_by_who_resumes(ask_no_length, 1), 512);
  cr_expect_not(has(1, HF_EXTENSION_MAX_FRAGMENT_LENGTH));
  (void)test_inject(&pair.client, HF_CONTENT_APPLICATION_DATA, data, 512);
  cr_expect_eq(hf_read(&pair.client.c, got, sizeof got), 512, "%s", test_describe(&pair.client));
  test_skip_record(&pair.server);
  (void)test_inject(&pair.client, HF_CONTENT_APPLICATION_DATA, data, 513);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_RECORD_TOO_LONG, "%s", test_describe(&pair.client));
}

Test(handshake_requirements, a_length_is_said_again_to_who_asks_again) {
  cr_expect_eq(sent_by_who_resumes(NULL, 1), 512);
  expect_body(0, HF_EXTENSION_MAX_FRAGMENT_LENGTH, "\1", 1);
  expect_body(1, HF_EXTENSION_MAX_FRAGMENT_LENGTH, "\1", 1);
}

Test(handshake_requirements, a_session_without_a_length_has_none_when_resumed) {
  static const uint8_t data[2000];
  cr_expect_eq(sent_by_who_resumes(ask_no_length, 0), sizeof data);
  cr_expect_not(has(1, HF_EXTENSION_MAX_FRAGMENT_LENGTH));
  (void)test_inject(&pair.client, HF_CONTENT_APPLICATION_DATA, data, sizeof data);
  cr_expect_eq(hf_status(&pair.client.c), HF_STATUS_OPEN, "%s", test_describe(&pair.client));
}
