/* How connections end, and what may come between: close_notify, truncation, warnings, HelloRequest, empty records. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/pair.h"
#include <criterion/criterion.h>

static struct test_pair pair;

static const uint8_t warning[] = {1, HF_ALERT_NO_RENEGOTIATION};
static const uint8_t close_notify[] = {1, 0};

static void open_pair(void) {
  test_pair_set(&pair);
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

/* One side closes its direction, the other one's stays open until it closes, too. */
static void close_in_turn(struct test_side *first, struct test_side *second) {
  open_pair();
  hf_close(&first->c);
  cr_assert_eq(hf_status(&first->c), HF_STATUS_CLOSING);
  test_pair_pump(&pair);
  cr_assert_eq(hf_status(&first->c), HF_STATUS_CLOSING);
  cr_assert_eq(hf_status(&second->c), HF_STATUS_PEER_CLOSED);
  hf_close(&second->c);
  cr_assert_eq(hf_status(&second->c), HF_STATUS_CLOSED);
  test_pair_pump(&pair);
  cr_assert_eq(hf_status(&first->c), HF_STATUS_CLOSED);
}

Test(handshake_close, client_says_close_notify) {
  close_in_turn(&pair.client, &pair.server);
}

Test(handshake_close, server_says_close_notify) {
  close_in_turn(&pair.server, &pair.client);
}

Test(handshake_close, both_say_close_notify_at_once) {
  open_pair();
  hf_close(&pair.client.c);
  hf_close(&pair.server.c);
  test_pair_pump(&pair);
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_CLOSED);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_CLOSED);
}

/* What was under way when one side closes still arrives (RFC 5246 7.2.1). */
Test(handshake_close, data_arrives_after_close) {
  open_pair();
  hf_close(&pair.client.c);
  cr_assert_eq(hf_write(&pair.client.c, warning, 2), 0, "no data after close_notify");
  cr_assert_eq(hf_write(&pair.server.c, (const uint8_t *)"late", 4), 4);
  test_pair_pump(&pair);
  cr_assert_eq(hf_write(&pair.server.c, (const uint8_t *)"later", 5), 5, "its own direction is open");
  hf_close(&pair.server.c);
  cr_assert_eq(hf_write(&pair.server.c, warning, 2), 0, "no data after close_notify");
  test_pair_pump(&pair);
  cr_assert_eq(pair.client.received_n, 9);
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_CLOSED);
}

Test(handshake_close, data_before_close_notify_is_read) {
  open_pair();
  hf_write(&pair.client.c, (const uint8_t *)"last", 4);
  hf_close(&pair.client.c);
  test_pair_pump(&pair);
  cr_assert_eq(pair.server.received_n, 4);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_PEER_CLOSED);
}

Test(handshake_close, truncation_is_seen) {
  open_pair();
  hf_end_of_input(&pair.server.c);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_TRUNCATED);
  cr_assert(test_is_wiped(&pair.server.c));
}

Test(handshake_close, end_inside_a_record_is_truncation) {
  open_pair();
  hf_write(&pair.client.c, warning, 2);
  test_side_flush(&pair.client);
  cr_assert_eq(hf_receive(&pair.server.c, pair.client.wire.bytes, 7), 7);
  hf_end_of_input(&pair.server.c);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_TRUNCATED);
}

/* The end behind the peer's close_notify is a clean one, and ours can still be said. */
Test(handshake_close, end_after_close_notify_is_none) {
  open_pair();
  hf_close(&pair.client.c);
  test_pair_pump(&pair);
  hf_end_of_input(&pair.server.c);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_PEER_CLOSED);
  cr_assert_eq(hf_write(&pair.server.c, (const uint8_t *)"last", 4), 4);
  hf_close(&pair.server.c);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_CLOSED);
  test_pair_pump(&pair);
  cr_assert_eq(pair.client.received_n, 4);
  hf_end_of_input(&pair.client.c);
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_CLOSED);
}

/* That we closed our direction says nothing of the peer's: what it sent may have been cut off. */
Test(handshake_close, p18_truncation_after_our_close_notify) {
  struct test_side *sides[] = {&pair.client, &pair.server};
  for (size_t i = 0; i < 2; i++) {
    open_pair();
    hf_close(&sides[i]->c);
    test_side_flush(sides[i]);
    hf_end_of_input(&sides[i]->c);
    cr_assert_eq(hf_status(&sides[i]->c), HF_STATUS_FAILED);
    cr_assert_eq(hf_error_of(&sides[i]->c), HF_ERROR_TRUNCATED);
    cr_assert(test_is_wiped(&sides[i]->c));
  }
}

/* Asserts that a side has nothing to send. */
static void silent(const struct test_side *s, const char *when) {
  size_t n;
  (void)hf_output(&s->c, &n);
  cr_assert_eq(n, 0, "%s: %zu bytes of output; %s", when, n, test_describe(s));
}

/* No alert behind close_notify, whatever comes (RFC 5246 7.2.1): it fails and wipes silently. */
Test(handshake_close, p18_nothing_follows_our_close_notify) {
  static const uint8_t fatal[] = {2, HF_ALERT_INTERNAL_ERROR}, change[] = {1}, finished[] = {20, 0, 0, 12};
  static const struct {
    uint8_t type;
    const uint8_t *content;
    size_t n;
    enum hf_error error;
  } wrong[] = {{HF_CONTENT_ALERT, fatal, 2, HF_ERROR_PEER_ALERT},
               {HF_CONTENT_ALERT, fatal, 1, HF_ERROR_MESSAGE_LENGTH},
               {HF_CONTENT_CHANGE_CIPHER_SPEC, change, 1, HF_ERROR_UNEXPECTED_MESSAGE},
               {HF_CONTENT_HANDSHAKE, finished, 4, HF_ERROR_UNEXPECTED_MESSAGE},
               {HF_CONTENT_HANDSHAKE, finished, 0, HF_ERROR_RECORD_EMPTY},
               {24, fatal, 2, HF_ERROR_RECORD_TYPE_UNKNOWN}};
  struct test_side *sides[] = {&pair.client, &pair.server};
  for (size_t i = 0; i < 2 * sizeof wrong / sizeof wrong[0]; i++) {
    struct test_side *s = sides[i % 2];
    open_pair();
    hf_close(&s->c);
    test_side_flush(s);
    (void)test_inject(s, wrong[i / 2].type, wrong[i / 2].content, wrong[i / 2].n);
    cr_assert_eq(hf_error_of(&s->c), wrong[i / 2].error, "%zu: %s", i, test_describe(s));
    cr_assert(test_is_wiped(&s->c));
    silent(s, "wrong");
  }
}

/* A wish to renegotiate that crosses our close_notify is dropped; but no flood of them. */
Test(handshake_close, renegotiation_that_crosses_the_close_is_dropped) {
  static const uint8_t hello[41] = {3, 3};
  struct test_side *sides[] = {&pair.client, &pair.server};
  for (size_t i = 0; i < 2; i++) {
    struct test_side *s = sides[i];
    open_pair();
    hf_close(&s->c);
    test_side_flush(s);
    (void)test_inject_handshake(s, s->is_server ? TEST_CLIENT_HELLO : 0, hello, s->is_server ? sizeof hello : 0);
    silent(s, "crossed");
    cr_assert_eq(hf_status(&s->c), HF_STATUS_CLOSING, "%s", test_describe(s));
    (void)test_inject(s, HF_CONTENT_ALERT, close_notify, 2);
    cr_assert_eq(hf_status(&s->c), HF_STATUS_CLOSED, "%s", test_describe(s));
    open_pair();
    hf_close(&s->c);
    for (int k = 0; k < 300 && hf_status(&s->c) != HF_STATUS_FAILED; k++)
      (void)test_inject_handshake(s, s->is_server ? TEST_CLIENT_HELLO : 0, hello, s->is_server ? sizeof hello : 0);
    cr_assert_eq(hf_error_of(&s->c), HF_ERROR_TOO_MANY_IDLE_RECORDS, "%s", test_describe(s));
  }
}

/* Whatever comes behind the peer's close_notify is taken and dropped (RFC 5246 7.2.1), in its record or in others. */
Test(handshake_close, p18_nothing_is_read_behind_close_notify) {
  static const uint8_t both[] = {1, 0, 2, 40}, fatal[] = {2, 40};
  struct test_side *sides[] = {&pair.client, &pair.server};
  uint8_t got[4];
  for (size_t i = 0; i < 2; i++) {
    struct test_side *s = sides[i];
    open_pair();
    (void)test_inject(s, HF_CONTENT_ALERT, both, 4);
    cr_assert_eq(hf_status(&s->c), HF_STATUS_PEER_CLOSED, "%s", test_describe(s));
    cr_assert_gt(test_inject(s, HF_CONTENT_APPLICATION_DATA, got, 1), 0);
    cr_assert_eq(hf_read(&s->c, got, sizeof got), 0);
    (void)test_inject(s, HF_CONTENT_ALERT, fatal, 2);
    cr_assert_eq(hf_receive(&s->c, both, 3), 3, "not even a record");
    cr_assert_eq(hf_status(&s->c), HF_STATUS_PEER_CLOSED, "%s", test_describe(s));
    silent(s, "dropped");
  }
}

/* Unread data is not lost because the transport ended behind it. */
Test(handshake_close, end_behind_unread_data) {
  uint8_t got[4];
  open_pair();
  pair.keep_data = 1;
  hf_write(&pair.client.c, (const uint8_t *)"data", 4);
  test_pair_pump(&pair);
  hf_end_of_input(&pair.server.c);
  cr_assert_eq(hf_read(&pair.server.c, got, 4), 4);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_TRUNCATED);
}

Test(handshake_close, close_before_the_handshake_is_complete) {
  test_pair_set(&pair);
  test_pair_start(&pair);
  cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_CERTIFICATE) || pair.framing == TEST_AS_SENT);
  test_pair_set(&pair);
  pair.framing = TEST_ONE_MESSAGE;
  test_pair_start(&pair);
  cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_CERTIFICATE));
  hf_close(&pair.client.c);
  test_pair_pump(&pair);
  cr_assert_neq(hf_status(&pair.client.c), HF_STATUS_OPEN);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_CLOSED_EARLY);
  cr_assert(test_is_wiped(&pair.server.c));
  cr_assert(test_is_wiped(&pair.client.c));
}

Test(handshake_close, an_error_absorbs) {
  open_pair();
  hf_end_of_input(&pair.server.c);
  cr_assert_eq(hf_receive(&pair.server.c, close_notify, 2), 0);
  cr_assert_eq(hf_write(&pair.server.c, warning, 2), 0);
  hf_close(&pair.server.c);
  hf_resume(&pair.server.c);
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_FAILED);
  cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_TRUNCATED);
}

static void flood(struct test_side *to, uint8_t type, const uint8_t *content, size_t n) {
  for (int i = 0; i < 300 && hf_status(&to->c) != HF_STATUS_FAILED; i++)
    (void)test_inject(to, type, content, n);
  cr_assert_eq(hf_error_of(&to->c), HF_ERROR_TOO_MANY_IDLE_RECORDS, "%s", test_describe(to));
}

Test(handshake_close, a_flood_of_warnings_ends) {
  open_pair();
  flood(&pair.server, HF_CONTENT_ALERT, warning, 2);
  open_pair();
  flood(&pair.client, HF_CONTENT_ALERT, warning, 2);
}

Test(handshake_close, a_flood_of_empty_data_ends) {
  open_pair();
  flood(&pair.server, HF_CONTENT_APPLICATION_DATA, warning, 0);
  open_pair();
  flood(&pair.client, HF_CONTENT_APPLICATION_DATA, warning, 0);
}

static void flood_requests(void) {
  static const uint8_t request[4] = {0};
  for (int i = 0; i < 300 && hf_status(&pair.client.c) != HF_STATUS_FAILED; i++) {
    (void)test_inject(&pair.client, HF_CONTENT_HANDSHAKE, request, 4);
    test_side_discard(&pair.client);
  }
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_FAILED, "%s", test_describe(&pair.client));
}

Test(handshake_close, a_flood_of_hello_requests_ends) {
  open_pair();
  flood_requests();
  test_pair_set(&pair);
  test_pair_start(&pair);
  flood_requests();
}

Test(handshake_close, a_few_idle_records_do_no_harm) {
  open_pair();
  for (int i = 0; i < 3; i++) {
    (void)test_inject(&pair.server, HF_CONTENT_ALERT, warning, 2);
    (void)test_inject(&pair.server, HF_CONTENT_APPLICATION_DATA, warning, 0);
  }
  cr_assert_eq(hf_status(&pair.server.c), HF_STATUS_OPEN);
  (void)test_inject(&pair.server, HF_CONTENT_APPLICATION_DATA, (const uint8_t *)"x", 1);
  cr_assert_eq(hf_read(&pair.server.c, pair.server.received, 1), 1);
}

/* Empty fragments of handshake, alert and ChangeCipherSpec are forbidden (RFC 5246 6.2.1). */
Test(handshake_close, empty_fragments_are_refused) {
  static const uint8_t types[] = {HF_CONTENT_HANDSHAKE, HF_CONTENT_ALERT, HF_CONTENT_CHANGE_CIPHER_SPEC};
  for (size_t i = 0; i < 3; i++) {
    open_pair();
    (void)test_inject(&pair.server, types[i], warning, 0);
    cr_assert_eq(hf_error_of(&pair.server.c), HF_ERROR_RECORD_EMPTY, "type %d", types[i]);
    cr_assert(test_is_wiped(&pair.server.c));
  }
}

/* HelloRequest: ignored during a handshake, declined with a warning after it (RFC 5246 7.4.1.1), and never hashed. */
Test(handshake_close, hello_request_is_ignored_and_declined) {
  test_pair_set(&pair);
  pair.framing = TEST_ONE_MESSAGE;
  test_pair_start(&pair);
  cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_CERTIFICATE));
  (void)test_inject_handshake(&pair.client, 0, warning, 0);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  (void)test_inject_handshake(&pair.client, 0, warning, 0);
  test_skip_record(&pair.server); /* what was injected was a record of the server */
  test_pair_pump(&pair);
  cr_assert_eq(test_alert(&pair.server), HF_ALERT_NO_RENEGOTIATION);
  cr_assert(test_both_open(&pair));
}

/* RFC 5746: a second ClientHello is declined, and the connection goes on. */
Test(handshake_close, renegotiation_is_declined) {
  static const uint8_t hello[41] = {3, 3};
  open_pair();
  (void)test_inject_handshake(&pair.server, TEST_CLIENT_HELLO, hello, sizeof hello);
  test_skip_record(&pair.client);
  test_pair_pump(&pair);
  cr_assert_eq(test_alert(&pair.client), HF_ALERT_NO_RENEGOTIATION);
  cr_assert(test_both_open(&pair));
}

Test(handshake_close, a_wiped_connection_is_dead) {
  open_pair();
  hf_wipe_connection(&pair.client.c);
  cr_assert(test_is_wiped(&pair.client.c));
  cr_assert_neq(hf_status(&pair.client.c), HF_STATUS_OPEN);
  cr_assert_eq(hf_write(&pair.client.c, warning, 2), 0);
}
