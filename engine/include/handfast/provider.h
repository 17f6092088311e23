/* What the engine asks of a crypto library: primitives only, no protocol. A provider fulfils these contracts; the engine
   is linked with exactly one. The default is engine/provider/tomcrypt; a program that brings its own defines every function of this
   header and links it before libhandfast.a, which has the default one, and the software keys that rest on it, as a member of their own. The proofs assume these contracts, and nothing else
   of a provider; the tests check them with known answers. Where a contract names no random source in `assigns`, what the
   source does to its own context is the caller's business. */
#ifndef HANDFAST_PROVIDER_H
#define HANDFAST_PROVIDER_H
#include "logic.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Hash functions, by the code points of RFC 5246 7.4.1.4.1 (HashAlgorithm). */
#define HF_HASH_SHA1 2u
#define HF_HASH_SHA256 4u
#define HF_HASH_SHA384 5u
#define HF_HASH_SHA512 6u
#define HF_HASH_MAX 64u   /* bytes in the longest digest */
#define HF_BLOCK_MAX 128u /* bytes in the longest block that a hash function takes */

/* Named groups, by the code points of RFC 8422 5.1.1 (NamedCurve). */
#define HF_GROUP_SECP256R1 23u
#define HF_GROUP_SECP384R1 24u
#define HF_GROUP_SECP521R1 25u
#define HF_GROUP_X25519 29u
#define HF_SCALAR_MAX 66u /* bytes in the longest private scalar or x coordinate */
#define HF_POINT_MAX 133u /* bytes in the longest uncompressed point */
#define HF_RSA_MAX 1024u  /* bytes in the longest RSA modulus that verifies a certificate: 8192 bits */
/* Of keys that sign or decrypt in a handshake, the peer's and our own: 4096 bits. What they make has its room in each connection. */
#define HF_RSA_HANDSHAKE_MAX 512u

/* A hash computation under way. A plain value: an assignment copies it. */
struct hf_hash {
  int64_t word[26]; /* the provider's own */
  uint32_t id;      /* HF_HASH_... */
};

/* A hash computation that has taken whole blocks only: what is kept of an HMAC key. */
struct hf_midstate {
  int32_t half[16]; /* the provider's own: the halves of eight words */
};

/* What an AES key is for. One that was wiped, or could not be made, is for nothing. */
#define HF_AES_NOTHING 0u
#define HF_AES_ENCRYPTS 1u
#define HF_AES_DECRYPTS 2u

/* An expanded AES key, for one direction. */
struct hf_aes {
  uint32_t word[62]; /* the provider's own */
  uint32_t use;      /* HF_AES_..., which the provider sets when it starts a key */
};

/* Where the provider gets random bytes when an operation needs them: 0 if out[0 .. n-1] is filled. */
struct hf_random {
  int (*fill)(void *context, uint8_t *out, size_t n);
  void *context;
};

/* What a computation has taken so far, and what a midstate holds: functions of their values, wherever those stand. */
/*@ axiomatic HashState {
  @   logic bytes hash_taken(struct hf_hash h);
  @   logic bytes hash_held(struct hf_midstate m);
  @ }
  @*/

/* Readies the provider, once for the process; safe to call again, from any thread. The software keys and the RSA and EC
   operations call it themselves. 0, or -1 when the library cannot be used. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == -1;
  @*/
int hf_provider_start(void);

/* Hashing. The longest message is that of the hash function (FIPS 180-4), never reached here. */
/*@ requires \valid(h);
  @ requires hash_known(id);
  @ HF_TOTAL;
  @ assigns *h;
  @ ensures h->id == id;
  @ ensures hash_taken(*h) == bytes_nil;
  @*/
void hf_hash_start(struct hf_hash *h, uint32_t id);

/*@ requires \valid(h) && hash_known(h->id);
  @ requires \valid_read(in + (0 .. n-1));
  @ requires \separated(h, in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25];
  @ ensures hash_taken(*h) == bytes_cat(\old(hash_taken(*h)), \old(bytes_of(in, n)));
  @*/
void hf_hash_update(struct hf_hash *h, const uint8_t *in, size_t n);

/* out has hf_hash_size(h->id) bytes. The computation is over: start it again before another use. */
/*@ requires \valid(h) && hash_known(h->id);
  @ requires \valid(out + (0 .. digest_size(h->id) - 1));
  @ requires \separated(h, out + (0 .. digest_size(h->id) - 1));
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25], out[0 .. digest_size(h->id) - 1];
  @ ensures bytes_of(out, digest_size(h->id)) == digest(h->id, \old(hash_taken(*h)));
  @*/
void hf_hash_finish(struct hf_hash *h, uint8_t *out);

/* Keeps the chaining value of a computation that has taken whole blocks, and goes on from it later: `bytes` is how many
   it had taken. */
/*@ requires \valid_read(h) && \valid(m) && \separated(h, m);
  @ requires hash_known(h->id);
  @ requires bytes_len(hash_taken(*h)) % block_size(h->id) == 0;
  @ HF_TOTAL;
  @ assigns *m;
  @ ensures hash_held(*m) == hash_taken(*h);
  @*/
void hf_hash_save(const struct hf_hash *h, struct hf_midstate *m);

/*@ requires \valid(h) && \valid_read(m) && \separated(h, m);
  @ requires hash_known(id);
  @ requires bytes == bytes_len(hash_held(*m));
  @ HF_TOTAL;
  @ assigns *h;
  @ ensures h->id == id;
  @ ensures hash_taken(*h) == hash_held(*m);
  @*/
void hf_hash_restore(struct hf_hash *h, uint32_t id, const struct hf_midstate *m, uint64_t bytes);

/* The chaining value after whole blocks, big-endian, hf_hash_size(h->id) bytes: the digest, when the blocks end with the
   function's own padding. For the constant-time MAC of CBC records. */
/*@ requires \valid_read(h) && hash_known(h->id);
  @ requires \valid(out + (0 .. digest_size(h->id) - 1));
  @ requires \separated(h, out + (0 .. digest_size(h->id) - 1));
  @ requires bytes_len(hash_taken(*h)) % block_size(h->id) == 0;
  @ HF_TOTAL;
  @ assigns out[0 .. digest_size(h->id) - 1];
  @ ensures bytes_of(out, digest_size(h->id)) == chaining(h->id, hash_taken(*h));
  @*/
void hf_hash_chaining(const struct hf_hash *h, uint8_t *out);

/* AES (FIPS 197). n, the key's bytes: 16 or 32 (24 is taken too). 0; or -1 for another size, or when the provider cannot:
   the key is then for nothing. */
/*@ axiomatic Aes {
  @   logic bytes aes_key{L}(struct hf_aes *k) reads k->word[0 .. 121];
  @   logic bytes aes_encrypted(bytes key, bytes block);
  @   logic bytes aes_decrypted(bytes key, bytes block);
  @ }
  @*/
/*@ requires \valid(k) && \valid_read(key + (0 .. n-1));
  @ requires \separated(k, key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns *k;
  @ ensures \result == 0 || \result == -1;
  @ ensures k->use == (\result == 0 ? HF_AES_ENCRYPTS : HF_AES_NOTHING);
  @ ensures \result == 0 ==> aes_key(k) == \old(bytes_of(key, n));
  @*/
int hf_aes_encrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);

/*@ requires \valid(k) && \valid_read(key + (0 .. n-1));
  @ requires \separated(k, key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns *k;
  @ ensures \result == 0 || \result == -1;
  @ ensures k->use == (\result == 0 ? HF_AES_DECRYPTS : HF_AES_NOTHING);
  @ ensures \result == 0 ==> aes_key(k) == \old(bytes_of(key, n));
  @*/
int hf_aes_decrypt_start(struct hf_aes *k, const uint8_t *key, size_t n);

/* n blocks, each by itself: the more at once, the faster. `out` may be `in`; else they are apart. */
#define HF_AES_BLOCK 16u
#define HF_AES_BLOCKS_MAX 0x10000000u /* in one call */
/*@ requires \valid_read(k) && n <= HF_AES_BLOCKS_MAX;
  @ requires \valid_read(in + (0 .. 16 * n - 1)) && \valid(out + (0 .. 16 * n - 1));
  @ requires \separated(k, out + (0 .. 16 * n - 1));
  @ requires out == in || \separated(in + (0 .. 16 * n - 1), out + (0 .. 16 * n - 1));
  @ requires k->use == HF_AES_ENCRYPTS;
  @ HF_TOTAL;
  @ assigns out[0 .. 16 * n - 1];
  @ ensures \forall integer b; 0 <= b < n ==>
  @    bytes_of(out + 16 * b, 16) == aes_encrypted(aes_key(k), \old(bytes_of(in + 16 * b, 16)));
  @*/
void hf_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n);

/*@ requires \valid_read(k) && n <= HF_AES_BLOCKS_MAX;
  @ requires \valid_read(in + (0 .. 16 * n - 1)) && \valid(out + (0 .. 16 * n - 1));
  @ requires \separated(k, out + (0 .. 16 * n - 1));
  @ requires out == in || \separated(in + (0 .. 16 * n - 1), out + (0 .. 16 * n - 1));
  @ requires k->use == HF_AES_DECRYPTS;
  @ HF_TOTAL;
  @ assigns out[0 .. 16 * n - 1];
  @ ensures \forall integer b; 0 <= b < n ==>
  @    bytes_of(out + 16 * b, 16) == aes_decrypted(aes_key(k), \old(bytes_of(in + 16 * b, 16)));
  @*/
void hf_aes_decrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n);

/* Counter mode (NIST SP 800-38A 6.5) with the counter blocks of GCM and CCM, twelve bytes that stay and four that count: encrypts
   data[0 .. n-1] in place, or decrypts it, which is the same. The first block is number `count`. */
#define HF_COUNTER_MAX 0x1000000u /* the most bytes in one call: far more than a record has */
/*@ axiomatic CounterBlock {
  @   logic bytes counter_block(bytes nonce, integer count);
  @   axiom counter_block_len: \forall bytes nonce, integer count; bytes_len(counter_block(nonce, count)) == 16;
  @   axiom counter_block_nonce: \forall bytes nonce, integer count, i; 0 <= i < 12 ==>
  @      bytes_at(counter_block(nonce, count), i) == bytes_at(nonce, i);
  @   axiom counter_block_count: \forall bytes nonce, integer count; 0 <= count < 4294967296 ==>
  @      bytes_at(counter_block(nonce, count), 12) == count / 16777216 &&
  @      bytes_at(counter_block(nonce, count), 13) == count / 65536 % 256 &&
  @      bytes_at(counter_block(nonce, count), 14) == count / 256 % 256 &&
  @      bytes_at(counter_block(nonce, count), 15) == count % 256;
  @ }
  @ logic integer counter_stream(bytes key, bytes nonce, integer count, integer i) =
  @    bytes_at(aes_encrypted(key, counter_block(nonce, count + i / 16)), i % 16);
  @ predicate counter_xored{L1,L2}(uint8_t *data, integer n, bytes key, bytes nonce, integer count) =
  @    \forall integer i; 0 <= i < n ==> \at(data[i], L2) == HF_XOR8(\at(data[i], L1), counter_stream(key, nonce, count, i));
  @*/
/*@ requires n <= HF_COUNTER_MAX && count <= 0x10000 && k->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(k) && \valid_read(nonce + (0 .. 11)) && \valid(data + (0 .. n-1));
  @ requires \separated(k, data + (0 .. n-1));
  @ requires \separated(nonce + (0 .. 11), data + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @ ensures counter_xored{Pre,Post}(data, n, aes_key(k), \old(bytes_of(nonce, 12)), count);
  @*/
void hf_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n);

/* GHASH (NIST SP 800-38D 6.4) goes on: y is the hash so far, at first zeroes, and takes n blocks under the hash key h. */
/*@ axiomatic Ghash {
  @   logic bytes ghash(bytes h, bytes y, bytes blocks);
  @   axiom ghash_goes_on: \forall bytes h, y, a, b; bytes_len(a) % 16 == 0 ==>
  @      ghash(h, ghash(h, y, a), b) == ghash(h, y, bytes_cat(a, b));
  @ }
  @*/
/*@ requires \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15)) && n <= HF_AES_BLOCKS_MAX;
  @ requires \valid_read(in + (0 .. 16 * n - 1));
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ requires \separated(y + (0 .. 15), in + (0 .. 16 * n - 1));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @ ensures bytes_of(y, 16) == ghash(\old(bytes_of(h, 16)), \old(bytes_of(y, 16)), \old(bytes_of(in, 16 * n)));
  @*/
void hf_ghash(const uint8_t h[16], uint8_t y[16], const uint8_t *in, size_t n);

/* ChaCha20-Poly1305 (RFC 8439 2.8), in place. Seal answers 0, or -1 when the library refuses. Open answers 0 when the tag
   is right; otherwise -1, and the data stays encrypted. */
/*@ requires \valid_read(key + (0 .. 31)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid(data + (0 .. n-1)) && \valid(tag + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), tag + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), key + (0 .. 31));
  @ requires \separated(data + (0 .. n-1), nonce + (0 .. 11));
  @ requires \separated(data + (0 .. n-1), aad + (0 .. aad_n - 1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1], tag[0 .. 15];
  @ ensures \result == 0 || \result == -1;
  @*/
int hf_chacha20_poly1305_seal(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, uint8_t tag[16]);

/*@ requires \valid_read(key + (0 .. 31)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid(data + (0 .. n-1)) && \valid_read(tag + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), tag + (0 .. 15));
  @ requires \separated(data + (0 .. n-1), key + (0 .. 31));
  @ requires \separated(data + (0 .. n-1), nonce + (0 .. 11));
  @ requires \separated(data + (0 .. n-1), aad + (0 .. aad_n - 1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @ ensures \result == 0 || \result == -1;
  @ ensures \result != 0 ==> \forall integer i; 0 <= i < n ==> data[i] == \old(data[i]);
  @*/
int hf_chacha20_poly1305_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *aad, size_t aad_n,
                              uint8_t *data, size_t n, const uint8_t tag[16]);

/* RSA's public operation (RFC 8017 5.2.2): out = in ^ e mod n, all big-endian; n, in and out have n_n bytes; out may be in.
   0; or -1 when in >= n or the key is unusable: n even or not of 64 .. HF_RSA_MAX bytes, e even, below 3 or above n. */
/*@ axiomatic Rsa {
  @   // the operation with the key n, e made `out` of `in`
  @   predicate rsa_opened(bytes n, bytes e, bytes in, bytes out);
  @ }
  @*/
/*@ requires \valid_read(n + (0 .. n_n - 1)) && \valid_read(e + (0 .. e_n - 1));
  @ requires \valid_read(in + (0 .. n_n - 1)) && \valid(out + (0 .. n_n - 1));
  @ requires \separated(out + (0 .. n_n - 1), n + (0 .. n_n - 1));
  @ requires \separated(out + (0 .. n_n - 1), e + (0 .. e_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. n_n - 1];
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==>
  @    rsa_opened(\old(bytes_of(n, n_n)), \old(bytes_of(e, e_n)), \old(bytes_of(in, n_n)), bytes_of(out, n_n));
  @*/
int hf_rsa_public(const uint8_t *n, size_t n_n, const uint8_t *e, size_t e_n, const uint8_t *in, uint8_t *out);

/* Elliptic curves. A provider may do them as it likes; the default one takes secp256r1 and x25519 from engine/crypto/p256.h and x25519.h,
   which are the same in time and memory for all secrets, and secp384r1 and secp521r1 from libtomcrypt, which is not. Points and
   signatures are of the curves of NIST, the first three of these; keys are agreed on x25519 too. */

/* The bytes in a scalar or coordinate of a group, and in what is sent of a key pair: a point uncompressed (X9.62 4.3.6), or the number
   that x25519 has for it (RFC 7748 5). */
/*@ predicate group_known(integer group) = group == 23 || group == 24 || group == 25;
  @ predicate exchange_known(integer group) = group_known(group) || group == 29;
  @ logic integer group_bytes(integer group) = group == 24 ? 48 : group == 25 ? 66 : 32;
  @ logic integer share_bytes(integer group) = group == 29 ? 32 : 2 * group_bytes(group) + 1;
  @*/

/* A fresh key pair: scalar (32, 48 or 66 bytes), and the point that is sent (65, 97, 133 or 32 bytes). 0, or -1 when the random source fails;
   then both are wiped. */
/*@ requires \valid_read(random) && exchange_known(group);
  @ requires \valid(scalar + (0 .. group_bytes(group) - 1)) && \valid(point + (0 .. share_bytes(group) - 1));
  @ requires \separated(scalar + (0 .. group_bytes(group) - 1), point + (0 .. share_bytes(group) - 1));
  @ HF_TOTAL;
  @ assigns scalar[0 .. group_bytes(group) - 1], point[0 .. share_bytes(group) - 1];
  @ ensures \result == 0 || \result == -1;
  @*/
int hf_ecdh_generate(uint32_t group, const struct hf_random *random, uint8_t *scalar, uint8_t *point);

/* The x coordinate of scalar * point, at its full size (RFC 8422 5.10). -1 when the point is not of this group's size, and, of the curves
   of NIST, not uncompressed, not on the curve or at infinity; of x25519, when x is all zeroes (RFC 8422 5.11). Then x is wiped. */
/*@ requires exchange_known(group);
  @ requires \valid_read(scalar + (0 .. group_bytes(group) - 1)) && \valid_read(point + (0 .. point_n - 1));
  @ requires \valid(x + (0 .. group_bytes(group) - 1));
  @ requires \separated(x + (0 .. group_bytes(group) - 1), scalar + (0 .. group_bytes(group) - 1));
  @ requires \separated(x + (0 .. group_bytes(group) - 1), point + (0 .. point_n - 1));
  @ HF_TOTAL;
  @ assigns x[0 .. group_bytes(group) - 1];
  @ ensures \result == 0 || \result == -1;
  @*/
int hf_ecdh_agree(uint32_t group, const uint8_t *scalar, const uint8_t *point, size_t point_n, uint8_t *x);

/* 0 when the bytes are an uncompressed point on the curve of the group, its coordinates below the prime (SEC 1 3.2.2.1), else -1. */
/*@ requires group_known(group);
  @ requires \valid_read(point + (0 .. point_n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == -1;
  @*/
int hf_point_check(uint32_t group, const uint8_t *point, size_t point_n);

/* 0 when the signature (r and s big-endian, each the group's size) over the digest verifies, else -1. */
/*@ axiomatic Ecdsa {
  @   predicate ecdsa_verified(integer group, bytes point, bytes hash, bytes r, bytes s);
  @ }
  @*/
/*@ requires group_known(group);
  @ requires \valid_read(point + (0 .. point_n - 1)) && \valid_read(digest + (0 .. digest_n - 1));
  @ requires \valid_read(r + (0 .. group_bytes(group) - 1)) && \valid_read(s + (0 .. group_bytes(group) - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> ecdsa_verified(group, bytes_of(point, point_n), bytes_of(digest, digest_n),
  @    bytes_of(r, group_bytes(group)), bytes_of(s, group_bytes(group)));
  @*/
int hf_ecdsa_verify(uint32_t group, const uint8_t *point, size_t point_n, const uint8_t *digest, size_t digest_n,
                    const uint8_t *r, const uint8_t *s);

#ifdef __cplusplus
}
#endif
#endif
