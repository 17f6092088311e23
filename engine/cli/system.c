#define _GNU_SOURCE
#include "system.h"
#include <errno.h>
#include <sys/random.h>
#include <time.h>

static int fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  size_t done = 0;
  while (done < n) {
    ssize_t got = getrandom(out + done, n - done, 0);
    if (got < 0 && errno != EINTR)
      return -1;
    done += got < 0 ? 0 : (size_t)got;
  }
  return 0;
}

const struct hf_random cli_random = {.fill = fill, .context = NULL};

int64_t cli_now(void *context) {
  (void)context;
  return (int64_t)time(NULL);
}

int64_t cli_ticks(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
