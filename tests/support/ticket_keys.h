/* Ticket keys for tests: two, of which the first seals. */
#ifndef SUPPORT_TICKET_KEYS_H
#define SUPPORT_TICKET_KEYS_H
#include "handfast/session.h"

extern const struct hf_ticket_keys test_ticket_keys;
extern const struct hf_ticket_keys test_ticket_keys_before; /* the second alone, with which sessions were sealed once */
/* 1: HANDFAST_TEST_TICKETS is sealed: servers have those keys, and no store. */
int test_tickets_are_sealed(void);
#endif
