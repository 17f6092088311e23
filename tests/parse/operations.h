/* Ragel's own C (-G2) of the same grammars, for comparison only. The operations are written apart from engine/parse and
   count in another way: left[d] is what remains of vector d outside the vectors that are open inside it, no end position. */
#ifndef TESTS_PARSE_OPERATIONS_H
#define TESTS_PARSE_OPERATIONS_H
#include "fake.h"
#include "generated/tables.h"
#include "handfast/parser.h"

struct g2 {
  int cs;
  int stopped;
  uint8_t error;
  int depth;
  int list[HF_PARSER_DEPTH + 1];
  uint32_t number;
  uint32_t at;
  uint32_t run;
  uint32_t left[HF_PARSER_DEPTH + 1];
  uint32_t numbers[HF_PARSER_NUMBERS];
  uint8_t bytes[HF_KEPT_BYTES];
};

struct entry {
  int state;
  uint32_t room; /* bytes of its first field */
};

struct list {
  uint32_t lo, hi, multiple;
  int first, first_may_end, after, after_may_end;
};

struct root {
  uint32_t entry; /* HF_ENTRY_... */
  int machine;
};

/* Each grammar has these two. begin answers 0 when the entry is not one of its own. */
#define GRAMMARS(X) X(record_header) X(alert) X(change_cipher_spec) X(handshake)
#define DECLARE(name)                                                                                                  \
  int name##_begin(struct g2 *g, uint32_t entry);                                                                      \
  size_t name##_run(struct g2 *g, struct hf_connection *ev, const uint8_t *in, size_t n);
GRAMMARS(DECLARE)

void g2_start(struct g2 *g, uint32_t entry);
size_t g2_run(struct g2 *g, uint32_t entry, struct hf_connection *ev, const uint8_t *in, size_t n);
#endif
