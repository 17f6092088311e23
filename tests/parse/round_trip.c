#include "round_trip.h"
#include "generated/events.h"
#include <stdlib.h>
#include <string.h>

uint8_t pattern[70000];
uint8_t message[MESSAGE_SIZE];
size_t message_n;
struct hf_parser parser;
struct hf_kept kept;
struct hf_connection seen, wanted;

/* All windows of `step` bytes, one behind the other, must give the same bytes as the whole. */
static int cut(encode *f, const void *m, uint32_t step) {
  size_t at = 0;
  for (;;) {
    struct hf_writer w;
    uint8_t *out = malloc(step);
    hf_writer_start(&w, out, step, (uint32_t)at);
    f(&w, m);
    int same = at + w.written <= message_n && memcmp(out, message + at, w.written) == 0;
    at += w.written;
    free(out);
    if (!same || w.at != message_n)
      return 1;
    if (at == message_n)
      return 0;
    if (w.written != step)
      return 1;
  }
}

/* Encodes, cuts, and parses. 1 when the windows differ, or the parser does not take all of it. */
int round_trip(encode *f, const void *m, uint32_t entry) {
  struct hf_writer w;
  hf_writer_start(&w, message, MESSAGE_SIZE, 0);
  f(&w, m);
  message_n = w.written;
  if (w.at != w.written)
    return 1;
  static const uint32_t steps[] = {1, 2, 3, 7, 64, 1000};
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
    if (steps[i] * 4000u > message_n && cut(f, m, steps[i]) != 0)
      return 1;
  }
  seen.n = wanted.n = 0;
  memset(&parser, 0, sizeof parser);
  memset(&kept, 0, sizeof kept);
  hf_parse_start(&parser, entry);
  size_t n = hf_parse(&parser, &kept, &seen, message, message_n);
  return n != message_n || parser.row != 0 || parser.error != HF_OK;
}

void begin_handshake(uint32_t type) {
  hf_accept_message(&wanted, type);
  hf_accept_length(&wanted, (uint32_t)message_n - 4);
}

int same_events(void) {
  return seen.n != wanted.n || memcmp(seen.log, wanted.log, seen.n) != 0;
}

int is_kept(uint32_t at, const uint8_t *bytes, size_t n) {
  return memcmp(&kept.bytes[at], bytes, n) == 0;
}
