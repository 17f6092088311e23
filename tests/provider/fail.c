#include "kit.h"
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

void kit_fail(const char *file, int line, const char *what, const char *format, ...) {
  va_list more;
  va_start(more, format);
  printf("  %s:%d: %s: ", file, line, what);
  (void)vprintf(format, more);
  va_end(more);
  putchar('\n');
  (void)fflush(stdout);
  _exit(1);
}
