#include "bench/primitives.h"
#include "crypto/p256.h"
#include "crypto/p256_field.h"
#include "crypto/x25519.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 5 /* of which the quickest counts */

static uint8_t scalar[32], nonce[32], digest[32], point[65], r[32], s[32], x[32];
static struct hf_p256_element product;

static void multiply(void) {
  for (int i = 0; i < 100; i++)
    hf_p256_multiply(&product, &product, &hf_p256_b);
}

static void generate(void) {
  if (!hf_p256_public(point, scalar))
    exit(1);
}

static void agree(void) {
  if (!hf_p256_agree(x, scalar, point, sizeof point))
    exit(1);
}

static void sign(void) {
  if (!hf_p256_sign(r, s, scalar, nonce, digest, sizeof digest))
    exit(1);
}

static void verify(void) {
  if (!hf_p256_verify(point, sizeof point, digest, sizeof digest, r, s))
    exit(1);
}

static void x25519(void) {
  if (!hf_x25519_agree(x, scalar, point + 1))
    exit(1);
}

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* `of`: how many operations `work` does. */
static void measure(const char *name, void (*work)(void), int of) {
  double best = 0;
  for (int round = 0; round < ROUNDS; round++) {
    unsigned long n = 0;
    double begin = cpu_seconds(), spent = 0;
    for (; spent < 0.1; spent = cpu_seconds() - begin, n++)
      work();
    double each = spent / (double)n / of;
    if (best == 0 || each < best)
      best = each;
  }
  printf("p256 %s %.0f\n", name, best * 1e9);
}

void bench_p256(void) {
  memset(scalar, 0x5a, sizeof scalar);
  memset(nonce, 0x3c, sizeof nonce);
  memset(digest, 0x77, sizeof digest);
  product = hf_p256_b;
  measure("multiply", multiply, 100);
  measure("generate", generate, 1);
  measure("agree", agree, 1);
  measure("sign", sign, 1);
  measure("verify", verify, 1);
  measure("x25519", x25519, 1);
}
