/* What holds of a connection between any two functions of the engine: the vocabulary of their contracts. There is no C here. */
#ifndef HF_HANDSHAKE_SOUND_H
#define HF_HANDSHAKE_SOUND_H
#include "crypto/signature.h"
#include "generated/registry.h"
#include "handfast/connection.h"
#include "record/record.h"
#include "x509/chain.h"

/*@ // A list that a configuration may leave out.
  @ predicate hf_list16{L}(uint16_t *p, integer n) = p == \null || \valid_read(p + (0 .. n - 1));
  @
  @ predicate hf_identity_sound{L}(struct hf_identity *i) =
  @   public_key_readable(&i->public_key) && i->certificates_n <= 255 &&
  @   \valid_read(i->certificates + (0 .. i->certificates_n - 1)) &&
  @   \valid_read(i->certificate_sizes + (0 .. i->certificates_n - 1)) &&
  @   (\forall integer k; 0 <= k < i->certificates_n ==>
  @      \valid_read(i->certificates[k] + (0 .. i->certificate_sizes[k] - 1)));
  @
  @ predicate hf_config_sound{L}(struct hf_config *g) =
  @   \valid_read(g) && hf_list16(g->cipher_suites, g->cipher_suites_n) && hf_list16(g->groups, g->groups_n) &&
  @   hf_list16(g->signature_schemes, g->signature_schemes_n) && g->application_protocols_n <= 65535 &&
  @   \valid_read(g->application_protocols + (0 .. g->application_protocols_n - 1)) && g->identities_n <= 255 &&
  @   \valid_read(g->identities + (0 .. g->identities_n - 1)) &&
  @   \valid_read(g->anchors + (0 .. g->anchors_n - 1)) &&
  @   (\forall integer k; 0 <= k < g->identities_n ==> hf_identity_sound(&g->identities[k]));
  @
  @ // What a hello brought stays within its bounds.
  @ predicate hf_offers_sound{L}(struct hf_connection *c) =
  @   c->offers.server_name_n <= 255 && c->offers.unknown_n <= HF_UNKNOWN_EXTENSIONS_MAX &&
  @   c->offers.max_fragment_length <= 4 && c->secret_n <= HF_SECRET_MAX &&
  @   (c->offers.protocol_n == 0 || c->offers.protocol_at + c->offers.protocol_n < c->config->application_protocols_n);
  @
  @ predicate hf_parameters_sound{L}(struct hf_connection *c) =
  @   c->parameters.suite < HF_CIPHER_SUITES && c->parameters.max_fragment_length <= 4 &&
  @   (c->parameters.protocol_n == 0 ||
  @      c->parameters.protocol_at + c->parameters.protocol_n < c->config->application_protocols_n) &&
  @   c->session.session_id_n <= HF_SESSION_ID_MAX && c->signature_n <= HF_RSA_MAX &&
  @   c->share_n <= HF_POINT_MAX && c->peer_share_n <= HF_POINT_MAX;
  @
  @ predicate hf_transcript_sound{L}(struct hf_transcript *t) =
  @   t->sha256.id == HF_HASH_SHA256 && t->sha384.id == HF_HASH_SHA384 && t->sha512.id == HF_HASH_SHA512;
  @
  @ // The configuration is nobody's to write, and no part of the connection.
  @ predicate hf_apart{L}(struct hf_connection *c) =
  @   \separated(c, c->config) && \separated(c, c->config->cipher_suites + (0 .. c->config->cipher_suites_n - 1)) &&
  @   \separated(c, c->config->groups + (0 .. c->config->groups_n - 1)) &&
  @   \separated(c, c->config->signature_schemes + (0 .. c->config->signature_schemes_n - 1)) &&
  @   \separated(c, c->config->application_protocols + (0 .. c->config->application_protocols_n - 1)) &&
  @   \separated(c, c->config->identities + (0 .. c->config->identities_n - 1)) &&
  @   \separated(c, c->config->anchors + (0 .. c->config->anchors_n - 1)) &&
  @   (\forall integer k; 0 <= k < c->config->identities_n ==> hf_identity_apart(c, &c->config->identities[k]));
  @
  @ predicate hf_key_apart{L}(struct hf_connection *c, struct hf_public_key *key) =
  @   \separated(c, key->modulus + (0 .. key->modulus_n - 1)) &&
  @   \separated(c, key->exponent + (0 .. key->exponent_n - 1)) && \separated(c, key->point + (0 .. key->point_n - 1));
  @
  @ predicate hf_identity_apart{L}(struct hf_connection *c, struct hf_identity *i) =
  @   hf_key_apart(c, &i->public_key) && \separated(c, i->certificates + (0 .. i->certificates_n - 1)) &&
  @   \separated(c, i->certificate_sizes + (0 .. i->certificates_n - 1)) &&
  @   (\forall integer k; 0 <= k < i->certificates_n ==> \separated(c, i->certificates[k] + (0 .. i->certificate_sizes[k] - 1)));
  @*/
#endif
