/* What holds of a connection between any two functions of engine/connection: that it is sound (handshake/sound.h), that its
   indices lie in the caller's buffers, and that these are apart from all else. There is no C here. */
#ifndef HF_CONNECTION_SOUND_H
#define HF_CONNECTION_SOUND_H
#include "generated/machine.h"
#include "handfast.h"
#include "handshake/sound.h"
#include "parse/parse.h"

/* What a call may change: all but what the caller gave, and where the buffers are. */
/* clang-format off */
#define HF_WRITER_CHANGES(c)                                                                                           \
  (c)->writer.begin, (c)->writer.room, (c)->writer.skip, (c)->writer.at, (c)->writer.written
#define HF_RUN_CHANGES(c)                                                                                              \
  (c)->machine, (c)->input, (c)->output, HF_WRITER_CHANGES(c), (c)->parser, HF_HANDSHAKE_CHANGES(c),                   \
      (c)->buffers.in[0 .. (c)->buffers.in_size - 1], (c)->buffers.out[0 .. (c)->buffers.out_size - 1]
/* A failed connection stays failed, with what it failed of. */
#define HF_STAYS_FAILED(c)                                                                                             \
  ensures \old((c)->machine.failed) != 0 ==>                                                                           \
    (c)->machine.failed == \old((c)->machine.failed) && (c)->machine.error == \old((c)->machine.error)
/* The parts of hf_framed. They speak of values, not of the connection: where none of these was written, a part is the same, word for
   word. */
#define HF_BUFFERS_SOUND(c)                                                                                            \
  hf_buffers_sound(c, (c)->buffers.in, (c)->buffers.in_size, (c)->buffers.out, (c)->buffers.out_size, (c)->chain.buffer,\
                   (c)->chain.size)
#define HF_INPUT_SOUND(c)                                                                                              \
  hf_input_sound((c)->input.filled, (c)->input.length, (c)->input.at, (c)->input.end, (c)->buffers.in_size)
#define HF_OUTPUT_SOUND(c)                                                                                             \
  (hf_output_sound((c)->output.at, (c)->output.end, (c)->output.offset, (c)->buffers.out_size) &&                      \
   (c)->writer.out == (c)->buffers.out)
#define HF_OUTPUT_APART(c) hf_output_apart((c)->buffers.out, (c)->buffers.out_size, (c)->config)
#define HF_ENDS(p) (p).end[0], (p).end[1], (p).end[2], (p).end[3], (p).end[4], (p).end[5], (p).end[6], (p).end[7]
#define HF_PARSER_SOUND(p)                                                                                             \
  (hf_ends_fall((p).depth, HF_ENDS(p)) &&                                                                              \
   hf_reading((p).row, (p).need, (p).pos, (p).depth, (p).error, hf_end_at((p).depth, HF_ENDS(p))))
#define HF_FRAMED_PARTS(c)                                                                                             \
  (HF_BUFFERS_SOUND(c) && HF_INPUT_SOUND(c) && HF_OUTPUT_SOUND(c) && HF_OUTPUT_APART(c) &&                             \
   (c)->machine.state < HF_STATES && HF_PARSER_SOUND((c)->parser))
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
  @ // A record that comes in, of which something is still awaited, the content of the one before, and what waits to be sent lie in
  @ // the buffers.
  @ predicate hf_input_sound(integer filled, integer length, integer at, integer end, integer size) =
  @   filled < (length == 0 ? HF_RECORD_HEADER : length) <= size &&
  @   (length == 0 || HF_RECORD_HEADER <= length <= HF_RECORD_HEADER + HF_FRAGMENT_MAX) && at <= end <= size;
  @ predicate hf_output_sound(integer at, integer end, integer offset, integer size) =
  @   at <= end <= size && offset <= HF_WRITER_MOST;
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
  @   (\forall integer i; 0 <= i < HF_SECRET_MAX ==> c->exchange.secret.bytes[i] == 0) &&
  @   (\forall integer i; 0 <= i < HF_MASTER_SECRET ==> c->session.master_secret[i] == 0);
  @*/

/* hf_framed is what holds between any two functions besides hf_sound. Like that, it is made of parts where parts of a connection are
   written, and a name for those parts where it is only handed on, beside the two that are read there; then that both hold after a
   function, and that the chain's buffer is as large as before. */
/* clang-format off */
#ifdef HF_PROVE_DISPATCH
/*@ predicate hf_framed_whole{L}(struct hf_connection *c) = HF_FRAMED_PARTS(c); */
#define hf_framed(c)                                                                                                   \
  (hf_framed_whole(c) && (c)->machine.state < HF_STATES && (c)->input.at <= (c)->input.end)
#define HF_STAYS_FRAMED(c)                                                                                             \
  HF_STAYS_SOUND(c);                                                                                                   \
  ensures hf_framed_whole(c);                                                                                          \
  ensures (c)->machine.state < HF_STATES && (c)->input.at <= (c)->input.end;                                           \
  ensures (c)->chain.size == \old((c)->chain.size)
#else
#define hf_framed(c) HF_FRAMED_PARTS(c)
#define HF_STAYS_FRAMED(c)                                                                                             \
  HF_STAYS_SOUND(c);                                                                                                   \
  ensures HF_BUFFERS_SOUND(c);                                                                                         \
  ensures HF_INPUT_SOUND(c);                                                                                           \
  ensures HF_OUTPUT_SOUND(c);                                                                                          \
  ensures HF_OUTPUT_APART(c);                                                                                          \
  ensures (c)->machine.state < HF_STATES;                                                                              \
  ensures HF_PARSER_SOUND((c)->parser);                                                                                \
  ensures (c)->chain.size == \old((c)->chain.size)
#endif
/* clang-format on */
#endif
