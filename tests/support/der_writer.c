#define _GNU_SOURCE
#include "support/der_writer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void der_raw(struct der *d, const uint8_t *bytes, size_t n) {
  if (n > DER_ROOM - d->n)
    abort();
  if (n > 0)
    memcpy(d->bytes + d->n, bytes, n);
  d->n += n;
}

static void one(struct der *d, unsigned octet) {
  uint8_t byte = (uint8_t)octet;
  der_raw(d, &byte, 1);
}

void der_open(struct der *d, unsigned tag) {
  if (d->depth == DER_DEPTH)
    abort();
  one(d, tag);
  one(d, 0);
  d->open[d->depth++] = d->n;
}

/* Octets of a length beyond the first. */
static size_t more_octets(size_t n) {
  return n < 128 ? 0 : n < 256 ? 1 : 2;
}

void der_close(struct der *d) {
  size_t start = d->open[--d->depth];
  size_t n = d->n - start;
  size_t more = more_octets(n);
  uint8_t *at = d->bytes + start;
  if (n > 0xffff || more > DER_ROOM - d->n)
    abort();
  memmove(at + more, at, n);
  at[-1] = (uint8_t)(more == 0 ? n : 0x80 + more);
  if (more == 2)
    at[0] = (uint8_t)(n >> 8);
  if (more > 0)
    at[more - 1] = (uint8_t)n;
  d->n += more;
}

void der_put(struct der *d, unsigned tag, const uint8_t *bytes, size_t n) {
  der_open(d, tag);
  der_raw(d, bytes, n);
  der_close(d);
}

void der_text(struct der *d, unsigned tag, const char *text) {
  der_put(d, tag, (const uint8_t *)text, strlen(text));
}

void der_hex(struct der *d, const char *digits) {
  unsigned octet;
  while (*digits) {
    if (*digits == ' ') {
      digits++;
      continue;
    }
    if (sscanf(digits, "%2x", &octet) != 1)
      abort();
    one(d, octet);
    digits += 2;
  }
}

void der_number(struct der *d, uint64_t value) {
  int started = 0;
  der_open(d, 0x02);
  for (int shift = 56; shift >= 0; shift -= 8) {
    unsigned octet = (unsigned)(value >> shift) & 0xff;
    if (!started && octet == 0 && shift > 0)
      continue;
    if (!started && octet >= 128)
      one(d, 0);
    started = 1;
    one(d, octet);
  }
  der_close(d);
}

void der_bits(struct der *d, const uint8_t *bytes, size_t n) {
  der_open(d, 0x03);
  one(d, 0);
  der_raw(d, bytes, n);
  der_close(d);
}

void der_time(struct der *d, int64_t seconds, int generalized) {
  char text[32];
  time_t when = (time_t)seconds;
  struct tm parts;
  gmtime_r(&when, &parts);
  generalized = generalized || parts.tm_year >= 150;
  strftime(text, sizeof text, generalized ? "%Y%m%d%H%M%SZ" : "%y%m%d%H%M%SZ", &parts);
  der_text(d, generalized ? 0x18 : 0x17, text);
}
