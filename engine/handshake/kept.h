/* What stands in a connection's kept bytes is asked for by name. */
#ifndef HF_HANDSHAKE_KEPT_H
#define HF_HANDSHAKE_KEPT_H
#include "handfast/connection.h"
#include <stdbool.h>

/* True: the message read last is the one of this event, and its fields are in c->kept, at HF_KEPT_... */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> c->kept_holds == HF_KEPT_FIELDS && c->machine.event == event; */
static inline bool hf_has_read(const struct hf_connection *c, uint32_t event) {
  return c->kept_holds == HF_KEPT_FIELDS && c->machine.event == event;
}

/* Bytes of what is to be sent, in c->kept; 0 when something else stands there. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c->kept_holds == kind ? c->kept_n : 0); */
static inline uint32_t hf_kept_size(const struct hf_connection *c, uint32_t kind) {
  return c->kept_holds == kind ? c->kept_n : 0u;
}
#endif
