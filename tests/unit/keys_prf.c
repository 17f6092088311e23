#include "crypto/bytes.h"
#include "keys/master.h"
#include "support/random.h"
#include "support/vectors.h"

/* One record of OpenSSL's test data: lines "Ctrl.name = hexseed:..", then "Output = ..". */
struct record {
  struct octets secret;
  struct octets seed[4];
  size_t seeds;
  char label[64];
};

static struct octets after_colon(const char *line) {
  const char *hex = strrchr(line, ':');
  return octets_of_hex(hex + 1);
}

static void check(struct record *r, const char *output) {
  struct octets want = octets_of_hex(output);
  struct octets got = octets_new(want.n);
  cr_assert_eq(r->seeds, 2);
  hf_prf(HF_HASH_SHA256, r->secret.p, r->secret.n, (const uint8_t *)r->label, strlen(r->label), r->seed[0].p,
         r->seed[0].n, r->seed[1].p, r->seed[1].n, got.p, got.n);
  cr_assert_arr_eq(got.p, want.p, want.n);
  free(want.p);
  free(got.p);
}

Test(keys_prf, known_answers) {
  FILE *f = vectors_open("prf/tls12_prf.txt");
  char line[4096];
  struct record r;
  int checked = 0;
  memset(&r, 0, sizeof r);
  while (fgets(line, sizeof line, f) != NULL) {
    line[strcspn(line, "\n")] = 0;
    if (strstr(line, "hexsecret:") != NULL) {
      free(r.secret.p);
      r.secret = after_colon(line);
    } else if (strstr(line, "hexseed:") != NULL && r.seeds < 4) {
      r.seed[r.seeds++] = after_colon(line);
    } else if (strstr(line, "Ctrl.label") != NULL) {
      snprintf(r.label, sizeof r.label, "%s", strrchr(line, ':') + 1);
    } else if (strncmp(line, "Output = ", 9) == 0 && r.seeds == 2) {
      check(&r, line + 9);
      checked++;
    } else if (line[0] == 0) {
      for (size_t i = 0; i < r.seeds; i++)
        free(r.seed[i].p);
      r.seeds = 0;
    }
  }
  for (size_t i = 0; i < r.seeds; i++)
    free(r.seed[i].p);
  free(r.secret.p);
  fclose(f);
  cr_assert_geq(checked, 3);
}

/* RFC 5246 5 written down once more, naively: P_hash with one concatenated seed. */
static void mac(uint8_t id, const uint8_t *key, size_t key_n, const uint8_t *in, size_t n, uint8_t *out) {
  struct hf_hmac_key k;
  struct hf_hash h;
  hf_hmac_key(&k, id, key, key_n);
  hf_hmac_start(&h, &k);
  hf_hash_update(&h, in, n);
  hf_hmac_finish(&h, &k, out);
}

static void naive(uint8_t id, const uint8_t *secret, size_t n, const char *label, const uint8_t *seed, size_t seed_n,
                  uint8_t *out, size_t out_n) {
  uint8_t whole[256], a[64 + 256], block[64];
  const size_t size = hf_hash_size(id), whole_n = strlen(label) + seed_n;
  memcpy(whole, label, strlen(label));
  memcpy(whole + strlen(label), seed, seed_n);
  mac(id, secret, n, whole, whole_n, a);
  for (size_t done = 0; done < out_n; done++) {
    if (done % size == 0) {
      if (done > 0)
        mac(id, secret, n, a, size, a);
      memcpy(a + size, whole, whole_n);
      mac(id, secret, n, a, size + whole_n, block);
    }
    out[done] = block[done % size];
  }
}

Test(keys_prf, every_derivation_has_its_label_and_order) {
  struct test_random r = {41};
  uint8_t secret[48], client[32], server[32], both[64], hash[48], want[160], got[160];
  test_random_fill(&r, secret, 48);
  test_random_fill(&r, client, 32);
  test_random_fill(&r, server, 32);
  test_random_fill(&r, hash, 48);
  for (uint8_t id = HF_HASH_SHA256; id <= HF_HASH_SHA384; id++) {
    struct hf_hmac_key k;
    hf_hmac_key(&k, id, secret, 48);
    memcpy(both, client, 32);
    memcpy(both + 32, server, 32);
    naive(id, secret, 48, "master secret", both, 64, want, 48);
    hf_master_secret(id, secret, 48, client, server, got);
    cr_assert_arr_eq(got, want, 48);
    naive(id, secret, 48, "extended master secret", hash, hf_hash_size(id), want, 48);
    hf_extended_master_secret(id, secret, 48, hash, hf_hash_size(id), got);
    cr_assert_arr_eq(got, want, 48);
    memcpy(both, server, 32);
    memcpy(both + 32, client, 32);
    for (size_t n = 0; n <= 160; n++) {
      naive(id, secret, 48, "key expansion", both, 64, want, n);
      got[n < 160 ? n : 0] = 0xee;
      hf_key_block(id, secret, server, client, got, n);
      cr_assert_arr_eq(got, want, n);
      cr_assert(n == 160 || got[n] == 0xee);
      hf_key_block_keyed(&k, server, client, got, n);
      cr_assert_arr_eq(got, want, n);
    }
    naive(id, secret, 48, "client finished", hash, hf_hash_size(id), want, 12);
    hf_verify_data(id, secret, 1, hash, hf_hash_size(id), got);
    cr_assert_arr_eq(got, want, 12);
    naive(id, secret, 48, "server finished", hash, hf_hash_size(id), want, 12);
    hf_verify_data_keyed(&k, 0, hash, hf_hash_size(id), got);
    cr_assert_arr_eq(got, want, 12);
  }
}

Test(keys_prf, output_may_lie_over_the_secret) {
  uint8_t secret[48], want[48], client[32] = {1}, server[32] = {2};
  memset(secret, 0x42, 48);
  hf_master_secret(HF_HASH_SHA256, secret, 48, client, server, want);
  hf_master_secret(HF_HASH_SHA256, secret, 48, client, server, secret);
  cr_assert_arr_eq(secret, want, 48);
}
