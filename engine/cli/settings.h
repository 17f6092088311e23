/* What client and server have in common on the command line, and the configuration that is made of it. */
#ifndef HANDFAST_CLI_SETTINGS_H
#define HANDFAST_CLI_SETTINGS_H
#include "anchors.h"
#include "exported.h"
#include "handfast/config.h"
#include "identity.h"
#include "keylog.h"
#include "names.h"
#include "pins.h"
#include "psk.h"
#include <getopt.h>

#define CLI_IDENTITIES_MAX 8u

/* As given; NULL or 0 where not. */
struct cli_settings {
  const char *cert[CLI_IDENTITIES_MAX];
  const char *key[CLI_IDENTITIES_MAX];
  const char *staple[CLI_IDENTITIES_MAX]; /* of the certificate of the same number */
  const char *pin[CLI_PINS_MAX];
  const char *raw_key[CLI_PINS_MAX];
  const char *psk[CLI_PSKS_MAX];
  size_t pins_n;
  size_t raw_keys_n;
  size_t psks_n;
  size_t certs_n;
  size_t keys_n;
  const char *ciphers;
  const char *groups;
  const char *alpn;
  const char *keylog;
  struct cli_export exported;
  long record_size;
  uint8_t forbid_rsa;
  uint8_t versions; /* HF_VERSION_..., 0: all */
  uint8_t trace;    /* 1: messages, 2: decisions and work as well */
};

/* The configuration and all that it points to. Not to be moved. */
struct cli_setup {
  struct hf_config config;
  struct cli_anchors anchors;
  struct cli_identity identity[CLI_IDENTITIES_MAX];
  struct hf_identity identities[CLI_IDENTITIES_MAX];
  size_t identities_n;
  struct cli_pins pins;
  struct cli_pins raw_keys;
  struct cli_psks psks;
  struct cli_codes ciphers;
  struct cli_codes groups;
  uint8_t protocols[CLI_PROTOCOLS_MAX];
  struct cli_keylog keylog;
};

/* The long options that both know, for getopt_long: CLI_COMMON_OPTIONS in the table, cli_settings_option for each. */
enum cli_common_option {
  CLI_OPTION_CERT = 1000,
  CLI_OPTION_KEY,
  CLI_OPTION_CIPHERS,
  CLI_OPTION_GROUPS,
  CLI_OPTION_ALPN,
  CLI_OPTION_KEYLOG,
  CLI_OPTION_TRACE,
  CLI_OPTION_NO_RSA,
  CLI_OPTION_PIN,
  CLI_OPTION_RAW_KEY,
  CLI_OPTION_PSK,
  CLI_OPTION_EXPORT,
  CLI_OPTION_RECORD_SIZE,
  CLI_OPTION_TLS12,
  CLI_OPTION_TLS13,
  CLI_OPTION_OWN /* those of one sub-command begin here */
};
#define CLI_COMMON_OPTIONS                                                                                             \
  {"cert", required_argument, NULL, CLI_OPTION_CERT}, {"key", required_argument, NULL, CLI_OPTION_KEY},                \
      {"ciphers", required_argument, NULL, CLI_OPTION_CIPHERS},                                                        \
      {"groups", required_argument, NULL, CLI_OPTION_GROUPS}, {"alpn", required_argument, NULL, CLI_OPTION_ALPN},      \
      {"keylog", required_argument, NULL, CLI_OPTION_KEYLOG}, {"trace", optional_argument, NULL, CLI_OPTION_TRACE},    \
      {"pin", required_argument, NULL, CLI_OPTION_PIN}, {"raw-key", required_argument, NULL, CLI_OPTION_RAW_KEY},      \
      {"psk", required_argument, NULL, CLI_OPTION_PSK}, {"export", required_argument, NULL, CLI_OPTION_EXPORT},        \
      {"record-size", required_argument, NULL, CLI_OPTION_RECORD_SIZE},                                                \
      {"tls12", no_argument, NULL, CLI_OPTION_TLS12}, {"tls13", no_argument, NULL, CLI_OPTION_TLS13},                  \
      {"no-rsa-key-exchange", no_argument, NULL, CLI_OPTION_NO_RSA}, {                                                 \
    "help", no_argument, NULL, 'h'                                                                                     \
  }

/* Which options may be given again: names, each between blanks. */
#define CLI_COMMON_REPEATABLE " cert key pin raw-key psk "
struct cli_given {
  const char *repeatable;
  uint64_t once; /* what was given, by its place in the table; 0 to begin with */
};

/* getopt_long's next. An option with a value is refused the second time, unless it adds up; then the answer is '?', as for
   one that is unknown, and why was said. Without a value, it says the same again. */
int cli_next_option(int argc, char **argv, const struct option *table, struct cli_given *given);
/* One more file of authorities. CLI_FINE, or CLI_USAGE, having said why. */
int cli_anchor_file(const char *option, const char *path, struct cli_anchor_files *files);
/* Takes one of the common options. CLI_FINE, or CLI_USAGE, having said why. */
int cli_settings_option(struct cli_settings *settings, int option, const char *argument);
/* A whole number within bounds. CLI_FINE, or CLI_USAGE, having said why. */
int cli_number(const char *option, const char *text, long least, long most, long *out);
/* Says how to get help. CLI_USAGE. */
int cli_usage(const char *command);

/* Loads all that the settings name; anchors are loaded apart. CLI_FINE, CLI_USAGE or CLI_UNUSABLE, having said why. */
int cli_setup_start(struct cli_setup *setup, const struct cli_settings *settings);
/* No files: the system's bundle. */
int cli_setup_anchors(struct cli_setup *setup, const struct cli_anchor_files *files);
void cli_setup_end(struct cli_setup *setup);
#endif
