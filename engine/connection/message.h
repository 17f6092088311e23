/* Handshake messages, in whatever fragments they come. */
#ifndef HF_CONNECTION_MESSAGE_H
#define HF_CONNECTION_MESSAGE_H
#include "connection/sound.h"

/* Reads on in buffers.in[in_at .. in_end - 1], to the end of a message at most. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
void hf_read_handshake(struct hf_connection *c);
#endif
