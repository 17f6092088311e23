/* Bytes: big-endian numbers (RFC 5246 4.4), copying, filling, wiping. */
#ifndef HANDFAST_CRYPTO_BYTES_H
#define HANDFAST_CRYPTO_BYTES_H
#include "handfast/hmac.h"
#include "handfast/provider.h"

/*@ logic integer be16(uint8_t *p) = p[0] * 256 + p[1];
  @ logic integer be24(uint8_t *p) = p[0] * 65536 + p[1] * 256 + p[2];
  @ logic integer be32(uint8_t *p) = p[0] * 16777216 + p[1] * 65536 + p[2] * 256 + p[3];
  @ logic integer be64(uint8_t *p) = be32(p) * 4294967296 + be32(p + 4);
  @*/

/*@ requires \valid_read(p + (0 .. 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == be16(p);
  @*/
uint16_t hf_read16(const uint8_t *p);

/*@ requires \valid_read(p + (0 .. 2));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == be24(p);
  @*/
uint32_t hf_read24(const uint8_t *p);

/*@ requires \valid_read(p + (0 .. 3));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == be32(p);
  @*/
uint32_t hf_read32(const uint8_t *p);

/*@ requires \valid_read(p + (0 .. 7));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == be64(p);
  @*/
uint64_t hf_read64(const uint8_t *p);

/*@ requires \valid(p + (0 .. 1));
  @ HF_TOTAL;
  @ assigns p[0 .. 1];
  @ ensures be16(p) == v;
  @*/
void hf_write16(uint8_t *p, uint16_t v);

/*@ requires \valid(p + (0 .. 2));
  @ requires v < 16777216;
  @ HF_TOTAL;
  @ assigns p[0 .. 2];
  @ ensures be24(p) == v;
  @*/
void hf_write24(uint8_t *p, uint32_t v);

/*@ requires \valid(p + (0 .. 3));
  @ HF_TOTAL;
  @ assigns p[0 .. 3];
  @ ensures be32(p) == v;
  @*/
void hf_write32(uint8_t *p, uint32_t v);

/*@ requires \valid(p + (0 .. 7));
  @ HF_TOTAL;
  @ assigns p[0 .. 7];
  @ ensures be64(p) == v;
  @*/
void hf_write64(uint8_t *p, uint64_t v);

/* to[0 .. n-1] = from[0 .. n-1]; they do not overlap. */
/*@ requires \valid(to + (0 .. n-1)) && \valid_read(from + (0 .. n-1));
  @ requires \separated(to + (0 .. n-1), from + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns to[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> to[i] == from[i];
  @ ensures bytes_of(to, n) == \old(bytes_of(from, n));
  @*/
void hf_copy(uint8_t *to, const uint8_t *from, size_t n);

/*@ requires \valid(to + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns to[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> to[i] == value;
  @*/
void hf_fill(uint8_t *to, uint8_t value, size_t n);

/* Zeroes secrets. Unlike hf_fill it is never left out because nobody reads the bytes again. */
/*@ requires \valid(p + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns p[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> p[i] == 0;
  @*/
void hf_wipe(uint8_t *p, size_t n);

/* The same for n words. */
/*@ requires \valid(word + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns word[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> word[i] == 0;
  @*/
void hf_wipe32(uint32_t *word, size_t n);

/*@ requires \valid(word + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns word[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> word[i] == 0;
  @*/
void hf_wipe64(uint64_t *word, size_t n);

/* The same for the words of a hash computation. */
/*@ requires \valid(word + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns word[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> word[i] == 0;
  @*/
void hf_wipe_words(int64_t *word, size_t n);

/* And for those of a midstate. */
/*@ requires \valid(half + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns half[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> half[i] == 0;
  @*/
void hf_wipe_halves(int32_t *half, size_t n);

/* And for structures. */
/*@ requires \valid(h);
  @ HF_TOTAL;
  @ assigns *h;
  @ ensures \forall integer i; 0 <= i < 26 ==> h->word[i] == 0;
  @ ensures h->id == 0;
  @*/
void hf_wipe_hash(struct hf_hash *h);

/*@ requires \valid(k);
  @ HF_TOTAL;
  @ assigns *k;
  @ ensures \forall integer i; 0 <= i < 16 ==> k->inner.half[i] == 0 && k->outer.half[i] == 0;
  @ ensures k->id == 0;
  @*/
void hf_wipe_hmac_key(struct hf_hmac_key *k);

/*@ requires \valid(k);
  @ HF_TOTAL;
  @ assigns *k;
  @ ensures k->use == HF_AES_NOTHING;
  @ ensures \forall integer i; 0 <= i < 62 ==> k->word[i] == 0;
  @*/
void hf_wipe_aes(struct hf_aes *k);
#endif
