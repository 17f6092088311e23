#include "x509/validity.h"
#include "generated/errors.h"
#include "x509/time.h"

/* Takes one time. That a year before 2050 stands in a GeneralizedTime is a defect: its value is plain, and one of the anchors
   in common use is so. */
/*@ requires \valid(rest) && hf_readable(in, *rest) && hf_apart(in, rest);
  @ requires \valid(seconds) && \separated(seconds, in + (0 .. 0xffffffff)) && \separated(rest, seconds);
  @ requires \valid(defect) && \separated(defect, in + (0 .. 0xffffffff)) && \separated(rest, defect) &&
  @   \separated(seconds, defect);
  @ HF_TOTAL;
  @ assigns *rest, *seconds, *defect;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures *defect == \old(*defect) || *defect != 0;
  @ ensures \result == 0 ==> -62167219200 <= *seconds <= 253402300799; */
static uint8_t take_time(const uint8_t *in, struct hf_span *rest, int64_t *seconds, uint8_t *defect) {
  struct hf_span again = *rest;
  uint8_t error = hf_time_take(in, rest, 1u, seconds);
  if (error == HF_OK)
    return HF_OK;
  rest->at = again.at;
  rest->n = again.n;
  *defect = error;
  return hf_time_take(in, rest, 0u, seconds);
}

uint8_t hf_validity_read(const uint8_t *in, struct hf_span not_before, struct hf_span not_after,
                         struct hf_certificate *c) {
  uint8_t error = take_time(in, &not_before, &c->not_before, &c->defect);
  return error == HF_OK ? take_time(in, &not_after, &c->not_after, &c->defect) : error;
}
