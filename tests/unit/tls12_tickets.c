/* Tickets of TLS 1.2 (RFC 5077): sessions that a server seals and does not keep, and what a client makes of what it is given. What is
   asked again of a session is asked of these too: tests/unit/run.sh runs the tests of that with HANDFAST_TEST_TICKETS=sealed. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "session/sealed.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/sealed_pair.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>
#include <tomcrypt.h>

static struct test_sealed s;

static void set(void) {
  test_sealed_set(&s, HF_VERSION_TLS12);
  test_wire_watch(&s.pair, NULL);
}

static void asks_client(const char *identity) {
  s.pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&s.pair.client, identity, (char *)NULL);
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

/* Without a store, as often as the ticket comes; and the ticket stays what it was. */
Test(tls12_tickets, resumed_without_a_store) {
  uint8_t before[HF_SESSION_BYTES], after[HF_SESSION_BYTES];
  struct hf_session later;
  set();
  get_ticket();
  hf_session_write(&s.session, before);
  cr_expect(was_given());
  cr_expect_eq(s.session.session_id_n, 0);
  cr_expect_eq(s.session.ticket_lifetime, 7200);
  for (int i = 0; i < 3; i++) {
    cr_expect_eq(comes_back(), 1, "again, %d", i);
    cr_expect(!was_given());
    cr_assert(hf_session_of(&s.pair.client.c, &later));
    hf_session_write(&later, after);
    cr_expect_arr_eq(after, before, sizeof before);
  }
}

/* RFC 5077 3.4: the server's ID is empty where it gives a ticket; the client's is new each time, and comes back. */
Test(tls12_tickets, session_ids) {
  uint8_t before[32] = {0};
  set();
  s.pair.server.config.sessions = &s.pair.store;
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
  test_wire_watch(&s.pair, no_id);
  test_pair_again(&s.pair, &s.session);
  test_pair_pump(&s.pair);
  cr_expect_eq(message(1, TEST_SERVER_HELLO)[TEST_HELLO_SESSION], 0);
  cr_expect_eq(s.pair.server.c.parameters.resumed, 1);
  cr_expect_eq(message(1, TEST_CERTIFICATE), NULL);
}

/* The layout, as another AES-GCM reads it: session/sealed.c has it in words. */
Test(tls12_tickets, what_stands_in_one) {
  static const uint8_t head[4] = {2, 1, 0, 0};
  uint8_t inside[HF_SEALED_MAX], tag[16];
  unsigned long tag_n = sizeof tag;
  set();
  asks_client("client-ec");
  get_ticket();
  size_t n = s.session.ticket_n - 44;
  cr_expect_arr_eq(s.session.ticket, s.keys[0].name, 16);
  cr_assert_eq(register_cipher(&aes_desc), find_cipher("aes"));
  cr_assert_eq(gcm_memory(find_cipher("aes"), s.keys[0].key, 32, s.session.ticket + 16, 12, s.session.ticket, 16,
                          inside, n, s.session.ticket + 28, tag, &tag_n, GCM_DECRYPT),
               CRYPT_OK);
  cr_assert_arr_eq(tag, s.session.ticket + 28 + n, 16);
  cr_expect_arr_eq(inside, head, 4);
  cr_expect_eq(inside[12] * 256 + inside[13], 0x0303);
  cr_expect_eq(inside[14] * 256u + inside[15], s.session.cipher_suite);
  cr_expect_arr_eq(inside + 16, s.session.master_secret, 48);
  cr_expect_eq(inside[96], HF_PEER_CERTIFICATE);
}

/* Whatever is changed in it, it is none, and nobody hears why. */
Test(tls12_tickets, any_byte_changed) {
  set();
  get_ticket();
  struct hf_session good = s.session;
  for (size_t i = 0; i < good.ticket_n; i++) {
    s.session = good;
    s.session.ticket[i] ^= (uint8_t)(1u << i % 8);
    cr_expect_eq(comes_back(), 0, "byte %zu", i);
    cr_expect(was_given());
  }
  s.session = good;
  cr_expect_eq(comes_back(), 1);
}

Test(tls12_tickets, of_any_length) {
  set();
  get_ticket();
  struct hf_session good = s.session;
  for (size_t n = 1; n <= HF_TICKET_MAX; n += n < HF_SEALED_LEAST - 2 ? 29 : 1) {
    s.session = good;
    s.session.ticket_n = (uint32_t)n;
    cr_expect_eq(comes_back(), n == good.ticket_n, "%zu bytes", n);
  }
}

/* RFC 5077 5.5: keys come and go. What another key than the first one sealed is sealed anew, and is no younger for it. */
Test(tls12_tickets, keys_change) {
  set();
  get_ticket();
  struct hf_session old = s.session;
  struct hf_ticket_key first = s.keys[0];
  s.keys[0] = s.keys[2];
  s.keys[1] = first;
  s.pair.now += 1000;
  cr_expect_eq(comes_back(), 1, "by the key before");
  cr_expect(was_given());
  cr_expect_arr_eq(message(1, TEST_NEW_SESSION_TICKET) + 4, "\0\0\x18\x38", 4); /* 6200 seconds are left */
  cr_assert(hf_session_of(&s.pair.client.c, &s.session));
  cr_expect_arr_eq(s.session.ticket, s.keys[0].name, 16);
  cr_expect_eq(s.session.created, old.created);
  cr_expect_eq(s.session.ticket_lifetime, 7200);
  s.of_server.n = 1;
  cr_expect_eq(comes_back(), 1, "by the new key");
  cr_expect(!was_given());
  s.pair.now = old.created + 7201;
  s.session.ticket_lifetime = 0;
  cr_expect_eq(comes_back(), 0, "too old all the same");
  s.pair.now = TEST_NOW;
  s.session = old;
  cr_expect_eq(comes_back(), 0, "the key is gone");
  s.of_server.n = 0;
  cr_expect_eq(comes_back(), 0, "no key at all");
  cr_expect(!was_given());
}

Test(tls12_tickets, another_key_of_the_same_name) {
  set();
  get_ticket();
  s.keys[0].key[31] ^= 1u;
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
  s.session.ticket_lifetime = 604800;
  int64_t created = s.session.created;
  for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
    s.session.created = created + times[i].after;
    s.pair.now = TEST_NOW + times[i].after;
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
    s.session.ticket_lifetime = times[i].lifetime;
    s.pair.now = TEST_NOW + times[i].after;
    (void)comes_back();
    cr_expect_eq(message(0, TEST_CLIENT_HELLO)[TEST_HELLO_SESSION], times[i].offered ? 32 : 0, "%zu", i);
  }
}

/* A ticket of one version is nothing in the other. */
Test(tls12_tickets, not_in_another_version) {
  set();
  get_ticket();
  s.session.version = 0x0304;
  s.session.cipher_suite = HF_TLS_AES_128_GCM_SHA256;
  s.session.ticket_lifetime = 7200;
  s.pair.client.config.versions = s.pair.server.config.versions = HF_VERSION_TLS13;
  cr_expect_eq(comes_back(), 0, "of TLS 1.2, as a pre-shared key");
  cr_expect_eq(s.pair.server.c.offers.identities, 1);
  set();
  s.pair.client.config.versions = s.pair.server.config.versions = HF_VERSION_TLS13;
  get_ticket();
  s.session.version = 0x0303;
  s.session.cipher_suite = HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
  s.pair.client.config.versions = s.pair.server.config.versions = HF_VERSION_TLS12;
  cr_expect_eq(comes_back(), 0, "of TLS 1.3, as a session's ticket");
  cr_expect_eq(s.pair.server.c.offers.ticket_n, s.session.ticket_n);
}

/* A client of both versions offers what it has, and takes the newer version all the same. */
Test(tls12_tickets, of_the_older_version) {
  set();
  get_ticket();
  s.pair.client.config.versions = 0;
  cr_expect_eq(comes_back(), 1, "a server of the older one");
  s.pair.server.config.versions = 0;
  cr_expect_eq(comes_back(), 0, "a server of both");
  cr_expect_eq(hf_version(&s.pair.client.c), 0x0304);
  cr_expect_eq(s.pair.server.c.offers.identities, 0, "it is no pre-shared key");
}

/* What a suite, a name or a policy is for a session ID. */
Test(tls12_tickets, bound_to_its_handshake) {
  static const uint16_t other[] = {HF_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384};
  set();
  get_ticket();
  s.pair.server.config.cipher_suites = other;
  s.pair.server.config.cipher_suites_n = 1;
  cr_expect_eq(comes_back(), 0, "a suite that the server has no more");
  s.pair.server.config.cipher_suites = NULL;
  cr_expect_eq(comes_back(), 1);
  s.pair.server.config.client_authentication = HF_CLIENT_REQUESTED;
  cr_expect_eq(comes_back(), 0, "another policy");
}

Test(tls12_tickets, read_in_pieces) {
  set();
  get_ticket();
  for (size_t chunk = 1; chunk < 700; chunk += chunk < 8 ? 1 : 97) {
    s.pair.chunk = chunk;
    cr_expect_eq(comes_back(), 1, "%zu bytes at a time", chunk);
    s.pair.output_chunk = chunk;
    get_ticket();
  }
}

/* Whom the session was made with is in the ticket. */
Test(tls12_tickets, knows_the_client) {
  struct hf_peer before, after;
  set();
  asks_client("client-ec");
  get_ticket();
  cr_assert(hf_peer_of(&s.pair.server.c, &before));
  cr_expect_eq(comes_back(), 1);
  cr_assert(hf_peer_of(&s.pair.server.c, &after));
  cr_expect_eq(after.kind, HF_PEER_CERTIFICATE);
  cr_expect_arr_eq(&after, &before, sizeof after);
}
