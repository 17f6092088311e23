/* Runs the encoders on the cases that tests/format/lengths.py writes to cases.inc, and the parser's loop on what they wrote. Of each it writes, in
   binary: four bytes, how many there are; one, whether the loop took them as one message; then they themselves. */
#define HF_PROVE_PARSER /* behind the parser is an engine of the test's own */
#include "generated/encode.h"
#include "generated/events.h"
#include "parse/parse.h"
#include <stdio.h>
#include <string.h>

#define ROOM 17000000u
struct hf_connection {
  int none;
};

#define NUMBER(name)                                                                                                   \
  enum hf_error name(struct hf_connection *c, uint32_t value) {                                                        \
    (void)c;                                                                                                           \
    (void)value;                                                                                                       \
    return HF_OK;                                                                                                      \
  }
#define BYTES(name)                                                                                                    \
  enum hf_error name(struct hf_connection *c, const uint8_t *in, uint32_t n) {                                         \
    (void)c;                                                                                                           \
    (void)in;                                                                                                          \
    (void)n;                                                                                                           \
    return HF_OK;                                                                                                      \
  }
#include "functions.inc"

static uint8_t out[ROOM], pattern[ROOM], blob[ROOM];
static uint16_t numbers[65536];
static const uint8_t *pieces[3];
static size_t sizes[3];
static struct hf_writer w;

static const uint8_t *given(size_t at) {
  return blob + at;
}

static void begin(void) {
  hf_writer_start(&w, out, ROOM, 0);
}

/* entry 0: what was written is no message of its own. */
static void end(uint32_t entry) {
  static struct hf_parser p;
  static struct hf_kept k;
  struct hf_connection c = {0};
  size_t n = 0;
  if (entry != 0) {
    hf_parse_start(&p, entry);
    n = hf_parse(&p, &k, &c, out, w.written);
  }
  int taken = entry != 0 && n == w.written && p.row == 0 && p.error == HF_OK;
  uint8_t head[5] = {(uint8_t)(w.written >> 24), (uint8_t)(w.written >> 16), (uint8_t)(w.written >> 8),
                     (uint8_t)w.written, (uint8_t)taken};
  fwrite(head, 1, sizeof head, stdout);
  fwrite(out, 1, w.written, stdout);
}

int main(void) {
  for (uint32_t i = 0; i < ROOM; i++)
    pattern[i] = (uint8_t)(7u * (i % 251u) + 3u);
  for (uint32_t i = 0; i < 65536; i++)
    numbers[i] = (uint16_t)(257u * i + 1u);
  if (fread(blob, 1, ROOM, stdin) == ROOM)
    return 1;
#include "cases.inc"
  return 0;
}
