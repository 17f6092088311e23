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
  /*@ assert parts: bytes_of(in, n) == bytes_cat(bytes_of(in, whole), bytes_of(in + whole, n - whole)); */
  /*@ assert filled: gcm_filled(bytes_of(in, n)) == bytes_cat(bytes_of(in, whole), gcm_filled(bytes_of(in + whole, n - whole))); */
  hf_ghash(h, y, in, n / HF_AES_BLOCK);
  /*@ assert kept: bytes_kept{Pre,Here}(in, n) && bytes_kept{Pre,Here}(h, 16); */
  if (whole != n)
    take_rest(h, y, in + whole, n - whole);
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
  @ ensures \exists bytes lengths; is_gcm_lengths(lengths, aad_n, n) &&
  @    is_gcm_tag(tag, aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n), lengths);
  @*/
static void make_tag(const struct hf_aes *aes, const uint8_t *h, const uint8_t *nonce, const uint8_t *aad, size_t aad_n,
                     const uint8_t *data, size_t n, uint8_t *tag) {
  uint8_t lengths[HF_AES_BLOCK];
  hf_fill(tag, 0, HF_GCM_TAG);
  /*@ assert zeroes: bytes_of(tag, 16) == gcm_zero16; */
  hf_write64(lengths, (uint64_t)aad_n * 8u);
  hf_write64(lengths + 8, (uint64_t)n * 8u);
  /*@ assert first: be64(&lengths[0]) == 8 * aad_n; */
  /*@ assert second: be64(&lengths[8]) == 8 * n; */
  /*@ assert each: \forall integer i; 0 <= i < 16 ==> bytes_at(bytes_of(&lengths[0], 16), i) == lengths[i]; */
  /*@ assert low: bytes_be64(bytes_of(&lengths[0], 16), 0) == be64(&lengths[0]); */
  /*@ assert high: bytes_be64(bytes_of(&lengths[0], 16), 8) == be64(&lengths[8]); */
  /*@ assert lengths: is_gcm_lengths(bytes_of(&lengths[0], 16), aad_n, n); */
  /*@ ghost Made: ; */
  take(h, tag, aad, aad_n);
  /*@ assert kept1: bytes_kept{Made,Here}(h, 16) && bytes_kept{Made,Here}(aad, aad_n) && bytes_kept{Made,Here}(data, n) &&
        bytes_kept{Made,Here}(&lengths[0], 16); */
  /*@ assert one: bytes_of(tag, 16) == ghash(bytes_of(h, 16), gcm_zero16, gcm_filled(bytes_of(aad, aad_n))); */
  /*@ ghost Beside: ; */
  take(h, tag, data, n);
  /*@ assert kept2: bytes_kept{Beside,Here}(h, 16) && bytes_kept{Beside,Here}(aad, aad_n) && bytes_kept{Beside,Here}(data, n) &&
        bytes_kept{Beside,Here}(&lengths[0], 16); */
  /*@ assert two: bytes_of(tag, 16) == ghash(bytes_of(h, 16), ghash(bytes_of(h, 16), gcm_zero16, gcm_filled(bytes_of(aad, aad_n))),
        gcm_filled(bytes_of(data, n))); */
  /*@ ghost Data: ; */
  hf_ghash(h, tag, lengths, 1);
  /*@ assert kept3: bytes_kept{Data,Here}(h, 16) && bytes_kept{Data,Here}(aad, aad_n) && bytes_kept{Data,Here}(data, n) &&
        bytes_kept{Data,Here}(&lengths[0], 16); */
  /*@ assert hashed: bytes_of(tag, 16) == gcm_hashed(bytes_of(h, 16), bytes_of(aad, aad_n), bytes_of(data, n), bytes_of(&lengths[0], 16)); */
  /*@ ghost Hashed: ; */
  hf_aes_counter(aes, nonce, TAG_BLOCK, tag, HF_GCM_TAG);
  /*@ assert kept4: bytes_kept{Hashed,Here}(h, 16); */
  /*@ assert kept5: bytes_kept{Hashed,Here}(aad, aad_n); */
  /*@ assert kept6: bytes_kept{Hashed,Here}(data, n); */
  /*@ assert kept7: bytes_kept{Hashed,Here}(nonce, 12); */
  /*@ assert kept8: aes_key(aes) == \at(aes_key(aes), Hashed); */
  /*@ assert kept9: bytes_of(h, 16) == \at(bytes_of(h, 16), Hashed) && bytes_of(aad, aad_n) == \at(bytes_of(aad, aad_n), Hashed) &&
        bytes_of(data, n) == \at(bytes_of(data, n), Hashed) && bytes_of(nonce, 12) == \at(bytes_of(nonce, 12), Hashed); */
  /*@ assert xored: \forall integer i; 0 <= i < 16 ==>
        tag[i] == HF_XOR8(bytes_at(\at(bytes_of(tag, 16), Hashed), i), counter_stream(aes_key(aes), bytes_of(nonce, 12), 1, i)); */
  /*@ assert tag: is_gcm_tag(tag, aes_key(aes), bytes_of(h, 16), bytes_of(nonce, 12), bytes_of(aad, aad_n), bytes_of(data, n),
        \at(bytes_of(&lengths[0], 16), Hashed)); */
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
  if (hf_ct_equal(right, tag, HF_GCM_TAG) == 1) {
    hf_aes_counter(aes, nonce, DATA_BLOCK, data, n);
    r = 0;
  }
  hf_wipe(right, HF_GCM_TAG);
  return r;
}
