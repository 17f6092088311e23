#include "bench/certificates.h"
#include "support/identities.h"
#include "x509/certificate.h"
#include "x509/chain.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <valgrind/callgrind.h>

#define SECONDS 1.0
#define NOW 1764000000 /* 2025-11-24 */
#define AT_ONCE 16

static uint8_t buffer[16384];
static struct hf_chain chain;

static void load(const char *name) {
  hf_chain_start(&chain, buffer, sizeof buffer);
  for (unsigned i = 0; i < 2; i++) {
    size_t n;
    const uint8_t *der = test_certificate(name, i, &n);
    if (hf_chain_certificate(&chain, (uint32_t)n) != HF_OK || hf_chain_bytes(&chain, der, (uint32_t)n) != HF_OK)
      exit(1);
  }
}

static void read_both(void) {
  static struct hf_certificate c;
  for (unsigned i = 0; i < 2; i++) {
    struct hf_span whole = {chain.start[i], chain.length[i]};
    if (hf_certificate_read(buffer, whole, &c) != HF_OK)
      exit(1);
  }
}

static void verify(void) {
  struct hf_verify how = {.now = NOW, .name = "server.example", .purpose = HF_PURPOSE_SERVER};
  how.anchors = test_anchors(&how.anchors_n);
  if (hf_chain_verify(&chain, &how) != HF_OK)
    exit(1);
}

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Certificates, of which there are two each time, per CPU second. */
static double rate(void (*work)(void)) {
  unsigned long n = 0;
  double begin = cpu_seconds(), spent = 0;
  for (; spent < SECONDS; spent = cpu_seconds() - begin, n += AT_ONCE)
    for (int i = 0; i < AT_ONCE; i++)
      work();
  return 2 * (double)n / spent;
}

void bench_certificates_speed(void) {
  static const char *const names[] = {"server-rsa", "server-ec"};
  for (size_t i = 0; i < 2; i++) {
    load(names[i]);
    double readings = rate(read_both);
    printf("certificates %s %.0f %.0f\n", names[i], readings, rate(verify));
  }
}

void bench_certificates_once(const char *work, const char *name, unsigned long n) {
  load(name);
  CALLGRIND_START_INSTRUMENTATION;
  CALLGRIND_TOGGLE_COLLECT;
  for (unsigned long i = 0; i < n; i++) {
    if (strcmp(work, "read") == 0)
      read_both();
    else
      verify();
  }
  CALLGRIND_TOGGLE_COLLECT;
  CALLGRIND_STOP_INSTRUMENTATION;
}
