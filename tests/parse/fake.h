/* The engine's side of messages.bind for these tests: every call is written down, and a few values are refused, to see that
   a refusal stops the parsers alike. The log does not depend on how bytes were cut into chunks. */
#ifndef TESTS_PARSE_FAKE_H
#define TESTS_PARSE_FAKE_H
#include "generated/errors.h"
#define HF_PROVE_PARSER /* behind the parser is an engine of the test's own */
#include "generated/events.h"
#include <stddef.h>
#include <stdint.h>

#define LOG_SIZE 400000u
#define REFUSED_NUMBER 0xfafau /* a number that is refused, */
#define REFUSED_BYTE 0xfau     /* and a byte */
#define NUMBER_REFUSED 201u    /* the errors that say so; no other error has these numbers */
#define BYTE_REFUSED 202u

struct hf_connection {
  size_t n;
  uint8_t log[LOG_SIZE];
};

void log_number(struct hf_connection *c, const char *name, uint32_t value);
#endif
