/* The record that comes in (RFC 5246 6.2.1): its bytes are gathered, its header is read, it is opened in place, and its content is
   used up. */
#ifndef HF_CONNECTION_INPUT_H
#define HF_CONNECTION_INPUT_H
#include "connection/sound.h"

#define HF_CONTENT_NONE 0u /* the type of a record that is passed over */

/* How many of n bytes belong to the header or the record that is awaited. */
/*@ requires hf_sound(c) && hf_framed(c) && n >= 1; HF_TOTAL; assigns \nothing;
  @ ensures 1 <= \result <= n;
  @ ensures \result <= (c->input.length == 0 ? HF_RECORD_HEADER : c->input.length) - c->input.filled; */
uint32_t hf_input_next(const struct hf_connection *c, size_t n);

/* Takes the next k bytes. A header that is whole is read, and a record that is whole is opened: then input.filled is 0, its content is
   buffers.in[input.at .. input.end - 1], and the next record is awaited. HF_OK, or why the record is refused. */
/*@ requires hf_sound(c) && hf_framed(c) && \valid_read(in + (0 .. k - 1));
  @ requires 1 <= k <= (c->input.length == 0 ? HF_RECORD_HEADER : c->input.length) - c->input.filled;
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), in + (0 .. k - 1));
  @ HF_TOTAL;
  @ assigns c->read.sequence, c->input, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
enum hf_error hf_input_take(struct hf_connection *c, const uint8_t *in, uint32_t k);

/* The next n bytes of content were read. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= c->input.end - c->input.at; HF_TOTAL;
  @ assigns c->input.at;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures c->input.at == \old(c->input.at) + n; */
void hf_input_read(struct hf_connection *c, uint32_t n);

/* The next n bytes of content go to the caller, and stand in the buffer no longer. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= c->input.end - c->input.at;
  @ requires \valid(out + (0 .. n - 1)) && \separated(c, out + (0 .. n - 1));
  @ requires \separated(c->buffers.in + (0 .. c->buffers.in_size - 1), out + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns c->input.at, c->buffers.in[0 .. c->buffers.in_size - 1], out[0 .. n - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures bytes_of(out, n) == \old(bytes_of(c->buffers.in + c->input.at, n)); */
void hf_input_give(struct hf_connection *c, uint8_t *out, uint32_t n);

/* What came in is zero, and the next record is awaited. */
/*@ requires \valid(input) && \valid(in + (0 .. n - 1)) && \separated(input, in + (0 .. n - 1)); HF_TOTAL;
  @ assigns input->filled, input->length, input->at, input->end, in[0 .. n - 1];
  @ ensures input->filled == 0 && input->length == 0 && input->at == 0 && input->end == 0;
  @ ensures hf_zeroed(in, n); */
void hf_input_drop(struct hf_input *input, uint8_t *in, size_t n);
#endif
