/* Reading a ClientHello (RFC 5246 7.4.1.2): each number and name that its bindings (spec/wire) hand over is
   noted as a bit over the engine's own tables. Nothing of the hello itself is stored. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/registry.h"
#include "handshake/offers.h"
#include "handshake/server_name.h"
#include <stdbool.h>

enum hf_error hf_offer_cipher_suite(struct hf_connection *c, uint32_t value) {
  if (value == HF_TLS_EMPTY_RENEGOTIATION_INFO_SCSV)
    c->offers.flags = c->offers.flags | HF_OFFER_SECURE_RENEGOTIATION;
  else if (value == HF_TLS_FALLBACK_SCSV)
    c->offers.flags = c->offers.flags | HF_OFFER_FALLBACK_SCSV;
  else
    c->offers.cipher_suites = c->offers.cipher_suites | hf_suite_bit(value);
  return HF_OK;
}

enum hf_error hf_offer_compression_method(struct hf_connection *c, uint32_t value) {
  if (value == 0u)
    c->offers.flags = c->offers.flags | HF_OFFER_NULL_COMPRESSION;
  else
    c->offers.flags = c->offers.flags | HF_OFFER_OTHER_COMPRESSION;
  return HF_OK;
}

enum hf_error hf_offer_extension(struct hf_connection *c, uint32_t value) {
  if ((c->offers.extensions & HF_SEEN_MUST_BE_LAST) != 0u) /* RFC 8446 4.2.11 */
    return HF_ERROR_EXTENSION_NOT_LAST;
  return hf_extension_once(c, value);
}

enum hf_error hf_offer_name_begin(struct hf_connection *c, uint32_t value) {
  if ((c->offers.flags & HF_OFFER_NAME_TAKEN) != 0u) /* RFC 6066 3: one name of a type */
    return HF_ERROR_EXTENSION_MALFORMED;
  if (value > 255u)
    return HF_ERROR_EXTENSION_MALFORMED;
  c->offers.flags = c->offers.flags | HF_OFFER_NAME_TAKEN;
  c->offers.name_wanted = value;
  c->offers.server_name_n = 0u;
  return HF_OK;
}

enum hf_error hf_offer_name_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->offers.server_name_n;
  if (at > 255u || n > 255u - at || !hf_name_octets(in, n)) /* a name that ends before it ends has fooled others */
    return HF_ERROR_EXTENSION_MALFORMED;
  hf_copy(&c->offers.server_name[at], in, n);
  c->offers.server_name_n = at + n;
  if (at + n == c->offers.name_wanted && n != 0u && in[n - 1u] == 0x2eu) /* RFC 6066 3: without a trailing dot */
    return HF_ERROR_EXTENSION_MALFORMED;
  return HF_OK;
}

/*@ HF_TOTAL; assigns \nothing; */
static bool is_curve(uint32_t value) {
  return value == HF_CURVE_SECP256R1 || value == HF_CURVE_SECP384R1 || value == HF_CURVE_SECP521R1 ||
         value == HF_CURVE_X25519 || value == HF_CURVE_X448;
}

enum hf_error hf_offer_group(struct hf_connection *c, uint32_t value) {
  if (is_curve(value))
    c->offers.flags = c->offers.flags | HF_OFFER_CURVE;
  c->offers.groups = c->offers.groups | hf_group_bit(value);
  return HF_OK;
}

enum hf_error hf_offer_point_format(struct hf_connection *c, uint32_t value) {
  if (value == 0u)
    c->offers.flags = c->offers.flags | HF_OFFER_UNCOMPRESSED_POINTS;
  return HF_OK;
}

enum hf_error hf_offer_signature_scheme(struct hf_connection *c, uint32_t value) {
  c->offers.signature_schemes = c->offers.signature_schemes | hf_scheme_bit(value);
  return HF_OK;
}

enum hf_error hf_offer_certificate_scheme(struct hf_connection *c, uint32_t value) {
  c->offers.certificate_schemes = c->offers.certificate_schemes | hf_scheme_bit(value);
  return HF_OK;
}

enum hf_error hf_offer_max_fragment_length(struct hf_connection *c, uint32_t value) {
  /* RFC 6066 4; beside record_size_limit it does not count (RFC 8449 5): hf_fragment_wrong */
  if (value < 1u || value > 4u)
    c->offers.flags = c->offers.flags | HF_OFFER_FRAGMENT_WRONG;
  else
    c->offers.max_fragment_length = value;
  return HF_OK;
}

enum hf_error hf_offer_renegotiation_info(struct hf_connection *c, uint32_t value) {
  c->offers.flags = c->offers.flags | HF_OFFER_SECURE_RENEGOTIATION;
  if (value != 0u) /* RFC 5746 3.6: this is an initial handshake */
    c->offers.flags = c->offers.flags | HF_OFFER_RENEGOTIATION_WRONG;
  return HF_OK;
}
