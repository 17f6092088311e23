#include "crypto/gcm.h"
#include "crypto/bytes.h"
#include "crypto/ct.h"

#define TAG_BLOCK 1u  /* encrypts the tag (NIST SP 800-38D 7.1) */
#define DATA_BLOCK 2u /* the first that encrypts data */

int hf_gcm_start(struct hf_aes *aes, uint8_t h[16], const uint8_t *key, size_t n) {
  const int r = hf_aes_encrypt_start(aes, key, n);
  hf_fill(h, 0, HF_AES_BLOCK);
  /*@ assert zeroes: bytes_of(h, 16) == gcm_zero16; */
  if (r == 0)
    hf_aes_encrypt(aes, h, h, 1);
  return r;
}

/* GHASH takes a last block of fewer bytes, filled up with zeroes. */
/*@ requires \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15)) && \valid_read(in + (0 .. n-1)) && 0 < n < 16;
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ requires \separated(y + (0 .. 15), in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @ ensures bytes_of(y, 16) == ghash(\old(bytes_of(h, 16)), \old(bytes_of(y, 16)), gcm_filled(\old(bytes_of(in, n))));
  @*/
static void take_rest(const uint8_t *h, uint8_t *y, const uint8_t *in, size_t n) {
  uint8_t last[HF_AES_BLOCK];
  hf_fill(last, 0, HF_AES_BLOCK);
  hf_copy(last, in, n);
  /*@ assert in: \forall integer i; 0 <= i < n ==> in[i] == \at(in[i], Pre); */
  /*@ assert h: \forall integer i; 0 <= i < 16 ==> h[i] == \at(h[i], Pre); */
  /*@ assert y: \forall integer i; 0 <= i < 16 ==> y[i] == \at(y[i], Pre); */
  /*@ assert bytes: \forall integer i; 0 <= i < n ==> last[i] == \at(in[i], Pre); */
  /*@ assert zeroes: \forall integer i; n <= i < 16 ==> last[i] == 0; */
  /*@ assert kept: bytes_kept{Pre,Here}(in, n) && bytes_kept{Pre,Here}(h, 16) && bytes_kept{Pre,Here}(y, 16); */
  /*@ assert size: bytes_len(gcm_filled(\at(bytes_of(in, n), Pre))) == 16; */
  /*@ assert each: \forall integer i; 0 <= i < 16 ==> bytes_at(gcm_filled(\at(bytes_of(in, n), Pre)), i) == last[i]; */
  /*@ assert filled: bytes_of(&last[0], 16) == gcm_filled(\at(bytes_of(in, n), Pre)); */
  /*@ assert same: bytes_of(h, 16) == \at(bytes_of(h, 16), Pre) && bytes_of(y, 16) == \at(bytes_of(y, 16), Pre); */
  hf_ghash(h, y, last, 1);
  /*@ assert taken: bytes_of(y, 16) == ghash(\at(bytes_of(h, 16), Pre), \at(bytes_of(y, 16), Pre), gcm_filled(\at(bytes_of(in, n), Pre))); */
  /*@ ghost Taken: ; */
  hf_wipe(last, HF_AES_BLOCK);
  /*@ assert y_kept: bytes_kept{Taken,Here}(y, 16); */
}

/* GHASH takes n bytes, filled up with zeroes to whole blocks. */
/*@ requires \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15)) && \valid_read(in + (0 .. n-1)) && n <= HF_GCM_MAX;
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ requires \separated(y + (0 .. 15), in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @ ensures bytes_of(y, 16) == ghash(\old(bytes_of(h, 16)), \old(bytes_of(y, 16)), gcm_filled(\old(bytes_of(in, n))));
  @*/
static void take(const uint8_t *h, uint8_t *y, const uint8_t *in, size_t n) {
  const size_t whole = n / HF_AES_BLOCK * HF_AES_BLOCK;
  /*@ assert behind: \forall integer j; 0 <= j < n - whole ==> bytes_at(bytes_of(in + whole, n - whole), j) == in[whole + j]; */
  /*@ assert first: \forall integer i; 0 <= i < whole ==>
        bytes_at(bytes_cat(bytes_of(in, whole), bytes_of(in + whole, n - whole)), i) == in[i]; */
  /*@ assert second: \forall integer i; whole <= i < n ==>
        bytes_at(bytes_cat(bytes_of(in, whole), bytes_of(in + whole, n - whole)), i) == in[i]; */
  /*@ assert parts: bytes_of(in, n) == bytes_cat(bytes_of(in, whole), bytes_of(in + whole, n - whole)); */
  /*@ assert filled: gcm_filled(bytes_of(in, n)) == bytes_cat(bytes_of(in, whole), gcm_filled(bytes_of(in + whole, n - whole))); */
  hf_ghash(h, y, in, n / HF_AES_BLOCK);
  /*@ assert kept: bytes_kept{Pre,Here}(in, n) && bytes_kept{Pre,Here}(h, 16); */
  if (whole != n)
    take_rest(h, y, in + whole, n - whole);
}

/* A number in eight octets. */
/*@ requires \valid(out + (0 .. 7));
  @ HF_TOTAL;
  @ assigns out[0 .. 7];
  @ ensures bytes_of(out, 8) == i2osp8(v);
  @*/
static void write_length(uint8_t *out, uint32_t v) {
  hf_fill(out, 0, 4);
  hf_write32(out + 4, v);
  /*@ assert number: out[4] * 16777216 + out[5] * 65536 + out[6] * 256 + out[7] == v; */
  /*@ assert low: out[7] == v % 256 && out[6] == v / 256 % 256; */
  /*@ assert high: out[5] == v / 65536 % 256 && out[4] == v / 16777216; */
  /*@ assert small: v / 4294967296 == 0 && v % 4294967296 == v; */
  /*@ assert zeroes: out[0] == 0 && out[1] == 0 && out[2] == 0 && out[3] == 0; */
  /*@ assert halves: i2osp8(v) == bytes_cat(i2osp4(0), i2osp4(v)); */
  /*@ assert first: \forall integer i; 0 <= i < 4 ==> bytes_at(i2osp4(0), i) == out[i]; */
  /*@ assert second: bytes_at(i2osp4(v), 0) == out[4] && bytes_at(i2osp4(v), 1) == out[5] && bytes_at(i2osp4(v), 2) == out[6] &&
        bytes_at(i2osp4(v), 3) == out[7]; */
  /*@ assert four: bytes_len(i2osp4(0)) == 4 && bytes_len(i2osp4(v)) == 4; */
  /*@ assert each: \forall integer i; 0 <= i < 8 ==> bytes_at(bytes_cat(i2osp4(0), i2osp4(v)), i) == out[i]; */
}

/* The lengths in bits of what was beside the encrypted data, and of that. */
/*@ requires \valid(out + (0 .. 15)) && aad_n <= HF_GCM_MAX && n <= HF_GCM_MAX;
  @ HF_TOTAL;
  @ assigns out[0 .. 15];
  @ ensures bytes_of(out, 16) == gcm_lengths(aad_n, n);
  @*/
static void write_lengths(uint8_t *out, size_t aad_n, size_t n) {
  write_length(out, (uint32_t)aad_n * 8u);
  /*@ ghost First: ; */
  write_length(out + 8, (uint32_t)n * 8u);
  /*@ assert first: bytes_kept{First,Here}(out, 8); */
  /*@ assert behind: \forall integer j; 0 <= j < 8 ==> bytes_at(bytes_of(out + 8, 8), j) == out[8 + j]; */
  /*@ assert front: \forall integer i; 0 <= i < 8 ==> bytes_at(bytes_cat(bytes_of(out, 8), bytes_of(out + 8, 8)), i) == out[i]; */
  /*@ assert back: \forall integer i; 8 <= i < 16 ==> bytes_at(bytes_cat(bytes_of(out, 8), bytes_of(out + 8, 8)), i) == out[i]; */
  /*@ assert size: bytes_len(bytes_cat(bytes_of(out, 8), bytes_of(out + 8, 8))) == 16; */
  /*@ assert each: \forall integer i; 0 <= i < 16 ==> bytes_at(bytes_cat(bytes_of(out, 8), bytes_of(out + 8, 8)), i) == out[i]; */
  /*@ assert octets: \forall integer i; 0 <= i < 16 ==> bytes_at(bytes_of(out, 16), i) == out[i]; */
  /*@ assert both: bytes_of(out, 16) == bytes_cat(bytes_of(out, 8), bytes_of(out + 8, 8)); */
}

/* GHASH takes these lengths. */
/*@ requires \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15)) && aad_n <= HF_GCM_MAX && n <= HF_GCM_MAX;
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @ ensures bytes_of(y, 16) == ghash(\old(bytes_of(h, 16)), \old(bytes_of(y, 16)), gcm_lengths(aad_n, n));
  @*/
static void take_lengths(const uint8_t *h, uint8_t *y, size_t aad_n, size_t n) {
  uint8_t lengths[HF_AES_BLOCK];
  write_lengths(lengths, aad_n, n);
  /*@ assert given: bytes_kept{Pre,Here}(h, 16) && bytes_kept{Pre,Here}(y, 16); */
  hf_ghash(h, y, lengths, 1);
}

/* y becomes the hash that the tag is made of. */
/*@ requires n <= HF_GCM_MAX && aad_n <= HF_GCM_MAX && \valid_read(h + (0 .. 15)) && \valid(y + (0 .. 15));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid_read(data + (0 .. n-1));
  @ requires \separated(y + (0 .. 15), h + (0 .. 15));
  @ requires \separated(y + (0 .. 15), aad + (0 .. aad_n - 1));
  @ requires \separated(y + (0 .. 15), data + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns y[0 .. 15];
  @ ensures bytes_of(y, 16) == gcm_hashed(\old(bytes_of(h, 16)), \old(bytes_of(aad, aad_n)), \old(bytes_of(data, n)));
  @*/
static void hash(const uint8_t *h, const uint8_t *aad, size_t aad_n, const uint8_t *data, size_t n, uint8_t *y) {
  hf_fill(y, 0, HF_GCM_TAG);
  /*@ assert zeroes: bytes_of(y, 16) == gcm_zero16; */
  /*@ assert given: bytes_kept{Pre,Here}(h, 16) && bytes_kept{Pre,Here}(aad, aad_n) && bytes_kept{Pre,Here}(data, n); */
  take(h, y, aad, aad_n);
  /*@ assert kept: bytes_kept{Pre,Here}(h, 16) && bytes_kept{Pre,Here}(data, n); */
  take(h, y, data, n);
  /*@ assert same: bytes_kept{Pre,Here}(h, 16); */
  take_lengths(h, y, aad_n, n);
}

/* The tag of the encrypted data. */
/*@ requires n <= HF_GCM_MAX && aad_n <= HF_GCM_MAX && aes->use == HF_AES_ENCRYPTS;
  @ requires \valid_read(aes) && \valid_read(h + (0 .. 15)) && \valid_read(nonce + (0 .. 11));
  @ requires \valid_read(aad + (0 .. aad_n - 1)) && \valid_read(data + (0 .. n-1)) && \valid(tag + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), aes);
  @ requires \separated(tag + (0 .. 15), h + (0 .. 15));
  @ requires \separated(tag + (0 .. 15), nonce + (0 .. 11));
  @ requires \separated(tag + (0 .. 15), aad + (0 .. aad_n - 1));
  @ requires \separated(tag + (0 .. 15), data + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns tag[0 .. 15];
  @ ensures gcm_tag(bytes_of(tag, 16), aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n));
  @*/
static void make_tag(const struct hf_aes *aes, const uint8_t *h, const uint8_t *nonce, const uint8_t *aad, size_t aad_n,
                     const uint8_t *data, size_t n, uint8_t *tag) {
  hash(h, aad, aad_n, data, n, tag);
  /*@ ghost Hashed: ; */
  /*@ assert hashed: bytes_of(tag, 16) == gcm_hashed(\at(bytes_of(h, 16), Pre), \at(bytes_of(aad, aad_n), Pre),
        \at(bytes_of(data, n), Pre)); */
  /*@ assert nonce: bytes_kept{Pre,Here}(nonce, 12); */
  hf_aes_counter(aes, nonce, TAG_BLOCK, tag, HF_GCM_TAG);
  /*@ assert h: bytes_kept{Pre,Here}(h, 16); */
  /*@ assert aad: bytes_kept{Pre,Here}(aad, aad_n); */
  /*@ assert data: bytes_kept{Pre,Here}(data, n); */
  /*@ assert nonce: bytes_kept{Pre,Here}(nonce, 12); */
  /*@ assert key: aes_key(aes) == \at(aes_key(aes), Pre); */
  /*@ assert octets: \forall integer i; 0 <= i < 16 ==> bytes_at(\at(bytes_of(tag, 16), Hashed), i) == \at(tag[i], Hashed); */
}

void hf_gcm_seal(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                 size_t aad_n, uint8_t *data, size_t n, uint8_t tag[16]) {
  hf_aes_counter(aes, nonce, DATA_BLOCK, data, n);
  make_tag(aes, h, nonce, aad, aad_n, data, n, tag);
}

int hf_gcm_open(const struct hf_aes *aes, const uint8_t h[16], const uint8_t nonce[12], const uint8_t *aad,
                size_t aad_n, uint8_t *data, size_t n, const uint8_t tag[16]) {
  uint8_t right[HF_GCM_TAG];
  int r = -1;
  make_tag(aes, h, nonce, aad, aad_n, data, n, right);
  /*@ assert h: bytes_kept{Pre,Here}(h, 16) && bytes_kept{Pre,Here}(nonce, 12) && bytes_kept{Pre,Here}(tag, 16); */
  /*@ assert text: bytes_kept{Pre,Here}(aad, aad_n) && bytes_kept{Pre,Here}(data, n); */
  /*@ assert made: gcm_tag(bytes_of(&right[0], 16), aes_key(aes), \at(bytes_of(h, 16), Pre),
        \at(bytes_of(nonce, 12), Pre), \at(bytes_of(aad, aad_n), Pre), \at(bytes_of(data, n), Pre)); */
  const uint32_t equal = hf_ct_equal(right, tag, HF_GCM_TAG);
  /*@ assert octets: equal == 1 <==> (\forall integer i; 0 <= i < 16 ==> right[i] == \at(tag[i], Pre)); */
  /*@ assert if: equal == 1 ==> bytes_of(&right[0], 16) == \at(bytes_of(tag, 16), Pre); */
  /*@ assert only: bytes_of(&right[0], 16) == \at(bytes_of(tag, 16), Pre) ==> (\forall integer i; 0 <= i < 16 ==>
        bytes_at(bytes_of(&right[0], 16), i) == bytes_at(\at(bytes_of(tag, 16), Pre), i)); */
  /*@ assert equal: equal == 1 <==> bytes_of(&right[0], 16) == \at(bytes_of(tag, 16), Pre); */
  /*@ assert genuine: equal == 1 <==> gcm_tag(\at(bytes_of(tag, 16), Pre), aes_key(aes), \at(bytes_of(h, 16), Pre),
        \at(bytes_of(nonce, 12), Pre), \at(bytes_of(aad, aad_n), Pre), \at(bytes_of(data, n), Pre)); */
  if (equal == 1u) {
    hf_aes_counter(aes, nonce, DATA_BLOCK, data, n);
    r = 0;
  }
  hf_wipe(right, HF_GCM_TAG);
  return r;
}
