/* A step of the handshake, by its number, and what it leaves as it was: where records are read and written, how far, the machine's
   state, the parser at its work, and what stands outside of the connection. */
#ifndef HF_CONNECTION_STEP_H
#define HF_CONNECTION_STEP_H
#include "connection/sound.h"
#include "generated/errors.h"
#include "handshake/outside.h"

/* clang-format off */
#define HF_PARSER_AS(L, p)                                                                                             \
  (\at((p).depth, L) == (p).depth && \at((p).row, L) == (p).row && \at((p).need, L) == (p).need &&                     \
   \at((p).pos, L) == (p).pos && \at((p).error, L) == (p).error &&                                                     \
   \at((p).end[0], L) == (p).end[0] && \at((p).end[1], L) == (p).end[1] && \at((p).end[2], L) == (p).end[2] &&         \
   \at((p).end[3], L) == (p).end[3] && \at((p).end[4], L) == (p).end[4] && \at((p).end[5], L) == (p).end[5] &&         \
   \at((p).end[6], L) == (p).end[6] && \at((p).end[7], L) == (p).end[7])
#define HF_STEP_LEAVES(c)                                                                                              \
  ensures HF_PLACED_AS(Pre, c);                                                                                        \
  ensures HF_INPUT_AS(Pre, c);                                                                                         \
  ensures HF_OUTPUT_AS(Pre, c);                                                                                        \
  ensures HF_PARSER_AS(Pre, (c)->handshake);                                                                           \
  ensures (c)->state == \old((c)->state) && (c)->failed == \old((c)->failed)
/* clang-format on */

/* hf_dispatch_do: HF_OK, or an hf_error. */
/*@ requires hf_sound(c); terminates \true; exits \false;
  @ assigns *c, c->chain.buffer[0 .. c->chain.size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STEP_LEAVES(c);
  @ ensures hf_outside_same{Pre, Post}(c);
  @ ensures \result < HF_ERRORS; */
uint8_t hf_step_do(struct hf_connection *c, uint8_t action);

/* hf_dispatch_decide: the event that follows. */
/*@ requires hf_sound(c); terminates \true; exits \false;
  @ assigns *c, c->chain.buffer[0 .. c->chain.size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STEP_LEAVES(c);
  @ ensures hf_outside_same{Pre, Post}(c);
  @ ensures \result < HF_EVENTS; */
uint8_t hf_step_decide(struct hf_connection *c, uint8_t decision);
#endif
