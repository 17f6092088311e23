/* How the command speaks: one write for each line. */
#include "cli.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LINE_MAX_BYTES 2048

static void put_line(const char *prefix, const char *text) {
  char line[LINE_MAX_BYTES + 32];
  int n = snprintf(line, sizeof line, "%s%s\n", prefix, text);
  if (n > 0 && write(STDERR_FILENO, line, (size_t)n) < 0)
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
