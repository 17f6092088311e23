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
   parts of a message while it is read (generated/events.h) may. Neither touches what the caller gave, the machine's state, or the
   parser at its work. */
/* clang-format off */
#define HF_CHAIN_CHANGES(c)                                                                                            \
  (c)->chain.start[0 .. HF_CHAIN_MAX - 1], (c)->chain.length[0 .. HF_CHAIN_MAX - 1], (c)->chain.count,                 \
      (c)->chain.used, (c)->chain.raw_public_key, (c)->chain.buffer[0 .. (c)->chain.size - 1]
#define HF_HANDSHAKE_CHANGES(c)                                                                                        \
  (c)->kept, (c)->kept_holds, (c)->kept_n, (c)->transcript, (c)->read, (c)->write, (c)->offers, (c)->parameters,       \
      (c)->exchange, (c)->peer, (c)->session, (c)->exports, HF_CHAIN_CHANGES(c)
#define HF_STEP_CHANGES(c)                                                                                             \
  (c)->machine.error, (c)->parser.numbers[0 .. HF_PARSER_NUMBERS - 1], HF_HANDSHAKE_CHANGES(c)
#define HF_READING_CHANGES(c)                                                                                          \
  (c)->machine.event, (c)->kept_holds, (c)->offers, (c)->peer.status_n, (c)->exchange.secret, (c)->exchange.key_block, \
      HF_CHAIN_CHANGES(c)
/* clang-format on */

/* public_key_readable, said at the place: solvers find what is read there, not the name. */
/* clang-format off */
#define HF_KEY_READABLE(k)                                                                                             \
  (\valid_read((k).modulus + (0 .. (k).modulus_n - 1)) && \valid_read((k).exponent + (0 .. (k).exponent_n - 1)) &&     \
   \valid_read((k).point + (0 .. (k).point_n - 1)))
/* clang-format on */

/*@ // The lists of a configuration; some it may leave out. A configuration is made of pointers and size_t, and of the sizes of keys,
  @ // which the engine writes nowhere: so what is said of it holds after whatever a connection writes to itself, without a word.
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
  @
  @ // What the peer's certificates are held against.
  @ predicate hf_anchor_keys_sound{L}(struct hf_trust_anchor *a, integer n) =
  @   \forall integer i; 0 <= i < n ==> HF_KEY_READABLE(a[i].key);
  @ predicate hf_anchor_parts_sound{L}(struct hf_trust_anchor *a, integer n) =
  @   \forall integer i; 0 <= i < n ==>
  @      \valid_read(a[i].name + (0 .. a[i].name_n - 1)) && \valid_read(a[i].key_id + (0 .. a[i].key_id_n - 1)) &&
  @      \valid_read(a[i].constraints + (0 .. a[i].constraints_n - 1)) &&
  @      \valid_read(a[i].certificate + (0 .. a[i].certificate_n - 1));
  @ predicate hf_crls_sound{L}(struct hf_crl *p, integer n) =
  @   \forall integer i; 0 <= i < n ==> \valid_read(p[i].der + (0 .. p[i].n - 1));
  @ predicate hf_trust_keys_sound{L}(struct hf_config *g) = hf_anchor_keys_sound(g->anchors, g->anchors_n);
  @ predicate hf_trust_sound{L}(struct hf_config *g) =
  @   hf_anchor_parts_sound(g->anchors, g->anchors_n) && hf_crls_sound(g->crls, g->crls_n);
  @
  @ // Our certificates, and their keys.
  @ predicate hf_identities_sound{L}(struct hf_identity *p, integer n) =
  @   \forall integer k; 0 <= k < n ==>
  @      \valid_read(p[k].certificates + (0 .. p[k].certificates_n - 1)) &&
  @      \valid_read(p[k].certificate_sizes + (0 .. p[k].certificates_n - 1)) &&
  @      \valid_read(p[k].ocsp_response + (0 .. p[k].ocsp_response_n - 1)) &&
  @      \valid_read(p[k].raw_public_key + (0 .. p[k].raw_public_key_n - 1));
  @ predicate hf_identity_certificates_sound{L}(struct hf_identity *p, integer n) =
  @   \forall integer k, j; 0 <= k < n && 0 <= j < p[k].certificates_n ==>
  @      \valid_read(p[k].certificates[j] + (0 .. p[k].certificate_sizes[j] - 1));
  @ predicate hf_identity_keys_sound{L}(struct hf_identity *p, integer n) =
  @   \forall integer k; 0 <= k < n ==> HF_KEY_READABLE(p[k].public_key);
  @ predicate hf_ours_sound{L}(struct hf_config *g) =
  @   hf_identities_sound(g->identities, g->identities_n) && hf_identity_certificates_sound(g->identities, g->identities_n) &&
  @   hf_identity_keys_sound(g->identities, g->identities_n);
  @
  @ // A configuration that a connection can use.
  @ predicate hf_config_sound{L}(struct hf_config *g) =
  @   hf_lists_sound(g) && hf_trust_sound(g) && hf_trust_keys_sound(g) && hf_ours_sound(g);
  @
  @ // It is nobody's to write: what is read of it to find the rest are objects apart from the connection's.
  @ predicate hf_identities_apart{L}(struct hf_connection *c, struct hf_identity *p, integer n) =
  @   \forall integer k; 0 <= k < n ==>
  @      \base_addr(c) != \base_addr(p[k].certificates) && \base_addr(c) != \base_addr(p[k].certificate_sizes) &&
  @      \base_addr(c) != \base_addr(p[k].ocsp_response) && \base_addr(c) != \base_addr(p[k].raw_public_key) &&
  @      (\forall integer j; 0 <= j < p[k].certificates_n ==> \base_addr(c) != \base_addr(p[k].certificates[j]));
  @ predicate hf_config_apart{L}(struct hf_connection *c, struct hf_config *g) =
  @   \base_addr(c) != \base_addr(g) && \base_addr(c) != \base_addr(g->cipher_suites) &&
  @   \base_addr(c) != \base_addr(g->groups) && \base_addr(c) != \base_addr(g->signature_schemes) &&
  @   \base_addr(c) != \base_addr(g->application_protocols) && \base_addr(c) != \base_addr(g->identities) &&
  @   \base_addr(c) != \base_addr(g->anchors) && \base_addr(c) != \base_addr(g->crls) &&
  @   hf_identities_apart(c, g->identities, g->identities_n);
  @
  @ // The name that a client asked for: none, or text with its end.
  @ predicate hf_name_sound{L}(char *s) =
  @   s == \null || (\exists integer n; 0 <= n && \valid_read(s + (0 .. n)) && s[n] == 0);
  @
  @ // An application protocol that was agreed on lies in the configuration's list, with its length byte before it.
  @ predicate hf_protocol_in(integer size, integer at, integer n) = n == 0 || at + n < size;
  @ // Each hash that is wanted is under way.
  @ predicate hf_hashes_taken(integer wanted, integer sha256, integer sha384, integer sha512) =
  @   wanted <= 7 && (wanted % 2 == 1 ==> sha256 == HF_HASH_SHA256) &&
  @   (wanted / 2 % 2 == 1 ==> sha384 == HF_HASH_SHA384) && (wanted / 4 == 1 ==> sha512 == HF_HASH_SHA512);
  @ // hf_record_ready, of what a state has.
  @ predicate hf_protected(integer sequence, integer protection, integer explicit_n, integer tag_n, integer mac, integer inner_n,
  @   integer outer_n) =
  @   sequence >= 0 && ((protection == HF_PROTECTION_NULL && explicit_n == 0 && tag_n == 0) ||
  @   ((protection == HF_PROTECTION_CBC || protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC) && explicit_n == 16 &&
  @     hf_is_mac(mac, tag_n) && hash_known(mac) && inner_n == block_size(mac) && outer_n == block_size(mac)) ||
  @   (protection == HF_PROTECTION_GCM && explicit_n == 8 && tag_n == 16) ||
  @   (protection == HF_PROTECTION_CHACHA20_POLY1305 && explicit_n == 0 && tag_n == 16) ||
  @   (hf_is_inner(protection) && explicit_n == 0 && tag_n == 16));
  @ lemma hf_record_ready_protected{L}: \forall struct hf_record_state *s;
  @   hf_record_ready(s) <==> hf_protected(s->sequence, s->protection, s->explicit_n, s->tag_n, s->mac.id,
  @     bytes_len(hash_held(s->mac.inner)), bytes_len(hash_held(s->mac.outer)));
  @*/

/* The parts of hf_sound over the fields of a connection are macros, so that what is read is read at the place: a part whose
   fields were not written is then the same as before, word for word, and needs no solver. */
/* clang-format off */
#define hf_configured(c) (\valid(c) && hf_config_sound((c)->config) && hf_config_apart(c, (c)->config))
#define hf_offers_sound(c)                                                                                             \
  ((c)->offers.server_name_n <= 255 &&                                                                                 \
   hf_protocol_in((c)->config->application_protocols_n, (c)->offers.protocol_at, (c)->offers.protocol_n))
#define hf_parameters_sound(c)                                                                                         \
  hf_protocol_in((c)->config->application_protocols_n, (c)->parameters.protocol_at, (c)->parameters.protocol_n)
#define hf_sizes_sound(c)                                                                                              \
  ((c)->session.session_id_n <= HF_SESSION_ID_MAX && (c)->exchange.secret.n <= HF_SECRET_MAX &&                        \
   (c)->kept_n <= HF_RSA_HANDSHAKE_MAX && (c)->exchange.share_n <= HF_POINT_MAX && (c)->exchange.peer_share_n <= HF_POINT_MAX)
#define hf_transcript_sound(t) hf_hashes_taken((t)->wanted, (t)->sha256.id, (t)->sha384.id, (t)->sha512.id)
/* The peer's certificates stand in a buffer of the caller's, apart from the connection; its key in one of them. */
#define hf_peer_chain_sound(c)                                                                                         \
  (hf_chain_holds((c)->chain.buffer, (c)->chain.size, (c)->chain.used, (c)->chain.count, &(c)->chain.start[0],         \
                  &(c)->chain.length[0]) &&                                                                            \
   \separated(c, (c)->chain.buffer + (0 .. (c)->chain.size - 1)))
#define hf_peer_key_sound(c) hf_key_placed((c)->peer.key, (c)->chain.size)
#define hf_record_sound(s)                                                                                             \
  hf_protected((s)->sequence, (s)->protection, (s)->explicit_n, (s)->tag_n, (s)->mac.id,                               \
               bytes_len(hash_held((s)->mac.inner)), bytes_len(hash_held((s)->mac.outer)))
#define HF_SOUND_PARTS(c)                                                                                              \
  (hf_configured(c) && hf_name_sound((c)->server_name) && hf_offers_sound(c) && hf_parameters_sound(c) &&              \
   hf_sizes_sound(c) && hf_transcript_sound(&(c)->transcript) && hf_record_sound(&(c)->read) &&                        \
   hf_record_sound(&(c)->write) && hf_peer_chain_sound(c) && hf_peer_key_sound(c))
/* That it holds after a function: a clause for each part, of which a solver is asked one at a time. */
#define HF_STAYS_SOUND_PARTS(c)                                                                                        \
  ensures hf_configured(c) && hf_name_sound((c)->server_name);                                                         \
  ensures hf_offers_sound(c) && hf_parameters_sound(c);                                                                \
  ensures hf_sizes_sound(c);                                                                                           \
  ensures hf_transcript_sound(&(c)->transcript);                                                                       \
  ensures hf_record_sound(&(c)->read) && hf_record_sound(&(c)->write);                                                 \
  ensures hf_peer_chain_sound(c);                                                                                      \
  ensures hf_peer_key_sound(c)
/* clang-format on */

/* Who only hands a connection on, by the number of what is wanted (generated/steps.c, generated/events.c, connection/step.c), needs
   not look into hf_sound: with HF_PROVE_DISPATCH it is a name, and means the same (proofs/SOUNDNESS.md). */
#ifdef HF_PROVE_DISPATCH
/*@ predicate hf_whole{L}(struct hf_connection *c) = HF_SOUND_PARTS(c); */
#define hf_sound(c) (\valid(c) && hf_whole(c))
#define HF_STAYS_SOUND(c) ensures hf_whole(c)
#else
#define hf_sound(c) HF_SOUND_PARTS(c)
#define HF_STAYS_SOUND(c) HF_STAYS_SOUND_PARTS(c)
#endif

/* n elements that a writer does not write while they are read. */
/* clang-format off */
#define HF_UNWRITTEN(w, p, n)                                                                                          \
  (\separated(w, (p) + (0 .. (n) - 1)) && \separated((w)->out + (0 .. (w)->room - 1), (p) + (0 .. (n) - 1)))
/* clang-format on */

/*@ // What a message is made of stands apart from where messages are written.
  @ predicate hf_chain_clear{L}(uint8_t *out, integer n, struct hf_identity *i) =
  @   \separated(out + (0 .. n - 1), i->certificates + (0 .. i->certificates_n - 1)) &&
  @   \separated(out + (0 .. n - 1), i->certificate_sizes + (0 .. i->certificates_n - 1)) &&
  @   \separated(out + (0 .. n - 1), i->raw_public_key + (0 .. i->raw_public_key_n - 1)) &&
  @   \separated(out + (0 .. n - 1), i->ocsp_response + (0 .. i->ocsp_response_n - 1)) &&
  @   (\forall integer j; 0 <= j < i->certificates_n ==>
  @      \separated(out + (0 .. n - 1), i->certificates[j] + (0 .. i->certificate_sizes[j] - 1)));
  @ predicate hf_output_apart{L}(uint8_t *out, integer n, struct hf_config *g) =
  @   \separated(out + (0 .. n - 1), g->application_protocols + (0 .. g->application_protocols_n - 1)) &&
  @   (\forall integer k; 0 <= k < g->identities_n ==> hf_chain_clear(out, n, g->identities + k));
  @ // A message is being written, by the connection's writer: into the buffer for records.
  @ predicate hf_sending{L}(struct hf_connection *c, struct hf_writer *w) =
  @   w == &c->writer && hf_writing(w) && w->out == c->buffers.out && w->room <= c->buffers.out_size &&
  @   \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), c) &&
  @   hf_output_apart(c->buffers.out, c->buffers.out_size, c->config);
  @*/
#endif
