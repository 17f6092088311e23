/* What an engine of a profile answers a caller who asks for what the profile leaves out: refused WHAT..., each of them `client', `server',
   `tls12', `tls13', `suite12', `suite13' or `chacha20', or one of the rows of `asked', which are of parts. Each is a mistake of the
   configuration, told by its error before a byte is sent; what is there begins with the same configuration. */
#include "generated/profile.h"
#include "handfast.h"
#include "handfast/fault.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t in[HF_BUFFER_MAX], out[HF_BUFFER_MAX], chain[8192];
static const struct hf_buffers buffers = {in, sizeof in, out, sizeof out, chain, sizeof chain};

static int fill(void *context, uint8_t *bytes, size_t n) {
  (void)context;
  memset(bytes, 7, n);
  return 0;
}

static int64_t now(void *context) {
  (void)context;
  return 1000000000;
}

/* It trusts a key where there are no certificates. */
static struct hf_config usual(void) {
  static const struct hf_pin pin;
  struct hf_config config;
  memset(&config, 0, sizeof config);
  config.random.fill = fill;
  config.now = now;
  config.raw_public_keys = &pin;
  config.raw_public_keys_n = HF_HAS_X509 == 0u ? 1 : 0;
  return config;
}

static void ask_anchors(struct hf_config *config) {
  static const struct hf_trust_anchor anchor;
  config->anchors = &anchor;
  config->anchors_n = 1;
}
static void ask_any(struct hf_config *config) {
  config->accept_any_certificate = 1;
}
static void ask_nothing(struct hf_config *config) { /* whom would it trust? */
  config->raw_public_keys_n = 0;
}
static void ask_staple(struct hf_config *config) {
  config->staple = HF_STAPLE_REQUESTED;
}
static void ask_crl(struct hf_config *config) {
  static const struct hf_crl crl;
  config->crls = &crl;
  config->crls_n = 1;
}
static void ask_crl_policy(struct hf_config *config) {
  config->crl_policy = HF_CRL_PEER;
}
static void ask_rules(struct hf_config *config) {
  static const struct hf_policy_rules rules;
  config->policy_rules = &rules;
}
static void ask_identity(struct hf_config *config) {
  static const struct hf_identity identity;
  config->identities = &identity;
  config->identities_n = 1;
}
static void ask_protocol(struct hf_config *config) {
  config->application_protocols = (const uint8_t *)"\1a";
  config->application_protocols_n = 2;
}
static void ask_fragment(struct hf_config *config) {
  config->max_fragment_length = 512;
}
static void ask_record_size(struct hf_config *config) {
  config->record_size_limit = 512;
}

static const struct asked {
  const char *what;
  void (*ask)(struct hf_config *config);
  const char *field; /* as hf_config_fault says it; NULL: it is a client's mistake alone */
} asked[] = {{"anchors", ask_anchors, "anchors"},
             {"any_certificate", ask_any, "accept_any_certificate"},
             {"nothing", ask_nothing, "raw_public_keys"},
             {"staple", ask_staple, "staple"},
             {"crl", ask_crl, "crls"},
             {"crl_policy", ask_crl_policy, "crl_policy"},
             {"rules", ask_rules, "policy_rules"},
             {"identity", ask_identity, NULL},
             {"protocol", ask_protocol, "application_protocols"},
             {"fragment", ask_fragment, "max_fragment_length"},
             {"record_size", ask_record_size, "record_size_limit"}};

static bool says(const struct hf_config *config, const char *field) {
  const char *said = hf_config_fault(config, &buffers);
  if (said == NULL || field == NULL)
    return said == field;
  return strcmp(said, HF_HAS_NAMES != 0u ? field : "") == 0;
}

/* Of a role that is there. */
static enum hf_error begin(const struct hf_config *config, int as_server, const char *name) {
  static struct hf_connection c;
  enum hf_error error =
      as_server ? hf_server_start(&c, config, &buffers) : hf_client_start(&c, config, &buffers, name, NULL);
  size_t n = 0;
  (void)hf_output(&c, &n);
  if (error != HF_OK && (n != 0 || hf_status(&c) != HF_STATUS_FAILED || hf_error_of(&c) != error))
    printf("refused, and not at an end\n");
  hf_receive(&c, in, 0);
  hf_wipe_connection(&c);
  return error;
}

static const char *usual_name(void) {
  return HF_HAS_SERVER_NAME != 0u ? "localhost" : NULL;
}

/* A part, with *error; 0: something else. */
static int ask_part(const char *what, enum hf_error *error) {
  struct hf_config config = usual();
  if (strcmp(what, "name") == 0) {
    *error = begin(&config, 0, "localhost");
    return 1;
  }
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    if (strcmp(what, asked[i].what) != 0)
      continue;
    asked[i].ask(&config);
    if (!says(&config, asked[i].field))
      printf("%s: another field is said\n", what), exit(1);
    *error = begin(&config, HF_HAS_CLIENT == 0u, usual_name());
    return 1;
  }
  return 0;
}

static enum hf_error ask(const char *what) {
  static const uint16_t suites[] = {0xc02f, 0x1303};
  struct hf_config config = usual();
  int as_server = strcmp(what, "server") == 0 || (HF_HAS_CLIENT == 0u && strcmp(what, "client") != 0);
  if (strcmp(what, "tls12") == 0)
    config.versions = HF_VERSION_TLS12;
  if (strcmp(what, "tls13") == 0)
    config.versions = HF_VERSION_TLS13;
  if (strncmp(what, "suite12", 7) == 0)
    config.cipher_suites = &suites[0];
  if (strcmp(what, "suite13") == 0 || strcmp(what, "chacha20") == 0)
    config.cipher_suites = &suites[1];
  config.cipher_suites_n = config.cipher_suites != NULL ? 1 : 0;
  return begin(&config, as_server, usual_name());
}

/* A pointer that is missing is not followed, where there is a part for it. */
static bool stops_at_null(void) {
  struct hf_config config = usual();
  static const struct hf_trust_anchor nameless = {.name_n = 1};
  config.anchors = &nameless;
  config.anchors_n = 1;
  const enum hf_error wanted = HF_HAS_X509 != 0u ? HF_ERROR_ARGUMENT_MISSING : HF_ERROR_PART_MISSING;
  return begin(&config, HF_HAS_CLIENT == 0u, usual_name()) == wanted;
}

int main(int n, char **what) {
  struct hf_config config = usual();
  int failed = 0;
  if (HF_HAS_CLIENT != 0u && begin(&config, 0, usual_name()) != HF_OK) {
    printf("what is there does not begin\n");
    failed = 1;
  }
  if (!stops_at_null()) {
    printf("an anchor without its name begins\n");
    failed = 1;
  }
  for (int i = 1; i < n; i++) {
    enum hf_error error = HF_OK;
    enum hf_error wanted = ask_part(what[i], &error) ? HF_ERROR_PART_MISSING : HF_ERROR_CIPHER_SUITE_MISSING;
    if (wanted == HF_ERROR_CIPHER_SUITE_MISSING)
      error = ask(what[i]);
    printf("%s: %u %s\n", what[i], (unsigned)error, hf_error_name(error));
    failed |= error != wanted;
  }
  return failed;
}
