/* Reading what the hellos say of certificate types (RFC 7250 4.1, 4.2). */
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/certificate_type.h"
#include "handshake/offers.h"

/* One more type in a set; of the two that are known, the first is preferred. */
/*@ requires types <= HF_TYPES_ALL; HF_TOTAL; assigns \nothing; ensures \result <= HF_TYPES_ALL; */
static uint32_t with(uint32_t types, uint32_t value) {
  if (value == HF_CERTIFICATE_TYPE_X509 && types % 2u == 0u)
    return types + HF_TYPE_X509;
  if (value == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY && types / 2u % 2u == 0u)
    return types == 0u ? HF_TYPE_RAW_PUBLIC_KEY + HF_TYPE_RAW_FIRST : HF_TYPE_RAW_PUBLIC_KEY + HF_TYPE_X509;
  return types;
}

enum hf_error hf_offer_client_certificate_type(struct hf_connection *c, uint32_t value) {
  c->offers.client_types = with(c->offers.client_types % 8u, value);
  return HF_OK;
}

enum hf_error hf_offer_server_certificate_type(struct hf_connection *c, uint32_t value) {
  c->offers.server_types = with(c->offers.server_types % 8u, value);
  return HF_OK;
}

/* The server's answer must be one of the types that were offered. */
/*@ HF_TOTAL; assigns \nothing; */
static enum hf_error check_answer(uint32_t offered, uint32_t value) {
  if (value == HF_CERTIFICATE_TYPE_X509 && offered % 2u == 1u)
    return HF_OK;
  return value == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY ? HF_OK : HF_ERROR_CERTIFICATE_TYPE_NOT_OFFERED;
}

/* The extension is only sent when raw public keys are among what it offers. */
enum hf_error hf_answer_client_certificate_type(struct hf_connection *c, uint32_t value) {
  if (value == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY)
    c->offers.flags = c->offers.flags | HF_OFFER_CLIENT_RAW;
  return check_answer(c->offers.client_types, value);
}

enum hf_error hf_answer_server_certificate_type(struct hf_connection *c, uint32_t value) {
  if (value == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY)
    c->offers.flags = c->offers.flags | HF_OFFER_SERVER_RAW;
  return check_answer(c->offers.server_types, value);
}
