#define _GNU_SOURCE
#include "report.h"
#include "certificate_text.h"
#include "generated/names.h"
#include "generated/registry.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *group_name(uint32_t group) {
  return group == 0 ? "none" : hf_group_name(group);
}

/* The peer chose these bytes: nothing but what can be printed. */
static void protocol_text(const struct hf_connection *c, char out[256]) {
  size_t n;
  const uint8_t *name = hf_application_protocol(c, &n);
  if (n == 0) {
    (void)snprintf(out, 256, "none");
    return;
  }
  for (size_t i = 0; i < n && i < 255; i++)
    out[i] = isgraph(name[i]) ? (char)name[i] : '?';
  out[n < 255 ? n : 255] = 0;
}

static void peer_text(const struct hf_chain *chain, char *out, size_t n) {
  if (chain != NULL && chain->count != 0 && chain->raw_public_key)
    (void)snprintf(out, n, "peer raw public key");
  else
    (void)snprintf(out, n, "peer certificates %u", chain == NULL ? 0u : chain->count);
}

/* A resumption brings no certificates: whom it is with, the session says. */
static void handshake_text(const struct hf_connection *c, char *out, size_t n) {
  char name[CLI_TEXT_MAX];
  struct hf_peer peer;
  (void)snprintf(out, n, "%s", hf_uses_external_psk(c) ? "pre-shared key" : hf_is_resumed(c) ? "resumed" : "full");
  if (!hf_is_resumed(c) || !hf_peer_of(c, &peer) || peer.subject_n == 0)
    return;
  cli_name_text(peer.names, (struct hf_span){0, peer.subject_n}, name);
  (void)snprintf(out, n, "resumed with %s", name);
}

void cli_report_agreed(const struct hf_connection *c, char out[CLI_REPORT_MAX]) {
  char protocol[256];
  char peer[40];
  char handshake[CLI_TEXT_MAX + 16];
  handshake_text(c, handshake, sizeof handshake);
  peer_text(hf_peer_chain(c), peer, sizeof peer);
  protocol_text(c, protocol);
  (void)snprintf(out, CLI_REPORT_MAX, "TLS 1.%d, %s, group %s, %s%s%s, alpn %s, %s%s", hf_version(c) == 0x0304 ? 3 : 2,
                 hf_cipher_suite_name(hf_cipher_suite(c)), group_name(c->parameters.group), handshake,
                 c->parameters.extended_master_secret ? ", extended master secret" : "",
                 c->parameters.encrypt_then_mac ? ", encrypt-then-MAC" : "", protocol, peer,
                 c->peer.status_n != 0 && c->peer.path_n != 0 ? ", OCSP response good" : "");
}

/* What the peer was told or what it said. */
static void alert_text(const struct hf_connection *c, char *out, size_t n) {
  enum hf_error error = hf_error_of(c);
  uint32_t alert = hf_error_alert((uint32_t)error);
  if (error == HF_ERROR_PEER_ALERT)
    (void)snprintf(out, n, " (alert received: %s, %u)", hf_alert_name(c->machine.peer_alert), c->machine.peer_alert);
  else if (alert == HF_ALERT_NONE)
    (void)snprintf(out, n, " (no alert sent)");
  else
    (void)snprintf(out, n, " (alert sent: %s, %u)", hf_alert_name(alert), alert);
}

void cli_report_failure(const struct hf_connection *c, int transport_error, char out[CLI_REPORT_MAX]) {
  char alert[96];
  enum hf_error error = hf_error_of(c);
  alert_text(c, alert, sizeof alert);
  (void)snprintf(out, CLI_REPORT_MAX, "%s: %s%s%s%s", hf_error_name(error), hf_strerror(error), alert,
                 transport_error == 0 ? "" : "; socket: ", transport_error == 0 ? "" : strerror(transport_error));
}
