/* HelloRetryRequest (RFC 8446 4.1.4): the transcript goes on with a digest in place of the first hello (4.4.1). A client must keep what it
   needs for that before it knows whether one has come: the digests of its hello, and what it reads. */
#ifndef HF_HANDSHAKE_RETRY_H
#define HF_HANDSHAKE_RETRY_H
#include "handshake/sound.h"
#include <stdbool.h>

/* n bytes of a ServerHello were read by a client that may be asked for another hello; they are not in the transcript yet. */
/*@ requires hf_sound(c) && \valid_read(in + (0 .. n - 1)) && \separated(c, in + (0 .. n - 1)) &&
  @   \separated(c->chain.buffer + (0 .. c->chain.size - 1), in + (0 .. n - 1));
  @ HF_TOTAL; assigns c->offers, c->exchange.traffic, HF_CHAIN_CHANGES(c); HF_STAYS_SOUND(c); */
void hf_retry_note(struct hf_connection *c, const uint8_t *in, uint32_t n);

/* RFC 8446 4.4.1: the transcript begins anew with message_hash, by the hash of the suite alone: this is the digest of the first hello. */
/*@ requires \valid(c) && \valid_read(digest + (0 .. HF_SECRET_SIZE - 1));
  @ HF_TOTAL; assigns c->transcript; ensures hf_transcript_sound(&c->transcript); */
void hf_retry_transcript(struct hf_connection *c, const uint8_t *digest);

/* A ServerHello's legacy_session_id_echo is what the client sent (RFC 8446 4.1.3). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
bool hf_session_id_echoed(const struct hf_connection *c);

/* The TLS 1.3 suite of a ServerHello, if it was offered, as its bit; 0: it was not. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
uint32_t hf_suite13_chosen(const struct hf_connection *c);
#endif
