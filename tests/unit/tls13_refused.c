/* What TLS 1.3 refuses, with its alert: messages that were changed on their way, under its keys too. */
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "record/tls13_record.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/scenarios.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

/* One side refuses, with this alert, and the other hears it. */
static void refuses(const struct test_side *s, enum hf_error error, int alert) {
  struct hf_alert heard;
  cr_assert_gt(pair.tampered, 0, "nothing was changed");
  cr_expect_eq(hf_error_of(&s->c), error, "%s", test_describe(s));
  cr_expect(test_is_wiped(&s->c));
  cr_assert_eq(hf_error_of(&s->peer->c), HF_ERROR_PEER_ALERT, "%s", test_describe(s->peer));
  cr_assert(hf_peer_alert(&s->peer->c, &heard));
  cr_expect_eq(heard.description, alert, "alert %d", heard.description);
}

static void run(const char *base, int (*tamper)(struct test_side *, uint8_t *, size_t *, size_t)) {
  struct scenario s = *scenario_named(base);
  if (tamper != NULL)
    s.tamper = tamper;
  s.after = NULL;
  scenario_run(&s, &pair);
}

#define CHANGE(name, of_server, type, edit)                                                                            \
  static int name(struct test_side *from, uint8_t *m, size_t *n, size_t room) {                                        \
    (void)room;                                                                                                        \
    (void)n;                                                                                                           \
    if (from->is_server == (of_server) && m[0] == (type)) {                                                            \
      edit;                                                                                                            \
      from->pair->tampered++;                                                                                          \
    }                                                                                                                  \
    return 1;                                                                                                          \
  }

CHANGE(misplaced, 1, TEST_SERVER_HELLO, test_set_extension(m, n, HF_EXTENSION_SERVER_NAME, NULL, 0))
CHANGE(not_last, 0, TEST_CLIENT_HELLO, test_set_extension(m, n, 0x7a7a, NULL, 0))
CHANGE(same_group, 1, TEST_SERVER_HELLO,
       test_set_extension(m, n, HF_EXTENSION_KEY_SHARE, (const uint8_t *)"\x00\x17", 2))
CHANGE(other_group, 1, TEST_SERVER_HELLO,
       test_set_extension(m, n, HF_EXTENSION_KEY_SHARE, (const uint8_t *)"\x00\x18\x00\x01\x04", 5))
CHANGE(another_identity, 1, TEST_SERVER_HELLO,
       test_set_extension(m, n, HF_EXTENSION_PRE_SHARED_KEY, (const uint8_t *)"\x00\x01", 2))
CHANGE(unasked_identity, 1, TEST_SERVER_HELLO,
       test_set_extension(m, n, HF_EXTENSION_PRE_SHARED_KEY, (const uint8_t *)"\x00\x00", 2))
CHANGE(goes_on, 0, TEST_FINISHED, (memcpy(m + *n, "\x18\x00\x00\x01\x00", 5), *n += 5))
CHANGE(context, 1, TEST_CERTIFICATE_REQUEST, test_set_body(m, n, (const uint8_t *)"\x01x\x00\x00", 4))
CHANGE(no_share, 0, TEST_CLIENT_HELLO, test_remove_extension(m, n, HF_EXTENSION_KEY_SHARE))
CHANGE(no_schemes, 0, TEST_CLIENT_HELLO, test_remove_extension(m, n, HF_EXTENSION_SIGNATURE_ALGORITHMS))
CHANGE(other_compression, 0, TEST_CLIENT_HELLO, m[test_hello_compression(m) + 1] = 1)

static int twice(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  static uint8_t two[2 + 2 * 69] = {0, 138, 0, 0x17, 0, 65, 4};
  (void)room;
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return 1;
  memcpy(two + 2 + 69, two + 2, 69);
  test_set_extension(m, n, HF_EXTENSION_KEY_SHARE, two, sizeof two);
  from->pair->tampered++;
  return 1;
}

Test(tls13_refused, p21_a_downgrade_is_seen) {
  run("TLS 1.3, downgrade", NULL);
  refuses(&pair.client, HF_ERROR_DOWNGRADE_DETECTED, HF_ALERT_ILLEGAL_PARAMETER);
}

Test(tls13_refused, p21_a_version_that_nobody_has) {
  run("TLS 1.3, selected version", NULL);
  refuses(&pair.client, HF_ERROR_EXTENSION_MALFORMED, HF_ALERT_ILLEGAL_PARAMETER);
}

/* The server's own Finished, sealed as it seals, is no record of the client's. */
Test(tls13_refused, p22_a_record_of_the_other_direction) {
  static uint8_t record[HF_OUT_SIZE];
  struct scenario s = *scenario_named("TLS 1.3");
  uint32_t n = 0;
  s.after = NULL;
  scenario_run(&s, &pair);
  struct hf_record_state servers = pair.server.c.write;
  servers.sequence = pair.server.c.read.sequence;
  record[HF_RECORD_HEADER] = 'x';
  cr_assert_eq(hf_tls13_seal(&servers, 23, record, 1, 0, &n), HF_OK);
  (void)hf_receive(&pair.server.c, record, n);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_RECORD_MAC_WRONG, "%s", test_describe(&pair.server));
}

Test(tls13_refused, p23_a_second_retry) {
  run("TLS 1.3, second retry", NULL);
  refuses(&pair.client, HF_ERROR_RETRY_TWICE, HF_ALERT_UNEXPECTED_MESSAGE);
}

Test(tls13_refused, p23_a_retry_for_nothing) {
  run("TLS 1.3, retry", same_group);
  refuses(&pair.client, HF_ERROR_RETRY_NEEDLESS, HF_ALERT_ILLEGAL_PARAMETER);
}

/* RFC 8446 4.2.2: the cookie of a HelloRetryRequest comes back in the second hello, as it is. */
static size_t cookie_n;
static int cookies_back;

static int with_cookie(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  static uint8_t cookie[2 + 4000];
  (void)room;
  for (size_t i = 0; i < cookie_n; i++)
    cookie[2 + i] = (uint8_t)(i * 5 + i / 256 + 1);
  cookie[0] = (uint8_t)(cookie_n >> 8);
  cookie[1] = (uint8_t)cookie_n;
  if (m[0] == TEST_SERVER_HELLO && from->pair->tampered == 0) {
    test_set_extension(m, n, HF_EXTENSION_COOKIE, cookie, 2 + cookie_n);
    from->pair->tampered++;
  } else if (m[0] == TEST_CLIENT_HELLO && from->pair->tampered == 1)
    for (size_t at = 40; at + 2 + cookie_n <= *n; at++)
      cookies_back += memcmp(m + at, cookie, 2 + cookie_n) == 0;
  return 1;
}

Test(tls13_refused, a_cookie_comes_back) {
  static const size_t sizes[] = {8, 300, 4000};
  for (size_t i = 0; i < 3; i++) {
    cookie_n = sizes[i];
    cookies_back = 0;
    run("TLS 1.3, retry", with_cookie);
    cr_expect_eq(cookies_back, 1, "%zu: %s", cookie_n, test_describe(&pair.client));
  }
}

Test(tls13_refused, p23_another_second_hello) {
  run("TLS 1.3, second hello, another name", NULL);
  refuses(&pair.server, HF_ERROR_HELLO_CHANGED, HF_ALERT_ILLEGAL_PARAMETER);
}

/* Both hellos get a list of schemes for certificates; the second's is another. */
static int another_list(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  static const uint8_t lists[2][4] = {{0, 2, 4, 1}, {0, 2, 4, 3}};
  (void)room;
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return 1;
  test_set_extension(m, n, HF_EXTENSION_SIGNATURE_ALGORITHMS_CERT, lists[from->pair->tampered], 4);
  from->pair->tampered = 1;
  return 1;
}

Test(tls13_refused, p23_another_list_for_certificates) {
  run("TLS 1.3, retry", another_list);
  refuses(&pair.server, HF_ERROR_HELLO_CHANGED, HF_ALERT_ILLEGAL_PARAMETER);
}

Test(tls13_refused, p24_a_binder_that_does_not_fit) {
  run("TLS 1.3, binder", NULL);
  refuses(&pair.server, HF_ERROR_BINDER_WRONG, HF_ALERT_DECRYPT_ERROR);
}

Test(tls13_refused, p24_a_key_that_was_not_offered) {
  run("TLS 1.3, resumed", another_identity);
  refuses(&pair.client, HF_ERROR_PRE_SHARED_KEY_WRONG, HF_ALERT_ILLEGAL_PARAMETER);
  run("TLS 1.3", unasked_identity);
  refuses(&pair.client, HF_ERROR_EXTENSION_UNSOLICITED, HF_ALERT_UNSUPPORTED_EXTENSION);
}

Test(tls13_refused, p25_a_record_goes_on_behind_the_change) {
  run("TLS 1.3", goes_on);
  refuses(&pair.server, HF_ERROR_KEY_CHANGE_INSIDE_RECORD, HF_ALERT_UNEXPECTED_MESSAGE);
}

static void open_pair(void) {
  struct scenario s = *scenario_named("TLS 1.3");
  s.after = NULL;
  scenario_run(&s, &pair);
  cr_assert(test_both_open(&pair));
}

Test(tls13_refused, p26_neither_asked_for_nor_not) {
  open_pair();
  (void)test_inject_handshake(&pair.server, TEST_KEY_UPDATE, (const uint8_t *)"\2", 1);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_KEY_UPDATE_WRONG);
}

Test(tls13_refused, p26_too_many) {
  open_pair();
  for (int i = 0; i < 40 && hf_error_of(&pair.server.c) == HF_OK; i++)
    (void)test_inject_handshake(&pair.server, TEST_KEY_UPDATE, (const uint8_t *)"\0", 1);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_TOO_MANY_IDLE_RECORDS);
}

Test(tls13_refused, extensions) {
  run("TLS 1.3", misplaced);
  refuses(&pair.client, HF_ERROR_EXTENSION_MISPLACED, HF_ALERT_ILLEGAL_PARAMETER);
  run("TLS 1.3, resumed", not_last);
  refuses(&pair.server, HF_ERROR_EXTENSION_NOT_LAST, HF_ALERT_ILLEGAL_PARAMETER);
  run("TLS 1.3", no_share);
  refuses(&pair.server, HF_ERROR_EXTENSION_MISSING, HF_ALERT_MISSING_EXTENSION);
  run("TLS 1.3", no_schemes);
  refuses(&pair.server, HF_ERROR_EXTENSION_MISSING, HF_ALERT_MISSING_EXTENSION);
}

Test(tls13_refused, hellos) {
  run("TLS 1.3, no session ID", NULL);
  refuses(&pair.client, HF_ERROR_SESSION_ID_NOT_ECHOED, HF_ALERT_ILLEGAL_PARAMETER);
  run("TLS 1.3", other_compression);
  refuses(&pair.server, HF_ERROR_COMPRESSION_MISSING, HF_ALERT_ILLEGAL_PARAMETER);
}

Test(tls13_refused, key_shares) {
  run("TLS 1.3", other_group);
  refuses(&pair.client, HF_ERROR_KEY_SHARE_WRONG, HF_ALERT_ILLEGAL_PARAMETER);
  run("TLS 1.3", twice);
  refuses(&pair.server, HF_ERROR_KEY_SHARE_WRONG, HF_ALERT_ILLEGAL_PARAMETER);
}

Test(tls13_refused, context_of_a_request) {
  run("TLS 1.3, mutual", context);
  refuses(&pair.client, HF_ERROR_REQUEST_CONTEXT_WRONG, HF_ALERT_ILLEGAL_PARAMETER);
}

/* RFC 8446 4.4.2: a certificate's extensions, each once. */
static int status_twice(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (!from->is_server || m[0] != TEST_CERTIFICATE)
    return 1;
  uint8_t *at = m + 4 + 1 + 3;                                          /* the first entry */
  at += 3 + ((size_t)at[0] << 16 | (size_t)at[1] << 8 | (size_t)at[2]); /* its extensions */
  size_t extensions_n = (size_t)at[0] << 8 | at[1];
  cr_assert_gt(extensions_n, 0);
  memmove(at + 2 + 2 * extensions_n, at + 2 + extensions_n, (size_t)(m + *n - (at + 2 + extensions_n)));
  memcpy(at + 2 + extensions_n, at + 2, extensions_n);
  at[0] = (uint8_t)(2 * extensions_n >> 8);
  at[1] = (uint8_t)(2 * extensions_n);
  *n += extensions_n;
  size_t list_n = *n - 4 - 4;
  for (size_t i = 0; i < 3; i++) {
    m[1 + i] = (uint8_t)((*n - 4) >> 8 * (2 - i));
    m[5 + i] = (uint8_t)(list_n >> 8 * (2 - i));
  }
  from->pair->tampered++;
  return 1;
}

Test(tls13_refused, a_status_twice) {
  run("TLS 1.3, stapled", status_twice);
  refuses(&pair.client, HF_ERROR_EXTENSION_TWICE, HF_ALERT_ILLEGAL_PARAMETER);
}

/* Each certificate may have one of its own: the list is read, and only its signature is wrong now. */
static int status_of_both(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  static uint8_t extensions[4096];
  (void)room;
  if (!from->is_server || m[0] != TEST_CERTIFICATE)
    return 1;
  uint8_t *at = m + 4 + 1 + 3;
  at += 3 + ((size_t)at[0] << 16 | (size_t)at[1] << 8 | (size_t)at[2]);
  size_t extensions_n = (size_t)at[0] << 8 | at[1];
  cr_assert(extensions_n > 0 && extensions_n < sizeof extensions);
  memcpy(extensions, at, 2 + extensions_n);
  at += 2 + extensions_n;
  at += 3 + ((size_t)at[0] << 16 | (size_t)at[1] << 8 | (size_t)at[2]);
  cr_assert_eq(at + 2, m + *n, "two certificates, the second one bare");
  memcpy(at, extensions, 2 + extensions_n);
  *n += extensions_n;
  for (size_t i = 0; i < 3; i++) {
    m[1 + i] = (uint8_t)((*n - 4) >> 8 * (2 - i));
    m[5 + i] = (uint8_t)((*n - 8) >> 8 * (2 - i));
  }
  from->pair->tampered++;
  return 1;
}

Test(tls13_refused, a_status_of_each_certificate_is_not_twice) {
  run("TLS 1.3, stapled", status_of_both);
  refuses(&pair.client, HF_ERROR_CERTIFICATE_VERIFY_FORGED, HF_ALERT_DECRYPT_ERROR);
}

Test(tls13_refused, a_request_for_nothing) {
  run("TLS 1.3, a request for nothing", NULL);
  refuses(&pair.client, HF_ERROR_EXTENSION_MISSING, HF_ALERT_MISSING_EXTENSION);
}

/* RFC 8446 5.1: nothing comes between the parts of a message. */
Test(tls13_refused, other_types_inside_a_message) {
  static const struct {
    uint8_t type, content[2];
  } between[] = {{23, {'h', 'i'}}, {21, {1, 90}}, {21, {1, 0}}, {21, {2, 80}}};
  for (size_t i = 0; i < sizeof between / sizeof between[0]; i++)
    for (int of_server = 0; of_server < 2; of_server++) {
      open_pair();
      struct test_side *s = of_server ? &pair.server : &pair.client;
      (void)test_inject(s, 22, (const uint8_t *)"\x18\x00", 2);
      (void)test_inject(s, between[i].type, between[i].content, 2);
      cr_expect_eq(hf_error_of(&s->c), HF_ERROR_RECORD_INTERLEAVED, "%zu: %s", i, test_describe(s));
      cr_expect(test_is_wiped(&s->c));
    }
}

/* RFC 7507 3: who offers our highest version has not come down, whatever older ones it leaves out. */
static int fell_back(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  static const uint16_t suites[] = {HF_TLS_AES_128_GCM_SHA256, 0x5600};
  (void)room;
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return 1;
  test_set_suites(m, n, suites, 2);
  from->pair->tampered++;
  return 1;
}

Test(tls13_refused, no_fallback_from_the_highest_version) {
  struct scenario s = *scenario_named("TLS 1.3");
  s.tamper = fell_back;
  s.after = NULL;
  scenario_start(&s, &pair);
  pair.server.config.versions = 0;
  test_pair_start(&pair);
  test_pair_pump(&pair);
  cr_assert_gt(pair.tampered, 0);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_RECORD_MAC_WRONG, "the server goes on: %s",
               test_describe(&pair.server));
}

Test(tls13_refused, a_ticket_for_ever) {
  run("TLS 1.3, ticket", NULL);
  refuses(&pair.client, HF_ERROR_TICKET_WRONG, HF_ALERT_ILLEGAL_PARAMETER);
}
