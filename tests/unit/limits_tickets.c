/* The limits of what a client keeps of NewSessionTicket (RFC 8446 4.6.1): below, at and above each. */
#include "generated/machine.h"
#include "support/edit.h"
#include "support/scenarios.h"
#include <criterion/criterion.h>
#include <handfast/session.h>
#include <string.h>

#define LIFETIME_MOST 604800u /* handshake/tickets.c: seven days in seconds */

enum { LIFETIME_AT = 4, NONCE_AT = 12 };

static struct test_pair pair;
static uint32_t lifetime;
static size_t ticket_n;

static void write_number(uint8_t *to, uint32_t value, size_t n) {
  for (size_t i = n; i-- > 0; value >>= 8)
    to[i] = (uint8_t)value;
}

/* The server's message with another lifetime, and a ticket of another length. */
static int change(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  if (!from->is_server || message[0] != TEST_NEW_SESSION_TICKET)
    return 1;
  uint8_t *ticket = message + NONCE_AT + 1 + message[NONCE_AT];
  cr_assert_lt((size_t)(ticket - message) + 4 + ticket_n, room);
  write_number(message + LIFETIME_AT, lifetime, 4);
  write_number(ticket, (uint32_t)ticket_n, 2);
  memset(ticket + 2, 0x5a, ticket_n);
  memset(ticket + 2 + ticket_n, 0, 2); /* no extensions */
  *n = (size_t)(ticket - message) + 4 + ticket_n;
  write_number(message + 1, (uint32_t)*n - 4, 3);
  from->pair->tampered++;
  return 1;
}

/* 1: the client is still there, and has a session with a ticket. */
static int keeps(struct hf_session *session, uint32_t seconds, size_t octets) {
  struct scenario s = *scenario_named("TLS 1.3, ticket");
  lifetime = seconds;
  ticket_n = octets;
  s.tamper = change;
  s.after = NULL;
  scenario_run(&s, &pair);
  cr_assert_eq(pair.tampered, 1);
  return hf_session_of(&pair.client.c, session) && session->ticket_n != 0;
}

/* One that is too long to be kept is passed over; the connection stays. */
Test(limits_tickets, sizes) {
  struct hf_session session;
  for (size_t n = HF_TICKET_MAX - 1; n <= HF_TICKET_MAX + 1; n++) {
    cr_expect_eq(keeps(&session, 60, n), n <= HF_TICKET_MAX, "%zu", n);
    cr_expect_eq(hf_error_of(&pair.client.c), HF_OK, "%zu", n);
    if (n <= HF_TICKET_MAX)
      cr_expect_eq(session.ticket_n, n);
  }
}

Test(limits_tickets, lifetimes) {
  struct hf_session session;
  for (uint32_t seconds = LIFETIME_MOST - 1; seconds <= LIFETIME_MOST + 1; seconds++) {
    cr_expect_eq(keeps(&session, seconds, 32), seconds <= LIFETIME_MOST, "%u", seconds);
    cr_expect_eq(hf_error_of(&pair.client.c), seconds <= LIFETIME_MOST ? HF_OK : HF_ERROR_TICKET_WRONG, "%u", seconds);
    if (seconds <= LIFETIME_MOST)
      cr_expect_eq(session.ticket_lifetime, seconds);
  }
}

/* Zero seconds: it is thrown away at once. */
Test(limits_tickets, no_lifetime) {
  struct hf_session session;
  cr_expect_eq(keeps(&session, 0, 32), 0);
  cr_expect_eq(hf_error_of(&pair.client.c), HF_OK);
}
