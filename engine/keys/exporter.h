/* Keying material exporters, as TLS 1.2 (RFC 5705) and TLS 1.3 (RFC 8446 7.5) have them: what an application derives from a connection for itself. */
#ifndef HANDFAST_KEYS_EXPORTER_H
#define HANDFAST_KEYS_EXPORTER_H
#include "keys/hkdf.h"
#include "keys/prf.h"
#include <stdbool.h>

/*@ // The length of a context, as it stands in front of it.
  @ predicate is_context_length(bytes l, integer n) =
  @   bytes_len(l) == 2 && bytes_at(l, 0) * 256 + bytes_at(l, 1) == n;
  @ // RFC 8446 7.5: the label of the second step
  @ predicate is_exporter_label(bytes l) =
  @   bytes_len(l) == 8 && bytes_at(l, 0) == 'e' && bytes_at(l, 1) == 'x' && bytes_at(l, 2) == 'p' && bytes_at(l, 3) == 'o' &&
  @   bytes_at(l, 4) == 'r' && bytes_at(l, 5) == 't' && bytes_at(l, 6) == 'e' && bytes_at(l, 7) == 'r'; */

/* A label that TLS 1.2 itself derives with (RFC 5705 4, RFC 7627 4), or none; with these a value would give the connection's own
   keys away. */
/*@ requires \valid_read(label + (0 .. n - 1)); HF_TOTAL; assigns \nothing;
  @ ensures n == 0 ==> \result; */
bool hf_exporter_label_wrong(const uint8_t *label, size_t n);

/* RFC 5705 4, without a context: out_n bytes from the master secret. */
/*@ requires hash_known(hash) && out_n <= HF_PRF_MAX;
  @ requires \valid_read(master + (0 .. 47)) && \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31));
  @ requires \valid(out + (0 .. out_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), client_random + (0 .. 31));
  @ requires \separated(out + (0 .. out_n - 1), server_random + (0 .. 31));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures bytes_of(out, out_n) == \old(prf(hash, bytes_of(master, 48), bytes_of(label, label_n),
  @    bytes_cat(bytes_of(client_random, 32), bytes_of(server_random, 32)), out_n)); */
void hf_exporter(uint32_t hash, const uint8_t master[48], const uint8_t *label, size_t label_n,
                 const uint8_t client_random[32], const uint8_t server_random[32], uint8_t *out, size_t out_n);

/* The same with a context, which may be empty: that is another value than without one. */
/*@ requires hash_known(hash) && out_n <= HF_PRF_MAX && context_n <= 0xffff;
  @ requires \valid_read(master + (0 .. 47)) && \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31));
  @ requires \valid_read(context + (0 .. context_n - 1)) && \valid(out + (0 .. out_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), context + (0 .. context_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures \exists bytes l; is_context_length(l, context_n) && bytes_of(out, out_n) == \old(prf(hash, bytes_of(master, 48),
  @    bytes_of(label, label_n), bytes_cat(bytes_cat(bytes_of(client_random, 32), bytes_cat(bytes_of(server_random, 32), l)),
  @    bytes_of(context, context_n)), out_n)); */
void hf_exporter_with(uint32_t hash, const uint8_t master[48], const uint8_t *label, size_t label_n,
                      const uint8_t client_random[32], const uint8_t server_random[32], const uint8_t *context,
                      uint16_t context_n, uint8_t *out, size_t out_n);

/* RFC 8446 7.5, TLS 1.3: from the exporter master secret, hf_hash_size(hash) bytes. No context is the same as an empty one. */
/*@ requires hash_known(hash) && out_n <= 255 * digest_size(hash) && label_n <= HF_HKDF_LABEL_MAX;
  @ requires \valid_read(secret + (0 .. digest_size(hash) - 1)) && \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(context + (0 .. context_n - 1)) && \valid(out + (0 .. out_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures \exists bytes g, h, l; is_hkdf_head(g, digest_size(hash), label_n) && is_exporter_label(l) && is_hkdf_head(h, out_n, 8) &&
  @    bytes_of(out, out_n) == \old(hkdf_expand(hash, hkdf_expand(hash, bytes_of(secret, digest_size(hash)),
  @       hkdf_label(g, bytes_of(label, label_n), digest(hash, bytes_nil)), digest_size(hash)),
  @       hkdf_label(h, l, digest(hash, bytes_of(context, context_n))), out_n)); */
void hf_tls13_export(uint32_t hash, const uint8_t *secret, const uint8_t *label, size_t label_n, const uint8_t *context,
                     size_t context_n, uint8_t *out, size_t out_n);
#endif
