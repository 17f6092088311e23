/* Compares hf_machine_next with Ragel's own C for both machines: every byte as an event in every state that can be reached,
   every event in every state there is. */
#include "generated/machine.h"
#include <stdio.h>
#include <string.h>

%%{
  machine client;
  include "client.rl";
  write data noerror nofinal noentry;
}%%

/* One event: the automaton's new state, 0 when it refuses; *state as the grammar's actions set it. */
static int client_move(int cs, unsigned char event, unsigned *state) {
  const unsigned char *p = &event;
  const unsigned char *pe = p + 1;
  %% write exec;
  return cs;
}

%%{
  machine server;
  include "server.rl";
  write data noerror nofinal noentry;
}%%

static int server_move(int cs, unsigned char event, unsigned *state) {
  const unsigned char *p = &event;
  const unsigned char *pe = p + 1;
  %% write exec;
  return cs;
}

struct visit {
  int cs; /* Ragel's state; 0: none */
  unsigned state;
};

static struct visit visits[HF_STATES];
static unsigned visits_n;
static unsigned compared;
static unsigned different;

/* Remembers a state to be looked at. */
static void visit(int cs, unsigned state) {
  for (unsigned i = 0; i < visits_n; i++) {
    if (visits[i].state == state) return;
  }
  visits[visits_n] = (struct visit){cs, state};
  visits_n++;
}

static void compare(int (*move)(int, unsigned char, unsigned *), struct visit from, unsigned event) {
  unsigned state = 0;
  int cs = move(from.cs, (unsigned char)event, &state);
  unsigned next = hf_machine_next(from.state, event);
  if (cs == 0) state = 0;
  compared++;
  if (state != next) {
    different++;
    printf("state %u, event %u: Ragel's C goes to %u, hf_machine_next to %u\n", from.state, event, state, next);
  }
  if (cs != 0) visit(cs, state);
}

/* Returns how many states were reached. */
static unsigned walk(int (*move)(int, unsigned char, unsigned *), int cs, unsigned start) {
  visits_n = 0;
  visit(cs, start);
  for (unsigned i = 0; i < visits_n; i++) {
    for (unsigned event = 0; event < 256; event++) compare(move, visits[i], event);
  }
  return visits_n;
}

int main(void) {
  unsigned reached = walk(client_move, client_start, HF_CLIENT_START) + walk(server_move, server_start, HF_SERVER_START);
  for (unsigned state = HF_STATES_MOVING; state < 65536; state++) {
    for (unsigned event = 0; event < 256; event++) different += hf_machine_next(state, event) != 0 ? 1u : 0u;
  }
  printf("%u states reached, %u moves compared, %u different\n", reached, compared, different);
  return reached == HF_STATES - 1u && different == 0 ? 0 : 1;
}
