/* What the oracle reads messages with: numbers, vectors and bytes, each held against the end of what is around it. */
#ifndef TESTS_PARSE_ORACLE_PARTS_H
#define TESTS_PARSE_ORACLE_PARTS_H
#include "oracle.h"

typedef uint32_t on_number(struct hf_connection *c, uint32_t value);
typedef uint32_t on_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n);

static inline void quit(struct oracle *o, int complete, uint32_t error) {
  o->complete = complete;
  o->error = error;
  longjmp(o->out, 1);
}

static inline uint8_t next(struct oracle *o) {
  if (o->pos == o->have)
    quit(o, 0, HF_OK);
  return o->in[o->pos++];
}

/* A number of n bytes before `end`. */
static inline uint32_t get(struct oracle *o, size_t end, unsigned n) {
  uint32_t value = 0;
  if (n > end - o->pos)
    quit(o, 1, HF_ERROR_MESSAGE_LENGTH);
  while (n-- > 0)
    value = value << 8 | next(o);
  return value;
}

static inline uint32_t give(struct oracle *o, on_number *f, uint32_t value) {
  uint32_t error = f == NULL ? HF_OK : f(o->c, value);
  if (error != HF_OK)
    quit(o, 1, error);
  return value;
}

/* Where a vector with this length ends. */
static inline size_t bounded(struct oracle *o, size_t end, uint32_t n, uint32_t lo, uint32_t hi, uint32_t multiple) {
  if (n < lo || n > hi || n % multiple != 0)
    quit(o, 1, HF_ERROR_MESSAGE_RANGE);
  if (n > end - o->pos)
    quit(o, 1, HF_ERROR_MESSAGE_LENGTH);
  return o->pos + n;
}

/* The same; a length that can be is given to f before. */
static inline size_t given(struct oracle *o, size_t end, unsigned prefix, uint32_t lo, uint32_t hi, on_number *f) {
  uint32_t n = get(o, end, prefix);
  size_t last = bounded(o, end, n, lo, hi, 1);
  (void)give(o, f, n);
  return last;
}

static inline size_t vector(struct oracle *o, size_t end, unsigned prefix, uint32_t lo, uint32_t hi,
                            uint32_t multiple) {
  return bounded(o, end, get(o, end, prefix), lo, hi, multiple);
}

static inline void finish(struct oracle *o, size_t end) {
  if (o->pos != end)
    quit(o, 1, HF_ERROR_MESSAGE_TRAILING);
}

static inline void numbers(struct oracle *o, size_t end, unsigned width, on_number *f) {
  while (o->pos < end)
    give(o, f, get(o, end, width));
}

static inline void skip(struct oracle *o, size_t end) {
  while (o->pos < end)
    (void)next(o);
}

static inline void stream(struct oracle *o, size_t end, on_bytes *f) {
  while (o->pos < end) {
    uint8_t byte = next(o);
    uint32_t error = f(o->c, &byte, 1);
    if (error != HF_OK)
      quit(o, 1, error);
  }
}

/* Vectors in a vector: each is given to both functions. */
static inline void streams(struct oracle *o, size_t end, unsigned prefix, uint32_t hi, on_number *begin, on_bytes *f) {
  while (o->pos < end) {
    size_t one = given(o, end, prefix, 1, hi, begin);
    if (f == NULL)
      skip(o, one);
    else
      stream(o, one, f);
  }
}

static inline void fixed(struct oracle *o, size_t end, uint32_t n, uint32_t at) {
  if (n > end - o->pos)
    quit(o, 1, HF_ERROR_MESSAGE_LENGTH);
  while (n-- > 0)
    o->bytes[at++] = next(o);
}

static inline void kept(struct oracle *o, size_t end, unsigned prefix, uint32_t lo, uint32_t hi, unsigned slot,
                        uint32_t at) {
  uint32_t n = get(o, end, prefix);
  size_t last = bounded(o, end, n, lo, hi, 1);
  o->numbers[slot] = n;
  while (o->pos < last)
    o->bytes[at++] = next(o);
}

/* The extensions of a message, up to `end`, where their list ends. */
enum carrier { CLIENT_HELLO, SERVER_HELLO, RETRY, ENCRYPTED, REQUEST, CERTIFICATE, TICKET };
void oracle_extensions(struct oracle *o, size_t end, enum carrier carrier);

/* RFC 6066 8: CertificateStatus, a message and since TLS 1.3 an extension, too. */
void oracle_certificate_status(struct oracle *o, size_t end);
#endif
