/* How the command speaks: one write for each line. */
#include "cli.h"
#include "signals.h"
#include "sink.h"
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 2048

#define WHOLE_LINE (LINE_MAX_BYTES + 32)

/* For a server, which must not wait for who reads its lines. */
static struct lines {
  struct cli_sink sink;
  unsigned long lost;    /* lines, since one was last taken */
  size_t rest_n;         /* of a line that went only in part, as it may to a terminal */
  char rest[WHOLE_LINE]; /* it goes before all others */
  uint8_t used;
} lines;

/* 1: gone, or its rest is kept. 0: nobody takes it now. */
static int log_line(const char *line, size_t n) {
  if (lines.rest_n != 0)
    return 0;
  ssize_t put = cli_sink_write(&lines.sink, line, n);
  if (put <= 0)
    return 0;
  lines.rest_n = n - (size_t)put;
  memcpy(lines.rest, line + put, lines.rest_n);
  return 1;
}

static void log_rest(void) {
  ssize_t put = lines.rest_n == 0 ? 0 : cli_sink_write(&lines.sink, lines.rest, lines.rest_n);
  if (put <= 0)
    return;
  lines.rest_n -= (size_t)put;
  memmove(lines.rest, lines.rest + put, lines.rest_n);
}

int cli_say_lost(void) {
  char line[80];
  log_rest();
  if (lines.lost == 0)
    return lines.rest_n != 0;
  int n = snprintf(line, sizeof line, "handfast: %lu lines lost: nobody read standard error\n", lines.lost);
  if (!log_line(line, (size_t)n))
    return 1;
  lines.lost = 0;
  return lines.rest_n != 0;
}

void cli_say_without_waiting(void) {
  cli_sink_open(&lines.sink, STDERR_FILENO);
  lines.used = 1;
}

/* Who reads our lines may take his time, but no signal waits for him: then lines can be lost. */
static void wait_for_room(void) {
  struct pollfd ready[] = {{.fd = STDERR_FILENO, .events = POLLOUT}, {.fd = cli_signals_fd(), .events = POLLIN}};
  if (ready[1].fd < 0)
    return;
  while (cli_signals_came() == 0 && poll(ready, 2, -1) < 0)
    continue;
  if (cli_signals_came() != 0)
    cli_say_without_waiting();
}

static void put_line(const char *prefix, const char *text) {
  char line[WHOLE_LINE];
  int n = snprintf(line, sizeof line, "%s%s\n", prefix, text);
  if (n <= 0)
    return;
  if (!lines.used)
    wait_for_room();
  if (lines.used)
    lines.lost += cli_say_lost() || !log_line(line, (size_t)n);
  else if (write(STDERR_FILENO, line, (size_t)n) < 0)
    return; /* nowhere to say that there is nowhere to say it */
}

void cli_say(const char *format, ...) {
  char text[LINE_MAX_BYTES];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  put_line("handfast: ", text);
}

void cli_note(const char *format, ...) {
  char text[LINE_MAX_BYTES];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  put_line("", text);
}

void *cli_allocate(size_t n) {
  void *p = calloc(1, n == 0 ? 1 : n);
  if (p == NULL) {
    cli_say("out of memory: %zu bytes wanted", n);
    exit(CLI_FAILED);
  }
  return p;
}
