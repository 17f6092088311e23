/* Tickets that a server does not keep (hf_config.ticket_keys): sessions sealed with its key, that any server with the key resumes, and that
   nobody else makes, reads or changes. What is asked again of a session is asked of these too: tests/unit/run.sh runs the tests of that
   with HANDFAST_TEST_TICKETS=sealed. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "session/sealed.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/scenarios.h"
#include "support/sealed_pair.h"
#include "support/ticket_keys.h"
#include <criterion/criterion.h>
#include <string.h>
#include <tomcrypt.h>

static struct test_sealed s;

static void set(void) {
  test_sealed_set(&s, HF_VERSION_TLS13);
}

static void open_pair(void) {
  cr_assert(test_sealed_get(&s), "%s; %s", test_describe(&s.pair.client), test_describe(&s.pair.server));
}

/* 1: resumed; 0: a full handshake. */
static int comes_back(void) {
  int answer = test_sealed_again(&s);
  cr_assert_geq(answer, 0, "%s; %s", test_describe(&s.pair.client), test_describe(&s.pair.server));
  return answer;
}

Test(handshake_sealed_tickets, resumed_without_a_store) {
  set();
  open_pair();
  for (int i = 0; i < 3; i++)
    cr_expect_eq(comes_back(), 1, "again, %d", i); /* a ticket is good more than once */
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  cr_expect_eq(comes_back(), 1, "the ticket of a resumption");
}

/* The layout, as another AES-GCM reads it: session/sealed.c has it in words. */
Test(handshake_sealed_tickets, what_stands_in_one) {
  uint8_t inside[HF_SEALED_MAX], tag[16];
  unsigned long tag_n = sizeof tag;
  set();
  s.pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&s.pair.client, "client-ec", (char *)NULL);
  open_pair();
  size_t n = s.session.ticket_n - 44;
  cr_expect_arr_eq(s.session.ticket, s.keys[0].name, 16);
  cr_assert_eq(register_cipher(&aes_desc), find_cipher("aes"));
  cr_assert_eq(gcm_memory(find_cipher("aes"), s.keys[0].key, 32, s.session.ticket + 16, 12, s.session.ticket, 16,
                          inside, n, s.session.ticket + 28, tag, &tag_n, GCM_DECRYPT),
               CRYPT_OK);
  cr_assert_arr_eq(tag, s.session.ticket + 28 + n, 16);
  const uint8_t head[16] = {2,
                            1,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            (uint8_t)(TEST_NOW >> 24),
                            (uint8_t)(TEST_NOW >> 16 & 255),
                            (uint8_t)(TEST_NOW >> 8 & 255),
                            (uint8_t)(TEST_NOW & 255),
                            3,
                            4,
                            0x13,
                            1};
  cr_expect_arr_eq(inside, head, 16);
  cr_expect_arr_eq(inside + 16, s.session.master_secret, 32);
  cr_expect_eq(inside[96], HF_PEER_CERTIFICATE);
  cr_expect_gt(n, 96 + 128);
}

/* Two are never alike: who listens cannot tell that they are of one session. */
Test(handshake_sealed_tickets, none_like_another) {
  struct hf_session other;
  set();
  open_pair();
  other = s.session;
  s.pair.server.config.tickets = 2;
  open_pair();
  cr_assert_eq(s.session.ticket_n, other.ticket_n);
  cr_expect_arr_neq(s.session.ticket + 16, other.ticket + 16, 12);
  cr_expect_arr_neq(s.session.ticket + 28, other.ticket + 28, s.session.ticket_n - 28);
}

Test(handshake_sealed_tickets, any_byte_changed) {
  set();
  open_pair();
  struct hf_session good = s.session;
  for (size_t i = 0; i < good.ticket_n; i++) {
    s.session = good;
    s.session.ticket[i] ^= (uint8_t)(1u << i % 8);
    cr_expect_eq(comes_back(), 0, "byte %zu", i);
  }
  s.session = good;
  cr_expect_eq(comes_back(), 1);
}

Test(handshake_sealed_tickets, of_any_length) {
  set();
  open_pair();
  struct hf_session good = s.session;
  for (size_t n = HF_SEALED_LEAST - 2; n <= HF_TICKET_MAX; n++) {
    s.session = good;
    s.session.ticket_n = (uint32_t)n;
    cr_expect_eq(comes_back(), n == good.ticket_n, "%zu bytes", n);
  }
}

/* Keys come and go while sessions are out there: the first seals, each one opens. */
Test(handshake_sealed_tickets, keys_change) {
  set();
  open_pair();
  struct hf_session old = s.session;
  struct hf_ticket_key first = s.keys[0];
  s.keys[0] = s.keys[2];
  s.keys[1] = first;
  cr_expect_eq(comes_back(), 1, "by the key before");
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  cr_expect_arr_eq(s.session.ticket, s.keys[0].name, 16);
  s.of_server.n = 1;
  cr_expect_eq(comes_back(), 1, "by the new key");
  s.session = old;
  cr_expect_eq(comes_back(), 0, "the key is gone");
  s.of_server.n = 0;
  cr_expect_eq(comes_back(), 0, "no key at all");
  cr_expect_eq(s.pair.server.c.parameters.tickets, 0);
}

/* The name says which key; another key of that name opens nothing. */
Test(handshake_sealed_tickets, another_key_of_the_same_name) {
  set();
  open_pair();
  s.keys[0].key[31] ^= 1u;
  cr_expect_eq(comes_back(), 0);
}

Test(handshake_sealed_tickets, no_longer_than_was_said) {
  static const struct {
    int64_t after;
    int resumed;
  } times[] = {{0, 1}, {7199, 1}, {7200, 1}, {7201, 0}, {691200, 0}, {-1, 0}};
  set();
  open_pair();
  s.session.ticket_lifetime = 604800; /* the client thinks otherwise */
  int64_t created = s.session.created;
  for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
    s.session.created = created + times[i].after;
    s.pair.now = TEST_NOW + times[i].after;
    cr_expect_eq(comes_back(), times[i].resumed, "%d seconds", (int)times[i].after);
  }
}

/* In whatever pieces the hello comes, behind a HelloRetryRequest too. */
Test(handshake_sealed_tickets, read_in_pieces) {
  static const uint16_t other[] = {HF_GROUP_SECP384R1};
  set();
  open_pair();
  for (size_t chunk = 1; chunk < 700; chunk += chunk < 8 ? 1 : 97) {
    s.pair.chunk = chunk;
    cr_expect_eq(comes_back(), 1, "%zu bytes at a time", chunk);
  }
  set();
  s.pair.client.config.groups = (const uint16_t[]){HF_GROUP_SECP256R1, HF_GROUP_SECP384R1};
  s.pair.client.config.groups_n = 2;
  s.pair.server.config.groups = other;
  s.pair.server.config.groups_n = 1;
  open_pair();
  cr_expect_eq(comes_back(), 1, "behind a retry");
  cr_expect_eq(s.pair.server.c.parameters.retried, 1);
}

/* Whom the session was made with is in the ticket. */
Test(handshake_sealed_tickets, knows_the_client) {
  struct hf_peer before, after;
  set();
  s.pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&s.pair.client, "client-ec", (char *)NULL);
  open_pair();
  cr_assert(hf_peer_of(&s.pair.server.c, &before));
  cr_expect_eq(comes_back(), 1);
  cr_assert(hf_peer_of(&s.pair.server.c, &after));
  cr_expect_eq(after.kind, HF_PEER_CERTIFICATE);
  cr_expect_arr_eq(&after, &before, sizeof after);
}

/* No room for the ticket: the session goes to the store, and where there is none, no ticket is sent. */
Test(handshake_sealed_tickets, room_for_them) {
  for (size_t room = HF_SEALED_LEAST - 1; room <= HF_SEALED_LEAST; room++) {
    for (int stored = 0; stored <= 1; stored++) {
      set();
      s.pair.server.buffers.chain_size = room;
      s.pair.server.config.sessions = stored ? &s.pair.store : NULL;
      test_pair_run(&s.pair);
      cr_assert(test_both_open(&s.pair));
      uint32_t n = hf_session_of(&s.pair.client.c, &s.session) ? s.session.ticket_n : 0u;
      cr_expect_eq(n, room >= HF_SEALED_LEAST ? HF_SEALED_LEAST : stored ? 32u : 0u, "%zu, %d: %u", room, stored, n);
      if (n != 0u)
        cr_expect_eq(comes_back(), 1, "%zu, %d", room, stored);
    }
  }
}

/* Tickets of the store and sealed ones beside each other: a server that was given keys takes what it gave before. */
Test(handshake_sealed_tickets, tickets_of_the_store_stay_good) {
  set();
  s.pair.server.config.sessions = &s.pair.store;
  s.pair.server.config.ticket_keys = NULL;
  test_pair_run(&s.pair);
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  cr_assert_eq(s.session.ticket_n, 32);
  s.pair.server.config.ticket_keys = &s.of_server;
  cr_expect_eq(comes_back(), 1);
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  cr_expect_geq(s.session.ticket_n, HF_SEALED_LEAST);
}

/* What was sealed with a nonce that was not drawn would be open. */
static int fails_at_12(void *context, uint8_t *out, size_t n) {
  return n == HF_SEALED_NONCE ? -1 : s.pair.client.config.random.fill(context, out, n);
}
Test(handshake_sealed_tickets, a_nonce_that_is_not_drawn) {
  set();
  s.pair.server.config.random.fill = fails_at_12;
  test_pair_run(&s.pair);
  cr_expect_eq(hf_error_of(&s.pair.server.c), HF_ERROR_RANDOM_FAILED);
  cr_expect(test_is_wiped(&s.pair.server.c));
}

/* The pre-shared key stands nowhere in the connection or its buffers when the ticket was made, or opened. */
Test(handshake_sealed_tickets, the_key_stays_nowhere) {
  set();
  open_pair();
  for (int i = 0; i < 2; i++) {
    cr_expect(!test_holds((const uint8_t *)&s.pair.server.c, sizeof s.pair.server.c, s.session.master_secret, 48));
    cr_expect(!test_holds(s.pair.server.chain, sizeof s.pair.server.chain, s.session.master_secret, 48));
    cr_expect_eq(comes_back(), 1);
  }
  s.session.binding[0] ^= 1u; /* the client still offers it */
  s.of_server.n = 0;
  (void)comes_back();
  cr_expect(!test_holds(s.pair.server.chain, sizeof s.pair.server.chain, s.session.master_secret, 48));
}

/* Keys that are taken away while a hello is weighed: the ticket that named one is none. */
static uint8_t take_keys_away(void *context, const struct hf_client_hello *hello) {
  (void)context;
  (void)hello;
  s.pair.server.config.ticket_keys = NULL;
  return HF_OK;
}
Test(handshake_sealed_tickets, keys_that_go_in_between) {
  set();
  open_pair();
  s.pair.server.config.client_hello_policy = take_keys_away;
  cr_expect_eq(comes_back(), 0);
}
