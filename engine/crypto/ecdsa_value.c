/* Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } (RFC 3279 2.2.3), in DER. With two numbers of at most 48 bytes all
   lengths are below 128: one byte each. */
#include "crypto/bytes.h"
#include "crypto/signature.h"
#include <stdbool.h>

#define SEQUENCE 0x30u
#define INTEGER 0x02u

/* The smallest encoding of a number that is not negative? */
/*@ requires \valid_read(in + (0 .. n-1)) && 1 <= n;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> (in[0] < 128 && (n > 1 && in[0] == 0 ==> in[1] >= 128));
  @*/
static bool is_minimal(const uint8_t *in, size_t n) {
  return in[0] < 0x80u && (n == 1u || in[0] != 0 || in[1] >= 0x80u);
}

/* Reads one INTEGER, at the beginning of n bytes, into out. Answers the bytes that it takes; 0: it is not one that fits. */
/*@ requires 1 <= size <= HF_SCALAR_MAX;
  @ requires \valid_read(in + (0 .. n-1)) && \valid(out + (0 .. size - 1));
  @ requires \separated(out + (0 .. size - 1), in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns out[0 .. size - 1];
  @ ensures \result <= n;
  @ ensures \result == 0 || 3 <= \result <= size + 3;
  @*/
static size_t read_integer(const uint8_t *in, size_t n, size_t size, uint8_t *out) {
  size_t at = 2;
  size_t length = 0;
  if (n < 3u || in[0] != INTEGER || in[1] == 0 || in[1] > n - 2u || !is_minimal(in + 2, in[1]))
    return 0;
  length = in[1];
  if (in[2] == 0) {
    at = 3;
    length -= 1u;
  }
  if (length > size)
    return 0;
  hf_fill(out, 0, size - length);
  hf_copy(out + (size - length), in + at, length);
  return at + length;
}

int hf_ecdsa_read(const uint8_t *in, size_t n, size_t size, uint8_t *r, uint8_t *s) {
  size_t r_n = 0;
  size_t s_n = 0;
  if (n < 2u || in[0] != SEQUENCE || in[1] >= 0x80u || in[1] != n - 2u)
    return -1;
  r_n = read_integer(in + 2, n - 2u, size, r);
  if (r_n == 0)
    return -1;
  s_n = read_integer(in + 2 + r_n, n - 2u - r_n, size, s);
  return s_n != 0 && s_n == n - 2u - r_n ? 0 : -1;
}

/* Writes one INTEGER. Answers its bytes. */
/*@ requires 1 <= size <= HF_SCALAR_MAX;
  @ requires \valid(out + (0 .. size + 2)) && \valid_read(in + (0 .. size - 1));
  @ requires \separated(out + (0 .. size + 2), in + (0 .. size - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. size + 2];
  @ ensures 3 <= \result <= size + 3;
  @*/
static size_t write_integer(uint8_t *out, size_t size, const uint8_t *in) {
  size_t zeroes = 0;
  size_t pad = 0;
  /*@ loop invariant 0 <= zeroes <= size - 1;
    @ loop assigns zeroes;
    @ loop variant size - zeroes; */
  while (zeroes < size - 1u && in[zeroes] == 0)
    zeroes++;
  pad = in[zeroes] >= 0x80u ? 1u : 0u;
  out[0] = INTEGER;
  out[1] = (uint8_t)(pad + size - zeroes);
  out[2] = 0;
  hf_copy(out + 2 + pad, in + zeroes, size - zeroes);
  return 2u + pad + size - zeroes;
}

size_t hf_ecdsa_write(uint8_t *out, size_t size, const uint8_t *r, const uint8_t *s) {
  const size_t r_n = write_integer(out + 2, size, r);
  const size_t s_n = write_integer(out + 2 + r_n, size, s);
  out[0] = SEQUENCE;
  out[1] = (uint8_t)(r_n + s_n);
  return 2u + r_n + s_n;
}
