/* Tickets of TLS 1.2 (RFC 5077): sessions that a server seals and does not keep, and what a client makes of what it is given. What is
   asked again of a session is asked of these too: tests/unit/run.sh runs the tests of that with HANDFAST_TEST_TICKETS=sealed. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "session/sealed.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/ticket_keys.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>
#include <tomcrypt.h>

static struct test_pair pair;
static struct hf_session session;
static struct hf_ticket_key keys[3];
static struct hf_ticket_keys of_server;

static void set(void) {
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
  pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS12;
  of_server = (struct hf_ticket_keys){keys, 2};
  memcpy(keys, test_ticket_keys.key, 2 * sizeof keys[0]);
  memset(&keys[2], 0x33, sizeof keys[2]);
  pair.server.config.ticket_keys = &of_server;
  pair.server.config.sessions = NULL;
}

static void asks_client(const char *identity) {
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&pair.client, identity, (char *)NULL);
}

static void open_pair(void) {
  pair.offer = NULL;
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_assert(!hf_is_resumed(&pair.client.c));
}

static void get_ticket(void) {
  open_pair();
  cr_assert(hf_session_of(&pair.client.c, &session));
  cr_assert_geq(session.ticket_n, HF_SEALED_LEAST);
}

/* 1: resumed; 0: a full handshake. */
static int comes_back(void) {
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_expect_eq(hf_is_resumed(&pair.client.c), hf_is_resumed(&pair.server.c));
  cr_expect_arr_eq(pair.client.master_secret, pair.server.master_secret, 48);
  return hf_is_resumed(&pair.server.c) ? 1 : 0;
}

static const uint8_t *message(int from_server, uint8_t type) {
  size_t n;
  return test_wire_message(from_server, type, &n);
}

static int was_given(void) {
  return message(1, TEST_NEW_SESSION_TICKET) != NULL;
}

/* Without a store, as often as the ticket comes; and the ticket stays what it was. */
Test(tls12_tickets, resumed_without_a_store) {
  uint8_t before[HF_SESSION_BYTES], after[HF_SESSION_BYTES];
  struct hf_session later;
  set();
  get_ticket();
  hf_session_write(&session, before);
  cr_expect(was_given());
  cr_expect_eq(session.session_id_n, 0);
  cr_expect_eq(session.ticket_lifetime, 7200);
  for (int i = 0; i < 3; i++) {
    cr_expect_eq(comes_back(), 1, "again, %d", i);
    cr_expect(!was_given());
    cr_assert(hf_session_of(&pair.client.c, &later));
    hf_session_write(&later, after);
    cr_expect_arr_eq(after, before, sizeof before);
  }
}

/* RFC 5077 3.4: the server's ID is empty where it gives a ticket; the client's is new each time, and comes back. */
Test(tls12_tickets, session_ids) {
  uint8_t before[32] = {0};
  set();
  pair.server.config.sessions = &pair.store;
  get_ticket();
  cr_expect_eq(message(1, TEST_SERVER_HELLO)[TEST_HELLO_SESSION], 0);
  for (int i = 0; i < 2; i++) {
    cr_expect_eq(comes_back(), 1);
    const uint8_t *asked = message(0, TEST_CLIENT_HELLO) + TEST_HELLO_SESSION;
    const uint8_t *answered = message(1, TEST_SERVER_HELLO) + TEST_HELLO_SESSION;
    cr_expect_eq(asked[0], 32);
    cr_expect_arr_eq(answered, asked, 33);
    cr_expect_arr_neq(asked + 1, before, 32);
    memcpy(before, asked + 1, 32);
  }
}

/* A client that sends no ID hears that its ticket was taken by what follows. */
static void no_id(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    test_set_session_id(m, n, NULL, 0);
}
Test(tls12_tickets, without_an_id) {
  set();
  get_ticket();
  test_wire_watch(&pair, no_id);
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_expect_eq(message(1, TEST_SERVER_HELLO)[TEST_HELLO_SESSION], 0);
  cr_expect_eq(pair.server.c.parameters.resumed, 1);
  cr_expect_eq(message(1, TEST_CERTIFICATE), NULL);
}

/* The layout, as another AES-GCM reads it: session/sealed.c has it in words. */
Test(tls12_tickets, what_stands_in_one) {
  static const uint8_t head[4] = {1, 1, 0, 0};
  uint8_t inside[HF_SEALED_MAX], tag[16];
  unsigned long tag_n = sizeof tag;
  set();
  asks_client("client-ec");
  get_ticket();
  size_t n = session.ticket_n - 44;
  cr_expect_arr_eq(session.ticket, keys[0].name, 16);
  cr_assert_eq(register_cipher(&aes_desc), find_cipher("aes"));
  cr_assert_eq(gcm_memory(find_cipher("aes"), keys[0].key, 32, session.ticket + 16, 12, session.ticket, 16, inside, n,
                          session.ticket + 28, tag, &tag_n, GCM_DECRYPT),
               CRYPT_OK);
  cr_assert_arr_eq(tag, session.ticket + 28 + n, 16);
  cr_expect_arr_eq(inside, head, 4);
  cr_expect_eq(inside[12] * 256 + inside[13], 0x0303);
  cr_expect_eq(inside[14] * 256u + inside[15], session.cipher_suite);
  cr_expect_arr_eq(inside + 16, session.master_secret, 48);
  cr_expect_eq(inside[96], HF_PEER_CERTIFICATE);
}

/* Whatever is changed in it, it is none, and nobody hears why. */
Test(tls12_tickets, any_byte_changed) {
  set();
  get_ticket();
  struct hf_session good = session;
  for (size_t i = 0; i < good.ticket_n; i++) {
    session = good;
    session.ticket[i] ^= (uint8_t)(1u << i % 8);
    cr_expect_eq(comes_back(), 0, "byte %zu", i);
    cr_expect(was_given());
  }
  session = good;
  cr_expect_eq(comes_back(), 1);
}

Test(tls12_tickets, of_any_length) {
  set();
  get_ticket();
  struct hf_session good = session;
  for (size_t n = 1; n <= HF_TICKET_MAX; n += n < HF_SEALED_LEAST - 2 ? 29 : 1) {
    session = good;
    session.ticket_n = (uint32_t)n;
    cr_expect_eq(comes_back(), n == good.ticket_n, "%zu bytes", n);
  }
}

/* RFC 5077 5.5: keys come and go. What another key than the first one sealed is sealed anew, and is no younger for it. */
Test(tls12_tickets, keys_change) {
  set();
  get_ticket();
  struct hf_session old = session;
  struct hf_ticket_key first = keys[0];
  keys[0] = keys[2];
  keys[1] = first;
  pair.now += 1000;
  cr_expect_eq(comes_back(), 1, "by the key before");
  cr_expect(was_given());
  cr_expect_arr_eq(message(1, TEST_NEW_SESSION_TICKET) + 4, "\0\0\x18\x38", 4); /* 6200 seconds are left */
  cr_assert(hf_session_of(&pair.client.c, &session));
  cr_expect_arr_eq(session.ticket, keys[0].name, 16);
  cr_expect_eq(session.created, old.created);
  cr_expect_eq(session.ticket_lifetime, 7200);
  of_server.n = 1;
  cr_expect_eq(comes_back(), 1, "by the new key");
  cr_expect(!was_given());
  pair.now = old.created + 7201;
  session.ticket_lifetime = 0;
  cr_expect_eq(comes_back(), 0, "too old all the same");
  pair.now = TEST_NOW;
  session = old;
  cr_expect_eq(comes_back(), 0, "the key is gone");
  of_server.n = 0;
  cr_expect_eq(comes_back(), 0, "no key at all");
  cr_expect(!was_given());
}

Test(tls12_tickets, another_key_of_the_same_name) {
  set();
  get_ticket();
  keys[0].key[31] ^= 1u;
  cr_expect_eq(comes_back(), 0);
}

/* The server's clock decides, whatever the client thinks. */
Test(tls12_tickets, no_longer_than_was_said) {
  static const struct {
    int64_t after;
    int resumed;
  } times[] = {{0, 1}, {7199, 1}, {7200, 1}, {7201, 0}, {691200, 0}, {-1, 0}};
  set();
  get_ticket();
  session.ticket_lifetime = 604800;
  int64_t created = session.created;
  for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
    session.created = created + times[i].after;
    pair.now = TEST_NOW + times[i].after;
    cr_expect_eq(comes_back(), times[i].resumed, "%d seconds", (int)times[i].after);
  }
}

/* RFC 5077 3.3: the client offers it no longer than the server said, where it said so. */
Test(tls12_tickets, offered_as_long_as_was_said) {
  static const struct {
    uint32_t lifetime;
    int64_t after;
    int offered;
  } times[] = {{60, 60, 1}, {60, 61, 0}, {60, -1, 0}, {0, 61, 1}, {0, 1000000, 1}, {0xffffffff, 1000000, 1}};
  set();
  get_ticket();
  for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
    session.ticket_lifetime = times[i].lifetime;
    pair.now = TEST_NOW + times[i].after;
    (void)comes_back();
    cr_expect_eq(message(0, TEST_CLIENT_HELLO)[TEST_HELLO_SESSION], times[i].offered ? 32 : 0, "%zu", i);
  }
}

/* A ticket of one version is nothing in the other. */
Test(tls12_tickets, not_in_another_version) {
  set();
  get_ticket();
  session.version = 0x0304;
  session.cipher_suite = HF_TLS_AES_128_GCM_SHA256;
  session.ticket_lifetime = 7200;
  pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS13;
  cr_expect_eq(comes_back(), 0, "of TLS 1.2, as a pre-shared key");
  cr_expect_eq(pair.server.c.offers.identities, 1);
  set();
  pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS13;
  get_ticket();
  session.version = 0x0303;
  session.cipher_suite = HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
  pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS12;
  cr_expect_eq(comes_back(), 0, "of TLS 1.3, as a session's ticket");
  cr_expect_eq(pair.server.c.offers.ticket_n, session.ticket_n);
}

/* A client of both versions offers what it has, and takes the newer version all the same. */
Test(tls12_tickets, of_the_older_version) {
  set();
  get_ticket();
  pair.client.config.versions = 0;
  cr_expect_eq(comes_back(), 1, "a server of the older one");
  pair.server.config.versions = 0;
  cr_expect_eq(comes_back(), 0, "a server of both");
  cr_expect_eq(hf_version(&pair.client.c), 0x0304);
  cr_expect_eq(pair.server.c.offers.identities, 0, "it is no pre-shared key");
}

/* What a suite, a name or a policy is for a session ID. */
Test(tls12_tickets, bound_to_its_handshake) {
  static const uint16_t other[] = {HF_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384};
  set();
  get_ticket();
  pair.server.config.cipher_suites = other;
  pair.server.config.cipher_suites_n = 1;
  cr_expect_eq(comes_back(), 0, "a suite that the server has no more");
  pair.server.config.cipher_suites = NULL;
  cr_expect_eq(comes_back(), 1);
  pair.server.config.client_authentication = HF_CLIENT_REQUESTED;
  cr_expect_eq(comes_back(), 0, "another policy");
}

Test(tls12_tickets, read_in_pieces) {
  set();
  get_ticket();
  for (size_t chunk = 1; chunk < 700; chunk += chunk < 8 ? 1 : 97) {
    pair.chunk = chunk;
    cr_expect_eq(comes_back(), 1, "%zu bytes at a time", chunk);
    pair.output_chunk = chunk;
    get_ticket();
  }
}

/* Whom the session was made with is in the ticket. */
Test(tls12_tickets, knows_the_client) {
  struct hf_peer before, after;
  set();
  asks_client("client-ec");
  get_ticket();
  cr_assert(hf_peer_of(&pair.server.c, &before));
  cr_expect_eq(comes_back(), 1);
  cr_assert(hf_peer_of(&pair.server.c, &after));
  cr_expect_eq(after.kind, HF_PEER_CERTIFICATE);
  cr_expect_arr_eq(&after, &before, sizeof after);
}

/* --- RFC 5077 3.2: who asks, and who answers --- */

/* Without keys a server has its sessions in its store, and answers nothing. */
Test(tls12_tickets, a_server_without_keys) {
  set();
  pair.server.config.ticket_keys = NULL;
  pair.server.config.sessions = &pair.store;
  open_pair();
  cr_expect(!was_given());
  cr_expect_eq(message(1, TEST_SERVER_HELLO)[TEST_HELLO_SESSION], 32);
  cr_assert(hf_session_of(&pair.client.c, &session));
  cr_expect_eq(session.ticket_n, 0);
  cr_expect_eq(comes_back(), 1);
}

/* Sessions of the store stay good where a server was given keys; a session is in one place. */
Test(tls12_tickets, beside_a_store) {
  set();
  pair.server.config.sessions = &pair.store;
  pair.server.config.ticket_keys = NULL;
  open_pair();
  cr_assert(hf_session_of(&pair.client.c, &session));
  pair.server.config.ticket_keys = &of_server;
  cr_expect_eq(comes_back(), 1);
  cr_expect(!was_given());
  uint64_t turn = pair.cache.turn;
  get_ticket();
  cr_expect_eq(pair.cache.turn, turn);
}

Test(tls12_tickets, a_client_that_wants_none) {
  set();
  pair.server.config.sessions = &pair.store;
  get_ticket();
  pair.client.config.tickets = HF_NO_TICKETS;
  cr_expect_eq(comes_back(), 0, "it offers none");
  cr_expect(!was_given());
  cr_assert(hf_session_of(&pair.client.c, &session));
  cr_expect_eq(session.ticket_n, 0);
  cr_expect_eq(comes_back(), 1, "by its ID");
}

Test(tls12_tickets, a_server_that_gives_none) {
  set();
  pair.server.config.sessions = &pair.store;
  get_ticket();
  pair.server.config.tickets = HF_NO_TICKETS;
  cr_expect_eq(comes_back(), 1, "what it gave before is good");
  open_pair();
  cr_expect(!was_given());
  cr_assert(hf_session_of(&pair.client.c, &session));
  cr_expect_eq(session.session_id_n, 32);
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
  test_wire_watch(&pair, append);
  test_pair_run(&pair);
  cr_assert_geq(pair.tampered, 1);
}

Test(tls12_tickets, asked_for_twice) {
  set();
  runs_with(0, HF_EXTENSION_SESSION_TICKET, (const uint8_t *)"x", 1);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_EXTENSION_TWICE);
  set();
  runs_with(0, HF_EXTENSION_SESSION_TICKET, NULL, 0);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_EXTENSION_TWICE);
}

Test(tls12_tickets, answered_wrongly) {
  set();
  runs_with(1, HF_EXTENSION_SESSION_TICKET, NULL, 0);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_EXTENSION_TWICE);
  set();
  of_server.n = 0;
  runs_with(1, HF_EXTENSION_SESSION_TICKET, (const uint8_t *)"x", 1);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_MESSAGE_RANGE);
}

/* What was not asked for: unsupported_extension. */
Test(tls12_tickets, answered_without_being_asked) {
  set();
  pair.client.config.tickets = HF_NO_TICKETS;
  runs_with(1, HF_EXTENSION_SESSION_TICKET, NULL, 0);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_EXTENSION_UNSOLICITED);
  cr_expect_eq(test_alert(&pair.server), HF_ALERT_UNSUPPORTED_EXTENSION);
}

/* Behind TLS 1.3's hello it has no place. */
Test(tls12_tickets, answered_in_the_newer_version) {
  set();
  pair.client.config.versions = pair.server.config.versions = 0;
  runs_with(1, HF_EXTENSION_SESSION_TICKET, NULL, 0);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_EXTENSION_MISPLACED);
}

/* --- RFC 5077 3.3: NewSessionTicket, once, where it was promised --- */

static int drop_ticket(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)n;
  (void)room;
  from->pair->tampered += m[0] == TEST_NEW_SESSION_TICKET;
  return m[0] != TEST_NEW_SESSION_TICKET;
}
Test(tls12_tickets, promised_and_not_given) {
  set();
  pair.tamper = drop_ticket;
  test_pair_run(&pair);
  cr_expect_eq(pair.tampered, 1);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_UNEXPECTED_MESSAGE);
  cr_expect_eq(test_alert(&pair.server), HF_ALERT_UNEXPECTED_MESSAGE);
  cr_expect(test_is_wiped(&pair.client.c));
}

static void promise_nothing(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server && m[0] == TEST_SERVER_HELLO)
    test_remove_extension(m, n, HF_EXTENSION_SESSION_TICKET);
}
Test(tls12_tickets, given_and_not_promised) {
  set();
  test_wire_watch(&pair, promise_nothing);
  test_pair_run(&pair);
  cr_expect_geq(pair.tampered, 1);
  cr_expect(was_given());
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_UNEXPECTED_MESSAGE);
}

static const uint8_t ticket_of_one[] = {0, 0, 0, 60, 0, 1, 'x'};
Test(tls12_tickets, given_twice) {
  set();
  cr_assert(test_pair_run_to((test_pair_start(&pair), &pair), &pair.client, HF_CLIENT_AWAIT_SESSION_TICKET));
  test_side_discard(&pair.server);
  (void)test_inject_handshake(&pair.client, TEST_NEW_SESSION_TICKET, ticket_of_one, sizeof ticket_of_one);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_OK);
  (void)test_inject_handshake(&pair.client, TEST_NEW_SESSION_TICKET, ticket_of_one, sizeof ticket_of_one);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_UNEXPECTED_MESSAGE);
}

/* A server takes none. */
Test(tls12_tickets, given_by_a_client) {
  set();
  get_ticket();
  (void)test_inject_handshake(&pair.server, TEST_NEW_SESSION_TICKET, ticket_of_one, sizeof ticket_of_one);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_UNEXPECTED_MESSAGE);
}

Test(tls12_tickets, given_out_of_form) {
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
    test_pair_start(&pair);
    cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_SESSION_TICKET));
    test_side_discard(&pair.server);
    (void)test_inject_handshake(&pair.client, TEST_NEW_SESSION_TICKET, forms[i].body, forms[i].n);
    cr_expect_neq(hf_error_of(&pair.client.c), HF_OK, "%zu", i);
    cr_expect_eq(test_alert(&pair.server), HF_ALERT_NONE);
    test_pair_pump(&pair);
    cr_expect_eq(test_alert(&pair.server), HF_ALERT_DECODE_ERROR, "%zu: %s", i, test_describe(&pair.client));
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
Test(tls12_tickets, changed_on_the_way) {
  set();
  pair.tamper = flip;
  test_pair_run(&pair);
  cr_expect_eq(pair.tampered, 1);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_FINISHED_DIFFERENT);
  cr_expect(!hf_session_of(&pair.client.c, &session));
}

/* --- what there is no room for --- */

/* A server that has no room for the ticket of any client does not promise one: the session goes to the store. */
Test(tls12_tickets, no_room_for_a_promise) {
  for (size_t room = HF_SEALED_LEAST - 1; room <= HF_SEALED_LEAST; room++) {
    set();
    pair.server.buffers.chain_size = room;
    pair.server.config.sessions = &pair.store;
    open_pair();
    cr_expect_eq(was_given(), room >= HF_SEALED_LEAST, "%zu", room);
    cr_assert(hf_session_of(&pair.client.c, &session));
    cr_expect_eq(session.ticket_n, room >= HF_SEALED_LEAST ? HF_SEALED_LEAST : 0, "%zu", room);
    cr_expect_eq(comes_back(), 1, "%zu", room);
  }
}

/* One that promised a ticket, and has no room for it behind the client's certificates, gives one of no length: the client has none. */
Test(tls12_tickets, an_empty_one) {
  set();
  asks_client("client-ec");
  get_ticket();
  size_t chain = pair.server.c.chain.used;
  size_t least = chain + session.ticket_n;
  cr_assert_gt(chain, 300);
  for (size_t room = least - 1; room <= least; room++) {
    pair.server.buffers.chain_size = room < HF_SEALED_MAX ? HF_SEALED_MAX : room;
    open_pair();
    cr_expect(was_given());
    int some = pair.server.buffers.chain_size >= least;
    cr_expect_eq(hf_session_of(&pair.client.c, &session), some, "%zu", room);
    if (!some)
      cr_expect_arr_eq(message(1, TEST_NEW_SESSION_TICKET), "\4\0\0\6\0\0\0\0\0\0", 10);
  }
}

/* The same where it is sealed anew: the server has changed its mind, and the ticket of before is over. */
Test(tls12_tickets, an_empty_one_in_place_of_another) {
  set();
  asks_client("client-ec");
  get_ticket();
  struct hf_ticket_key first = keys[0];
  size_t peer_n = session.ticket_n - HF_SEALED_AROUND;
  keys[0] = keys[2];
  keys[1] = first;
  pair.server.buffers.chain_size = peer_n + HF_SEALED_LEAST;
  cr_expect_eq(comes_back(), 1);
  cr_expect_arr_eq(message(1, TEST_NEW_SESSION_TICKET), "\4\0\0\6\0\0\0\0\0\0", 10);
  cr_expect(!hf_session_of(&pair.client.c, &session));
}

/* A client that has no room for it behind the server's certificates has no session, and goes on. */
Test(tls12_tickets, no_room_at_the_client) {
  set();
  get_ticket();
  size_t least = pair.client.c.chain.used + session.ticket_n;
  for (size_t room = least - 1; room <= least; room++) {
    pair.client.buffers.chain_size = room;
    open_pair();
    cr_expect_eq(hf_session_of(&pair.client.c, &session), room == least, "%zu of %zu", room, least);
  }
}

/* Nor has one that is given more than HF_TICKET_MAX bytes. */
Test(tls12_tickets, too_long_to_keep) {
  static uint8_t body[4 + 2 + HF_TICKET_MAX + 1] = {0, 0, 0, 60};
  for (size_t n = HF_TICKET_MAX; n <= HF_TICKET_MAX + 1; n++) {
    set();
    test_pair_start(&pair);
    cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_SESSION_TICKET));
    test_side_discard(&pair.server);
    body[4] = (uint8_t)(n >> 8);
    body[5] = (uint8_t)n;
    (void)test_inject_handshake(&pair.client, TEST_NEW_SESSION_TICKET, body, 6 + n);
    cr_expect_eq(hf_error_of(&pair.client.c), HF_OK);
    cr_expect_eq(pair.client.c.session.ticket_n, n <= HF_TICKET_MAX ? n : 0, "%zu", n);
    cr_expect_eq(pair.client.c.session.ticket_lifetime, 60);
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
  test_set_extension(m, n, HF_EXTENSION_SESSION_TICKET, session.ticket, session.ticket_n);
}
Test(tls12_tickets, behind_many_extensions) {
  for (many = HF_UNKNOWN_EXTENSIONS_MAX; many <= HF_UNKNOWN_EXTENSIONS_MAX + 1; many++) {
    for (size_t less = 0; less < 2; less++) {
      set();
      get_ticket();
      pair.server.buffers.chain_size = HF_EXTENSIONS_SIZE + session.ticket_n - less;
      test_wire_watch(&pair, add_many);
      cr_expect_eq(comes_back(), many <= HF_UNKNOWN_EXTENSIONS_MAX || less == 0, "%zu, %zu less", many, less);
    }
  }
}

/* --- the extended master secret (RFC 7627 5.3) --- */

static void no_master_secret(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    test_remove_extension(m, n, HF_EXTENSION_EXTENDED_MASTER_SECRET);
}
Test(tls12_tickets, none_without_the_extended_master_secret) {
  set();
  test_wire_watch(&pair, no_master_secret);
  open_pair();
  cr_expect(!was_given());
  cr_expect(!hf_session_of(&pair.client.c, &session));
}

Test(tls12_tickets, the_extended_master_secret_is_not_dropped) {
  set();
  get_ticket();
  test_wire_watch(&pair, no_master_secret);
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_EXTENDED_MASTER_SECRET_DROPPED);
  session.ticket[40] ^= 1u; /* of no session: there is none to be dropped of */
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_expect(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

/* --- RFC 5077 3.4: whoever presents a ticket has no ID of the store --- */

static uint8_t id[32];
static void use_id(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    test_set_session_id(m, n, id, 32);
}
static void get_id(void) {
  pair.server.config.sessions = &pair.store;
  pair.server.config.ticket_keys = NULL;
  open_pair();
  cr_assert(hf_session_of(&pair.client.c, &session));
  memcpy(id, session.session_id, 32);
  pair.server.config.ticket_keys = &of_server;
}
Test(tls12_tickets, an_id_beside_a_ticket) {
  set();
  get_id();
  session.ticket_n = 300;
  test_wire_watch(&pair, use_id);
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_expect_eq(pair.server.c.parameters.resumed, 0);
}

/* The ID is the client's to choose: a connection that fails takes nobody's session with it. */
Test(tls12_tickets, an_id_of_somebody_else) {
  struct hf_session of_other;
  set();
  get_id();
  of_other = session;
  get_ticket();
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair));
  test_wire_watch(&pair, use_id);
  test_pair_again(&pair, &session);
  memcpy(pair.client.c.session.session_id, id, 32);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_assert(hf_is_resumed(&pair.server.c));
  (void)test_inject(&pair.server, HF_CONTENT_ALERT, (const uint8_t *)"\2\50", 2);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_PEER_ALERT);
  test_wire_watch(&pair, NULL);
  session = of_other;
  cr_expect_eq(comes_back(), 1);
}

/* --- what must be drawn, and what must go --- */

static size_t fails_at;
static int fails(void *context, uint8_t *out, size_t n) {
  return n == fails_at ? -1 : test_random_source(&pair.server.random).fill(context, out, n);
}
Test(tls12_tickets, a_nonce_that_is_not_drawn) {
  set();
  fails_at = HF_SEALED_NONCE;
  pair.server.config.random.fill = fails;
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_RANDOM_FAILED);
  cr_expect(test_is_wiped(&pair.server.c));
}

static int draws;
static int fails_at_the_second(void *context, uint8_t *out, size_t n) {
  return ++draws == 2 ? -1 : test_random_source(&pair.client.random).fill(context, out, n);
}
Test(tls12_tickets, an_id_that_is_not_drawn) {
  set();
  get_ticket();
  pair.client.config.random.fill = fails_at_the_second; /* the first is the hello's random */
  test_pair_again(&pair, &session);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_ERROR_RANDOM_FAILED);
}

static int holds(const uint8_t *in, size_t n, const uint8_t *secret) {
  for (size_t i = 0; i + 48 <= n; i++)
    if (memcmp(in + i, secret, 48) == 0)
      return 1;
  return 0;
}
Test(tls12_tickets, the_secret_stays_nowhere) {
  set();
  get_ticket();
  for (int i = 0; i < 2; i++) {
    cr_expect(!holds((const uint8_t *)&pair.server.c, sizeof pair.server.c, session.master_secret));
    cr_expect(!holds(pair.server.chain, sizeof pair.server.chain, session.master_secret));
    cr_expect_eq(comes_back(), 1);
  }
  pair.server.config.client_authentication = HF_CLIENT_REQUESTED; /* it is opened, and not taken */
  cr_expect_eq(comes_back(), 0);
  cr_expect(!holds((const uint8_t *)&pair.server.c, sizeof pair.server.c, session.master_secret));
  cr_expect(!holds(pair.server.chain, sizeof pair.server.chain, session.master_secret));
}

/* Keys that are taken away while a hello is weighed: the ticket that named one is none. */
static uint8_t take_keys_away(void *context, const struct hf_client_hello *hello) {
  (void)context;
  (void)hello;
  pair.server.config.ticket_keys = NULL;
  return HF_OK;
}
Test(tls12_tickets, keys_that_go_in_between) {
  set();
  get_ticket();
  pair.server.config.client_hello_policy = take_keys_away;
  cr_expect_eq(comes_back(), 0);
  cr_expect(!was_given());
}

/* A session in a file keeps its ticket. */
Test(tls12_tickets, as_bytes) {
  uint8_t bytes[HF_SESSION_BYTES];
  set();
  get_ticket();
  hf_session_write(&session, bytes);
  hf_session_wipe(&session);
  cr_assert_eq(hf_session_read(&session, bytes, sizeof bytes), 0);
  cr_expect_eq(comes_back(), 1);
}
