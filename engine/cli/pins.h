/* The keys that a peer must have, or is trusted for: pins on the command line, and public keys in PEM files. */
#ifndef HANDFAST_CLI_PINS_H
#define HANDFAST_CLI_PINS_H
#include "cli.h"
#include "handfast/x509.h"

#define CLI_PINS_MAX 64u

struct cli_pins {
  struct hf_pin pin[CLI_PINS_MAX];
  size_t n;
};

/* Adds a pin: base64 of the SHA-256 of a SubjectPublicKeyInfo, with or without sha256// before it, or 64 hexadecimal digits.
   0, or -1, having said why. */
int cli_pins_add(struct cli_pins *pins, const char *text);
/* Adds the pin of each public key in a PEM file (BEGIN PUBLIC KEY). 0 with at least one, or -1, having said why. */
int cli_pins_load(struct cli_pins *pins, const char *path);

/* The public key of a SubjectPublicKeyInfo; its bytes stay there. `where` is for the message. 0, or -1, having said why. */
int cli_public_key(const char *where, const struct cli_blob *info, struct hf_public_key *out);
/* 1 when a PEM block is a public key. */
int cli_is_public_key(const char *label);
#endif
