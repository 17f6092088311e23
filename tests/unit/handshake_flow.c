/* Two honest peers always finish, whatever the suite, however the bytes are cut. */
#include "crypto/signature.h"
#include "generated/machine.h"
#include "generated/names.h"
#include "generated/registry.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;

/* Data in both directions, read back as it was written. */
static void talk(const char *what) {
  static uint8_t data[3000];
  for (size_t i = 0; i < sizeof data; i++)
    data[i] = (uint8_t)(i * 31);
  cr_assert_eq(hf_write(&pair.client.c, data, sizeof data), sizeof data, "%s", what);
  test_pair_pump(&pair);
  cr_assert_eq(hf_write(&pair.server.c, data, 1000), 1000, "%s", what);
  test_pair_pump(&pair);
  cr_assert_eq(pair.server.received_n, sizeof data, "%s: %s", what, test_describe(&pair.server));
  cr_assert_eq(pair.client.received_n, 1000, "%s: %s", what, test_describe(&pair.client));
  cr_assert_arr_eq(pair.server.received, data, sizeof data);
  cr_assert_arr_eq(pair.client.received, data, 1000);
}

static void must_open(const char *what) {
  cr_assert(test_both_open(&pair), "%s: %s; %s", what, test_describe(&pair.client), test_describe(&pair.server));
  if (hf_version(&pair.client.c) == 0x0304) /* its secrets are not logged so */
    return;
  cr_assert(pair.client.key_logged && pair.server.key_logged, "%s: no master secret", what);
  cr_assert_arr_eq(pair.client.master_secret, pair.server.master_secret, 48, "%s: two master secrets", what);
}

static void use_suite(const uint16_t *code) {
  test_pair_set(&pair);
  pair.client.config.versions = pair.server.config.versions = 0;
  pair.client.config.cipher_suites = code;
  pair.client.config.cipher_suites_n = 1;
}

Test(handshake_flow, each_suite) {
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++) {
    uint16_t code = hf_cipher_suites[i].code;
    const char *name = hf_cipher_suite_name(code);
    use_suite(&code);
    test_pair_run(&pair);
    must_open(name);
    cr_assert_eq(hf_cipher_suite(&pair.client.c), code, "%s", name);
    cr_assert_eq(hf_cipher_suite(&pair.server.c), code, "%s", name);
    talk(name);
  }
}

Test(handshake_flow, each_suite_resumed) {
  static struct hf_session session;
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++) {
    uint16_t code = hf_cipher_suites[i].code;
    const char *name = hf_cipher_suite_name(code);
    use_suite(&code);
    test_pair_run(&pair);
    cr_assert(hf_session_of(&pair.client.c, &session), "%s: no session", name);
    test_pair_again(&pair, &session);
    test_pair_pump(&pair);
    must_open(name);
    cr_assert(hf_is_resumed(&pair.client.c) && hf_is_resumed(&pair.server.c), "%s: not resumed", name);
    talk(name);
  }
}

Test(handshake_flow, each_group) {
  for (size_t i = 0; i < HF_GROUPS; i++) {
    test_pair_set(&pair);
    pair.server.config.groups = NULL;
    pair.client.config.groups = &hf_groups[i];
    pair.client.config.groups_n = 1;
    test_side_identities(&pair.server, "server-rsa", (char *)NULL);
    test_pair_run(&pair);
    must_open(hf_group_name(hf_groups[i]));
    cr_assert_eq(hf_group(&pair.client.c), hf_groups[i]);
    talk(hf_group_name(hf_groups[i]));
  }
}

Test(handshake_flow, each_signature_scheme) {
  static const char *const keys[] = {"server-rsa", "server-ec", "server-ec384", "server-pss"};
  for (size_t k = 0; k < 4; k++) {
    for (size_t i = 0; i < HF_SIGNATURE_SCHEMES; i++) {
      uint16_t scheme = hf_signature_schemes[i];
      if (hf_scheme_key_kind(scheme) != test_identity(keys[k])->public_key.kind)
        continue;
      test_pair_set(&pair);
      test_side_identities(&pair.server, keys[k], (char *)NULL);
      pair.server.config.signature_schemes = &scheme;
      pair.server.config.signature_schemes_n = 1;
      test_pair_run(&pair);
      must_open(hf_scheme_name(scheme));
      talk(hf_scheme_name(scheme));
    }
  }
}

Test(handshake_flow, default_is_forward_secret) {
  test_pair_set(&pair);
  test_pair_run(&pair);
  must_open("default");
  cr_assert_eq(hf_cipher_suites[test_suite_row(&pair.client)].key_exchange, HF_KEY_EXCHANGE_ECDHE);
  cr_assert(hf_has_extended_master_secret(&pair.client.c));
  cr_assert(hf_has_extended_master_secret(&pair.server.c));
}

static void set_mutual(void) {
  test_pair_set(&pair);
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&pair.client, "client-rsa", (char *)NULL);
}

Test(handshake_flow, any_framing_and_any_chunks) {
  static const size_t chunks[] = {0, 1, 2, 3, 5, 7, 64, 1000, SIZE_MAX};
  static const size_t fragments[] = {1, 3, 100};
  for (size_t c = 0; c < sizeof chunks / sizeof chunks[0]; c++) {
    for (int framing = TEST_AS_SENT; framing <= TEST_FRAGMENTS; framing++) {
      for (size_t f = 0; f < (framing == TEST_FRAGMENTS ? 3u : 1u); f++) {
        set_mutual();
        pair.framing = (enum test_framing)framing;
        pair.fragment = fragments[f];
        pair.chunk = chunks[c];
        test_pair_run(&pair);
        must_open("framing");
        talk("framing");
      }
    }
  }
}

Test(handshake_flow, least_buffers) {
  set_mutual();
  pair.client.buffers.out_size = HF_OUT_LEAST;
  pair.server.buffers.out_size = HF_OUT_LEAST;
  pair.output_chunk = 1;
  test_pair_run(&pair);
  must_open("least output buffers");
  static uint8_t data[600];
  size_t written = 0;
  for (int i = 0; i < 100 && written < sizeof data; i++) {
    written += hf_write(&pair.client.c, data + written, sizeof data - written);
    test_pair_pump(&pair);
  }
  cr_assert_eq(written, sizeof data);
  cr_assert_eq(pair.server.received_n, sizeof data);
}

Test(handshake_flow, max_fragment_length) {
  static const uint16_t lengths[] = {512, 1024, 2048, 4096};
  for (size_t i = 0; i < 4; i++) {
    test_pair_set(&pair);
    pair.client.config.max_fragment_length = lengths[i];
    pair.client.buffers.in_size = lengths[i] + HF_IN_LEAST - 512u;
    test_pair_run(&pair);
    must_open("max_fragment_length");
    static uint8_t data[10000];
    size_t at = 0;
    while (at < sizeof data) {
      size_t n = hf_write(&pair.server.c, data + at, sizeof data - at);
      cr_assert_gt(n, 0);
      cr_assert_leq(n, sizeof data - at);
      at += n;
      test_side_flush(&pair.server);
      const struct test_queue *q = &pair.server.wire;
      for (size_t r = q->at; r < q->n;) {
        size_t record = (size_t)q->bytes[r + 3] * 256 + q->bytes[r + 4];
        cr_assert_leq(record, lengths[i] + 24u, "a record of %zu bytes", record);
        r += record + 5;
      }
      test_pair_pump(&pair);
    }
    cr_assert_eq(pair.client.received_n, sizeof data);
  }
}

Test(handshake_flow, much_data) {
  static uint8_t data[20000];
  test_pair_set(&pair);
  test_pair_run(&pair);
  must_open("much data");
  for (size_t sent = 0; sent < 1000000;) {
    size_t n = hf_write(&pair.client.c, data, sizeof data);
    cr_assert(n > 0 && n <= HF_PLAINTEXT_MAX);
    sent += n;
    test_pair_pump(&pair);
    cr_assert_eq(pair.server.received_n, sent);
  }
}

/* Application data that nobody reads holds back what follows, and is not lost. */
Test(handshake_flow, unread_data_holds_back) {
  uint8_t got[8] = {0};
  test_pair_set(&pair);
  test_pair_run(&pair);
  pair.keep_data = 1;
  hf_write(&pair.client.c, (const uint8_t *)"abc", 3);
  test_pair_pump(&pair);
  hf_write(&pair.client.c, (const uint8_t *)"def", 3);
  test_pair_pump(&pair);
  cr_assert_eq(hf_read(&pair.server.c, got, 2), 2);
  test_pair_pump(&pair);
  cr_assert_eq(hf_read(&pair.server.c, got + 2, 6), 1);
  test_pair_pump(&pair);
  cr_assert_eq(hf_read(&pair.server.c, got + 3, 5), 3);
  cr_assert_arr_eq(got, "abcdef", 6);
}
