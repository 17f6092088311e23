#include "parse/writer.h"

void hf_writer_start(struct hf_writer *w, uint8_t *out, uint32_t room, uint32_t skip) {
  w->out = out;
  w->begin = 0u;
  w->room = room;
  w->skip = skip;
  w->at = 0u;
  w->written = 0u;
}

void hf_writer_next(struct hf_writer *w, uint32_t begin, uint32_t room, uint32_t skip) {
  w->begin = begin;
  w->room = room;
  w->skip = skip;
  w->at = 0u;
  w->written = begin;
}

/*@ requires \valid(to + (0 .. n - 1)) && \valid_read(from + (0 .. n - 1));
  @ requires \separated(to + (0 .. n - 1), from + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns to[0 .. n - 1];
  @ ensures \forall integer i; 0 <= i < n ==> to[i] == from[i];
  @*/
static void copy(uint8_t *restrict to, const uint8_t *restrict from, uint32_t n) {
  uint32_t i;
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> to[j] == from[j];
    @ loop assigns i, to[0 .. n - 1];
    @ loop variant n - i;
    @*/
  for (i = 0u; i < n; i++)
    to[i] = from[i];
}

void hf_put_bytes(struct hf_writer *w, const uint8_t *from, size_t n) {
  uint32_t most = HF_WRITER_MOST - w->at;
  uint32_t count = n < most ? (uint32_t)n : most;
  uint32_t before = w->skip > w->at ? w->skip - w->at : 0u; /* of the window: not wanted */
  uint32_t wanted = before < count ? count - before : 0u;
  uint32_t free = w->room - w->written;
  if (free > wanted)
    free = wanted;
  if (free != 0u)
    copy(w->out + w->written, from + before, free);
  /*@ assert copied: \forall integer j; 0 <= j < free ==> w->out[w->written + j] == from[before + j]; */
  w->written = w->written + free;
  w->at = w->at + count;
}

void hf_put8(struct hf_writer *w, uint32_t value) {
  if (w->at == HF_WRITER_MOST)
    return;
  if (w->at >= w->skip && w->written < w->room) {
    w->out[w->written] = (uint8_t)(value % 256u);
    w->written = w->written + 1u;
  }
  w->at = w->at + 1u;
}

void hf_put16(struct hf_writer *w, uint32_t value) {
  hf_put8(w, value / 256u);
  hf_put8(w, value);
}

void hf_put24(struct hf_writer *w, uint32_t value) {
  hf_put8(w, value / 65536u);
  hf_put8(w, value / 256u);
  hf_put8(w, value);
}

void hf_put32(struct hf_writer *w, uint32_t value) {
  hf_put8(w, value / 0x1000000u);
  hf_put24(w, value);
}

void hf_put_length(struct hf_writer *w, uint32_t prefix, uint32_t n) {
  if (prefix == 1u)
    hf_put8(w, n);
  else if (prefix == 2u)
    hf_put16(w, n);
  else
    hf_put24(w, n);
}

void hf_put_vector(struct hf_writer *w, uint32_t prefix, const uint8_t *from, size_t n) {
  hf_put_length(w, prefix, hf_size_add(0u, n));
  hf_put_bytes(w, from, n);
}

void hf_put_numbers(struct hf_writer *w, uint32_t prefix, const uint16_t *from, size_t n) {
  size_t i;
  hf_put_length(w, prefix, hf_size_add_numbers(0u, n));
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant hf_writing(w) && \at(w->written, Pre) <= w->written;
    @ loop assigns i, w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
    @ loop variant n - i;
    @*/
  for (i = 0u; i < n; i++)
    hf_put16(w, from[i]);
}

void hf_put_gathered(struct hf_writer *w, uint32_t prefix, uint32_t inner, const uint8_t *const *from,
                     const size_t *sizes, size_t n) {
  size_t i;
  hf_put_length(w, prefix, hf_size_add_gathered(0u, inner, sizes, n));
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant hf_writing(w) && \at(w->written, Pre) <= w->written;
    @ loop assigns i, w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
    @ loop variant n - i;
    @*/
  for (i = 0u; i < n; i++)
    hf_put_vector(w, inner, from[i], sizes[i]);
}

uint32_t hf_size_add_gathered(uint32_t n, uint32_t inner, const size_t *sizes, size_t count) {
  size_t i;
  /*@ loop invariant 0 <= i <= count;
    @ loop invariant \at(n, Pre) <= n <= HF_WRITER_MOST;
    @ loop assigns i, n;
    @ loop variant count - i;
    @*/
  for (i = 0u; i < count; i++)
    n = hf_size_add(hf_size_add(n, inner), sizes[i]);
  return n;
}
