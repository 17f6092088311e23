/* The server from ClientKeyExchange to the client's Finished, with RSA key exchange: the decrypted block, the pre-master and
   master secret, the key block, the keys and the verify_data are secret all along. Only whether Finished was right is not. */
#include "ct/secret.h"
#include "ct/support/server.h"
#include "ct/support/verdict.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include <stdio.h>
#include <string.h>

static struct hf_connection c;
static uint8_t em[SERVER_K];

/* 0 when each step answers what it should. */
static int steps(uint8_t suite, uint8_t extended, uint8_t finished_flip) {
  uint8_t *verify_data = &c.kept.bytes[HF_KEPT_FINISHED_VERIFY_DATA];
  server_set(&c, em, suite, extended);
  secret(em, sizeof em);
  int wrong = hf_decide_recover_pre_master_secret(&c) != HF_OUTCOME_RECOVER_PRE_MASTER_SECRET_RECOVERED;
  wrong |= hf_do_derive_master_secret(&c) != HF_OK;
  wrong |= hf_do_activate_read_keys(&c) != HF_OK;
  wrong |= hf_do_activate_write_keys(&c) != HF_OK;
  wrong |= hf_do_expect_finished(&c) != HF_OK;
  memcpy(verify_data, c.exchange.finished.bytes, sizeof c.exchange.finished.bytes);
  verify_data[11] ^= finished_flip;
  c.machine.event = HF_EVENT_RECV_FINISHED;
  uint8_t wanted = finished_flip ? HF_OUTCOME_CHECK_FINISHED_DIFFERENT : HF_OUTCOME_CHECK_FINISHED_EQUAL;
  wrong |= hf_decide_check_finished(&c) != wanted;
  wrong |= hf_do_forget_handshake(&c) != HF_OK;
  return wrong;
}

int main(void) {
  static const size_t places[] = {0, 1, 2, 100, SERVER_K - 49u, SERVER_K - 48u, SERVER_K - 47u, SERVER_K - 1u};
  int wrong = 0;
  uint8_t last = HF_CIPHER_SUITES;
  verdicts_are_public = 1;
  for (uint8_t suite = 0; suite < HF_CIPHER_SUITES; suite++) {
    if (hf_cipher_suites[suite].key_exchange == HF_KEY_EXCHANGE_ANY)
      continue; /* a suite of TLS 1.3: no key block */
    last = suite;
    server_block(em, 0, 0);
    wrong |= steps(suite, 0, 0) | steps(suite, 1, 0x80);
  }
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    server_block(em, places[i], 0x55);
    wrong |= steps(last, 1, 0);
  }
  if (wrong)
    puts("key_exchange: a wrong answer");
  return wrong;
}
