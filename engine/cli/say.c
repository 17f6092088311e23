/* How the command speaks: one write for each line. */
#include "cli.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LINE_MAX_BYTES 2048

static void put_line(const char *prefix, const char *format, va_list arguments) {
  char line[LINE_MAX_BYTES];
  int start = snprintf(line, sizeof line, "%s", prefix);
  int length = vsnprintf(line + start, sizeof line - (size_t)start - 1, format, arguments);
  size_t n = length < 0 ? 0 : (size_t)length;
  if (n > sizeof line - (size_t)start - 2)
    n = sizeof line - (size_t)start - 2;
  line[(size_t)start + n] = '\n';
  if (write(STDERR_FILENO, line, (size_t)start + n + 1) < 0)
    return; /* nowhere to say that there is nowhere to say it */
}

void cli_say(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  put_line("handfast: ", format, arguments);
  va_end(arguments);
}

void cli_note(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  put_line("", format, arguments);
  va_end(arguments);
}

void *cli_allocate(size_t n) {
  void *p = calloc(1, n == 0 ? 1 : n);
  if (p == NULL) {
    cli_say("out of memory: %zu bytes wanted", n);
    exit(CLI_FAILED);
  }
  return p;
}
