/* Times in certificates (RFC 5280 4.1.2.5). */
#ifndef HF_X509_TIME_H
#define HF_X509_TIME_H
#include "x509/der.h"

/* Takes a UTCTime (years 1950 to 2049) or a GeneralizedTime, in the forms that RFC 5280 allows: YYMMDDHHMMSSZ and
   YYYYMMDDHHMMSSZ, seconds written, no fraction, GMT. *seconds counts from 1970-01-01, without leap seconds. A
   GeneralizedTime before 2050 is refused when profile is 1: validity must write it as UTCTime (RFC 5280 4.1.2.5). */
/*@ requires \valid(rest) && \valid(seconds) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && \separated(seconds, in + (0 .. 0xffffffff)) && \separated(rest, seconds);
  @ terminates \true; exits \false;
  @ assigns *rest, *seconds;
  @ ensures hf_left(*rest, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n) && -62167219200 <= *seconds <= 253402300799;
  @ ensures \result != 0 ==> *seconds == \old(*seconds); */
uint8_t hf_time_take(const uint8_t *in, struct hf_span *rest, uint8_t profile, int64_t *seconds);
#endif
