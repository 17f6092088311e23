#include "stage.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/scenarios.h"
#include <stdlib.h>
#include <string.h>

#define POINTS (FUZZ_MESSAGES + 2u)
#define NOW 1812000000 /* 2027-06-03: what tests/fuzz/certs has is good then */

/* In this order for ever: the inputs that are kept name them by their place. */
static const char *const kinds[FUZZ_KINDS] = {"rsa",
                                              "ecdhe_rsa",
                                              "ecdhe_ecdsa",
                                              "cbc",
                                              "requested, none given",
                                              "requested, none given, rsa",
                                              "mutual",
                                              "mutual, ecdsa",
                                              "mutual, rsa",
                                              "resumed",
                                              "application protocol",
                                              "raw public key of the server",
                                              "raw public keys",
                                              "raw public keys, rsa",
                                              "stapled",
                                              "stapled, ecdsa",
                                              "stapled, rsa",
                                              "stapled, mutual"};

/* All that changes while the engine works. */
struct point {
  struct test_pair pair;
  struct fuzz_peer peer;
};

static struct point now;
#define pair now.pair
struct fuzz_peer *const fuzz_peer = &now.peer;
static struct fuzz_stage stages[FUZZ_STAGES];
static struct point *points[FUZZ_STAGES][POINTS];
static struct fuzz_stage *recording;
static int recorded_server;

static struct test_side *engine_of(size_t i) {
  return i % 2 ? &pair.server : &pair.client;
}

static int record(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  struct fuzz_stage *s = recording;
  (void)room;
  if (from->is_server != recorded_server)
    return 1;
  fuzz_must(s->n < FUZZ_MESSAGES, "a handshake has more messages than are recorded");
  s->message[s->n] = malloc(*n);
  fuzz_must(s->message[s->n] != NULL, "out of memory");
  memcpy(s->message[s->n], message, *n);
  s->size[s->n++] = *n;
  return 1;
}

static struct point *save(void) {
  struct point *p = malloc(sizeof *p);
  fuzz_must(p != NULL, "out of memory");
  *p = now;
  return p;
}

/* The beginning, and what an honest peer says from there on. */
static void make_stage(size_t i) {
  setenv("HANDFAST_TEST_CERTS", "tests/fuzz/certs", 0);
  test_identities_again();
  scenario_start(scenario_named(kinds[i / 2]), &pair);
  if (pair.now != TEST_NOW) /* what is stapled is good from when it was made */
    pair.now = NOW;
  struct point *begun = save();
  recording = &stages[i];
  recorded_server = !(i % 2);
  pair.tamper = record;
  test_identities_again();
  test_pair_pump(&pair);
  fuzz_must(test_both_open(&pair), "a handshake that nobody disturbs fails");
  now = *begun;
  free(begun);
  test_identities_again();
  fuzz_peer_start(fuzz_peer, engine_of(i));
  points[i][0] = save();
}

const struct fuzz_stage *fuzz_stage(size_t i) {
  if (points[i][0] == NULL)
    make_stage(i);
  return &stages[i];
}

size_t fuzz_stage_says(size_t i) {
  return fuzz_stage(i)->n + 2;
}

size_t fuzz_stage_message(size_t i, size_t at, uint8_t *out, size_t room) {
  const struct fuzz_stage *s = fuzz_stage(i);
  if (at == s->n + 1 && room >= 16 && fuzz_peer_verify_data(fuzz_peer, out + 4)) {
    memcpy(out, (const uint8_t[]){TEST_FINISHED, 0, 0, 12}, 4);
    return 16;
  }
  if (at >= s->n || s->size[at] > room)
    return 0;
  memcpy(out, s->message[at], s->size[at]);
  return s->size[at];
}

void fuzz_stage_say(size_t i, size_t at) {
  static uint8_t message[FUZZ_ROOM];
  size_t n = fuzz_stage_message(i, at, message, sizeof message);
  if (at == fuzz_stage(i)->n)
    fuzz_peer_change(fuzz_peer);
  else
    fuzz_peer_handshake(fuzz_peer, message, n);
  fuzz_peer_deliver(fuzz_peer);
}

void fuzz_stage_begin(size_t i, size_t at) {
  size_t from = at;
  (void)fuzz_stage(i);
  while (points[i][from] == NULL)
    from--;
  now = *points[i][from];
  test_identities_again();
  for (; from < at; from++) {
    fuzz_stage_say(i, from);
    points[i][from + 1] = save();
  }
}

void fuzz_stages_check(void) {
  for (size_t i = 0; i < FUZZ_STAGES; i++) {
    fuzz_stage_begin(i, 0);
    for (size_t at = 0; at < fuzz_stage_says(i); at++)
      fuzz_stage_say(i, at);
    fuzz_must(hf_status(&engine_of(i)->c) == HF_STATUS_OPEN, "a handshake that is said again does not come about");
    fuzz_peer_record(fuzz_peer, 23, (const uint8_t *)"ping", 4);
    fuzz_peer_write(fuzz_peer, 100);
    fuzz_must(fuzz_peer->read.n == 4 && fuzz_peer->heard.n == 100, "data does not come through");
    fuzz_peer_end(fuzz_peer);
  }
}
