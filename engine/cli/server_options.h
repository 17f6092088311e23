#ifndef HANDFAST_CLI_SERVER_OPTIONS_H
#define HANDFAST_CLI_SERVER_OPTIONS_H
#include "net.h"
#include "settings.h"

/* What is done with application data. */
enum cli_serve { CLI_SERVE_PRINT, CLI_SERVE_ECHO, CLI_SERVE_WWW };

struct cli_server_options {
  struct cli_settings common;
  struct cli_endpoint listen;
  struct cli_anchor_files client_ca;
  enum hf_client_authentication client_authentication;
  enum cli_serve serve;
  long cache_size;         /* sessions; 0: none are kept */
  long tickets;            /* behind each handshake of TLS 1.3 */
  const char *ticket_keys; /* a file; NULL: none */
  long cache_lifetime;     /* seconds */
  long max_connections;    /* at once */
  long handshake_timeout;  /* seconds, for the whole handshake */
  long idle_timeout;       /* seconds without a byte either way, behind the handshake */
  long request_timeout;    /* seconds for a whole request, with CLI_SERVE_WWW */
  uint8_t quiet;
  uint8_t help;
};

/* CLI_FINE, CLI_USAGE or CLI_UNUSABLE, having said why. With help set, nothing else is. */
int cli_server_options(int argc, char **argv, struct cli_server_options *out);
#endif
