/* Zeroing secrets so that no compiler leaves it out. */
#include "crypto/bytes.h"

/* Tells the compiler that somebody looks at what p points to: the zeroes must really be there. It makes no instruction.
   The proofs do not see it. */
#if defined(__FRAMAC__)
#define LOOK_AT(p)
#elif defined(__GNUC__)
#define LOOK_AT(p) __asm__ __volatile__("" : : "r"(p) : "memory")
#else
#error "wipe.c: say how this compiler is kept from removing stores that nobody reads"
#endif

void hf_wipe(uint8_t *p, size_t n) {
  hf_fill(p, 0, n);
  LOOK_AT(p);
}

/*@ requires \valid(word + (0 .. n-1));
  @ terminates \true; exits \false;
  @ assigns word[0 .. n-1];
  @ ensures \forall integer i; 0 <= i < n ==> word[i] == 0;
  @*/
static void wipe_words(uint64_t *word, size_t n) {
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> word[j] == 0;
    @ loop assigns i, word[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    word[i] = 0;
  LOOK_AT(word);
}

void hf_wipe_hash(struct hf_hash *h) {
  wipe_words(h->word, sizeof h->word / sizeof h->word[0]);
  h->id = 0;
}

void hf_wipe_hmac_key(struct hf_hmac_key *k) {
  wipe_words(k->inner.word, sizeof k->inner.word / sizeof k->inner.word[0]);
  wipe_words(k->outer.word, sizeof k->outer.word / sizeof k->outer.word[0]);
  k->id = 0;
}

void hf_wipe_aes(struct hf_aes *k) {
  const size_t n = sizeof k->word / sizeof k->word[0];
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer j; 0 <= j < i ==> k->word[j] == 0;
    @ loop assigns i, k->word[0 .. n-1];
    @ loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    k->word[i] = 0;
  LOOK_AT(k);
}
