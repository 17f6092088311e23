#ifndef HANDFAST_CLI_CLIENT_OPTIONS_H
#define HANDFAST_CLI_CLIENT_OPTIONS_H
#include "net.h"
#include "settings.h"

struct cli_client_options {
  struct cli_settings common;
  struct cli_endpoint server;
  struct cli_anchor_files ca;
  const char *name; /* what the certificate must be for */
  const char *session_in;
  const char *session_out;
  long reconnect;
  long timeout;      /* seconds, for connecting, the handshake, and the end */
  long idle_timeout; /* seconds without a byte between; 0: for ever */
  enum hf_staple_policy staple;
  uint8_t insecure;
  uint8_t key_update;
  long key_shares; /* 1 or 2 */
  uint8_t help;
};

/* CLI_FINE, CLI_USAGE or CLI_UNUSABLE, having said why. With help set, nothing else is. */
int cli_client_options(int argc, char **argv, struct cli_client_options *out);
#endif
