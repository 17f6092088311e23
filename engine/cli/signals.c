#define _GNU_SOURCE
#include "signals.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const int wanted[] = {SIGTERM, SIGINT};
#define WANTED (sizeof wanted / sizeof wanted[0])

static volatile sig_atomic_t came;
static int ends[2] = {-1, -1}; /* a pipe: what poll can wait for, with no moment between in which a signal is missed */

static void take(int which) {
  int before = errno;
  came = which;
  if (write(ends[1], "", 1) < 0)
    errno = before;
  errno = before;
}

/* One that is ignored, as in the background of a script, stays so. */
static void set(void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = (int)SA_RESETHAND};
  struct sigaction before;
  for (size_t i = 0; i < WANTED; i++)
    if (sigaction(wanted[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
      (void)sigaction(wanted[i], &action, NULL);
}

int cli_signals_begin(void) {
  came = 0;
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
    return -1;
  set(take);
  return ends[0];
}

int cli_signals_fd(void) {
  return ends[0];
}

int cli_signals_came(void) {
  return came;
}

void cli_signals_end(void) {
  if (ends[0] < 0)
    return;
  set(SIG_DFL);
  close(ends[0]);
  close(ends[1]);
  ends[0] = ends[1] = -1;
}
