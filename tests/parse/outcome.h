/* What a parser makes of a message, in one shape for the tables, Ragel's C and the oracle. */
#ifndef TESTS_PARSE_OUTCOME_H
#define TESTS_PARSE_OUTCOME_H
#include "fake.h"
#include "handfast/parser.h"

struct outcome {
  int complete;  /* 1: the message is whole, or refused; 0: more is wanted */
  uint8_t error; /* why it is refused */
  size_t taken;  /* bytes */
  uint32_t numbers[HF_PARSER_NUMBERS];
  uint8_t bytes[HF_KEPT_BYTES];
  struct hf_connection c; /* what the engine was told */
};

/* Chunks of 1 to `most` bytes, at random; 1: byte by byte; WHOLE: all at once. */
#define WHOLE 0u
void run_tables(struct outcome *o, uint32_t entry, const uint8_t *in, size_t n, uint32_t most);
void run_ragel(struct outcome *o, uint32_t entry, const uint8_t *in, size_t n, uint32_t most);
void run_oracle(struct outcome *o, uint32_t entry, const uint8_t *in, size_t n);

/* 1 when both are equal; else says in which way they are not. */
int is_same(const struct outcome *a, const struct outcome *b);

/* A number below n, at random; the same ones in every run. */
uint32_t any(uint32_t n);

/* Counts a check, and says what was wrong when it failed. */
void check(int ok, const char *what, const char *which);

void test_inputs(void);
void test_encoders(void);
#endif
