/* What goes over the wire in the clear, kept; and peers that mean what was changed on the way: the sender's transcript is made
   anew of what it is taken to have sent, so that a handshake with a changed hello can succeed. That holds for what a side says
   before it has keys: a ClientHello, and a server's first flight. One pair at a time is watched. */
#ifndef SUPPORT_WIRE_H
#define SUPPORT_WIRE_H
#include "support/pair.h"

/* Changes a message in place, header included; *n is its size. NULL: nothing is changed. */
typedef void (*test_edit)(const struct test_side *from, uint8_t *message, size_t *n);

/* Watches the pair from its next start on. */
void test_wire_watch(struct test_pair *p, test_edit edit);
/* The first message of a type that was seen from a side, header included; NULL: none. */
const uint8_t *test_wire_message(int from_server, uint8_t type, size_t *n);
/* The digest of all messages up to the first of this type (RFC 5246 7.4.9; RFC 7627 3). */
void test_wire_digest(uint8_t hash, uint8_t type, uint8_t *out);
#endif
