#define _GNU_SOURCE /* memrchr */
#include "psk.h"
#include "cli.h"
#include "crypto/bytes.h"
#include "hex.h"
#include <string.h>

#define SHA384 ":sha384"

static int wrong(const char *why) {
  cli_say("--psk: %s: ID:HEX is wanted, with at most %u and %u bytes, and :sha384 behind it for suites of SHA-384", why,
          HF_PSK_IDENTITY_MAX, HF_PSK_KEY_MAX);
  return -1;
}

static bool ends_with_hash(const char *text, size_t n) {
  size_t hash_n = sizeof SHA384 - 1;
  return n > hash_n && memcmp(text + n - hash_n, SHA384, hash_n) == 0;
}

/* What is wrong is said without the key. */
int cli_psks_add(struct cli_psks *psks, const char *text) {
  struct cli_psk *psk = &psks->psk[psks->n];
  size_t n = strlen(text);
  const char *colon;
  size_t end;
  if (psks->n == CLI_PSKS_MAX) {
    cli_say("--psk: at most %u of them", CLI_PSKS_MAX);
    return -1;
  }
  psk->sha384 = ends_with_hash(text, n);
  n -= psk->sha384 ? sizeof SHA384 - 1 : 0;
  colon = memrchr(text, ':', n);
  end = colon == NULL ? 0 : (size_t)(colon - text);
  if (end == 0 || end > HF_PSK_IDENTITY_MAX)
    return wrong("there is no identity, or it is too long");
  if ((n - end) / 2 > HF_PSK_KEY_MAX || cli_unhex(text + end + 1, n - end - 1, psk->key) != 0)
    return wrong("the key is not two hexadecimal digits for each byte, or it is too long");
  memcpy(psk->identity, text, end);
  psk->identity_n = end;
  psk->key_n = (n - end) / 2;
  if (psk->key_n == 0)
    return wrong("there is no key");
  psks->n++;
  return 0;
}

bool cli_psk_find(void *context, const uint8_t *identity, size_t n, struct hf_external_psk *out) {
  const struct cli_psks *psks = context;
  for (size_t i = 0; i < psks->n; i++) {
    const struct cli_psk *psk = &psks->psk[i];
    if (identity == NULL || (n == psk->identity_n && memcmp(identity, psk->identity, n) == 0)) {
      *out = (struct hf_external_psk){psk->identity, psk->identity_n, psk->key, psk->key_n, psk->sha384};
      return true;
    }
  }
  return false;
}

void cli_psks_wipe(struct cli_psks *psks) {
  for (size_t i = 0; i < CLI_PSKS_MAX; i++)
    hf_wipe(psks->psk[i].key, HF_PSK_KEY_MAX);
}
