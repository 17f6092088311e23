/* Zeroing secrets so that no compiler leaves it out. */
#include "crypto/bytes.h"
#include "ports/look.h"

void hf_wipe(uint8_t *p, size_t n) {
  hf_fill(p, 0, n);
  hf_look_at(p);
}

void hf_wipe32(uint32_t *word, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> word[j] == 0;
    @ loop assigns i, word[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    word[i] = 0;
  hf_look_at(word);
}

void hf_wipe64(uint64_t *word, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> word[j] == 0;
    @ loop assigns i, word[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    word[i] = 0;
  hf_look_at(word);
}

void hf_wipe_words(int64_t *word, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> word[j] == 0;
    @ loop assigns i, word[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    word[i] = 0;
  hf_look_at(word);
}

void hf_wipe_halves(int32_t *half, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> half[j] == 0;
    @ loop assigns i, half[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    half[i] = 0;
  hf_look_at(half);
}

void hf_wipe_hash(struct hf_hash *h) {
  hf_wipe_words(h->word, 26);
  h->id = 0;
}

void hf_wipe_hmac_key(struct hf_hmac_key *k) {
  hf_wipe_halves(k->inner.half, 16);
  hf_wipe_halves(k->outer.half, 16);
  k->id = 0;
}

void hf_wipe_aes(struct hf_aes *k) {
  hf_wipe32(k->word, 62);
  k->use = HF_AES_NOTHING;
}
