/* Writes DER, right or wrong, for the tests of x509/. */
#ifndef SUPPORT_DER_WRITER_H
#define SUPPORT_DER_WRITER_H
#include <stddef.h>
#include <stdint.h>

#define DER_ROOM 32768u
#define DER_DEPTH 16u

/* What has been written. Set n and depth to 0 to begin. */
struct der {
  uint8_t bytes[DER_ROOM];
  size_t n;
  size_t open[DER_DEPTH]; /* where the contents of each open element begin */
  unsigned depth;
};

/* Opens an element; what is written until der_close are its contents. */
void der_open(struct der *d, unsigned tag);
void der_close(struct der *d);
/* A whole element. */
void der_put(struct der *d, unsigned tag, const uint8_t *bytes, size_t n);
void der_text(struct der *d, unsigned tag, const char *text);
/* Bytes as they are; the same from hexadecimal digits, in which spaces do not count. */
void der_raw(struct der *d, const uint8_t *bytes, size_t n);
void der_hex(struct der *d, const char *digits);
/* An INTEGER, not negative. */
void der_number(struct der *d, uint64_t value);
/* A BIT STRING without unused bits. */
void der_bits(struct der *d, const uint8_t *bytes, size_t n);
/* A time, as UTCTime before 2050 unless generalized is 1. */
void der_time(struct der *d, int64_t seconds, int generalized);
#endif
