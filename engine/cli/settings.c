#include "settings.h"
#include "system.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

int cli_usage(const char *command) {
  cli_note("try: handfast %s --help", command);
  return CLI_USAGE;
}

int cli_number(const char *option, const char *text, long least, long most, long *out) {
  char *end = NULL;
  errno = 0;
  *out = strtol(text, &end, 10);
  if (errno == 0 && end != text && *end == 0 && *out >= least && *out <= most)
    return CLI_FINE;
  cli_say("%s: '%s' is not a whole number from %ld to %ld", option, text, least, most);
  return CLI_USAGE;
}

static int add_text(const char *option, const char *text, const char **list, size_t *n, size_t most) {
  if (*n == most) {
    cli_say("%s: at most %zu of them", option, most);
    return CLI_USAGE;
  }
  list[(*n)++] = text;
  return CLI_FINE;
}

static int trace_level(const char *argument, uint8_t *out) {
  if (argument != NULL && strcmp(argument, "all") != 0 && strcmp(argument, "messages") != 0) {
    cli_say("--trace: '%s' is neither 'messages' nor 'all'", argument);
    return CLI_USAGE;
  }
  *out = argument != NULL && strcmp(argument, "all") == 0 ? 2 : 1;
  return CLI_FINE;
}

int cli_anchor_file(const char *option, const char *path, struct cli_anchor_files *files) {
  return add_text(option, path, files->path, &files->n, CLI_ANCHOR_FILES);
}

static int is_repeatable(const struct cli_given *given, const char *name) {
  const char *at = strstr(given->repeatable, name);
  for (size_t n = strlen(name); at != NULL; at = strstr(at + 1, name))
    if (at[-1] == ' ' && at[n] == ' ')
      return 1;
  return 0;
}

int cli_next_option(int argc, char **argv, const struct option *table, struct cli_given *given) {
  int at = -1;
  int option = getopt_long(argc, argv, "h", table, &at);
  if (option == -1 || option == '?' || at < 0 || table[at].has_arg == no_argument ||
      is_repeatable(given, table[at].name))
    return option;
  uint64_t bit = UINT64_C(1) << at;
  if ((given->once & bit) != 0) {
    cli_say("--%s: it is given twice, and only one can be meant", table[at].name);
    return '?';
  }
  given->once |= bit;
  return option;
}

int cli_settings_option(struct cli_settings *s, int option, const char *argument) {
  switch (option) {
  case CLI_OPTION_CERT:
    return add_text("--cert", argument, s->cert, &s->certs_n, CLI_IDENTITIES_MAX);
  case CLI_OPTION_KEY:
    return add_text("--key", argument, s->key, &s->keys_n, CLI_IDENTITIES_MAX);
  case CLI_OPTION_PIN:
    return add_text("--pin", argument, s->pin, &s->pins_n, CLI_PINS_MAX);
  case CLI_OPTION_RAW_KEY:
    return add_text("--raw-key", argument, s->raw_key, &s->raw_keys_n, CLI_PINS_MAX);
  case CLI_OPTION_PSK:
    return add_text("--psk", argument, s->psk, &s->psks_n, CLI_PSKS_MAX);
  case CLI_OPTION_EXPORT:
    return cli_export_parse(argument, &s->exported);
  case CLI_OPTION_CIPHERS:
    s->ciphers = argument;
    return CLI_FINE;
  case CLI_OPTION_GROUPS:
    s->groups = argument;
    return CLI_FINE;
  case CLI_OPTION_ALPN:
    s->alpn = argument;
    return CLI_FINE;
  case CLI_OPTION_KEYLOG:
    s->keylog = argument;
    return CLI_FINE;
  case CLI_OPTION_TRACE:
    return trace_level(argument, &s->trace);
  case CLI_OPTION_RECORD_SIZE:
    return cli_number("--record-size", argument, HF_RECORD_SIZE_LEAST, HF_RECORD_SIZE_MOST, &s->record_size);
  case CLI_OPTION_TLS12:
    s->versions |= HF_VERSION_TLS12;
    return CLI_FINE;
  case CLI_OPTION_TLS13:
    s->versions |= HF_VERSION_TLS13;
    return CLI_FINE;
  case CLI_OPTION_NO_RSA:
    s->forbid_rsa = 1;
    return CLI_FINE;
  default:
    return CLI_USAGE; /* getopt_long said why */
  }
}

static int load_identities(struct cli_setup *setup, const struct cli_settings *s) {
  if (s->certs_n != s->keys_n) {
    cli_say("%zu times --cert and %zu times --key: each certificate needs its key, in the same order", s->certs_n,
            s->keys_n);
    return CLI_USAGE;
  }
  for (size_t i = 0; i < s->certs_n; i++) {
    if (cli_identity_load(s->cert[i], s->key[i], s->staple[i], &setup->identity[i]) != 0)
      return CLI_UNUSABLE;
    setup->identities[i] = cli_identity_view(&setup->identity[i]);
    setup->identities_n++;
  }
  setup->config.identities = setup->identities;
  setup->config.identities_n = setup->identities_n;
  return CLI_FINE;
}

static int load_names(struct cli_setup *setup, const struct cli_settings *s) {
  struct hf_config *config = &setup->config;
  if (s->ciphers != NULL) {
    if (cli_cipher_suites(s->ciphers, &setup->ciphers) != 0)
      return CLI_UNUSABLE;
    config->cipher_suites = setup->ciphers.code;
    config->cipher_suites_n = setup->ciphers.n;
  }
  if (s->groups != NULL) {
    if (cli_groups(s->groups, &setup->groups) != 0)
      return CLI_UNUSABLE;
    config->groups = setup->groups.code;
    config->groups_n = setup->groups.n;
  }
  if (s->alpn != NULL) {
    if (cli_protocols(s->alpn, setup->protocols, &config->application_protocols_n) != 0)
      return CLI_UNUSABLE;
    config->application_protocols = setup->protocols;
  }
  return CLI_FINE;
}

static int load_pins(struct cli_setup *setup, const struct cli_settings *s) {
  for (size_t i = 0; i < s->pins_n; i++) {
    if (cli_pins_add(&setup->pins, s->pin[i]) != 0)
      return CLI_USAGE;
  }
  for (size_t i = 0; i < s->raw_keys_n; i++) {
    if (cli_pins_load(&setup->raw_keys, s->raw_key[i]) != 0)
      return CLI_UNUSABLE;
  }
  setup->config.pins = setup->pins.pin;
  setup->config.pins_n = setup->pins.n;
  setup->config.raw_public_keys = setup->raw_keys.pin;
  setup->config.raw_public_keys_n = setup->raw_keys.n;
  return CLI_FINE;
}

static int load_psks(struct cli_setup *setup, const struct cli_settings *s) {
  for (size_t i = 0; i < s->psks_n; i++) {
    if (cli_psks_add(&setup->psks, s->psk[i]) != 0)
      return CLI_USAGE;
  }
  if (s->psks_n != 0) {
    setup->config.external_psk = cli_psk_find;
    setup->config.external_psk_context = &setup->psks;
  }
  return CLI_FINE;
}

int cli_setup_start(struct cli_setup *setup, const struct cli_settings *s) {
  memset(setup, 0, sizeof *setup);
  setup->keylog.fd = -1;
  setup->config.random = cli_random;
  setup->config.now = cli_now;
  setup->config.forbid_rsa_key_exchange = s->forbid_rsa;
  setup->config.versions = s->versions;
  setup->config.record_size_limit = (uint16_t)s->record_size;
  setup->config.export_keys = s->exported.label != NULL;
  int answer = load_names(setup, s);
  if (answer == CLI_FINE)
    answer = load_identities(setup, s);
  if (answer == CLI_FINE)
    answer = load_pins(setup, s);
  if (answer == CLI_FINE)
    answer = load_psks(setup, s);
  if (answer == CLI_FINE && s->keylog != NULL) {
    answer = cli_keylog_open(&setup->keylog, s->keylog) == 0 ? CLI_FINE : CLI_UNUSABLE;
    setup->config.key_log = cli_keylog_line;
    setup->config.secret_log = cli_keylog_secret;
    setup->config.key_log_context = &setup->keylog;
  }
  return answer;
}

int cli_setup_anchors(struct cli_setup *setup, const struct cli_anchor_files *files) {
  if (cli_anchors_load(files, &setup->anchors) != 0)
    return CLI_UNUSABLE;
  setup->config.anchors = setup->anchors.table;
  setup->config.anchors_n = setup->anchors.n;
  return CLI_FINE;
}

void cli_setup_end(struct cli_setup *setup) {
  for (size_t i = 0; i < CLI_IDENTITIES_MAX; i++)
    cli_identity_free(&setup->identity[i]);
  cli_anchors_free(&setup->anchors);
  cli_keylog_close(&setup->keylog);
  cli_psks_wipe(&setup->psks);
}
