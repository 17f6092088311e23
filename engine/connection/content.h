/* The content of records, by type (RFC 5246 6.2.1): handshake messages, alerts, ChangeCipherSpec, application data. */
#ifndef HF_CONNECTION_CONTENT_H
#define HF_CONNECTION_CONTENT_H
#include "connection/sound.h"

/* A record was opened: its content stands in buffers.in[in_at .. in_end - 1]. Checks what must hold for a record as a whole. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
void hf_content_begin(struct hf_connection *c);

/* Reads on in the content and drives the machine, until all is read or the machine does not wait for a message. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
void hf_go_on(struct hf_connection *c);
#endif
