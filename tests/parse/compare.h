#ifndef TESTS_PARSE_COMPARE_H
#define TESTS_PARSE_COMPARE_H
#include <stdint.h>

struct counts { /* of verdicts; 255: wants more */
  unsigned all;
  unsigned errors[256];
};

/* Compares on n inputs from a seed on; 1 when two readers differ, which is then shown. */
int compare_inputs(uint64_t seed, unsigned n, struct counts *counts);
#endif
