#define _GNU_SOURCE
#include "printer.h"
#include "cli.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

void cli_printer_open(struct cli_printer *printer) {
  *printer = (struct cli_printer){0};
  cli_sink_open(&printer->sink, STDOUT_FILENO);
}

static size_t fail(struct cli_printer *printer, size_t n) {
  printer->deserted = errno == EPIPE || errno == EBADF;
  if (!printer->failed)
    cli_say("cannot write to standard output: %s: what clients say is lost%s", strerror(errno),
            printer->deserted ? " from now on" : "");
  printer->failed = 1;
  return n;
}

size_t cli_print(struct cli_printer *printer, const uint8_t *bytes, size_t n) {
  if (printer->deserted)
    return n;
  ssize_t put = cli_sink_write(&printer->sink, bytes, n);
  printer->waits = put < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  if (put < 0)
    return printer->waits ? 0 : fail(printer, n);
  printer->failed = 0;
  return (size_t)put;
}
