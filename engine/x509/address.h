/* IP addresses: as text, and in certificates (RFC 5280 4.2.1.6, 4.2.1.10). */
#ifndef HF_X509_ADDRESS_H
#define HF_X509_ADDRESS_H
#include "handfast/total.h"
#include "x509/der.h"

#define HF_ADDRESS_MAX 16u

/* Reads an address: IPv4 as four decimal numbers, or IPv6 (RFC 4291 2.2). Answers 4 or 16, the bytes of out that it filled, or
   0: it is neither. */
/*@ requires hf_readable(in, text) && \valid(out + (0 .. HF_ADDRESS_MAX - 1));
  @ requires \separated(out + (0 .. HF_ADDRESS_MAX - 1), in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_ADDRESS_MAX - 1];
  @ ensures \result == 0 || \result == 4 || \result == 16; */
uint32_t hf_address_read(const uint8_t *in, struct hf_span text, uint8_t out[16]);

/* 1 when it is a subnet as name constraints have it: an address and a mask of the same size, the mask's ones first. */
/*@ requires hf_readable(in, subnet);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> subnet.n == 8 || subnet.n == 32; */
uint8_t hf_address_is_subnet(const uint8_t *in, struct hf_span subnet);

/* 1 when the address is in the subnet. */
/*@ requires hf_readable(a, address) && hf_readable(b, subnet);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_address_within(const uint8_t *a, struct hf_span address, const uint8_t *b, struct hf_span subnet);
#endif
