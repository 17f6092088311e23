#define _POSIX_C_SOURCE 200809L
#include "bench/ciphers.h"
#include "crypto/cbc.h"
#include "crypto/gcm.h"
#include "support/paths.h"
#include <stdio.h>
#include <time.h>

#define BYTES 16384u
#define SECONDS 0.3

static uint8_t data[BYTES], key[16] = {1}, h[16], tag[16];
static const uint8_t nonce[16] = {2}, aad[13] = {3};
static struct hf_aes to, from, gcm;

static void seal(void) {
  hf_gcm_seal(&gcm, h, nonce, aad, sizeof aad, data, BYTES, tag);
}
/* Sealed anew each time: what was opened does not open again, and that would take the time of the tag alone. */
static void seal_and_open(void) {
  seal();
  (void)hf_gcm_open(&gcm, h, nonce, aad, sizeof aad, data, BYTES, tag);
}
static void encrypt(void) {
  hf_cbc_encrypt(&to, nonce, data, BYTES);
}
static void decrypt(void) {
  hf_cbc_decrypt(&from, nonce, data, BYTES);
}
static void hash(void) {
  struct hf_hash state;
  uint8_t out[32];
  hf_hash_start(&state, HF_HASH_SHA256);
  hf_hash_update(&state, data, BYTES);
  hf_hash_finish(&state, out);
}
static void chacha(void) {
  static const uint8_t long_key[32] = {4};
  (void)hf_chacha20_poly1305_seal(long_key, nonce, aad, sizeof aad, data, BYTES, tag);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The shortest time that one call takes: what the machine's other work does not lengthen. */
static double best(void (*work)(void)) {
  double least = 1e9;
  for (double begin = now(), a = begin; a - begin < SECONDS;) {
    work();
    const double b = now();
    least = b - a < least ? b - a : least;
    a = b;
  }
  return least;
}

void bench_ciphers(void) {
  static const struct {
    const char *name;
    void (*work)(void);
  } works[] = {{"AES-128-GCM:seal", seal},
               {"AES-128-GCM:both", seal_and_open},
               {"AES-128-CBC:encrypt", encrypt},
               {"AES-128-CBC:decrypt", decrypt},
               {"SHA-256", hash},
               {"ChaCha20-Poly1305:seal", chacha}};
  for (size_t i = 0; i < test_paths_n; i++) {
    hf_processor_allow(test_paths[i]);
    (void)hf_aes_encrypt_start(&to, key, sizeof key);
    (void)hf_aes_decrypt_start(&from, key, sizeof key);
    (void)hf_gcm_start(&gcm, h, key, sizeof key);
    for (size_t j = 0; j < sizeof works / sizeof works[0]; j++) {
      printf("cipher %s %s %.1f\n", works[j].name, hf_processor() != 0 ? "instructions" : "plain",
             BYTES / 1e6 / best(works[j].work));
    }
  }
}
