/* Making a ClientHello (RFC 5246 7.4.1.2). */
#include "handshake/client_hello_out.h"
#include "crypto/bytes.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "handshake/asked.h"
#include "handshake/binding.h"
#include "handshake/certificate_type.h"
#include "handshake/choose.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"
#include "handshake/peer.h"
#include "handshake/psk.h"
#include "handshake/record_size.h"
#include "handshake/second_share.h"
#include "handshake/server_name.h"
#include "handshake/session_core.h"
#include "handshake/tls13_offer.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include "ports/ports.h"
#include <stdbool.h>

/* RFC 6066 4: 2^9 .. 2^12 are 1 .. 4. */
/*@ HF_TOTAL; assigns \nothing; ensures \result <= 4; */
static uint32_t fragment_code(uint32_t length) {
  uint32_t code = 0u;
  if (length == 512u)
    code = 1u;
  else if (length == 1024u)
    code = 2u;
  else if (length == 2048u)
    code = 3u;
  else if (length == 4096u)
    code = 4u;
  return code;
}

/*@ requires hf_configured(c) && hf_offers_sound(c) && hf_parameters_sound(c) && hf_name_sound(c->server_name);
  @ HF_TOTAL; assigns \nothing; */
static bool is_bound(const struct hf_connection *c) {
  uint8_t binding[HF_BINDING];
  hf_session_binding(c, binding);
  return hf_binding_equal(binding, c->session.binding);
}

/* True: the session is no older than its ticket. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static bool is_young(const struct hf_connection *c) {
  int64_t age = hf_port_now(c->config) - c->session.created;
  return age >= 0 && age <= (int64_t)c->session.ticket_lifetime;
}

/* True: the session has a ticket of TLS 1.2 (RFC 5077), which may not say how long it is good. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> c->session.version == 0x0303 && c->session.ticket_n != 0; */
static bool has_ticket12(const struct hf_connection *c) {
  return c->session.version == HF_TLS12 && c->session.ticket_n != 0u;
}

/* True: the session is of a version and suite that this hello offers, and no older than its ticket. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static bool is_of_these(const struct hf_connection *c) {
  uint32_t bit = hf_suite_bit(c->session.cipher_suite) & c->allowed_suites;
  bool tls13 = hf_suite_is_tls13(&hf_cipher_suites[hf_suite_row(bit)]);
  if (bit == 0u)
    return false;
  if (has_ticket12(c) && (c->config->tickets == HF_NO_TICKETS || (c->session.ticket_lifetime != 0u && !is_young(c))))
    return false;
  if (c->session.version == HF_TLS12)
    return (c->session.session_id_n != 0u || has_ticket12(c)) && c->session.extended_master_secret != 0u && !tls13;
  return c->session.version == HF_TLS13 && c->session.ticket_n != 0u && is_young(c) && tls13 && hf_speaks_tls13(c);
}

/* A session is offered only where it could be resumed: with the same name and policy, bound to its handshake, and with a peer who
   would be taken now (P9a to P9f): what the server answers then leaves no choice. */
/*@ requires hf_sound(c);
  @ HF_TOTAL; assigns \nothing; */
static bool may_be_offered(const struct hf_connection *c) {
  return is_of_these(c) && is_bound(c) && hf_peer_stands(c);
}

/* RFC 8446 4.2.11.1: in milliseconds, modulo 2^32. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static uint32_t ticket_age(const struct hf_connection *c) {
  int64_t age = hf_port_now(c->config) - c->session.created;
  uint64_t seconds = age > 0 && age < 0x100000 ? (uint64_t)age : 0u;
  return (uint32_t)((seconds * 1000u + c->session.ticket_age_add) % 0x100000000u);
}

/* A session ID where there is none: in TLS 1.3 it is to look as before to middleboxes (RFC 8446 4.1.2). With a ticket of TLS 1.2 it is a
   new one each time: a server that takes the ticket sends it back (RFC 5077 3.4). */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->session; HF_STAYS_SOUND(c);
  @ ensures \result == HF_OK || \result == HF_ERROR_RANDOM_FAILED; */
static enum hf_error name_session(struct hf_connection *c) {
  c->session.by_ticket = has_ticket12(c) ? 1u : 0u;
  if (c->session.by_ticket == 0u && (c->session.session_id_n != 0u || !hf_speaks_tls13(c)))
    return HF_OK;
  if (!hf_port_random(c->config, c->session.session_id, HF_SESSION_ID_MAX))
    return HF_ERROR_RANDOM_FAILED;
  c->session.session_id_n = HF_SESSION_ID_MAX;
  return HF_OK;
}

/* For TLS 1.3: a share of the group that is preferred, or shares of two. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->parameters.group, c->parameters.second_group, c->parameters.psk, c->exchange; HF_STAYS_SOUND(c); */
static enum hf_error prepare_tls13(struct hf_connection *c) {
  enum hf_error error;
  c->parameters.group = hf_preferred_group(c->config, 0u);
  hf_psk_choose_offer(c);
  c->offers.ticket_age = c->parameters.psk == HF_PSK_SESSION ? ticket_age(c) : 0u; /* RFC 8446 4.2.11: 0 */
  error = hf_do_make_key_share(c);
  if (error == HF_OK)
    error = hf_second_share_make(c);
  if (error == HF_OK && c->parameters.psk != HF_PSK_NONE)
    hf_psk_bind(c);
  return error;
}

enum hf_error hf_do_prepare_client_hello(struct hf_connection *c) {
  enum hf_error error;
  hf_offers_clear(&c->offers);
  hf_note_server_name(c);
  c->offers.max_fragment_length = fragment_code(c->config->max_fragment_length);
  c->offers.server_types = hf_types_of_peers(c->config);
  c->offers.client_types = hf_types_of_ours(c->config);
  if (!may_be_offered(c)) {
    hf_session_clear(&c->session);
    hf_peer_forget(c);
  }
  if (!hf_port_random(c->config, c->exchange.client_random, 32u))
    return HF_ERROR_RANDOM_FAILED;
  error = name_session(c);
  return error == HF_OK && hf_speaks_tls13(c) ? prepare_tls13(c) : error;
}

/* The allowed ones of a list of code points, in its order, at the front of `out`. */
/*@ requires \valid_read(c) && hf_choices_sound(c->config) && \valid(out + (0 .. HF_CIPHER_SUITES - 1));
  @ requires \separated(out + (0 .. HF_CIPHER_SUITES - 1), c);
  @ requires \separated(out + (0 .. HF_CIPHER_SUITES - 1), c->config); HF_TOTAL;
  @ assigns out[0 .. HF_CIPHER_SUITES - 1]; ensures \result <= HF_CIPHER_SUITES; */
static size_t offered_suites(const struct hf_connection *c, uint16_t *out) {
  size_t n = c->config->cipher_suites != NULL ? c->config->cipher_suites_n : HF_CIPHER_SUITES;
  uint32_t left = c->allowed_suites;
  size_t at = 0u;
  /*@ loop invariant 0 <= k <= n; loop invariant at <= HF_CIPHER_SUITES;
    @ loop assigns k, at, left, out[0 .. HF_CIPHER_SUITES - 1]; loop variant n - k; */
  for (size_t k = 0u; k < n && at < HF_CIPHER_SUITES; k++) {
    uint32_t code = hf_preferred_suite(c->config, k);
    uint32_t bit = hf_suite_bit(code) & left;
    if (bit != 0u) {
      out[at] = (uint16_t)(code % 65536u);
      at = at + 1u;
      left = left & ~bit; /* each once */
    }
  }
  return at;
}

/*@ requires hf_choices_sound(config) && \valid(out + (0 .. HF_GROUPS - 1)); HF_TOTAL;
  @ assigns out[0 .. HF_GROUPS - 1]; ensures \result <= HF_GROUPS; */
static size_t group_list(const struct hf_config *config, uint16_t *out) {
  size_t at = 0u;
  /*@ loop invariant 0 <= at <= HF_GROUPS; loop assigns at, out[0 .. HF_GROUPS - 1]; loop variant HF_GROUPS - at; */
  while (at < HF_GROUPS && hf_preferred_group(config, at) != 0u) {
    out[at] = (uint16_t)(hf_preferred_group(config, at) % 65536u);
    at = at + 1u;
  }
  return at;
}

/* The lists that a ClientHello is made of, and the extensions that it asks with, as HF_SEEN_... */
struct lists {
  uint32_t asked;
  uint16_t suites[HF_CIPHER_SUITES];
  uint16_t schemes[HF_SIGNATURE_SCHEMES];
  uint16_t groups[HF_GROUPS];
  size_t suites_n;
  size_t schemes_n;
  size_t groups_n;
};

/*@ requires \valid_read(c) && hf_choices_sound(c->config) && \valid(l) && \separated(l, c) && \separated(l, c->config);
  @ HF_TOTAL; assigns *l;
  @ ensures l->suites_n <= HF_CIPHER_SUITES && l->schemes_n <= HF_SIGNATURE_SCHEMES && l->groups_n <= HF_GROUPS; */
static void make_lists(const struct hf_connection *c, struct lists *l) {
  l->asked = hf_asked(c);
  l->suites_n = offered_suites(c, l->suites);
  l->schemes_n = hf_scheme_list(c->config, l->schemes);
  l->groups_n = group_list(c->config, l->groups);
}

/*@ requires \valid_read(c) && \valid_read(c->config) && \valid_read(l) && \valid(m);
  @ requires \separated(c, m) && \separated(c->config, m) && \separated(l, m);
  @ requires c->session.session_id_n <= HF_SESSION_ID_MAX && c->offers.server_name_n <= 255;
  @ requires c->config->application_protocols_n <= 65535;
  @ requires \valid_read(c->config->application_protocols + (0 .. c->config->application_protocols_n - 1));
  @ requires l->suites_n <= HF_CIPHER_SUITES && l->schemes_n <= HF_SIGNATURE_SCHEMES && l->groups_n <= HF_GROUPS;
  @ requires hf_writing(w) && \separated(w, c) && \separated(w->out + (0 .. w->room - 1), c);
  @ requires \separated(w, m) && \separated(w->out + (0 .. w->room - 1), m);
  @ requires \separated(w, l) && \separated(w->out + (0 .. w->room - 1), l);
  @ requires HF_UNWRITTEN(w, c->config->application_protocols, c->config->application_protocols_n);
  @ HF_TOTAL; assigns *m;
  @ ensures hf_sendable_client_hello(w, w->out, w->room, m); */
static void client_hello(const struct hf_connection *c, const struct hf_writer *w, const struct lists *l,
                         struct hf_out_client_hello *m) {
  (void)w;
  m->client_version = HF_TLS12;
  m->random = c->exchange.client_random;
  m->session_id = c->session.session_id;
  m->session_id_n = c->session.session_id_n;
  m->cipher_suites = l->suites;
  m->cipher_suites_n = l->suites_n;
  m->compression_methods = hf_compression_methods;
  m->compression_methods_n = 1u;
  m->has_server_name = c->offers.server_name_n != 0u ? 1u : 0u;
  m->server_name = c->offers.server_name;
  m->server_name_n = c->offers.server_name_n;
  m->has_max_fragment_length = c->offers.max_fragment_length != 0u ? 1u : 0u;
  m->max_fragment_length = c->offers.max_fragment_length;
  m->has_record_size_limit = (l->asked & HF_SEEN_RECORD_SIZE_LIMIT) != 0u ? 1u : 0u;
  m->record_size_limit = hf_record_size_ours(c);
  m->has_status_request = c->config->staple != HF_STAPLE_NOT_ASKED ? 1u : 0u;
  m->responder_id_list = NULL; /* RFC 6066 8: any responder that the server trusts, and no extensions */
  m->responder_id_list_n = 0u;
  m->request_extensions = NULL;
  m->request_extensions_n = 0u;
  m->has_supported_groups = (l->asked & HF_SEEN_SUPPORTED_GROUPS) != 0u ? 1u : 0u;
  m->supported_groups = l->groups;
  m->supported_groups_n = l->groups_n;
  m->has_ec_point_formats = (l->asked & HF_SEEN_EC_POINT_FORMATS) != 0u ? 1u : 0u;
  m->ec_point_formats = hf_point_formats;
  m->ec_point_formats_n = 1u;
  m->has_signature_algorithms = l->schemes_n != 0u ? 1u : 0u;
  m->signature_algorithms = l->schemes;
  m->signature_algorithms_n = l->schemes_n;
  m->has_application_layer_protocol_negotiation = c->config->application_protocols_n != 0u ? 1u : 0u;
  m->application_layer_protocol_negotiation = c->config->application_protocols;
  m->application_layer_protocol_negotiation_n = c->config->application_protocols_n;
  m->has_client_certificate_type = (c->offers.client_types & HF_TYPE_RAW_PUBLIC_KEY) != 0u ? 1u : 0u;
  m->client_certificate_type = hf_type_list(c->offers.client_types, &m->client_certificate_type_n);
  m->has_server_certificate_type = (c->offers.server_types & HF_TYPE_RAW_PUBLIC_KEY) != 0u ? 1u : 0u;
  m->server_certificate_type = hf_type_list(c->offers.server_types, &m->server_certificate_type_n);
  m->has_encrypt_then_mac = 1u;
  m->has_extended_master_secret = 1u;
  m->has_session_ticket = (l->asked & HF_SEEN_SESSION_TICKET) != 0u ? 1u : 0u;
  m->session_ticket_n = has_ticket12(c) ? c->session.ticket_n : 0u;
  m->session_ticket = m->session_ticket_n != 0u ? hf_ticket_at(c, c->session.ticket_n) : NULL;
  m->has_renegotiation_info = 1u; /* RFC 5746 3.4: empty in the first handshake */
  m->renegotiation_info = NULL;
  m->renegotiation_info_n = 0u;
}

/* A profile without TLS 1.3 offers nothing of it. */
/*@ requires \valid(m); HF_TOTAL; assigns *m; */
static void offer_tls12(struct hf_out_client_hello *m) {
  m->has_early_data = 0u;
  m->has_supported_versions = 0u;
  m->has_cookie = 0u;
  m->has_psk_key_exchange_modes = 0u;
  m->has_certificate_authorities = 0u;
  m->has_signature_algorithms_cert = 0u;
  m->has_key_share = 0u;
  m->has_pre_shared_key = 0u;
}

void hf_client_hello_write(const struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_client_hello m;
  struct hf_tls13_lists l13;
  struct lists l;
  make_lists(c, &l);
  client_hello(c, w, &l, &m);
  if (HF_HAS_TLS13 != 0u)
    hf_offer_tls13(c, &l13, &m);
  else
    offer_tls12(&m);
  hf_encode_client_hello(w, &m);
  /*@ assert out: w->out == \at(w->out, Pre) && w->room == \at(w->room, Pre); */
}

void hf_send_client_hello(struct hf_connection *c, struct hf_writer *w) {
  hf_client_hello_write(c, w);
}
