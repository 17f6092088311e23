/* Writes a message through a window. A message is encoded as a whole, as often as needed; each time only the bytes of the
   window get out. So a message of any length is cut into records without ever standing in a buffer.

     hf_writer_start(&w, out, room, already_sent);
     hf_encode_certificate(&w, &certificate);
     send out[0 .. w.written - 1]; the message is complete when already_sent + w.written == w.at

   The numbers put are those of the messages' lengths: 1, 2 or 3 bytes, big-endian (RFC 5246 4.1). */
#ifndef HF_PARSE_WRITER_H
#define HF_PARSE_WRITER_H
#include "handfast/total.h"
#include "handfast/writer.h"

#define HF_WRITER_MOST 0x1000003u /* no handshake message is longer, header included; what is put beyond is dropped */

/*@ // The window: of `at` bytes, those from skip on are in out from begin on, as many as there is room for.
  @ predicate hf_writing(struct hf_writer *w) =
  @   \valid(w) && \valid(w->out + (0 .. w->room - 1)) && \separated(w, w->out + (0 .. w->room - 1)) &&
  @   w->at <= HF_WRITER_MOST && w->begin <= w->room &&
  @   w->written == w->begin + (w->at <= w->skip ? 0 : w->at - w->skip <= w->room - w->begin ? w->at - w->skip :
  @     w->room - w->begin);
  @*/

/*@ requires \valid(w) && \valid(out + (0 .. room - 1)) && \separated(w, out + (0 .. room - 1));
  @ HF_TOTAL;
  @ assigns *w;
  @ ensures hf_writing(w);
  @ ensures w->out == out && w->room == room && w->skip == skip && w->at == 0 && w->written == 0;
  @*/
void hf_writer_start(struct hf_writer *w, uint8_t *out, uint32_t room, uint32_t skip);

/* The next message of a writer whose buffer stays: its window is out[begin .. room - 1]. */
/*@ requires \valid(w) && \valid(w->out + (0 .. room - 1)) && \separated(w, w->out + (0 .. room - 1)) && begin <= room;
  @ HF_TOTAL;
  @ assigns w->begin, w->room, w->skip, w->at, w->written;
  @ ensures hf_writing(w);
  @ ensures w->begin == begin && w->room == room && w->skip == skip && w->at == 0 && w->written == begin;
  @*/
void hf_writer_next(struct hf_writer *w, uint32_t begin, uint32_t room, uint32_t skip);

/* n bytes as they are. */
/*@ requires hf_writing(w);
  @ requires \valid_read(from + (0 .. n - 1));
  @ requires \separated(w, from + (0 .. n - 1)) && \separated(w->out + (0 .. w->room - 1), from + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @ ensures w->at == (\old(w->at) + n <= HF_WRITER_MOST ? \old(w->at) + n : HF_WRITER_MOST);
  @ ensures inside: \old(w->at) >= w->skip ==> (\forall integer j; 0 <= j < w->written - \old(w->written) ==>
  @   w->out[\old(w->written) + j] == from[j]);
  @*/
void hf_put_bytes(struct hf_writer *w, const uint8_t *from, size_t n);

/* A number of 1, 2, 3 or 4 bytes; the least significant ones of value. */
/*@ requires hf_writing(w);
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @*/
void hf_put8(struct hf_writer *w, uint32_t value);
/*@ requires hf_writing(w);
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @*/
void hf_put16(struct hf_writer *w, uint32_t value);
/*@ requires hf_writing(w);
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @*/
void hf_put24(struct hf_writer *w, uint32_t value);
/*@ requires hf_writing(w);
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @*/
void hf_put32(struct hf_writer *w, uint32_t value);

/* A vector: its length in bytes, of `prefix` bytes, then n bytes. */
/*@ requires hf_writing(w) && 1 <= prefix <= 3;
  @ requires \valid_read(from + (0 .. n - 1));
  @ requires \separated(w, from + (0 .. n - 1)) && \separated(w->out + (0 .. w->room - 1), from + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @*/
void hf_put_vector(struct hf_writer *w, uint32_t prefix, const uint8_t *from, size_t n);

/* A vector of n uint16. */
/*@ requires hf_writing(w) && 1 <= prefix <= 3;
  @ requires \valid_read(from + (0 .. n - 1));
  @ requires \separated(w, from + (0 .. n - 1)) && \separated(w->out + (0 .. w->room - 1), from + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @*/
void hf_put_numbers(struct hf_writer *w, uint32_t prefix, const uint16_t *from, size_t n);

/* A vector of n vectors, whose lengths have `inner` bytes. */
/*@ requires hf_writing(w) && 1 <= prefix <= 3 && 1 <= inner <= 3;
  @ requires \valid_read(from + (0 .. n - 1)) && \valid_read(sizes + (0 .. n - 1));
  @ requires \forall integer i; 0 <= i < n ==> \valid_read(from[i] + (0 .. sizes[i] - 1));
  @ requires \separated(w, from + (0 .. n - 1)) && \separated(w->out + (0 .. w->room - 1), from + (0 .. n - 1));
  @ requires \separated(w, sizes + (0 .. n - 1)) && \separated(w->out + (0 .. w->room - 1), sizes + (0 .. n - 1));
  @ requires \forall integer i; 0 <= i < n ==> \separated(w, from[i] + (0 .. sizes[i] - 1));
  @ requires \forall integer i; 0 <= i < n ==> \separated(w->out + (0 .. w->room - 1), from[i] + (0 .. sizes[i] - 1));
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @*/
void hf_put_gathered(struct hf_writer *w, uint32_t prefix, uint32_t inner, const uint8_t *const *from,
                     const size_t *sizes, size_t n);

/* A length of 1, 2 or 3 bytes, as prefix says. */
/*@ requires hf_writing(w) && 1 <= prefix <= 3;
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[\at(w->written, Pre) .. w->room - 1];
  @ ensures hf_writing(w) && w->written >= \old(w->written);
  @*/
void hf_put_length(struct hf_writer *w, uint32_t prefix, uint32_t n);

/* Sizes are added so that they never wrap: what would be too long stays at HF_WRITER_MOST. */
/*@ requires n <= HF_WRITER_MOST;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (n + more <= HF_WRITER_MOST ? n + more : HF_WRITER_MOST);
  @*/
static inline uint32_t hf_size_add(uint32_t n, size_t more) {
  return more <= HF_WRITER_MOST - n ? n + (uint32_t)more : HF_WRITER_MOST;
}

/* The same for the two bytes of each of some numbers. */
/*@ requires n <= HF_WRITER_MOST;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (n + 2 * more <= HF_WRITER_MOST ? n + 2 * more : HF_WRITER_MOST);
  @*/
static inline uint32_t hf_size_add_numbers(uint32_t n, size_t more) {
  return more <= (HF_WRITER_MOST - n) / 2u ? n + 2u * (uint32_t)more : HF_WRITER_MOST;
}

/* The same for vectors in a vector. */
/*@ requires n <= HF_WRITER_MOST && 1 <= inner <= 3;
  @ requires \valid_read(sizes + (0 .. count - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures n <= \result <= HF_WRITER_MOST;
  @*/
uint32_t hf_size_add_gathered(uint32_t n, uint32_t inner, const size_t *sizes, size_t count);

/* A vector that is left out when it is empty: its size with its length before it. */
/*@ requires n <= HF_WRITER_MOST && 1 <= prefix <= 3;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_WRITER_MOST;
  @ ensures n == 0 ==> \result == 0;
  @*/
static inline uint32_t hf_size_optional(uint32_t n, uint32_t prefix) {
  return n == 0u ? 0u : hf_size_add(n, prefix);
}
#endif
