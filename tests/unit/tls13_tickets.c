/* NewSessionTicket (RFC 8446 4.6.1): what stands in it, what it may not touch, and how long it is good. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/scenarios.h"
#include <criterion/criterion.h>
#include <handfast/session.h>
#include <string.h>

static struct test_pair pair;

static void open_pair(const char *name) {
  struct scenario s = *scenario_named(name);
  s.after = NULL;
  scenario_run(&s, &pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

/* A ticket of ticket_n bytes, with these extensions; answers the size of the body. */
static size_t write_ticket(uint8_t *body, size_t ticket_n, const uint8_t *extensions, size_t n) {
  static const uint8_t head[] = {0, 0, 0x0e, 0x10, 1, 2, 3, 4, 1, 9};
  size_t at = sizeof head;
  memcpy(body, head, at);
  body[at++] = (uint8_t)(ticket_n >> 8);
  body[at++] = (uint8_t)ticket_n;
  memset(body + at, 0x5a, ticket_n);
  at += ticket_n;
  body[at++] = (uint8_t)(n >> 8);
  body[at++] = (uint8_t)n;
  if (n > 0)
    memcpy(body + at, extensions, n);
  return at + n;
}

static enum hf_error give(size_t ticket_n, const uint8_t *extensions, size_t n) {
  static uint8_t body[4096];
  open_pair("TLS 1.3");
  (void)test_inject_handshake(&pair.client, TEST_NEW_SESSION_TICKET, body, write_ticket(body, ticket_n, extensions, n));
  return hf_error_of(&pair.client.c);
}

#define GIVE(text) give(32, (const uint8_t *)(text), sizeof(text) - 1)
#define EARLY_DATA "\x00\x2a\x00\x04\x00\x00\x00\x01"
#define UNKNOWN "\x7a\x7a\x00\x01x"

/* RFC 8446 4.2: each once, and none that belongs elsewhere. */
Test(tls13_tickets, extensions) {
  cr_expect_eq(GIVE(""), HF_OK);
  cr_expect_eq(GIVE(EARLY_DATA), HF_OK);
  cr_expect_eq(GIVE(UNKNOWN EARLY_DATA "\x7a\x7b\x00\x00"), HF_OK);
  cr_expect_eq(GIVE(EARLY_DATA EARLY_DATA), HF_ERROR_EXTENSION_TWICE);
  cr_expect_eq(GIVE(UNKNOWN EARLY_DATA UNKNOWN), HF_ERROR_EXTENSION_TWICE);
  cr_expect_eq(GIVE("\x00\x00\x00\x00"), HF_ERROR_EXTENSION_MISPLACED);
  cr_expect_eq(GIVE("\x00\x33\x00\x00"), HF_ERROR_EXTENSION_MISPLACED);
}

Test(tls13_tickets, as_many_unknown_extensions_as_can_be_told_apart) {
  uint8_t many[4 * (HF_UNKNOWN_EXTENSIONS_MAX + 1)];
  memset(many, 0, sizeof many);
  for (size_t i = 0; i <= HF_UNKNOWN_EXTENSIONS_MAX; i++) {
    many[4 * i] = 0x70;
    many[4 * i + 1] = (uint8_t)i;
  }
  for (size_t n = HF_UNKNOWN_EXTENSIONS_MAX - 1; n <= HF_UNKNOWN_EXTENSIONS_MAX + 1; n++) {
    cr_expect_eq(give(32, many, 4 * n), n <= HF_UNKNOWN_EXTENSIONS_MAX ? HF_OK : HF_ERROR_BUFFER_TOO_SMALL, "%zu", n);
    cr_expect_gt(hf_peer_chain(&pair.client.c)->count, 0);
  }
}

/* Each ticket has extensions of its own. */
Test(tls13_tickets, one_after_another) {
  static uint8_t body[4096];
  cr_expect_eq(GIVE(EARLY_DATA UNKNOWN), HF_OK);
  size_t n = write_ticket(body, 40, (const uint8_t *)(EARLY_DATA UNKNOWN), sizeof(EARLY_DATA UNKNOWN) - 1);
  (void)test_inject_handshake(&pair.client, TEST_NEW_SESSION_TICKET, body, n);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_OK, "%s", test_describe(&pair.client));
}

/* P9f: a ticket may stand where the staple stood, and what was found out of that stays. */
Test(tls13_tickets, a_staple_is_good_as_long_as_it_said) {
  static uint8_t body[4096];
  struct hf_peer before, after;
  struct hf_session session;
  open_pair("TLS 1.3, stapled");
  cr_assert(hf_peer_of(&pair.client.c, &before));
  cr_assert_gt(before.status_until, TEST_NOW);
  for (size_t size = 1; size <= HF_TICKET_MAX; size += 73) {
    (void)test_inject_handshake(&pair.client, TEST_NEW_SESSION_TICKET, body, write_ticket(body, size, NULL, 0));
    cr_assert_eq(hf_error_of(&pair.client.c), HF_OK);
    cr_assert(hf_peer_of(&pair.client.c, &after));
    cr_expect_eq(after.status_until, before.status_until, "%zu", size);
    cr_assert(hf_session_of(&pair.client.c, &session), "%zu", size);
  }
}

/* Half of the next ticket may stand where the one before it was: there is none until it is whole. */
Test(tls13_tickets, half_of_one) {
  static uint8_t body[4096], message[4096] = {TEST_NEW_SESSION_TICKET};
  struct hf_session first, session;
  open_pair("TLS 1.3");
  cr_assert(hf_session_of(&pair.client.c, &first));
  size_t n = write_ticket(body, 100, NULL, 0);
  message[3] = (uint8_t)n;
  memcpy(message + 4, body, n);
  for (size_t cut = 1; cut < n + 4; cut++) {
    open_pair("TLS 1.3");
    (void)test_inject(&pair.client, 22, message, cut);
    cr_assert_eq(hf_error_of(&pair.client.c), HF_OK);
    if (hf_session_of(&pair.client.c, &session))
      cr_expect_arr_eq(session.ticket, first.ticket, first.ticket_n, "half a ticket, at %zu", cut);
  }
  (void)test_inject(&pair.client, 22, message + n + 3, 1);
  cr_assert(hf_session_of(&pair.client.c, &session));
  cr_expect_eq(session.ticket_n, 100);
}

/* A client offers a ticket for as long as its server said that it is good. */
Test(tls13_tickets, offered_no_longer_than_was_said) {
  struct hf_session session;
  open_pair("TLS 1.3");
  cr_assert(hf_session_of(&pair.client.c, &session));
  session.ticket_lifetime = 100;
  for (int64_t after = -1; after <= 102; after += after == 1 ? 98 : 1) {
    pair.now = TEST_NOW + after;
    test_pair_again(&pair, &session);
    test_pair_pump(&pair);
    cr_assert(test_both_open(&pair), "%s", test_describe(&pair.client));
    cr_expect_eq(hf_is_resumed(&pair.client.c), after >= 0 && after <= 100, "%d seconds", (int)after);
  }
}

/* A server takes a ticket for as long as it said that it would, though its store keeps the session for longer. */
Test(tls13_tickets, no_longer_than_was_said) {
  static const struct {
    int64_t after;
    int resumed;
  } times[] = {{0, 1}, {7199, 1}, {7200, 1}, {7201, 0}, {691200, 0}, {-1, 0}};
  struct hf_session session;
  open_pair("TLS 1.3");
  pair.cache.lifetime = 10000000;
  cr_assert(hf_session_of(&pair.client.c, &session));
  session.ticket_lifetime = 604800; /* the client thinks otherwise */
  for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
    struct hf_session offered = session;
    offered.created += times[i].after;
    pair.now = TEST_NOW + times[i].after;
    test_pair_again(&pair, &offered);
    test_pair_pump(&pair);
    cr_assert(test_both_open(&pair), "%s", test_describe(&pair.client));
    cr_expect_eq(hf_is_resumed(&pair.server.c), times[i].resumed, "%d seconds", (int)times[i].after);
  }
}
