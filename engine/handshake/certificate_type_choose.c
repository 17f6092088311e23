/* The types of the certificates in this handshake: what the server chooses, and what then follows (RFC 7250 4.2). */
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/certificate_type.h"
#include "handshake/offers.h"

/* The server's own type is chosen with its certificate, in choose_cipher_suite; here it is seen that there can be one. */
uint32_t hf_decide_choose_certificate_types(struct hf_connection *c) {
  uint32_t ours = hf_types_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE, c->offers.server_types);
  uint32_t theirs = hf_types_offered(c, HF_SEEN_CLIENT_CERTIFICATE_TYPE, c->offers.client_types);
  uint32_t type = hf_type_choose(theirs, hf_types_of_peers(c->config));
  if (hf_type_choose(ours, hf_types_of_ours(c->config)) == 0u)
    return HF_OUTCOME_CHOOSE_CERTIFICATE_TYPES_NONE;
  if (c->config->client_authentication != HF_CLIENT_NOT_ASKED && type == 0u &&
      (c->offers.extensions & HF_SEEN_CLIENT_CERTIFICATE_TYPE) != 0u)
    return HF_OUTCOME_CHOOSE_CERTIFICATE_TYPES_NONE;
  c->parameters.client_type = hf_type_code(type);
  return HF_OUTCOME_CHOOSE_CERTIFICATE_TYPES_CHOSEN;
}

uint32_t hf_decide_server_certificate_type(struct hf_connection *c) {
  return c->parameters.server_type == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY
             ? HF_OUTCOME_SERVER_CERTIFICATE_TYPE_RAW_PUBLIC_KEY
             : HF_OUTCOME_SERVER_CERTIFICATE_TYPE_X509;
}

uint32_t hf_decide_client_certificate_type(struct hf_connection *c) {
  return c->parameters.client_type == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY
             ? HF_OUTCOME_CLIENT_CERTIFICATE_TYPE_RAW_PUBLIC_KEY
             : HF_OUTCOME_CLIENT_CERTIFICATE_TYPE_X509;
}
