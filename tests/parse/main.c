/* The parser of engine/parse with the tables of engine/generated, and the encoders, without the rest of the engine. */
#include "outcome.h"
#include <stdio.h>

static unsigned passed, failed;

uint32_t any(uint32_t n) {
  static uint64_t state = 20081;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((state >> 33) % n);
}

void check(int ok, const char *what, const char *which) {
  if (!ok)
    printf("FAILED: %s: %s\n", which, what);
  passed += ok != 0;
  failed += ok == 0;
}

int main(void) {
  test_inputs();
  test_encoders();
  printf("%u passed, %u failed\n", passed, failed);
  return failed != 0;
}
