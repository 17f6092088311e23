/* The vocabulary of the contracts, for the proofs only: byte strings as values, and what hash functions make of them.
   There is no C here. */
#ifndef HANDFAST_LOGIC_H
#define HANDFAST_LOGIC_H
#include "total.h"
#include <stddef.h>
#include <stdint.h>

/* Exclusive or of two bytes, in contracts. A macro, because WP loses the definition of a logic function that has ^ in it. */
#define HF_XOR8(a, b) ((uint32_t)((a) ^ (b)) % 256)

/*@ axiomatic Bytes {
  @   type bytes;
  @   logic integer bytes_len(bytes b);
  @   logic integer bytes_at(bytes b, integer i);
  @   logic bytes bytes_of{L}(uint8_t *p, integer n) reads p[0 .. n-1];
  @   logic bytes bytes_nil;
  @   logic bytes bytes_cat(bytes a, bytes b);
  @   logic bytes bytes_head(bytes b, integer n);
  @
  @   axiom bytes_of_len{L}: \forall uint8_t *p, integer n; 0 <= n ==> bytes_len(bytes_of(p, n)) == n;
  @   axiom bytes_of_at{L}: \forall uint8_t *p, integer n, i; 0 <= i < n ==> bytes_at(bytes_of(p, n), i) == p[i];
  @   axiom bytes_same: \forall bytes a, b; bytes_len(a) == bytes_len(b) &&
  @      (\forall integer i; 0 <= i < bytes_len(a) ==> bytes_at(a, i) == bytes_at(b, i)) ==> a == b;
  @   axiom bytes_len_low: \forall bytes a; 0 <= bytes_len(a);
  @   axiom bytes_nil_len: bytes_len(bytes_nil) == 0;
  @   axiom bytes_cat_len: \forall bytes a, b; bytes_len(bytes_cat(a, b)) == bytes_len(a) + bytes_len(b);
  @   axiom bytes_cat_first: \forall bytes a, b, integer i; 0 <= i < bytes_len(a) ==>
  @      bytes_at(bytes_cat(a, b), i) == bytes_at(a, i);
  @   axiom bytes_cat_second: \forall bytes a, b, integer i; bytes_len(a) <= i < bytes_len(a) + bytes_len(b) ==>
  @      bytes_at(bytes_cat(a, b), i) == bytes_at(b, i - bytes_len(a));
  @   axiom bytes_head_len: \forall bytes a, integer n; 0 <= n <= bytes_len(a) ==> bytes_len(bytes_head(a, n)) == n;
  @   axiom bytes_head_at: \forall bytes a, integer n, i; 0 <= i < n <= bytes_len(a) ==>
  @      bytes_at(bytes_head(a, n), i) == bytes_at(a, i);
  @ }
  @
  @ predicate bytes_kept{L1,L2}(uint8_t *p, integer n) = \forall integer i; 0 <= i < n ==> \at(p[i], L1) == \at(p[i], L2);
  @ lemma bytes_of_kept{L1,L2}: \forall uint8_t *p, integer n; 0 <= n ==>
  @    bytes_kept{L1,L2}(p, n) ==> bytes_of{L1}(p, n) == bytes_of{L2}(p, n);
  @ lemma bytes_of_frame{L1,L2}: \forall uint8_t *p, *q, integer n; 0 <= n ==>
  @    (\forall integer k; 0 <= k < n ==> \at(p[k], L1) == \at(q[k], L2)) ==> bytes_of{L1}(p, n) == bytes_of{L2}(q, n);
  @ lemma bytes_nil_cat: \forall bytes a; bytes_cat(bytes_nil, a) == a;
  @ lemma bytes_cat_nil: \forall bytes a; bytes_cat(a, bytes_nil) == a;
  @ lemma bytes_cat_cat: \forall bytes a, b, c; bytes_cat(bytes_cat(a, b), c) == bytes_cat(a, bytes_cat(b, c));
  @ lemma bytes_of_nil{L}: \forall uint8_t *p; bytes_of(p, 0) == bytes_nil;
  @*/

/* Hash functions by their code points (HF_HASH_...): which there are, and their sizes in bytes. */
/*@ predicate hash_known(integer id) = id == 2 || id == 4 || id == 5 || id == 6;
  @ logic integer digest_size(integer id) = id == 2 ? 20 : id == 4 ? 32 : id == 5 ? 48 : 64;
  @ logic integer block_size(integer id) = id == 2 || id == 4 ? 64 : 128;
  @
  @ axiomatic Digest {
  @   logic bytes digest(integer id, bytes message);
  @   logic bytes chaining(integer id, bytes blocks);
  @   logic bytes hash_padding(integer id, integer n);
  @   axiom digest_len: \forall integer id, bytes m; hash_known(id) ==> bytes_len(digest(id, m)) == digest_size(id);
  @   axiom digest_chaining: \forall integer id, bytes m; hash_known(id) ==>
  @      digest(id, m) == chaining(id, bytes_cat(m, hash_padding(id, bytes_len(m))));
  @ }
  @*/
#endif
