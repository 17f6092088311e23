/* parse [INPUTS [SEED]]: the parser against Ragel's C and the oracle, the encoders against the parser, and the tables.
   tests/parse/run.sh builds it: apart from the unit tests, for it brings its own engine for events.c to call. */
#include "compare.h"
#include "encoders.h"
#include "fake.h"
#include "generated/errors.h"
#include "tables.h"
#include <stdio.h>
#include <stdlib.h>

static unsigned passed, failed;

static void check(const char *name, int is_bad) {
  if (is_bad)
    printf("FAILED: %s\n", name);
  passed += !is_bad;
  failed += is_bad != 0;
}

/* The inputs are worth something only when every verdict comes up among them. */
static int has_all_verdicts(const struct counts *c) {
  static const uint8_t errors[] = {HF_OK,
                                   HF_ERROR_MESSAGE_TRAILING,
                                   HF_ERROR_MESSAGE_VALUE,
                                   HF_ERROR_MESSAGE_RANGE,
                                   HF_ERROR_MESSAGE_LENGTH,
                                   NUMBER_REFUSED,
                                   BYTE_REFUSED,
                                   255};
  for (unsigned i = 0; i < sizeof errors; i++) {
    printf("  error %u: %u\n", errors[i], c->errors[errors[i]]);
    if (c->errors[errors[i]] == 0)
      return 0;
  }
  return c->errors[HF_ERROR_MESSAGE_TABLE] == 0;
}

int main(int n, char **arguments) {
  unsigned inputs = n > 1 ? (unsigned)atoi(arguments[1]) : 200000;
  uint64_t seed = n > 2 ? strtoull(arguments[2], NULL, 10) : 1;
  static struct counts counts;
  check("rows that stop", tables_stops());
  check("rows name what is there", tables_in_range());
  check("vectors have bounds that can hold", tables_vectors());
  check("every row is reached", tables_reached());
  for (size_t i = 0; i < encoder_tests_n; i++)
    check(encoder_tests[i].name, encoder_tests[i].run());
  check("tables, Ragel's C and the oracle agree", compare_inputs(seed, inputs, &counts));
  printf("%u inputs\n", counts.all);
  check("every verdict comes up", !has_all_verdicts(&counts));
  printf("%u passed, %u failed\n", passed, failed);
  return failed != 0;
}
