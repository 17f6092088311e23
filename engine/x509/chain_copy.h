/* hf_chain_copy, where no pointer is missing. */
#ifndef HF_X509_CHAIN_COPY_H
#define HF_X509_CHAIN_COPY_H
#include "x509/chain.h"

/* Makes *to the same chain as *from, in its own buffer: 1; or 0 and *to is empty: it does not fit. */
/*@ requires \valid(to) && \valid_read(from) && \separated(to, from) && to->size <= 0xffff;
  @ requires to->size > 0 ==> \valid(to->buffer + (0 .. to->size - 1));
  @ requires from->count <= HF_CHAIN_MAX && (from->count > 0 ==> \valid_read(from->buffer + (0 .. from->size - 1)));
  @ requires \forall integer i; 0 <= i < from->count ==> from->start[i] + from->length[i] <= from->size;
  @ requires \separated(to, to->buffer + (0 .. to->size - 1)) && \separated(to, from->buffer + (0 .. from->size - 1));
  @ requires \separated(from, to->buffer + (0 .. to->size - 1));
  @ requires \separated(from->buffer + (0 .. from->size - 1), to->buffer + (0 .. to->size - 1));
  @ HF_TOTAL;
  @ assigns to->start[0 .. HF_CHAIN_MAX - 1], to->length[0 .. HF_CHAIN_MAX - 1], to->count, to->used, to->raw_public_key;
  @ assigns to->buffer[0 .. to->size - 1];
  @ ensures hf_chain_sound(to);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 0 ==> to->count == 0 && to->used == 0;
  @ ensures \result == 1 ==> to->count == from->count && to->raw_public_key == from->raw_public_key; */
uint8_t hf_chain_fill(struct hf_chain *to, const struct hf_chain *from);
#endif
