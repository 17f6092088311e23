/* What holds of a connection between any two functions of the engine: the vocabulary of their contracts. There is no C here.
   hf_sound is the whole of it, made of parts, each about a few fields: who writes some of them has that part to show again. */
#ifndef HF_HANDSHAKE_SOUND_H
#define HF_HANDSHAKE_SOUND_H
#include "crypto/signature.h"
#include "generated/registry.h"
#include "handfast/connection.h"
#include "parse/writer.h"
#include "record/record.h"
#include "x509/chain.h"

/* What a step of the handshake (generated/steps.h) may change of a connection; and what the functions that are handed the
   parts of a message while it is read (generated/events.h) may. Neither touches the configuration, the buffers for records,
   the machine's state, or the parser at its work. */
/* clang-format off */
#define HF_STEP_CHANGES(c)                                                                                             \
  (c)->error, (c)->kept, (c)->handshake.numbers[0 .. HF_PARSER_NUMBERS - 1], (c)->transcript, (c)->read, (c)->write,   \
      (c)->offers, (c)->parameters, (c)->peer_key, (c)->session, (c)->signature_n, (c)->secret_n, (c)->share_n,        \
      (c)->peer_share_n, (c)->client_random[0 .. 31], (c)->server_random[0 .. 31],                                     \
      (c)->secret[0 .. HF_SECRET_MAX - 1], (c)->share[0 .. HF_POINT_MAX - 1], (c)->peer_share[0 .. HF_POINT_MAX - 1],  \
      (c)->key_block[0 .. HF_KEY_BLOCK_MAX - 1], (c)->finished[0 .. 11], (c)->anchor, (c)->path_n, (c)->issuer
#define HF_READING_CHANGES(c)                                                                                          \
  (c)->event, (c)->offers, (c)->status_n, (c)->secret_n, (c)->secret[0 .. HF_SECRET_MAX - 1],                          \
      (c)->key_block[0 .. HF_KEY_BLOCK_MAX - 1], (c)->chain.start[0 .. HF_CHAIN_MAX - 1],                              \
      (c)->chain.length[0 .. HF_CHAIN_MAX - 1], (c)->chain.count, (c)->chain.used, (c)->chain.raw_public_key,          \
      (c)->chain.buffer[0 .. (c)->chain.size - 1]
/* clang-format on */

/* That hf_sound holds after a function that began with it: a clause for each part, which is how the solvers can show it. */
#define HF_STAYS_SOUND(c)                                                                                              \
  ensures hf_lists_sound((c)->config);                                                                                 \
  ensures hf_trust_keys_sound((c)->config);                                                                            \
  ensures hf_trust_sound((c)->config);                                                                                 \
  ensures hf_chains_sound((c)->config);                                                                                \
  ensures hf_certificates_sound((c)->config);                                                                          \
  ensures hf_keys_sound((c)->config);                                                                                  \
  ensures hf_apart(c, (c)->config);                                                                                    \
  ensures hf_name_sound((c)->server_name);                                                                             \
  ensures hf_offers_sound(c);                                                                                          \
  ensures hf_parameters_sound(c);                                                                                      \
  ensures hf_sizes_sound(c);                                                                                           \
  ensures hf_transcript_sound(&(c)->transcript);                                                                       \
  ensures hf_record_ready(&(c)->read);                                                                                 \
  ensures hf_record_ready(&(c)->write);                                                                                \
  ensures hf_peer_chain_sound(c);                                                                                      \
  ensures hf_peer_key_sound(c)

/*@ // The lists of a configuration; some it may leave out.
  @ predicate hf_list16{L}(uint16_t *p, integer n) = p == \null || \valid_read(p + (0 .. n - 1));
  @ predicate hf_choices_sound{L}(struct hf_config *g) =
  @   \valid_read(g) && hf_list16(g->cipher_suites, g->cipher_suites_n) && hf_list16(g->groups, g->groups_n) &&
  @   hf_list16(g->signature_schemes, g->signature_schemes_n);
  @ predicate hf_lists_sound{L}(struct hf_config *g) =
  @   hf_choices_sound(g) && g->application_protocols_n <= 65535 &&
  @   \valid_read(g->application_protocols + (0 .. g->application_protocols_n - 1)) && g->identities_n <= 255 &&
  @   \valid_read(g->identities + (0 .. g->identities_n - 1)) && \valid_read(g->anchors + (0 .. g->anchors_n - 1)) &&
  @   \valid_read(g->crls + (0 .. g->crls_n - 1)) && \valid_read(g->pins + (0 .. g->pins_n - 1)) &&
  @   \valid_read(g->raw_public_keys + (0 .. g->raw_public_keys_n - 1));
  @ // What the peer's certificates are held against.
  @ predicate hf_trust_keys_sound{L}(struct hf_config *g) =
  @   \forall integer i; 0 <= i < g->anchors_n ==> public_key_readable(&g->anchors[i].key);
  @ predicate hf_trust_sound{L}(struct hf_config *g) =
  @   (\forall integer i; 0 <= i < g->anchors_n ==>
  @      \valid_read(g->anchors[i].name + (0 .. g->anchors[i].name_n - 1)) &&
  @      \valid_read(g->anchors[i].key_id + (0 .. g->anchors[i].key_id_n - 1)) &&
  @      \valid_read(g->anchors[i].constraints + (0 .. g->anchors[i].constraints_n - 1)) &&
  @      \valid_read(g->anchors[i].certificate + (0 .. g->anchors[i].certificate_n - 1))) &&
  @   (\forall integer i; 0 <= i < g->crls_n ==> \valid_read(g->crls[i].der + (0 .. g->crls[i].n - 1)));
  @
  @ // Our certificates, and their keys.
  @ predicate hf_chains_sound{L}(struct hf_config *g) =
  @   \forall integer k; 0 <= k < g->identities_n ==>
  @      \valid_read(g->identities[k].certificates + (0 .. g->identities[k].certificates_n - 1)) &&
  @      \valid_read(g->identities[k].certificate_sizes + (0 .. g->identities[k].certificates_n - 1)) &&
  @      \valid_read(g->identities[k].ocsp_response + (0 .. g->identities[k].ocsp_response_n - 1)) &&
  @      \valid_read(g->identities[k].raw_public_key + (0 .. g->identities[k].raw_public_key_n - 1));
  @ predicate hf_certificates_sound{L}(struct hf_config *g) =
  @   \forall integer k, j; 0 <= k < g->identities_n && 0 <= j < g->identities[k].certificates_n ==>
  @      \valid_read(g->identities[k].certificates[j] + (0 .. g->identities[k].certificate_sizes[j] - 1));
  @ predicate hf_keys_sound{L}(struct hf_config *g) =
  @   \forall integer k; 0 <= k < g->identities_n ==> public_key_readable(&g->identities[k].public_key);
  @
  @ // A configuration that a connection can use.
  @ predicate hf_config_sound{L}(struct hf_config *g) = 
  @   hf_lists_sound(g) && hf_trust_sound(g) && hf_trust_keys_sound(g) && hf_chains_sound(g) && hf_certificates_sound(g) && hf_keys_sound(g);
  @
  @ // The configuration is nobody's to write: what is read of it to find the rest are objects apart from the connection's.
  @ predicate hf_identity_apart{L}(struct hf_connection *c, struct hf_identity *i) =
  @   \base_addr(c) != \base_addr(i->certificates) && \base_addr(c) != \base_addr(i->certificate_sizes);
  @ predicate hf_apart{L}(struct hf_connection *c, struct hf_config *g) =
  @   \base_addr(c) != \base_addr(g) && \base_addr(c) != \base_addr(g->cipher_suites) &&
  @   \base_addr(c) != \base_addr(g->groups) && \base_addr(c) != \base_addr(g->signature_schemes) &&
  @   \base_addr(c) != \base_addr(g->application_protocols) && \base_addr(c) != \base_addr(g->identities) &&
  @   \base_addr(c) != \base_addr(g->anchors) && \base_addr(c) != \base_addr(g->crls) &&
  @   (\forall integer k; 0 <= k < g->identities_n ==> hf_identity_apart(c, g->identities + k));
  @
  @ // The name that a client asked for: none, or text with its end.
  @ predicate hf_name_sound{L}(char *s) =
  @   s == \null || (\exists integer n; 0 <= n && \valid_read(s + (0 .. n)) && s[n] == 0);
  @
  @ // An application protocol that was agreed on lies in the configuration's list, with its length byte before it.
  @ predicate hf_protocol_in{L}(struct hf_config *g, integer at, integer n) =
  @   n == 0 || at + n < g->application_protocols_n;
  @ predicate hf_offers_sound{L}(struct hf_connection *c) =
  @   c->offers.server_name_n <= 255 && hf_protocol_in(c->config, c->offers.protocol_at, c->offers.protocol_n);
  @ predicate hf_parameters_sound{L}(struct hf_connection *c) =
  @   hf_protocol_in(c->config, c->parameters.protocol_at, c->parameters.protocol_n);
  @ predicate hf_sizes_sound{L}(struct hf_connection *c) =
  @   c->session.session_id_n <= HF_SESSION_ID_MAX && c->secret_n <= HF_SECRET_MAX && c->signature_n <= HF_RSA_MAX &&
  @   c->share_n <= HF_POINT_MAX && c->peer_share_n <= HF_POINT_MAX;
  @
  @ // Each hash that is wanted is under way.
  @ predicate hf_transcript_sound{L}(struct hf_transcript *t) =
  @   t->wanted <= 7 && (t->wanted % 2 == 1 ==> t->sha256.id == HF_HASH_SHA256) &&
  @   (t->wanted / 2 % 2 == 1 ==> t->sha384.id == HF_HASH_SHA384) &&
  @   (t->wanted / 4 == 1 ==> t->sha512.id == HF_HASH_SHA512);
  @
  @ // The peer's certificates stand in a buffer of the caller's, apart from the connection; the key it proves to have, too.
  @ // (hf_chain_sound, as a predicate of its count: so it is seen to hold still when other bytes of the connection change.)
  @ predicate hf_chain_holds{L}(struct hf_chain *v, integer count) =
  @   count <= HF_CHAIN_MAX && v->used <= v->size <= 0xffff && (v->size > 0 ==> \valid(v->buffer + (0 .. v->size - 1))) &&
  @   (\forall integer i; 0 <= i < count ==> v->start[i] + v->length[i] <= v->size) && (count == 0 ==> v->used == 0) &&
  @   (count > 0 ==> v->used <= v->start[count - 1] + v->length[count - 1]);
  @ predicate hf_peer_chain_sound{L}(struct hf_connection *c) =
  @   hf_chain_holds(&c->chain, c->chain.count) && \separated(c, c->chain.buffer + (0 .. c->chain.size - 1));
  @ predicate hf_key_apart{L}(struct hf_connection *c, struct hf_public_key *key) =
  @   \separated(c, key->modulus + (0 .. key->modulus_n - 1)) &&
  @   \separated(c, key->exponent + (0 .. key->exponent_n - 1)) && \separated(c, key->point + (0 .. key->point_n - 1));
  @ predicate hf_peer_key_sound{L}(struct hf_connection *c) =
  @   public_key_readable(&c->peer_key) && hf_key_apart(c, &c->peer_key);
  @
  @ predicate hf_sound{L}(struct hf_connection *c) =
  @   \valid(c) && hf_config_sound(c->config) && hf_apart(c, c->config) && hf_name_sound(c->server_name) &&
  @   hf_offers_sound(c) && hf_parameters_sound(c) && hf_sizes_sound(c) && hf_transcript_sound(&c->transcript) &&
  @   hf_record_ready(&c->read) && hf_record_ready(&c->write) && hf_peer_chain_sound(c) && hf_peer_key_sound(c);
  @*/

/* n elements that a writer does not write while they are read. */
/* clang-format off */
#define HF_UNWRITTEN(w, p, n)                                                                                          \
  (\separated(w, (p) + (0 .. (n) - 1)) && \separated((w)->out + (0 .. (w)->room - 1), (p) + (0 .. (n) - 1)))
/* clang-format on */

/*@ predicate hf_chain_unwritten{L}(struct hf_writer *w, struct hf_identity *i) =
  @   HF_UNWRITTEN(w, i->certificates, i->certificates_n) && HF_UNWRITTEN(w, i->certificate_sizes, i->certificates_n) &&
  @   (\forall integer j; 0 <= j < i->certificates_n ==> HF_UNWRITTEN(w, i->certificates[j], i->certificate_sizes[j])) &&
  @   HF_UNWRITTEN(w, i->ocsp_response, i->ocsp_response_n) && HF_UNWRITTEN(w, i->raw_public_key, i->raw_public_key_n);
  @ // A message is being written: the writer and where it writes are no part of the connection or of its configuration.
  @ predicate hf_sending{L}(struct hf_connection *c, struct hf_writer *w) =
  @   hf_writing(w) && \separated(w, c) && \separated(w->out + (0 .. w->room - 1), c) &&
  @   \separated(w, c->config) && HF_UNWRITTEN(w, c->config->application_protocols, c->config->application_protocols_n) &&
  @   (\forall integer k; 0 <= k < c->config->identities_n ==> hf_chain_unwritten(w, c->config->identities + k));
  @*/
#endif
