/* What of a connection is as it was, for the proofs of functions that write hash states: a few fields being the same is enough
   for a part of hf_sound to hold still. There is no C here. */
#ifndef HF_HANDSHAKE_FRAMES_H
#define HF_HANDSHAKE_FRAMES_H
#include "handshake/sound.h"

/*@ predicate hf_midstate_same{L1,L2}(struct hf_midstate *m) =
  @   \forall integer i; 0 <= i < 8 ==> \at(m->word[i], L1) == \at(m->word[i], L2);
  @ predicate hf_record_same{L1,L2}(struct hf_record_state *s) =
  @   hf_midstate_same{L1,L2}(\at(&s->mac.inner, L1)) &&
  @   hf_midstate_same{L1,L2}(\at(&s->mac.outer, L1)) &&
  @   \at(s->mac.id, L1) == \at(s->mac.id, L2) && \at(s->protection, L1) == \at(s->protection, L2) &&
  @   \at(s->explicit_n, L1) == \at(s->explicit_n, L2) && \at(s->tag_n, L1) == \at(s->tag_n, L2);
  @ lemma hf_held_same{L1,L2}: \forall struct hf_midstate *m;
  @   hf_midstate_same{L1,L2}(m) ==> \at(hash_held(m), L1) == \at(hash_held(m), L2);
  @ lemma hf_record_ready_same{L1,L2}: \forall struct hf_record_state *s;
  @   hf_record_same{L1,L2}(s) ==> hf_record_ready{L1}(s) ==> hf_record_ready{L2}(s);
  @ predicate hf_chain_same{L1,L2}(struct hf_chain *v) =
  @   \at(v->count, L1) == \at(v->count, L2) && \at(v->used, L1) == \at(v->used, L2) &&
  @   \at(v->size, L1) == \at(v->size, L2) && \at(v->buffer, L1) == \at(v->buffer, L2);
  @*/
#endif
