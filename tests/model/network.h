/* What the model's network does, done to records between two real connections. */
#ifndef TESTS_MODEL_NETWORK_H
#define TESTS_MODEL_NETWORK_H
#include "facts.h"

struct network {
  struct test_pair *pair;
  struct watch watches[2];  /* client, server */
  uint8_t held[TEST_QUEUE]; /* a record that the attacker keeps */
  size_t held_n;
};

/* One message goes on, to the server first; 0: there is none. */
int network_go(struct network *n);
/* 1: there is one. */
int network_waits(const struct network *n);
/* One of: deliver, drop, copy, close, cut, update, make, let. 0: it could not be done. */
int network_do(struct network *n, const char *what, int to_server, unsigned event, unsigned content);
/* What both sides say now goes on its way; and each writes some data when it is open. */
void network_settle(struct network *n);
#endif
