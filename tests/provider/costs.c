/* What each function costs on this machine: time, and stack, which is seen by painting it. Nothing fails here but a secret that is left. */
#include "kit.h"
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <time.h>

#define STACK (1u << 20)
#define PAINT 0xc7u

struct work {
  void (*f)(void *context);
  void *context;
};

static void *run(void *context) {
  const struct work *w = context;
  if (w->f != NULL)
    w->f(w->context);
  return NULL;
}

/* Bytes of a painted stack that were written; what of it a thread takes that does nothing is taken off by the caller. */
static size_t painted(struct work *w, uint8_t *stack) {
  pthread_attr_t attributes;
  pthread_t thread;
  size_t n = 0;
  memset(stack, PAINT, STACK);
  KIT_CHECK(pthread_attr_init(&attributes) == 0 && pthread_attr_setstack(&attributes, stack, STACK) == 0 &&
                pthread_create(&thread, &attributes, run, w) == 0 && pthread_join(thread, NULL) == 0,
            "no thread");
  while (n < STACK && stack[n] == PAINT)
    n++;
  return STACK - n;
}

static bool is_in(const uint8_t *stack, const uint8_t *secret, size_t n) {
  for (size_t i = 0; i + n <= STACK; i++)
    if (stack[i] == secret[0] && memcmp(stack + i, secret, n) == 0)
      return true;
  return false;
}

size_t kit_stack(void (*work)(void *), void *context, const uint8_t *secret, size_t secret_n, bool *left) {
  uint8_t *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  struct work nothing = {NULL, NULL}, something = {work, context};
  KIT_CHECK(stack != MAP_FAILED, "no memory");
  const size_t least = painted(&nothing, stack), n = painted(&something, stack);
  if (left != NULL)
    *left = is_in(stack, secret, secret_n);
  (void)munmap(stack, STACK);
  return n - least;
}

/* What is computed with: one of everything. */
static struct {
  struct hf_hash h;
  struct hf_aes aes;
  uint32_t id;
  uint8_t key[32], nonce[12], data[16384], tag[16], scalar[HF_SCALAR_MAX], point[HF_POINT_MAX], x[HF_SCALAR_MAX];
  uint8_t modulus[256], number[256];
} w;

static void hash(void *unused) {
  (void)unused;
  hf_hash_start(&w.h, w.id);
  hf_hash_update(&w.h, w.data, sizeof w.data);
  hf_hash_finish(&w.h, w.x);
}
static void aes_start(void *unused) {
  (void)unused;
  (void)hf_aes_encrypt_start(&w.aes, w.key, 16);
}
static void counter(void *unused) {
  (void)unused;
  hf_aes_counter(&w.aes, w.nonce, 2, w.data, sizeof w.data);
}
static void ghash(void *unused) {
  (void)unused;
  hf_ghash(w.key, w.tag, w.data, sizeof w.data / 16);
}
static void chacha(void *unused) {
  (void)unused;
  (void)hf_chacha20_poly1305_seal(w.key, w.nonce, w.data, 13, w.data + 16, sizeof w.data - 16, w.tag);
}
static void rsa(void *unused) {
  static const uint8_t e[] = {1, 0, 1};
  (void)unused;
  (void)hf_rsa_public(w.modulus, sizeof w.modulus, e, sizeof e, w.number, w.data);
}
static void generate(void *unused) {
  struct kit_draws d = {.seed = 1, .fails = KIT_ANY};
  const struct hf_random random = kit_source(&d);
  (void)unused;
  (void)hf_ecdh_generate(w.id, &random, w.scalar, w.point);
}
static void agree(void *unused) {
  (void)unused;
  (void)hf_ecdh_agree(w.id, w.scalar, w.point, kit_share(w.id), w.x);
}
static void verify(void *unused) {
  static const uint8_t one[HF_SCALAR_MAX] = {[31] = 1, [40] = 1, [60] = 1};
  (void)unused;
  (void)hf_ecdsa_verify(w.id, w.point, kit_share(w.id), w.data, 32, one, one);
}

static const struct {
  const char *of;
  const char *name;
  void (*f)(void *unused);
  uint32_t id;
} costs[] = {
    {"sha1", "SHA-1, 16 KiB", hash, HF_HASH_SHA1},
    {"sha256", "SHA-256, 16 KiB", hash, HF_HASH_SHA256},
    {"sha384", "SHA-384, 16 KiB", hash, HF_HASH_SHA384},
    {"sha512", "SHA-512, 16 KiB", hash, HF_HASH_SHA512},
    {"aes", "AES-128, a key", aes_start, 0},
    {"aes", "AES-128, counter mode, 16 KiB", counter, 0},
    {"ghash", "GHASH, 16 KiB", ghash, 0},
    {"chacha20_poly1305", "ChaCha20-Poly1305, 16 KiB", chacha, 0},
    {"rsa", "RSA, 2048 bits, e = 65537", rsa, 0},
    {"secp256r1", "secp256r1, a key pair", generate, HF_GROUP_SECP256R1},
    {"secp256r1", "secp256r1, agreement", agree, HF_GROUP_SECP256R1},
    {"secp256r1", "secp256r1, ECDSA verification", verify, HF_GROUP_SECP256R1},
    {"secp384r1", "secp384r1, a key pair", generate, HF_GROUP_SECP384R1},
    {"secp384r1", "secp384r1, agreement", agree, HF_GROUP_SECP384R1},
    {"secp384r1", "secp384r1, ECDSA verification", verify, HF_GROUP_SECP384R1},
    {"secp521r1", "secp521r1, a key pair", generate, HF_GROUP_SECP521R1},
    {"secp521r1", "secp521r1, agreement", agree, HF_GROUP_SECP521R1},
    {"secp521r1", "secp521r1, ECDSA verification", verify, HF_GROUP_SECP521R1},
    {"x25519", "x25519, a key pair", generate, HF_GROUP_X25519},
    {"x25519", "x25519, agreement", agree, HF_GROUP_X25519},
};

static double seconds(void) {
  struct timespec t;
  (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Microseconds of one call, of as many as take a hundredth of a second. */
static double time_of(void (*f)(void *)) {
  size_t calls = 0;
  const double begin = seconds();
  double now;
  do {
    f(NULL);
    calls++;
    now = seconds();
  } while (now - begin < 0.01);
  return (now - begin) / (double)calls * 1e6;
}

void kit_costs(bool (*has)(const char *of)) {
  kit_fill(w.key, sizeof w.key, 1);
  kit_fill(w.number, sizeof w.number, 2);
  kit_fill(w.modulus, sizeof w.modulus, 3);
  w.modulus[0] = 0xff;
  w.number[0] = 0;
  w.modulus[255] |= 1;
  printf("%-34s %12s %8s\n", "what it costs here", "microseconds", "stack");
  for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++) {
    w.id = costs[i].id;
    if (!has(costs[i].of))
      continue;
    costs[i].f(NULL);
    printf("%-34s %12.2f %8zu\n", costs[i].name, time_of(costs[i].f), kit_stack(costs[i].f, NULL, NULL, 0, NULL));
  }
}
