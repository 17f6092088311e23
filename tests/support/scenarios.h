/* Handshakes that together take every row of both machines: the kinds there are, and one for each way to fail. */
#ifndef SUPPORT_SCENARIOS_H
#define SUPPORT_SCENARIOS_H
#include "support/pair.h"

struct scenario {
  const char *name;
  void (*set)(struct test_pair *p); /* changes the configurations; may run handshakes before; NULL: nothing */
  int (*tamper)(struct test_side *from, uint8_t *message, size_t *n, size_t room);
  void (*after)(struct test_pair *p); /* when all has settled; NULL: nothing */
  enum hf_error client;               /* what the client, and the server, must end with */
  enum hf_error server;
};

extern const struct scenario scenarios[];
extern const size_t scenarios_n;

/* The one of that name; there is one, or the test ends. */
const struct scenario *scenario_named(const char *name);
/* Sets up and starts a scenario, but moves nothing. */
void scenario_start(const struct scenario *s, struct test_pair *p);
/* Runs it to its end. */
void scenario_run(const struct scenario *s, struct test_pair *p);
/* Runs it until a side is in a state that waits; 1 when it gets there. */
int scenario_reach(const struct scenario *s, struct test_pair *p, int server, uint32_t state);
#endif
