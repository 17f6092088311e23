#include "oracle_parts.h"

/* --- ClientHello --- */

static void server_names(struct oracle *o, size_t end) {
  size_t list = vector(o, end, 2, 1, 65535, 1);
  while (o->pos < list) {
    uint32_t type = get(o, list, 1);
    size_t name = given(o, list, 2, 1, 65535, type == 0 ? hf_offer_name_begin : NULL);
    if (type == 0)
      stream(o, name, hf_offer_name_bytes);
    else
      skip(o, name);
  }
}

/* CertificateStatusRequest: for OCSP, a list of responders and extensions, or nothing that can be read. */
static void status_request(struct oracle *o, size_t end) {
  if (get(o, end, 1) != 1)
    quit(o, 1, HF_ERROR_MESSAGE_VALUE);
  size_t list = vector(o, end, 2, 0, 65535, 1);
  while (o->pos < list)
    skip(o, vector(o, list, 2, 1, 65535, 1));
  skip(o, vector(o, end, 2, 0, 65535, 1));
}

/* RFC 8446 4.2.11: identities, each with an age, and their binders. */
static void offered_psks(struct oracle *o, size_t end) {
  size_t list = given(o, end, 2, 7, 65535, hf_offer_identities);
  while (o->pos < list) {
    stream(o, given(o, list, 2, 1, 65535, hf_offer_identity_begin), hf_offer_identity_bytes);
    (void)get(o, list, 4);
  }
  list = vector(o, end, 2, 33, 65535, 1);
  while (o->pos < list)
    stream(o, given(o, list, 1, 32, 255, hf_offer_binder_begin), hf_offer_binder_bytes);
}

static void client_shares(struct oracle *o, size_t end) {
  size_t list = vector(o, end, 2, 0, 65535, 1);
  while (o->pos < list) {
    give(o, hf_offer_share_group, get(o, list, 2));
    stream(o, given(o, list, 2, 1, 65535, hf_offer_share_begin), hf_offer_share_bytes);
  }
}

static void client_extension(struct oracle *o, uint32_t type, size_t end) {
  switch (type) {
  case 0:
    server_names(o, end);
    break;
  case 1:
    give(o, hf_offer_max_fragment_length, get(o, end, 1));
    break;
  case 5:
    status_request(o, end);
    break;
  case 10:
    numbers(o, vector(o, end, 2, 2, 65534, 2), 2, hf_offer_group);
    break;
  case 11:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_point_format);
    break;
  case 13:
    numbers(o, vector(o, end, 2, 2, 65534, 2), 2, hf_offer_signature_scheme);
    break;
  case 16:
    streams(o, vector(o, end, 2, 2, 65535, 1), 1, 255, hf_offer_protocol_begin, hf_offer_protocol_bytes);
    break;
  case 19:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_client_certificate_type);
    break;
  case 20:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_server_certificate_type);
    break;
  case 35: /* RFC 5077 3.2: all of it is the ticket */
    give(o, hf_offer_ticket_begin, (uint32_t)(end - o->pos));
    stream(o, end, hf_offer_ticket_bytes);
    break;
  case 41:
    offered_psks(o, end);
    break;
  case 43:
    numbers(o, vector(o, end, 1, 2, 254, 2), 2, hf_offer_version);
    break;
  case 44:
    skip(o, vector(o, end, 2, 1, 65535, 1));
    break;
  case 45:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_psk_mode);
    break;
  case 47:
    streams(o, vector(o, end, 2, 3, 65535, 1), 2, 65535, NULL, NULL);
    break;
  case 50:
    numbers(o, vector(o, end, 2, 2, 65534, 2), 2, hf_offer_certificate_scheme);
    break;
  case 51:
    client_shares(o, end);
    break;
  case 28:
    give(o, hf_note_record_size_limit, get(o, end, 2));
    break;
  case 0xff01:
    skip(o, given(o, end, 1, 0, 255, hf_offer_renegotiation_info));
    break;
  default:
    skip(o, end);
  }
}

static void server_extension(struct oracle *o, uint32_t type, size_t end) {
  switch (type) {
  case 1:
    give(o, hf_answer_max_fragment_length, get(o, end, 1));
    break;
  case 10:
    numbers(o, vector(o, end, 2, 2, 65534, 2), 2, NULL);
    break;
  case 11:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_answer_point_format);
    break;
  case 16:
    streams(o, vector(o, end, 2, 2, 65535, 1), 1, 255, hf_answer_protocol_begin, hf_answer_protocol_bytes);
    break;
  case 19:
    give(o, hf_answer_client_certificate_type, get(o, end, 1));
    break;
  case 20:
    give(o, hf_answer_server_certificate_type, get(o, end, 1));
    break;
  case 28:
    give(o, hf_note_record_size_limit, get(o, end, 2));
    break;
  case 41:
    give(o, hf_answer_identity, get(o, end, 2));
    break;
  case 43:
    give(o, hf_answer_version, get(o, end, 2));
    break;
  case 51:
    give(o, hf_answer_share_group, get(o, end, 2));
    stream(o, given(o, end, 2, 1, 65535, hf_answer_share_begin), hf_answer_share_bytes);
    break;
  case 0xff01:
    skip(o, given(o, end, 1, 0, 255, hf_answer_renegotiation_info));
    break;
  default:
    skip(o, end);
  }
}

/* --- RFC 8446 4.2: the other messages that carry some --- */

static void retry_extension(struct oracle *o, uint32_t type, size_t end) {
  if (type == 43)
    give(o, hf_answer_version, get(o, end, 2));
  else if (type == 44)
    stream(o, given(o, end, 2, 1, 65535, hf_retry_cookie_begin), hf_retry_cookie_bytes);
  else if (type == 51)
    give(o, hf_retry_group, get(o, end, 2));
  else
    skip(o, end);
}

/* What a ServerHello may say as well is said as there. */
static void encrypted_extension(struct oracle *o, uint32_t type, size_t end) {
  if (type == 1 || type == 10 || type == 16 || type == 19 || type == 20 || type == 28)
    server_extension(o, type, end);
  else
    skip(o, end);
}

static void request_extension(struct oracle *o, uint32_t type, size_t end) {
  if (type == 13 || type == 50)
    numbers(o, vector(o, end, 2, 2, 65534, 2), 2,
            type == 13 ? hf_request_signature_scheme : hf_request_certificate_scheme);
  else if (type == 47)
    streams(o, vector(o, end, 2, 3, 65535, 1), 2, 65535, hf_request_authority_begin, hf_request_authority_bytes);
  else
    skip(o, end);
}

void oracle_certificate_status(struct oracle *o, size_t end) {
  if (get(o, end, 1) != 1)
    quit(o, 1, HF_ERROR_MESSAGE_VALUE);
  stream(o, given(o, end, 3, 1, 16777215, hf_status_begin), hf_status_bytes);
}

static void certificate_extension(struct oracle *o, uint32_t type, size_t end) {
  if (type == 5)
    oracle_certificate_status(o, end);
  else
    skip(o, end);
}

static void ticket_extension(struct oracle *o, uint32_t type, size_t end) {
  if (type == 42)
    (void)get(o, end, 4);
  else
    skip(o, end);
}

/* Those that say something by being there. */
static int is_empty(enum carrier carrier, uint32_t type) {
  switch (carrier) {
  case CLIENT_HELLO:
    return type == 22 || type == 23 || type == 42;
  case SERVER_HELLO:
    return type == 0 || type == 5 || type == 22 || type == 23 || type == 35;
  case ENCRYPTED:
    return type == 0 || type == 42;
  default:
    return carrier == REQUEST && type == 5;
  }
}

static const struct {
  on_number *type;
  void (*body)(struct oracle *o, uint32_t type, size_t end);
} carriers[] = {[CLIENT_HELLO] = {hf_offer_extension, client_extension},
                [SERVER_HELLO] = {hf_answer_extension, server_extension},
                [RETRY] = {hf_retry_extension, retry_extension},
                [ENCRYPTED] = {hf_encrypted_extension, encrypted_extension},
                [REQUEST] = {hf_request_extension, request_extension},
                [CERTIFICATE] = {hf_certificate_extension, certificate_extension},
                [TICKET] = {hf_ticket_extension, ticket_extension}};

void oracle_extensions(struct oracle *o, size_t end, enum carrier carrier) {
  while (o->pos < end) {
    uint32_t type = give(o, carriers[carrier].type, get(o, end, 2));
    size_t body = vector(o, end, 2, 0, is_empty(carrier, type) ? 0 : 65535, 1);
    carriers[carrier].body(o, type, body);
    finish(o, body);
  }
}
