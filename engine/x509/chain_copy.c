#include "x509/chain_copy.h"
#include "generated/errors.h"

/*@ requires \valid(v);
  @ HF_TOTAL;
  @ assigns v->used, v->count;
  @ ensures v->used == 0 && v->count == 0; */
static void make_empty(struct hf_chain *v) {
  v->used = 0u;
  v->count = 0u;
}

/* One more certificate, all of it. */
/*@ requires \valid(to) && hf_chain_sound(to) && \valid_read(in + (0 .. n - 1)) && n <= 0xffff;
  @ requires \separated(to, to->buffer + (0 .. to->size - 1)) && \separated(to, in + (0 .. n - 1));
  @ requires \separated(in + (0 .. n - 1), to->buffer + (0 .. to->size - 1));
  @ HF_TOTAL;
  @ assigns to->start[0 .. HF_CHAIN_MAX - 1], to->length[0 .. HF_CHAIN_MAX - 1], to->count, to->used;
  @ assigns to->buffer[0 .. to->size - 1];
  @ ensures hf_chain_sound(to); */
static uint8_t add(struct hf_chain *to, const uint8_t *in, uint32_t n) {
  uint8_t error = hf_chain_certificate(to, n);
  return error == HF_OK ? hf_chain_bytes(to, in, n) : error;
}

uint8_t hf_chain_fill(struct hf_chain *to, const struct hf_chain *from) {
  uint32_t n = from->count;
  make_empty(to);
  to->raw_public_key = from->raw_public_key;
  /*@ loop invariant 0 <= i <= n && hf_chain_sound(to);
    @ loop assigns i, to->start[0 .. HF_CHAIN_MAX - 1], to->length[0 .. HF_CHAIN_MAX - 1], to->count, to->used;
    @ loop assigns to->buffer[0 .. to->size - 1];
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (add(to, from->buffer + from->start[i], from->length[i]) != HF_OK)
      make_empty(to);
  }
  if (to->count == n)
    return 1u;
  make_empty(to);
  return 0u;
}

uint8_t hf_chain_copy(struct hf_chain *to, const struct hf_chain *from) {
  return to == NULL || from == NULL ? (uint8_t)0u : hf_chain_fill(to, from);
}
