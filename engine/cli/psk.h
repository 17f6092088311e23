/* External pre-shared keys on the command line: --psk ID:HEX. */
#ifndef HANDFAST_CLI_PSK_H
#define HANDFAST_CLI_PSK_H
#include "handfast/config.h"

#define CLI_PSKS_MAX 16u

struct cli_psk {
  uint8_t identity[HF_PSK_IDENTITY_MAX];
  uint8_t key[HF_PSK_KEY_MAX];
  size_t identity_n;
  size_t key_n;
  bool sha384;
};

struct cli_psks {
  struct cli_psk psk[CLI_PSKS_MAX];
  size_t n;
};

/* Adds ID:HEX, or ID:HEX:sha384: what stands before the key's colon is the identity. 0, or -1, having said why. */
int cli_psks_add(struct cli_psks *psks, const char *text);
/* For hf_config.external_psk, with these keys as its context: the one of an identity; a client's first. */
bool cli_psk_find(void *context, const uint8_t *identity, size_t n, struct hf_external_psk *psk);
void cli_psks_wipe(struct cli_psks *psks);
#endif
