/* How a provider is used: it is begun from any thread, more than once, and its functions are called from several threads at a time. */
#include "kit.h"
#include <pthread.h>

#define THREADS 8

static void *begin(void *context) {
  (void)context;
  for (int i = 0; i < 1000; i++)
    KIT_CHECK(hf_provider_start() == 0, "it cannot be used");
  return NULL;
}

static void all(void *(*f)(void *), uint8_t seeds[THREADS]) {
  pthread_t threads[THREADS];
  for (uint8_t i = 0; i < THREADS; i++) {
    seeds[i] = i;
    KIT_CHECK(pthread_create(&threads[i], NULL, f, &seeds[i]) == 0, "no thread");
  }
  for (int i = 0; i < THREADS; i++)
    KIT_CHECK(pthread_join(threads[i], NULL) == 0, "no thread");
}

static void start(uint32_t id) {
  uint8_t seeds[THREADS];
  (void)id;
  all(begin, seeds);
}

static uint32_t of;

static void *hash(void *context) {
  const uint8_t *seed = context;
  uint8_t message[200], first[HF_HASH_MAX], out[HF_HASH_MAX];
  kit_fill(message, sizeof message, *seed);
  for (int i = 0; i < 2000; i++) {
    struct hf_hash h;
    hf_hash_start(&h, of);
    hf_hash_update(&h, message, 100);
    hf_hash_update(&h, message + 100, 100);
    hf_hash_finish(&h, i == 0 ? first : out);
    KIT_CHECK(i == 0 || memcmp(first, out, kit_digest(of)) == 0, "a digest hangs on other threads");
  }
  return NULL;
}

static void *agree(void *context) {
  const uint8_t *seed = context;
  for (uint32_t i = 0; i < 20; i++) {
    struct kit_draws d[2] = {{.seed = 2 * i + 100 * *seed, .fails = KIT_ANY},
                             {.seed = 2 * i + 100 * *seed + 1, .fails = KIT_ANY}};
    uint8_t scalar[2][HF_SCALAR_MAX], point[2][HF_POINT_MAX], x[2][HF_SCALAR_MAX];
    for (int j = 0; j < 2; j++) {
      const struct hf_random random = kit_source(&d[j]);
      KIT_CHECK(hf_ecdh_generate(of, &random, scalar[j], point[j]) == 0, "a key pair");
    }
    for (int j = 0; j < 2; j++)
      KIT_CHECK(hf_ecdh_agree(of, scalar[j], point[1 - j], kit_share(of), x[j]) == 0, "they agree");
    KIT_CHECK(memcmp(x[0], x[1], kit_scalar(of)) == 0, "it hangs on other threads");
  }
  return NULL;
}

static void hashes(uint32_t id) {
  uint8_t seeds[THREADS];
  of = id;
  all(hash, seeds);
}

static void groups(uint32_t id) {
  uint8_t seeds[THREADS];
  of = id;
  all(agree, seeds);
}

const struct kit_test kit_use[] = {{NULL, "start", start, 0},
                                   {"sha1", "threads", hashes, HF_HASH_SHA1},
                                   {"sha256", "threads", hashes, HF_HASH_SHA256},
                                   {"sha384", "threads", hashes, HF_HASH_SHA384},
                                   {"sha512", "threads", hashes, HF_HASH_SHA512},
                                   {"secp256r1", "threads", groups, HF_GROUP_SECP256R1},
                                   {"secp384r1", "threads", groups, HF_GROUP_SECP384R1},
                                   {"secp521r1", "threads", groups, HF_GROUP_SECP521R1},
                                   {"x25519", "threads", groups, HF_GROUP_X25519},
                                   {0}};
