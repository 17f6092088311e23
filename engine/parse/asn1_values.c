/* What is asked of a structure that was read, and of the elements of its lists. */
#include "parse/asn1.h"

uint32_t hf_asn1_marks(const struct hf_asn1 *a, uint32_t first) {
  return a->marks[first / 32u] >> (first % 32u);
}

struct hf_span hf_asn1_magnitude(const uint8_t *in, struct hf_span number) {
  struct hf_span out = {number.at, number.n};
  if (number.n > 1u && in[number.at] == 0u) {
    out.at = number.at + 1u;
    out.n = number.n - 1u;
  }
  return out;
}

struct hf_asn1_one hf_asn1_next(const uint8_t *in, struct hf_span rest, uint32_t state, uint32_t slot) {
  struct hf_asn1_one one;
  struct hf_asn1 a;
  one.error = hf_asn1_take(&a, in, &rest, state);
  one.value.at = a.kept[slot].at;
  one.value.n = a.kept[slot].n;
  one.rest.at = rest.at;
  one.rest.n = rest.n;
  one.number = a.numbers[0];
  one.marks = a.marks[0];
  return one;
}
