/* A private key from a PEM file. */
#ifndef HANDFAST_CLI_PRIVATE_KEY_H
#define HANDFAST_CLI_PRIVATE_KEY_H
#include "handfast/software_key.h"

/* kind: HF_KEY_... of what was found. 0 (then hf_software_key_free is the caller's), or -1, having said why. */
int cli_private_key_load(const char *path, struct hf_software_key *out, uint8_t *kind);
#endif
