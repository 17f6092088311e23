/* How many SHA-256 compressions the derivations cost: the linker puts the bench's counter before both forms of ours. */
#include "bench/compressions.h"
#include "keys/master.h"
#include "support/vectors.h"

static unsigned long since(unsigned long *mark) {
  const unsigned long n = bench_compressions - *mark;
  *mark = bench_compressions;
  return n;
}

Test(keys_cost, compressions_of_each_derivation) {
  uint8_t master[48] = {1}, client[32] = {2}, server[32] = {3}, hash[32] = {4}, out[96];
  struct hf_hmac_key k;
  unsigned long mark = bench_compressions;
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
