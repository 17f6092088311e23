/* The content of records, by type (RFC 5246 6.2.1): handshake messages, alerts, ChangeCipherSpec, application data. */
#ifndef HF_CONNECTION_CONTENT_H
#define HF_CONNECTION_CONTENT_H
#include "connection/sound.h"

/* A record was opened: its content stands in buffers.in[input.at .. input.end - 1]. Checks what must hold for a record as a whole,
   and tells the machine of application data. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
void hf_content_begin(struct hf_connection *c);

/* Reads on in content that is not application data, to the end of a message at most, and tells the machine of it. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
void hf_content_read(struct hf_connection *c);
#endif
