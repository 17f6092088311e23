/* `--www`: just enough of HTTP/1.1 to answer one request with a page about the connection. */
#ifndef HANDFAST_CLI_WWW_H
#define HANDFAST_CLI_WWW_H
#include "handfast.h"

#define CLI_WWW_METHOD 8u
#define CLI_WWW_PAGE 4096u

/* A request as it comes; all zero to begin with. */
struct cli_www {
  char method[CLI_WWW_METHOD]; /* the first bytes */
  size_t n;                    /* bytes so far */
  uint8_t line_has_text;
  uint8_t complete; /* the empty line behind the header came, or too much of a header */
};

void cli_www_request(struct cli_www *request, const uint8_t *in, size_t n);
/* The answer to a complete request; how many bytes it has. served, resumed: connections so far. */
size_t cli_www_answer(const struct cli_www *request, const struct hf_connection *c, unsigned long served,
                      unsigned long resumed, char page[CLI_WWW_PAGE]);
/* What a client hears whose request did not come in time. */
size_t cli_www_late(char page[CLI_WWW_PAGE]);
#endif
