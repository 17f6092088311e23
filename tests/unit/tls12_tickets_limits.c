/* Tickets of TLS 1.2 where there is no room for them, beside what else a session is known by (RFC 5077 3.4, RFC 7627 5.3), and what must be drawn
   for them and must go. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "session/sealed.h"
#include "support/edit.h"
#include "support/sealed_pair.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_sealed s;

static void set(void) {
  test_sealed_set(&s, HF_VERSION_TLS12);
  test_wire_watch(&s.pair, NULL);
}

static void asks_client(const char *identity) {
  s.pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&s.pair.client, identity, (char *)NULL);
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

/* --- what there is no room for --- */

/* A server that has no room for the ticket of any client does not promise one: the session goes to the store. */
Test(tls12_tickets_limits, no_room_for_a_promise) {
  for (size_t room = HF_SEALED_LEAST - 1; room <= HF_SEALED_LEAST; room++) {
    set();
    s.pair.server.buffers.chain_size = room;
    s.pair.server.config.sessions = &s.pair.store;
    open_pair();
    cr_expect_eq(was_given(), room >= HF_SEALED_LEAST, "%zu", room);
    cr_assert(hf_session_of(&s.pair.client.c, &s.session));
    cr_expect_eq(s.session.ticket_n, room >= HF_SEALED_LEAST ? HF_SEALED_LEAST : 0, "%zu", room);
    cr_expect_eq(comes_back(), 1, "%zu", room);
  }
}

/* One that promised a ticket, and has no room for it behind the client's certificates, gives one of no length: the client has none. */
Test(tls12_tickets_limits, an_empty_one) {
  set();
  asks_client("client-ec");
  get_ticket();
  size_t chain = s.pair.server.c.chain.used;
  size_t least = chain + s.session.ticket_n;
  cr_assert_gt(chain, 300);
  for (size_t room = least - 1; room <= least; room++) {
    s.pair.server.buffers.chain_size = room < HF_SEALED_MAX ? HF_SEALED_MAX : room;
    open_pair();
    cr_expect(was_given());
    int some = s.pair.server.buffers.chain_size >= least;
    cr_expect_eq(hf_session_of(&s.pair.client.c, &s.session), some, "%zu", room);
    if (!some)
      cr_expect_arr_eq(message(1, TEST_NEW_SESSION_TICKET), "\4\0\0\6\0\0\0\0\0\0", 10);
  }
}

/* The same where it is sealed anew: the server has changed its mind, and the ticket of before is over. */
Test(tls12_tickets_limits, an_empty_one_in_place_of_another) {
  set();
  asks_client("client-ec");
  get_ticket();
  struct hf_ticket_key first = s.keys[0];
  size_t peer_n = s.session.ticket_n - HF_SEALED_AROUND;
  s.keys[0] = s.keys[2];
  s.keys[1] = first;
  s.pair.server.buffers.chain_size = peer_n + HF_SEALED_LEAST;
  cr_expect_eq(comes_back(), 1);
  cr_expect_arr_eq(message(1, TEST_NEW_SESSION_TICKET), "\4\0\0\6\0\0\0\0\0\0", 10);
  cr_expect(!hf_session_of(&s.pair.client.c, &s.session));
}

/* A client that has no room for it behind the server's certificates has no session, and goes on. */
Test(tls12_tickets_limits, no_room_at_the_client) {
  set();
  get_ticket();
  size_t least = s.pair.client.c.chain.used + s.session.ticket_n;
  for (size_t room = least - 1; room <= least; room++) {
    s.pair.client.buffers.chain_size = room;
    open_pair();
    cr_expect_eq(hf_session_of(&s.pair.client.c, &s.session), room == least, "%zu of %zu", room, least);
  }
}

/* Nor has one that is given more than HF_TICKET_MAX bytes. */
Test(tls12_tickets_limits, too_long_to_keep) {
  static uint8_t body[4 + 2 + HF_TICKET_MAX + 1] = {0, 0, 0, 60};
  for (size_t n = HF_TICKET_MAX; n <= HF_TICKET_MAX + 1; n++) {
    set();
    test_pair_start(&s.pair);
    cr_assert(test_pair_run_to(&s.pair, &s.pair.client, HF_CLIENT_AWAIT_SESSION_TICKET));
    test_side_discard(&s.pair.server);
    body[4] = (uint8_t)(n >> 8);
    body[5] = (uint8_t)n;
    (void)test_inject_handshake(&s.pair.client, TEST_NEW_SESSION_TICKET, body, 6 + n);
    cr_expect_eq(hf_error_of(&s.pair.client.c), HF_OK);
    cr_expect_eq(s.pair.client.c.session.ticket_n, n <= HF_TICKET_MAX ? n : 0, "%zu", n);
    cr_expect_eq(s.pair.client.c.session.ticket_lifetime, 60);
  }
}

/* A hello of more extensions than are listed has their set in the chain's buffer: the ticket stands behind it, or nowhere. */
static size_t many;
static void add_many(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server || m[0] != TEST_CLIENT_HELLO)
    return;
  test_remove_extension(m, n, HF_EXTENSION_SESSION_TICKET);
  for (size_t i = 0; i < many; i++)
    test_set_extension(m, n, 0x5a00 + (unsigned)i, NULL, 0);
  test_set_extension(m, n, HF_EXTENSION_SESSION_TICKET, s.session.ticket, s.session.ticket_n);
}
Test(tls12_tickets_limits, behind_many_extensions) {
  for (many = HF_UNKNOWN_EXTENSIONS_MAX; many <= HF_UNKNOWN_EXTENSIONS_MAX + 1; many++) {
    for (size_t less = 0; less < 2; less++) {
      set();
      get_ticket();
      s.pair.server.buffers.chain_size = HF_EXTENSIONS_SIZE + s.session.ticket_n - less;
      test_wire_watch(&s.pair, add_many);
      cr_expect_eq(comes_back(), many <= HF_UNKNOWN_EXTENSIONS_MAX || less == 0, "%zu, %zu less", many, less);
    }
  }
}

/* --- the extended master secret (RFC 7627 5.3) --- */

static void no_master_secret(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    test_remove_extension(m, n, HF_EXTENSION_EXTENDED_MASTER_SECRET);
}
Test(tls12_tickets_limits, none_without_the_extended_master_secret) {
  set();
  test_wire_watch(&s.pair, no_master_secret);
  open_pair();
  cr_expect(!was_given());
  cr_expect(!hf_session_of(&s.pair.client.c, &s.session));
}

Test(tls12_tickets_limits, the_extended_master_secret_is_not_dropped) {
  set();
  get_ticket();
  test_wire_watch(&s.pair, no_master_secret);
  test_pair_again(&s.pair, &s.session);
  test_pair_pump(&s.pair);
  cr_expect_eq(hf_error_of(&s.pair.server.c), HF_ERROR_EXTENDED_MASTER_SECRET_DROPPED);
  s.session.ticket[40] ^= 1u; /* of no session: there is none to be dropped of */
  test_pair_again(&s.pair, &s.session);
  test_pair_pump(&s.pair);
  cr_expect(test_both_open(&s.pair), "%s; %s", test_describe(&s.pair.client), test_describe(&s.pair.server));
}

/* --- RFC 5077 3.4: whoever presents a ticket has no ID of the store --- */

static uint8_t id[32];
static void use_id(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    test_set_session_id(m, n, id, 32);
}
static void get_id(void) {
  s.pair.server.config.sessions = &s.pair.store;
  s.pair.server.config.ticket_keys = NULL;
  open_pair();
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  memcpy(id, s.session.session_id, 32);
  s.pair.server.config.ticket_keys = &s.of_server;
}
Test(tls12_tickets_limits, an_id_beside_a_ticket) {
  set();
  get_id();
  s.session.ticket_n = 300;
  test_wire_watch(&s.pair, use_id);
  test_pair_again(&s.pair, &s.session);
  test_pair_pump(&s.pair);
  cr_expect_eq(s.pair.server.c.parameters.resumed, 0);
}

/* The ID is the client's to choose: a connection that fails takes nobody's session with it. */
Test(tls12_tickets_limits, an_id_of_somebody_else) {
  struct hf_session of_other;
  set();
  get_id();
  of_other = s.session;
  get_ticket();
  test_pair_again(&s.pair, &s.session);
  test_pair_pump(&s.pair);
  cr_assert(test_both_open(&s.pair));
  test_wire_watch(&s.pair, use_id);
  test_pair_again(&s.pair, &s.session);
  memcpy(s.pair.client.c.session.session_id, id, 32);
  test_pair_pump(&s.pair);
  cr_assert(test_both_open(&s.pair), "%s; %s", test_describe(&s.pair.client), test_describe(&s.pair.server));
  cr_assert(hf_is_resumed(&s.pair.server.c));
  (void)test_inject(&s.pair.server, HF_CONTENT_ALERT, (const uint8_t *)"\2\50", 2);
  cr_expect_eq(hf_error_of(&s.pair.server.c), HF_ERROR_PEER_ALERT);
  test_wire_watch(&s.pair, NULL);
  s.session = of_other;
  cr_expect_eq(comes_back(), 1);
}

/* --- what must be drawn, and what must go --- */

static size_t fails_at;
static int fails(void *context, uint8_t *out, size_t n) {
  return n == fails_at ? -1 : test_random_source(&s.pair.server.random).fill(context, out, n);
}
Test(tls12_tickets_limits, a_nonce_that_is_not_drawn) {
  set();
  fails_at = HF_SEALED_NONCE;
  s.pair.server.config.random.fill = fails;
  test_pair_run(&s.pair);
  cr_expect_eq(hf_error_of(&s.pair.server.c), HF_ERROR_RANDOM_FAILED);
  cr_expect(test_is_wiped(&s.pair.server.c));
}

static int draws;
static int fails_at_the_second(void *context, uint8_t *out, size_t n) {
  return ++draws == 2 ? -1 : test_random_source(&s.pair.client.random).fill(context, out, n);
}
Test(tls12_tickets_limits, an_id_that_is_not_drawn) {
  set();
  get_ticket();
  s.pair.client.config.random.fill = fails_at_the_second; /* the first is the hello's random */
  test_pair_again(&s.pair, &s.session);
  cr_expect_eq(hf_error_of(&s.pair.client.c), HF_ERROR_RANDOM_FAILED);
}

Test(tls12_tickets_limits, the_secret_stays_nowhere) {
  set();
  get_ticket();
  for (int i = 0; i < 2; i++) {
    cr_expect(!test_holds((const uint8_t *)&s.pair.server.c, sizeof s.pair.server.c, s.session.master_secret, 48));
    cr_expect(!test_holds(s.pair.server.chain, sizeof s.pair.server.chain, s.session.master_secret, 48));
    cr_expect_eq(comes_back(), 1);
  }
  s.pair.server.config.client_authentication = HF_CLIENT_REQUESTED; /* it is opened, and not taken */
  cr_expect_eq(comes_back(), 0);
  cr_expect(!test_holds((const uint8_t *)&s.pair.server.c, sizeof s.pair.server.c, s.session.master_secret, 48));
  cr_expect(!test_holds(s.pair.server.chain, sizeof s.pair.server.chain, s.session.master_secret, 48));
}

/* Keys that are taken away while a hello is weighed: the ticket that named one is none. */
static uint8_t take_keys_away(void *context, const struct hf_client_hello *hello) {
  (void)context;
  (void)hello;
  s.pair.server.config.ticket_keys = NULL;
  return HF_OK;
}
Test(tls12_tickets_limits, keys_that_go_in_between) {
  set();
  get_ticket();
  s.pair.server.config.client_hello_policy = take_keys_away;
  cr_expect_eq(comes_back(), 0);
  cr_expect(!was_given());
}

/* A session in a file keeps its ticket. */
Test(tls12_tickets_limits, as_bytes) {
  uint8_t bytes[HF_SESSION_BYTES];
  set();
  get_ticket();
  hf_session_write(&s.session, bytes);
  hf_session_wipe(&s.session);
  cr_assert_eq(hf_session_read(&s.session, bytes, sizeof bytes), 0);
  cr_expect_eq(comes_back(), 1);
}
