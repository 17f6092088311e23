#include "connection/step.h"
#include "generated/steps.h"

/* First the many parts of a connection that a step may write become one. */
/*@ requires hf_sound(c); terminates \true; exits \false;
  @ assigns *c, c->chain.buffer[0 .. c->chain.size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STEP_LEAVES(c);
  @ ensures \result < HF_ERRORS; */
static uint8_t do_within(struct hf_connection *c, uint8_t action) {
  return hf_dispatch_do(c, action);
}

/*@ requires hf_sound(c); terminates \true; exits \false;
  @ assigns *c, c->chain.buffer[0 .. c->chain.size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STEP_LEAVES(c);
  @ ensures \result < HF_EVENTS; */
static uint8_t decide_within(struct hf_connection *c, uint8_t decision) {
  return hf_dispatch_decide(c, decision);
}

uint8_t hf_step_do(struct hf_connection *c, uint8_t action) {
  uint8_t error = do_within(c, action);
  /*@ assert \forall uint64_t *q; \base_addr{Pre}(q) != \base_addr{Pre}(c) ==> \at(*q, Pre) == *q; */
  /*@ assert \forall uint16_t *q; \base_addr{Pre}(q) != \base_addr{Pre}(c) ==> \at(*q, Pre) == *q; */
  /*@ assert \forall uint8_t **q; \base_addr{Pre}(q) != \base_addr{Pre}(c) ==> \at(*q, Pre) == *q; */
  return error;
}

uint8_t hf_step_decide(struct hf_connection *c, uint8_t decision) {
  uint8_t event = decide_within(c, decision);
  /*@ assert \forall uint64_t *q; \base_addr{Pre}(q) != \base_addr{Pre}(c) ==> \at(*q, Pre) == *q; */
  /*@ assert \forall uint16_t *q; \base_addr{Pre}(q) != \base_addr{Pre}(c) ==> \at(*q, Pre) == *q; */
  /*@ assert \forall uint8_t **q; \base_addr{Pre}(q) != \base_addr{Pre}(c) ==> \at(*q, Pre) == *q; */
  return event;
}
