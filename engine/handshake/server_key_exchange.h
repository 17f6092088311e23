/* What a server signs in its ServerKeyExchange (RFC 5246 7.4.3, RFC 8422 5.4). */
#ifndef HF_HANDSHAKE_SERVER_KEY_EXCHANGE_H
#define HF_HANDSHAKE_SERVER_KEY_EXCHANGE_H
#include "crypto/signature.h"
#include "handshake/sound.h"

/*@ // RFC 8422 5.4: ServerKeyExchange signs both randoms and the parameters, which these contracts do not spell out (SOUNDNESS.md)
  @ predicate is_share_digest(bytes d, integer scheme, bytes client_random, bytes server_random) = \exists bytes params;
  @   d == digest(scheme_hash(scheme), bytes_cat(bytes_cat(client_random, server_random), params));
  @*/

/* The digest over both randoms and the ECDHE parameters, with the hash function of a scheme, into out[0 .. its size - 1]. */
/*@ requires \valid_read(c) && \valid_read(point + (0 .. point_n - 1)) && point_n <= HF_POINT_MAX;
  @ requires scheme_hash(scheme) != 0 && \valid(out + (0 .. HF_HASH_MAX - 1));
  @ requires \separated(c, out + (0 .. HF_HASH_MAX - 1));
  @ HF_TOTAL; assigns out[0 .. HF_HASH_MAX - 1];
  @ ensures is_share_digest(bytes_of(out, digest_size(scheme_hash(scheme))), scheme,
  @   \old(bytes_of(&c->exchange.client_random[0], 32)), \old(bytes_of(&c->exchange.server_random[0], 32))); */
void hf_share_digest(const struct hf_connection *c, uint32_t scheme, uint32_t group, const uint8_t *point,
                     size_t point_n, uint8_t *out);
#endif
