/* How many SHA-256 compressions the derivations cost, counted: this program's sha256_process and sha256_done stand before
   libtomcrypt's, count, and call them. */
#define _GNU_SOURCE
#include "keys/master.h"
#include "support/vectors.h"
#include <dlfcn.h>
#include <tomcrypt.h>

static unsigned compressions;

int sha256_process(hash_state *md, const unsigned char *in, unsigned long n) {
  int (*next)(hash_state *, const unsigned char *, unsigned long);
  *(void **)&next = dlsym(RTLD_NEXT, "sha256_process");
  compressions += (unsigned)((md->sha256.curlen + n) / 64);
  return next(md, in, n);
}

int sha256_done(hash_state *md, unsigned char *out) {
  int (*next)(hash_state *, unsigned char *);
  *(void **)&next = dlsym(RTLD_NEXT, "sha256_done");
  compressions += md->sha256.curlen >= 56 ? 2 : 1;
  return next(md, out);
}

static unsigned since(unsigned *mark) {
  const unsigned n = compressions - *mark;
  *mark = compressions;
  return n;
}

Test(keys_cost, compressions_of_each_derivation) {
  uint8_t master[48] = {1}, client[32] = {2}, server[32] = {3}, hash[32] = {4}, out[96];
  struct hf_hmac_key k;
  unsigned mark = compressions;
  hf_hmac_key(&k, HF_HASH_SHA256, master, 48);
  cr_assert_eq(since(&mark), 2);
  hf_key_block_keyed(&k, server, client, out, 40); /* AES-128-GCM: two blocks of output */
  cr_assert_eq(since(&mark), 11);
  hf_verify_data_keyed(&k, 1, hash, 32, out);
  cr_assert_eq(since(&mark), 5);
  hf_master_secret(HF_HASH_SHA256, master, 48, client, server, out);
  cr_assert_eq(since(&mark), 13);
  hf_extended_master_secret(HF_HASH_SHA256, master, 48, hash, 32, out);
  cr_assert_eq(since(&mark), 12);
  /* So a resumption costs each side 2 + 11 + 5 + 5 = 23, and both 46, beside their transcripts. */
}
