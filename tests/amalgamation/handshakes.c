/* tests/amalgamation/handshakes.c CERTIFICATE.der ISSUER.der KEY ROOT.der: both versions, a full handshake with the server's
   certificate, and one that resumes it. */
#include "pair.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

struct file {
  uint8_t bytes[4096];
  size_t n;
};

static int load(const char *name, struct file *out) {
  FILE *f = fopen(name, "rb");
  if (f == NULL)
    return fails(name, "cannot be read");
  out->n = fread(out->bytes, 1, sizeof out->bytes, f);
  fclose(f);
  return out->n == 0 || out->n == sizeof out->bytes ? fails(name, "too long, or empty") : 0;
}

static int fill(void *context, uint8_t *out, size_t n) {
  FILE *f = fopen("/dev/urandom", "rb");
  size_t got = 0;
  (void)context;
  if (f != NULL) {
    got = fread(out, 1, n, f);
    fclose(f);
  }
  return got == n ? 0 : -1;
}

static int64_t now(void *context) {
  (void)context;
  return (int64_t)time(NULL);
}

static int one(struct side *client, struct side *server, uint8_t version, const char *name) {
  static struct hf_session session;
  int bad;
  client->config.versions = version;
  bad = talk(client, server, NULL);
  if (bad != 0 || hf_is_resumed(&client->c) || !hf_session_of(&client->c, &session))
    return fails(name, "no full handshake, or no session of it");
  bad = talk(client, server, &session);
  if (bad != 0 || !hf_is_resumed(&client->c) || !hf_is_resumed(&server->c))
    return fails(name, "not resumed");
  if (hf_version(&client->c) != (version == HF_VERSION_TLS13 ? 0x0304u : 0x0303u))
    return fails(name, "another version");
  printf("%s: full, resumed, suite %04x\n", name, (unsigned)hf_cipher_suite(&client->c));
  hf_session_wipe(&session);
  return 0;
}

int main(int argc, char **argv) {
  static struct side client, server;
  static struct file file[4];
  static struct hf_cache_entry entries[4];
  static struct hf_cache cache;
  const uint8_t *const chain[2] = {file[0].bytes, file[1].bytes};
  size_t sizes[2];
  struct hf_trust_anchor anchor;
  struct hf_session_store store;
  struct hf_identity identity = {.certificates = chain, .certificate_sizes = sizes, .certificates_n = 2};
  for (int i = 0; i < 4; i++)
    if (argc != 5 || load(argv[i + 1], &file[i]) != 0)
      return fails("usage", "CERTIFICATE.der ISSUER.der KEY ROOT.der");
  sizes[0] = file[0].n;
  sizes[1] = file[1].n;
  hf_cache_start(&cache, entries, 4, 3600);
  store = hf_cache_store(&cache);
  client.config = (struct hf_config){.random = {fill, NULL}, .now = now, .anchors = &anchor, .anchors_n = 1};
  server.config = (struct hf_config){
      .random = {fill, NULL}, .now = now, .identities = &identity, .identities_n = 1, .sessions = &store};
  limit(&client.config);
  limit(&server.config);
  if (hf_provider_start() != 0 || hf_certificate_anchor(file[3].bytes, file[3].n, &anchor) != HF_OK ||
      hf_certificate_key(chain[0], sizes[0], &identity.public_key) != HF_OK ||
      load_key(file[2].bytes, file[2].n, &server.config.random, &identity.private_key) != 0)
    return fails("start", "the provider, the anchor, the certificate or the key cannot be used");
  return one(&client, &server, HF_VERSION_TLS12, "TLS 1.2") | one(&client, &server, HF_VERSION_TLS13, "TLS 1.3");
}
