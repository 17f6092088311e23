/* What holds of a connection between any two functions of engine/connection: that it is sound (handshake/sound.h), that its
   indices lie in the caller's buffers, and that these are apart from all else. There is no C here. */
#ifndef HF_CONNECTION_SOUND_H
#define HF_CONNECTION_SOUND_H
#include "generated/machine.h"
#include "handfast.h"
#include "handshake/sound.h"
#include "parse/parse.h"

/* What a call may change: the connection, and what stands in the buffers. Which buffers they are, the configuration and the name
   stay (hf_placed). Then that a connection which began sound and framed is so still; and that a failed one stays failed, with what it
   failed of. */
/* clang-format off */
#define HF_RUN_CHANGES(c)                                                                                              \
  *(c), (c)->buffers.in[0 .. (c)->buffers.in_size - 1], (c)->buffers.out[0 .. (c)->buffers.out_size - 1],              \
      (c)->chain.buffer[0 .. (c)->chain.size - 1]
#define HF_STAYS_FRAMED(c)                                                                                             \
  ensures hf_sound(c);                                                                                                 \
  ensures hf_framed(c);                                                                                                \
  ensures hf_placed{Pre, Post}(c);                                                                                     \
  ensures \old(hf_filling(c)) ==> hf_filling(c)
#define HF_STAYS_FAILED(c)                                                                                             \
  ensures \old((c)->failed) != 0 ==> (c)->failed == \old((c)->failed) && (c)->error == \old((c)->error)
/* clang-format on */

/*@ predicate hf_buffers_apart{L}(struct hf_connection *c) =
  @   \separated(c, c->buffers.in + (0 .. c->buffers.in_size - 1)) &&
  @   \separated(c, c->buffers.out + (0 .. c->buffers.out_size - 1)) &&
  @   \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), c->buffers.out + (0 .. c->buffers.out_size - 1)) &&
  @   \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), c->chain.buffer + (0 .. c->chain.size - 1)) &&
  @   \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), c->chain.buffer + (0 .. c->chain.size - 1));
  @ predicate hf_buffers_sound{L}(struct hf_connection *c) =
  @   HF_IN_LEAST <= c->buffers.in_size <= HF_BUFFER_MAX && HF_OUT_LEAST <= c->buffers.out_size <= HF_BUFFER_MAX &&
  @   \valid(c->buffers.in + (0 .. c->buffers.in_size - 1)) && \valid(c->buffers.out + (0 .. c->buffers.out_size - 1)) &&
  @   hf_buffers_apart(c);
  @
  @ // A record that comes in, its content, and what waits to be sent lie in the buffers.
  @ predicate hf_input_sound{L}(struct hf_connection *c) =
  @   c->in_filled <= (c->in_length == 0 ? HF_RECORD_HEADER : c->in_length) <= c->buffers.in_size &&
  @   (c->in_length == 0 || HF_RECORD_HEADER <= c->in_length) && c->in_at <= c->in_end <= c->buffers.in_size;
  @ predicate hf_output_sound{L}(struct hf_connection *c) =
  @   c->out_at <= c->out_end <= c->buffers.out_size && c->out_offset <= HF_WRITER_MOST;
  @
  @ // The message being sent is made of nothing that stands where it is written.
  @ predicate hf_chain_clear{L}(uint8_t *out, integer n, struct hf_identity *i) =
  @   \separated(out + (0 .. n - 1), i->certificates + (0 .. i->certificates_n - 1)) &&
  @   \separated(out + (0 .. n - 1), i->certificate_sizes + (0 .. i->certificates_n - 1)) &&
  @   (\forall integer j; 0 <= j < i->certificates_n ==>
  @      \separated(out + (0 .. n - 1), i->certificates[j] + (0 .. i->certificate_sizes[j] - 1)));
  @ predicate hf_output_apart{L}(struct hf_connection *c) =
  @   \separated(c->buffers.out + (0 .. c->buffers.out_size - 1),
  @     c->config->application_protocols + (0 .. c->config->application_protocols_n - 1)) &&
  @   (\forall integer k; 0 <= k < c->config->identities_n ==>
  @      hf_chain_clear(c->buffers.out, c->buffers.out_size, c->config->identities + k));
  @
  @ predicate hf_framed{L}(struct hf_connection *c) =
  @   hf_buffers_sound(c) && hf_input_sound(c) && hf_output_sound(c) && hf_output_apart(c) && c->state < HF_STATES &&
  @   hf_well(&c->handshake);
  @
  @ predicate hf_placed{A, B}(struct hf_connection *c) =
  @   \at(c->config, A) == \at(c->config, B) && \at(c->server_name, A) == \at(c->server_name, B) &&
  @   \at(c->buffers.in, A) == \at(c->buffers.in, B) && \at(c->buffers.in_size, A) == \at(c->buffers.in_size, B) &&
  @   \at(c->buffers.out, A) == \at(c->buffers.out, B) && \at(c->buffers.out_size, A) == \at(c->buffers.out_size, B) &&
  @   \at(c->chain.buffer, A) == \at(c->chain.buffer, B) && \at(c->chain.size, A) == \at(c->chain.size, B);
  @
  @ // What a caller begins a connection with.
  @ predicate hf_given_buffers{L}(struct hf_connection *c, struct hf_buffers *b) =
  @   \valid_read(b) && \separated(c, b) && (b->in == \null || \valid(b->in + (0 .. b->in_size - 1))) &&
  @   (b->out == \null || \valid(b->out + (0 .. b->out_size - 1))) &&
  @   (b->chain == \null || \valid(b->chain + (0 .. b->chain_size - 1))) &&
  @   \separated(c, b->in + (0 .. b->in_size - 1)) && \separated(c, b->out + (0 .. b->out_size - 1)) &&
  @   \separated(c, b->chain + (0 .. b->chain_size - 1)) &&
  @   \separated(b->in + (0 .. b->in_size - 1), b->out + (0 .. b->out_size - 1)) &&
  @   \separated(b->in + (0 .. b->in_size - 1), b->chain + (0 .. b->chain_size - 1)) &&
  @   \separated(b->out + (0 .. b->out_size - 1), b->chain + (0 .. b->chain_size - 1));
  @ predicate hf_given{L}(struct hf_connection *c, struct hf_config *g, struct hf_buffers *b) =
  @   \valid(c) && hf_config_sound(g) && hf_config_apart(c, g) && hf_given_buffers(c, b) &&
  @   \separated(b->out + (0 .. b->out_size - 1), g->application_protocols + (0 .. g->application_protocols_n - 1)) &&
  @   (\forall integer k; 0 <= k < g->identities_n ==> hf_chain_clear(b->out, b->out_size, g->identities + k));
  @
  @ // What a failed connection no longer has.
  @ predicate hf_wiped{L}(struct hf_connection *c) =
  @   (\forall integer i; 0 <= i < HF_SECRET_MAX ==> c->secret[i] == 0) &&
  @   (\forall integer i; 0 <= i < HF_MASTER_SECRET ==> c->session.master_secret[i] == 0);
  @
  @ // The next record is waited for, or is not whole yet.
  @ predicate hf_filling{L}(struct hf_connection *c) =
  @   c->in_filled < (c->in_length == 0 ? HF_RECORD_HEADER : c->in_length);
  @*/
#endif
