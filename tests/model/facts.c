/* The abstraction: each variable of the model, and the fields of the connection that it is read from. */
#include "facts.h"
#include "generated/extensions.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "handshake/certificate_type.h"
#include "handshake/offers.h"
#include "handshake/transcript.h"
#include "handshake/verify.h"
#include "secrets.h"
#include <string.h>

static int is_tls13(const struct hf_connection *c) {
  return c->parameters.version == 0x0304;
}

/* n: c->transcript, as the number of messages that hash to the same. */
static int count(const struct watch *w) {
  struct hf_transcript copy = w->side->c.transcript;
  static const uint32_t hashes[2] = {HF_HASH_SHA256, HF_HASH_SHA384};
  for (size_t h = 0; h < 2; h++) {
    uint8_t digest[HF_HASH_MAX];
    struct hf_hash work;
    if (hf_transcript_digest(&copy, hashes[h], digest, &work))
      return w->n == 0 ? 0 : watch_covers(w, hashes[h], digest);
  }
  return UNSEEN;
}

/* remembered: the digests that CertificateVerify is to sign, in c->exchange.secret; a client's are in its signature alone. */
static int remembered(const struct watch *w) {
  const struct hf_secret *s = &w->side->c.exchange.secret;
  uint32_t hash = is_tls13(&w->side->c) ? hf_cipher_suites[w->side->c.parameters.suite].prf_hash : HF_HASH_SHA256;
  return s->holds == HF_SECRET_DIGESTS ? watch_covers(w, hash, &s->bytes[hf_digest_at(hash)]) : UNSEEN;
}

/* hello: of what the peer's hello said, c->offers.extensions and flags have the extended master secret, the status and the raw key. */
static int hello(const struct watch *w) {
  const struct hf_connection *c = &w->side->c;
  uint32_t seen = c->offers.extensions;
  int raw =
      w->side->is_server ? (seen & HF_SEEN_SERVER_CERTIFICATE_TYPE) != 0 : (c->offers.flags & HF_OFFER_SERVER_RAW) != 0;
  return 4 * ((seen & HF_SEEN_EXTENDED_MASTER_SECRET) != 0) + 16 * ((seen & HF_SEEN_STATUS_REQUEST) != 0) + 32 * raw;
}

/* The peer: c->chain has its certificates, c->peer what was found of them. */
static void read_peer(const struct watch *w, int *v) {
  const struct hf_connection *c = &w->side->c;
  v[V_certificate] = c->parameters.resumed ? UNSEEN : c->chain.count > 0;
  v[V_trusted] = c->parameters.resumed || c->chain.raw_public_key ? UNSEEN : c->peer.path_n > 0;
  v[V_status] = c->peer.status_n > 0 ? 1 : UNSEEN;
  v[V_share] = c->exchange.peer_share_n > 0 && !is_tls13(c) ? 1 : UNSEEN;
  v[V_proven] = c->parameters.peer_signature_scheme != 0 ? 1 : UNSEEN;
  v[V_asked] = w->side->is_server ? UNSEEN : (c->offers.flags & HF_OFFER_ASKED) != 0;
}

/* What both agree on: c->parameters. */
static void read_parameters(const struct watch *w, int *v) {
  const struct hf_connection *c = &w->side->c;
  const struct hf_parameters *p = &c->parameters;
  int tls13 = is_tls13(c);
  v[V_version] = p->version == 0 ? 0 : 1 + tls13;
  v[V_retried] = (int)p->retried;
  v[V_disguised] = tls13 ? (int)p->disguised : UNSEEN;
  v[V_tickets] = (int)p->tickets;
  v[V_resumed] = (int)p->resumed;
  v[V_ems] = tls13 || p->version == 0 ? UNSEEN : (int)p->extended_master_secret;
  if (p->cipher_suite != 0 && !tls13)
    v[V_kind] = hf_cipher_suites[p->suite].key_exchange == HF_KEY_EXCHANGE_RSA ? 1 : 2;
  if (w->side->is_server ? p->signature_scheme != 0 : tls13 && c->chain.count > 0)
    v[V_raw] = p->server_type == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY;
  if (w->side->is_server && p->version == 0x0303)
    v[V_stapled] = (int)p->status_request;
  v[V_ticket] = (int)p->session_ticket;
}

/* Records: c->read and c->write. */
static void read_records(const struct watch *w, int *v) {
  const struct hf_connection *c = &w->side->c;
  v[V_reads_sealed] = c->read.protection != HF_PROTECTION_NULL;
  v[V_writes_sealed] = c->write.protection != HF_PROTECTION_NULL;
  v[V_reads] = v[V_reads_sealed] ? (int)((c->read.sequence - w->whims) % 8) : 0;
  v[V_writes] = v[V_writes_sealed] ? (int)(c->write.sequence % 8) : 0;
  v[V_read_epoch] = watch_epoch(w, &c->read, !w->side->is_server);
  v[V_write_epoch] = watch_epoch(w, &c->write, w->side->is_server);
}

static void clear(int *v) {
  for (size_t i = 0; i < V_ALL; i++)
    v[i] = UNSEEN;
}

/* New keys: their records are counted from the first. */
static void see_keys(struct watch *w) {
  const uint8_t *iv = w->side->c.read.iv;
  if (memcmp(w->iv, iv, sizeof w->iv) != 0)
    w->whims = 0;
  memcpy(w->iv, iv, sizeof w->iv);
}

void watch_step(struct watch *w, const struct hf_trace *t, int *v) {
  clear(v);
  see_keys(w);
  watch_messages(w, t);
  watch_secrets(w);
  read_peer(w, v);
  read_parameters(w, v);
  read_records(w, v);
  if (t->event == HF_EVENT_RECV_CLIENT_HELLO || t->event == HF_EVENT_RECV_SERVER_HELLO)
    v[V_hello] = hello(w);
  v[V_taken] = w->taken;
  v[V_sent] = w->sent;
  v[V_n] = w->side->c.machine.opened ? UNSEEN : count(w);
  if (t->event == HF_EVENT_DONE) /* a decision that signs has them no longer */
    v[V_remembered] = remembered(w);
  v[V_pre_master] = watch_pre_master(w);
  v[V_secret] = w->secret;
  v[V_master_n] = w->master_n;
  v[V_application_n] = w->application_n;
  v[V_made] = watch_finished(w, w->side->is_server);
  v[V_expected] = watch_finished(w, !w->side->is_server);
}

/* The machine: c->machine, and what the caller got. */
void watch_rest(struct watch *w, int *v) {
  const struct hf_machine *m = &w->side->c.machine;
  clear(v);
  v[V_opened] = (int)m->opened;
  v[V_data] = w->side->received_n > 0;
  v[V_close_called] = (int)m->closing;
  v[V_close_sent] = (int)m->close_sent;
  v[V_close_taken] = (int)m->close_taken;
  v[V_fatal_taken] = m->peer_alert_level == 2;
  v[V_failed] = (int)m->failed;
  v[V_closed] = hf_status(&w->side->c) == HF_STATUS_CLOSED;
  if (m->failed)
    return;
  read_records(w, v);
  v[V_tickets] = (int)w->side->c.parameters.tickets;
  if (is_tls13(&w->side->c))
    v[V_disguised] = (int)w->side->c.parameters.disguised;
}
