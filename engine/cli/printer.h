/* What clients say, on standard output. Its reader may be slow, or go away: the server goes on. */
#ifndef HANDFAST_CLI_PRINTER_H
#define HANDFAST_CLI_PRINTER_H
#include "sink.h"

struct cli_printer {
  struct cli_sink sink;
  uint8_t waits;    /* the last bytes found no room: the sink's descriptor tells when there is some */
  uint8_t failed;   /* the last bytes could not be written, and that was said */
  uint8_t deserted; /* nobody is left to read: what comes is thrown away */
};

void cli_printer_open(struct cli_printer *printer);
/* How many bytes it took. What it cannot write it takes all the same, and says so: a full disk may have room later. */
size_t cli_print(struct cli_printer *printer, const uint8_t *bytes, size_t n);
#endif
