/* The names of authorities that a server tells its clients (RFC 5246 7.4.4). */
#include "handshake/authorities.h"

/* n bytes with their length before them, from `at` on. Answers where they end; 0: they do not fit. */
/*@ requires \valid_read(name + (0 .. n - 1)) && \valid(out + (0 .. HF_KEPT_BYTES - 1)) && at <= HF_KEPT_BYTES;
  @ HF_TOTAL; assigns out[0 .. HF_KEPT_BYTES - 1];
  @ ensures \result <= HF_KEPT_BYTES; ensures \result == 0 || \result == at + 2 + n;
  @ ensures n == 0 || at + 2 + n > HF_KEPT_BYTES ==> \result == 0; */
static uint32_t put_name(uint8_t *out, uint32_t at, const uint8_t *name, size_t n) {
  uint32_t size;
  if (n == 0u || n > HF_KEPT_BYTES || at + 2u + (uint32_t)n > HF_KEPT_BYTES)
    return 0u;
  size = (uint32_t)n;
  out[at] = (uint8_t)(size / 256u);
  out[at + 1u] = (uint8_t)(size % 256u);
  /*@ loop invariant 0 <= i <= size; loop assigns i, out[at + 2 .. HF_KEPT_BYTES - 1]; loop variant size - i; */
  for (uint32_t i = 0u; i < size; i++)
    out[at + 2u + i] = name[i];
  return at + 2u + size;
}

/*@ requires \valid_read(anchor) && \valid_read(anchor->name + (0 .. anchor->name_n - 1));
  @ requires \valid_read(anchor->certificate + (0 .. anchor->certificate_n - 1));
  @ requires \valid(out + (0 .. HF_KEPT_BYTES - 1)) && at <= HF_KEPT_BYTES;
  @ HF_TOTAL; assigns out[0 .. HF_KEPT_BYTES - 1]; ensures \result <= HF_KEPT_BYTES; */
static uint32_t put_anchor(uint8_t *out, uint32_t at, const struct hf_trust_anchor *anchor) {
  struct hf_span issuer;
  if (anchor->end_entity == 0u)
    return put_name(out, at, anchor->name, anchor->name_n);
  issuer = hf_issuer_of(anchor->certificate, anchor->certificate_n);
  return put_name(out, at, anchor->certificate + issuer.at, issuer.n);
}

uint32_t hf_authorities_write(const struct hf_config *config, uint8_t *out) {
  size_t n = config->anchors_n;
  uint32_t at = 0u;
  /*@ loop invariant 0 <= i <= n && at <= HF_KEPT_BYTES; loop assigns i, at, out[0 .. HF_KEPT_BYTES - 1]; loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    at = put_anchor(out, at, &config->anchors[i]);
    if (at == 0u)
      return 0u;
  }
  return at;
}
