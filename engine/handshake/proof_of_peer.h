/* What a peer's Finished, CertificateVerify and ServerKeyExchange must be, in the RFCs' words: for contracts. There is no C here. */
#ifndef HF_HANDSHAKE_PROOF_OF_PEER_H
#define HF_HANDSHAKE_PROOF_OF_PEER_H
#include "crypto/signature.h"
#include "generated/registry.h"
#include "handfast/connection.h"
#include "keys/master.h"
#include "keys/schedule.h"

/*@ // RFC 5246 4.4.1, RFC 8446 4.4.1: the hash of all messages so far
  @ logic bytes transcript_hash{L}(struct hf_transcript *t, integer hash) = digest(hash,
  @   hash == 4 ? hash_taken(t->sha256) : hash == 5 ? hash_taken(t->sha384) : hash_taken(t->sha512));
  @ predicate transcript_has{L}(struct hf_transcript *t, integer hash) =
  @   hash == 4 ? t->wanted % 2 == 1 : hash == 5 ? t->wanted / 2 % 2 == 1 : t->wanted / 4 == 1;
  @
  @ // RFC 5246 7.4.9: the verify_data of one side over a transcript hash
  @ predicate is_finished(bytes v, integer hash, bytes master, integer is_client, bytes transcript) = \exists bytes l;
  @   (is_client == 1 ? is_client_label(l) : is_server_label(l)) && v == prf(hash, master, l, transcript, 12);
  @ // RFC 8446 4.4.4: of whose traffic secret this is
  @ predicate is_finished13(bytes v, integer hash, bytes secret, bytes transcript) = \exists bytes h, l;
  @   is_finished_label(l) && is_hkdf_head(h, digest_size(hash), 8) &&
  @   v == hmac(hash, expand_label(hash, secret, h, l, bytes_nil, digest_size(hash)), transcript);
  @
  @ // RFC 8446 4.4.3: what stands before the transcript hash in what CertificateVerify signs
  @ predicate is_verify_head(bytes h, integer of_server) = bytes_len(h) == 98 &&
  @   (\forall integer i; 0 <= i < 64 ==> bytes_at(h, i) == 0x20) &&
  @   bytes_at(h, 64) == 'T' && bytes_at(h, 65) == 'L' && bytes_at(h, 66) == 'S' && bytes_at(h, 67) == ' ' &&
  @   bytes_at(h, 68) == '1' && bytes_at(h, 69) == '.' && bytes_at(h, 70) == '3' && bytes_at(h, 71) == ',' &&
  @   bytes_at(h, 72) == ' ' && bytes_at(h, 73) == (of_server == 0 ? 'c' : 's') && bytes_at(h, 74) == (of_server == 0 ? 'l' : 'e') &&
  @   bytes_at(h, 75) == (of_server == 0 ? 'i' : 'r') && bytes_at(h, 76) == (of_server == 0 ? 'e' : 'v') &&
  @   bytes_at(h, 77) == (of_server == 0 ? 'n' : 'e') && bytes_at(h, 78) == (of_server == 0 ? 't' : 'r') &&
  @   bytes_at(h, 79) == ' ' && bytes_at(h, 80) == 'C' && bytes_at(h, 81) == 'e' && bytes_at(h, 82) == 'r' &&
  @   bytes_at(h, 83) == 't' && bytes_at(h, 84) == 'i' && bytes_at(h, 85) == 'f' && bytes_at(h, 86) == 'i' &&
  @   bytes_at(h, 87) == 'c' && bytes_at(h, 88) == 'a' && bytes_at(h, 89) == 't' && bytes_at(h, 90) == 'e' &&
  @   bytes_at(h, 91) == 'V' && bytes_at(h, 92) == 'e' && bytes_at(h, 93) == 'r' && bytes_at(h, 94) == 'i' &&
  @   bytes_at(h, 95) == 'f' && bytes_at(h, 96) == 'y' && bytes_at(h, 97) == 0;
  @ predicate is_verify_digest(bytes d, integer scheme, integer of_server, bytes transcript) = \exists bytes h;
  @   is_verify_head(h, of_server) && d == digest(scheme_hash(scheme), bytes_cat(h, transcript));
  @
  @ // Where the transcript's digests stand that are taken before CertificateVerify is read.
  @ logic integer digest_place(integer hash) = hash == 4 ? 0 : hash == 5 ? HF_HASH_MAX : 2 * HF_HASH_MAX;
  @*/

/* The peer's key, which stands in the buffer of its chain, made the signature of n bytes over what has the digest d. */
/* clang-format off */
#define HF_PEER_SIGNED(c, scheme, d, signature, n)                                                                     \
  signed_with(scheme, (c)->peer.key.kind,                                                                              \
    bytes_of((c)->chain.buffer + (c)->peer.key.modulus_at, (c)->peer.key.modulus_n),                                   \
    bytes_of((c)->chain.buffer + (c)->peer.key.exponent_at, (c)->peer.key.exponent_n), (c)->peer.key.group,            \
    bytes_of((c)->chain.buffer + (c)->peer.key.point_at, (c)->peer.key.point_n), d, signature, n)
/* clang-format on */
#endif
