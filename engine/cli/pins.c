#include "pins.h"
#include "file.h"
#include "files/base64.h"
#include "generated/errors.h"
#include "handfast.h"
#include "hex.h"
#include "pem.h"
#include "x509/key.h"
#include <string.h>

#define PREFIX "sha256//"
#define BASE64_SIZE 44u /* of 32 bytes */

static int from_base64(const char *text, uint8_t out[HF_PIN_SIZE]) {
  uint8_t bytes[BASE64_SIZE / 4 * 3];
  size_t n;
  if (hf_base64_decode(text, BASE64_SIZE, bytes, &n) != NULL || n != HF_PIN_SIZE)
    return -1;
  memcpy(out, bytes, HF_PIN_SIZE);
  return 0;
}

static struct hf_pin *next(struct cli_pins *pins, const char *what) {
  if (pins->n < CLI_PINS_MAX)
    return &pins->pin[pins->n];
  cli_say("%s: at most %u keys", what, CLI_PINS_MAX);
  return NULL;
}

int cli_pins_add(struct cli_pins *pins, const char *text) {
  struct hf_pin *pin = next(pins, "--pin");
  const char *value = strncmp(text, PREFIX, sizeof PREFIX - 1) == 0 ? text + sizeof PREFIX - 1 : text;
  size_t n = strlen(value);
  if (pin == NULL)
    return -1;
  if ((n == BASE64_SIZE && from_base64(value, pin->sha256) == 0) ||
      (n == 2 * HF_PIN_SIZE && cli_unhex(value, n, pin->sha256) == 0)) {
    pins->n++;
    return 0;
  }
  cli_say("--pin: '%s' is no SHA-256 of a public key: 44 characters of base64, or 64 hexadecimal digits (openssl pkey "
          "-pubin "
          "-outform der | openssl dgst -sha256 -binary | base64)",
          text);
  return -1;
}

int cli_is_public_key(const char *label) {
  return strcmp(label, "PUBLIC KEY") == 0;
}

int cli_public_key(const char *where, const struct cli_blob *info, struct hf_public_key *out) {
  struct hf_key_spans spans;
  struct hf_span rest = {0, (uint32_t)info->n};
  enum hf_error error = (enum hf_error)hf_key_take(info->bytes, &rest, &spans);
  if (error == HF_OK)
    error = rest.n != 0 ? HF_ERROR_CERTIFICATE_KEY_MALFORMED : (enum hf_error)spans.error;
  if (error != HF_OK) {
    cli_say("%s: cannot use the public key: %s: %s", where, hf_error_name(error), hf_strerror(error));
    return -1;
  }
  hf_key_place(info->bytes, &spans, out);
  return 0;
}

static int add_key(struct cli_pins *pins, const char *path, const struct cli_blob *info) {
  struct hf_public_key key;
  struct hf_pin *pin = next(pins, path);
  if (pin == NULL || cli_public_key(path, info, &key) != 0)
    return -1;
  hf_key_pin(&key, pin->sha256);
  pins->n++;
  return 0;
}

int cli_pins_load(struct cli_pins *pins, const char *path) {
  struct cli_pem pem;
  struct cli_pem_block block;
  size_t before = pins->n;
  int answer = 0;
  int found = 0;
  if (cli_pem_open(&pem, path, "the public key") != 0)
    return -1;
  while (answer == 0 && (found = cli_pem_next(&pem, &block)) > 0) {
    if (cli_is_public_key(block.label))
      answer = add_key(pins, path, &block.der);
    cli_blob_free(&block.der);
  }
  cli_pem_close(&pem);
  if (answer != 0 || found < 0)
    return -1;
  if (pins->n == before) {
    cli_say("%s: there is no public key in it: a PEM block PUBLIC KEY is wanted (openssl pkey -in KEY -pubout)", path);
    return -1;
  }
  return 0;
}
