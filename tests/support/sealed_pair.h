/* A pair whose server seals its sessions into tickets and keeps none, and what its client comes back with. */
#ifndef SUPPORT_SEALED_PAIR_H
#define SUPPORT_SEALED_PAIR_H
#include "support/pair.h"

struct test_sealed {
  struct test_pair pair;
  struct hf_session session;    /* the client's, with its ticket */
  struct hf_ticket_key keys[3]; /* the third is not the server's yet */
  struct hf_ticket_keys of_server;
};

/* Both speak these versions (HF_VERSION_...); the server has two keys, and no store. */
void test_sealed_set(struct test_sealed *s, uint8_t versions);
/* A handshake from the beginning. Answers 1 when both are open and it was none that is resumed. */
int test_sealed_open(struct test_sealed *s);
/* The same, and s->session is the client's. Answers 1 when it has a sealed ticket as well. */
int test_sealed_get(struct test_sealed *s);
/* Another with s->session. Answers 1: resumed; 0: a full handshake; -1: not both are open, or they do not agree. */
int test_sealed_again(struct test_sealed *s);
/* 1: these bytes stand somewhere in in[0 .. n - 1]. */
int test_holds(const uint8_t *in, size_t n, const uint8_t *wanted, size_t wanted_n);
#endif
