/* What holds of a connection between any two functions of engine/connection: that it is sound (handshake/sound.h), that its
   indices lie in the caller's buffers, and that these are apart from all else. There is no C here. */
#ifndef HF_CONNECTION_SOUND_H
#define HF_CONNECTION_SOUND_H
#include "generated/machine.h"
#include "handfast.h"
#include "handshake/sound.h"
#include "parse/parse.h"

/* What a call may change: the connection, and what stands in the buffers. Which buffers they are, the configuration and the name
   stay. Then that a connection which began sound and framed is so still; and that a failed one stays failed, with what it
   failed of. */
/* clang-format off */
#define HF_RUN_CHANGES(c)                                                                                              \
  *(c), (c)->buffers.in[0 .. (c)->buffers.in_size - 1], (c)->buffers.out[0 .. (c)->buffers.out_size - 1],              \
      (c)->chain.buffer[0 .. (c)->chain.size - 1]
#define HF_STAYS_FRAMED(c)                                                                                             \
  HF_STAYS_SOUND(c);                                                                                                 \
  ensures hf_framed(c);                                                                                                \
  ensures HF_PLACED_AS(Pre, c);                                                                                        \
  ensures hf_fills(\old((c)->in_filled), \old((c)->in_length)) ==> HF_FILLING(c)
/* The same, a clause for each part, where a function writes some fields itself: a solver shows one part, and not all at once. */
#define HF_STAYS_FRAMED_PARTS(c)                                                                                       \
  ensures HF_BUFFERS_SOUND(c);                                                                                         \
  ensures HF_INPUT_SOUND(c);                                                                                           \
  ensures HF_OUTPUT_SOUND(c);                                                                                          \
  ensures HF_OUTPUT_APART(c);                                                                                          \
  ensures (c)->state < HF_STATES;                                                                                      \
  ensures HF_PARSER_SOUND((c)->handshake);                                                                             \
  ensures HF_PLACED_AS(Pre, c)
#define HF_STAYS_FAILED(c)                                                                                             \
  ensures \old((c)->failed) != 0 ==> (c)->failed == \old((c)->failed) && (c)->error == \old((c)->error)
/* The parts of hf_framed. They speak of values, not of the connection: where none of these was written, a part is the same, word for
   word. Likewise that the buffers, the configuration and the name are those of an earlier moment, L; where reading is; and whether
   the connection has failed, and of what. */
#define HF_BUFFERS_SOUND(c)                                                                                            \
  hf_buffers_sound(c, (c)->buffers.in, (c)->buffers.in_size, (c)->buffers.out, (c)->buffers.out_size, (c)->chain.buffer,\
                   (c)->chain.size)
#define HF_INPUT_SOUND(c)                                                                                              \
  hf_input_sound((c)->in_filled, (c)->in_length, (c)->in_at, (c)->in_end, (c)->buffers.in_size)
#define HF_OUTPUT_SOUND(c)                                                                                             \
  (hf_output_sound((c)->out_at, (c)->out_end, (c)->out_offset, (c)->buffers.out_size) &&                               \
   (c)->writer.out == (c)->buffers.out)
#define HF_OUTPUT_APART(c) hf_output_apart((c)->buffers.out, (c)->buffers.out_size, (c)->config)
#define HF_ENDS(p) (p).end[0], (p).end[1], (p).end[2], (p).end[3], (p).end[4], (p).end[5], (p).end[6], (p).end[7]
#define HF_PARSER_SOUND(p)                                                                                             \
  (hf_ends_fall((p).depth, HF_ENDS(p)) &&                                                                              \
   hf_reading((p).row, (p).need, (p).pos, (p).depth, (p).error, hf_end_at((p).depth, HF_ENDS(p))))
#define hf_framed(c)                                                                                                   \
  (HF_BUFFERS_SOUND(c) && HF_INPUT_SOUND(c) && HF_OUTPUT_SOUND(c) && HF_OUTPUT_APART(c) && (c)->state < HF_STATES &&    \
   HF_PARSER_SOUND((c)->handshake))
#define HF_FILLING(c) hf_fills((c)->in_filled, (c)->in_length)
#define HF_PLACED_AS(L, c)                                                                                             \
  (\at((c)->config, L) == (c)->config && \at((c)->server_name, L) == (c)->server_name &&                               \
   \at((c)->buffers.in, L) == (c)->buffers.in && \at((c)->buffers.in_size, L) == (c)->buffers.in_size &&               \
   \at((c)->buffers.out, L) == (c)->buffers.out && \at((c)->buffers.out_size, L) == (c)->buffers.out_size &&           \
   \at((c)->chain.buffer, L) == (c)->chain.buffer && \at((c)->chain.size, L) == (c)->chain.size &&                     \
   \at((c)->writer.out, L) == (c)->writer.out)
#define HF_INPUT_AS(L, c)                                                                                              \
  (\at((c)->in_filled, L) == (c)->in_filled && \at((c)->in_length, L) == (c)->in_length &&                             \
   \at((c)->in_at, L) == (c)->in_at && \at((c)->in_end, L) == (c)->in_end)
#define HF_OUTPUT_AS(L, c)                                                                                             \
  (\at((c)->out_at, L) == (c)->out_at && \at((c)->out_end, L) == (c)->out_end &&                                       \
   \at((c)->out_offset, L) == (c)->out_offset)
#define HF_FAILURE_AS(L, c) (\at((c)->failed, L) == (c)->failed && \at((c)->error, L) == (c)->error)
/* clang-format on */

/*@ predicate hf_buffers_sound{L}(struct hf_connection *c, uint8_t *in, integer in_n, uint8_t *out, integer out_n, uint8_t *chain,
  @                                integer chain_n) =
  @   HF_IN_LEAST <= in_n <= HF_BUFFER_MAX && HF_OUT_LEAST <= out_n <= HF_BUFFER_MAX &&
  @   \valid(in + (0 .. in_n - 1)) && \valid(out + (0 .. out_n - 1)) &&
  @   \separated(c, in + (0 .. in_n - 1)) && \separated(c, out + (0 .. out_n - 1)) &&
  @   \separated(in + (0 .. in_n - 1), out + (0 .. out_n - 1)) &&
  @   \separated(in + (0 .. in_n - 1), chain + (0 .. chain_n - 1)) &&
  @   \separated(out + (0 .. out_n - 1), chain + (0 .. chain_n - 1));
  @
  @ // A record that comes in, its content, and what waits to be sent lie in the buffers. The next record is waited for, or is not
  @ // whole yet.
  @ predicate hf_input_sound(integer filled, integer length, integer at, integer end, integer size) =
  @   filled <= (length == 0 ? HF_RECORD_HEADER : length) <= size && (length == 0 || HF_RECORD_HEADER <= length) &&
  @   at <= end <= size;
  @ predicate hf_output_sound(integer at, integer end, integer offset, integer size) =
  @   at <= end <= size && offset <= HF_WRITER_MOST;
  @ predicate hf_fills(integer filled, integer length) = filled < (length == 0 ? HF_RECORD_HEADER : length);
  @
  @ // The message being sent is made of nothing that stands where it is written.
  @ predicate hf_chain_clear{L}(uint8_t *out, integer n, struct hf_identity *i) =
  @   \separated(out + (0 .. n - 1), i->certificates + (0 .. i->certificates_n - 1)) &&
  @   \separated(out + (0 .. n - 1), i->certificate_sizes + (0 .. i->certificates_n - 1)) &&
  @   \separated(out + (0 .. n - 1), i->raw_public_key + (0 .. i->raw_public_key_n - 1)) &&
  @   \separated(out + (0 .. n - 1), i->ocsp_response + (0 .. i->ocsp_response_n - 1)) &&
  @   (\forall integer j; 0 <= j < i->certificates_n ==>
  @      \separated(out + (0 .. n - 1), i->certificates[j] + (0 .. i->certificate_sizes[j] - 1)));
  @ predicate hf_output_apart{L}(uint8_t *out, integer n, struct hf_config *g) =
  @   \separated(out + (0 .. n - 1), g->application_protocols + (0 .. g->application_protocols_n - 1)) &&
  @   (\forall integer k; 0 <= k < g->identities_n ==> hf_chain_clear(out, n, g->identities + k));
  @
  @ // hf_well, of what a parser has: the ends of its vectors, outermost first, fall as far as they are open.
  @ logic integer hf_end_at(integer depth, integer e0, integer e1, integer e2, integer e3, integer e4, integer e5, integer e6,
  @   integer e7) = depth == 0 ? e0 : depth == 1 ? e1 : depth == 2 ? e2 : depth == 3 ? e3 : depth == 4 ? e4 : depth == 5 ? e5 :
  @     depth == 6 ? e6 : e7;
  @ predicate hf_ends_fall(integer depth, integer e0, integer e1, integer e2, integer e3, integer e4, integer e5, integer e6,
  @   integer e7) =
  @   e0 <= HF_MESSAGE_MOST && (depth >= 1 ==> e1 <= e0) && (depth >= 2 ==> e2 <= e1) && (depth >= 3 ==> e3 <= e2) &&
  @   (depth >= 4 ==> e4 <= e3) && (depth >= 5 ==> e5 <= e4) && (depth >= 6 ==> e6 <= e5) && (depth >= 7 ==> e7 <= e6);
  @ predicate hf_reading(integer row, integer need, integer pos, integer depth, integer error, integer end) =
  @   depth < HF_PARSER_DEPTH && pos <= end && row < HF_ROWS && (row == 0 && error == HF_OK ==> depth == 0) &&
  @   (row != 0 ==> error == HF_OK && 1 <= need <= end - pos);
  @ lemma hf_well_falls{L}: \forall struct hf_parser *p; hf_well(p) ==> HF_PARSER_SOUND(*p);
  @ lemma hf_falls_well{L}: \forall struct hf_parser *p; HF_PARSER_SOUND(*p) ==> hf_well(p);
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
  @   hf_output_apart(b->out, b->out_size, g);
  @
  @ // What a failed connection no longer has.
  @ predicate hf_wiped{L}(struct hf_connection *c) =
  @   (\forall integer i; 0 <= i < HF_SECRET_MAX ==> c->secret[i] == 0) &&
  @   (\forall integer i; 0 <= i < HF_MASTER_SECRET ==> c->session.master_secret[i] == 0);
  @*/
#endif
