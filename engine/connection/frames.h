/* What holds still while other things are written, for the proofs of functions that write hash states, sequence numbers and the
   like. There is no C here. */
#ifndef HF_CONNECTION_FRAMES_H
#define HF_CONNECTION_FRAMES_H
#include "connection/sound.h"
#include "handshake/outside.h"

/* What the length of a record follows from. */
/* clang-format off */
#define HF_SHAPE_AS(L, s)                                                                                              \
  (\at((s)->protection, L) == (s)->protection && \at((s)->explicit_n, L) == (s)->explicit_n &&                         \
   \at((s)->tag_n, L) == (s)->tag_n)
/* clang-format on */

/*@ lemma hf_output_apart_same{A, B}: \forall struct hf_connection *c, struct hf_config *g, uint8_t *out, integer n;
  @   hf_outside_same{A, B}(c) ==> \at(hf_config_apart(c, g), A) ==> hf_output_apart{A}(out, n, g) ==>
  @   hf_output_apart{B}(out, n, g);
  @*/
#endif
