/* The version that records have before one is agreed on (RFC 5246 E.1). */
#ifndef HF_CONNECTION_VERSION_H
#define HF_CONNECTION_VERSION_H
#include "connection/sound.h"

/* The minor number of the version that the peer speaks, as far as it is known, and no later one than ours: that of its hello, else of
   the record that came last, else ours. An alert in another version may not be understood (RFC 7507 3). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <= 3;
  @ ensures c->parameters.cipher_suite != 0 && c->machine.event != HF_EVENT_RECV_CLIENT_HELLO &&
  @   c->machine.event != HF_EVENT_RECV_SERVER_HELLO ==> \result == 3; */
uint32_t hf_spoken_minor(const struct hf_connection *c);
#endif
