/* What the server decides when it has read a ClientHello. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/binding.h"
#include "handshake/certificate_type.h"
#include "handshake/choose.h"
#include "handshake/offers.h"
#include "handshake/suite.h"
#include "ports/ports.h"

/* The kept fields make room for the next message's, so what lasts moves to its place. */
uint8_t hf_decide_check_client_hello(struct hf_connection *c) {
  c->offers.version = (uint16_t)(c->handshake.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] % 65536u);
  hf_copy(c->client_random, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_RANDOM], 32u);
  if (c->offers.version < 0x0303u && (c->offers.flags & HF_OFFER_FALLBACK_SCSV) != 0u) /* RFC 7507 3 */
    return HF_OUTCOME_CHECK_CLIENT_HELLO_FALLBACK;
  if (c->offers.version < 0x0303u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_VERSION_TOO_LOW;
  if ((c->offers.flags & HF_OFFER_NULL_COMPRESSION) == 0u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_COMPRESSION_MISSING;
  if ((c->offers.flags & HF_OFFER_RENEGOTIATION_WRONG) != 0u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_RENEGOTIATION_INFO_WRONG;
  return HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE;
}

uint8_t hf_decide_choose_application_protocol(struct hf_connection *c) {
  if ((c->offers.extensions & HF_SEEN_APPLICATION_PROTOCOLS) != 0u && c->config->application_protocols_n != 0u &&
      c->offers.protocol_n == 0u)
    return HF_OUTCOME_CHOOSE_APPLICATION_PROTOCOL_NONE;
  c->parameters.protocol_at = c->offers.protocol_at;
  c->parameters.protocol_n = c->offers.protocol_n;
  return HF_OUTCOME_CHOOSE_APPLICATION_PROTOCOL_CHOSEN;
}

/* Whether this session may be resumed by this client now: all that it was bound to must be so again (P9). */
/*@ requires hf_sound(c); terminates \true; exits \false;
  @ assigns c->parameters.suite, c->parameters.cipher_suite; ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->session.version == 0x0303 && c->parameters.cipher_suite == c->session.cipher_suite;
  @ HF_STAYS_SOUND(c); */
static uint8_t session_fits(struct hf_connection *c) {
  uint8_t binding[HF_BINDING];
  uint32_t bit = hf_suite_bit(c->session.cipher_suite);
  if (c->session.version != 0x0303u || (bit & c->offers.cipher_suites & c->allowed_suites) == 0u)
    return 0u;
  c->parameters.suite = hf_suite_row(bit);
  c->parameters.cipher_suite = c->session.cipher_suite;
  hf_session_binding(c, binding);
  return hf_binding_equal(c->session.binding, binding);
}

/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->session, c->parameters.resumed; ensures c->session.session_id_n == 0; */
static void forget_session(struct hf_connection *c) {
  hf_session_clear(&c->session);
  c->parameters.resumed = 0u;
}

uint8_t hf_decide_choose_session(struct hf_connection *c) {
  uint32_t id_n = c->handshake.numbers[HF_NUMBER_CLIENT_HELLO_SESSION_ID];
  uint8_t extended = (c->offers.extensions & HF_SEEN_EXTENDED_MASTER_SECRET) != 0u ? 1u : 0u;
  uint8_t found = 0u;
  c->parameters.extended_master_secret = extended;
  if (c->config->require_extended_master_secret != 0u && extended == 0u)
    return HF_OUTCOME_CHOOSE_SESSION_EXTENDED_MASTER_SECRET_DROPPED;
  if (id_n >= 1u && id_n <= HF_SESSION_ID_MAX)
    found = hf_port_session_find(c->config, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_SESSION_ID], id_n, &c->session);
  /* RFC 7627 5.3: the binding of a session to its handshake cannot be dropped, and is not added later */
  if (found == 1u && c->session.extended_master_secret == 1u && extended == 0u)
    return HF_OUTCOME_CHOOSE_SESSION_EXTENDED_MASTER_SECRET_DROPPED;
  if (found == 1u && c->session.extended_master_secret == 1u && session_fits(c) == 1u) {
    c->parameters.resumed = 1u;
    return HF_OUTCOME_CHOOSE_SESSION_RESUME;
  }
  forget_session(c);
  return HF_OUTCOME_CHOOSE_SESSION_FULL;
}

/* The certificate of ours that a suite authenticates with, if the client can verify its signature; identities_n if none.
   With RSA key exchange nothing is signed (RFC 5246 7.4.2). */
/*@ requires \valid(c) && hf_lists_sound(c->config) && \valid_read(suite); terminates \true; exits \false;
  @ assigns c->parameters.identity, c->parameters.signature_scheme, c->parameters.server_type;
  @ ensures \result == 0 || \result == 1; */
static uint8_t identity_for(struct hf_connection *c, const struct hf_cipher_suite_row *suite) {
  size_t n = c->config->identities_n;
  /*@ loop invariant 0 <= i <= n; loop assigns i; loop variant n - i; */
  for (size_t i = 0u; i < n && i < 255u; i++) {
    const struct hf_public_key *key = &c->config->identities[i].public_key;
    uint16_t scheme = hf_choose_scheme(c->config, key, c->offers.signature_schemes);
    uint8_t type = hf_type_choose(hf_types_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE, c->offers.server_types),
                                  hf_types_of(&c->config->identities[i]));
    uint8_t usable = (key->kind == suite->authentication && type != 0u) ? 1u : 0u;
    if (suite->key_exchange == HF_KEY_EXCHANGE_ECDHE && scheme == 0u)
      usable = 0u;
    if (key->kind == HF_KEY_EC && (hf_group_bit(key->group) & c->offers.groups) == 0u)
      usable = 0u;
    if (usable == 1u) {
      c->parameters.identity = (uint8_t)i;
      c->parameters.signature_scheme = scheme;
      c->parameters.server_type = hf_type_code(type);
      return 1u;
    }
  }
  return 0u;
}

/* RFC 8422 4: a client that says nothing of groups or point formats takes any. */
/*@ requires hf_sound(c); terminates \true; exits \false;
  @ assigns c->offers.groups, c->offers.flags; HF_STAYS_SOUND(c); */
static void default_offers(struct hf_connection *c) {
  if ((c->offers.extensions & HF_SEEN_SUPPORTED_GROUPS) == 0u)
    c->offers.groups = hf_allowed_groups(c->config);
  if ((c->offers.extensions & HF_SEEN_EC_POINT_FORMATS) == 0u)
    c->offers.flags = c->offers.flags | HF_OFFER_UNCOMPRESSED_POINTS;
}

/*@ requires \valid(c) && hf_lists_sound(c->config) && \valid_read(suite); terminates \true; exits \false;
  @ assigns c->parameters.group, c->parameters.identity, c->parameters.signature_scheme, c->parameters.server_type;
  @ ensures \result == 0 || \result == 1; */
static uint8_t suite_usable(struct hf_connection *c, const struct hf_cipher_suite_row *suite) {
  if (suite->key_exchange == HF_KEY_EXCHANGE_ECDHE) {
    c->parameters.group = hf_choose_group(c->config, c->offers.groups);
    if (c->parameters.group == 0u || (c->offers.flags & HF_OFFER_UNCOMPRESSED_POINTS) == 0u)
      return 0u;
  }
  return identity_for(c, suite);
}

uint8_t hf_decide_choose_cipher_suite(struct hf_connection *c) {
  size_t n = c->config->cipher_suites != NULL ? c->config->cipher_suites_n : HF_CIPHER_SUITES;
  default_offers(c);
  /*@ loop invariant 0 <= k <= n; loop assigns k, c->parameters.group, c->parameters.identity, c->parameters.signature_scheme, c->parameters.server_type;
    @ loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    uint32_t bit = hf_suite_bit(hf_preferred_suite(c->config, k)) & c->offers.cipher_suites & c->allowed_suites;
    if (bit != 0u) {
      uint8_t row = hf_suite_row(bit);
      if (suite_usable(c, &hf_cipher_suites[row]) == 1u) {
        c->parameters.suite = row;
        c->parameters.cipher_suite = hf_cipher_suites[row].code;
        return HF_OUTCOME_CHOOSE_CIPHER_SUITE_CHOSEN;
      }
    }
  }
  return HF_OUTCOME_CHOOSE_CIPHER_SUITE_NONE;
}
