#include "peer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_must(int holds, const char *what) {
  if (holds)
    return;
  fprintf(stderr, "fuzz: %s\n", what);
  abort();
}

void fuzz_put(struct fuzz_bytes *to, const uint8_t *bytes, size_t n) {
  size_t room = sizeof to->at - to->n;
  if (n > room) {
    to->full = 1;
    n = room;
  }
  if (n > 0)
    memcpy(to->at + to->n, bytes, n);
  to->n += n;
}

void fuzz_drop(struct fuzz_bytes *from, size_t n) {
  memmove(from->at, from->at + n, from->n - n);
  from->n -= n;
}
