/* What an engine of a profile answers a caller who asks for what the profile leaves out: refused WHAT..., each of them `client', `server',
   `tls12', `tls13', `suite12', `suite13' or `chacha20'. Each is a mistake of the configuration, named before a byte is sent; what is there
   begins with the same configuration. */
#include "generated/profile.h"
#include "handfast.h"
#include <stdio.h>
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

static struct hf_config usual(void) {
  struct hf_config config;
  memset(&config, 0, sizeof config);
  config.random.fill = fill;
  config.now = now;
  return config;
}

/* Of a role that is there. */
static enum hf_error begin(const struct hf_config *config, int as_server) {
  static struct hf_connection c;
  enum hf_error error =
      as_server ? hf_server_start(&c, config, &buffers) : hf_client_start(&c, config, &buffers, "localhost", NULL);
  size_t n = 0;
  (void)hf_output(&c, &n);
  if (error != HF_OK && (n != 0 || hf_status(&c) != HF_STATUS_FAILED || hf_error_of(&c) != error))
    printf("refused, and not at an end\n");
  hf_receive(&c, in, 0);
  hf_wipe_connection(&c);
  return error;
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
  return begin(&config, as_server);
}

int main(int n, char **what) {
  struct hf_config config = usual();
  int failed = 0;
  if (HF_HAS_CLIENT != 0u && begin(&config, 0) != HF_OK) {
    printf("what is there does not begin\n");
    failed = 1;
  }
  for (int i = 1; i < n; i++) {
    enum hf_error error = ask(what[i]);
    printf("%s: %s\n", what[i], hf_error_name(error));
    failed |= error != HF_ERROR_CIPHER_SUITE_MISSING;
  }
  return failed;
}
