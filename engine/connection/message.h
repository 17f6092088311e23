/* Messages are read where the content of the record goes on. */
#ifndef HF_CONNECTION_MESSAGE_H
#define HF_CONNECTION_MESSAGE_H
#include "connection/sound.h"

/* A new handshake message, as the row of the machine's state says. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->parser;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
void hf_message_begin(struct hf_connection *c);

/* Reads on in the handshake message, to its end at most; answers how many bytes that were. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->parser, c->kept, HF_READING_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result <= c->input.end - c->input.at; */
uint32_t hf_message_parse(struct hf_connection *c);

/* The next n bytes of content are of a handshake message that is accepted: into the transcript. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= c->input.end - c->input.at; HF_TOTAL;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures P16: c->transcript.wanted % 2 == 1 ==> hash_taken(c->transcript.sha256) ==
  @   bytes_cat(\old(hash_taken(c->transcript.sha256)), \old(bytes_of(c->buffers.in + c->input.at, n)));
  @ ensures P16: c->transcript.wanted / 2 % 2 == 1 ==> hash_taken(c->transcript.sha384) ==
  @   bytes_cat(\old(hash_taken(c->transcript.sha384)), \old(bytes_of(c->buffers.in + c->input.at, n))); */
void hf_message_hash(struct hf_connection *c, uint32_t n);

/* A message that is not cut in two: how many bytes, and the numbers that it has. */
struct hf_short {
  uint32_t n;
  uint32_t number[2]; /* HF_NUMBER_... */
  uint32_t error;     /* HF_OK: it is complete; HF_ERROR_MESSAGE_LENGTH: it is cut; else why it was refused */
};

/* Reads such a message, from an HF_ENTRY_... of generated/tables.h, with a parser of its own: the handshake message that it may come
   in between is not touched. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->kept, HF_READING_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result.n <= c->input.end - c->input.at; */
struct hf_short hf_short_read(struct hf_connection *c, uint32_t entry);
#endif
