/* bench: what run.sh calls.
     bench speed          handshakes per CPU second of each kind, and MB/s of records
     bench ciphers        MB/s of ciphers and SHA-256 alone
     bench sizes          sizeof of each public type
     bench compressions   SHA-256 compressions of each kind of handshake
     bench certificates   certificates read and verified per CPU second
     bench once KIND N    N handshakes between callgrind's switches
     bench certificate WORK CHAIN N   the same for `read` or `verify` of a chain of two certificates */
#include "bench/certificates.h"
#include "bench/ciphers.h"
#include "bench/compressions.h"
#include "bench/link.h"
#include "bench/primitives.h"
#include "handfast/software_key.h"
#include "x509/path.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <valgrind/callgrind.h>

#define SECONDS 1.0

static struct bench_link link_of;

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double handshakes_per_second(void) {
  unsigned long n = 0;
  double begin = cpu_seconds();
  double spent = 0;
  for (; spent < SECONDS; spent = cpu_seconds() - begin, n++)
    bench_handshake(&link_of);
  return (double)n / spent;
}

/* The best of three, and how far the worst is from it: the machine's noise. */
static void handshake_speed(const struct bench_kind *kind) {
  double best = 0;
  double worst = 1e300;
  bench_set(&link_of, kind);
  for (int i = 0; i < 3; i++) {
    double speed = handshakes_per_second();
    best = speed > best ? speed : best;
    worst = speed < worst ? speed : worst;
  }
  printf("speed %s %.0f %.1f\n", kind->name, best, (best - worst) / best * 100);
}

/* Seconds that sealing and opening n bytes take. */
static void records(size_t total, double *seal, double *open) {
  static uint8_t data[HF_PLAINTEXT_MAX];
  static uint8_t read[HF_PLAINTEXT_MAX];
  struct bench_link *l = &link_of;
  for (size_t done = 0; done < total;) {
    double a = cpu_seconds();
    size_t n = hf_write(&l->client.c, data, sizeof data);
    double b = cpu_seconds();
    size_t out_n;
    const uint8_t *out = hf_output(&l->client.c, &out_n);
    size_t taken = hf_receive(&l->server.c, out, out_n);
    size_t got = hf_read(&l->server.c, read, sizeof read);
    double c = cpu_seconds();
    hf_output_sent(&l->client.c, taken);
    if (n == 0 || taken != out_n || got != n) {
      fprintf(stderr, "bench: records do not flow: %zu written, %zu of %zu taken, %zu read\n", n, taken, out_n, got);
      exit(1);
    }
    *seal += b - a;
    *open += c - b;
    done += n;
  }
}

static void record_speed(const char *name, const struct bench_kind *kind) {
  double seal = 0;
  double open = 0;
  size_t total = 64u << 20;
  bench_set(&link_of, kind);
  records(total, &seal, &open);
  printf("records %s %.1f %.1f\n", name, (double)total / 1e6 / seal, (double)total / 1e6 / open);
}

static const struct bench_kind *kind_of(const char *name) {
  for (size_t i = 0; i < bench_kinds_n; i++)
    if (strcmp(bench_kinds[i].name, name) == 0)
      return &bench_kinds[i];
  fprintf(stderr, "bench: no such kind: %s\n", name);
  exit(2);
}

static void speed(void) {
  for (size_t i = 0; i < bench_kinds_n; i++)
    if (strcmp(bench_kinds[i].name, "cbc") != 0)
      handshake_speed(&bench_kinds[i]);
  record_speed("AES-128-GCM", kind_of("ecdhe_rsa"));
  record_speed("AES-128-CBC-SHA", kind_of("cbc"));
}

#define SIZE(type) printf("sizeof %s %zu\n", #type, sizeof(struct type))
static void sizes(void) {
  SIZE(hf_connection);
  SIZE(hf_config);
  SIZE(hf_buffers);
  SIZE(hf_session);
  SIZE(hf_cache);
  SIZE(hf_cache_entry);
  SIZE(hf_session_store);
  SIZE(hf_identity);
  SIZE(hf_private_key);
  SIZE(hf_software_key);
  SIZE(hf_public_key);
  SIZE(hf_trust_anchor);
  SIZE(hf_chain);
  SIZE(hf_verify);
  SIZE(hf_report);
  SIZE(hf_certificate);
  SIZE(hf_path);
  SIZE(hf_parser);
  SIZE(hf_record_state);
  SIZE(hf_hash);
  SIZE(hf_aes);
  SIZE(hf_trace);
}

static void compressions(void) {
  for (size_t i = 0; i < bench_kinds_n; i++) {
    bench_set(&link_of, &bench_kinds[i]);
    bench_compressions = 0;
    bench_handshake(&link_of);
    printf("compressions %s %lu\n", bench_kinds[i].name, bench_compressions);
  }
}

static void once(const char *name, unsigned long n) {
  bench_set(&link_of, kind_of(name));
  CALLGRIND_START_INSTRUMENTATION;
  CALLGRIND_TOGGLE_COLLECT;
  for (unsigned long i = 0; i < n; i++)
    bench_handshake(&link_of);
  CALLGRIND_TOGGLE_COLLECT;
  CALLGRIND_STOP_INSTRUMENTATION;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "speed") == 0)
    speed();
  else if (strcmp(what, "ciphers") == 0)
    bench_ciphers();
  else if (strcmp(what, "sizes") == 0)
    sizes();
  else if (strcmp(what, "compressions") == 0)
    compressions();
  else if (strcmp(what, "p256") == 0)
    bench_p256();
  else if (strcmp(what, "once") == 0 && argc == 4)
    once(argv[2], strtoul(argv[3], NULL, 10));
  else if (strcmp(what, "certificates") == 0)
    bench_certificates_speed();
  else if (strcmp(what, "certificate") == 0 && argc == 5)
    bench_certificates_once(argv[2], argv[3], strtoul(argv[4], NULL, 10));
  else {
    fprintf(stderr,
            "usage: bench speed | ciphers | p256 | certificates | sizes | compressions | once KIND N | certificate "
            "WORK CHAIN N\n");
    return 2;
  }
  return 0;
}
