#include "fake.h"

static void put(struct hf_connection *c, uint32_t value, int bytes) {
  while (bytes-- > 0 && c->n < LOG_SIZE)
    c->log[c->n++] = (uint8_t)(value >> (8 * bytes));
}

static void put_name(struct hf_connection *c, const char *name) {
  uint32_t hash = 5381;
  while (*name != '\0')
    hash = hash * 33 + (uint8_t)*name++;
  put(c, hash, 2);
}

void log_number(struct hf_connection *c, const char *name, uint32_t value) {
  put_name(c, name);
  put(c, value, 4);
}

static uint32_t number(struct hf_connection *c, const char *name, uint32_t value) {
  log_number(c, name, value);
  return value == REFUSED_NUMBER ? NUMBER_REFUSED : HF_OK;
}

static uint32_t bytes(struct hf_connection *c, const char *name, const uint8_t *in, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    put_name(c, name);
    put(c, in[i], 1);
    if (in[i] == REFUSED_BYTE)
      return BYTE_REFUSED;
  }
  return HF_OK;
}

#define NUMBER(name)                                                                                                   \
  uint32_t name(struct hf_connection *c, uint32_t value) {                                                             \
    return number(c, #name, value);                                                                                    \
  }
#define BYTES(name)                                                                                                    \
  uint32_t name(struct hf_connection *c, const uint8_t *in, uint32_t n) {                                              \
    return bytes(c, #name, in, n);                                                                                     \
  }

NUMBER(hf_accept_message)
NUMBER(hf_accept_length)
NUMBER(hf_offer_cipher_suite)
NUMBER(hf_offer_compression_method)
NUMBER(hf_offer_extension)
NUMBER(hf_offer_name_begin)
BYTES(hf_offer_name_bytes)
NUMBER(hf_offer_max_fragment_length)
NUMBER(hf_note_record_size_limit)
NUMBER(hf_offer_group)
NUMBER(hf_offer_point_format)
NUMBER(hf_offer_signature_scheme)
NUMBER(hf_offer_certificate_scheme)
NUMBER(hf_offer_protocol_begin)
BYTES(hf_offer_protocol_bytes)
NUMBER(hf_offer_renegotiation_info)
NUMBER(hf_request_authority_begin)
BYTES(hf_request_authority_bytes)
NUMBER(hf_answer_extension)
NUMBER(hf_answer_max_fragment_length)
NUMBER(hf_answer_point_format)
NUMBER(hf_answer_protocol_begin)
BYTES(hf_answer_protocol_bytes)
NUMBER(hf_answer_renegotiation_info)
NUMBER(hf_offer_client_certificate_type)
NUMBER(hf_offer_server_certificate_type)
NUMBER(hf_answer_client_certificate_type)
NUMBER(hf_answer_server_certificate_type)
NUMBER(hf_certificate_begin)
NUMBER(hf_raw_public_key_begin)
BYTES(hf_certificate_bytes)
NUMBER(hf_status_begin)
BYTES(hf_status_bytes)
NUMBER(hf_request_certificate_type)
NUMBER(hf_request_signature_scheme)
NUMBER(hf_request_certificate_scheme)
NUMBER(hf_offer_version)
NUMBER(hf_offer_psk_mode)
NUMBER(hf_offer_share_group)
NUMBER(hf_offer_share_begin)
NUMBER(hf_offer_identities)
NUMBER(hf_offer_identity_begin)
NUMBER(hf_offer_binder_begin)
NUMBER(hf_answer_version)
NUMBER(hf_answer_share_group)
NUMBER(hf_answer_share_begin)
NUMBER(hf_answer_identity)
NUMBER(hf_retry_extension)
NUMBER(hf_retry_group)
NUMBER(hf_retry_cookie_begin)
NUMBER(hf_encrypted_extension)
NUMBER(hf_request_extension)
NUMBER(hf_certificate_extension)
NUMBER(hf_request_context)
NUMBER(hf_certificate_context)
NUMBER(hf_ticket_begin)
NUMBER(hf_ticket12_begin)
NUMBER(hf_offer_ticket_begin)
NUMBER(hf_ticket_extension)
BYTES(hf_offer_share_bytes)
BYTES(hf_offer_identity_bytes)
BYTES(hf_offer_binder_bytes)
BYTES(hf_answer_share_bytes)
BYTES(hf_retry_cookie_bytes)
BYTES(hf_ticket_bytes)
BYTES(hf_offer_ticket_bytes)
