#include "handshake/tls13_offer.h"
#include "crypto/hmac.h"
#include "generated/profile.h"
#include "handshake/hello_parts.h"
#include "handshake/psk.h"
#include "handshake/session_core.h"
#include "handshake/suite.h"
#include "handshake/version.h"

static const uint8_t psk_modes[1] = {1u}; /* psk_dhe_ke */

/* Our shares, as they stand in key_share: of the group that is preferred first. */
/*@ requires \valid_read(c) && \valid(l) && \separated(c, l); HF_TOTAL; assigns l->shares[0 .. HF_SHARES_SIZE - 1], l->shares_n; */
static void make_shares(const struct hf_connection *c, struct hf_tls13_lists *l) {
  struct hf_out_key_share_entry m;
  struct hf_writer w;
  m.group = c->parameters.group;
  m.key_exchange = c->exchange.share;
  m.key_exchange_n = c->exchange.share_n;
  hf_writer_start(&w, l->shares, HF_SHARES_SIZE, 0u);
  hf_encode_key_share_entry(&w, &m);
  if (HF_GROUPS > 1u && c->parameters.second_group != 0u) {
    m.group = c->parameters.second_group;
    m.key_exchange = &c->exchange.secret.bytes[HF_SECOND_SHARE_AT];
    m.key_exchange_n = hf_share_size(c->parameters.second_group);
    hf_encode_key_share_entry(&w, &m);
  }
  l->shares_n = w.written;
}

/* The highest version first. */
/*@ requires \valid_read(c) && \valid(l) && \valid(m); HF_TOTAL; assigns l->versions[0 .. 1], m->supported_versions, m->supported_versions_n; */
static void offer_versions(const struct hf_connection *c, struct hf_tls13_lists *l, struct hf_out_client_hello *m) {
  l->versions[0] = HF_TLS13;
  l->versions[1] = HF_TLS12;
  m->supported_versions = l->versions;
  m->supported_versions_n = hf_allowed_versions(c) == HF_VERSION_TLS13 ? 1u : 2u;
}

void hf_offer_tls13(const struct hf_connection *c, struct hf_tls13_lists *l, struct hf_out_client_hello *m) {
  uint32_t speaks = hf_speaks_tls13(c) ? 1u : 0u;
  uint32_t room = c->offers.hello_n <= c->chain.size ? c->offers.hello_n : 0u;
  uint32_t cookie = HF_HAS_HELLO_RETRY != 0u && c->parameters.retried != 0u && c->offers.cookie_at <= room &&
                            c->offers.cookie_n <= room - c->offers.cookie_at
                        ? c->offers.cookie_n
                        : 0u;
  offer_versions(c, l, m);
  make_shares(c, l);
  m->has_early_data = 0u;
  m->has_supported_versions = speaks;
  m->has_cookie = cookie != 0u ? 1u : 0u;
  m->cookie = cookie != 0u ? &c->chain.buffer[c->offers.hello_at + c->offers.cookie_at] : NULL;
  m->cookie_n = cookie;
  m->has_psk_key_exchange_modes = speaks;
  m->psk_key_exchange_modes = psk_modes;
  m->psk_key_exchange_modes_n = 1u;
  m->has_certificate_authorities = 0u;
  m->certificate_authorities = NULL;
  m->certificate_authorities_n = 0u;
  m->has_signature_algorithms_cert = 0u;
  m->signature_algorithms_cert = NULL;
  m->signature_algorithms_cert_n = 0u;
  m->has_key_share = speaks;
  m->key_share = l->shares;
  m->key_share_n = l->shares_n;
  m->has_pre_shared_key = speaks == 1u && c->parameters.psk != HF_PSK_NONE ? 1u : 0u;
  m->identity = c->external_psk.identity;
  m->identity_n = c->parameters.psk == HF_PSK_EXTERNAL ? c->external_psk.identity_n : 0u;
  if (c->parameters.psk == HF_PSK_SESSION) {
    m->identity = hf_ticket_at(c, c->session.ticket_n);
    m->identity_n = c->session.ticket_n;
  }
  m->obfuscated_ticket_age = c->offers.ticket_age;
  m->binders = c->exchange.finished.bytes;
  m->binders_n = hf_hash_size(hf_psk_hash(c));
}
