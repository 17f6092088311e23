/* A server: in TLS 1.3 and in TLS 1.2 a full handshake with a certificate of P-256 and a resumption of it; and one with a key that both
   were told. The clients are openssl s_client. */
#include "board.h"
#include "talk.h"
#include <handfast/files.h>
#include <handfast/software_key.h>

#define CACHED 2u

static struct hf_cache_entry entries[CACHED];
static struct hf_software_key key;

static size_t length(const uint8_t *begin, const uint8_t *end) {
  return (size_t)(end - begin);
}

/* The identity, of what the build linked in. */
static bool identify(struct hf_identity *identity, const struct hf_random *random) {
  static const uint8_t *certificates[2] = {credential_leaf, credential_issuer};
  static size_t sizes[2];
  struct hf_key_der found;
  sizes[0] = length(credential_leaf, credential_leaf_end);
  sizes[1] = length(credential_issuer, credential_issuer_end);
  identity->certificates = certificates;
  identity->certificate_sizes = sizes;
  identity->certificates_n = 2;
  if (hf_certificate_key(certificates[0], sizes[0], &identity->public_key) != HF_OK ||
      hf_key_sec1(credential_key, length(credential_key, credential_key_end), &found) != NULL ||
      hf_software_key_ec(&key, found.group, found.bytes, found.n, random) != 0)
    return false;
  identity->private_key = hf_software_private_key(&key);
  return true;
}

int main(void) {
  static struct hf_identity identity;
  static struct hf_config config;
  static struct hf_cache cache;
  static struct hf_session_store store;
  struct talk t = {.name = "server", .config = &config};
  bool fine;
  talk_configure(&config);
  talk_offer(&config);
  hf_cache_start(&cache, entries, CACHED, 3600);
  store = hf_cache_store(&cache);
  config.sessions = &store;
  config.identities = &identity;
  config.identities_n = 1;
  config.external_psk = talk_psk;
  fine = identify(&identity, &config.random);
  board_say("listening\n");
  for (; t.link < 4; t.link++) {
    t.resumes = t.link % 2 == 1;
    fine = talk(&t) && fine;
  }
  t.resumes = false;
  fine = talk(&t) && hf_uses_external_psk(&talk_connection) && fine;
  hf_software_key_free(&key);
  hf_cache_wipe(&cache);
  hf_wipe_connection(&talk_connection);
  return talk_end(fine);
}
