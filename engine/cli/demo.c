/* `handfast demo`: a client and a server in one process: RSA key exchange, ECDHE, resumption. */
#define _GNU_SOURCE
#include "demo_side.h"
#include "demo_story.h"
#include "generated/registry.h"
#include "handfast/version.h"
#include "settings.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DEMO_CERT "build/tests/certs/server-rsa.pem"
#define DEMO_KEY "build/tests/certs/server-rsa.key"
#define DEMO_CA "build/tests/certs/root.pem"
#define CACHE_ENTRIES 4u
#define LIFETIME 3600u

struct demo {
  const char *cert;
  const char *key;
  struct cli_anchor_files ca;
  const char *name;
  struct cli_setup setup;
  struct hf_cache cache;
  struct hf_cache_entry entries[CACHE_ENTRIES];
  struct hf_session_store store;
  struct hf_session session;
  struct demo_side client;
  struct demo_side server;
  uint16_t suite;
};

static const char help[] =
    "Usage: handfast demo [--cert FILE --key FILE --ca FILE] [--name NAME]\n"
    "Walks a client and a server in this process through full handshakes of TLS 1.3 and, with RSA key "
    "exchange and with\n"
    "ECDHE, of TLS 1.2, and a resumption of each, and shows what each sent and derived, secrets too.\n\n"
    "  --cert FILE   the server's certificate chain, with an RSA key (default " DEMO_CERT ")\n"
    "  --key FILE    its private key (default " DEMO_KEY ")\n"
    "  --ca FILE     the authority that the client trusts (default " DEMO_CA ")\n"
    "  --name NAME   the name that the client asks for (default localhost)\n"
    "  --help        this text\n";

static const struct option table[] = {{"cert", required_argument, NULL, 'c'}, {"key", required_argument, NULL, 'k'},
                                      {"ca", required_argument, NULL, 'a'},   {"name", required_argument, NULL, 'n'},
                                      {"help", no_argument, NULL, 'h'},       {NULL, 0, NULL, 0}};

/* 0, CLI_USAGE, or -1: help was shown. */
static int options(int argc, char **argv, struct demo *d) {
  struct cli_given given = {.repeatable = " ca "};
  int option;
  while ((option = cli_next_option(argc, argv, table, &given)) != -1) {
    if (option == 'c')
      d->cert = optarg;
    else if (option == 'k')
      d->key = optarg;
    else if (option == 'n')
      d->name = optarg;
    else if (option == 'a' && cli_anchor_file("--ca", optarg, &d->ca) == CLI_FINE)
      continue;
    else if (option == 'h')
      return fputs(help, stdout), -1;
    else
      return cli_usage("demo");
  }
  if (optind < argc)
    cli_say("demo: '%s' is one argument too many", argv[optind]);
  return optind < argc ? cli_usage("demo") : CLI_FINE;
}

static int prepare(struct demo *d) {
  const struct cli_anchor_files usual = {.path = {DEMO_CA}, .n = 1};
  struct cli_settings settings = {.cert = {d->cert}, .key = {d->key}, .certs_n = 1, .keys_n = 1};
  int answer = cli_setup_start(&d->setup, &settings);
  if (answer == CLI_FINE)
    answer = cli_setup_anchors(&d->setup, d->ca.n == 0 ? &usual : &d->ca);
  if (answer == CLI_UNUSABLE && strcmp(d->cert, DEMO_CERT) == 0 && access(DEMO_CERT, R_OK) != 0)
    cli_note("the demonstration's certificates are made, from the top of the source tree, by: "
             "tests/support/make_certs.sh build/tests/certs");
  hf_cache_start(&d->cache, d->entries, CACHE_ENTRIES, LIFETIME);
  d->store = hf_cache_store(&d->cache);
  d->setup.config.sessions = &d->store;
  return answer;
}

/* The first suite of the preferred order that has this key exchange and suits an RSA certificate. */
static int choose_suite(struct demo *d, uint8_t key_exchange) {
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++) {
    if (hf_cipher_suites[i].key_exchange != key_exchange ||
        (hf_cipher_suites[i].authentication != HF_KEY_RSA && key_exchange != HF_KEY_EXCHANGE_ANY))
      continue;
    d->suite = hf_cipher_suites[i].code;
    d->setup.config.cipher_suites = &d->suite;
    d->setup.config.cipher_suites_n = 1;
    return 0;
  }
  return -1;
}

static int failed(const char *who, const struct hf_connection *c) {
  cli_say("demo: the %s failed: %s: %s", who, hf_error_name(hf_error_of(c)), hf_strerror(hf_error_of(c)));
  return CLI_FAILED;
}

static int connect_both(struct demo *d, const struct hf_session *offer) {
  struct hf_connection *client = &d->client.connection;
  struct hf_connection *server = &d->server.connection;
  demo_side_start(&d->client, &d->setup.config);
  demo_side_start(&d->server, &d->setup.config);
  enum hf_error error = hf_server_start(server, &d->server.config, &d->server.buffers);
  if (error == HF_OK)
    error = hf_client_start(client, &d->client.config, &d->client.buffers, d->name, offer);
  if (error == HF_OK)
    demo_carry(&d->client, &d->server);
  if (hf_status(client) != HF_STATUS_OPEN && hf_error_of(client) != HF_ERROR_PEER_ALERT)
    return failed("client", client);
  if (hf_status(server) != HF_STATUS_OPEN)
    return failed("server", server);
  return CLI_FINE;
}

/* Application data in both directions, then close_notify from both. */
static int talk(struct demo *d) {
  static const uint8_t text[] = "ping";
  uint8_t there[sizeof text] = {0};
  uint8_t back[sizeof text] = {0};
  struct hf_connection *client = &d->client.connection;
  struct hf_connection *server = &d->server.connection;
  hf_write(client, text, sizeof text);
  demo_carry(&d->client, &d->server);
  hf_read(server, there, sizeof there);
  hf_write(server, there, sizeof there);
  demo_carry(&d->client, &d->server);
  hf_read(client, back, sizeof back);
  hf_close(client);
  demo_carry(&d->client, &d->server);
  if (hf_status(server) == HF_STATUS_PEER_CLOSED)
    hf_close(server);
  demo_carry(&d->client, &d->server);
  int fine = memcmp(back, text, sizeof text) == 0 && hf_status(client) == HF_STATUS_CLOSED &&
             hf_status(server) == HF_STATUS_CLOSED;
  printf("\n  Application data to the server and back: %s; closed by both: %s\n",
         memcmp(back, text, sizeof text) == 0 ? "equal" : "DIFFERENT", fine ? "yes" : "NO");
  return fine ? CLI_FINE : CLI_FAILED;
}

typedef int (*tell_full)(const struct demo_side *client, const struct demo_side *server, const char *name);

static int full(struct demo *d, const char *title, uint8_t key_exchange, tell_full tell) {
  if (choose_suite(d, key_exchange) != 0) {
    printf("\n%s: left out, the specification has no such cipher suite for an RSA certificate\n", title);
    return CLI_FINE;
  }
  printf("\n%s\n", title);
  int answer = connect_both(d, NULL);
  if (answer != CLI_FINE)
    return answer;
  int differences = tell(&d->client, &d->server, d->name);
  hf_session_of(&d->client.connection, &d->session);
  answer = talk(d);
  return differences == 0 ? answer : CLI_FAILED;
}

typedef int (*tell_resumed)(const struct demo_side *client, const struct demo_side *server);

static int resume(struct demo *d, const char *title, tell_resumed tell) {
  printf("\n%s\n", title);
  int answer = connect_both(d, &d->session);
  if (answer != CLI_FINE)
    return answer;
  if (!hf_is_resumed(&d->client.connection) || !hf_is_resumed(&d->server.connection)) {
    cli_say("demo: the session was not resumed");
    return CLI_FAILED;
  }
  int differences = tell(&d->client, &d->server);
  answer = talk(d);
  return differences == 0 ? answer : CLI_FAILED;
}

static int walk(struct demo *d) {
  printf("Handfast " HF_VERSION_STRING ": a client and a server in one process, joined by queues in memory.\n"
         "The secrets below belong to this demonstration alone. Rows of the specification stand in brackets.\n");
  int answer = full(d, "A full handshake of TLS 1.3 (RFC 8446 2)", HF_KEY_EXCHANGE_ANY, demo_tell_full13);
  if (answer == CLI_FINE)
    answer = resume(d, "The session again, resumed (RFC 8446 2.2)", demo_tell_resumed13);
  if (answer == CLI_FINE)
    answer = full(d, "A full handshake of TLS 1.2 with RSA key exchange (RFC 5246 7.3)", HF_KEY_EXCHANGE_RSA,
                  demo_tell_full);
  if (answer == CLI_FINE)
    answer = full(d, "A full handshake of TLS 1.2 with ECDHE (RFC 8422)", HF_KEY_EXCHANGE_ECDHE, demo_tell_full);
  if (answer == CLI_FINE)
    answer = resume(d, "The session again, resumed (RFC 5246 7.3)", demo_tell_resumed);
  printf("\ndemo: %s\n", answer == CLI_FINE ? "both sides agree in every step" : "FAILED");
  return answer;
}

int hf_cli_demo(int argc, char **argv) {
  static struct demo d = {.cert = DEMO_CERT, .key = DEMO_KEY, .name = "localhost"};
  int answer = options(argc, argv, &d);
  if (answer != CLI_FINE)
    return answer < 0 ? CLI_FINE : answer;
  answer = prepare(&d);
  if (answer == CLI_FINE)
    answer = walk(&d);
  explicit_bzero(&d.session, sizeof d.session);
  hf_cache_wipe(&d.cache);
  cli_setup_end(&d.setup);
  return answer;
}
