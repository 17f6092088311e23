/* A part of a buffer that is known from elsewhere. A structure is read where it lies: what was found is told as an offset and a size, so
   that no pointer is stored, and all that must be shown of it is that it lies inside what it was found in. */
#ifndef HF_PARSE_SPAN_H
#define HF_PARSE_SPAN_H
#include <stdint.h>

struct hf_span {
  uint32_t at; /* offset of the first byte */
  uint32_t n;  /* how many */
};

/* What contracts say of spans: of their fields, because solvers follow numbers better than copies of structures. */
#define hf_readable(in, s) hf_bytes_readable(in, (s).at, (s).n)
#define hf_within(a, b) hf_range_within((a).at, (a).n, (b).at, (b).n)
#define hf_left_of(now, before) hf_range_left((now).at, (now).n, (before).at, (before).n)
/*@ predicate hf_bytes_readable(uint8_t *in, integer at, integer n) =
  @   at + n <= 0xffffffff && \valid_read(in + (at .. at + n - 1));
  @ predicate hf_range_within(integer a, integer a_n, integer b, integer b_n) = b <= a && a + a_n <= b + b_n;
  @ // what is left of a span after something was taken off its front
  @ predicate hf_range_left(integer now, integer now_n, integer before, integer before_n) =
  @   before <= now && now + now_n == before + before_n;
  @ predicate hf_apart(uint8_t *in, struct hf_span *s) = \separated(s, in + (0 .. 0xffffffff));
  @ */
#endif
