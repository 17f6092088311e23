#define _GNU_SOURCE
#include "client_options.h"
#include <getopt.h>
#include <stdio.h>

enum {
  OPTION_CA = CLI_OPTION_OWN,
  OPTION_NAME,
  OPTION_RECONNECT,
  OPTION_SESSION_OUT,
  OPTION_SESSION_IN,
  OPTION_INSECURE,
  OPTION_TIMEOUT,
  OPTION_IDLE_TIMEOUT,
  OPTION_STAPLE,
  OPTION_REQUIRE_STAPLE,
  OPTION_KEY_UPDATE,
  OPTION_KEY_SHARES
};

static const struct option table[] = {{"ca", required_argument, NULL, OPTION_CA},
                                      {"name", required_argument, NULL, OPTION_NAME},
                                      {"reconnect", required_argument, NULL, OPTION_RECONNECT},
                                      {"session-out", required_argument, NULL, OPTION_SESSION_OUT},
                                      {"session-in", required_argument, NULL, OPTION_SESSION_IN},
                                      {"insecure", no_argument, NULL, OPTION_INSECURE},
                                      {"timeout", required_argument, NULL, OPTION_TIMEOUT},
                                      {"idle-timeout", required_argument, NULL, OPTION_IDLE_TIMEOUT},
                                      {"request-staple", no_argument, NULL, OPTION_STAPLE},
                                      {"require-staple", no_argument, NULL, OPTION_REQUIRE_STAPLE},
                                      {"key-update", no_argument, NULL, OPTION_KEY_UPDATE},
                                      {"key-shares", required_argument, NULL, OPTION_KEY_SHARES},
                                      CLI_COMMON_OPTIONS,
                                      {NULL, 0, NULL, 0}};

static const char help[] =
    "Usage: handfast client HOST:PORT [OPTION...]\n"
    "Speaks TLS 1.3 or 1.2 to a server: standard input goes to it, what it says goes to standard output.\n"
    "At the end of standard input it says close_notify and reads on until the server does.\n\n"
    "  --ca FILE              PEM file of the authorities to trust (default: " CLI_DEFAULT_ANCHORS "); may be "
    "repeated\n"
    "  --name NAME            DNS name or IP address that the certificate must have (default: HOST)\n"
    "  --insecure             do not check the certificate: for tests only\n"
    "  --pin PIN              one of these keys must be on the certificate's path: SHA-256 of it, base64 or "
    "hexadecimal\n"
    "  --raw-key FILE         trust the public keys (PEM) of this file without a certificate; others only with --ca\n"
    "  --psk ID:HEX           TLS 1.3: a key that the server was told too, in place of certificates, which are taken "
    "only with --ca;\n"
    "                         with :sha384 behind it for suites of SHA-384. Others see it in the list of processes\n"
    "  --request-staple       ask for an OCSP response; one that comes must be good (RFC 6066, RFC 7633)\n"
    "  --require-staple       ask for an OCSP response, and refuse a server that gives none\n"
    "  --cert FILE --key FILE our certificate chain, or public key, and private key, PEM, when asked; may be repeated\n"
    "  --ciphers LIST         cipher suites, best first, IANA's or OpenSSL's names, with ',' or ':' between\n"
    "  --groups LIST          groups for key exchange, best first: x25519, secp256r1, secp384r1, secp521r1\n"
    "  --tls12 or --tls13     only this version (default: the highest that the server has)\n"
    "  --no-rsa-key-exchange  only suites with forward secrecy\n"
    "  --record-size N        take records of at most N bytes, 64 to 16385, and keep to what the server takes (RFC "
    "8449)\n"
    "  --alpn LIST            application protocols, best first, as in h2,http/1.1\n"
    "  --reconnect N          connect N more times and resume the session; standard input is sent the last time\n"
    "  --session-out FILE     write the session to a file, mode 0600, for --session-in; removed when there is none\n"
    "  --session-in FILE      resume the session of that file\n"
    "  --timeout SECONDS      for connecting, the handshake, and the end (default 30)\n"
    "  --idle-timeout SECONDS without a byte either way, between the two (default: for ever)\n"
    "  --key-shares N         TLS 1.3: a key share of the first group, or of the first two (default 1)\n"
    "  --key-update           TLS 1.3: change the keys of both directions before standard input is sent\n"
    "  --export LABEL[:CONTEXT][:N]  say N bytes (20) of keying material (RFC 5705), for others to compare\n"
    "  --keylog FILE          append the keys in NSS's format, for Wireshark: whoever has it can read everything\n"
    "  --trace[=all]          show each handshake message and its row of the specification; all: each step\n"
    "  --help                 this text\n\n"
    "Exit status: 0 fine; 1 the handshake or the connection failed; 2 wrong usage; 3 a file, port or name is "
    "unusable.\n";

static int take_staple(struct cli_client_options *o, enum hf_staple_policy policy) {
  if (o->staple != HF_STAPLE_NOT_ASKED && o->staple != policy) {
    cli_say("client: --request-staple and --require-staple exclude each other");
    return CLI_USAGE;
  }
  o->staple = policy;
  return CLI_FINE;
}

static int take(struct cli_client_options *o, int option) {
  switch (option) {
  case OPTION_CA:
    return cli_anchor_file("--ca", optarg, &o->ca);
  case OPTION_NAME:
    o->name = optarg;
    return CLI_FINE;
  case OPTION_RECONNECT:
    return cli_number("--reconnect", optarg, 0, 1000000, &o->reconnect);
  case OPTION_SESSION_OUT:
    o->session_out = optarg;
    return CLI_FINE;
  case OPTION_SESSION_IN:
    o->session_in = optarg;
    return CLI_FINE;
  case OPTION_INSECURE:
    o->insecure = 1;
    return CLI_FINE;
  case OPTION_STAPLE:
    return take_staple(o, HF_STAPLE_REQUESTED);
  case OPTION_REQUIRE_STAPLE:
    return take_staple(o, HF_STAPLE_REQUIRED);
  case OPTION_KEY_UPDATE:
    o->key_update = 1;
    return CLI_FINE;
  case OPTION_KEY_SHARES:
    return cli_number("--key-shares", optarg, 1, 2, &o->key_shares);
  case OPTION_TIMEOUT:
    return cli_number("--timeout", optarg, 1, 86400, &o->timeout);
  case OPTION_IDLE_TIMEOUT:
    return cli_number("--idle-timeout", optarg, 1, 86400, &o->idle_timeout);
  case 'h':
    o->help = 1;
    return CLI_FINE;
  default:
    return cli_settings_option(&o->common, option, optarg);
  }
}

static int check(struct cli_client_options *o, int argc, char **argv) {
  if (optind == argc) {
    cli_say("client: which server? HOST:PORT is missing");
    return CLI_USAGE;
  }
  if (optind + 1 < argc) {
    cli_say("client: '%s' is one argument too many", argv[optind + 1]);
    return CLI_USAGE;
  }
  if (o->common.psks_n > 1) {
    cli_say("client: --psk: one key is offered, not %zu", o->common.psks_n);
    return CLI_USAGE;
  }
  if (o->insecure && o->ca.n != 0) {
    cli_say("client: --insecure checks no certificate, so --ca is of no use with it: leave one of them out");
    return CLI_USAGE;
  }
  if (o->insecure && o->staple != HF_STAPLE_NOT_ASKED) {
    cli_say("client: --insecure checks no certificate, so no OCSP response about it: leave one of them out");
    return CLI_USAGE;
  }
  return cli_endpoint_parse(argv[optind], 0, &o->server) == 0 ? CLI_FINE : CLI_UNUSABLE;
}

int cli_client_options(int argc, char **argv, struct cli_client_options *out) {
  int answer = CLI_FINE;
  struct cli_given given = {.repeatable = CLI_COMMON_REPEATABLE "ca "};
  int option;
  *out = (struct cli_client_options){.timeout = 30, .key_shares = 1};
  while (answer == CLI_FINE && !out->help && (option = cli_next_option(argc, argv, table, &given)) != -1)
    answer = take(out, option);
  if (out->help)
    (void)fputs(help, stdout);
  else if (answer == CLI_FINE)
    answer = check(out, argc, argv);
  return answer == CLI_USAGE ? cli_usage("client") : answer;
}
