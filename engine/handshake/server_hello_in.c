/* Reading a ServerHello (RFC 5246 7.4.1.3): an extension may come only when the client asked for it, and once. */
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/asked.h"
#include "handshake/certificate_type.h"
#include "handshake/choose.h"
#include "handshake/offers.h"
#include "handshake/version.h"

/* What a client asks for that can speak TLS 1.3. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static uint32_t of_tls13(const struct hf_connection *c) {
  uint32_t bits = HF_SEEN_SUPPORTED_VERSIONS | HF_SEEN_KEY_SHARE;
  if (!hf_speaks_tls13(c))
    return 0u;
  return c->parameters.psk != HF_PSK_NONE ? bits | HF_SEEN_PRE_SHARED_KEY : bits;
}

/* What a client asks for that offers a suite with a group (RFC 8422 4): points have a format in TLS 1.2 alone. supported_groups is no
   answer, but some servers give it. */
/*@ requires \valid_read(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing; */
static uint32_t of_curves(const struct hf_connection *c) {
  if (hf_preferred_group(c->config, 0u) == 0u)
    return 0u;
  if (hf_suites_exchange(c->allowed_suites, HF_KEY_EXCHANGE_ECDHE))
    return HF_SEEN_EC_POINT_FORMATS | HF_SEEN_SUPPORTED_GROUPS;
  return hf_suites_exchange(c->allowed_suites, HF_KEY_EXCHANGE_ANY) ? HF_SEEN_SUPPORTED_GROUPS : 0u;
}

/* What a client asks for that can speak TLS 1.2, and takes tickets of it (RFC 5077 3.2). */
/*@ requires \valid_read(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing; */
static uint32_t of_tls12(const struct hf_connection *c) {
  bool wanted = hf_allowed_versions(c) % HF_VERSION_TLS13 != 0u && c->config->tickets != HF_NO_TICKETS;
  return wanted ? HF_SEEN_SESSION_TICKET : 0u;
}

/* The extensions that this ServerHello brought stand in c->offers, which prepare_client_hello cleared; what was asked is
   what the client always sends, or sends by configuration. */
uint32_t hf_asked(const struct hf_connection *c) {
  uint32_t bits = HF_SEEN_EXTENDED_MASTER_SECRET | HF_SEEN_RENEGOTIATION_INFO | HF_SEEN_ENCRYPT_THEN_MAC | of_tls13(c);
  bits = bits | of_tls12(c) | of_curves(c);
  if (c->offers.server_name_n != 0u)
    bits = bits | HF_SEEN_SERVER_NAME;
  if (c->config->application_protocols_n != 0u)
    bits = bits | HF_SEEN_APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
  if (c->config->max_fragment_length != 0u)
    bits = bits | HF_SEEN_MAX_FRAGMENT_LENGTH;
  if (c->config->record_size_limit != 0u)
    bits = bits | HF_SEEN_RECORD_SIZE_LIMIT;
  if (c->config->staple != HF_STAPLE_NOT_ASKED)
    bits = bits | HF_SEEN_STATUS_REQUEST;
  if ((c->offers.server_types & HF_TYPE_RAW_PUBLIC_KEY) != 0u)
    bits = bits | HF_SEEN_SERVER_CERTIFICATE_TYPE;
  if ((c->offers.client_types & HF_TYPE_RAW_PUBLIC_KEY) != 0u)
    bits = bits | HF_SEEN_CLIENT_CERTIFICATE_TYPE;
  return bits;
}

enum hf_error hf_answer_extension(struct hf_connection *c, uint32_t value) {
  if ((hf_extension_bit(value) & hf_asked(c) & (HF_CARRIED_TLS12_SH | HF_CARRIED_TLS13_SH)) == 0u)
    return HF_ERROR_EXTENSION_UNSOLICITED;
  return hf_extension_once(c, value);
}

enum hf_error hf_answer_point_format(struct hf_connection *c, uint32_t value) {
  if (value == 0u)
    c->offers.flags = c->offers.flags | HF_OFFER_UNCOMPRESSED_POINTS;
  return HF_OK;
}

enum hf_error hf_answer_max_fragment_length(struct hf_connection *c, uint32_t value) {
  if (value != c->offers.max_fragment_length) /* RFC 6066 4: the one that was asked for */
    return HF_ERROR_EXTENSION_MALFORMED;
  return HF_OK;
}

enum hf_error hf_answer_renegotiation_info(struct hf_connection *c, uint32_t value) {
  c->offers.flags = c->offers.flags | HF_OFFER_SECURE_RENEGOTIATION;
  if (value != 0u) /* RFC 5746 3.4 */
    c->offers.flags = c->offers.flags | HF_OFFER_RENEGOTIATION_WRONG;
  return HF_OK;
}
