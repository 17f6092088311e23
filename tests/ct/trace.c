/* The two oracles of TLS 1.2, instruction by instruction on the binary: whatever is wrong with the block that RSA gives
   (Bleichenbacher's attack) or with the end of a CBC record (Lucky 13), the same instructions run in the same order. What
   memcheck cannot follow past a verdict is covered too. trace.sh runs this under valgrind's lackey
   and compares what runs between the calls of mark; the control leaves early and must differ. */
#include "crypto/cbc.h"
#include "crypto/hmac.h"
#include "ct/support/server.h"
#include "generated/steps.h"
#include "record/record.h"
#include <string.h>

#define RECORD 320u /* bytes of IV and encrypted plaintext */

static uint8_t em[SERVER_K];
static uint8_t record[HF_RECORD_HEADER + RECORD];
static struct hf_connection c;

__attribute__((noinline)) void mark(void);
void mark(void) {
  __asm__ volatile("" ::: "memory");
}

/* Each kind of work stays one function, or each input would have instructions of its own. */

/* How not to compare: what the others would look like if they left early. */
__attribute__((noinline)) static void leave_early(int i) {
  volatile uint8_t bytes[8] = {0};
  bytes[i] = 1;
  mark();
  for (int k = 0; k < 8 && bytes[k] == 0; k++)
    bytes[k] = 0;
  mark();
}

/* Blocks: well formed, and wrong in each byte that is looked at. */
__attribute__((noinline)) static void recover(int i) {
  static const size_t places[] = {0, 0, 1, 2, 100, SERVER_K - 49u, SERVER_K - 48u, SERVER_K - 47u};
  server_block(em, places[i], i == 0 ? 0 : 0x55);
  server_set(&c, em, 0, 1);
  mark();
  (void)hf_decide_recover_pre_master_secret(&c);
  mark();
}

/* A record that nobody sealed, with padding that is right for one of several lengths, or wrong; its MAC is wrong. */
__attribute__((noinline)) static void open_cbc(int i, uint8_t hash, uint8_t mac_n) {
  static const uint8_t key[48] = {7, 1, 2};
  static const uint8_t last[] = {0, 15, 100, 255};
  struct hf_record_state s;
  struct hf_aes aes;
  uint32_t at = 0;
  uint32_t n = 0;
  uint32_t type = 23;
  memset(record, last[i / 2], sizeof record);
  record[sizeof record - 2u] ^= (uint8_t)(i % 2);
  (void)hf_record_keys(&s, HF_PROTECTION_CBC, hash, key, mac_n, key, 16, key, 0, 1);
  (void)hf_aes_encrypt_start(&aes, key, 16);
  hf_cbc_encrypt(&aes, record + HF_RECORD_HEADER, record + HF_RECORD_HEADER + 16, RECORD - 16u);
  mark();
  (void)hf_record_open(&s, &type, record, RECORD, &at, &n);
  mark();
}

/* Eight inputs of each kind. */
int main(void) {
  for (int i = 0; i < 8; i++)
    leave_early(i);
  for (int i = 0; i < 8; i++)
    recover(i);
  for (int i = 0; i < 8; i++)
    open_cbc(i, HF_HASH_SHA1, 20);
  for (int i = 0; i < 8; i++)
    open_cbc(i, HF_HASH_SHA256, 32);
  for (int i = 0; i < 8; i++)
    open_cbc(i, HF_HASH_SHA384, 48);
  return 0;
}
