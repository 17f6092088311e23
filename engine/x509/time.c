#include "x509/time.h"
#include "generated/errors.h"

/* Two digits at p, or 100 when they are not digits. */
/*@ requires \valid_read(p + (0 .. 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 100;
  @ ensures \result < 100 <==> hf_are_digits(p);
  @ ensures \result < 100 ==> \result == hf_two_digits(p); */
static uint32_t two_digits(const uint8_t *p) {
  if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
    return 100u;
  return ((uint32_t)p[0] - '0') * 10u + ((uint32_t)p[1] - '0');
}

/*@ requires year <= 9999;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_is_leap(year); */
static uint32_t is_leap(uint32_t year) {
  return (year % 4u == 0u && year % 100u != 0u) || year % 400u == 0u ? 1u : 0u;
}

/* Days of a month, 1 .. 12. */
/*@ requires year <= 9999 && 1 <= month <= 12;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_days_of_month(year, month); */
static uint32_t days_of_month(uint32_t year, uint32_t month) {
  if (month == 2u)
    return 28u + is_leap(year);
  if (month == 4u || month == 6u || month == 9u || month == 11u)
    return 30u;
  return 31u;
}

/* Days of a year before a month, 1 .. 12. */
/*@ requires year <= 9999 && 1 <= month <= 12;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_days_before_month(year, month);
  @ ensures \result + hf_days_of_month(year, month) <= 365 + hf_is_leap(year); */
static uint32_t days_before_month(uint32_t year, uint32_t month) {
  uint32_t days = 0u;
  /*@ loop invariant 1 <= m <= month;
    @ loop invariant days == hf_days_before_month(year, m) && days <= 31 * (m - 1);
    @ loop assigns m, days;
    @ loop variant month - m; */
  for (uint32_t m = 1u; m < month; m++)
    days += days_of_month(year, m);
  return days;
}

/* Days from 1970-01-01 to the first of January of a year; the Gregorian calendar is taken back to year 0. */
/*@ requires year <= 9999;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_days_before_year(year);
  @ ensures -719528 <= \result <= 2932532;
  @ ensures year < 9999 ==> \result <= 2932167; */
static int64_t days_before_year(uint32_t year) {
  int64_t leaps =
      year == 0u ? 0 : 1 + (int64_t)((year - 1u) / 4u) - (int64_t)((year - 1u) / 100u) + (int64_t)((year - 1u) / 400u);
  return (int64_t)year * 365 + leaps - 719528;
}

/* Days from 1970-01-01 to a day, 1 .. 31, that its month has. */
/*@ requires year <= 9999 && 1 <= month <= 12 && 1 <= day <= hf_days_of_month(year, month);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == hf_days_before_year(year) + hf_days_before_month(year, month) + day - 1;
  @ ensures -719528 <= \result <= 2932896; */
static int64_t days_before(uint32_t year, uint32_t month, uint32_t day) {
  int64_t days = days_before_year(year);
  uint32_t within = days_before_month(year, month) + day - 1u;
  /*@ assert within <= 364 + hf_is_leap(year); */
  /*@ assert year == 9999 ==> hf_is_leap(year) == 0; */
  return days + (int64_t)within;
}

/* The ten digits MMDDHHMMSS at p, in a year. */
/*@ requires \valid_read(p + (0 .. 9)) && year <= 9999 && \valid(seconds) && \separated(seconds, p + (0 .. 9));
  @ HF_TOTAL;
  @ assigns *seconds;
  @ ensures \result == 0 <==> hf_is_moment(year, p);
  @ ensures \result == 0 ==> *seconds == hf_moment(year, p) && -62167219200 <= *seconds <= 253402300799;
  @ ensures \result != 0 ==> \result == HF_ERROR_CERTIFICATE_TIME_MALFORMED && *seconds == \old(*seconds); */
static uint8_t read_rest(const uint8_t *p, uint32_t year, int64_t *seconds) {
  uint32_t month = two_digits(p);
  uint32_t day = two_digits(p + 2);
  uint32_t hour = two_digits(p + 4);
  uint32_t minute = two_digits(p + 6);
  uint32_t second = two_digits(p + 8);
  if (month < 1u || month > 12u || hour > 23u || minute > 59u || second > 59u)
    return HF_ERROR_CERTIFICATE_TIME_MALFORMED;
  if (day < 1u || day > days_of_month(year, month))
    return HF_ERROR_CERTIFICATE_TIME_MALFORMED;
  *seconds = days_before(year, month, day) * 86400 + (int64_t)(hour * 3600u + minute * 60u + second);
  return HF_OK;
}

/* UTCTime: YYMMDDHHMMSSZ. */
/*@ requires hf_readable(in, span) && \valid(seconds) && \separated(seconds, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *seconds;
  @ ensures \result == 0 <==> hf_is_utc_time(in + span.at, span.n);
  @ ensures \result == 0 ==> *seconds == hf_moment(hf_utc_year(in + span.at), in + (span.at + 2)) &&
  @   -62167219200 <= *seconds <= 253402300799;
  @ ensures \result != 0 ==> *seconds == \old(*seconds); */
static uint8_t read_utc(const uint8_t *in, struct hf_span span, int64_t *seconds) {
  uint32_t year;
  if (span.n != 13u || in[span.at + 12u] != 'Z')
    return HF_ERROR_CERTIFICATE_TIME_MALFORMED;
  year = two_digits(in + span.at);
  if (year > 99u)
    return HF_ERROR_CERTIFICATE_TIME_MALFORMED;
  return read_rest(in + span.at + 2u, year < 50u ? year + 2000u : year + 1900u, seconds);
}

/* GeneralizedTime: YYYYMMDDHHMMSSZ. */
/*@ requires hf_readable(in, span) && \valid(seconds) && \separated(seconds, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *seconds;
  @ ensures \result == 0 <==> hf_is_generalized_time(in + span.at, span.n, profile);
  @ ensures \result == 0 ==> *seconds == hf_moment(hf_generalized_year(in + span.at), in + (span.at + 4)) &&
  @   -62167219200 <= *seconds <= 253402300799;
  @ ensures \result != 0 ==> *seconds == \old(*seconds); */
static uint8_t read_generalized(const uint8_t *in, struct hf_span span, uint8_t profile, int64_t *seconds) {
  uint32_t century;
  uint32_t year;
  if (span.n != 15u || in[span.at + 14u] != 'Z')
    return HF_ERROR_CERTIFICATE_TIME_MALFORMED;
  century = two_digits(in + span.at);
  year = two_digits(in + span.at + 2u);
  if (century > 99u || year > 99u)
    return HF_ERROR_CERTIFICATE_TIME_MALFORMED;
  year = century * 100u + year;
  if (profile != 0u && year >= 1950u && year < 2050u)
    return HF_ERROR_CERTIFICATE_TIME_MALFORMED;
  return read_rest(in + span.at + 4u, year, seconds);
}

uint8_t hf_time_take(const uint8_t *in, struct hf_span *rest, uint8_t profile, int64_t *seconds) {
  struct hf_tlv element;
  uint8_t error = hf_der_next(in, rest, &element);
  if (error != HF_OK)
    return error;
  if (element.tag == HF_DER_UTC_TIME)
    return read_utc(in, element.value, seconds);
  if (element.tag == HF_DER_GENERALIZED_TIME)
    return read_generalized(in, element.value, profile, seconds);
  return HF_ERROR_CERTIFICATE_TIME_MALFORMED;
}
