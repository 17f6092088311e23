/* The server's side of OCSP stapling (RFC 6066 8): it passes on the response that its configuration has. */
#include "handshake/certificate_status.h"
#include "generated/encode.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/certificate_type.h"
#include "handshake/identity.h"
#include "handshake/offers.h"
#include <stdbool.h>

/* The parser refuses a request for another kind of status than OCSP, so one that was seen is for OCSP. */
bool hf_status_to_send(const struct hf_connection *c) {
  const struct hf_identity *identity = hf_our_identity(c);
  if (c->parameters.resumed != 0u || c->parameters.server_type != HF_CERTIFICATE_TYPE_X509)
    return false;
  if ((c->offers.extensions & HF_SEEN_STATUS_REQUEST) == 0u || identity == NULL)
    return false;
  return identity->ocsp_response_n != 0u && identity->ocsp_response_n <= HF_OCSP_RESPONSE_MAX;
}

/* What the hello announced is sent. */
uint32_t hf_decide_certificate_status(struct hf_connection *c) {
  return c->parameters.status_request != 0u ? HF_OUTCOME_CERTIFICATE_STATUS_STAPLED
                                            : HF_OUTCOME_CERTIFICATE_STATUS_NONE;
}

void hf_send_certificate_status(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_certificate_status m;
  const struct hf_identity *identity = hf_our_identity(c);
  m.value = NULL;
  m.value_n = 0u;
  if (identity != NULL && identity->ocsp_response_n <= HF_OCSP_RESPONSE_MAX) {
    m.value = identity->ocsp_response;
    m.value_n = identity->ocsp_response_n;
  }
  hf_encode_certificate_status(w, &m);
}
