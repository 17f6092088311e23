/* What the server decides when it has read a ClientHello. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/binding.h"
#include "handshake/certificate_type.h"
#include "handshake/choose.h"
#include "handshake/hello_policy.h"
#include "handshake/offers.h"
#include "handshake/outside.h"
#include "handshake/peer.h"
#include "handshake/session_core.h"
#include "handshake/set.h"
#include "handshake/suite.h"
#include "ports/ports.h"

/* RFC 8422 5.1.2: who offers a curve and says which point formats it knows must know the uncompressed one. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t points_wrong(const struct hf_connection *c) {
  if ((c->offers.extensions & HF_SEEN_EC_POINT_FORMATS) == 0u || (c->offers.flags & HF_OFFER_CURVE) == 0u)
    return 0u;
  return (c->offers.flags & HF_OFFER_UNCOMPRESSED_POINTS) == 0u ? 1u : 0u;
}

/* The first reason to refuse a ClientHello, or that there is none. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE || \result == HF_OUTCOME_CHECK_CLIENT_HELLO_FALLBACK ||
  @   \result == HF_OUTCOME_CHECK_CLIENT_HELLO_VERSION_TOO_LOW ||
  @   \result == HF_OUTCOME_CHECK_CLIENT_HELLO_COMPRESSION_MISSING ||
  @   \result == HF_OUTCOME_CHECK_CLIENT_HELLO_RENEGOTIATION_INFO_WRONG ||
  @   \result == HF_OUTCOME_CHECK_CLIENT_HELLO_POINT_FORMATS_WRONG; */
static uint8_t client_hello_verdict(const struct hf_connection *c) {
  if (c->offers.version < 0x0303u && (c->offers.flags & HF_OFFER_FALLBACK_SCSV) != 0u) /* RFC 7507 3 */
    return HF_OUTCOME_CHECK_CLIENT_HELLO_FALLBACK;
  if (c->offers.version < 0x0303u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_VERSION_TOO_LOW;
  if ((c->offers.flags & HF_OFFER_NULL_COMPRESSION) == 0u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_COMPRESSION_MISSING;
  if ((c->offers.flags & HF_OFFER_RENEGOTIATION_WRONG) != 0u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_RENEGOTIATION_INFO_WRONG;
  if (points_wrong(c) == 1u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_POINT_FORMATS_WRONG;
  return HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE;
}

/* The caller is asked last, about what would be taken. */
/*@ requires hf_sound(c); terminates \true; exits \false; assigns c->error; HF_STAYS_SOUND(c);
  @ ensures \result == HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE || \result == HF_OUTCOME_CHECK_CLIENT_HELLO_REFUSED;
  @ ensures \result == HF_OUTCOME_CHECK_CLIENT_HELLO_REFUSED <==> c->error != HF_OK; */
static uint8_t ask_caller(struct hf_connection *c) {
  c->error = hf_hello_judged(c);
  return c->error == HF_OK ? HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE : HF_OUTCOME_CHECK_CLIENT_HELLO_REFUSED;
}

/* The kept fields make room for the next message's, so what lasts moves to its place. */
uint8_t hf_decide_check_client_hello(struct hf_connection *c) {
  uint8_t verdict;
  hf_set_version(c, (uint16_t)(c->handshake.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] % 65536u));
  hf_copy(c->client_random, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_RANDOM], 32u);
  verdict = client_hello_verdict(c);
  return verdict == HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE ? ask_caller(c) : verdict;
}

/* Without a protocol that both know there is none to keep either. */
uint8_t hf_decide_choose_application_protocol(struct hf_connection *c) {
  hf_set_protocol(c, c->offers.protocol_at, c->offers.protocol_n);
  if ((c->offers.extensions & HF_SEEN_APPLICATION_PROTOCOLS) != 0u && c->config->application_protocols_n != 0u &&
      c->offers.protocol_n == 0u)
    return HF_OUTCOME_CHOOSE_APPLICATION_PROTOCOL_NONE;
  return HF_OUTCOME_CHOOSE_APPLICATION_PROTOCOL_CHOSEN;
}

/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_offers_sound(c) && hf_parameters_sound(c);
  @ requires hf_name_sound(c->server_name);
  @ terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t is_bound_alike(const struct hf_connection *c) {
  uint8_t binding[HF_BINDING];
  hf_session_binding(c, binding);
  return hf_binding_equal(c->session.binding, binding);
}

/* Whether this session may be resumed by this client now: all that it was bound to must be so again (P9). */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_offers_sound(c) && hf_parameters_sound(c);
  @ requires hf_name_sound(c->server_name);
  @ terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->session.version == 0x0303 && c->session.extended_master_secret == 1 &&
  @   c->parameters.extended_master_secret == 1; */
static uint8_t session_fits(const struct hf_connection *c) {
  uint32_t bit = hf_suite_bit(c->session.cipher_suite);
  if (c->session.extended_master_secret != 1u || c->parameters.extended_master_secret != 1u)
    return 0u;
  if (c->session.version != 0x0303u || (bit & c->offers.cipher_suites & c->allowed_suites) == 0u)
    return 0u;
  return is_bound_alike(c);
}

/* The session that the client asks for, when it is there. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid(out) && \separated(c, out);
  @ terminates \true; exits \false; assigns *out;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> out->session_id_n <= HF_SESSION_ID_MAX;
  @ ensures \result == 1 && out->chain != \null ==> hf_chain_given(c, out->chain, c->chain.buffer, c->chain.size); */
static uint8_t look_up(const struct hf_connection *c, uint8_t wanted, struct hf_session *out) {
  uint32_t id_n = c->handshake.numbers[HF_NUMBER_CLIENT_HELLO_SESSION_ID];
  if (wanted == 0u || id_n == 0u || id_n > HF_SESSION_ID_MAX)
    return 0u;
  return hf_port_session_find(c, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_SESSION_ID], id_n, out);
}

/* What was found becomes the connection's; what was not found has no ID. */
/*@ requires \valid(c) && \valid_read(session) && \separated(c, session);
  @ requires found == 1 ==> session->session_id_n <= HF_SESSION_ID_MAX;
  @ terminates \true; exits \false; assigns c->session;
  @ ensures hf_outside_same{Pre, Post}(c);
  @ ensures c->session.session_id_n <= HF_SESSION_ID_MAX; */
static void take_found(struct hf_connection *c, const struct hf_session *session, uint8_t found) {
  if (found == 1u)
    hf_session_take(&c->session, session);
  else
    c->session.session_id_n = 0u;
}

/*@ requires hf_configured(c) && hf_peer_chain_sound(c) && \valid_read(session) && \separated(c, session);
  @ requires found == 1 ==> session->session_id_n <= HF_SESSION_ID_MAX;
  @ terminates \true; exits \false; assigns c->session;
  @ HF_CONFIG_STAYS(c); ensures hf_peer_chain_sound(c);
  @ ensures c->config->application_protocols_n == \old(c->config->application_protocols_n);
  @ ensures c->session.session_id_n <= HF_SESSION_ID_MAX; */
static void take_beside(struct hf_connection *c, const struct hf_session *session, uint8_t found) {
  take_found(c, session, found);
}

/*@ requires hf_sound(c) && \valid_read(session) && \separated(c, session);
  @ requires found == 1 ==> session->session_id_n <= HF_SESSION_ID_MAX;
  @ terminates \true; exits \false; assigns c->session; HF_STAYS_SOUND(c); */
static void take_session(struct hf_connection *c, const struct hf_session *session, uint8_t found) {
  take_beside(c, session, found);
}

/* Whom it was made with must still be whom this configuration takes now, and the policy for it must agree (P9a to P9f). */
/*@ requires hf_sound(c) && HF_SESSION_GIVEN(c, session);
  @ terminates \true; exits \false; assigns HF_PEER_CHANGES(c); HF_STAYS_SOUND(c);
  @ ensures \result == 0 || \result == 1; */
static uint8_t resume_peer(struct hf_connection *c, const struct hf_session *session) {
  if (hf_peer_restore(c, session) == 1u && hf_peer_stands(c) == 1u)
    return 1u;
  hf_peer_forget(c);
  return 0u;
}

/* No session, unless the one that was found is resumed, or is what the client is refused for. */
/*@ requires \valid(c); terminates \true; exits \false; assigns c->session;
  @ ensures hf_outside_same{Pre, Post}(c);
  @ ensures c->session.session_id_n == 0 || c->session.session_id_n == \old(c->session.session_id_n); */
static void clear_unless(struct hf_connection *c, uint8_t kept) {
  if (kept == 0u)
    hf_session_clear(&c->session);
}

/*@ requires hf_configured(c) && hf_peer_chain_sound(c); terminates \true; exits \false; assigns c->session;
  @ HF_CONFIG_STAYS(c); ensures hf_peer_chain_sound(c);
  @ ensures c->config->application_protocols_n == \old(c->config->application_protocols_n);
  @ ensures c->session.session_id_n == 0 || c->session.session_id_n == \old(c->session.session_id_n); */
static void clear_beside(struct hf_connection *c, uint8_t kept) {
  clear_unless(c, kept);
}

/*@ requires hf_sound(c); terminates \true; exits \false; assigns c->session; HF_STAYS_SOUND(c); */
static void forget_session(struct hf_connection *c, uint8_t kept) {
  clear_beside(c, kept);
}

/* RFC 7627 5.3: the binding of a session to its handshake cannot be dropped, and is not added later. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t drops_binding(const struct hf_connection *c, uint8_t refused, uint8_t found) {
  if (refused == 1u)
    return 1u;
  return (found == 1u && c->session.extended_master_secret == 1u && c->parameters.extended_master_secret == 0u) ? 1u
                                                                                                                : 0u;
}

/* The suite of a session that is resumed. */
/*@ requires hf_configured(c) && hf_peer_chain_sound(c); terminates \true; exits \false;
  @ assigns c->parameters.suite, c->parameters.cipher_suite, c->parameters.resumed;
  @ HF_CONFIG_STAYS(c); ensures hf_peer_chain_sound(c); */
static void set_resumed(struct hf_connection *c, uint8_t fits) {
  uint8_t row = hf_suite_row(hf_suite_bit(c->session.cipher_suite));
  hf_set_suite(c, fits == 1u ? row : c->parameters.suite,
               fits == 1u ? c->session.cipher_suite : c->parameters.cipher_suite);
  c->parameters.resumed = fits;
}

uint8_t hf_decide_choose_session(struct hf_connection *c) {
  struct hf_session session;
  uint8_t refused;
  uint8_t found;
  uint8_t fits;
  c->parameters.extended_master_secret = (c->offers.extensions & HF_SEEN_EXTENDED_MASTER_SECRET) != 0u ? 1u : 0u;
  refused = (c->config->require_extended_master_secret != 0u && c->parameters.extended_master_secret == 0u) ? 1u : 0u;
  found = look_up(c, (uint8_t)(1u - refused), &session);
  take_session(c, &session, found);
  refused = drops_binding(c, refused, found);
  fits = (found == 1u && refused == 0u) ? session_fits(c) : (uint8_t)0u;
  fits = fits == 1u ? resume_peer(c, &session) : fits;
  hf_session_wipe(&session);
  set_resumed(c, fits);
  forget_session(c, refused == 1u || fits == 1u ? 1u : 0u);
  if (refused == 1u)
    return HF_OUTCOME_CHOOSE_SESSION_EXTENDED_MASTER_SECRET_DROPPED;
  return fits == 1u ? HF_OUTCOME_CHOOSE_SESSION_RESUME : HF_OUTCOME_CHOOSE_SESSION_FULL;
}

/* Whether the certificate can be shown with this suite, and the client can verify its signature. With RSA key exchange nothing
   is signed (RFC 5246 7.4.2). */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && \valid_read(suite) && \valid_read(identity);
  @ terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t identity_usable(const struct hf_connection *c, const struct hf_cipher_suite_row *suite,
                               const struct hf_identity *identity) {
  const struct hf_public_key *key = &identity->public_key;
  if (key->kind != suite->authentication ||
      hf_type_choose(hf_types_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE, c->offers.server_types),
                     hf_types_of(identity)) == 0u)
    return 0u;
  if (suite->key_exchange == HF_KEY_EXCHANGE_ECDHE &&
      hf_choose_scheme(c->config, key, c->offers.signature_schemes) == 0u)
    return 0u;
  if (key->kind == HF_KEY_EC && (hf_group_bit(key->group) & c->offers.groups) == 0u)
    return 0u;
  return 1u;
}

/* The first certificate of ours that a suite can be had with; identities_n if none. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && \valid_read(suite); terminates \true; exits \false;
  @ assigns \nothing; ensures \result <= c->config->identities_n; */
static size_t identity_for(const struct hf_connection *c, const struct hf_cipher_suite_row *suite) {
  size_t n = c->config->identities_n;
  /*@ loop invariant 0 <= i <= n; loop assigns i; loop variant n - i; */
  for (size_t i = 0u; i < n && i < 255u; i++)
    if (identity_usable(c, suite, &c->config->identities[i]) == 1u)
      return i;
  return n;
}

/* RFC 8422 4: a client that says nothing of groups or point formats takes any. */
/*@ requires hf_configured(c) && hf_peer_chain_sound(c); terminates \true; exits \false;
  @ assigns c->offers.groups, c->offers.flags; HF_CONFIG_STAYS(c); ensures hf_peer_chain_sound(c); */
static void default_offers(struct hf_connection *c) {
  uint32_t groups = hf_allowed_groups(c->config);
  uint32_t flags = (c->offers.extensions & HF_SEEN_EC_POINT_FORMATS) == 0u ? HF_OFFER_UNCOMPRESSED_POINTS : 0u;
  c->offers.groups = (c->offers.extensions & HF_SEEN_SUPPORTED_GROUPS) == 0u ? groups : c->offers.groups;
  c->offers.flags = c->offers.flags | flags;
}

/*@ requires \valid_read(c) && hf_lists_sound(c->config) && \valid_read(suite); terminates \true; exits \false;
  @ assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t suite_usable(const struct hf_connection *c, const struct hf_cipher_suite_row *suite) {
  if (suite->key_exchange == HF_KEY_EXCHANGE_ECDHE &&
      (hf_choose_group(c->config, c->offers.groups) == 0u || (c->offers.flags & HF_OFFER_UNCOMPRESSED_POINTS) == 0u))
    return 0u;
  return identity_for(c, suite) < c->config->identities_n ? 1u : 0u;
}

/* The suite that we prefer of those that both can do, as its bit; 0: none. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config); terminates \true; exits \false; assigns \nothing; */
static uint32_t preferred_suite(const struct hf_connection *c) {
  size_t n = c->config->cipher_suites != NULL ? c->config->cipher_suites_n : HF_CIPHER_SUITES;
  /*@ loop invariant 0 <= k <= n; loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    uint32_t bit = hf_suite_bit(hf_preferred_suite(c->config, k)) & c->offers.cipher_suites & c->allowed_suites;
    if (bit != 0u && suite_usable(c, &hf_cipher_suites[hf_suite_row(bit)]) == 1u)
      return bit;
  }
  return 0u;
}

/* The scheme that we sign with, and the type of our certificate; 0 without one. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config); terminates \true; exits \false; assigns \nothing; */
static uint16_t scheme_of(const struct hf_connection *c, size_t i) {
  if (i >= c->config->identities_n)
    return 0u;
  return hf_choose_scheme(c->config, &c->config->identities[i].public_key, c->offers.signature_schemes);
}

/*@ requires \valid_read(c) && hf_lists_sound(c->config); terminates \true; exits \false; assigns \nothing; */
static uint8_t type_of(const struct hf_connection *c, size_t i) {
  if (i >= c->config->identities_n)
    return 0u;
  return hf_type_code(hf_type_choose(hf_types_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE, c->offers.server_types),
                                     hf_types_of(&c->config->identities[i])));
}

/* What a suite is used with: a group if it has one, and a certificate of ours. */
/*@ requires hf_configured(c) && hf_peer_chain_sound(c) && \valid_read(suite) && \separated(c, suite);
  @ terminates \true; exits \false;
  @ assigns c->parameters.suite, c->parameters.cipher_suite, c->parameters.group, c->parameters.identity,
  @   c->parameters.signature_scheme, c->parameters.server_type;
  @ HF_CONFIG_STAYS(c); ensures hf_peer_chain_sound(c); */
static void take_suite(struct hf_connection *c, const struct hf_cipher_suite_row *suite, uint8_t row) {
  size_t i = identity_for(c, suite);
  uint16_t group = hf_choose_group(c->config, c->offers.groups);
  uint16_t scheme = scheme_of(c, i);
  uint8_t type = type_of(c, i);
  group = suite->key_exchange == HF_KEY_EXCHANGE_ECDHE ? group : c->parameters.group;
  hf_set_suite(c, row, suite->code);
  hf_set_group(c, group);
  hf_set_identity(c, (uint8_t)i, scheme, type);
}

/* Without a suite that both can do the handshake ends, and what was taken is not used. */
uint8_t hf_decide_choose_cipher_suite(struct hf_connection *c) {
  uint32_t bit;
  uint8_t row;
  default_offers(c);
  bit = preferred_suite(c);
  row = hf_suite_row(bit);
  take_suite(c, &hf_cipher_suites[row], row);
  return bit != 0u ? HF_OUTCOME_CHOOSE_CIPHER_SUITE_CHOSEN : HF_OUTCOME_CHOOSE_CIPHER_SUITE_NONE;
}
