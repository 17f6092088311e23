#include "support/sealed_pair.h"
#include "session/sealed.h"
#include "support/ticket_keys.h"
#include <string.h>

void test_sealed_set(struct test_sealed *s, uint8_t versions) {
  test_pair_set(&s->pair);
  s->pair.client.config.versions = s->pair.server.config.versions = versions;
  s->of_server = (struct hf_ticket_keys){s->keys, 2};
  memcpy(s->keys, test_ticket_keys.key, 2 * sizeof s->keys[0]);
  memset(&s->keys[2], 0x33, sizeof s->keys[2]);
  s->pair.server.config.ticket_keys = &s->of_server;
  s->pair.server.config.sessions = NULL;
}

int test_sealed_open(struct test_sealed *s) {
  s->pair.offer = NULL;
  test_pair_run(&s->pair);
  return test_both_open(&s->pair) && !hf_is_resumed(&s->pair.client.c);
}

int test_sealed_get(struct test_sealed *s) {
  return test_sealed_open(s) && hf_session_of(&s->pair.client.c, &s->session) && s->session.ticket_n >= HF_SEALED_LEAST;
}

int test_sealed_again(struct test_sealed *s) {
  test_pair_again(&s->pair, &s->session);
  test_pair_pump(&s->pair);
  if (!test_both_open(&s->pair) || hf_is_resumed(&s->pair.client.c) != hf_is_resumed(&s->pair.server.c))
    return -1;
  return hf_is_resumed(&s->pair.server.c) ? 1 : 0;
}

int test_holds(const uint8_t *in, size_t n, const uint8_t *wanted, size_t wanted_n) {
  for (size_t i = 0; i + wanted_n <= n; i++)
    if (memcmp(in + i, wanted, wanted_n) == 0)
      return 1;
  return 0;
}
