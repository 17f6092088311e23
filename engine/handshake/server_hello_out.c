/* Making a ServerHello (RFC 5246 7.4.1.3). */
#include "crypto/bytes.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/certificate_status.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"
#include "handshake/record_size.h"
#include "handshake/session_ticket.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include "ports/ports.h"
#include <stdbool.h>

/* A session that may be resumed later gets an ID, if there is somewhere to keep it (RFC 5246 7.4.1.3), and it gets no ticket
   (RFC 5077 3.4). */
/*@ requires \valid(c) && \valid_read(c->config); HF_TOTAL;
  @ assigns c->session.session_id[0 .. HF_SESSION_ID_MAX - 1], c->session.session_id_n;
  @ ensures \result == HF_OK || \result == HF_ERROR_RANDOM_FAILED;
  @ ensures c->session.session_id_n == \old(c->session.session_id_n) || c->session.session_id_n == HF_SESSION_ID_MAX; */
static enum hf_error name_session(struct hf_connection *c) {
  if (c->parameters.resumed != 0u || c->config->sessions == NULL || c->parameters.extended_master_secret == 0u ||
      c->parameters.session_ticket != 0u)
    return HF_OK;
  if (!hf_port_random(c->config, c->session.session_id, HF_SESSION_ID_MAX))
    return HF_ERROR_RANDOM_FAILED;
  c->session.session_id_n = HF_SESSION_ID_MAX;
  return HF_OK;
}

/* What is answered to the client's extensions. */
/*@ requires hf_configured(c); HF_TOTAL;
  @ assigns c->parameters.encrypt_then_mac, c->parameters.status_request, c->parameters.max_fragment_length;
  @ assigns c->parameters.record_size_limit, c->parameters.record_size_taken, c->parameters.session_ticket; */
static void answer_extensions(struct hf_connection *c) {
  bool status = hf_status_to_send(c);
  c->parameters.encrypt_then_mac =
      (hf_offered(c, HF_SEEN_ENCRYPT_THEN_MAC) && hf_suite(c)->protection == HF_PROTECTION_CBC) ? 1u
                                                                                                : 0u; /* RFC 7366 3 */
  hf_record_size_agree(c);
  c->parameters.status_request = status;
  c->parameters.session_ticket = hf_session_ticket_promised(c) ? 1u : 0u;
}

/* The hash functions that the suite, or a signature of the client's, still needs. */
/*@ requires hf_configured(c) && hf_transcript_sound(&c->transcript);
  @ HF_TOTAL; assigns c->transcript.wanted;
  @ ensures hf_transcript_sound(&c->transcript); */
static void keep_transcript(struct hf_connection *c) {
  uint32_t asked = (c->config->client_authentication != HF_CLIENT_NOT_ASKED && c->parameters.resumed == 0u) ? 1u : 0u;
  hf_transcript_keep(&c->transcript, hf_transcript_needed(hf_suite_bit(c->parameters.cipher_suite), asked));
}

enum hf_error hf_do_prepare_server_hello(struct hf_connection *c) {
  bool drawn = hf_port_random(c->config, c->exchange.server_random, 32u);
  enum hf_error error;
  hf_mark_downgrade(c);
  answer_extensions(c);
  keep_transcript(c);
  error = name_session(c);
  return !drawn ? HF_ERROR_RANDOM_FAILED : error;
}

/* The hello's value stays the same until all of it is sent. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid(m) && \separated(c, m) && \separated(c->config, m);
  @ HF_TOTAL; assigns *m;
  @ ensures m->ec_point_formats == &hf_point_formats[0] && m->ec_point_formats_n == 1;
  @ ensures m->supported_groups_n == 0 && m->renegotiation_info_n == 0;
  @ ensures c->parameters.protocol_n == 0 ==> m->application_layer_protocol_negotiation_n == 0;
  @ ensures c->parameters.protocol_n != 0 ==>
  @   m->application_layer_protocol_negotiation_n == c->parameters.protocol_n + 1 &&
  @   m->application_layer_protocol_negotiation == c->config->application_protocols + c->parameters.protocol_at; */
static void server_extensions(const struct hf_connection *c, struct hf_out_server_hello *m) {
  uint32_t full = c->parameters.resumed == 0u ? 1u : 0u;
  m->has_server_name = (full == 1u && c->offers.server_name_n != 0u) ? 1u : 0u; /* RFC 6066 3: not when resumed */
  m->has_max_fragment_length = c->parameters.max_fragment_length != 0u ? 1u : 0u;
  m->max_fragment_length = c->parameters.max_fragment_length;
  m->has_record_size_limit = c->parameters.record_size_taken != 0u ? 1u : 0u;
  m->record_size_limit = c->parameters.record_size_taken;
  m->has_status_request = c->parameters.status_request;
  m->has_supported_groups = 0u;
  m->supported_groups = NULL;
  m->supported_groups_n = 0u;
  m->has_ec_point_formats =
      (hf_suite(c)->key_exchange == HF_KEY_EXCHANGE_ECDHE && hf_offered(c, HF_SEEN_EC_POINT_FORMATS)) ? 1u : 0u;
  m->ec_point_formats = hf_point_formats;
  m->ec_point_formats_n = 1u;
  m->has_application_layer_protocol_negotiation = c->parameters.protocol_n != 0u ? 1u : 0u;
  m->application_layer_protocol_negotiation = NULL;
  m->application_layer_protocol_negotiation_n = 0u;
  if (c->parameters.protocol_n != 0u) {
    m->application_layer_protocol_negotiation = &c->config->application_protocols[c->parameters.protocol_at];
    m->application_layer_protocol_negotiation_n = (size_t)c->parameters.protocol_n + 1u;
  }
  m->has_client_certificate_type = (full == 1u && c->config->client_authentication != HF_CLIENT_NOT_ASKED)
                                       ? hf_offered(c, HF_SEEN_CLIENT_CERTIFICATE_TYPE)
                                       : 0u;
  m->client_certificate_type = c->parameters.client_type;
  m->has_server_certificate_type = full == 1u ? hf_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE) : 0u;
  m->server_certificate_type = c->parameters.server_type;
  m->has_encrypt_then_mac = c->parameters.encrypt_then_mac;
  m->has_extended_master_secret = c->parameters.extended_master_secret;
  m->has_session_ticket = c->parameters.session_ticket;
  m->has_supported_versions = 0u;
  m->supported_versions = 0u;
  m->has_key_share = 0u;
  m->group = 0u;
  m->key_exchange = NULL;
  m->key_exchange_n = 0u;
  m->has_pre_shared_key = 0u;
  m->pre_shared_key = 0u;
  m->has_renegotiation_info = (c->offers.flags & HF_OFFER_SECURE_RENEGOTIATION) != 0u ? 1u : 0u; /* RFC 5746 3.6 */
  m->renegotiation_info = NULL;
  m->renegotiation_info_n = 0u;
}

/*@ requires \valid_read(c) && \valid_read(c->config) && hf_parameters_sound(c) && c->session.session_id_n <= HF_SESSION_ID_MAX;
  @ requires c->config->application_protocols_n <= 65535;
  @ requires \valid_read(c->config->application_protocols + (0 .. c->config->application_protocols_n - 1));
  @ requires \valid(m) && \separated(c, m) && \separated(c->config, m);
  @ requires hf_writing(w) && \separated(w, c) && \separated(w->out + (0 .. w->room - 1), c);
  @ requires \separated(w, m) && \separated(w->out + (0 .. w->room - 1), m);
  @ requires HF_UNWRITTEN(w, c->config->application_protocols, c->config->application_protocols_n);
  @ HF_TOTAL; assigns *m;
  @ ensures hf_sendable_server_hello(w, w->out, w->room, m); */
static void server_hello(const struct hf_connection *c, const struct hf_writer *w, struct hf_out_server_hello *m) {
  (void)w;
  server_extensions(c, m);
  m->server_version = HF_TLS12;
  m->random = c->exchange.server_random;
  m->session_id = c->session.session_id;
  m->session_id_n = c->session.session_id_n;
  m->cipher_suite = c->parameters.cipher_suite;
  m->compression_method = 0u;
}

void hf_send_server_hello(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_server_hello m;
  server_hello(c, w, &m);
  hf_encode_server_hello(w, &m);
  /*@ assert out: w->out == \at(w->out, Pre) && w->room == \at(w->room, Pre); */
}
