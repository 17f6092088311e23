/* The key schedule of TLS 1.3 in the server, from the secret that the shares agreed on to the client's Finished, and of a session that is
   resumed: the shared secret, the pre-shared key, every secret that comes of them, the keys of the records, a binder and the verify_data
   are secret all along. Only whether Finished was right is not. */
#include "ct/secret.h"
#include "ct/support/server.h"
#include "ct/support/verdict.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "handshake/psk.h"
#include "handshake/schedule.h"
#include "keys/schedule.h"
#include <stdio.h>
#include <string.h>

static struct hf_connection c;
static uint8_t em[SERVER_K];

static void agree(uint8_t suite, uint8_t resumed) {
  server_set(&c, em, suite, 1);
  c.offers.version = 0x0304;
  c.exchange.secret.holds = HF_SECRET_PRE_MASTER;
  c.exchange.secret.n = 32;
  memset(c.exchange.secret.bytes, 0x77, 32);
  secret(c.exchange.secret.bytes, 32);
  c.parameters.resumed = resumed;
  c.session.has_master_secret = resumed;
  memset(c.session.master_secret, 0x33, sizeof c.session.master_secret);
  secret(c.session.master_secret, sizeof c.session.master_secret);
  c.session.cipher_suite = hf_cipher_suites[suite].code;
  c.parameters.psk = resumed ? HF_PSK_SESSION : HF_PSK_NONE;
  if (resumed)
    hf_psk_take(&c);
}

/* 0 when each step answers what it should. */
static int steps(uint8_t suite, uint8_t resumed, uint8_t finished_flip) {
  int is_sha384 = hf_cipher_suites[suite].prf_hash == HF_HASH_SHA384;
  size_t n = is_sha384 ? 48 : 32;
  uint8_t *verify_data =
      &c.kept.bytes[is_sha384 ? HF_KEPT_FINISHED_VERIFY_DATA_SHA384 : HF_KEPT_FINISHED_VERIFY_DATA_SHA256];
  uint32_t wanted = finished_flip ? HF_OUTCOME_CHECK_FINISHED13_DIFFERENT : HF_OUTCOME_CHECK_FINISHED13_EQUAL;
  agree(suite, resumed);
  int wrong = hf_do_derive_handshake_secrets(&c) != HF_OK;
  wrong |= hf_do_activate_handshake_keys(&c) != HF_OK;
  wrong |= hf_do_make_finished13(&c) != HF_OK;
  wrong |= hf_do_derive_application_secrets(&c) != HF_OK;
  wrong |= hf_do_activate_application_write_keys(&c) != HF_OK;
  wrong |= hf_do_expect_finished13(&c) != HF_OK;
  memcpy(verify_data, c.exchange.finished.bytes, n);
  verify_data[n - 1] ^= finished_flip;
  c.machine.event = HF_EVENT_RECV_FINISHED;
  wrong |= hf_decide_check_finished13(&c) != wanted;
  return wrong | (hf_do_activate_application_read_keys(&c) != HF_OK);
}

/* The binder of a pre-shared key: what it is made of is secret, and so is it. */
static int binders_differ(uint32_t hash) {
  uint8_t psk[48], digest[48], one[48], other[48];
  size_t n = hash == HF_HASH_SHA384 ? 48 : 32;
  memset(psk, 0x12, sizeof psk);
  memset(digest, 0x34, sizeof digest);
  secret(psk, sizeof psk);
  hf_binder(hash, false, psk, digest, one);
  psk[n - 1] ^= 1;
  hf_binder(hash, false, psk, digest, other);
  reveal(one, n);
  reveal(other, n);
  return memcmp(one, other, n) != 0;
}

int main(void) {
  int wrong = 0;
  int suites = 0;
  verdicts_are_public = 1;
  for (uint8_t suite = 0; suite < HF_CIPHER_SUITES; suite++) {
    if (hf_cipher_suites[suite].key_exchange != HF_KEY_EXCHANGE_ANY)
      continue; /* a suite of TLS 1.2: tests/ct/key_exchange.c */
    suites++;
    for (uint8_t resumed = 0; resumed <= 1; resumed++)
      wrong |= steps(suite, resumed, 0) | steps(suite, resumed, 0x80);
  }
  wrong |= suites == 0 || !binders_differ(HF_HASH_SHA256) || !binders_differ(HF_HASH_SHA384);
  if (wrong)
    puts("schedule13: a wrong answer");
  return wrong;
}
