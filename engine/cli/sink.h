/* Writing to a descriptor that others may have as well, without ever waiting for its reader. */
#ifndef HANDFAST_CLI_SINK_H
#define HANDFAST_CLI_SINK_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct cli_sink {
  int fd;       /* what to wait for, with poll or epoll */
  uint8_t kind; /* the sink's own */
};

/* The descriptor stays as it is: O_NONBLOCK would be set for every process that shares it. */
void cli_sink_open(struct cli_sink *sink, int fd);
/* How many bytes it took, or -1 and errno; EAGAIN: none now. At most PIPE_BUF bytes go to a pipe whole or not at all. */
ssize_t cli_sink_write(const struct cli_sink *sink, const void *bytes, size_t n);
#endif
