/* A server's session as a ticket that is the session itself, sealed with its key (session/sealed.h). */
#ifndef HF_HANDSHAKE_TICKET_SEAL_H
#define HF_HANDSHAKE_TICKET_SEAL_H
#include "handshake/sound.h"
#include <stdbool.h>

/* True: there are keys, and room for the ticket of a client that shows nothing, or of any. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->config->ticket_keys != \null; */
bool hf_can_seal(const struct hf_connection *c, bool anonymous);

/* The session as a ticket in its place, of c->session.ticket_n bytes; 0: there is no key or no room for it, or it cannot be told whom
   the session is of. An error: the nonce could not be drawn. */
/*@ requires hf_sound(c); HF_TOTAL;
  @ assigns c->session.ticket_n, c->chain.buffer[0 .. c->chain.size - 1]; HF_STAYS_SOUND(c);
  @ ensures \result == HF_OK || (\result == HF_ERROR_RANDOM_FAILED && c->session.ticket_n == 0);
  @ ensures c->config->ticket_keys == \null ==> c->session.ticket_n == 0; */
enum hf_error hf_seal_ticket(struct hf_connection *c);
#endif
