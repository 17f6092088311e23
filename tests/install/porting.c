/* The two examples of handfast_porting(3), as they stand there (build/porting.h): a token that answers later, and a source of random bytes that
   fails at each word. A client and a server are moved by hand, in both versions. The token's inside is a software key. */
#include <handfast.h>
#include <handfast/software_key.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "porting.h"

#define WANT(right) ((right) ? (void)0 : wrong(__LINE__, #right))
#define PAIRS 2

struct side {
  struct hf_connection c;
  uint8_t in[HF_IN_SIZE], out[HF_OUT_SIZE], chain[HF_CHAIN_SIZE];
};
static struct pair { struct side client, server; } pairs[PAIRS];
static struct hf_config client_config, server_config;
static struct hf_identity identity;
static struct hf_trust_anchor anchor;
static struct hf_software_key inside;
static unsigned begun, asked_of_source, fails_at;

static _Noreturn void wrong(int line, const char *what) {
  fprintf(stderr, "porting.c:%d: %s\n", line, what);
  exit(1);
}
static int64_t now(void *context) {
  (void)context;
  return (int64_t)time(NULL);
}
static int fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  return getrandom(out, n, 0) == (ssize_t)n ? 0 : -1;
}
static const struct hf_random sound = {fill, NULL};

static void begin(struct token *t) {
  (void)t;
  begun++;
}
static void answers(struct token *t) {
  uint8_t r[32], s[32];
  const struct hf_private_key key = hf_software_private_key(&inside);
  WANT(key.ecdsa_sign(key.context, t->digest, t->n, r, s) == HF_KEY_DONE);
  token_answer(t, r, s);
}

static void start(struct pair *p) {
  const struct hf_buffers client = {p->client.in, HF_IN_SIZE,      p->client.out,
                                    HF_OUT_SIZE,  p->client.chain, HF_CHAIN_SIZE};
  const struct hf_buffers server = {p->server.in, HF_IN_SIZE, p->server.out, HF_OUT_SIZE, NULL, 0};
  (void)hf_client_start(&p->client.c, &client_config, &client, "localhost", NULL);
  (void)hf_server_start(&p->server.c, &server_config, &server);
}
static bool move(struct side *from, struct side *to) {
  size_t n, taken;
  const uint8_t *out = hf_output(&from->c, &n);
  if (n == 0)
    return false;
  taken = hf_receive(&to->c, out, n);
  hf_output_sent(&from->c, hf_status(&to->c) == HF_STATUS_FAILED ? n : taken);
  return taken > 0;
}
static void go_on(struct pair *p) {
  while (move(&p->client, &p->server) | move(&p->server, &p->client)) {
  }
}
static bool is_open(const struct pair *p) {
  return hf_status(&p->client.c) == HF_STATUS_OPEN && hf_status(&p->server.c) == HF_STATUS_OPEN;
}
/* The peer is told that it is not its fault (RFC 8446 6.2, RFC 5246 7.2.2): a fatal internal_error. */
static bool heard_internal_error(const struct side *peer) {
  struct hf_alert alert;
  return hf_peer_alert(&peer->c, &alert) && alert.level == 2 && alert.description == 80 &&
         hf_error_of(&peer->c) == HF_ERROR_PEER_ALERT;
}
static void end(struct pair *p) {
  hf_wipe_connection(&p->client.c);
  hf_wipe_connection(&p->server.c);
}

/* Two connections at a time wait for one token; the second is asked for when the first has its answer. */
static void later(struct token *t) {
  begun = 0;
  for (int i = 0; i < PAIRS; i++) {
    start(&pairs[i]);
    go_on(&pairs[i]);
    WANT(hf_status(&pairs[i].server.c) == HF_STATUS_PENDING && begun == 1);
    hf_resume(&pairs[i].server.c); /* too early: nothing has come */
    WANT(hf_status(&pairs[i].server.c) == HF_STATUS_PENDING && begun == 1);
  }
  answers(t);
  for (int i = 0; i < PAIRS; i++) {
    hf_resume(&pairs[i].server.c);
    go_on(&pairs[i]);
    WANT(is_open(&pairs[i]) == (i == 0));
  }
  WANT(begun == 2 && t->state == TOKEN_ASKED);
  answers(t);
  hf_resume(&pairs[1].server.c);
  go_on(&pairs[1]);
  WANT(is_open(&pairs[1]));
  for (int i = 0; i < PAIRS; i++)
    end(&pairs[i]);
}

static void breaks(struct token *t) {
  start(&pairs[0]);
  go_on(&pairs[0]);
  WANT(hf_status(&pairs[0].server.c) == HF_STATUS_PENDING);
  token_answer(t, NULL, NULL);
  hf_resume(&pairs[0].server.c);
  WANT(hf_error_of(&pairs[0].server.c) == HF_ERROR_PRIVATE_KEY_FAILED && t->state == TOKEN_IDLE);
  go_on(&pairs[0]);
  WANT(heard_internal_error(&pairs[0].client));
  end(&pairs[0]);
}

static int word(uint32_t *out) {
  if (asked_of_source++ == fails_at)
    return -1;
  return getrandom(out, sizeof *out, 0) == (ssize_t)sizeof *out ? 0 : -1;
}
static int same_word(uint32_t *out) {
  *out = 7;
  return 0;
}

/* For a key pair it is the provider that is asked, and that answers. */
static bool is_of_the_source(enum hf_error error) {
  return error == HF_ERROR_RANDOM_FAILED || error == HF_ERROR_PROVIDER_FAILED;
}

static void ends_at_random(struct hf_config *config, struct side *side) {
  const struct side *peer = side == &pairs[0].client ? &pairs[0].server : &pairs[0].client;
  struct noise stuck = {.word = same_word}, noise = {.word = word};
  config->random = noise_source(&stuck);
  start(&pairs[0]);
  go_on(&pairs[0]);
  WANT(hf_error_of(&side->c) == HF_ERROR_RANDOM_FAILED && stuck.stuck);
  WANT(heard_internal_error(peer));
  end(&pairs[0]);
  config->random = noise_source(&noise);
  for (fails_at = 0;; fails_at++) {
    asked_of_source = 0;
    start(&pairs[0]);
    go_on(&pairs[0]);
    if (is_open(&pairs[0]))
      break;
    WANT(is_of_the_source(hf_error_of(&side->c)) && !noise.stuck);
    WANT(heard_internal_error(peer));
    end(&pairs[0]);
  }
  end(&pairs[0]);
  WANT(asked_of_source == fails_at && fails_at >= 16); /* its random and its key pair, words of 4 */
  config->random = sound;
}

static size_t load(const char *path, uint8_t *out, size_t room) {
  FILE *f = fopen(path, "rb");
  size_t n = f == NULL ? 0 : fread(out, 1, room, f);
  return f == NULL || fclose(f) != 0 ? 0 : n;
}

int main(int argc, char **argv) { /* CERTIFICATE.der SCALAR ISSUER.der */
  static uint8_t certificate[8192], issuer[8192], scalar[32];
  static const uint8_t versions[] = {HF_VERSION_TLS12, HF_VERSION_TLS13};
  const uint8_t *const certificates[] = {certificate};
  struct token token = {.begin = begin};
  if (argc != 4)
    return 2;
  const size_t size = load(argv[1], certificate, sizeof certificate);
  WANT(load(argv[2], scalar, 32) == 32 && hf_software_key_ec(&inside, HF_GROUP_SECP256R1, scalar, 32, &sound) == 0);
  WANT(hf_certificate_anchor(issuer, load(argv[3], issuer, sizeof issuer), &anchor) == HF_OK);
  identity = (struct hf_identity){.certificates = certificates, .certificate_sizes = &size, .certificates_n = 1};
  WANT(hf_certificate_key(certificate, size, &identity.public_key) == HF_OK);
  for (size_t i = 0; i < sizeof versions; i++) {
    client_config =
        (struct hf_config){.random = sound, .now = now, .versions = versions[i], .anchors = &anchor, .anchors_n = 1};
    server_config = (struct hf_config){
        .random = sound, .now = now, .versions = versions[i], .identities = &identity, .identities_n = 1};
    identity.private_key = token_key(&token);
    later(&token);
    breaks(&token);
    identity.private_key = hf_software_private_key(&inside);
    ends_at_random(&client_config, &pairs[0].client);
    ends_at_random(&server_config, &pairs[0].server);
  }
  hf_software_key_free(&inside);
  return 0;
}
