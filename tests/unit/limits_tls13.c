/* Limits of TLS 1.3 that no handshake reaches by itself: below, at and above each. */
#include "generated/errors.h"
#include "generated/machine.h"
#include "handshake/limits.h"
#include "support/events.h"
#include "support/scenarios.h"
#include <criterion/criterion.h>

static struct test_pair pair;

/* Keys that have served for HF_KEY_RECORDS records are changed before they serve again, and for fewer they are not. */
Test(limits_tls13, records_under_a_key) {
  for (uint64_t sequence = HF_KEY_RECORDS - 1; sequence <= HF_KEY_RECORDS + 1; sequence++) {
    struct scenario s = *scenario_named("TLS 1.3");
    s.after = NULL;
    scenario_run(&s, &pair);
    pair.client.c.write.sequence = pair.server.c.read.sequence = (int64_t)sequence;
    cr_assert_eq(hf_write(&pair.client.c, (const uint8_t *)"x", 1), 1);
    cr_expect_eq(pair.client.c.write.sequence, sequence < HF_KEY_RECORDS ? (int64_t)sequence + 1 : 1, "%d",
                 (int)sequence);
  }
}

/* And so they are when the peer has closed, and asks for nothing. */
Test(limits_tls13, records_behind_the_peers_close) {
  for (uint64_t sequence = HF_KEY_RECORDS - 1; sequence <= HF_KEY_RECORDS + 1; sequence++) {
    struct scenario s = *scenario_named("TLS 1.3");
    s.after = NULL;
    scenario_run(&s, &pair);
    pair.closes = 0;
    hf_close(&pair.server.c);
    test_pair_pump(&pair);
    cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_PEER_CLOSED);
    pair.client.c.write.sequence = pair.server.c.read.sequence = (int64_t)sequence;
    cr_assert_eq(hf_write(&pair.client.c, (const uint8_t *)"x", 1), 1);
    cr_expect_eq(pair.client.c.write.sequence, sequence < HF_KEY_RECORDS ? (int64_t)sequence + 1 : 1, "%d",
                 (int)sequence);
    test_pair_pump(&pair);
    cr_expect_eq(pair.server.received_n, 1);
    cr_expect_eq(hf_error_of(&pair.server.c), HF_OK, "%s", test_describe(&pair.server));
  }
}

/* A ChangeCipherSpec that TLS 1.3 drops (RFC 8446 5) is counted as whatever moves nothing. */
Test(limits_tls13, change_cipher_specs) {
  for (unsigned n = HF_IDLE_RECORDS_MAX - 1; n <= HF_IDLE_RECORDS_MAX + 1; n++) {
    struct scenario s = *scenario_named("TLS 1.3");
    scenario_start(&s, &pair);
    cr_assert(test_pair_run_to(&pair, &pair.client, HF_CLIENT_AWAIT_SERVER_HELLO));
    for (unsigned i = 0; i < n; i++)
      test_happen(&pair.client, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 0);
    cr_expect_eq(hf_error_of(&pair.client.c), n <= HF_IDLE_RECORDS_MAX ? HF_OK : HF_ERROR_TOO_MANY_IDLE_RECORDS, "%u",
                 n);
  }
}
