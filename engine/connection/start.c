/* The beginning of a connection. */
#include "connection/blank.h"
#include "connection/given.h"
#include "connection/loop.h"
#include "connection/usable.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/profile.h"
#include "handfast.h"
#include "handshake/binding.h"
#include "handshake/choose.h"
#include "handshake/offers.h"
#include "handshake/peer.h"
#include "handshake/server_name.h"
#include "handshake/session_core.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include "handshake/wipe.h"
#include "ports/ports.h"
#include "record/record.h"
#include "x509/chain.h"

/*@ // What stands outside of a connection is as it was, and what could be read can be read: so is what is said of it. That needs
  @ // saying here alone, where the connection's own pointers are set; elsewhere nothing is written that a configuration is made of.
  @ predicate hf_outside_same{A, B}(struct hf_connection *c) =
  @   (\forall uint64_t *p; \base_addr{A}(p) != \base_addr{A}(c) ==> \at(*p, A) == \at(*p, B)) &&
  @   (\forall uint8_t **p; \base_addr{A}(p) != \base_addr{A}(c) ==> \at(*p, A) == \at(*p, B)) &&
  @   (\forall uint8_t *p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1))) &&
  @   (\forall uint64_t *p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1))) &&
  @   (\forall uint8_t **p, integer n; \valid_read{A}(p + (0 .. n - 1)) ==> \valid_read{B}(p + (0 .. n - 1)));
  @ lemma hf_anchor_keys_same{A, B}: \forall struct hf_connection *c, struct hf_trust_anchor *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_anchor_keys_sound{A}(a, n) ==>
  @   hf_anchor_keys_sound{B}(a, n);
  @ lemma hf_anchor_parts_same{A, B}: \forall struct hf_connection *c, struct hf_trust_anchor *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_anchor_parts_sound{A}(a, n) ==>
  @   hf_anchor_parts_sound{B}(a, n);
  @ lemma hf_crls_same{A, B}: \forall struct hf_connection *c, struct hf_crl *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_crls_sound{A}(a, n) ==> hf_crls_sound{B}(a, n);
  @ lemma hf_identities_same{A, B}: \forall struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_identities_sound{A}(a, n) ==>
  @   hf_identities_sound{B}(a, n);
  @ lemma hf_identity_keys_same{A, B}: \forall struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_identity_keys_sound{A}(a, n) ==>
  @   hf_identity_keys_sound{B}(a, n);
  @ lemma hf_identities_apart_same{A, B}: \forall struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_identities_apart{A}(c, a, n) ==>
  @   hf_identities_apart{B}(c, a, n);
  @ lemma hf_identity_certificates_same{A, B}: \forall struct hf_connection *c, struct hf_identity *a, integer n;
  @   hf_outside_same{A, B}(c) ==> \base_addr{A}(c) != \base_addr{A}(a) ==> hf_identities_apart{A}(c, a, n) ==>
  @   hf_identity_certificates_sound{A}(a, n) ==> hf_identity_certificates_sound{B}(a, n);
  @ lemma hf_output_apart_same{A, B}: \forall struct hf_connection *c, struct hf_config *g, uint8_t *out, integer n;
  @   hf_outside_same{A, B}(c) ==> hf_config_apart{A}(c, g) ==> hf_output_apart{A}(out, n, g) ==> hf_output_apart{B}(out, n, g);
  @*/

/* The lists of a configuration are those that they were. */
/* clang-format off */
#define HF_LISTS_STAY(g)                                                                                               \
  ensures (g)->cipher_suites == \old((g)->cipher_suites) && (g)->cipher_suites_n == \old((g)->cipher_suites_n);        \
  ensures (g)->groups == \old((g)->groups) && (g)->groups_n == \old((g)->groups_n);                                    \
  ensures (g)->signature_schemes == \old((g)->signature_schemes) && (g)->signature_schemes_n == \old((g)->signature_schemes_n);\
  ensures (g)->application_protocols == \old((g)->application_protocols) && (g)->application_protocols_n == \old((g)->application_protocols_n);\
  ensures (g)->identities == \old((g)->identities) && (g)->identities_n == \old((g)->identities_n);                    \
  ensures (g)->anchors == \old((g)->anchors) && (g)->anchors_n == \old((g)->anchors_n);                                \
  ensures (g)->crls == \old((g)->crls) && (g)->crls_n == \old((g)->crls_n);                                            \
  ensures (g)->pins == \old((g)->pins) && (g)->pins_n == \old((g)->pins_n);                                            \
  ensures (g)->raw_public_keys == \old((g)->raw_public_keys) && (g)->raw_public_keys_n == \old((g)->raw_public_keys_n)
/* What a connection has of what was given. */
#define HF_GIVEN_TAKEN(c, config, buffers, name)                                                                       \
  ensures (c)->config == (config) && (c)->server_name == (name);                                                           \
  ensures (c)->buffers.in == \old((buffers)->in) && (c)->buffers.in_size == \old((buffers)->in_size);                  \
  ensures (c)->buffers.out == \old((buffers)->out) && (c)->buffers.out_size == \old((buffers)->out_size);              \
  ensures (c)->chain.buffer == \old((buffers)->chain) && (c)->chain.size <= \old((buffers)->chain_size);               \
  ensures (c)->writer.out == \old((buffers)->out);                                                                     \
  ensures (buffers)->in == \old((buffers)->in) && (buffers)->in_size == \old((buffers)->in_size);                      \
  ensures (buffers)->out == \old((buffers)->out) && (buffers)->out_size == \old((buffers)->out_size);                  \
  ensures (buffers)->chain == \old((buffers)->chain) && (buffers)->chain_size == \old((buffers)->chain_size);          \
  ensures hf_peer_chain_sound(c)
/* clang-format on */

/* Each of these two asks for no more than it tells about: so the solvers see no more. */
/*@ requires \valid(c) && hf_given_buffers(c, buffers);
  @ requires \valid_read(config) && \base_addr(c) != \base_addr(config);
  @ HF_TOTAL;
  @ assigns c->config, c->buffers, c->server_name, c->external_psk, c->is_server, c->chain, c->writer.out;
  @ ensures hf_outside_same{Pre, Post}(c);
  @ HF_LISTS_STAY(config);
  @ HF_GIVEN_TAKEN(c, config, buffers, server_name); */
static void take_given(struct hf_connection *c, const struct hf_config *config, const struct hf_buffers *buffers,
                       const char *server_name, uint32_t is_server) {
  c->config = config;
  c->buffers.in = buffers->in;
  c->buffers.in_size = buffers->in_size;
  c->buffers.out = buffers->out;
  c->buffers.out_size = buffers->out_size;
  c->buffers.chain = buffers->chain;
  c->buffers.chain_size = buffers->chain_size;
  c->writer.out = buffers->out;
  c->server_name = server_name;
  c->external_psk.identity = NULL;
  c->external_psk.identity_n = 0u;
  c->external_psk.key = NULL;
  c->external_psk.key_n = 0u;
  c->external_psk.sha384 = false;
  c->is_server = is_server;
  hf_chain_start(&c->chain, buffers->chain, buffers->chain == NULL ? 0u : buffers->chain_size);
}

/*@ requires hf_given(c, config, buffers);
  @ HF_TOTAL;
  @ assigns c->config, c->buffers, c->server_name, c->external_psk, c->is_server, c->chain, c->writer.out;
  @ ensures hf_lists_sound(config);
  @ ensures hf_trust_sound(config) && hf_trust_keys_sound(config);
  @ ensures hf_ours_sound(config);
  @ ensures hf_config_apart(c, config);
  @ ensures HF_OUTPUT_APART(c);
  @ HF_GIVEN_TAKEN(c, config, buffers, server_name); */
static void take_all(struct hf_connection *c, const struct hf_config *config, const struct hf_buffers *buffers,
                     const char *server_name, uint32_t is_server) {
  take_given(c, config, buffers, server_name, is_server);
}

/*@ lemma hf_buffers_shrink{L}: \forall struct hf_connection *c, uint8_t *in, *out, *chain, integer in_n, out_n, n, m;
  @   0 <= m <= n ==> hf_buffers_sound(c, in, in_n, out, out_n, chain, n) ==> hf_buffers_sound(c, in, in_n, out, out_n, chain, m);
  @*/

/*@ requires hf_given(c, config, buffers) && hf_name_sound(server_name);
  @ HF_TOTAL;
  @ assigns *c;
  @ HF_STAYS_SOUND(c);
  @ ensures \result == HF_OK ==> HF_BUFFERS_SOUND(c);
  @ ensures \result == HF_OK ==> HF_INPUT_SOUND(c);
  @ ensures \result == HF_OK ==> HF_OUTPUT_SOUND(c);
  @ ensures HF_OUTPUT_APART(c);
  @ ensures c->machine.state < HF_STATES && c->machine.failed == 0;
  @ ensures HF_PARSER_SOUND(c->parser);
  @ HF_GIVEN_TAKEN(c, config, buffers, server_name); */
static enum hf_error begin(struct hf_connection *c, const struct hf_config *config, const struct hf_buffers *buffers,
                           const char *server_name, uint32_t is_server) {
  enum hf_error error = hf_usable(config, buffers).error;
  /*@ assert error == HF_OK ==> hf_buffers_sound(c, buffers->in, buffers->in_size, buffers->out, buffers->out_size, buffers->chain,
    @                             buffers->chain_size); */
  take_all(c, config, buffers, server_name, is_server);
  hf_blank(c);
  c->allowed_suites = hf_allowed_suites(config);
  /*@ assert error == HF_OK ==> hf_buffers_sound(c, \at(buffers->in, Pre), \at(buffers->in_size, Pre), \at(buffers->out, Pre),
    @                             \at(buffers->out_size, Pre), \at(buffers->chain, Pre), c->chain.size); */
  return error;
}

/* What a connection is not begun for. */
/*@ requires hf_sound(c) && error != HF_OK; HF_TOTAL;
  @ assigns c->machine.failed, c->machine.error;
  @ HF_STAYS_SOUND(c);
  @ ensures c->machine.failed == 1 && c->machine.error == error; */
static void refuse(struct hf_connection *c, enum hf_error error) {
  c->machine.failed = 1u;
  c->machine.error = error;
}

/*@ lemma hf_chain_given_shrinks{L}: \forall struct hf_connection *c, struct hf_chain *v, uint8_t *buffer, integer n, m;
  @   m <= n ==> hf_chain_given(c, v, buffer, n) ==> hf_chain_given(c, v, buffer, m); */

/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0 && state < HF_STATES;
  @ HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void run(struct hf_connection *c, uint32_t state, uint32_t client_may_sign) {
  hf_transcript_start(&c->transcript, hf_transcript_needed(c->allowed_suites, client_may_sign));
  c->machine.state = state;
  hf_go_on(c);
}

/* Setting out, or not: then nothing but the connection is changed. What may be changed is said of the buffers that were given. */
/* clang-format off */
#define HF_SETS_OUT(c, given, error)                                                                                   \
  requires \valid_read(given) && \separated(c, given);                                                                 \
  requires (c)->buffers.in == (given)->in && (c)->buffers.in_size == (given)->in_size;                                 \
  requires (c)->buffers.out == (given)->out && (c)->buffers.out_size == (given)->out_size;                             \
  requires (c)->chain.buffer == (given)->chain && (c)->chain.size <= (given)->chain_size;                              \
  HF_TOTAL;                                                                                      \
  assigns *(c), (given)->in[0 .. (given)->in_size - 1], (given)->out[0 .. (given)->out_size - 1];                      \
  assigns (given)->chain[0 .. (given)->chain_size - 1];                                                                \
  HF_STAYS_SOUND(c);                                                                                                 \
  ensures (error) == HF_OK ==> hf_framed(c);                                                                           \
  ensures (error) != HF_OK ==> (c)->machine.failed == 1 && (c)->machine.error == (error)
/* clang-format on */

/*@ requires hf_sound(c) && (error == HF_OK ==> hf_framed(c) && c->machine.failed == 0) && state < HF_STATES;
  @ HF_SETS_OUT(c, given, error); */
static void set_out(struct hf_connection *c, const struct hf_buffers *given, enum hf_error error, uint32_t state,
                    uint32_t client_may_sign) {
  (void)given;
  if (error != HF_OK)
    refuse(c, error);
  else
    run(c, state, client_may_sign);
}

/* The session that a client would resume. Where there is no room for whom it was made with, it is not offered: then it stands without
   a peer, and a client has none that is nobody. */
/*@ requires hf_sound(c) && HF_SESSION_OFFERED(c, session);
  @ HF_TOTAL;
  @ assigns c->session, HF_PEER_CHANGES(c);
  @ HF_STAYS_SOUND(c); */
static void offer(struct hf_connection *c, const struct hf_session *session) {
  if (session == NULL)
    return;
  (void)hf_peer_restore(c, session);
  if (session->session_id_n > HF_SESSION_ID_MAX)
    return;
  hf_session_take(&c->session, session);
  hf_ticket_restore(c, session);
}

/* The external key that a client would offer, if the configuration has one. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->external_psk; HF_STAYS_SOUND(c); */
static enum hf_error take_external(struct hf_connection *c) {
  struct hf_external_psk psk = {0};
  if (HF_HAS_TLS13 == 0u || !hf_port_external_psk(c->config, NULL, 0u, &psk))
    return HF_OK;
  if (psk.key_n == 0u || psk.identity == NULL || psk.identity_n == 0u || psk.identity_n > HF_PSK_IDENTITY_MAX)
    return HF_ERROR_EXTERNAL_PSK_WRONG;
  c->external_psk = psk;
  return HF_OK;
}

/*@ requires hf_given(c, config, buffers) && hf_name_sound(server_name);
  @ requires session == \null || (\valid_read(session) && \separated(c, session) &&
  @   \separated(session, buffers->chain + (0 .. buffers->chain_size - 1)));
  @ requires session != \null && session->chain != \null ==>
  @   hf_chain_given(c, session->chain, buffers->chain, buffers->chain_size);
  @ requires \separated(c, buffers) && \valid_read(buffers) && \valid_read(config);
  @ HF_TOTAL;
  @ assigns *c, buffers->in[0 .. buffers->in_size - 1], buffers->out[0 .. buffers->out_size - 1];
  @ assigns buffers->chain[0 .. buffers->chain_size - 1];
  @ ensures hf_sound(c) && (\result == HF_OK ==> hf_framed(c)); */
static enum hf_error start_client(struct hf_connection *c, const struct hf_config *config,
                                  const struct hf_buffers *buffers, const char *server_name,
                                  const struct hf_session *session) {
  enum hf_error error = begin(c, config, buffers, server_name, 0u);
  /*@ assert session != \null && session->chain != \null ==>
    @   hf_chain_given(c, session->chain, \at(buffers->chain, Pre), \at(buffers->chain_size, Pre)); */
  /*@ assert HF_SESSION_OFFERED(c, session); */
  if (error == HF_OK && hf_is_aimless(config, server_name))
    error = HF_ERROR_SERVER_NAME_MISSING;
  if (error == HF_OK && ((HF_HAS_CLIENT_IDENTITIES == 0u && config->identities_n != 0u) ||
                         (HF_HAS_SERVER_NAME == 0u && server_name != NULL)))
    error = HF_ERROR_PART_MISSING;
  if (HF_HAS_SERVER_NAME != 0u && error == HF_OK && !hf_server_name_usable(server_name))
    error = HF_ERROR_SERVER_NAME_WRONG;
  if (error == HF_OK)
    error = take_external(c);
  offer(c, session);
  set_out(c, buffers, error, HF_CLIENT_START, config->identities_n != 0u ? 1u : 0u);
  return (enum hf_error)c->machine.error;
}

/* What is asked of what a caller begins with, where no pointer is missing; and what follows. */
/* clang-format off */
#define HF_BEGINS(c, config, buffers)                                                                                  \
  requires (c) != \null ==> \valid(c);                                                                                  \
  requires (config) != \null ==> hf_readable_config(config);                                                             \
  requires (c) != \null && (config) != \null && (buffers) != \null && hf_lists_given(config) &&                               \
    hf_identities_given((config)->identities, (config)->identities_n) && hf_crls_given((config)->crls, (config)->crls_n) ==>    \
    hf_given(c, config, buffers) && \separated(c, buffers) && \valid_read(buffers) && \valid_read(config);             \
  HF_TOTAL;                                                                                      \
  assigns *(c), (buffers)->in[0 .. (buffers)->in_size - 1], (buffers)->out[0 .. (buffers)->out_size - 1];                        \
  assigns (buffers)->chain[0 .. (buffers)->chain_size - 1];                                                                \
  ensures (c) == \null ==> \result == HF_ERROR_ARGUMENT_MISSING;                                                         \
  ensures \result == HF_OK ==> hf_sound(c) && hf_framed(c)
/* clang-format on */

/*@ requires hf_name_sound(server_name);
  @ requires session != \null ==> \valid_read(session);
  @ requires c != \null && session != \null ==> \separated(c, session);
  @ requires c != \null && buffers != \null && session != \null ==>
  @   \separated(session, buffers->chain + (0 .. buffers->chain_size - 1));
  @ requires c != \null && buffers != \null && session != \null && session->chain != \null ==>
  @   hf_chain_given(c, session->chain, buffers->chain, buffers->chain_size);
  @ HF_BEGINS(c, config, buffers); */
enum hf_error hf_client_start(struct hf_connection *c, const struct hf_config *config, const struct hf_buffers *buffers,
                              const char *server_name, const struct hf_session *session) {
  if (c == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  if (HF_HAS_CLIENT == 0u) /* a profile without it has no suite that a client could offer */
    return hf_nothing_given(c, HF_ERROR_CIPHER_SUITE_MISSING);
  if (hf_missing(config, buffers) != HF_FIELD_NONE)
    return hf_nothing_given(c, HF_ERROR_ARGUMENT_MISSING);
  return start_client(c, config, buffers, server_name, session);
}

/*@ requires hf_given(c, config, buffers) && \separated(c, buffers) && \valid_read(buffers) && \valid_read(config); HF_TOTAL;
  @ assigns *c, buffers->in[0 .. buffers->in_size - 1], buffers->out[0 .. buffers->out_size - 1];
  @ assigns buffers->chain[0 .. buffers->chain_size - 1];
  @ ensures hf_sound(c) && (\result == HF_OK ==> hf_framed(c)); */
static enum hf_error start_server(struct hf_connection *c, const struct hf_config *config,
                                  const struct hf_buffers *buffers) {
  enum hf_error error = begin(c, config, buffers, NULL, 1u);
  if (error == HF_OK && config->identities_n == 0u && (config->external_psk == NULL || !hf_speaks_tls13(c)))
    error = HF_ERROR_IDENTITY_MISSING;
  set_out(c, buffers, error, HF_SERVER_START, config->client_authentication != HF_CLIENT_NOT_ASKED ? 1u : 0u);
  return (enum hf_error)c->machine.error;
}

/*@ HF_BEGINS(c, config, buffers); */
enum hf_error hf_server_start(struct hf_connection *c, const struct hf_config *config,
                              const struct hf_buffers *buffers) {
  if (c == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  if (HF_HAS_SERVER == 0u)
    return hf_nothing_given(c, HF_ERROR_CIPHER_SUITE_MISSING);
  if (hf_missing(config, buffers) != HF_FIELD_NONE)
    return hf_nothing_given(c, HF_ERROR_ARGUMENT_MISSING);
  return start_server(c, config, buffers);
}
