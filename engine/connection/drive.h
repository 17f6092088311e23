/* The machine's engine: it takes the steps of the tables that the specification was made into. */
#ifndef HF_CONNECTION_DRIVE_H
#define HF_CONNECTION_DRIVE_H
#include "connection/sound.h"

/* An event happened: the machine goes on to the state that the tables say, or refuses and fails. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
void hf_advance(struct hf_connection *c, uint32_t event, uint32_t length);

/* Takes steps until the machine waits: for a message, for room in the output, for a private key; or is at its end. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
void hf_drive(struct hf_connection *c);

/* 1: the machine waits for a message. */
/*@ requires \valid_read(c) && c->state < HF_STATES; terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> c->failed == 0 && hf_steps[c->state].kind == HF_STEP_RECV; */
uint32_t hf_waits(const struct hf_connection *c);

/* 1: it waits for its caller alone: the peer closed its direction, and what still comes is dropped (RFC 5246 7.2.1). */
/*@ requires \valid_read(c) && c->state < HF_STATES; terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> c->failed == 0 && hf_steps[c->state].kind == HF_STEP_CALL; */
uint32_t hf_hears_nothing(const struct hf_connection *c);
#endif
