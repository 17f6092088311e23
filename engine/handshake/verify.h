/* What the peer's certificates are held against, and what came of it, for all who ask. */
#ifndef HF_HANDSHAKE_VERIFY_H
#define HF_HANDSHAKE_VERIFY_H
#include "crypto/signature.h"
#include "handshake/sound.h"
#include <stdbool.h>

/* What this handshake asks of the peer's chain: by its configuration, its role and its cipher suite. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_trust_sound(c->config) && hf_trust_keys_sound(c->config) && hf_name_sound(c->server_name);
  @ requires \valid(how) && \base_addr(how) != \base_addr(c) && \base_addr(how) != \base_addr(c->config);
  @ requires \base_addr(how) != \base_addr(c->config->anchors) && \base_addr(how) != \base_addr(c->config->crls);
  @ HF_TOTAL; assigns *how;
  @ ensures hf_asked(how);
  @ ensures how->anchors == c->config->anchors && how->anchors_n == c->config->anchors_n;
  @ ensures how->crls == c->config->crls && how->crls_n == c->config->crls_n; */
void hf_verify_asked(const struct hf_connection *c, struct hf_verify *how);

/* Remembers, and says again, which path was found. */
/*@ requires \valid(c) && \valid_read(found) && \separated(c, found); HF_TOTAL;
  @ assigns c->peer.anchor, c->peer.path_n, c->peer.path[0 .. HF_PATH_MAX - 1];
  @ ensures c->peer.path_n == found->path_n;
  @ ensures \forall integer i; 0 <= i < HF_PATH_MAX ==> c->peer.path[i] == found->path[i]; */
void hf_path_remember(struct hf_connection *c, const struct hf_report *found);
/*@ requires \valid_read(c) && \valid(found) && \separated(c, found); HF_TOTAL; assigns *found;
  @ ensures found->path_n == c->peer.path_n && found->anchor == c->peer.anchor;
  @ ensures \forall integer i; 0 <= i < HF_PATH_MAX ==> found->path[i] == c->peer.path[i]; */
void hf_path_recall(const struct hf_connection *c, struct hf_report *found);

/*@ logic integer digest_place(integer hash) = hash == 4 ? 0 : hash == 5 ? HF_HASH_MAX : 2 * HF_HASH_MAX;
  @*/
/* Where c->exchange.secret has the digest by a hash function while CertificateVerify is awaited. */
/*@ HF_TOTAL; assigns \nothing; ensures \result == digest_place(hash); */
size_t hf_digest_at(uint32_t hash);

/* The peer's key, which stands in the buffer of its chain, made the signature of n bytes over what has the digest d. */
/* clang-format off */
#define HF_PEER_SIGNED(c, scheme, d, signature, n)                                                                     \
  signed_with(scheme, (c)->peer.key.kind,                                                                              \
    bytes_of((c)->chain.buffer + (c)->peer.key.modulus_at, (c)->peer.key.modulus_n),                                   \
    bytes_of((c)->chain.buffer + (c)->peer.key.exponent_at, (c)->peer.key.exponent_n), (c)->peer.key.group,            \
    bytes_of((c)->chain.buffer + (c)->peer.key.point_at, (c)->peer.key.point_n), d, signature, n)
/* clang-format on */
/* True: the peer's key made this signature of a digest (RFC 5246 7.4.3, 7.4.8). */
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c);
  @ requires \valid_read(digest + (0 .. digest_n - 1)) && \valid_read(signature + (0 .. n - 1));
  @ HF_TOTAL; assigns \nothing;
  @ ensures P3: \result ==> HF_PEER_SIGNED(c, scheme, bytes_of(digest, digest_n), signature, n);
  @ ensures \result ==> scheme_suits(scheme, c->peer.key.kind, c->peer.key.group); */
bool hf_peer_signed(const struct hf_connection *c, uint32_t scheme, const uint8_t *digest, size_t digest_n,
                    const uint8_t *signature, size_t n);
#endif
