/* OpenSSL's handshakes per CPU second, beside ours: client and server in one thread, the output of each given to the other in memory,
   TLS 1.2 with the same suites, certificates and checks as tests/bench/link.c has. A line `openssl KIND N` for each kind.
   Usage: openssl CERTIFICATES */
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECONDS 1.0
#define ROUNDS 3
#define NOW 1781000000 /* as tests/bench/link.c */

struct kind {
  const char *name;
  const char *suite;
  const char *groups;
  const char *server; /* identities, as tests/support/make_certs.sh names them */
  int resumed;
};

static const struct kind kinds[] = {
    {"rsa", "AES128-GCM-SHA256", "P-256", "server-rsa", 0},
    {"ecdhe_rsa", "ECDHE-RSA-AES128-GCM-SHA256", "P-256", "server-rsa", 0},
    {"ecdhe_rsa_x25519", "ECDHE-RSA-AES128-GCM-SHA256", "X25519", "server-rsa", 0},
    {"ecdhe_ecdsa", "ECDHE-ECDSA-AES128-GCM-SHA256", "P-256", "server-ec", 0},
    {"resume", "ECDHE-RSA-AES128-GCM-SHA256", "P-256", "server-rsa", 1},
};

static const char *directory;

static void give_up(const char *what) {
  fprintf(stderr, "openssl: %s\n", what);
  ERR_print_errors_fp(stderr);
  exit(1);
}

static const char *path(const char *name, const char *suffix) {
  static char text[512];
  snprintf(text, sizeof text, "%s/%s%s", directory, name, suffix);
  return text;
}

static SSL_CTX *context(const SSL_METHOD *method, const struct kind *kind) {
  SSL_CTX *c = SSL_CTX_new(method);
  if (c == NULL || SSL_CTX_set_min_proto_version(c, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_max_proto_version(c, TLS1_2_VERSION) != 1 || SSL_CTX_set_cipher_list(c, kind->suite) != 1 ||
      SSL_CTX_set1_groups_list(c, kind->groups) != 1)
    give_up("no context");
  (void)SSL_CTX_set_options(c, SSL_OP_NO_TICKET);
  return c;
}

static SSL_CTX *server_context(const struct kind *kind) {
  SSL_CTX *c = context(TLS_server_method(), kind);
  if (SSL_CTX_use_certificate_chain_file(c, path(kind->server, ".pem")) != 1 ||
      SSL_CTX_use_PrivateKey_file(c, path(kind->server, ".key"), SSL_FILETYPE_PEM) != 1)
    give_up("no identity");
  (void)SSL_CTX_set_session_id_context(c, (const unsigned char *)"bench", 5);
  return c;
}

static SSL_CTX *client_context(const struct kind *kind) {
  SSL_CTX *c = context(TLS_client_method(), kind);
  if (SSL_CTX_load_verify_file(c, path("anchors", ".pem")) != 1)
    give_up("no anchors");
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, NULL);
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(c), NOW);
  return c;
}

static SSL *end(SSL_CTX *c, BIO *bio, int server) {
  SSL *s = SSL_new(c);
  if (s == NULL)
    give_up("no connection");
  SSL_set_bio(s, bio, bio);
  if (server)
    SSL_set_accept_state(s);
  else
    SSL_set_connect_state(s);
  return s;
}

/* One handshake; `session` is offered if there is one. The session that was made is the caller's. */
static SSL_SESSION *handshake(SSL_CTX *client, SSL_CTX *server, SSL_SESSION *session) {
  BIO *bios[2];
  if (BIO_new_bio_pair(&bios[0], 0, &bios[1], 0) != 1)
    give_up("no pair");
  SSL *c = end(client, bios[0], 0);
  SSL *s = end(server, bios[1], 1);
  if (SSL_set1_host(c, "localhost") != 1 || (session != NULL && SSL_set_session(c, session) != 1))
    give_up("no connection");
  for (int i = 0; i < 20 && (!SSL_is_init_finished(c) || !SSL_is_init_finished(s)); i++) {
    (void)SSL_do_handshake(c);
    (void)SSL_do_handshake(s);
  }
  if (!SSL_is_init_finished(c) || !SSL_is_init_finished(s) || SSL_session_reused(c) != (session != NULL))
    give_up("no handshake, or another than was meant");
  SSL_SESSION *made = SSL_get1_session(c);
  SSL_set_shutdown(c, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN); /* the session stays good */
  SSL_set_shutdown(s, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  SSL_free(c);
  SSL_free(s);
  return made;
}

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double per_second(SSL_CTX *client, SSL_CTX *server, SSL_SESSION *offer) {
  unsigned long n = 0;
  double begin = cpu_seconds(), spent = 0;
  for (; spent < SECONDS; spent = cpu_seconds() - begin, n++)
    SSL_SESSION_free(handshake(client, server, offer));
  return (double)n / spent;
}

static void speed(const struct kind *kind) {
  SSL_CTX *client = client_context(kind);
  SSL_CTX *server = server_context(kind);
  SSL_SESSION *session = handshake(client, server, NULL);
  double best = 0;
  for (int i = 0; i < ROUNDS; i++) {
    const double n = per_second(client, server, kind->resumed ? session : NULL);
    best = n > best ? n : best;
  }
  printf("openssl %s %.0f\n", kind->name, best);
  SSL_SESSION_free(session);
  SSL_CTX_free(client);
  SSL_CTX_free(server);
}

int main(int argc, char **argv) {
  if (argc != 2)
    give_up("usage: openssl CERTIFICATES");
  directory = argv[1];
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    speed(&kinds[i]);
  return 0;
}
