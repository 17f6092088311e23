#define _GNU_SOURCE
#include "server_options.h"
#include <getopt.h>
#include <stdio.h>

#define REQUEST_TIMEOUT 30

enum {
  OPTION_LISTEN = CLI_OPTION_OWN,
  OPTION_CLIENT_CA,
  OPTION_REQUEST,
  OPTION_REQUIRE,
  OPTION_CACHE_SIZE,
  OPTION_CACHE_LIFETIME,
  OPTION_WWW,
  OPTION_ECHO,
  OPTION_MAX_CONNECTIONS,
  OPTION_HANDSHAKE_TIMEOUT,
  OPTION_IDLE_TIMEOUT,
  OPTION_REQUEST_TIMEOUT,
  OPTION_QUIET,
  OPTION_STAPLE,
  OPTION_TICKETS,
  OPTION_TICKET_KEYS
};

static const struct option table[] = {{"listen", required_argument, NULL, OPTION_LISTEN},
                                      {"client-ca", required_argument, NULL, OPTION_CLIENT_CA},
                                      {"request-client-cert", no_argument, NULL, OPTION_REQUEST},
                                      {"require-client-cert", no_argument, NULL, OPTION_REQUIRE},
                                      {"cache-size", required_argument, NULL, OPTION_CACHE_SIZE},
                                      {"cache-lifetime", required_argument, NULL, OPTION_CACHE_LIFETIME},
                                      {"www", no_argument, NULL, OPTION_WWW},
                                      {"echo", no_argument, NULL, OPTION_ECHO},
                                      {"max-connections", required_argument, NULL, OPTION_MAX_CONNECTIONS},
                                      {"handshake-timeout", required_argument, NULL, OPTION_HANDSHAKE_TIMEOUT},
                                      {"idle-timeout", required_argument, NULL, OPTION_IDLE_TIMEOUT},
                                      {"request-timeout", required_argument, NULL, OPTION_REQUEST_TIMEOUT},
                                      {"quiet", no_argument, NULL, OPTION_QUIET},
                                      {"tickets", required_argument, NULL, OPTION_TICKETS},
                                      {"ticket-keys", required_argument, NULL, OPTION_TICKET_KEYS},
                                      {"staple", required_argument, NULL, OPTION_STAPLE},
                                      CLI_COMMON_OPTIONS,
                                      {NULL, 0, NULL, 0}};

static const char help[] =
    "Usage: handfast server --listen ADDR:PORT --cert FILE --key FILE [OPTION...]\n"
    "Serves TLS 1.3 and 1.2 to many clients at once until SIGTERM or SIGINT; what they say goes to standard output.\n"
    "Its first line on standard error is `listening on ADDR:PORT`; with port 0 the system chooses the port.\n\n"
    "  --listen ADDR:PORT        where; *:PORT is every address of this machine\n"
    "  --cert FILE --key FILE    certificate chain, our own first, and private key, PEM; repeat for RSA and ECDSA;\n"
    "                            a public key in place of the chain is shown to clients that take raw public keys\n"
    "  --staple FILE             an OCSP response, DER, about the --cert before it, for clients that ask for one\n"
    "  --client-ca FILE          PEM file of the authorities that client certificates must come from; may be repeated\n"
    "  --raw-key FILE            trust the public keys (PEM) of this file without a certificate\n"
    "  --psk ID:HEX              TLS 1.3: a key of clients that were told it, in place of certificates; may be "
    "repeated; with\n"
    "                            :sha384 behind it for suites of SHA-384. Others see it in the list of processes\n"
    "  --pin PIN                 one of these keys must be on a client's path: SHA-256 of it, base64 or hexadecimal\n"
    "  --request-client-cert     ask for a client certificate; one that is given must be good\n"
    "  --require-client-cert     refuse clients that give none\n"
    "  --ciphers LIST            cipher suites, best first, IANA's or OpenSSL's names, with ',' or ':' between\n"
    "  --groups LIST             groups for key exchange, best first: x25519, secp256r1, secp384r1, secp521r1\n"
    "  --tls12 or --tls13        only this version (default: the highest that the client has)\n"
    "  --no-rsa-key-exchange     only suites with forward secrecy\n"
    "  --record-size N           take records of at most N bytes, 64 to 16385, of who offers to keep to that, and keep "
    "to what he "
    "takes (RFC 8449)\n"
    "  --alpn LIST               application protocols, best first, as in h2,http/1.1\n"
    "  --cache-size N            sessions kept for resumption (default 1024; 0: none)\n"
    "  --tickets N               TLS 1.3: tickets for each client, 0 to 2 (default 1); 0: none in TLS 1.2 either\n"
    "  --ticket-keys FILE        seal sessions into tickets with the first of these keys, and keep none; read again at "
    "SIGHUP\n"
    "  --cache-lifetime SECONDS  how long a session can be resumed (default 3600)\n"
    "  --www                     answer an HTTP GET with a page about the connection, then close\n"
    "  --echo                    send back what comes\n"
    "  --max-connections N       at once; more are refused (default 1000)\n"
    "  --handshake-timeout SECS  for the whole handshake (default 10)\n"
    "  --idle-timeout SECS       without a byte to or from the client, afterwards (default 300)\n"
    "  --request-timeout SECS    with --www, for the whole request (default 30)\n"
    "  --export LABEL[:CONTEXT][:N]  say N bytes (20) of keying material (RFC 5705) of each connection, for others to "
    "compare\n"
    "  --keylog FILE             append the keys in NSS's format, for Wireshark: whoever has it can read everything\n"
    "  --trace[=all]             show each handshake message and its row of the specification; all: each step\n"
    "  --quiet                   no line for each connection\n"
    "  --help                    this text\n\n"
    "Exit status: 0 ended by a signal; 1 failed; 2 wrong usage; 3 a file, address, port or name is unusable.\n";

struct parse {
  struct cli_server_options *options;
  const char *listen;
  uint8_t requests;
  uint8_t requires;
  uint8_t www;
  uint8_t echo;
};

static int take_staple(struct cli_settings *s, const char *path) {
  if (s->certs_n == 0) {
    cli_say("server: --staple %s: it belongs behind the --cert that it is about", path);
    return CLI_USAGE;
  }
  if (s->staple[s->certs_n - 1] != NULL) {
    cli_say("server: --staple %s: the --cert before it has one already", path);
    return CLI_USAGE;
  }
  s->staple[s->certs_n - 1] = path;
  return CLI_FINE;
}

static int take_number(struct cli_server_options *o, int option) {
  switch (option) {
  case OPTION_CACHE_SIZE:
    return cli_number("--cache-size", optarg, 0, 1000000, &o->cache_size);
  case OPTION_TICKETS:
    return cli_number("--tickets", optarg, 0, 2, &o->tickets);
  case OPTION_CACHE_LIFETIME:
    return cli_number("--cache-lifetime", optarg, 1, 86400, &o->cache_lifetime);
  case OPTION_MAX_CONNECTIONS:
    return cli_number("--max-connections", optarg, 1, 100000, &o->max_connections);
  case OPTION_HANDSHAKE_TIMEOUT:
    return cli_number("--handshake-timeout", optarg, 1, 3600, &o->handshake_timeout);
  case OPTION_REQUEST_TIMEOUT:
    return cli_number("--request-timeout", optarg, 1, 86400, &o->request_timeout);
  case OPTION_IDLE_TIMEOUT:
    return cli_number("--idle-timeout", optarg, 1, 86400, &o->idle_timeout);
  default:
    return cli_settings_option(&o->common, option, optarg);
  }
}

static int take(struct parse *p, int option) {
  switch (option) {
  case OPTION_LISTEN:
    p->listen = optarg;
    return CLI_FINE;
  case OPTION_TICKET_KEYS:
    p->options->ticket_keys = optarg;
    return CLI_FINE;
  case OPTION_CLIENT_CA:
    return cli_anchor_file("--client-ca", optarg, &p->options->client_ca);
  case OPTION_REQUEST:
    p->requests = 1;
    return CLI_FINE;
  case OPTION_REQUIRE:
    p->requires
    = 1;
    return CLI_FINE;
  case OPTION_WWW:
    p->www = 1;
    return CLI_FINE;
  case OPTION_ECHO:
    p->echo = 1;
    return CLI_FINE;
  case OPTION_QUIET:
    p->options->quiet = 1;
    return CLI_FINE;
  case OPTION_STAPLE:
    return take_staple(&p->options->common, optarg);
  case 'h':
    p->options->help = 1;
    return CLI_FINE;
  default:
    return take_number(p->options, option);
  }
}

/* What is wrong with these options together; NULL when nothing is. */
static const char *contradiction(const struct parse *p, int extra) {
  const struct cli_server_options *o = p->options;
  if (extra)
    return "it takes options only";
  if (p->listen == NULL)
    return "--listen ADDR:PORT is missing";
  if (o->common.psks_n == 0 && (o->common.certs_n == 0 || o->common.keys_n == 0))
    return "a server needs a certificate and its private key, --cert FILE --key FILE, or a key that its clients were "
           "told: "
           "--psk ID:HEX";
  if (p->requests && p->requires)
    return "--request-client-cert and --require-client-cert exclude each other";
  if ((p->requests || p->requires) && o->client_ca.n == 0 && o->common.raw_keys_n == 0)
    return "a client's certificate is checked against an authority or a key: --client-ca FILE or --raw-key FILE is "
           "missing";
  if (o->client_ca.n != 0 && !p->requests && !p->requires)
    return "--client-ca is of no use without --request-client-cert or --require-client-cert";
  if ((o->common.raw_keys_n != 0 || o->common.pins_n != 0) && !p->requests && !p->requires)
    return "--raw-key and --pin are of no use without --request-client-cert or --require-client-cert";
  if (p->www && p->echo)
    return "--www and --echo exclude each other";
  if (o->request_timeout != 0 && !p->www)
    return "--request-timeout is of no use without --www: there are no requests";
  return NULL;
}

static int finish(struct parse *p, int extra) {
  struct cli_server_options *o = p->options;
  const char *why = contradiction(p, extra);
  if (why != NULL) {
    cli_say("server: %s", why);
    return CLI_USAGE;
  }
  if (o->request_timeout == 0)
    o->request_timeout = REQUEST_TIMEOUT;
  o->serve = p->www ? CLI_SERVE_WWW : p->echo ? CLI_SERVE_ECHO : CLI_SERVE_PRINT;
  o->client_authentication = p->requires ? HF_CLIENT_REQUIRED : p->requests ? HF_CLIENT_REQUESTED : HF_CLIENT_NOT_ASKED;
  return cli_endpoint_parse(p->listen, 1, &o->listen) == 0 ? CLI_FINE : CLI_UNUSABLE;
}

int cli_server_options(int argc, char **argv, struct cli_server_options *out) {
  struct parse p = {.options = out};
  int answer = CLI_FINE;
  struct cli_given given = {.repeatable = CLI_COMMON_REPEATABLE "client-ca staple "};
  int option;
  *out = (struct cli_server_options){.cache_size = 1024,
                                     .tickets = 1,
                                     .cache_lifetime = 3600,
                                     .max_connections = 1000,
                                     .handshake_timeout = 10,
                                     .idle_timeout = 300};
  while (answer == CLI_FINE && !out->help && (option = cli_next_option(argc, argv, table, &given)) != -1)
    answer = take(&p, option);
  if (out->help)
    (void)fputs(help, stdout);
  else if (answer == CLI_FINE)
    answer = finish(&p, optind < argc);
  return answer == CLI_USAGE ? cli_usage("server") : answer;
}
