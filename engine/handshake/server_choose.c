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
#include "handshake/own_certificates.h"
#include "handshake/peer.h"
#include "handshake/record_size.h"
#include "handshake/session_core.h"
#include "handshake/session_ticket.h"
#include "handshake/suite.h"
#include "handshake/version.h"
#include "ports/ports.h"
#include <stdbool.h>

/* RFC 8422 5.1.2: who offers a curve and says which point formats it knows must know the uncompressed one. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool points_wrong(const struct hf_connection *c) {
  if ((c->offers.extensions & HF_SEEN_EC_POINT_FORMATS) == 0u || (c->offers.flags & HF_OFFER_CURVE) == 0u)
    return false;
  return (c->offers.flags & HF_OFFER_UNCOMPRESSED_POINTS) == 0u;
}

/* The first reason to refuse a ClientHello, or that there is none. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE ||
  @   \result == HF_OUTCOME_CHECK_CLIENT_HELLO_COMPRESSION_MISSING ||
  @   \result == HF_OUTCOME_CHECK_CLIENT_HELLO_RENEGOTIATION_INFO_WRONG ||
  @   \result == HF_OUTCOME_CHECK_CLIENT_HELLO_POINT_FORMATS_WRONG; */
static uint32_t client_hello_verdict(const struct hf_connection *c) {
  if ((c->offers.flags & HF_OFFER_NULL_COMPRESSION) == 0u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_COMPRESSION_MISSING;
  if ((c->offers.flags & HF_OFFER_RENEGOTIATION_WRONG) != 0u)
    return HF_OUTCOME_CHECK_CLIENT_HELLO_RENEGOTIATION_INFO_WRONG;
  if (points_wrong(c))
    return HF_OUTCOME_CHECK_CLIENT_HELLO_POINT_FORMATS_WRONG;
  return HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE;
}

/* The caller is asked last, about what would be taken: a fragment length that counts must be one (RFC 6066 4). */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->machine.error; HF_STAYS_SOUND(c);
  @ ensures \result == HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE || \result == HF_OUTCOME_CHECK_CLIENT_HELLO_REFUSED;
  @ ensures \result == HF_OUTCOME_CHECK_CLIENT_HELLO_REFUSED <==> c->machine.error != HF_OK; */
static uint32_t ask_caller(struct hf_connection *c) {
  c->machine.error = hf_fragment_wrong(c) ? HF_ERROR_EXTENSION_MALFORMED : hf_hello_judged(c);
  return c->machine.error == HF_OK ? HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE : HF_OUTCOME_CHECK_CLIENT_HELLO_REFUSED;
}

/* The kept fields make room for the next message's, so what lasts moves to its place. */
uint32_t hf_decide_check_client_hello(struct hf_connection *c) {
  uint32_t verdict;
  c->offers.version = c->parser.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] % 65536u;
  hf_copy(c->exchange.client_random, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_RANDOM], 32u);
  verdict = client_hello_verdict(c);
  return verdict == HF_OUTCOME_CHECK_CLIENT_HELLO_ACCEPTABLE ? ask_caller(c) : verdict;
}

/* Without a protocol that both know there is none to keep either. */
uint32_t hf_decide_choose_application_protocol(struct hf_connection *c) {
  c->parameters.protocol_at = c->offers.protocol_at;
  c->parameters.protocol_n = c->offers.protocol_n;
  if ((c->offers.extensions & HF_SEEN_APPLICATION_LAYER_PROTOCOL_NEGOTIATION) != 0u &&
      c->config->application_protocols_n != 0u && c->offers.protocol_n == 0u)
    return HF_OUTCOME_CHOOSE_APPLICATION_PROTOCOL_NONE;
  return HF_OUTCOME_CHOOSE_APPLICATION_PROTOCOL_CHOSEN;
}

/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_offers_sound(c) && hf_parameters_sound(c);
  @ requires hf_name_sound(c->server_name);
  @ HF_TOTAL; assigns \nothing; */
static bool is_bound_alike(const struct hf_connection *c) {
  uint8_t binding[HF_BINDING];
  hf_session_binding(c, binding);
  return hf_binding_equal(c->session.binding, binding);
}

/* Whether this session may be resumed by this client now: all that it was bound to must be so again (P9). */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_offers_sound(c) && hf_parameters_sound(c);
  @ requires hf_name_sound(c->server_name);
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result ==> c->session.version == 0x0303 && c->session.extended_master_secret == 1 &&
  @   c->parameters.extended_master_secret == 1; */
static bool session_fits(const struct hf_connection *c) {
  uint32_t bit = hf_suite_bit(c->session.cipher_suite);
  if (c->session.extended_master_secret != 1u || c->parameters.extended_master_secret != 1u)
    return false;
  if (c->session.version != 0x0303u || (bit & c->offers.cipher_suites & c->allowed_suites) == 0u)
    return false;
  return is_bound_alike(c);
}

/* RFC 7627 5.3: whether a client that must bind its session to the handshake does not. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> c->parameters.extended_master_secret == 0 && c->config->require_extended_master_secret != 0; */
static bool lacks_binding(const struct hf_connection *c) {
  return c->parameters.extended_master_secret == 0u && c->config->require_extended_master_secret != 0u;
}

/* The session that the client asks for, when it is there: its ticket's, or the store's. */
/*@ requires hf_sound(c) && \valid(out) && \separated(c, out);
  @ HF_TOTAL; assigns *out, c->parameters.session_ticket, c->chain.buffer[0 .. c->chain.size - 1];
  @ ensures \result ==> out->session_id_n <= HF_SESSION_ID_MAX;
  @ ensures \result && out->chain != \null ==> hf_chain_given(c, out->chain, c->chain.buffer, c->chain.size); */
static bool look_up(struct hf_connection *c, struct hf_session *out) {
  uint32_t id_n = c->parser.numbers[HF_NUMBER_CLIENT_HELLO_SESSION_ID];
  if (lacks_binding(c))
    return false;
  if (hf_session_ticket_presented(c))
    return hf_session_ticket_open(c, out);
  if (id_n == 0u || id_n > HF_SESSION_ID_MAX)
    return false;
  return hf_port_session_find(c, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_SESSION_ID], id_n, out);
}

/* A session becomes the connection's, and whom it was made with. 1: who that was can be told. */
/*@ requires \valid(c) && hf_peer_chain_sound(c) && HF_SESSION_GIVEN(c, session);
  @ requires session->session_id_n <= HF_SESSION_ID_MAX;
  @ HF_TOTAL; assigns c->session, HF_PEER_CHANGES(c);
  @ ensures hf_peer_chain_sound(c);
  @ ensures c->session.session_id_n <= HF_SESSION_ID_MAX; */
static bool take_session(struct hf_connection *c, const struct hf_session *session) {
  bool known = hf_peer_restore(c, session);
  hf_session_take(&c->session, session);
  c->session.by_ticket = hf_session_ticket_presented(c) ? 1u : 0u;
  return known;
}

/* The session that the client asks for becomes the connection's; one that is not there has no secret. */
/*@ requires hf_sound(c) && c->session.session_id_n == 0;
  @ HF_TOTAL; assigns c->session, c->parameters.session_ticket, HF_PEER_CHANGES(c);
  @ ensures hf_peer_chain_sound(c);
  @ ensures c->session.session_id_n <= HF_SESSION_ID_MAX; */
static bool recall_session(struct hf_connection *c) {
  struct hf_session session;
  bool known = look_up(c, &session);
  if (known)
    known = take_session(c, &session);
  /*@ assert taken: hf_peer_chain_sound(c); */
  hf_session_wipe(&session);
  /*@ assert buffer: c->chain.buffer == \at(c->chain.buffer, Pre) && c->chain.size == \at(c->chain.size, Pre); */
  /*@ assert wiped: hf_peer_chain_sound(c); */
  return known;
}

/* A session of the store is resumed when all that it was bound to is so again, and whom it was made with is still whom this
   configuration takes now, and the policy for it agrees (P9a to P9f). The binding of a session to its handshake cannot be dropped
   (RFC 7627 5.3): a client that does keeps the session that it is refused for, which is then dropped from the store. */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing;
  @ ensures lacking: c->parameters.extended_master_secret == 0 && c->config->require_extended_master_secret != 0 ==>
  @   \result == HF_OUTCOME_CHOOSE_SESSION_EXTENDED_MASTER_SECRET_DROPPED;
  @ ensures bound: \result == HF_OUTCOME_CHOOSE_SESSION_RESUME ==> c->parameters.extended_master_secret == 1 &&
  @   c->session.extended_master_secret == 1 && c->session.version == 0x0303;
  @ ensures \result == HF_OUTCOME_CHOOSE_SESSION_RESUME || \result == HF_OUTCOME_CHOOSE_SESSION_FULL ||
  @   \result == HF_OUTCOME_CHOOSE_SESSION_EXTENDED_MASTER_SECRET_DROPPED; */
static uint32_t judge_session(const struct hf_connection *c, uint32_t known) {
  if (lacks_binding(c))
    return HF_OUTCOME_CHOOSE_SESSION_EXTENDED_MASTER_SECRET_DROPPED;
  if (c->parameters.extended_master_secret == 0u && c->session.has_master_secret != 0u &&
      c->session.extended_master_secret == 1u)
    return HF_OUTCOME_CHOOSE_SESSION_EXTENDED_MASTER_SECRET_DROPPED;
  return known == 1u && session_fits(c) && hf_peer_stands(c) ? HF_OUTCOME_CHOOSE_SESSION_RESUME
                                                             : HF_OUTCOME_CHOOSE_SESSION_FULL;
}

/* A full handshake: no session, made with nobody. */
/*@ requires \valid(c) && hf_peer_chain_sound(c);
  @ HF_TOTAL; assigns c->session, c->peer.record_n, c->chain.count, c->chain.used, c->chain.raw_public_key;
  @ ensures hf_peer_chain_sound(c);
  @ ensures c->session.session_id_n == 0; */
static void forget_session(struct hf_connection *c) {
  hf_session_clear(&c->session);
  hf_peer_forget(c);
}

uint32_t hf_decide_choose_session(struct hf_connection *c) {
  uint32_t known;
  uint32_t outcome;
  c->parameters.extended_master_secret = hf_offered(c, HF_SEEN_EXTENDED_MASTER_SECRET);
  c->session.session_id_n = 0u;
  known = recall_session(c);
  outcome = judge_session(c, known);
  if (outcome == HF_OUTCOME_CHOOSE_SESSION_FULL)
    forget_session(c);
  c->parameters.resumed = outcome == HF_OUTCOME_CHOOSE_SESSION_RESUME ? 1u : 0u;
  if (outcome == HF_OUTCOME_CHOOSE_SESSION_RESUME) {
    c->parameters.suite = hf_suite_row(hf_suite_bit(c->session.cipher_suite));
    c->parameters.cipher_suite = c->session.cipher_suite;
  }
  return outcome;
}

/* Whether the key is one for the suite, and the client can verify its signature. With RSA key exchange nothing is signed (RFC 5246
   7.4.2). */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && \valid_read(suite) && \valid_read(key); HF_TOTAL; assigns \nothing; */
static bool key_usable(const struct hf_connection *c, const struct hf_cipher_suite_row *suite,
                       const struct hf_public_key *key) {
  if (!hf_suite_takes_key(suite, key->kind))
    return false;
  if (suite->key_exchange == HF_KEY_EXCHANGE_ECDHE &&
      hf_choose_scheme(c->config, key, c->offers.signature_schemes) == 0u)
    return false;
  return key->kind != HF_KEY_EC || (hf_group_bit(key->group) & c->offers.groups) != 0u;
}

/* Whether the certificate can be shown with this suite. `listed`: only one whose chain the client says that it can verify. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_offers_sound(c) && \valid_read(suite);
  @ HF_OWN_READABLE(identity);
  @ HF_TOTAL; assigns \nothing; */
static bool identity_usable(const struct hf_connection *c, const struct hf_cipher_suite_row *suite,
                            const struct hf_identity *identity, bool listed) {
  uint32_t use = suite->key_exchange == HF_KEY_EXCHANGE_RSA ? HF_USAGE_KEY_ENCIPHERMENT : HF_USAGE_DIGITAL_SIGNATURE;
  uint32_t type = hf_type_choose(hf_types_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE, c->offers.server_types),
                                 hf_types_of(identity));
  if (type == 0u || !key_usable(c, suite, &identity->public_key) || !hf_own_usage_allows(identity, type, use))
    return false;
  if (listed && type == HF_TYPE_X509 && !hf_own_chain_listed(c, identity))
    return false;
  return hf_identity_welcome(c, identity);
}

/* The first certificate of ours that a suite can be had with; identities_n if none. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_ours_sound(c->config) && hf_offers_sound(c) && \valid_read(suite);
  @ HF_TOTAL; assigns \nothing; ensures \result <= c->config->identities_n; */
static size_t identity_for(const struct hf_connection *c, const struct hf_cipher_suite_row *suite, bool listed) {
  size_t n = c->config->identities_n;
  /*@ loop invariant 0 <= i <= n; loop assigns i; loop variant n - i; */
  for (size_t i = 0u; i < n && i < 255u; i++)
    if (identity_usable(c, suite, &c->config->identities[i], listed))
      return i;
  return n;
}

/* RFC 8422 4: a client that says nothing of groups or point formats takes any. */
/*@ requires hf_configured(c) && hf_offers_sound(c); HF_TOTAL;
  @ assigns c->offers.groups, c->offers.flags;
  @ ensures hf_offers_sound(c); */
static void default_offers(struct hf_connection *c) {
  uint32_t groups = hf_allowed_groups(c->config);
  uint32_t flags = (c->offers.extensions & HF_SEEN_EC_POINT_FORMATS) == 0u ? HF_OFFER_UNCOMPRESSED_POINTS : 0u;
  c->offers.groups = (c->offers.extensions & HF_SEEN_SUPPORTED_GROUPS) == 0u ? groups : c->offers.groups;
  c->offers.flags = c->offers.flags | flags;
}

/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_ours_sound(c->config) && hf_offers_sound(c) && \valid_read(suite);
  @ HF_TOTAL; assigns \nothing; */
static bool suite_usable(const struct hf_connection *c, const struct hf_cipher_suite_row *suite, bool listed) {
  if (suite->key_exchange == HF_KEY_EXCHANGE_ECDHE &&
      (hf_choose_group(c->config, c->offers.groups) == 0u || (c->offers.flags & HF_OFFER_UNCOMPRESSED_POINTS) == 0u))
    return false;
  return identity_for(c, suite, listed) < c->config->identities_n;
}

/* The suite that we prefer of those that both can do, as its bit; 0: none. `listed`: only with a chain of listed signatures. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_ours_sound(c->config) && hf_offers_sound(c);
  @ HF_TOTAL; assigns \nothing; */
static uint32_t preferred_suite(const struct hf_connection *c, bool listed) {
  size_t n = c->config->cipher_suites != NULL ? c->config->cipher_suites_n : HF_CIPHER_SUITES;
  /*@ loop invariant 0 <= k <= n; loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    uint32_t bit = hf_suite_bit(hf_preferred_suite(c->config, k)) & c->offers.cipher_suites & c->allowed_suites;
    if (bit != 0u && !hf_suite_is_tls13(&hf_cipher_suites[hf_suite_row(bit)]) &&
        suite_usable(c, &hf_cipher_suites[hf_suite_row(bit)], listed))
      return bit;
  }
  return 0u;
}

/* The scheme that we sign with, and the type of our certificate; 0 without one. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config); HF_TOTAL; assigns \nothing; */
static uint32_t scheme_of(const struct hf_connection *c, size_t i) {
  if (i >= c->config->identities_n)
    return 0u;
  return hf_choose_scheme(c->config, &c->config->identities[i].public_key, c->offers.signature_schemes);
}

/*@ requires \valid_read(c) && hf_lists_sound(c->config); HF_TOTAL; assigns \nothing; */
static uint32_t type_of(const struct hf_connection *c, size_t i) {
  if (i >= c->config->identities_n)
    return 0u;
  return hf_type_code(hf_type_choose(hf_types_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE, c->offers.server_types),
                                     hf_types_of(&c->config->identities[i])));
}

/* What a suite is used with: a group if it has one, and a certificate of ours. */
/*@ requires hf_configured(c) && hf_offers_sound(c) && \valid_read(suite) && \separated(c, suite);
  @ HF_TOTAL;
  @ assigns c->parameters.suite, c->parameters.cipher_suite, c->parameters.group, c->parameters.identity,
  @   c->parameters.signature_scheme, c->parameters.server_type; */
static void take_suite(struct hf_connection *c, const struct hf_cipher_suite_row *suite, uint32_t row, bool listed) {
  size_t i = identity_for(c, suite, listed);
  uint32_t group = hf_choose_group(c->config, c->offers.groups);
  uint32_t scheme = scheme_of(c, i);
  uint32_t type = type_of(c, i);
  group = suite->key_exchange == HF_KEY_EXCHANGE_ECDHE ? group : c->parameters.group;
  c->parameters.suite = row;
  c->parameters.cipher_suite = suite->code;
  c->parameters.group = group;
  c->parameters.identity = (uint32_t)i;
  c->parameters.signature_scheme = scheme;
  c->parameters.server_type = type;
}

/* A chain whose signatures the client does not list is better than none: who knows its issuers does not look at them. */
uint32_t hf_decide_choose_cipher_suite(struct hf_connection *c) {
  uint32_t bit;
  uint32_t row;
  bool listed = true;
  default_offers(c);
  bit = preferred_suite(c, true);
  if (bit == 0u) {
    listed = false;
    bit = preferred_suite(c, false);
  }
  if (bit == 0u)
    return HF_OUTCOME_CHOOSE_CIPHER_SUITE_NONE;
  row = hf_suite_row(bit);
  take_suite(c, &hf_cipher_suites[row], row, listed);
  return HF_OUTCOME_CHOOSE_CIPHER_SUITE_CHOSEN;
}
