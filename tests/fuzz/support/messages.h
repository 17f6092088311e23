/* What the parts of a fuzzer's peer have of each other. */
#ifndef FUZZ_MESSAGES_H
#define FUZZ_MESSAGES_H
#include "peer.h"

/* Both sides' handshake messages, as they come in records, in any pieces. */
void fuzz_peer_notes(struct fuzz_peer *p, const uint8_t *bytes, size_t n, int from_engine);
/* The peer's ChangeCipherSpec has gone out; the engine's has come. */
void fuzz_peer_seals(struct fuzz_peer *p);
void fuzz_peer_opens(struct fuzz_peer *p);
#endif
