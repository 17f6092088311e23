/* libFuzzer's target over the parser and the handlers of each handshake message, in each state of both roles that waits for one:
     byte 0, 1   the kind of handshake and the role, and which of its peer's messages: modulo what there is
     byte 2      bytes of one hf_receive; 0: all that there is
     byte 3      bytes of the message in one record; 0: as many as fit
     the rest    the body of the message
   The connection comes honestly to the state that awaits the message, whose header is written: its type, and the body's length. What
   follows is said honestly too, with a right Finished. Once whole and once in pieces: both must come to the same. */
#include "fuzz/support/input.h"
#include "fuzz/support/stage.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BODY_MAX 16000u

static struct fuzz_result whole;

static void run(size_t stage, size_t at, const uint8_t *body, size_t n) {
  static uint8_t message[4 + BODY_MAX];
  static uint8_t honest[FUZZ_ROOM];
  (void)fuzz_stage_message(stage, at, honest, sizeof honest);
  message[0] = honest[0];
  message[1] = (uint8_t)(n >> 16);
  message[2] = (uint8_t)(n >> 8);
  message[3] = (uint8_t)n;
  memcpy(message + 4, body, n);
  fuzz_peer_handshake(fuzz_peer, message, 4 + n);
  fuzz_peer_deliver(fuzz_peer);
  for (size_t next = at + 1; next < fuzz_stage_says(stage) && !fuzz_peer->failed; next++)
    fuzz_stage_say(stage, next);
}

/* Writes the honest body of one message as an input. */
static void seed(const char *directory, size_t stage, size_t at, size_t choice) {
  static uint8_t honest[FUZZ_ROOM];
  const uint8_t head[4] = {(uint8_t)stage, (uint8_t)choice, (uint8_t)(1 + stage % 7), (uint8_t)(stage % 5 * 10)};
  char path[512];
  fuzz_stage_begin(stage, at);
  size_t n = fuzz_stage_message(stage, at, honest, sizeof honest);
  snprintf(path, sizeof path, "%s/honest-%zu-%zu", directory, stage, choice);
  FILE *f = fopen(path, "wb");
  fuzz_must(f != NULL, "cannot write a seed");
  fwrite(head, 1, sizeof head, f);
  fwrite(honest + 4, 1, n - 4, f);
  fclose(f);
}

/* With FUZZ_SEEDS=DIRECTORY what an honest peer says is written there (tests/fuzz/make_corpus.sh). */
int LLVMFuzzerInitialize(int *argc, char ***argv) {
  const char *directory = getenv("FUZZ_SEEDS");
  (void)argc;
  (void)argv;
  if (directory)
    fuzz_stages_check();
  for (size_t stage = 0; directory && stage < FUZZ_STAGES; stage++)
    for (size_t choice = 0; choice + 1 < fuzz_stage_says(stage); choice++)
      seed(directory, stage, choice == fuzz_stage(stage)->n ? choice + 1 : choice, choice);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  struct fuzz_input in = {data, n};
  size_t stage = fuzz_byte(&in) % FUZZ_STAGES;
  size_t at = fuzz_byte(&in) % (fuzz_stage_says(stage) - 1);
  size_t chunk = fuzz_byte(&in);
  size_t fragment = fuzz_byte(&in);
  if (at == fuzz_stage(stage)->n) /* ChangeCipherSpec is no message */
    at++;
  if (in.left > BODY_MAX)
    return 0;
  for (int again = 0; again <= 1; again++) {
    fuzz_stage_begin(stage, at);
    fuzz_peer->chunk = again ? chunk : 0;
    fuzz_peer->fragment = again ? fragment : 0;
    run(stage, at, in.at, in.left);
    if (again)
      fuzz_result_same(&whole, fuzz_peer);
    else
      fuzz_result_of(&whole, fuzz_peer);
    fuzz_peer_end(fuzz_peer);
    if (chunk == 0 && fragment == 0)
      break;
  }
  return 0;
}
