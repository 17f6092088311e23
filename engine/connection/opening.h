/* A record that came in whole is opened, and its content read. */
#ifndef HF_CONNECTION_OPENING_H
#define HF_CONNECTION_OPENING_H
#include "connection/sound.h"

/* The record stands in buffers.in[0 .. in_length - 1], and is opened in place. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0;
  @ requires HF_RECORD_HEADER <= c->in_length && c->in_filled >= c->in_length;
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_FILLING(c); */
void hf_open_record(struct hf_connection *c);
#endif
