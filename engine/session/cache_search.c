/* Finding a session ID in the cache. Which entry has it, and whether one has, becomes known to the peer; how much of the
   ID other entries share does not: all of every entry is compared, without a branch. */
#include "crypto/bytes.h"
#include "session/cache.h"

/*@ lemma be32_same: \forall integer a, b, c, d, e, f, g, h;
      0 <= a < 256 && 0 <= b < 256 && 0 <= c < 256 && 0 <= d < 256 && 0 <= e < 256 && 0 <= f < 256 && 0 <= g < 256 &&
      0 <= h < 256 && a * 16777216 + b * 65536 + c * 256 + d == e * 16777216 + f * 65536 + g * 256 + h ==>
      a == e && b == f && c == g && d == h; */

/* 1 if the 8 bytes differ, taken as one number. */
/*@ requires \valid_read(p + (0 .. 7)) && \valid_read(q + (0 .. 7));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 0 <==> (\forall integer i; 0 <= i < 8 ==> p[i] == q[i]); */
static unsigned differ8(const uint8_t *p, const uint8_t *q) {
  uint64_t a = hf_read64(p);
  uint64_t b = hf_read64(q);
  /*@ assert halves: a == b ==> be32(p) == be32(q) && be32(p + 4) == be32(q + 4); */
  return (unsigned)(a != b);
}

/* 1 if the entry is in use and has the session ID, of id_n bytes with zeroes behind. */
/*@ requires \valid_read(e) && \valid_read(wanted + (0 .. HF_SESSION_ID_MAX - 1));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> (e->used != 0 && e->session.session_id_n == id_n &&
      (\forall integer i; 0 <= i < HF_SESSION_ID_MAX ==> e->session.session_id[i] == wanted[i])); */
static size_t matches(const struct hf_cache_entry *e, const uint8_t *wanted, size_t id_n) {
  const uint8_t *id = e->session.session_id;
  unsigned other = (unsigned)(e->used == 0u) + (unsigned)(e->session.session_id_n != id_n);
  unsigned first = differ8(id, wanted);
  unsigned second = differ8(id + 8, wanted + 8);
  unsigned third = differ8(id + 16, wanted + 16);
  unsigned fourth = differ8(id + 24, wanted + 24);
  /*@ assert s: second == 0 <==> (\forall integer i; 8 <= i < 16 ==> id[i] == wanted[i]); */
  /*@ assert t: third == 0 <==> (\forall integer i; 16 <= i < 24 ==> id[i] == wanted[i]); */
  /*@ assert f: fourth == 0 <==> (\forall integer i; 24 <= i < 32 ==> id[i] == wanted[i]); */
  /*@ assert all: (\forall integer i; 0 <= i < 32 ==> id[i] == wanted[i]) <==>
        first + second + third + fourth == 0; */
  return (size_t)(other + first + second + third + fourth == 0u);
}

/* a if bit is 1, b if it is 0. */
/*@ requires bit <= 1 && a <= HF_CACHE_MAX && b <= HF_CACHE_MAX;
  @ terminates \true; exits \false;
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
  @ terminates \true; exits \false;
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
