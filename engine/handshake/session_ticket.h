/* Tickets of TLS 1.2 (RFC 5077): what a client presents, and whether a server promises one. */
#ifndef HF_HANDSHAKE_SESSION_TICKET_H
#define HF_HANDSHAKE_SESSION_TICKET_H
#include "handshake/sound.h"
#include <stdbool.h>

/* True: the client presents a ticket, and we have keys for tickets: then its session ID is none of the store's (RFC 5077 3.4). */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->config->ticket_keys != \null; */
bool hf_session_ticket_presented(const struct hf_connection *c);

/* True: the ticket is one of ours, of TLS 1.2 and no older than it may be, and *out its session, with the ID that the client will see
   come back. Whether the session may be resumed now is for the caller to ask. */
/*@ requires hf_sound(c) && \valid(out) && \separated(out, c); HF_TOTAL;
  @ assigns *out, c->parameters.session_ticket, c->chain.buffer[0 .. c->chain.size - 1]; HF_STAYS_SOUND(c);
  @ ensures \result ==> out->session_id_n <= HF_SESSION_ID_MAX && out->version == 0x0303 && out->chain == \null; */
bool hf_session_ticket_open(struct hf_connection *c, struct hf_session *out);

/* Whether the ServerHello promises a ticket: of a full handshake, where the session can be resumed and there is room; of a
   resumption, where the ticket was sealed with another key than what is sealed now. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->config->ticket_keys != \null;
  @ ensures \result && c->parameters.resumed == 0 ==> c->parameters.extended_master_secret != 0; */
bool hf_session_ticket_promised(const struct hf_connection *c);
#endif
