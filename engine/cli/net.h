/* TCP: addresses as text, connections to a server, a socket to listen on. IPv4 and IPv6. */
#ifndef HANDFAST_CLI_NET_H
#define HANDFAST_CLI_NET_H
#include "cli.h"

#define CLI_HOST_MAX 256
#define CLI_PORT_MAX 32
#define CLI_ADDRESS_TEXT 80

struct cli_endpoint {
  char host[CLI_HOST_MAX]; /* without the brackets of an IPv6 address; empty: all addresses of this machine */
  char port[CLI_PORT_MAX]; /* a number or a service's name */
};

/* HOST:PORT, ADDR:PORT, [IPv6]:PORT. listening: the host may be empty or '*', the port 0. 0, or -1, having said why. */
int cli_endpoint_parse(const char *text, int listening, struct cli_endpoint *out);
/* A connected socket that does not block, or -1, having said why. */
int cli_connect(const struct cli_endpoint *to, int timeout_ms);
/* A listening socket that does not block, or -1, having said why. */
int cli_listen(const struct cli_endpoint *at);
/* The address of our end (peer 0) or theirs (peer 1) as ADDR:PORT. */
void cli_address(int fd, int peer, char out[CLI_ADDRESS_TEXT]);
#endif
