/* What follows when a part of the content was read. Each of these does nothing when it is not its turn, so that they stand one
   after another. */
#ifndef HF_CONNECTION_OUTCOME_H
#define HF_CONNECTION_OUTCOME_H
#include "connection/sound.h"

/* Something came that moves nothing: an empty record, a warning, a HelloRequest, a wish to renegotiate. A peer that sends only
   such is not waited for for ever. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
void hf_idle(struct hf_connection *c);

/* Something else came. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_INPUT_AS(Pre, c) && HF_FAILURE_AS(Pre, c); */
void hf_busy(struct hf_connection *c);

/* n bytes more of the content were read. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= c->in_end - c->in_at; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_FAILURE_AS(Pre, c); */
void hf_take_on(struct hf_connection *c, uint32_t n);

/* hf_refuse, when something did go wrong. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures error != HF_OK ==> c->failed != 0; */
void hf_check_event(struct hf_connection *c, uint32_t event, uint32_t error);

/* The event happened, unless the connection has failed. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
void hf_happen(struct hf_connection *c, uint32_t event, uint32_t length);
#endif
