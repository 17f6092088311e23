#include "x509/address.h"

#define V4 4u
#define NO_GAP 17u /* no "::" yet */

/* A number of one to three digits, without leading zeroes, up to 255; takes it off *rest. 256: there is none. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && \separated(rest, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_within(*rest, \old(*rest)) && rest->n <= \old(rest->n);
  @ ensures \result <= 256; */
static uint32_t take_decimal(const uint8_t *in, struct hf_span *rest) {
  uint32_t value = 0u;
  uint32_t n = 0u;
  /*@ loop invariant n <= 3 && value <= 255;
    @ loop invariant hf_within(*rest, \at(*rest, Pre)) && rest->n + n == \at(rest->n, Pre);
    @ loop invariant rest->at + rest->n == \at(rest->at + rest->n, Pre);
    @ loop assigns *rest, value, n;
    @ loop variant 3 - n; */
  while (n < 3u && rest->n > 0u && in[rest->at] >= '0' && in[rest->at] <= '9') {
    if (n > 0u && value == 0u)
      return 256u;
    value = value * 10u + in[rest->at] - '0';
    if (value > 255u)
      return 256u;
    rest->at = rest->at + 1u;
    rest->n = rest->n - 1u;
    n++;
  }
  return n > 0u ? value : 256u;
}

/* All of text as an IPv4 address: 1, or 0. */
/*@ requires hf_readable(in, text) && \valid(out + (0 .. 3)) && \separated(out + (0 .. 3), in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns out[0 .. 3];
  @ ensures \result == 0 || \result == 1; */
static uint8_t read_v4(const uint8_t *in, struct hf_span text, uint8_t *out) {
  uint32_t value;
  /*@ loop invariant 0 <= i <= V4 && hf_within(text, \at(text, Pre));
    @ loop assigns i, text, value, out[0 .. 3];
    @ loop variant V4 - i; */
  for (uint32_t i = 0u; i < V4; i++) {
    if (i > 0u) {
      if (text.n == 0u || in[text.at] != '.')
        return 0u;
      text.at = text.at + 1u;
      text.n = text.n - 1u;
    }
    value = take_decimal(in, &text);
    if (value > 255u)
      return 0u;
    out[i] = (uint8_t)value;
  }
  return text.n == 0u ? 1u : 0u;
}

/* The value of a hexadecimal digit; 16: it is none. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 16;
  @ ensures \result == (0x30 <= c <= 0x39 ? c - 0x30 : 0x41 <= c <= 0x46 ? c - 0x37 : 0x61 <= c <= 0x66 ? c - 0x57 : 16); */
static uint32_t digit(uint8_t c) {
  if (c >= 0x30u && c <= 0x39u)
    return (uint32_t)c - 0x30u;
  if (c >= 0x41u && c <= 0x46u)
    return (uint32_t)c - 0x41u + 10u;
  if (c >= 0x61u && c <= 0x66u)
    return (uint32_t)c - 0x61u + 10u;
  return 16u;
}

/* A number of up to three hexadecimal digits with one more behind it. */
/*@ requires value < 4096 && d < 16;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == value * 16 + d && \result < 65536;
  @ ensures value == 0 ==> \result < 16;
  @ ensures value < 16 ==> \result < 256;
  @ ensures value < 256 ==> \result < 4096; */
static uint32_t with_digit(uint32_t value, uint32_t d) {
  return value * 16u + d;
}

/* One group of IPv6, one to four digits; takes it off *rest. 65536: there is none. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && \separated(rest, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_within(*rest, \old(*rest)) && rest->n <= \old(rest->n);
  @ ensures \result <= 65536;
  @ ensures \result < 65536 ==> rest->n < \old(rest->n); */
static uint32_t take_group(const uint8_t *in, struct hf_span *rest) {
  uint32_t value = 0u;
  uint32_t n = 0u;
  /*@ loop invariant n <= 4 && (n == 0 ==> value == 0) && (n == 1 ==> value < 16) && (n == 2 ==> value < 256) &&
    @                (n == 3 ==> value < 4096) && value < 65536;
    @ loop invariant hf_within(*rest, \at(*rest, Pre)) && rest->n + n == \at(rest->n, Pre);
    @ loop invariant rest->at + rest->n == \at(rest->at + rest->n, Pre);
    @ loop assigns *rest, value, n;
    @ loop variant 4 - n; */
  while (n < 4u && rest->n > 0u && digit(in[rest->at]) < 16u) {
    value = with_digit(value, digit(in[rest->at]));
    rest->at = rest->at + 1u;
    rest->n = rest->n - 1u;
    n++;
  }
  return n > 0u ? value : 65536u;
}

/* Takes the octet off *rest if it stands there: 1, else 0. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && \separated(rest, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_within(*rest, \old(*rest));
  @ ensures \result == 0 ==> *rest == \old(*rest);
  @ ensures \result == 1 ==> rest->n < \old(rest->n);
  @ ensures \result == 0 || \result == 1; */
static uint8_t take_octet(const uint8_t *in, struct hf_span *rest, uint8_t octet) {
  if (rest->n == 0u || in[rest->at] != octet)
    return 0u;
  rest->at = rest->at + 1u;
  rest->n = rest->n - 1u;
  return 1u;
}

/* Takes "::" if it stands there: 1, else 0. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && \separated(rest, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_within(*rest, \old(*rest));
  @ ensures \result == 0 ==> *rest == \old(*rest);
  @ ensures \result == 1 ==> rest->n < \old(rest->n);
  @ ensures \result == 0 || \result == 1; */
static uint8_t take_gap(const uint8_t *in, struct hf_span *rest) {
  if (rest->n < 2u || in[rest->at] != ':' || in[rest->at + 1u] != ':')
    return 0u;
  rest->at = rest->at + 2u;
  rest->n = rest->n - 2u;
  return 1u;
}

/* The next group, or at the end an IPv4 address, into out[n ..]: the bytes written, 0 when there is none. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && n <= 14 && \valid(out + (0 .. 15));
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(out + (0 .. 15), in + (0 .. 0xffffffff));
  @ requires \separated(rest, out + (0 .. 15));
  @ HF_TOTAL;
  @ assigns *rest, out[0 .. 15];
  @ ensures hf_within(*rest, \old(*rest));
  @ ensures \result == 0 || \result == 2 || \result == 4;
  @ ensures \result != 0 ==> n + \result <= 16 && rest->n < \old(rest->n); */
static uint32_t take_part(const uint8_t *in, struct hf_span *rest, uint8_t *out, uint32_t n) {
  uint32_t value;
  if (n <= 12u && rest->n > 0u && read_v4(in, *rest, out + n) == 1u) {
    rest->n = 0u;
    return 4u;
  }
  value = take_group(in, rest);
  if (value > 65535u)
    return 0u;
  out[n] = (uint8_t)(value / 256u);
  out[n + 1u] = (uint8_t)(value % 256u);
  return 2u;
}

/* Moves out[gap .. n-1] to the end of the sixteen and fills what is between with zeroes. */
/*@ requires gap <= n <= 16 && \valid(out + (0 .. 15));
  @ HF_TOTAL;
  @ assigns out[0 .. 15]; */
static void spread(uint8_t *out, uint32_t gap, uint32_t n) {
  /*@ loop invariant 0 <= i <= n - gap;
    @ loop assigns i, out[0 .. 15];
    @ loop variant n - gap - i; */
  for (uint32_t i = 0u; i < n - gap; i++)
    out[15u - i] = out[n - 1u - i];
  /*@ loop invariant gap <= j <= 16 - (n - gap) ;
    @ loop assigns j, out[0 .. 15];
    @ loop variant 16 - (n - gap) - j; */
  for (uint32_t j = gap; j < 16u - (n - gap); j++)
    out[j] = 0u;
}

/* All of text as an IPv6 address: 1, or 0. */
/*@ requires hf_readable(in, text) && \valid(out + (0 .. 15)) && \separated(out + (0 .. 15), in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns out[0 .. 15];
  @ ensures \result == 0 || \result == 1; */
static uint8_t read_v6(const uint8_t *in, struct hf_span text, uint8_t *out) {
  uint32_t n = 0u;
  uint32_t part;
  uint32_t gap = NO_GAP;
  /*@ loop invariant n <= 16 && n % 2 == 0 && (gap == NO_GAP || gap <= n) && hf_within(text, \at(text, Pre));
    @ loop assigns n, part, gap, text, out[0 .. 15];
    @ loop variant text.n; */
  while (text.n > 0u && n < 16u) {
    if (gap == NO_GAP && take_gap(in, &text) == 1u) {
      gap = n;
    } else {
      if (n > 0u && gap != n && take_octet(in, &text, ':') == 0u)
        return 0u;
      part = take_part(in, &text, out, n);
      if (part == 0u)
        return 0u;
      n += part;
    }
  }
  if (text.n > 0u || (gap == NO_GAP) != (n == 16u))
    return 0u;
  if (gap != NO_GAP)
    spread(out, gap, n);
  return 1u;
}

uint32_t hf_address_read(const uint8_t *in, struct hf_span text, uint8_t out[16]) {
  if (read_v4(in, text, out) == 1u)
    return 4u;
  return read_v6(in, text, out) == 1u ? 16u : 0u;
}

/* 1 when an octet of a mask may stand where it does: all ones before the end of the ones. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_mask_octet(uint8_t c) {
  return c == 0u || c == 0x80u || c == 0xc0u || c == 0xe0u || c == 0xf0u || c == 0xf8u || c == 0xfcu || c == 0xfeu ||
                 c == 0xffu
             ? 1u
             : 0u;
}

uint8_t hf_address_is_subnet(const uint8_t *in, struct hf_span subnet) {
  uint8_t previous = 0xffu;
  uint32_t half = subnet.n / 2u;
  if (subnet.n != 8u && subnet.n != 32u)
    return 0u;
  /*@ loop invariant half <= i <= subnet.n;
    @ loop assigns i, previous;
    @ loop variant subnet.n - i; */
  for (uint32_t i = half; i < subnet.n; i++) {
    if (is_mask_octet(in[subnet.at + i]) == 0u || (previous != 0xffu && in[subnet.at + i] != 0u))
      return 0u;
    previous = in[subnet.at + i];
  }
  return 1u;
}

uint8_t hf_address_within(const uint8_t *a, struct hf_span address, const uint8_t *b, struct hf_span subnet) {
  if (subnet.n / 2u != address.n || subnet.n % 2u != 0u)
    return 0u;
  /*@ loop invariant 0 <= i <= address.n;
    @ loop assigns i;
    @ loop variant address.n - i; */
  for (uint32_t i = 0u; i < address.n; i++) {
    if ((((uint32_t)a[address.at + i] ^ (uint32_t)b[subnet.at + i]) & (uint32_t)b[subnet.at + address.n + i]) != 0u)
      return 0u;
  }
  return 1u;
}
