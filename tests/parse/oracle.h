/* Reads messages by hand, from the RFCs, and knows nothing of the generator or its tables. */
#ifndef TESTS_PARSE_ORACLE_H
#define TESTS_PARSE_ORACLE_H
#include "fake.h"
#include "handfast/parser.h"
#include <setjmp.h>

struct oracle {
  const uint8_t *in;
  size_t have;
  size_t pos;
  int complete;  /* 1: all of the message was there, or it was refused */
  uint8_t error; /* why it was refused */
  uint32_t numbers[HF_PARSER_NUMBERS];
  uint8_t bytes[HF_KEPT_BYTES];
  struct hf_connection *c;
  jmp_buf out;
};

/* Reads the one message of an entry from in[0 .. n-1]. */
void oracle_read(struct oracle *o, uint32_t entry, const uint8_t *in, size_t n, struct hf_connection *c);
#endif
