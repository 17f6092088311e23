/* A statistical timing test of the two oracles of TLS 1.2, on this machine: are two classes of input, which a peer must not
   be able to tell apart, apart in time? The classes are measured in random order, each input made before the clock is read;
   Welch's t-test over the times below a percentile (|t| above 4.5 is the customary alarm), for several percentiles. What it
   says holds for this machine and these classes only, so it is reported and nothing fails; a control leaves early and shows
   what would be seen. Usage: timing [MEASUREMENTS] */
#include "crypto/cbc.h"
#include "crypto/hmac.h"
#include "ct/support/server.h"
#include "generated/steps.h"
#include "record/record.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RECORD 320u /* bytes of IV and encrypted plaintext */
#define POOL 256u   /* records of each class */

static uint8_t em[SERVER_K];
static struct hf_connection c;
static uint8_t records[2][POOL][RECORD];
static uint8_t record[HF_RECORD_HEADER + RECORD];
static struct hf_record_state state;
static volatile uint8_t sink;

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Class 0: a block with a 1 where a 0 must be first; class 1: a well-formed one. */
static void block_make(int class) {
  server_block(em, 0, class == 0 ? 1 : 0);
  server_set(&c, em, 0, 1);
}

static void block_work(void) {
  (void)hf_decide_recover_pre_master_secret(&c);
  sink = c.exchange.secret.bytes[47];
}

static uint64_t drawn = 0x9e3779b97f4a7c15u;

static uint8_t draw(void) {
  drawn = drawn * 6364136223846793005u + 1442695040888963407u;
  return (uint8_t)(drawn >> 56);
}

/* A record with random content and a wrong MAC. Class 0: no padding but its length byte, class 1: as much as there can be,
   so that the MAC covers 255 bytes less. */
static void one_record(const struct hf_aes *aes, int class, uint8_t *fragment) {
  for (size_t i = 0; i < RECORD; i++)
    fragment[i] = draw();
  if (class == 1)
    memset(fragment + RECORD - 256u, 255, 256);
  else
    fragment[RECORD - 1u] = 0;
  hf_cbc_encrypt(aes, fragment, fragment + 16, RECORD - 16u);
}

static void records_make(uint8_t hash, uint8_t mac_n) {
  static const uint8_t key[48] = {7, 1, 2};
  struct hf_aes aes;
  (void)hf_record_keys(&state, HF_PROTECTION_CBC, hash, key, mac_n, key, 16, key, 0, 1);
  (void)hf_aes_encrypt_start(&aes, key, 16);
  for (size_t i = 0; i < 2u * POOL; i++)
    one_record(&aes, (int)(i % 2u), records[i % 2u][i / 2u]);
}

static void record_make(int class) {
  memcpy(record + HF_RECORD_HEADER, records[class][draw()], RECORD);
}

static void record_work(void) {
  uint32_t at = 0;
  uint32_t n = 0;
  uint32_t type = 23;
  sink = hf_record_open(&state, &type, record, RECORD, &at, &n);
}

/* A comparison that leaves at the first difference. */
static void control_make(int class) {
  memset(record, 0, sizeof record);
  record[class == 0 ? 0 : 300] = 1;
}

static void control_work(void) {
  size_t i = 0;
  while (i < 300u && ((volatile uint8_t *)record)[i] == 0)
    i++;
  sink = (uint8_t)i;
}

static int by_size(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a;
  uint64_t y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

struct sums {
  double n;
  double sum;
  double squares;
};

static double mean(const struct sums *s) {
  return s->sum / s->n;
}

static double welch(const struct sums *a, const struct sums *b) {
  double va = (a->squares - a->sum * a->sum / a->n) / (a->n - 1.0);
  double vb = (b->squares - b->sum * b->sum / b->n) / (b->n - 1.0);
  double error = sqrt(va / a->n + vb / b->n);
  return error > 0.0 ? (mean(a) - mean(b)) / error : 0.0;
}

/* t over the times up to `most`. */
static double t_below(const uint64_t *times, const uint8_t *classes, size_t n, uint64_t most, struct sums s[2]) {
  memset(s, 0, 2 * sizeof *s);
  for (size_t i = 0; i < n; i++) {
    if (times[i] > most)
      continue;
    double t = (double)times[i];
    s[classes[i]].n += 1.0;
    s[classes[i]].sum += t;
    s[classes[i]].squares += t * t;
  }
  return s[0].n > 1.0 && s[1].n > 1.0 ? welch(&s[0], &s[1]) : 0.0;
}

static void report(const char *name, const uint64_t *times, const uint8_t *classes, size_t n) {
  static const unsigned percents[] = {50, 75, 90, 99};
  uint64_t *sorted = malloc(n * sizeof *sorted);
  double worst = 0.0;
  struct sums s[2];
  if (!sorted)
    exit(1);
  memcpy(sorted, times, n * sizeof *sorted);
  qsort(sorted, n, sizeof *sorted, by_size);
  for (size_t i = 0; i < sizeof percents / sizeof percents[0]; i++) {
    double t = t_below(times, classes, n, sorted[n / 100u * percents[i]], s);
    if (fabs(t) > fabs(worst))
      worst = t;
  }
  printf("%-28s %8zu measurements  %9.1f and %9.1f ns  largest t %8.2f  %s\n", name, n, mean(&s[0]), mean(&s[1]), worst,
         fabs(worst) > 4.5 ? "APART" : "not told apart");
  free(sorted);
}

static void measure(const char *name, void (*make)(int), void (*work)(void), size_t n) {
  uint64_t *times = malloc(n * sizeof *times);
  uint8_t *classes = malloc(n);
  if (!times || !classes)
    exit(1);
  for (size_t i = 0; i < n; i++) {
    classes[i] = draw() / 128u;
    make(classes[i]);
    uint64_t before = now();
    work();
    times[i] = now() - before;
  }
  report(name, times, classes, n);
  free(times);
  free(classes);
}

int main(int argc, char **argv) {
  size_t n = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 100000u;
  if (n < 1000u)
    n = 1000u;
  measure("leaving early (control)", control_make, control_work, n);
  measure("RSA pre-master recovery", block_make, block_work, n);
  records_make(HF_HASH_SHA1, 20);
  measure("CBC record, SHA-1", record_make, record_work, n);
  records_make(HF_HASH_SHA256, 32);
  measure("CBC record, SHA-256", record_make, record_work, n);
  records_make(HF_HASH_SHA384, 48);
  measure("CBC record, SHA-384", record_make, record_work, n);
  return 0;
}
