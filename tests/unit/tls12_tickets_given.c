/* How tickets of TLS 1.2 are asked for, promised and given (RFC 5077 3.2, 3.3): once, where it was said, and in their form. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "session/sealed.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/sealed_pair.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_sealed s;

static void set(void) {
  test_sealed_set(&s, HF_VERSION_TLS12);
  test_wire_watch(&s.pair, NULL);
}

static void open_pair(void) {
  cr_assert(test_sealed_open(&s), "%s; %s", test_describe(&s.pair.client), test_describe(&s.pair.server));
}

static void get_ticket(void) {
  cr_assert(test_sealed_get(&s), "%s; %s", test_describe(&s.pair.client), test_describe(&s.pair.server));
}

/* 1: resumed; 0: a full handshake. */
static int comes_back(void) {
  int answer = test_sealed_again(&s);
  cr_assert_geq(answer, 0, "%s; %s", test_describe(&s.pair.client), test_describe(&s.pair.server));
  cr_expect_arr_eq(s.pair.client.master_secret, s.pair.server.master_secret, 48);
  return answer;
}

static const uint8_t *message(int from_server, uint8_t type) {
  size_t n;
  return test_wire_message(from_server, type, &n);
}

static int was_given(void) {
  return message(1, TEST_NEW_SESSION_TICKET) != NULL;
}

/* --- RFC 5077 3.2: who asks, and who answers --- */

/* Without keys a server has its sessions in its store, and answers nothing. */
Test(tls12_tickets_given, a_server_without_keys) {
  set();
  s.pair.server.config.ticket_keys = NULL;
  s.pair.server.config.sessions = &s.pair.store;
  open_pair();
  cr_expect(!was_given());
  cr_expect_eq(message(1, TEST_SERVER_HELLO)[TEST_HELLO_SESSION], 32);
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  cr_expect_eq(s.session.ticket_n, 0);
  cr_expect_eq(comes_back(), 1);
}

/* Sessions of the store stay good where a server was given keys; a session is in one place. */
Test(tls12_tickets_given, beside_a_store) {
  set();
  s.pair.server.config.sessions = &s.pair.store;
  s.pair.server.config.ticket_keys = NULL;
  open_pair();
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  s.pair.server.config.ticket_keys = &s.of_server;
  cr_expect_eq(comes_back(), 1);
  cr_expect(!was_given());
  uint64_t turn = s.pair.cache.turn;
  get_ticket();
  cr_expect_eq(s.pair.cache.turn, turn);
}

Test(tls12_tickets_given, a_client_that_wants_none) {
  set();
  s.pair.server.config.sessions = &s.pair.store;
  get_ticket();
  s.pair.client.config.tickets = HF_NO_TICKETS;
  cr_expect_eq(comes_back(), 0, "it offers none");
  cr_expect(!was_given());
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  cr_expect_eq(s.session.ticket_n, 0);
  cr_expect_eq(comes_back(), 1, "by its ID");
}

Test(tls12_tickets_given, a_server_that_gives_none) {
  set();
  s.pair.server.config.sessions = &s.pair.store;
  get_ticket();
  s.pair.server.config.tickets = HF_NO_TICKETS;
  cr_expect_eq(comes_back(), 1, "what it gave before is good");
  open_pair();
  cr_expect(!was_given());
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  cr_expect_eq(s.session.session_id_n, 32);
}

static unsigned added;
static const uint8_t *added_data;
static size_t added_n;
static int added_to_server;
/* At the end: an extension that is there already comes twice. */
static void append(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server != added_to_server || m[0] != (added_to_server ? TEST_SERVER_HELLO : TEST_CLIENT_HELLO))
    return;
  size_t at =
      added_to_server ? test_hello_compression(m) + 1 : test_hello_compression(m) + 1 + m[test_hello_compression(m)];
  size_t block = (size_t)m[at] * 256 + m[at + 1] + 4 + added_n;
  m[at] = (uint8_t)(block >> 8);
  m[at + 1] = (uint8_t)block;
  m[*n] = (uint8_t)(added >> 8);
  m[*n + 1] = (uint8_t)added;
  m[*n + 2] = (uint8_t)(added_n >> 8);
  m[*n + 3] = (uint8_t)added_n;
  if (added_n != 0)
    memcpy(m + *n + 4, added_data, added_n);
  *n += 4 + added_n;
  m[2] = (uint8_t)((*n - 4) >> 8);
  m[3] = (uint8_t)(*n - 4);
}
static void runs_with(int to_server, unsigned type, const uint8_t *data, size_t n) {
  added = type;
  added_data = data;
  added_n = n;
  added_to_server = to_server;
  test_wire_watch(&s.pair, append);
  test_pair_run(&s.pair);
  cr_assert_geq(s.pair.tampered, 1);
}

Test(tls12_tickets_given, asked_for_twice) {
  set();
  runs_with(0, HF_EXTENSION_SESSION_TICKET, (const uint8_t *)"x", 1);
  cr_expect_eq(hf_error_of(&s.pair.server.c), HF_ERROR_EXTENSION_TWICE);
  set();
  runs_with(0, HF_EXTENSION_SESSION_TICKET, NULL, 0);
  cr_expect_eq(hf_error_of(&s.pair.server.c), HF_ERROR_EXTENSION_TWICE);
}

Test(tls12_tickets_given, answered_wrongly) {
  set();
  runs_with(1, HF_EXTENSION_SESSION_TICKET, NULL, 0);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_EXTENSION_TWICE);
  set();
  s.of_server.n = 0;
  runs_with(1, HF_EXTENSION_SESSION_TICKET, (const uint8_t *)"x", 1);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_MESSAGE_RANGE);
}

/* What was not asked for: unsupported_extension. */
Test(tls12_tickets_given, answered_without_being_asked) {
  set();
  s.pair.client.config.tickets = HF_NO_TICKETS;
  runs_with(1, HF_EXTENSION_SESSION_TICKET, NULL, 0);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_EXTENSION_UNSOLICITED);
  cr_expect_eq(test_alert(&s.pair.server), HF_ALERT_UNSUPPORTED_EXTENSION);
}

/* Behind TLS 1.3's hello it has no place. */
Test(tls12_tickets_given, answered_in_the_newer_version) {
  set();
  s.pair.client.config.versions = s.pair.server.config.versions = 0;
  runs_with(1, HF_EXTENSION_SESSION_TICKET, NULL, 0);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_EXTENSION_MISPLACED);
}

/* --- RFC 5077 3.3: NewSessionTicket, once, where it was promised --- */

static int drop_ticket(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)n;
  (void)room;
  from->pair->tampered += m[0] == TEST_NEW_SESSION_TICKET;
  return m[0] != TEST_NEW_SESSION_TICKET;
}
Test(tls12_tickets_given, promised_and_not_given) {
  set();
  s.pair.tamper = drop_ticket;
  test_pair_run(&s.pair);
  cr_expect_eq(s.pair.tampered, 1);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_UNEXPECTED_MESSAGE);
  cr_expect_eq(test_alert(&s.pair.server), HF_ALERT_UNEXPECTED_MESSAGE);
  cr_expect(test_is_wiped(&s.pair.client.c));
}

static void promise_nothing(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server && m[0] == TEST_SERVER_HELLO)
    test_remove_extension(m, n, HF_EXTENSION_SESSION_TICKET);
}
Test(tls12_tickets_given, given_and_not_promised) {
  set();
  test_wire_watch(&s.pair, promise_nothing);
  test_pair_run(&s.pair);
  cr_expect_geq(s.pair.tampered, 1);
  cr_expect(was_given());
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_UNEXPECTED_MESSAGE);
}

static const uint8_t ticket_of_one[] = {0, 0, 0, 60, 0, 1, 'x'};
Test(tls12_tickets_given, given_twice) {
  set();
  cr_assert(test_pair_run_to((test_pair_start(&s.pair), &s.pair), &s.pair.client, HF_CLIENT_AWAIT_SESSION_TICKET));
  test_side_discard(&s.pair.server);
  (void)test_inject_handshake(&s.pair.client, TEST_NEW_SESSION_TICKET, ticket_of_one, sizeof ticket_of_one);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_OK);
  (void)test_inject_handshake(&s.pair.client, TEST_NEW_SESSION_TICKET, ticket_of_one, sizeof ticket_of_one);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_UNEXPECTED_MESSAGE);
}

/* A server takes none. */
Test(tls12_tickets_given, given_by_a_client) {
  set();
  get_ticket();
  (void)test_inject_handshake(&s.pair.server, TEST_NEW_SESSION_TICKET, ticket_of_one, sizeof ticket_of_one);
  cr_expect_eq(hf_error_of(&s.pair.server.c), HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(tls12_tickets_given, given_out_of_form) {
  static const struct {
    size_t n;
    uint8_t body[8];
  } forms[] = {{0, {0}},
               {4, {0}},
               {5, {0}},
               {6, {0, 0, 0, 1, 0, 1}},
               {7, {0, 0, 0, 1, 0, 0, 'x'}},
               {7, {0, 0, 0, 1, 0, 2, 'x'}}};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    set();
    test_pair_start(&s.pair);
    cr_assert(test_pair_run_to(&s.pair, &s.pair.client, HF_CLIENT_AWAIT_SESSION_TICKET));
    test_side_discard(&s.pair.server);
    (void)test_inject_handshake(&s.pair.client, TEST_NEW_SESSION_TICKET, forms[i].body, forms[i].n);
    cr_expect_neq(hf_error_of(&s.pair.client.c), HF_OK, "%zu", i);
    cr_expect_eq(test_alert(&s.pair.server), HF_ALERT_NONE);
    test_pair_pump(&s.pair);
    cr_expect_eq(test_alert(&s.pair.server), HF_ALERT_DECODE_ERROR, "%zu: %s", i, test_describe(&s.pair.client));
  }
}

/* It is a part of what Finished is made of: one byte on the way, and the client knows. */
static int flip(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (m[0] == TEST_NEW_SESSION_TICKET) {
    m[*n - 1] ^= 1u;
    from->pair->tampered++;
  }
  return 1;
}
Test(tls12_tickets_given, changed_on_the_way) {
  set();
  s.pair.tamper = flip;
  test_pair_run(&s.pair);
  cr_expect_eq(s.pair.tampered, 1);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_FINISHED_DIFFERENT);
  cr_expect(!hf_session_of(&s.pair.client.c, &s.session));
}
