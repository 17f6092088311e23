/* Buffers of our own that are too small are not the peer's fault: it hears internal_error, and our caller which buffer it is. */
#include "generated/registry.h"
#include "record/record.h"
#include "support/attack.h"
#include "support/inside.h"
#include <criterion/criterion.h>

static const uint8_t zeroes[4096];
static struct test_side *const sides[] = {&attack_pair.client, &attack_pair.server};

static void expect_internal_error(struct test_side *s, enum hf_error error) {
  attack_must_fail(s, error);
  test_pair_pump(&attack_pair);
  cr_assert_eq(test_alert(s->peer), HF_ALERT_INTERNAL_ERROR, "%s", test_describe(s->peer));
}

/* A record that is as long as the buffer is taken, and the next longer one not. */
Test(handshake_buffers, for_input) {
  uint8_t got[HF_IN_LEAST];
  for (int i = 0; i < 2; i++) {
    attack_set(attack_rsa); /* AES-GCM: 5 bytes of header, 8 of nonce, 16 of tag */
    attack_pair.framing = TEST_FRAGMENTS;
    attack_pair.fragment = 500;
    sides[i]->buffers.in_size = HF_IN_LEAST;
    test_pair_run(&attack_pair);
    cr_assert(test_both_open(&attack_pair), "%s", test_describe(sides[i]));
    (void)test_inject(sides[i], HF_CONTENT_APPLICATION_DATA, zeroes, HF_IN_LEAST - 29);
    cr_assert_eq(hf_read(&sides[i]->c, got, sizeof got), HF_IN_LEAST - 29);
    test_skip_record(sides[i]->peer);
    (void)test_inject(sides[i], HF_CONTENT_APPLICATION_DATA, zeroes, HF_IN_LEAST - 28);
    expect_internal_error(sides[i], HF_ERROR_INPUT_BUFFER_TOO_SMALL);
  }
}

/* What no record may be is the peer's fault, however small the buffer is. */
Test(handshake_buffers, for_input_and_a_record_too_long) {
  static const uint8_t header[] = {HF_CONTENT_HANDSHAKE, 3, 3, 0x48, 0x01};
  attack_set(attack_rsa);
  attack_pair.server.buffers.in_size = HF_IN_LEAST;
  test_pair_start(&attack_pair);
  (void)hf_receive(&attack_pair.server.c, header, sizeof header);
  attack_must_fail(&attack_pair.server, HF_ERROR_RECORD_TOO_LONG);
}

Test(handshake_buffers, for_certificates) {
  for (int i = 0; i < 2; i++) {
    attack_set_mutual(attack_rsa);
    test_pair_run(&attack_pair);
    cr_assert(test_both_open(&attack_pair));
    size_t needed = sides[i]->c.chain.used;
    sides[i]->buffers.chain_size = needed;
    test_pair_run(&attack_pair);
    cr_assert(test_both_open(&attack_pair));
    sides[i]->buffers.chain_size = needed - 1;
    test_pair_run(&attack_pair);
    expect_internal_error(sides[i], HF_ERROR_CHAIN_BUFFER_TOO_SMALL);
    sides[i]->buffers.chain = NULL;
    test_pair_run(&attack_pair);
    expect_internal_error(sides[i], HF_ERROR_CHAIN_BUFFER_TOO_SMALL);
  }
}

/* The least that is taken for output suffices, for every suite, to the end; less is refused at the beginning. */
Test(handshake_buffers, for_output) {
  for (size_t k = 0; k < HF_CIPHER_SUITES; k++) {
    for (int i = 0; i < 2; i++) {
      attack_set(&hf_cipher_suites[k].code);
      attack_pair.client.config.versions = attack_pair.server.config.versions = 0;
      attack_pair.client.buffers.out_size = HF_OUT_LEAST;
      attack_pair.server.buffers.out_size = HF_OUT_LEAST;
      test_pair_run(&attack_pair);
      cr_assert(test_both_open(&attack_pair), "%zu: %s; %s", k, test_describe(&attack_pair.client),
                test_describe(&attack_pair.server));
      cr_assert_gt(hf_write(&sides[i]->c, zeroes, 1), 0);
      hf_close(&sides[i]->c);
      test_pair_pump(&attack_pair);
      cr_assert_eq(sides[i]->peer->received_n, 1);
      cr_assert_eq(hf_status(&sides[i]->peer->c), HF_STATUS_PEER_CLOSED);
      sides[i]->buffers.out_size = HF_OUT_LEAST - 1;
      test_pair_start(&attack_pair);
      cr_assert_eq(hf_error_of(&sides[i]->c), HF_ERROR_BUFFER_TOO_SMALL);
    }
  }
}
