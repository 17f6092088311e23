/* What must be found: a contract that is false, and one that is broken only for some input. */
#include "check.h"
#include <stdint.h>

/*@ requires x <= 100;
  @ ensures \result == x + 1; */
static uint32_t next(uint32_t x) {
  return x == 42u ? 7u : x + 1u;
}

int main(void) {
  uint32_t sum = 0;
  for (uint32_t x = 40; x < 45; x++)
    sum += next(x);
  check(sum == 41 + 42 + 7 + 44 + 45, "control");
  report();
  return 0;
}
