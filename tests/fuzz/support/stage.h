/* Where a fuzzer begins: a connection in one of two roles, of one of the kinds of handshake there are, brought honestly before one of
   the things that its peer says. Certificates, random bytes and the time are fixed (tests/fuzz/certs): so it is the same each time. */
#ifndef FUZZ_STAGE_H
#define FUZZ_STAGE_H
#include "peer.h"

#define FUZZ_KINDS 18u
#define FUZZ_STAGES (2u * FUZZ_KINDS) /* of each kind the client, and the server */
#define FUZZ_MESSAGES 8u

/* What the honest peer says, in turn: its messages in the clear, ChangeCipherSpec, Finished. */
struct fuzz_stage {
  size_t n; /* messages in the clear */
  uint8_t *message[FUZZ_MESSAGES];
  size_t size[FUZZ_MESSAGES];
};

extern struct fuzz_peer *const fuzz_peer; /* of the engine that the stage has */

/* Reads the certificates, and makes every handshake once, which must come about. */
void fuzz_stages_check(void);
const struct fuzz_stage *fuzz_stage(size_t i);
/* Everything that the honest peer says: fuzz_stage(i)->n + 2. */
size_t fuzz_stage_says(size_t i);
/* Brings the engine and the peer before what is said at `at`; pieces as fuzz_peer's chunk says from here on: whole ones. */
void fuzz_stage_begin(size_t i, size_t at);
/* A message that the honest peer says at `at`, header and all, into out (of room bytes); 0: it is ChangeCipherSpec, or cannot be made. */
size_t fuzz_stage_message(size_t i, size_t at, uint8_t *out, size_t room);
/* The peer says it, and delivers. */
void fuzz_stage_say(size_t i, size_t at);
#endif
