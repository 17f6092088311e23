/* What must be found: a branch on a secret. run.sh expects valgrind to report it, or its silence elsewhere means nothing. */
#include "ct/secret.h"
#include <stdio.h>

int main(void) {
  volatile unsigned char byte = 3;
  secret((const void *)&byte, 1);
  if (byte == 3)
    puts("a branch on a secret");
  return 0;
}
