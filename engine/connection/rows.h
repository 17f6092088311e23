/* What the rows of the machine ask for, by their kind. Each answers what happened: HF_EVENT_NONE when it is to be waited for, or
   HF_EVENT_ERROR, and c->machine.error may say what went wrong. */
#ifndef HF_CONNECTION_ROWS_H
#define HF_CONNECTION_ROWS_H
#include "connection/sound.h"

/* A decision, which may wait for a private key at work elsewhere. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.pending, HF_STEP_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures c->machine.pending == (\result == HF_EVENT_NONE ? 1 : 0); */
uint32_t hf_row_decide(struct hf_connection *c, uint32_t decision);

/* Work. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_STEP_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result == HF_EVENT_DONE || \result == HF_EVENT_ERROR; */
uint32_t hf_row_do(struct hf_connection *c, uint32_t work);

/* Waiting, for a message or for the caller: what the caller asked for while the machine could not take it. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.close_wanted, c->machine.input_ended;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result == HF_EVENT_CLOSE || \result == HF_EVENT_END_OF_INPUT || \result == HF_EVENT_NONE; */
uint32_t hf_row_wait(struct hf_connection *c);

/* A failure: of this error, or with HF_OK of the one that was noted. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.error;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result == HF_EVENT_ERROR && (error != HF_OK ==> c->machine.error == error); */
uint32_t hf_row_fail(struct hf_connection *c, enum hf_error error);

/* The caller asks for an event: HF_EVENT_CLOSE or HF_EVENT_END_OF_INPUT. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.close_wanted, c->machine.input_ended;
  @ HF_STAYS_FRAMED(c); */
void hf_ask(struct hf_connection *c, uint32_t event);
#endif
