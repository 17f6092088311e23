/* KeyExpansion (FIPS 197 5.2), its words big-endian as there, and their planes. */
#include "crypto/aes_planes.h"
#include "crypto/bytes.h"

#define LANES 0x0001000100010001u

/* SubWord: the S-box on the four bytes of a word, each in a lane of its own. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint32_t sub_word(uint32_t x) {
  uint64_t plane[8];
  uint64_t out = 0;
  const uint64_t lanes = x % 0x100u + x / 0x100u % 0x100u * 0x10000u + x / 0x10000u % 0x100u * 0x100000000u +
                         x / 0x1000000u * 0x1000000000000u;
  uint64_t rest = lanes;
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, rest, plane[0 .. 7];
    @ loop variant 8 - i; */
  for (size_t i = 0; i < 8u; i++) {
    plane[i] = rest & LANES;
    rest = rest / 2u;
  }
  hf_sub_bytes(plane);
  /*@ loop invariant 0 <= i <= 8;
    @ loop assigns i, out;
    @ loop variant i; */
  for (size_t i = 8; i > 0u; i--)
    out = (out % 0x8000000000000000u * 2u) | (plane[i - 1u] & LANES);
  hf_wipe64(plane, 8);
  return (uint32_t)(out % 0x100u + out / 0x10000u % 0x100u * 0x100u + out / 0x100000000u % 0x100u * 0x10000u +
                    out / 0x1000000000000u % 0x100u * 0x1000000u);
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint32_t rot_word(uint32_t x) {
  return x % 0x1000000u * 0x100u + x / 0x1000000u;
}

/* The round constant behind this one: times x in GF(2^8). It is no secret. */
/*@ requires rcon < 256;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result < 256;
  @*/
static uint32_t next_rcon(uint32_t rcon) {
  return rcon < 0x80u ? 2u * rcon : (2u * rcon % 0x100u ^ 0x1bu) % 0x100u;
}

/* The schedule: key_n words of the key, and all that follow from them. */
/*@ requires key_n == 4 || key_n == 6 || key_n == 8;
  @ requires \valid(w + (0 .. 4 * key_n + 27));
  @ HF_TOTAL;
  @ assigns w[0 .. 4 * key_n + 27];
  @*/
static void expand(uint32_t *w, size_t key_n) {
  uint32_t rcon = 1;
  size_t of_key = 0; /* the place in a run of key_n words */
  /*@ loop invariant key_n <= i <= 4 * key_n + 28 && of_key < key_n && rcon < 256;
    @ loop assigns i, of_key, rcon, w[0 .. 4 * key_n + 27];
    @ loop variant 4 * key_n + 28 - i; */
  for (size_t i = key_n; i < 4u * key_n + 28u; i++) {
    uint32_t t = w[i - 1u];
    if (of_key == 0u) {
      t = sub_word(rot_word(t)) ^ rcon * 0x1000000u;
      rcon = next_rcon(rcon);
    } else if (key_n == 8u && of_key == 4u) {
      t = sub_word(t);
    }
    w[i] = w[i - key_n] ^ t;
    of_key = of_key + 1u == key_n ? 0u : of_key + 1u;
  }
}

/* The words of a round key, as KeyExpansion has them, become its planes. */
/*@ requires \valid(w + (0 .. 3));
  @ HF_TOTAL;
  @ assigns w[0 .. 3];
  @*/
static void pack(uint32_t *w) {
  uint8_t state[HF_AES_STATES];
  uint64_t plane[8];
  /*@ loop invariant 0 <= i <= 16;
    @ loop assigns i, state[0 .. 63];
    @ loop variant 16 - i; */
  for (size_t i = 0; i < 16u; i++)
    hf_write32(state + 4u * i, w[i % 4u]);
  hf_planes_of(plane, state);
  hf_planes_pack(w, plane);
  hf_wipe(state, sizeof state);
  hf_wipe64(plane, 8);
}

int hf_plain_aes_start(struct hf_aes *k, const uint8_t *key, size_t n) {
  if (n != 16u && n != 24u && n != 32u)
    return -1;
  const size_t rounds = n / 4u + 6u;
  /*@ loop invariant 0 <= i <= n / 4;
    @ loop assigns i, k->word[0 .. 7];
    @ loop variant n / 4 - i; */
  for (size_t i = 0; i < n / 4u; i++)
    k->word[i] = hf_read32(key + 4u * i);
  expand(k->word, n / 4u);
  /*@ loop invariant 0 <= round <= rounds + 1;
    @ loop assigns round, k->word[0 .. 59];
    @ loop variant rounds + 1 - round; */
  for (size_t round = 0; round <= rounds; round++)
    pack(k->word + 4u * round);
  k->word[HF_AES_ROUNDS] = (uint32_t)rounds;
  return 0;
}
