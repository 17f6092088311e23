#define _GNU_SOURCE
#include "sink.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind {
  NEVER_WAITS, /* a file, or a pipe or terminal that was opened again without waiting */
  ASKED_FIRST, /* a pipe or terminal that could not be */
  SOCKET
};

/* The same pipe or terminal through a descriptor of our own, whose flags nobody shares. */
static int open_again(int fd) {
  char path[32];
  (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  return open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

void cli_sink_open(struct cli_sink *sink, int fd) {
  struct stat about;
  *sink = (struct cli_sink){.fd = fd, .kind = NEVER_WAITS};
  if (fstat(fd, &about) != 0)
    return;
  if (S_ISSOCK(about.st_mode))
    sink->kind = SOCKET;
  if (!S_ISFIFO(about.st_mode) && !isatty(fd))
    return;
  int again = open_again(fd);
  if (again < 0)
    sink->kind = ASKED_FIRST;
  sink->fd = again < 0 ? fd : again;
}

/* A pipe that is ready takes PIPE_BUF bytes, unless somebody else is faster. */
static ssize_t ask_and_write(int fd, const void *bytes, size_t n) {
  struct pollfd ready = {.fd = fd, .events = POLLOUT};
  if (poll(&ready, 1, 0) > 0)
    return write(fd, bytes, n < PIPE_BUF ? n : PIPE_BUF);
  errno = EAGAIN;
  return -1;
}

ssize_t cli_sink_write(const struct cli_sink *sink, const void *bytes, size_t n) {
  for (;;) {
    ssize_t put = sink->kind == SOCKET        ? send(sink->fd, bytes, n, MSG_DONTWAIT | MSG_NOSIGNAL)
                  : sink->kind == ASKED_FIRST ? ask_and_write(sink->fd, bytes, n)
                                              : write(sink->fd, bytes, n);
    if (put >= 0 || errno != EINTR)
      return put;
  }
}
