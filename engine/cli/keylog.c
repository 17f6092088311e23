#define _GNU_SOURCE
#include "keylog.h"
#include "hex.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CLI_SECRET_MAX 48u /* bytes */

static const char label[] = "CLIENT_RANDOM ";

int cli_keylog_open(struct cli_keylog *log, const char *path) {
  log->path = path;
  /* A pipe is not waited for: neither for somebody who opens its other end, nor for who reads too slowly. */
  log->fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0600);
  if (log->fd >= 0)
    return 0;
  cli_say("%s: cannot write the key log: %s", path, strerror(errno));
  return -1;
}

static void write_line(const struct cli_keylog *log, const char *line, size_t n) {
  if (log->fd >= 0 && write(log->fd, line, n) != (ssize_t)n)
    cli_say("%s: cannot write the key log: %s", log->path, strerror(errno));
}

/* One write for each line: several processes may append to one file. */
void cli_keylog_line(void *context, const uint8_t client_random[32], const uint8_t master_secret[48]) {
  struct cli_keylog *log = context;
  char line[sizeof label - 1 + 64 + 1 + 96 + 1];
  size_t n = sizeof label - 1;
  memcpy(line, label, n);
  n += cli_hex(client_random, 32, line + n);
  line[n++] = ' ';
  n += cli_hex(master_secret, 48, line + n);
  line[n++] = '\n';
  write_line(log, line, n);
  explicit_bzero(line, sizeof line);
}

void cli_keylog_secret(void *context, const char *name, const uint8_t client_random[32], const uint8_t *secret,
                       size_t secret_n) {
  struct cli_keylog *log = context;
  char line[40 + 64 + 1 + 2 * CLI_SECRET_MAX + 1];
  size_t n;
  if (strlen(name) > 38 || secret_n > CLI_SECRET_MAX)
    return;
  n = (size_t)snprintf(line, sizeof line, "%s ", name);
  n += cli_hex(client_random, 32, line + n);
  line[n++] = ' ';
  n += cli_hex(secret, secret_n, line + n);
  line[n++] = '\n';
  write_line(log, line, n);
  explicit_bzero(line, sizeof line);
}

void cli_keylog_close(struct cli_keylog *log) {
  if (log->fd >= 0)
    close(log->fd);
  log->fd = -1;
}
