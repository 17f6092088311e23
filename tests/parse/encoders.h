#ifndef TESTS_PARSE_ENCODERS_H
#define TESTS_PARSE_ENCODERS_H
#include <stddef.h>

/* One test for each encoder: what it writes parses, gives the events of what was put in, and is the same through any
   window. */
struct encoder_test {
  const char *name;
  int (*run)(void); /* 0: passed */
};
extern const struct encoder_test encoder_tests[];
extern const size_t encoder_tests_n;
#endif
