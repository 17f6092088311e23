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
/* The bytes of a connection that hf_sound and hf_framed read, and whether it failed: none of them lies in a buffer. */
#define HF_BYTES_AS(L, c)                                                                                              \
  (\at((c)->transcript.wanted, L) == (c)->transcript.wanted &&                                                         \
   \at((c)->transcript.sha256.id, L) == (c)->transcript.sha256.id &&                                                   \
   \at((c)->transcript.sha384.id, L) == (c)->transcript.sha384.id &&                                                   \
   \at((c)->transcript.sha512.id, L) == (c)->transcript.sha512.id &&                                                   \
   \at((c)->session.session_id_n, L) == (c)->session.session_id_n && HF_SHAPE_AS(L, &(c)->read) &&                     \
   \at((c)->read.mac.id, L) == (c)->read.mac.id && HF_SHAPE_AS(L, &(c)->write) &&                                      \
   \at((c)->write.mac.id, L) == (c)->write.mac.id && \at((c)->chain.count, L) == (c)->chain.count &&                   \
   \at((c)->state, L) == (c)->state && \at((c)->handshake.error, L) == (c)->handshake.error && HF_FAILURE_AS(L, c))
/* clang-format on */

/*@ lemma hf_output_apart_same{A, B}: \forall struct hf_connection *c, struct hf_config *g, uint8_t *out, integer n;
  @   hf_outside_same{A, B}(c) ==> \at(hf_config_apart(c, g), A) ==> hf_output_apart{A}(out, n, g) ==>
  @   hf_output_apart{B}(out, n, g);
  @*/
#endif
