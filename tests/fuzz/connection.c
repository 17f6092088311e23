/* libFuzzer's target over a whole connection, of either role, with a peer that knows the keys and says what the input tells it to:
     byte 0   the kind of handshake and the role
     byte 1   bytes of one hf_receive and hf_output_sent, the second time; 0: all that there is
     then one byte after the other says what happens, with what it wants behind it:
     0, 1  what an honest peer says next: all of it     2  the same, not delivered: it goes with what comes next
     3  the same, changed: place (2 bytes), bytes taken out, bytes put in, those bytes; of a message the length is put right
     4  what an honest peer says next is left out       5  what was said last is said once more
     6  a record: type, size (2 bytes), content; sealed, once the peer has keys
     7  application data: bytes (2 bytes)               8  a record that is sealed and then changed: type, bytes, place (2 bytes), by
     9  bytes of handshake messages in one record       10 the version of the records (2 bytes)
     11 hf_write: bytes (2 bytes)                       12 hf_close
     13 hf_end_of_input                                 14 a right Finished
     15 bytes as they are: how many, and they
   Once whole and once in pieces: both must come to the same. */
#include "fuzz/support/input.h"
#include "fuzz/support/stage.h"
#include "support/edit.h"
#include <string.h>

#define TYPE_DATA 23
#define STEPS_MAX 64
#define RECORD_MOST 2048u /* bytes of a piece, so that an input stays quick */

struct story {
  struct fuzz_input in;
  size_t stage;
  size_t next; /* of what an honest peer says */
};

static struct fuzz_result whole;

/* Changes a message, and its length. */
static size_t change(struct fuzz_input *in, uint8_t *message, size_t n, size_t room) {
  size_t put_n, at = fuzz_number(in) % (n + 1);
  size_t out_n = fuzz_byte(in), wanted = fuzz_byte(in);
  const uint8_t *put = fuzz_piece(in, wanted, &put_n);
  if (out_n > n - at)
    out_n = n - at;
  if (n - out_n + put_n > room)
    return n;
  memmove(message + at + put_n, message + at + out_n, n - at - out_n);
  if (put_n > 0)
    memcpy(message + at, put, put_n);
  n = n - out_n + put_n;
  if (n >= 4 && at >= 4)
    memcpy(message + 1, (const uint8_t[]){(uint8_t)((n - 4) >> 16), (uint8_t)((n - 4) >> 8), (uint8_t)(n - 4)}, 3);
  return n;
}

/* What an honest peer says next: changed, or as it is. */
static void say(struct story *s, int changed) {
  static uint8_t message[FUZZ_ROOM];
  if (s->next >= fuzz_stage_says(s->stage))
    return;
  size_t n = fuzz_stage_message(s->stage, s->next, message, sizeof message);
  if (s->next++ == fuzz_stage(s->stage)->n)
    fuzz_peer_change(fuzz_peer);
  else if (n > 0) {
    n = changed ? change(&s->in, message, n, sizeof message) : n;
    fuzz_peer_handshake(fuzz_peer, message, n);
  }
}

static void say_finished(void) {
  uint8_t message[16] = {TEST_FINISHED, 0, 0, 12};
  if (fuzz_peer_verify_data(fuzz_peer, message + 4))
    fuzz_peer_handshake(fuzz_peer, message, sizeof message);
}

static void say_record(struct story *s) {
  size_t n;
  uint8_t type = fuzz_byte(&s->in);
  size_t wanted = fuzz_number(&s->in) % (RECORD_MOST + 1);
  const uint8_t *content = fuzz_piece(&s->in, wanted, &n);
  fuzz_peer_record(fuzz_peer, type, content, n);
}

static void say_data(struct story *s) {
  static uint8_t data[HF_PLAINTEXT_MAX];
  size_t n = fuzz_number(&s->in) % (sizeof data + 1);
  memset(data, (int)n & 255, n);
  fuzz_peer_record(fuzz_peer, TYPE_DATA, data, n);
}

static void say_forged(struct story *s) {
  static const uint8_t content[256];
  uint8_t type = fuzz_byte(&s->in);
  size_t n = fuzz_byte(&s->in);
  size_t at = fuzz_number(&s->in);
  fuzz_peer_forged(fuzz_peer, type, content, n, at, fuzz_byte(&s->in));
}

static void say_bytes(struct story *s) {
  size_t n;
  size_t wanted = fuzz_byte(&s->in);
  const uint8_t *bytes = fuzz_piece(&s->in, wanted, &n);
  fuzz_peer_raw(fuzz_peer, bytes, n);
}

/* What the caller, or the peer's framing, does. */
static void call(struct story *s, unsigned what) {
  if (what == 9)
    fuzz_peer->fragment = fuzz_byte(&s->in);
  else if (what == 10)
    fuzz_peer->version = (uint16_t)fuzz_number(&s->in);
  else if (what == 11)
    fuzz_peer_write(fuzz_peer, fuzz_number(&s->in));
  else if (what == 12)
    hf_close(&fuzz_peer->side->c);
  else if (what == 13)
    hf_end_of_input(&fuzz_peer->side->c);
}

static void step(struct story *s) {
  unsigned what = fuzz_byte(&s->in) % 16u;
  if (what <= 3)
    say(s, what == 3);
  else if (what == 4)
    s->next++;
  else if (what == 5)
    s->next -= s->next > 0;
  else if (what == 6)
    say_record(s);
  else if (what == 7)
    say_data(s);
  else if (what == 8)
    say_forged(s);
  else if (what == 14)
    say_finished();
  else if (what == 15)
    say_bytes(s);
  else
    call(s, what);
  if (what == 5)
    say(s, 0);
  if (what != 2)
    fuzz_peer_deliver(fuzz_peer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  struct fuzz_input in = {data, n};
  size_t stage = fuzz_byte(&in) % FUZZ_STAGES;
  size_t chunk = fuzz_byte(&in);
  for (int again = 0; again <= (chunk > 0); again++) {
    struct story s = {in, stage, 0};
    fuzz_stage_begin(stage, 0);
    fuzz_peer->chunk = again ? chunk : 0;
    for (int steps = 0; s.in.left > 0 && steps < STEPS_MAX; steps++)
      step(&s);
    fuzz_peer_deliver(fuzz_peer);
    if (again)
      fuzz_result_same(&whole, fuzz_peer);
    else
      fuzz_result_of(&whole, fuzz_peer);
    fuzz_peer_end(fuzz_peer);
  }
  return 0;
}
