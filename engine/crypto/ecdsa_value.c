/* Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } (RFC 3279 2.2.3), in DER. Two numbers of at most 66 bytes have
   lengths below 128, one byte each; that of the SEQUENCE has a second byte for P-521. */
#include "crypto/bytes.h"
#include "crypto/signature.h"
#include <stdbool.h>

#define SEQUENCE 0x30u
#define INTEGER 0x02u
#define LONG 0x81u /* a length of one byte follows, 128 or more */

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
  @ ensures \result != 0 ==> der_integer(in, \result, size);
  @ ensures \result != 0 ==> der_number(in, \result, size, bytes_of(out, size));
  @ ensures 1 <= in[1] && in[1] + 2 <= n && der_integer(in, in[1] + 2, size) ==> \result == in[1] + 2;
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
  /*@ loop invariant size - length <= i <= size && bytes_kept{Pre,Here}(in, n);
    @ loop invariant \forall integer j; 0 <= j < size - length ==> out[j] == 0;
    @ loop invariant \forall integer j; size - length <= j < i ==> out[j] == in[at + length - size + j];
    @ loop assigns i, out[size - length .. size - 1];
    @ loop variant size - i; */
  for (size_t i = size - length; i < size; i++)
    out[i] = in[at + (i - (size - length))];
  return at + length;
}

/* Bytes before the content of a SEQUENCE that is all of n bytes; 0: they are not one. */
/*@ requires \valid_read(in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || (2 <= \result <= 3 && \result <= n && in[0] == 0x30);
  @ ensures \result != 0 ==> ecdsa_sequence(in, n) && \result == ecdsa_r(in);
  @ ensures ecdsa_sequence(in, n) ==> \result != 0;
  @*/
static size_t header_size(const uint8_t *in, size_t n) {
  if (n < 3u || in[0] != SEQUENCE)
    return 0;
  if (in[1] < 0x80u)
    return in[1] == n - 2u ? 2u : 0u;
  return in[1] == LONG && in[2] >= 0x80u && in[2] == n - 3u ? 3u : 0u;
}

int hf_ecdsa_read(const uint8_t *in, size_t n, size_t size, uint8_t *r, uint8_t *s) {
  const size_t at = header_size(in, n);
  size_t r_n = 0;
  size_t s_n = 0;
  if (at == 0)
    return -1;
  r_n = read_integer(in + at, n - at, size, r);
  if (r_n == 0)
    return -1;
  /*@ ghost First: ; */
  /*@ assert sequence: ecdsa_sequence(in, n) && at == ecdsa_r(in) && bytes_kept{Pre,Here}(in, n); */
  s_n = read_integer(in + at + r_n, n - at - r_n, size, s);
  /*@ assert in: bytes_kept{First,Here}(in, n); */
  /*@ assert sequence: ecdsa_sequence(in, n) && at == ecdsa_r(in) && at + r_n == ecdsa_s(in); */
  /*@ assert r: bytes_kept{First,Here}(r, size) && bytes_of(r, size) == \at(bytes_of(r, size), First); */
  /*@ assert first: der_integer(in + at, r_n, size) && der_number(in + at, r_n, size, bytes_of(r, size)); */
  return s_n != 0 && s_n == n - at - r_n ? 0 : -1;
}

/* Bytes of a number's content: no more than it needs, one of them a zero where its first bit would be set. */
/*@ requires 1 <= size <= HF_SCALAR_MAX && \valid_read(in + (0 .. size - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures 1 <= \result <= size + 1;
  @ ensures \result == size + 1 <==> in[0] >= 128;
  @ ensures \forall integer i; 0 <= i < size - \result ==> in[i] == 0;
  @ ensures 1 < \result <= size ==> in[size - \result] < 128 && (in[size - \result] == 0 ==> in[size - \result + 1] >= 128);
  @*/
static size_t content_size(size_t size, const uint8_t *in) {
  size_t zeroes = 0;
  /*@ loop invariant 0 <= zeroes <= size - 1;
    @ loop invariant \forall integer i; 0 <= i < zeroes ==> in[i] == 0;
    @ loop assigns zeroes;
    @ loop variant size - zeroes; */
  while (zeroes < size - 1u && in[zeroes] == 0)
    zeroes++;
  return size - zeroes + (in[zeroes] >= 0x80u ? 1u : 0u);
}

/* Writes one INTEGER of n bytes of content. Answers its bytes. */
/*@ requires 1 <= size <= HF_SCALAR_MAX && 1 <= n <= size + 1;
  @ requires \valid(out + (0 .. n + 1)) && \valid_read(in + (0 .. size - 1));
  @ requires \separated(out + (0 .. n + 1), in + (0 .. size - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. n + 1];
  @ ensures \result == n + 2;
  @ ensures out[0] == 2 && out[1] == n;
  @ ensures n == size + 1 ==> out[2] == 0;
  @ ensures n == size + 1 ==> \forall integer i; 0 <= i < size ==> out[3 + i] == in[i];
  @ ensures n <= size ==> \forall integer i; 0 <= i < n ==> out[2 + i] == in[size - n + i];
  @*/
static size_t write_integer(uint8_t *out, size_t n, size_t size, const uint8_t *in) {
  out[0] = INTEGER;
  out[1] = (uint8_t)n;
  out[2] = 0;
  if (n > size)
    hf_copy(out + 3, in, size);
  else
    hf_copy(out + 2, in + (size - n), n);
  return 2u + n;
}

size_t hf_ecdsa_write(uint8_t *out, size_t size, const uint8_t *r, const uint8_t *s) {
  const size_t r_n = content_size(size, r);
  const size_t s_n = content_size(size, s);
  const size_t n = 4u + r_n + s_n;
  size_t at = n < 0x80u ? 2u : 3u;
  out[0] = SEQUENCE;
  out[1] = LONG;
  out[at - 1u] = (uint8_t)n;
  at += write_integer(out + at, r_n, size, r);
  at += write_integer(out + at, s_n, size, s);
  return at;
}
