/* Names on the command line to code points: of cipher suites, groups and application protocols. */
#ifndef HANDFAST_CLI_NAMES_H
#define HANDFAST_CLI_NAMES_H
#include "cli.h"

#define CLI_CODES_MAX 32u
#define CLI_PROTOCOLS_MAX 1024u

struct cli_codes {
  uint16_t code[CLI_CODES_MAX];
  size_t n;
};

/* Names between ',' or ':'. Each answers 0, or -1, having said why and which names there are. */
int cli_cipher_suites(const char *list, struct cli_codes *out); /* IANA's names or OpenSSL's */
int cli_groups(const char *list, struct cli_codes *out);
/* Names between ','. out: as hf_config.application_protocols wants them; room for CLI_PROTOCOLS_MAX bytes. */
int cli_protocols(const char *list, uint8_t *out, size_t *n);
/* OpenSSL's name of a suite, or NULL. */
const char *cli_openssl_name(uint16_t cipher_suite);
#endif
