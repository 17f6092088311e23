/* Times of certificates against the C library's calendar, and the rules of RFC 5280 4.1.2.5 for their form. */
#include "generated/errors.h"
#include "x509/time.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static uint8_t read_time(uint8_t tag, const char *text, uint8_t profile, int64_t *seconds) {
  uint8_t in[40];
  struct hf_span rest = {0, (uint32_t)(2 + strlen(text))};
  in[0] = tag;
  in[1] = (uint8_t)strlen(text);
  memcpy(in + 2, text, strlen(text));
  return hf_time_take(in, &rest, profile, seconds);
}

static int is_time(uint8_t tag, const char *text) {
  int64_t seconds;
  return read_time(tag, text, 1, &seconds) == HF_OK;
}

static void expect_day(int year, int month, int day) {
  struct tm when;
  char text[32];
  int64_t seconds = 0;
  memset(&when, 0, sizeof when);
  when.tm_year = year - 1900;
  when.tm_mon = month - 1;
  when.tm_mday = day;
  when.tm_hour = 23;
  when.tm_min = 58;
  when.tm_sec = 7;
  snprintf(text, sizeof text, "%04d%02d%02d235807Z", year, month, day);
  cr_assert_eq(read_time(HF_DER_GENERALIZED_TIME, text, 0, &seconds), HF_OK, "%s", text);
  cr_assert_eq(seconds, (int64_t)timegm(&when), "%s", text);
  if (year >= 1950 && year < 2050) {
    cr_assert_eq(read_time(HF_DER_UTC_TIME, text + 2, 1, &seconds), HF_OK, "%s", text + 2);
    cr_assert_eq(seconds, (int64_t)timegm(&when), "%s", text + 2);
  }
}

Test(x509_time, every_month_of_every_year) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int year = 0; year <= 9999; year++) {
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (int month = 1; month <= 12; month++) {
      char text[32];
      int last = days[month - 1] + (month == 2 && leap);
      expect_day(year, month, 1);
      expect_day(year, month, last);
      snprintf(text, sizeof text, "%04d%02d%02d000000Z", year, month, last + 1);
      cr_assert_not(is_time(HF_DER_GENERALIZED_TIME, text), "%s", text);
    }
  }
}

Test(x509_time, forms) {
  static const char *const bad_utc[] = {"230101000000",
                                        "2301010000Z",
                                        "230101000000+0000",
                                        "23010100000Z",
                                        "2301010000000Z",
                                        "230001000000Z",
                                        "231301000000Z",
                                        "230100000000Z",
                                        "230229000000Z",
                                        "230101240000Z",
                                        "230101006000Z",
                                        "230101000060Z",
                                        "23010100000aZ",
                                        "/30101000000Z",
                                        "2:0101000000Z",
                                        "230101000000z",
                                        "",
                                        "20230101000000Z"};
  static const char *const bad_general[] = {
      "20500101000000",      "205001010000Z",   "20500101000000.5Z", "20491231235959Z", "19500101000000Z",
      "20500101000000+0000", "21000229000000Z", "500101000000Z",     "2050010100000Z",  "20500101000000Z0"};
  for (size_t i = 0; i < sizeof bad_utc / sizeof *bad_utc; i++)
    cr_expect_not(is_time(HF_DER_UTC_TIME, bad_utc[i]), "%s", bad_utc[i]);
  for (size_t i = 0; i < sizeof bad_general / sizeof *bad_general; i++)
    cr_expect_not(is_time(HF_DER_GENERALIZED_TIME, bad_general[i]), "%s", bad_general[i]);
  cr_expect(is_time(HF_DER_UTC_TIME, "491231235959Z"));
  cr_expect(is_time(HF_DER_UTC_TIME, "500101000000Z"));
  cr_expect(is_time(HF_DER_UTC_TIME, "240229000000Z"));
  cr_expect(is_time(HF_DER_GENERALIZED_TIME, "20500101000000Z"));
  cr_expect(is_time(HF_DER_GENERALIZED_TIME, "19491231235959Z"));
  cr_expect(is_time(HF_DER_GENERALIZED_TIME, "99991231235959Z"));
  cr_expect(is_time(HF_DER_GENERALIZED_TIME, "24000229000000Z"));
  cr_expect_not(is_time(HF_DER_OCTET_STRING, "500101000000Z"));
}
