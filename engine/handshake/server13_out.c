/* What a server of TLS 1.3 says of what was agreed on (RFC 8446 4.1.3, 4.3.1, 4.3.2). */
#include "generated/encode.h"
#include "generated/steps.h"
#include "handshake/choose.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"

/* What no ServerHello of TLS 1.3 carries. */
/*@ requires \valid(m); HF_TOTAL; assigns *m; */
static void nothing_of_tls12(struct hf_out_server_hello *m) {
  static const struct hf_out_server_hello nothing = {0};
  *m = nothing;
}

void hf_send_server_hello_tls13(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_server_hello m;
  nothing_of_tls12(&m);
  m.server_version = HF_TLS12;
  m.random = c->exchange.server_random;
  m.session_id = c->session.session_id;
  m.session_id_n = c->session.session_id_n;
  m.cipher_suite = c->parameters.cipher_suite;
  m.compression_method = 0u;
  m.has_supported_versions = 1u;
  m.supported_versions = HF_TLS13;
  m.has_key_share = 1u;
  m.group = c->parameters.group;
  m.key_exchange = c->exchange.share;
  m.key_exchange_n = c->exchange.share_n;
  m.has_pre_shared_key = c->parameters.resumed;
  m.pre_shared_key = c->parameters.selected_psk;
  hf_encode_server_hello(w, &m);
}

void hf_send_encrypted_extensions(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_encrypted_extensions m;
  uint32_t full = c->parameters.resumed == 0u ? 1u : 0u;
  m.has_server_name = (full == 1u && c->offers.server_name_n != 0u) ? 1u : 0u; /* RFC 6066 3: not when resumed */
  m.has_max_fragment_length = c->parameters.max_fragment_length != 0u ? 1u : 0u;
  m.max_fragment_length = c->parameters.max_fragment_length;
  m.has_record_size_limit = c->parameters.record_size_taken != 0u ? 1u : 0u;
  m.record_size_limit = c->parameters.record_size_taken;
  m.has_supported_groups = 0u;
  m.supported_groups = NULL;
  m.supported_groups_n = 0u;
  m.has_application_layer_protocol_negotiation = c->parameters.protocol_n != 0u ? 1u : 0u;
  m.application_layer_protocol_negotiation = NULL;
  m.application_layer_protocol_negotiation_n = 0u;
  if (c->parameters.protocol_n != 0u) {
    m.application_layer_protocol_negotiation = &c->config->application_protocols[c->parameters.protocol_at];
    m.application_layer_protocol_negotiation_n = (size_t)c->parameters.protocol_n + 1u;
  }
  m.has_client_certificate_type = (full == 1u && c->config->client_authentication != HF_CLIENT_NOT_ASKED &&
                                   hf_offered(c, HF_SEEN_CLIENT_CERTIFICATE_TYPE))
                                      ? 1u
                                      : 0u;
  m.client_certificate_type = c->parameters.client_type;
  m.has_server_certificate_type = (full == 1u && hf_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE)) ? 1u : 0u;
  m.server_certificate_type = c->parameters.server_type;
  m.has_early_data = 0u;
  hf_encode_encrypted_extensions(w, &m);
}

/* The names of our authorities stand in c->kept (hf_decide_client_authentication). */
void hf_send_certificate_request_tls13(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_certificate_request_tls13 m;
  uint16_t schemes[HF_SIGNATURE_SCHEMES];
  uint32_t here = c->kept_holds == HF_KEPT_AUTHORITIES ? c->offers.authority_n : 0u;
  m.certificate_request_context = NULL;
  m.certificate_request_context_n = 0u;
  m.has_status_request = 0u;
  m.has_signature_algorithms = 1u;
  m.signature_algorithms = schemes;
  m.signature_algorithms_n = hf_scheme_list(c->config, schemes);
  m.has_certificate_authorities = here != 0u && here <= HF_KEPT_BYTES ? 1u : 0u;
  m.certificate_authorities = c->kept.bytes;
  m.certificate_authorities_n = here <= HF_KEPT_BYTES ? here : 0u;
  m.has_signature_algorithms_cert = 0u;
  m.signature_algorithms_cert = NULL;
  m.signature_algorithms_cert_n = 0u;
  hf_encode_certificate_request_tls13(w, &m);
}
