/* AES (FIPS 197) in plain C and in constant time: bit-sliced, four blocks at once. No byte of key or data is an index, a condition or
   a divisor.

   A plane is one bit of each of 64 bytes: plane i holds bit i, the lowest first, of the bytes of four states. Where a byte stands in
   it is said by its row, column (FIPS 197 3.4) and block: bit 16 * row + 4 * column + block. So ShiftRows turns lanes of 16 bits,
   MixColumns turns whole words, and SubBytes is a circuit of gates, each of which does 64 bytes.

   Shifts are written as products and quotients of powers of two, which compilers make shifts of, and provers follow. */
#ifndef HANDFAST_CRYPTO_AES_H
#define HANDFAST_CRYPTO_AES_H
#include "handfast/provider.h"

#define HF_AES_ROUNDS 60u /* where in the words of a key the number of its rounds stands */
#define HF_AES_STATES 64u /* bytes in four blocks */

/*@ predicate aes_expanded(struct hf_aes *k) =
  @    k->word[60] == 10 || k->word[60] == 12 || k->word[60] == 14;
  @*/

/* Expands a key of n = 16, 24 or 32 bytes (FIPS 197 5.2): word[4 * round .. 4 * round + 3] is a round key, whose planes are packed.
   0, or -1 for another size. What is not written of *k stays; `use` is the caller's business. */
/*@ requires \valid(k) && \valid_read(key + (0 .. n-1));
  @ requires \separated(k, key + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns k->word[0 .. 60];
  @ ensures \result == (n == 16 || n == 24 || n == 32 ? 0 : -1);
  @ ensures \result == 0 ==> k->word[60] == n / 4 + 6;
  @*/
int hf_plain_aes_start(struct hf_aes *k, const uint8_t *key, size_t n);

/* Encrypts n blocks, each by itself. `out` may be `in`. */
/*@ requires \valid_read(k) && aes_expanded(k) && n <= HF_AES_BLOCKS_MAX;
  @ requires \valid_read(in + (0 .. 16 * n - 1)) && \valid(out + (0 .. 16 * n - 1));
  @ requires \separated(k, out + (0 .. 16 * n - 1));
  @ requires out == in || \separated(in + (0 .. 16 * n - 1), out + (0 .. 16 * n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. 16 * n - 1];
  @*/
void hf_plain_aes_encrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n);

/* Decrypts them. The key is expanded alike for both directions. */
/*@ requires \valid_read(k) && aes_expanded(k) && n <= HF_AES_BLOCKS_MAX;
  @ requires \valid_read(in + (0 .. 16 * n - 1)) && \valid(out + (0 .. 16 * n - 1));
  @ requires \separated(k, out + (0 .. 16 * n - 1));
  @ requires out == in || \separated(in + (0 .. 16 * n - 1), out + (0 .. 16 * n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. 16 * n - 1];
  @*/
void hf_plain_aes_decrypt(const struct hf_aes *k, const uint8_t *in, uint8_t *out, size_t n);

/* Counter mode, as hf_aes_counter (handfast/provider.h) does it. */
/*@ requires \valid_read(k) && aes_expanded(k) && n <= HF_COUNTER_MAX && count <= 0x10000;
  @ requires \valid_read(nonce + (0 .. 11)) && \valid(data + (0 .. n-1));
  @ requires \separated(k, data + (0 .. n-1));
  @ requires \separated(nonce + (0 .. 11), data + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns data[0 .. n-1];
  @*/
void hf_plain_aes_counter(const struct hf_aes *k, const uint8_t nonce[12], uint32_t count, uint8_t *data, size_t n);

/* Four blocks through the rounds (FIPS 197 5.1), and back (5.3). */
/*@ requires \valid_read(k) && aes_expanded(k) && \valid(plane + (0 .. 7)) && \separated(k, plane + (0 .. 7));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7];
  @*/
void hf_aes_rounds(const struct hf_aes *k, uint64_t plane[8]);

/*@ requires \valid_read(k) && aes_expanded(k) && \valid(plane + (0 .. 7)) && \separated(k, plane + (0 .. 7));
  @ HF_TOTAL;
  @ assigns plane[0 .. 7];
  @*/
void hf_aes_inverse_rounds(const struct hf_aes *k, uint64_t plane[8]);
#endif
