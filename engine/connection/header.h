/* The header of a record (RFC 5246 6.2.1), which is read by the generated tables like any message. */
#ifndef HF_CONNECTION_HEADER_H
#define HF_CONNECTION_HEADER_H
#include "connection/sound.h"

/* The header stands in buffers.in[0 .. 4]. The connection fails, or the record's length is known. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0 && c->in_length == 0 && c->in_filled >= HF_RECORD_HEADER;
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_SOUND(c);
  @ ensures hf_framed(c);
  @ ensures HF_PLACED_AS(Pre, c);
  @ ensures c->failed == 0 ==> c->in_length >= HF_RECORD_HEADER;
  @ ensures c->failed != 0 || c->in_length == 0 ==> HF_FILLING(c); */
void hf_read_header(struct hf_connection *c);
#endif
