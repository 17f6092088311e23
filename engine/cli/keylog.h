/* Key log lines in NSS's format, for Wireshark and tshark: whoever has them can read the connection. */
#ifndef HANDFAST_CLI_KEYLOG_H
#define HANDFAST_CLI_KEYLOG_H
#include "cli.h"

struct cli_keylog {
  const char *path;
  int fd; /* -1: none */
};

/* Appends to the file, which only its owner can read when it is new. 0, or -1, having said why. */
int cli_keylog_open(struct cli_keylog *log, const char *path);
/* hf_config.key_log: context is a struct cli_keylog. */
void cli_keylog_line(void *context, const uint8_t client_random[32], const uint8_t master_secret[48]);
/* hf_config.secret_log */
void cli_keylog_secret(void *context, const char *name, const uint8_t client_random[32], const uint8_t *secret,
                       size_t secret_n);
void cli_keylog_close(struct cli_keylog *log);
#endif
