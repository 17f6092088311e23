/* Finding a session ID in the cache. Which entry has it, and whether one has, becomes known to the peer; how much of the
   ID other entries share does not: all of every entry is compared, without a branch. */
#include "crypto/bytes.h"
#include "session/cache.h"

/*@ lemma be32_bytes{L}: \forall uint8_t *p, *q; be32(p) == be32(q) ==>
      p[0] == q[0] && p[1] == q[1] && p[2] == q[2] && p[3] == q[3]; */

/* 1 if the 8 bytes at `at` differ, taken as one number. */
/*@ requires at <= HF_SESSION_ID_MAX - 8 && \valid_read(p + (at .. at + 7)) && \valid_read(q + (at .. at + 7));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 0 <==> (\forall integer i; at <= i < at + 8 ==> p[i] == q[i]); */
static unsigned differ8(const uint8_t *p, const uint8_t *q, size_t at) {
  uint64_t a = hf_read64(p + at);
  uint64_t b = hf_read64(q + at);
  /*@ assert halves: a == b ==> be32(p + at) == be32(q + at) && be32(p + at + 4) == be32(q + at + 4); */
  /*@ assert first: a == b ==> p[at] == q[at] && p[at + 1] == q[at + 1] && p[at + 2] == q[at + 2] &&
        p[at + 3] == q[at + 3]; */
  /*@ assert second: a == b ==> p[at + 4] == q[at + 4] && p[at + 5] == q[at + 5] && p[at + 6] == q[at + 6] &&
        p[at + 7] == q[at + 7]; */
  /*@ assert back: (\forall integer i; at <= i < at + 8 ==> p[i] == q[i]) ==> a == b; */
  return (unsigned)(a != b);
}

/* 1 if the entry is in use and has the session ID, of id_n bytes with zeroes behind. */
/*@ requires \valid_read(e) && \valid_read(wanted + (0 .. HF_SESSION_ID_MAX - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> (e->used != 0 && e->session.session_id_n == id_n &&
      (\forall integer i; 0 <= i < HF_SESSION_ID_MAX ==> e->session.session_id[i] == wanted[i])); */
static size_t matches(const struct hf_cache_entry *e, const uint8_t *wanted, size_t id_n) {
  const uint8_t *id = e->session.session_id;
  unsigned other = (unsigned)(e->used == 0u) + (unsigned)(e->session.session_id_n != id_n);
  unsigned first = differ8(id, wanted, 0u);
  unsigned second = differ8(id, wanted, 8u);
  unsigned third = differ8(id, wanted, 16u);
  unsigned fourth = differ8(id, wanted, 24u);
  /*@ assert all: (\forall integer i; 0 <= i < 32 ==> id[i] == wanted[i]) <==>
        first + second + third + fourth == 0; */
  return (size_t)(other + first + second + third + fourth == 0u);
}

/* a if bit is 1, b if it is 0. */
/*@ requires bit <= 1 && a <= HF_CACHE_MAX && b <= HF_CACHE_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (bit == 1 ? a : b); */
static size_t select_place(size_t bit, size_t a, size_t b) {
  /*@ assert bit == 0 || bit == 1; */
  return bit * a + (1u - bit) * b;
}

/* The session ID with zeroes behind. */
/*@ requires id_n <= HF_SESSION_ID_MAX && \valid_read(id + (0 .. id_n - 1));
  @ requires \valid(padded + (0 .. HF_SESSION_ID_MAX - 1));
  @ requires \separated(padded + (0 .. HF_SESSION_ID_MAX - 1), id + (0 .. id_n - 1));
  @ HF_TOTAL;
  @ assigns padded[0 .. HF_SESSION_ID_MAX - 1];
  @ ensures \forall integer i; 0 <= i < id_n ==> padded[i] == id[i];
  @ ensures \forall integer i; id_n <= i < HF_SESSION_ID_MAX ==> padded[i] == 0; */
static void pad(uint8_t *padded, const uint8_t *id, size_t id_n) {
  hf_fill(padded, 0u, HF_SESSION_ID_MAX);
  hf_copy(padded, id, id_n);
}

size_t hf_cache_search(const struct hf_cache *cache, const uint8_t *id, size_t id_n) {
  uint8_t padded[HF_SESSION_ID_MAX];
  const struct hf_cache_entry *entries = cache->entries;
  size_t n = cache->n;
  size_t found = n;
  pad(padded, id, id_n);
  /*@ loop invariant 0 <= i <= n && found <= n;
    @ loop invariant found < n ==> found < i && hf_entry_holds(entries + found, id, id_n);
    @ loop invariant found < n ==> \forall integer k; found < k < i ==> !hf_entry_holds(entries + k, id, id_n);
    @ loop invariant found == n ==> \forall integer k; 0 <= k < i ==> !hf_entry_holds(entries + k, id, id_n);
    @ loop assigns i, found;
    @ loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    size_t here = matches(&entries[i], padded, id_n);
    /*@ assert here == 1 <==> hf_entry_holds(entries + i, id, id_n); */
    found = select_place(here, i, found);
  }
  return found;
}
