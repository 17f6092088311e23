#include "generated/errors.h"
#include "x509/ocsp.h"
#include "x509/ocsp_response.h"

/* The last second that there is. */
#define TIME_END 0x7fffffffffffffff

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (a < b ? a : b); */
static int64_t earlier(int64_t a, int64_t b) {
  return a < b ? a : b;
}

/* The earliest end of what is said of any certificate. */
/*@ requires hf_readable(in, singles);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= until; */
static int64_t end_of_singles(const uint8_t *in, struct hf_span singles, int64_t until) {
  struct hf_ocsp_single one;
  /*@ loop invariant hf_left_of(singles, \at(singles, Pre)) && until <= \at(until, Pre);
    @ loop assigns singles, one, until;
    @ loop variant singles.n; */
  while (singles.n > 0u) {
    if (hf_ocsp_single_take(in, &singles, &one) != HF_OK)
      return earlier(until, 0);
    until = earlier(until, one.has_next == 1u ? one.next_update : one.this_update + HF_OCSP_AGE_MOST);
  }
  return until;
}

/* The end of the certificate that is all of whole; what is none vouches for nothing. */
/*@ requires hf_readable(in, whole);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= until; */
static int64_t end_of_certificate(const uint8_t *in, struct hf_span whole, int64_t until) {
  struct hf_certificate c;
  return hf_certificate_read(in, whole, &c) == HF_OK ? earlier(until, c.not_after) : until;
}

/* The earliest end of the certificates that it brought. */
/*@ requires hf_readable(in, certificates);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= until; */
static int64_t end_of_certificates(const uint8_t *in, struct hf_span certificates, int64_t until) {
  struct hf_tlv one;
  /*@ loop invariant hf_left_of(certificates, \at(certificates, Pre)) && until <= \at(until, Pre);
    @ loop assigns certificates, one, until;
    @ loop variant certificates.n; */
  while (certificates.n > 0u) {
    if (hf_der_next(in, &certificates, &one) != HF_OK)
      return earlier(until, 0);
    until = end_of_certificate(in, one.whole, until);
  }
  return until;
}

int64_t hf_ocsp_until(const uint8_t *response, size_t n) {
  struct hf_ocsp o;
  struct hf_span whole;
  int64_t until = TIME_END;
  if (n > HF_OCSP_MAX)
    return 0;
  whole.at = 0u;
  whole.n = (uint32_t)n;
  if (hf_ocsp_read(response, whole, &o) != HF_OK)
    return 0;
  until = end_of_singles(response, o.singles, until);
  until = end_of_certificates(response, o.certificates, until);
  return until < 0 ? 0 : until;
}
