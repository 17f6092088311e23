/* The content of records, by type (RFC 5246 6.2.1): handshake messages, alerts, ChangeCipherSpec, application data. */
#ifndef HF_CONNECTION_CONTENT_H
#define HF_CONNECTION_CONTENT_H
#include "handfast/connection.h"

/* A record was opened: its content stands in buffers.in[in_at .. in_end - 1]. Checks what must hold for a record as a whole. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
void hf_content_begin(struct hf_connection *c);

/* Reads on in the content and drives the machine, until all is read or the machine does not wait for a message. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
void hf_go_on(struct hf_connection *c);
#endif
