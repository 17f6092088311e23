/* OCSP stapling (RFC 6066 8): who asks, who answers, what is refused. The responses are OpenSSL's, made with the certificates. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/events.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

static struct test_pair pair;

/* A server with this response and a client with this policy, not yet started. */
static void set(const char *identity, const char *response, enum hf_staple_policy policy) {
  test_pair_set(&pair);
  pair.now = (int64_t)time(NULL);
  test_side_identities(&pair.server, identity, (char *)NULL);
  if (response)
    pair.server.identities[0] = test_stapled(identity, response);
  pair.client.config.staple = policy;
}

static int sent_status(void) {
  for (size_t i = 0; i < pair.server.trace_n; i++)
    if (pair.server.trace[i].before == HF_SERVER_SEND_CERTIFICATE_STATUS)
      return 1;
  return 0;
}

static void expect_open(void) {
  cr_expect(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

static void expect_refused(enum hf_error error, uint8_t alert) {
  cr_expect_eq(hf_error_of(&pair.client.c), error, "%s", test_describe(&pair.client));
  cr_expect_eq(test_alert(&pair.server), alert, "%s", test_describe(&pair.server));
  cr_expect(test_is_wiped(&pair.client.c));
}

Test(handshake_staple, a_response_comes_whole_in_any_fragments) {
  static const size_t fragments[] = {1, 7, 500, 16384};
  for (size_t i = 0; i < 4; i++) {
    size_t n;
    const uint8_t *response = test_file("server-rsa.ocsp", &n);
    set("server-rsa", "server-rsa.ocsp", HF_STAPLE_REQUIRED);
    pair.framing = TEST_FRAGMENTS;
    pair.fragment = fragments[i];
    test_pair_run(&pair);
    expect_open();
    cr_assert_eq(test_status_held(&pair.client), n);
    cr_expect_arr_eq(pair.client.chain + pair.client.c.chain.used, response, n);
  }
}

Test(handshake_staple, nothing_is_sent_that_nobody_asked_for) {
  set("server-rsa", "server-rsa.ocsp", HF_STAPLE_NOT_ASKED);
  test_pair_run(&pair);
  expect_open();
  cr_expect(!sent_status());
  cr_expect_eq(test_status_agreed(&pair.client), 0);
}

Test(handshake_staple, without_a_response_none_is_announced) {
  set("server-rsa", NULL, HF_STAPLE_REQUESTED);
  test_pair_run(&pair);
  expect_open();
  cr_expect(!sent_status());
  cr_expect_eq(test_status_agreed(&pair.client), 0);
}

Test(handshake_staple, a_resumption_has_none) {
  struct hf_session session;
  set("server-rsa", "server-rsa.ocsp", HF_STAPLE_REQUIRED);
  test_pair_run(&pair);
  cr_assert(hf_session_of(&pair.client.c, &session));
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  expect_open();
  cr_expect(hf_is_resumed(&pair.client.c));
  cr_expect(!sent_status());
  cr_expect_eq(test_status_agreed(&pair.client), 0);
}

/* What was not checked when the session began is not taken for checked when it goes on. */
Test(handshake_staple, a_session_without_is_not_offered_with) {
  struct hf_session session;
  set("server-rsa", NULL, HF_STAPLE_NOT_ASKED);
  test_pair_run(&pair);
  cr_assert(hf_session_of(&pair.client.c, &session));
  pair.client.config.staple = HF_STAPLE_REQUIRED;
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_expect(!hf_is_resumed(&pair.client.c));
  expect_refused(HF_ERROR_CERTIFICATE_STATUS_MISSING, HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
}

/* RFC 7633: the certificate says that a response comes, so one that asks and gets none knows that something is wrong. */
Test(handshake_staple, a_certificate_may_demand_it) {
  set("must-staple", "must-staple.ocsp", HF_STAPLE_REQUESTED);
  test_pair_run(&pair);
  expect_open();
  set("must-staple", NULL, HF_STAPLE_REQUESTED);
  test_pair_run(&pair);
  expect_refused(HF_ERROR_CERTIFICATE_STATUS_MISSING, HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
  set("must-staple", NULL, HF_STAPLE_NOT_ASKED);
  test_pair_run(&pair);
  expect_open();
}

Test(handshake_staple, a_response_about_another_certificate) {
  set("server-rsa", "must-staple.ocsp", HF_STAPLE_REQUESTED);
  test_pair_run(&pair);
  expect_refused(HF_ERROR_OCSP_OTHER_CERTIFICATE, HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
}

Test(handshake_staple, a_revoked_certificate) {
  set("server-rsa", "server-rsa-revoked.ocsp", HF_STAPLE_REQUESTED);
  test_pair_run(&pair);
  expect_refused(HF_ERROR_CERTIFICATE_REVOKED, HF_ALERT_CERTIFICATE_REVOKED);
}

Test(handshake_staple, a_stale_response) {
  set("server-rsa", "server-rsa.ocsp", HF_STAPLE_REQUESTED);
  pair.now += (int64_t)11 * 365 * 86400;
  test_pair_run(&pair);
  expect_refused(HF_ERROR_OCSP_EXPIRED, HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
}

Test(handshake_staple, a_response_from_the_future) {
  set("server-rsa", "server-rsa.ocsp", HF_STAPLE_REQUESTED);
  pair.now = TEST_NOW;
  test_pair_run(&pair);
  expect_refused(HF_ERROR_OCSP_NOT_YET_VALID, HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
}

/* Who checks no chain has nobody whose word on the status could count. */
Test(handshake_staple, a_chain_that_is_not_checked) {
  set("untrusted", "server-rsa-revoked.ocsp", HF_STAPLE_REQUESTED);
  pair.client.config.accept_any_certificate = 1;
  test_pair_run(&pair);
  expect_open();
}

/* The response takes what the certificates left of the buffer, to the last byte. */
Test(handshake_staple, a_buffer_just_large_enough) {
  set("server-rsa", "server-rsa.ocsp", HF_STAPLE_REQUIRED);
  test_pair_run(&pair);
  size_t needed = pair.client.c.chain.used + test_status_held(&pair.client);
  pair.client.buffers.chain_size = needed;
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_open();
  pair.client.buffers.chain_size = needed - 1;
  test_pair_again(&pair, NULL);
  test_pair_pump(&pair);
  expect_refused(HF_ERROR_CHAIN_BUFFER_TOO_SMALL, HF_ALERT_INTERNAL_ERROR);
}

/* Messages changed on their way. */

static int drop_status(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)from;
  (void)n;
  (void)room;
  return m[0] != TEST_CERTIFICATE_STATUS;
}

/* RFC 6066 8: the server may leave the message out after it announced it; that it was left out on the way shows in Finished. */
Test(handshake_staple, an_announced_response_may_be_left_out) {
  set("server-rsa", "server-rsa.ocsp", HF_STAPLE_REQUESTED);
  pair.tamper = drop_status;
  test_pair_run(&pair);
  cr_expect(test_traced(&pair.client, HF_CLIENT_CHECK_CERTIFICATE_STATUS,
                        HF_OUTCOME_CHECK_CERTIFICATE_STATUS_ACCEPTABLE, HF_CLIENT_KEY_EXCHANGE_TO_SEND));
  cr_expect_neq(hf_error_of(&pair.server.c), HF_OK, "the transcripts differ");
  set("server-rsa", "server-rsa.ocsp", HF_STAPLE_REQUIRED);
  pair.tamper = drop_status;
  test_pair_run(&pair);
  expect_refused(HF_ERROR_CERTIFICATE_STATUS_MISSING, HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
}

static const uint8_t *answer;
static size_t answer_n;
static uint8_t changed_type;

static int change(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)from;
  (void)room;
  if (m[0] != changed_type)
    return 1;
  if (changed_type == TEST_CERTIFICATE_STATUS)
    test_set_body(m, n, answer, answer_n);
  else
    test_set_extension(m, n, HF_EXTENSION_STATUS_REQUEST, answer, answer_n);
  pair.tampered++;
  return 1;
}

static void run_changed(uint8_t type, const char *bytes, size_t n, enum hf_staple_policy policy) {
  set("server-rsa", "server-rsa.ocsp", policy);
  changed_type = type;
  answer = (const uint8_t *)bytes;
  answer_n = n;
  pair.tamper = change;
  test_pair_run(&pair);
  cr_expect_eq(pair.tampered, 1);
}

Test(handshake_staple, an_answer_to_no_question) {
  run_changed(TEST_SERVER_HELLO, "", 0, HF_STAPLE_NOT_ASKED);
  expect_refused(HF_ERROR_EXTENSION_UNSOLICITED, HF_ALERT_UNSUPPORTED_EXTENSION);
}

Test(handshake_staple, an_answer_with_a_body) {
  run_changed(TEST_SERVER_HELLO, "\0", 1, HF_STAPLE_REQUIRED);
  expect_refused(HF_ERROR_MESSAGE_RANGE, HF_ALERT_DECODE_ERROR);
}

Test(handshake_staple, a_status_of_another_type) {
  run_changed(TEST_CERTIFICATE_STATUS, "\2\0\0\1x", 5, HF_STAPLE_REQUIRED);
  expect_refused(HF_ERROR_MESSAGE_VALUE, HF_ALERT_DECODE_ERROR);
}

Test(handshake_staple, a_status_of_nothing) {
  run_changed(TEST_CERTIFICATE_STATUS, "\1\0\0\0", 4, HF_STAPLE_REQUESTED);
  expect_refused(HF_ERROR_MESSAGE_RANGE, HF_ALERT_DECODE_ERROR);
}

Test(handshake_staple, a_status_shorter_or_longer_than_it_says) {
  run_changed(TEST_CERTIFICATE_STATUS, "\1\0\0\2x", 5, HF_STAPLE_REQUESTED);
  expect_refused(HF_ERROR_MESSAGE_LENGTH, HF_ALERT_DECODE_ERROR);
  run_changed(TEST_CERTIFICATE_STATUS, "\1\0\0\1xy", 6, HF_STAPLE_REQUESTED);
  cr_expect_eq(hf_status(&pair.client.c), HF_STATUS_FAILED);
  cr_expect_eq(test_alert(&pair.server), HF_ALERT_DECODE_ERROR);
}

Test(handshake_staple, a_status_that_is_no_response) {
  run_changed(TEST_CERTIFICATE_STATUS, "\1\0\0\1x", 5, HF_STAPLE_REQUESTED);
  expect_refused(HF_ERROR_OCSP_MALFORMED, HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
}

/* Refused by its length, whatever room there is. */
Test(handshake_staple, a_status_longer_than_any_may_be) {
  static const uint8_t header[] = {TEST_CERTIFICATE_STATUS, 1, 0, 4, 1, 1, 0, 0};
  set("server-rsa", "server-rsa.ocsp", HF_STAPLE_REQUESTED);
  pair.framing = TEST_ONE_MESSAGE;
  test_pair_start(&pair);
  cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_STATUS_OR_SERVER_KEY_EXCHANGE), "%s",
            test_describe(&pair.client));
  (void)test_inject(&pair.client, 22, header, sizeof header);
  test_pair_pump(&pair);
  expect_refused(HF_ERROR_CERTIFICATE_STATUS_TOO_LARGE, HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE);
}

static void expect_server_refuses(enum hf_error error, uint8_t alert) {
  cr_expect_eq(hf_error_of(&pair.server.c), error, "%s", test_describe(&pair.server));
  cr_expect_eq(test_alert(&pair.client), alert, "%s", test_describe(&pair.client));
}

Test(handshake_staple, a_request_that_is_malformed) {
  run_changed(TEST_CLIENT_HELLO, "\2\0\0\0\0", 5, HF_STAPLE_REQUIRED);
  expect_server_refuses(HF_ERROR_MESSAGE_VALUE, HF_ALERT_DECODE_ERROR);
  run_changed(TEST_CLIENT_HELLO, "\1\0\0\0", 4, HF_STAPLE_REQUIRED);
  expect_server_refuses(HF_ERROR_MESSAGE_LENGTH, HF_ALERT_DECODE_ERROR);
  run_changed(TEST_CLIENT_HELLO, "\1\0\2\0\0\0\0", 7, HF_STAPLE_REQUIRED);
  expect_server_refuses(HF_ERROR_MESSAGE_RANGE, HF_ALERT_DECODE_ERROR);
}

/* Responders and extensions that a client names change nothing: there is one response to give. */
Test(handshake_staple, a_request_with_responders) {
  run_changed(TEST_CLIENT_HELLO, "\1\0\4\0\2ab\0\2\x30\0", 11, HF_STAPLE_REQUIRED);
  cr_expect_eq(test_status_agreed(&pair.server), 1);
  cr_expect(sent_status());
}

static size_t flip_at;

static int flip(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)from;
  (void)room;
  if (m[0] == TEST_CERTIFICATE_STATUS && 8 + flip_at < *n) {
    m[8 + flip_at] ^= (uint8_t)(1u << flip_at % 8);
    pair.tampered++;
  }
  return 1;
}

/* Not even a bit of a response may differ: all of it is signed, or is the signature. */
Test(handshake_staple, a_flipped_bit_is_noticed) {
  size_t n;
  (void)test_file("server-ec.ocsp", &n);
  for (flip_at = 0; flip_at < n; flip_at += 3) {
    set("server-ec", "server-ec.ocsp", HF_STAPLE_REQUIRED);
    pair.tamper = flip;
    test_pair_run(&pair);
    cr_expect_eq(pair.tampered, 1);
    cr_expect_eq(test_state(&pair.client), HF_CLIENT_FAIL_REPORTED, "byte %zu: %s", flip_at,
                 test_describe(&pair.client));
    cr_expect_neq(hf_error_of(&pair.client.c), HF_OK);
  }
}
