#include "keys/exporter.h"
#include "crypto/bytes.h"
#include "keys/hkdf.h"
#include <stdbool.h>

#define LABELS 5u
#define LABEL_ROOM 22u /* bytes of the longest */

/* Without the zero that ends a C string. Labels are no secret. */
static const struct {
  uint8_t n;
  uint8_t label[LABEL_ROOM];
} reserved[LABELS] = {
    {15u, {'c', 'l', 'i', 'e', 'n', 't', ' ', 'f', 'i', 'n', 'i', 's', 'h', 'e', 'd'}},
    {15u, {'s', 'e', 'r', 'v', 'e', 'r', ' ', 'f', 'i', 'n', 'i', 's', 'h', 'e', 'd'}},
    {13u, {'m', 'a', 's', 't', 'e', 'r', ' ', 's', 'e', 'c', 'r', 'e', 't'}},
    {13u, {'k', 'e', 'y', ' ', 'e', 'x', 'p', 'a', 'n', 's', 'i', 'o', 'n'}},
    {22u,
     {'e', 'x', 't', 'e', 'n', 'd', 'e', 'd', ' ', 'm', 'a', 's', 't', 'e', 'r', ' ', 's', 'e', 'c', 'r', 'e', 't'}},
};

/*@ requires \valid_read(a + (0 .. n - 1)) && \valid_read(b + (0 .. n - 1)); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> (\forall integer i; 0 <= i < n ==> a[i] == b[i]); */
static bool same(const uint8_t *a, const uint8_t *b, size_t n) {
  /*@ loop invariant 0 <= i <= n && (\forall integer k; 0 <= k < i ==> a[k] == b[k]); loop assigns i; loop variant n - i; */
  for (size_t i = 0u; i < n; i++)
    if (a[i] != b[i])
      return false;
  return true;
}

bool hf_exporter_label_wrong(const uint8_t *label, size_t n) {
  bool wrong = n == 0u;
  /*@ loop invariant 0 <= i <= LABELS && (n == 0 ==> wrong == 1); loop assigns i, wrong;
    @ loop variant LABELS - i; */
  for (uint32_t i = 0u; i < LABELS; i++)
    if (n == reserved[i].n && n <= LABEL_ROOM && same(label, reserved[i].label, n))
      wrong = true;
  return wrong;
}

void hf_exporter(uint32_t hash, const uint8_t master[48], const uint8_t *label, size_t label_n,
                 const uint8_t client_random[32], const uint8_t server_random[32], uint8_t *out, size_t out_n) {
  hf_prf(hash, master, 48u, label, label_n, client_random, 32u, server_random, 32u, out, out_n);
}

/*@ // Three byte strings that lie one behind the other in memory.
  @ lemma exporter_seed_len{L}: \forall uint8_t *p; bytes_len(bytes_of(p, 66)) ==
  @   bytes_len(bytes_cat(bytes_of(p, 32), bytes_cat(bytes_of(p + 32, 32), bytes_of(p + 64, 2))));
  @ lemma exporter_seed_each{L}: \forall uint8_t *p, integer i; 0 <= i < 66 ==> bytes_at(bytes_of(p, 66), i) ==
  @   bytes_at(bytes_cat(bytes_of(p, 32), bytes_cat(bytes_of(p + 32, 32), bytes_of(p + 64, 2))), i);
  @ lemma exporter_seed_of{L}: \forall uint8_t *p;
  @   bytes_of(p, 66) == bytes_cat(bytes_of(p, 32), bytes_cat(bytes_of(p + 32, 32), bytes_of(p + 64, 2)));
  @*/

/* What stands in front of a context. */
/*@ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31)) && \valid(seed + (0 .. 65));
  @ requires \separated(seed + (0 .. 65), client_random + (0 .. 31));
  @ requires \separated(seed + (0 .. 65), server_random + (0 .. 31));
  @ HF_TOTAL;
  @ assigns seed[0 .. 65];
  @ ensures is_context_length(bytes_of(seed + 64, 2), context_n);
  @ ensures bytes_of(seed, 66) == bytes_cat(\old(bytes_of(client_random, 32)), bytes_cat(\old(bytes_of(server_random, 32)),
  @    bytes_of(seed + 64, 2))); */
static void put_seed(const uint8_t *client_random, const uint8_t *server_random, uint16_t context_n, uint8_t *seed) {
  hf_copy(seed, client_random, 32u);
  /*@ assert kept: bytes_kept{Pre,Here}(server_random, 32); */
  /*@ assert random: bytes_of(server_random, 32) == \at(bytes_of(server_random, 32), Pre); */
  hf_copy(&seed[32], server_random, 32u);
  /*@ assert copied: bytes_of(seed + 32, 32) == \at(bytes_of(server_random, 32), Pre); */
  /*@ ghost Copied: ; */
  hf_write16(&seed[64], context_n);
  /*@ assert still: bytes_kept{Copied,Here}(seed + 32, 32); */
  /*@ assert first: \forall integer i; 0 <= i < 32 ==> seed[i] == \at(client_random[i], Pre); */
  /*@ assert client: bytes_of(seed, 32) == \at(bytes_of(client_random, 32), Pre); */
  /*@ assert server: bytes_of(seed + 32, 32) == \at(bytes_of(server_random, 32), Pre); */
}

void hf_exporter_with(uint32_t hash, const uint8_t master[48], const uint8_t *label, size_t label_n,
                      const uint8_t client_random[32], const uint8_t server_random[32], const uint8_t *context,
                      uint16_t context_n, uint8_t *out, size_t out_n) {
  uint8_t seed[66];
  put_seed(client_random, server_random, context_n, seed);
  /*@ assert m: bytes_kept{Pre,Here}(master, 48); */
  /*@ assert l: bytes_kept{Pre,Here}(label, label_n); */
  /*@ assert c: bytes_kept{Pre,Here}(context, context_n); */
  /*@ assert length: is_context_length(bytes_of((uint8_t *)seed + 64, 2), context_n); */
  /*@ ghost Seeded: ; */
  hf_prf(hash, master, 48u, label, label_n, seed, 66u, context, context_n, out, out_n);
  /*@ assert made: bytes_of(out, out_n) == \at(prf(hash, bytes_of(master, 48), bytes_of(label, label_n),
        bytes_cat(bytes_of((uint8_t *)seed, 66), bytes_of(context, context_n)), out_n), Seeded); */
}

void hf_tls13_export(uint32_t hash, const uint8_t *secret, const uint8_t *label, size_t label_n, const uint8_t *context,
                     size_t context_n, uint8_t *out, size_t out_n) {
  uint8_t derived[HF_HASH_MAX];
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash state;
  const size_t n = hf_hash_size(hash);
  hf_hash_start(&state, hash);
  hf_hash_finish(&state, digest);
  /*@ assert secret1: bytes_kept{Pre,Here}(secret, n); */
  /*@ assert label1: bytes_kept{Pre,Here}(label, label_n); */
  hf_hkdf_expand_label(hash, secret, label, label_n, digest, n, derived, n);
  /*@ ghost Derived: ; */
  hf_hash_start(&state, hash);
  /*@ assert context1: bytes_kept{Pre,Here}(context, context_n); */
  hf_hash_update(&state, context, context_n);
  hf_hash_finish(&state, digest);
  const uint8_t text[8] = {'e', 'x', 'p', 'o', 'r', 't', 'e', 'r'};
  /*@ assert text0: text[0] == 'e' && text[1] == 'x' && text[2] == 'p' && text[3] == 'o' && text[4] == 'r' && text[5] == 't' &&
        text[6] == 'e' && text[7] == 'r'; */
  /*@ assert derived1: bytes_kept{Derived,Here}((uint8_t *)derived, n); */
  /*@ assert each: bytes_len(bytes_of((uint8_t *)text, 8)) == 8 && (\forall integer i; 0 <= i < 8 ==> bytes_at(bytes_of((uint8_t *)text, 8), i) == text[i]); */
  /*@ assert text1: is_exporter_label(bytes_of((uint8_t *)text, 8)); */
  hf_hkdf_expand_label(hash, derived, text, sizeof text, digest, n, out, out_n);
  /*@ ghost Made: ; */
  hf_wipe(derived, sizeof derived);
  /*@ assert same: bytes_kept{Made,Here}(out, out_n); */
}
