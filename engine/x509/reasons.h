/* ReasonFlags (RFC 5280 4.2.1.13) as a set of bits: the first of the BIT STRING is 0x8000. */
#ifndef HF_X509_REASONS_H
#define HF_X509_REASONS_H
#include "handfast/total.h"
#include "parse/span.h"

/* The reasons that the octets of ReasonFlags name, of HF_CRL_REASONS; where there are none, all. */
/*@ requires hf_readable(in, octets);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 0x7f80; */
uint32_t hf_reasons_of(const uint8_t *in, struct hf_span octets);

/* Those that are in both. */
/*@ requires a <= 0x7f80 && b <= 0x7f80;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 0xffff; */
uint32_t hf_reasons_both(uint32_t a, uint32_t b);
#endif
