/* A name's digest, for who keeps no names. Of each relative name the least digest of an attribute counts: so neither their order
   nor one that stands twice does, as in hf_name_same; and every string is folded, whatever its type. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "handfast/provider.h"
#include "x509/folded.h"
#include "x509/name.h"
#include "x509/oid.h"

#define SIZE 32u

/*@ requires hf_readable(in, type) && hf_readable(in, value) && \valid(out + (0 .. SIZE - 1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. SIZE - 1]; */
static void hash_attribute(const uint8_t *in, struct hf_span type, struct hf_span value, uint8_t *out) {
  struct hf_hash h;
  uint8_t size[4];
  hf_write32(size, type.n);
  hf_hash_start(&h, HF_HASH_SHA256);
  hf_hash_update(&h, size, 4u);
  hf_hash_update(&h, in + type.at, type.n);
  hf_folded_hash(&h, in, value);
  hf_hash_finish(&h, out);
}

/* The digest of the attribute that is all of inner. */
/*@ requires hf_readable(in, inner) && \valid(out + (0 .. SIZE - 1)) && \separated(out + (0 .. SIZE - 1), in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns out[0 .. SIZE - 1]; */
static uint8_t read_attribute(const uint8_t *in, struct hf_span inner, uint8_t *out) {
  struct hf_span type;
  struct hf_tlv value;
  if (hf_oid_take(in, &inner, &type) != HF_OK || hf_der_next(in, &inner, &value) != HF_OK)
    return HF_ERROR_CERTIFICATE_NAME_MALFORMED;
  hash_attribute(in, type, value.value, out);
  return HF_OK;
}

/* 1 when the first of two digests comes before the second. */
/*@ requires \valid_read(a + (0 .. SIZE - 1)) && \valid_read(b + (0 .. SIZE - 1));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_less(const uint8_t *a, const uint8_t *b) {
  /*@ loop invariant 0 <= i <= SIZE;
    @ loop assigns i;
    @ loop variant SIZE - i; */
  for (uint32_t i = 0u; i < SIZE; i++) {
    if (a[i] != b[i])
      return a[i] < b[i] ? 1u : 0u;
  }
  return 0u;
}

/* The least digest of the attributes of a relative name. */
/*@ requires hf_readable(in, rdn) && \valid(out + (0 .. SIZE - 1)) && \separated(out + (0 .. SIZE - 1), in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns out[0 .. SIZE - 1]; */
static void least_attribute(const uint8_t *in, struct hf_span rdn, uint8_t *out) {
  struct hf_span inner;
  uint8_t one[SIZE];
  hf_fill(out, 0xffu, SIZE);
  /*@ loop invariant hf_within(rdn, \at(rdn, Pre));
    @ loop assigns rdn, inner, one[0 .. SIZE - 1], out[0 .. SIZE - 1];
    @ loop variant rdn.n; */
  while (rdn.n > 0u) {
    if (hf_der_take(in, &rdn, HF_DER_SEQUENCE, &inner) != HF_OK || read_attribute(in, inner, one) != HF_OK)
      return;
    if (is_less(one, out) == 1u)
      hf_copy(out, one, SIZE);
  }
}

void hf_name_digest(const uint8_t *in, struct hf_span name, uint8_t *out) {
  struct hf_hash h;
  struct hf_span rest = {name.at, 0u};
  struct hf_span rdn;
  uint8_t one[SIZE];
  hf_hash_start(&h, HF_HASH_SHA256);
  (void)hf_der_take(in, &name, HF_DER_SEQUENCE, &rest);
  /*@ loop invariant hf_readable(in, rest) && hash_known(h.id);
    @ loop assigns rest, rdn, one[0 .. SIZE - 1], h.word[0 .. 25];
    @ loop variant rest.n; */
  while (rest.n > 0u && hf_der_take(in, &rest, HF_DER_SET, &rdn) == HF_OK) {
    least_attribute(in, rdn, one);
    hf_hash_update(&h, one, SIZE);
  }
  hf_hash_finish(&h, out);
}
