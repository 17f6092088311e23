#include "demo_story.h"
#include "generated/names.h"
#include "generated/registry.h"
#include "hex.h"
#include <stdio.h>
#include <string.h>

#define HEX_LINE 32u /* bytes */

struct story {
  const struct demo_side *client;
  const struct demo_side *server;
  size_t told_client; /* messages told so far */
  size_t told_server;
  int step;
  int differences;
};

static void hex(const char *label, const uint8_t *bytes, size_t n) {
  char text[2 * HEX_LINE + 1];
  for (size_t at = 0; at < n; at += HEX_LINE) {
    size_t part = n - at < HEX_LINE ? n - at : HEX_LINE;
    text[cli_hex(bytes + at, part, text)] = 0;
    printf("      %-24s %s\n", at == 0 ? label : "", text);
  }
}

static void fact(const char *label, const char *text) {
  printf("      %-24s %s\n", label, text);
}

static void heading(struct story *s, const char *text) {
  printf("\n  %d. %s\n", ++s->step, text);
}

/* A name may say the key exchange as well: "ClientKeyExchange:rsa". */
static int is_message(const struct demo_message *m, const char *name) {
  size_t n = strlen(name);
  return strncmp(m->name, name, n) == 0 && (m->name[n] == 0 || m->name[n] == ':');
}

/* The messages of one side, from the one told last up to and including the one with this name. */
static void tell_sent(const struct demo_side *side, size_t *told, const char *who, const char *last) {
  while (*told < side->sent_n) {
    const struct demo_message *m = &side->sent[(*told)++];
    printf("      %s  %-23s %5u bytes   [%s]\n", who, m->name, m->length, m->source);
    if (is_message(m, last))
      return;
  }
}

static void client_sends(struct story *s, const char *last) {
  tell_sent(s->client, &s->told_client, "client ->", last);
}

static void server_sends(struct story *s, const char *last) {
  tell_sent(s->server, &s->told_server, "<- server", last);
}

/* Both sides must have come to the same bytes. */
static void both(struct story *s, const char *label, const uint8_t *client, const uint8_t *server, size_t n) {
  if (memcmp(client, server, n) == 0) {
    hex(label, client, n);
    return;
  }
  s->differences++;
  hex(label, client, n);
  hex("  but the server's is", server, n);
}

static const struct hf_cipher_suite_row *suite_of(const struct demo_side *side) {
  return &hf_cipher_suites[side->connection.parameters.suite];
}

static size_t block_part(struct story *s, size_t at, size_t n, const char *client, const char *server) {
  const uint8_t *ours = s->client->key_block;
  const uint8_t *theirs = s->server->key_block;
  if (n == 0)
    return at;
  both(s, client, ours + at, theirs + at, n);
  both(s, server, ours + at + n, theirs + at + n, n);
  return at + 2 * n;
}

static void tell_keys(struct story *s) {
  const struct hf_cipher_suite_row *suite = suite_of(s->client);
  size_t at = block_part(s, 0, suite->mac_n, "client's MAC key", "server's MAC key");
  at = block_part(s, at, suite->key_n, "client's key", "server's key");
  block_part(s, at, suite->iv_n, "client's IV", "server's IV");
}

static void tell_suite(const struct story *s) {
  const struct hf_parameters *p = &s->client->connection.parameters;
  fact("cipher suite", hf_cipher_suite_name(p->cipher_suite));
  fact("extended master secret", p->extended_master_secret ? "yes (RFC 7627)" : "no");
}

static void tell_hello(struct story *s, const char *text) {
  heading(s, text);
  client_sends(s, "ClientHello");
  hex("client's random", s->client->connection.exchange.client_random, 32);
}

static void tell_answer(struct story *s, const char *text) {
  const struct hf_session_core *session = &s->client->connection.session;
  heading(s, text);
  server_sends(s, "ServerHello");
  hex("server's random", s->client->connection.exchange.server_random, 32);
  hex("session ID", session->session_id, session->session_id_n);
  tell_suite(s);
}

static void tell_certificate(struct story *s) {
  const struct hf_chain *chain = hf_peer_chain(&s->client->connection);
  heading(s, "The server shows who it is");
  server_sends(s, "Certificate");
  printf("      %-24s %u certificates, %u bytes\n", "chain", chain->count, chain->used);
}

static int is_ecdhe(const struct story *s) {
  return suite_of(s->client)->key_exchange == HF_KEY_EXCHANGE_ECDHE;
}

static void tell_key_share(struct story *s) {
  const struct hf_connection *c = &s->server->connection;
  if (!is_ecdhe(s)) {
    heading(s, "The server has said all: with RSA key exchange its certificate's key is all that the client needs");
    server_sends(s, "ServerHelloDone");
    return;
  }
  heading(s, "The server signs a fresh key share, and has said all");
  server_sends(s, "ServerHelloDone");
  fact("group", hf_group_name(c->parameters.group));
  hex("server's public point", c->exchange.share, c->exchange.share_n);
}

static void tell_check(struct story *s, const char *name) {
  heading(s, "The client checks the certificate");
  fact("path to a trust anchor", "yes: signatures, dates, key usage");
  fact("name", name);
  if (is_ecdhe(s))
    fact("signed key share", "genuine");
}

static void tell_key_exchange(struct story *s) {
  const struct hf_connection *c = &s->client->connection;
  heading(s, is_ecdhe(s) ? "The client sends its own key share; both compute the same point"
                         : "The client encrypts a pre-master secret to the server's key; the server decrypts it");
  client_sends(s, "ClientKeyExchange");
  if (is_ecdhe(s))
    hex("client's public point", c->exchange.share, c->exchange.share_n);
  both(s, "pre-master secret", s->client->pre_master, s->server->pre_master, s->client->pre_master_n);
}

static void tell_derivation(struct story *s) {
  heading(s, "Both derive the master secret, and from it the key block (RFC 5246 8.1, 6.3)");
  both(s, "master secret", s->client->master, s->server->master, HF_MASTER_SECRET);
  tell_keys(s);
}

static void tell_client_finished(struct story *s, const char *text) {
  heading(s, text);
  client_sends(s, "Finished");
  both(s, "verify_data", s->client->made, s->server->expected, 12);
}

static void tell_server_finished(struct story *s, const char *text) {
  heading(s, text);
  server_sends(s, "Finished");
  both(s, "verify_data", s->server->made, s->client->expected, 12);
}

int demo_tell_full(const struct demo_side *client, const struct demo_side *server, const char *name) {
  struct story s = {.client = client, .server = server};
  tell_hello(&s, "The client says what it can do");
  tell_answer(&s, "The server chooses");
  tell_certificate(&s);
  tell_key_share(&s);
  tell_check(&s, name);
  tell_key_exchange(&s);
  tell_derivation(&s);
  tell_client_finished(&s, "The client switches to these keys and proves that it saw the same handshake");
  tell_server_finished(&s, "So does the server: application data may flow");
  return s.differences;
}

int demo_tell_resumed(const struct demo_side *client, const struct demo_side *server) {
  struct story s = {.client = client, .server = server};
  tell_hello(&s, "The client offers the session that it kept");
  tell_answer(&s, "The server still has it, and says so by repeating its ID");
  tell_server_finished(&s, "Fresh keys come from the old master secret and the new randoms; the server finishes first");
  both(&s, "master secret", client->master, server->master, HF_MASTER_SECRET);
  tell_keys(&s);
  tell_client_finished(&s, "So does the client: no certificate, no key exchange, half the messages");
  return s.differences;
}

/* --- TLS 1.3 --- */

static const struct demo_secret *secret_of(const struct demo_side *side, const char *label) {
  static const struct demo_secret none = {0};
  for (size_t i = 0; i < side->secrets_n; i++)
    if (strcmp(side->secrets[i].label, label) == 0)
      return &side->secrets[i];
  return &none;
}

static void tell_secret(struct story *s, const char *text, const char *label) {
  const struct demo_secret *client = secret_of(s->client, label);
  both(s, text, client->bytes, secret_of(s->server, label)->bytes, client->n);
  s->differences += client->n == 0;
}

static void tell_share(struct story *s, const char *text) {
  const struct hf_connection *c = &s->client->connection;
  tell_hello(s, text);
  fact("group of the key share", hf_group_name(c->parameters.group));
  hex("client's key share", c->exchange.share, c->exchange.share_n);
}

static void tell_choice(struct story *s, const char *text) {
  const struct hf_connection *c = &s->server->connection;
  heading(s, text);
  server_sends(s, "ServerHello");
  hex("server's random", s->client->connection.exchange.server_random, 32);
  fact("cipher suite", hf_cipher_suite_name(s->client->connection.parameters.cipher_suite));
  hex("server's key share", c->exchange.share, c->exchange.share_n);
}

static void tell_handshake_secrets(struct story *s, const char *text) {
  heading(s, text);
  tell_secret(s, "client's, for handshake", "CLIENT_HANDSHAKE_TRAFFIC_SECRET");
  tell_secret(s, "server's, for handshake", "SERVER_HANDSHAKE_TRAFFIC_SECRET");
}

static void tell_proof(struct story *s, const char *name) {
  const struct hf_chain *chain = hf_peer_chain(&s->client->connection);
  heading(s, "Under these keys the server shows who it is, and signs the handshake");
  server_sends(s, "CertificateVerify");
  printf("      %-24s %u certificates, %u bytes\n", "chain", chain->count, chain->used);
  fact("path to a trust anchor", "yes: signatures, dates, key usage");
  fact("name", name);
}

static void tell_finished13(struct story *s, int of_server, const char *text) {
  const struct demo_side *from = of_server ? s->server : s->client;
  const struct demo_side *to = of_server ? s->client : s->server;
  heading(s, text);
  if (of_server)
    server_sends(s, "Finished");
  else
    client_sends(s, "Finished");
  both(s, "verify_data", from->made, to->expected, secret_of(s->client, "CLIENT_HANDSHAKE_TRAFFIC_SECRET")->n);
}

static void tell_application_secrets(struct story *s) {
  heading(s, "Both derive the master secret, and from it the secrets of the application's traffic (RFC 8446 7.1)");
  tell_secret(s, "client's, for data", "CLIENT_TRAFFIC_SECRET_0");
  tell_secret(s, "server's, for data", "SERVER_TRAFFIC_SECRET_0");
  tell_secret(s, "exporter master secret", "EXPORTER_SECRET");
}

static void tell_ticket(struct story *s) {
  heading(s, "The server gives a ticket, with which this session can be resumed (RFC 8446 4.6.1)");
  server_sends(s, "NewSessionTicket");
  printf("      %-24s %u bytes, for %u seconds\n", "ticket", s->client->connection.session.ticket_n,
         s->client->connection.session.ticket_lifetime);
}

int demo_tell_full13(const struct demo_side *client, const struct demo_side *server, const char *name) {
  struct story s = {.client = client, .server = server};
  tell_share(&s, "The client says what it can do, and sends a key share at once");
  tell_choice(&s, "The server chooses, with a key share of its own");
  tell_handshake_secrets(
      &s, "Both shares agree on a secret, and from it come the secrets of the handshake's traffic (RFC 8446 7.1)");
  tell_proof(&s, name);
  tell_finished13(&s, 1, "The server proves that it saw the same handshake");
  tell_application_secrets(&s);
  tell_finished13(&s, 0, "So does the client: application data may flow");
  tell_ticket(&s);
  return s.differences;
}

int demo_tell_resumed13(const struct demo_side *client, const struct demo_side *server) {
  struct story s = {.client = client, .server = server};
  tell_share(&s, "The client offers its ticket, with a binder that shows that it has the key; and a new key share");
  tell_choice(&s, "The server still has the session, and says so");
  tell_handshake_secrets(&s, "The secrets come from the session's key and from the new shares");
  tell_finished13(&s, 1, "The server finishes: no certificate, for only it has the session's key");
  tell_application_secrets(&s);
  tell_finished13(&s, 0, "So does the client");
  return s.differences;
}
