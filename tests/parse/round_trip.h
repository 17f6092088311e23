/* From values through an encoder and the parser back to values: what was written, how it was read, and the calls that were made
   and wanted. */
#ifndef TESTS_PARSE_ROUND_TRIP_H
#define TESTS_PARSE_ROUND_TRIP_H
#include "fake.h"
#include "generated/encode.h"
#include "parse/parse.h"
#include <stddef.h>

#define MESSAGE_SIZE 200000u

/* put_NAME: its encoder, as an `encode`. */
#define ENCODE(name)                                                                                                   \
  static void put_##name(struct hf_writer *w, const void *m) {                                                         \
    hf_encode_##name(w, (const struct hf_out_##name *)m);                                                              \
  }
#define ENCODE_EMPTY(name)                                                                                             \
  static void put_##name(struct hf_writer *w, const void *m) {                                                         \
    (void)m;                                                                                                           \
    hf_encode_##name(w);                                                                                               \
  }

extern uint8_t pattern[70000]; /* bytes for all tests: none is one that the fake engine refuses */
extern uint8_t message[MESSAGE_SIZE];
extern size_t message_n;
extern struct hf_parser parser;
extern struct hf_kept kept;
extern struct hf_connection seen, wanted;

typedef void encode(struct hf_writer *w, const void *m);

/* Encodes, cuts, and parses. 1 when the windows differ, or the parser does not take all of it. */
int round_trip(encode *f, const void *m, uint32_t entry);

/* The calls that every handshake message makes first are wanted. */
void begin_handshake(uint32_t type);

/* 0: the calls that were made are those wanted. */
int same_events(void);

/* 1: these bytes stand in the kept fields at that place. */
int is_kept(uint32_t at, const uint8_t *bytes, size_t n);
#endif
