/* What of a provider is the same in time for all secrets: kit.sh runs this under valgrind.
   `secrets marked NOT...`: messages, keys and data are marked as secret for memcheck, which reports each branch and each address that
   depends on them, for all but what is named.
   `secrets traced GROUP`: key agreement with scalars that differ as much as they can, between calls of mark(): the same instructions must
   run, and touch the same memory. Whether a scalar or an answer is refused is no secret, so that memcheck cannot judge these. */
#include "ct/secret.h"
#include "kit.h"
#include <stdio.h>
#include <stdlib.h>

static int names_n;
static char **names;

static bool is_asked(const char *of) {
  for (int i = 0; i < names_n; i++)
    if (strcmp(names[i], of) == 0)
      return false;
  return true;
}

static uint8_t key[32], data[16 * 20], made[16 * 20];

static void load(void) {
  kit_fill(key, sizeof key, 1);
  kit_fill(data, sizeof data, 2);
  secret(key, sizeof key);
  secret(data, sizeof data);
}

static void hashes(void) {
  static const struct {
    const char *of;
    uint32_t id;
  } all[] = {
      {"sha1", HF_HASH_SHA1}, {"sha256", HF_HASH_SHA256}, {"sha384", HF_HASH_SHA384}, {"sha512", HF_HASH_SHA512}};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
    struct hf_hash h;
    struct hf_midstate m;
    if (!is_asked(all[i].of))
      continue;
    hf_hash_start(&h, all[i].id);
    hf_hash_update(&h, data, 128);
    hf_hash_save(&h, &m);
    hf_hash_restore(&h, all[i].id, &m, 128);
    hf_hash_update(&h, data + 128, 50);
    hf_hash_update(&h, data + 178, sizeof data - 178);
    hf_hash_finish(&h, made);
  }
}

static void aes(size_t n) {
  static const uint8_t nonce[12] = {4};
  struct hf_aes to, from;
  if (hf_aes_encrypt_start(&to, key, n) != 0 || hf_aes_decrypt_start(&from, key, n) != 0)
    exit(1);
  for (size_t blocks = 1; blocks <= 20; blocks += 6) {
    hf_aes_encrypt(&to, data, made, blocks);
    hf_aes_decrypt(&from, data, made, blocks);
    hf_aes_counter(&to, nonce, 2, made, 16 * blocks - 3);
  }
}

static void marked(void) {
  static const uint8_t nonce[12] = {4};
  load();
  hashes();
  if (is_asked("aes")) {
    aes(16);
    aes(32);
  }
  if (is_asked("ghash"))
    for (size_t n = 1; n <= 20; n++)
      hf_ghash(key, made, data, n);
  if (is_asked("chacha20_poly1305") && hf_chacha20_poly1305_seal(key, nonce, nonce, sizeof nonce, data, 100, made) != 0)
    exit(1);
}

__attribute__((noinline)) void mark(void);
void mark(void) {
  __asm__ volatile("" ::: "memory");
}

static int give(void *context, uint8_t *out, size_t n) {
  const uint8_t *scalar = context;
  memcpy(out, scalar, n < HF_SCALAR_MAX ? n : HF_SCALAR_MAX);
  return 0;
}

static uint8_t scalar[HF_SCALAR_MAX], of_pair[HF_SCALAR_MAX], point[HF_POINT_MAX], x[HF_SCALAR_MAX];

/* Each is one function, with the secret in one place: or each call would have instructions and addresses of its own. */
__attribute__((noinline)) static void generate(uint32_t group) {
  const struct hf_random random = {give, scalar};
  mark();
  const int answer = hf_ecdh_generate(group, &random, of_pair, point);
  mark();
  if (answer != 0)
    exit(1);
}

__attribute__((noinline)) static void agree(uint32_t group) {
  mark();
  const int answer = hf_ecdh_agree(group, scalar, point, kit_share(group), x);
  mark();
  if (answer != 0)
    exit(1);
}

/* A small scalar, and a large one. */
static void traced(uint32_t group) {
  for (int work = 0; work < 2; work++) {
    for (int large = 0; large < 2; large++) {
      memset(scalar, large ? 0xff : 0, sizeof scalar);
      scalar[0] = !large ? 0 : group == HF_GROUP_SECP521R1 ? 1 : 0x7f;
      scalar[kit_scalar(group) - 1] = large ? 0xa7 : 2;
      if (work == 0)
        generate(group);
      else
        agree(group);
    }
  }
}

/* A line for each piece of lackey's lines between two calls of mark, whose address in hexadecimal it is: how many, and FNV-1a of them. */
static void sum(const char *address) {
  static char line[256];
  unsigned long calls = 0, lines = 0;
  uint64_t hash = 0;
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (line[0] == 'I' && strtoull(line + 3, NULL, 16) == strtoull(address, NULL, 16)) {
      if (calls++ % 2 == 1)
        printf("%lu %016llx\n", lines, (unsigned long long)hash);
      lines = 0;
      hash = 14695981039346656037u;
    }
    for (const char *c = line; *c != '\0'; c++)
      hash = (hash ^ (uint8_t)*c) * 1099511628211u;
    lines++;
  }
}

int main(int argc, char **argv) {
  if (argc < 2 || hf_provider_start() != 0)
    return 2;
  if (strcmp(argv[1], "sum") == 0) {
    sum(argv[2]);
    return 0;
  }
  names = argv + 2;
  names_n = argc - 2;
  if (strcmp(argv[1], "marked") == 0)
    marked();
  else
    traced(strcmp(argv[2], "secp256r1") == 0   ? HF_GROUP_SECP256R1
           : strcmp(argv[2], "secp384r1") == 0 ? HF_GROUP_SECP384R1
           : strcmp(argv[2], "secp521r1") == 0 ? HF_GROUP_SECP521R1
                                               : HF_GROUP_X25519);
  return 0;
}
