#include "bench/link.h"
#include "generated/registry.h"
#include "support/identities.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct bench_kind bench_kinds[] = {
    {"rsa", HF_TLS_RSA_WITH_AES_128_GCM_SHA256, "server-rsa", NULL, 0},
    {"ecdhe_rsa", HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "server-rsa", NULL, 0},
    {"ecdhe_ecdsa", HF_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "server-ec", NULL, 0},
    {"resume", HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "server-rsa", NULL, 1},
    {"mutual", HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "server-rsa", "client-rsa", 0},
    {"cbc", HF_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, "server-rsa", NULL, 0},
};
const size_t bench_kinds_n = sizeof bench_kinds / sizeof bench_kinds[0];

static int64_t now(void *context) {
  (void)context;
  return 1781000000;
}

static void set_end(struct bench_end *e, uint16_t suite, uint64_t seed) {
  static const uint16_t p256[1] = {HF_GROUP_SECP256R1};
  e->random.state = seed;
  e->suite = suite;
  e->config.random = test_random_source(&e->random);
  e->config.now = now;
  e->config.cipher_suites = &e->suite;
  e->config.cipher_suites_n = 1;
  e->config.groups = p256;
  e->config.groups_n = 1;
  e->config.anchors = test_anchors(&e->config.anchors_n);
  e->buffers.in = e->in;
  e->buffers.in_size = sizeof e->in;
  e->buffers.out = e->out;
  e->buffers.out_size = sizeof e->out;
  e->buffers.chain = e->chain;
  e->buffers.chain_size = sizeof e->chain;
}

/* All output of one end into the other; 1 when there was some. */
static int move(struct bench_end *from, struct bench_end *to) {
  size_t n;
  const uint8_t *out = hf_output(&from->c, &n);
  if (n == 0)
    return 0;
  size_t taken = hf_receive(&to->c, out, n);
  hf_output_sent(&from->c, taken);
  return taken > 0;
}

void bench_move(struct bench_link *l) {
  while (move(&l->client, &l->server) | move(&l->server, &l->client)) {
  }
}

static void end(const struct bench_link *l, const char *what) {
  fprintf(stderr, "bench: %s: %s: client %s, server %s\n", l->kind->name, what, hf_strerror(hf_error_of(&l->client.c)),
          hf_strerror(hf_error_of(&l->server.c)));
  exit(1);
}

void bench_handshake(struct bench_link *l) {
  const struct hf_session *offer = l->kind->resumed && l->session.session_id_n ? &l->session : NULL;
  if (hf_server_start(&l->server.c, &l->server.config, &l->server.buffers) != HF_OK ||
      hf_client_start(&l->client.c, &l->client.config, &l->client.buffers, "localhost", offer) != HF_OK)
    end(l, "does not start");
  bench_move(l);
  if (hf_status(&l->client.c) != HF_STATUS_OPEN || hf_status(&l->server.c) != HF_STATUS_OPEN)
    end(l, "no handshake");
  if (hf_cipher_suite(&l->client.c) != l->kind->suite || hf_is_resumed(&l->client.c) != (offer != NULL))
    end(l, "another handshake than was meant");
}

void bench_set(struct bench_link *l, const struct bench_kind *kind) {
  memset(l, 0, sizeof *l);
  l->kind = kind;
  set_end(&l->client, kind->suite, 1);
  set_end(&l->server, kind->suite, 2);
  l->server.config.identities = test_identity(kind->server);
  l->server.config.identities_n = 1;
  if (kind->client) {
    l->client.config.identities = test_identity(kind->client);
    l->client.config.identities_n = 1;
    l->server.config.client_authentication = HF_CLIENT_REQUIRED;
  }
  hf_cache_start(&l->cache, l->entries, 4, 3600);
  l->store = hf_cache_store(&l->cache);
  l->server.config.sessions = &l->store;
  bench_handshake(l);
  if (kind->resumed && !hf_session_of(&l->client.c, &l->session))
    end(l, "no session to resume");
}
