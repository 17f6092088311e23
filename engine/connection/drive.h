/* The machine's engine: it takes the steps of the tables that the specification was made into. */
#ifndef HF_CONNECTION_DRIVE_H
#define HF_CONNECTION_DRIVE_H
#include "handfast/connection.h"

/* An event happened: the machine goes on to the state that the tables say, or refuses and fails. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
void hf_advance(struct hf_connection *c, uint8_t event, uint32_t length);

/* Takes steps until the machine waits: for a message, for room in the output, for a private key; or is at its end. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1]; */
void hf_drive(struct hf_connection *c);

/* 1: the machine waits for a message. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
uint8_t hf_waits(const struct hf_connection *c);
#endif
