/* What must be found: a table that is looked up with a secret. */
#include "ct/secret.h"
#include <stdio.h>

int main(void) {
  static const volatile char table[256] = {7};
  volatile unsigned char byte = 3;
  secret((const void *)&byte, 1);
  char found = table[byte];
  reveal(&found, 1);
  printf("an index that is secret: %d\n", found);
  return 0;
}
