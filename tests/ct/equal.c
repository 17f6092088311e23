/* Comparing verify_data, MACs and tags: both sides are secret until the answer is given. */
#include "crypto/ct.h"
#include "ct/secret.h"
#include <stdio.h>

int main(void) {
  static uint8_t a[48];
  static uint8_t b[48];
  int wrong = 0;
  for (size_t at = 0; at <= sizeof a; at++) {
    for (size_t i = 0; i < sizeof a; i++)
      a[i] = b[i] = (uint8_t)(i * 7);
    if (at < sizeof a)
      b[at] ^= 0x80;
    secret(a, sizeof a);
    secret(b, sizeof b);
    uint32_t equal = hf_ct_equal(a, b, sizeof a);
    reveal(&equal, sizeof equal);
    wrong |= equal != (at == sizeof a);
  }
  if (wrong)
    puts("equal: a wrong answer");
  return wrong;
}
