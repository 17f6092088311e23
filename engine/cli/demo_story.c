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
