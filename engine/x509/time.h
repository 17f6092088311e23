/* Times in certificates (RFC 5280 4.1.2.5). */
#ifndef HF_X509_TIME_H
#define HF_X509_TIME_H
#include "handfast/total.h"
#include "x509/der.h"

/*@ predicate hf_are_digits(uint8_t *p) = 0x30 <= p[0] <= 0x39 && 0x30 <= p[1] <= 0x39;
  @ logic integer hf_two_digits(uint8_t *p) = (p[0] - 0x30) * 10 + (p[1] - 0x30);
  @ // the Gregorian calendar, taken back to year 0
  @ logic integer hf_is_leap(integer year) =
  @   (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 1 : 0;
  @ logic integer hf_days_of_month(integer year, integer month) =
  @   month == 2 ? 28 + hf_is_leap(year) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  @ logic integer hf_days_before_month(integer year, integer month) =
  @   month <= 1 ? 0 : month == 2 ? 31 :
  @   hf_is_leap(year) + (month == 3 ? 59 : month == 4 ? 90 : month == 5 ? 120 : month == 6 ? 151 : month == 7 ? 181 :
  @     month == 8 ? 212 : month == 9 ? 243 : month == 10 ? 273 : month == 11 ? 304 : 334);
  @ logic integer hf_days_before_year(integer year) =
  @   year * 365 - 719528 + (year == 0 ? 0 : 1 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400);
  @ // MMDDHHMMSS at p is a second of that year, and which one since 1970-01-01
  @ predicate hf_is_moment(integer year, uint8_t *p) =
  @   hf_are_digits(p) && hf_are_digits(p + 2) && hf_are_digits(p + 4) && hf_are_digits(p + 6) && hf_are_digits(p + 8) &&
  @   1 <= hf_two_digits(p) <= 12 && 1 <= hf_two_digits(p + 2) <= hf_days_of_month(year, hf_two_digits(p)) &&
  @   hf_two_digits(p + 4) <= 23 && hf_two_digits(p + 6) <= 59 && hf_two_digits(p + 8) <= 59;
  @ logic integer hf_moment(integer year, uint8_t *p) =
  @   (hf_days_before_year(year) + hf_days_before_month(year, hf_two_digits(p)) + hf_two_digits(p + 2) - 1) * 86400 +
  @   hf_two_digits(p + 4) * 3600 + hf_two_digits(p + 6) * 60 + hf_two_digits(p + 8);
  @ logic integer hf_utc_year(uint8_t *p) = hf_two_digits(p) < 50 ? 2000 + hf_two_digits(p) : 1900 + hf_two_digits(p);
  @ logic integer hf_generalized_year(uint8_t *p) = hf_two_digits(p) * 100 + hf_two_digits(p + 2);
  @ // what the value of a time is that is accepted
  @ predicate hf_is_utc_time(uint8_t *p, integer n) =
  @   n == 13 && p[12] == 0x5a && hf_are_digits(p) && hf_is_moment(hf_utc_year(p), p + 2);
  @ predicate hf_is_generalized_time(uint8_t *p, integer n, integer profile) =
  @   n == 15 && p[14] == 0x5a && hf_are_digits(p) && hf_are_digits(p + 2) &&
  @   (profile == 0 || hf_generalized_year(p) < 1950 || hf_generalized_year(p) >= 2050) &&
  @   hf_is_moment(hf_generalized_year(p), p + 4);
  @ */

/* Takes a UTCTime (years 1950 to 2049) or a GeneralizedTime, in the forms that RFC 5280 allows: YYMMDDHHMMSSZ and
   YYYYMMDDHHMMSSZ, seconds written, no fraction, GMT. *seconds counts from 1970-01-01, without leap seconds. A
   GeneralizedTime before 2050 is refused when profile is 1: validity must write it as UTCTime (RFC 5280 4.1.2.5). */
/*@ requires \valid(rest) && \valid(seconds) && hf_readable(in, *rest);
  @ requires hf_apart(in, rest) && \separated(seconds, in + (0 .. 0xffffffff)) && \separated(rest, seconds);
  @ HF_TOTAL;
  @ assigns *rest, *seconds;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n) && -62167219200 <= *seconds <= 253402300799;
  @ ensures \result == 0 ==> in[\old(rest->at)] == HF_DER_UTC_TIME || in[\old(rest->at)] == HF_DER_GENERALIZED_TIME;
  @ ensures \result == 0 && in[\old(rest->at)] == HF_DER_UTC_TIME ==> hf_is_utc_time(in + (rest->at - 13), 13);
  @ ensures \result == 0 && in[\old(rest->at)] == HF_DER_UTC_TIME ==>
  @   *seconds == hf_moment(hf_utc_year(in + (rest->at - 13)), in + (rest->at - 11));
  @ ensures \result == 0 && in[\old(rest->at)] == HF_DER_GENERALIZED_TIME ==>
  @   hf_is_generalized_time(in + (rest->at - 15), 15, profile);
  @ ensures \result == 0 && in[\old(rest->at)] == HF_DER_GENERALIZED_TIME ==>
  @   *seconds == hf_moment(hf_generalized_year(in + (rest->at - 15)), in + (rest->at - 11));
  @ ensures \result != 0 ==> *seconds == \old(*seconds); */
uint8_t hf_time_take(const uint8_t *in, struct hf_span *rest, uint8_t profile, int64_t *seconds);
#endif
