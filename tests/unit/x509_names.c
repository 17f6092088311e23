/* When two names are the same (RFC 5280 7.1), and which a constraint allows (4.2.1.10). */
#include "generated/errors.h"
#include "support/der_writer.h"
#include "x509/constraints.h"
#include "x509/general_name.h"
#include "x509/name.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A string, each octet of the text as a character of so many octets. */
static void string(struct der *d, unsigned tag, const char *text, size_t n) {
  size_t width = tag == 0x1e ? 2 : tag == 0x1c ? 4 : 1;
  der_open(d, tag);
  for (size_t i = 0; i < n; i++) {
    der_raw(d, (const uint8_t *)"\0\0\0", width - 1);
    der_raw(d, (const uint8_t *)text + i, 1);
  }
  der_close(d);
}

/* One attribute, "3:0c:text": the last arc of its type in 2.5.4, or e for emailAddress; the identifier octet; the value. */
static void attribute(struct der *d, const char *text, size_t n) {
  const char *tag = strchr(text, ':') + 1, *value = strchr(tag, ':') + 1;
  uint8_t oid[5] = {0x06, 3, 0x55, 4, (uint8_t)atoi(text)};
  der_open(d, 0x30);
  if (*text == 'e')
    der_hex(d, "06092a864886f70d010901");
  else
    der_raw(d, oid, sizeof oid);
  string(d, (unsigned)strtoul(tag, NULL, 16), value, n - (size_t)(value - text));
  der_close(d);
}

/* A Name: relative names with "/" between, of attributes with "+" between. */
static struct hf_span name(struct der *d, const char *text) {
  struct hf_span whole = {(uint32_t)d->n, 0};
  der_open(d, 0x30);
  while (*text) {
    der_open(d, 0x31);
    do {
      text += *text == '+';
      attribute(d, text, strcspn(text, "+/"));
      text += strcspn(text, "+/");
    } while (*text == '+');
    text += *text == '/';
    der_close(d);
  }
  der_close(d);
  whole.n = (uint32_t)d->n - whole.at;
  return whole;
}

struct comparison {
  const char *a, *b;
  uint8_t answer;
};

static const struct comparison comparisons[] = {
    {"3:0c:One", "3:0c:One", HF_SAME},
    {"3:0c:One", "3:0c:  oNE ", HF_SAME},
    {"3:0c:One Two", "3:13:one   two", HF_SAME},
    {"3:0c:One", "3:0c:Two", HF_DIFFERENT},
    {"3:0c:One", "3:0c:One Two", HF_DIFFERENT},
    {"3:0c:One", "3:0c:", HF_DIFFERENT},
    {"3:0c:One", "4:0c:One", HF_DIFFERENT},
    {"3:0c:One/3:0c:Two", "3:0c:One", HF_DIFFERENT},
    {"3:0c:One", "3:0c:One/3:0c:Two", HF_DIFFERENT},
    /* The type says how characters are written, not which they are. */
    {"3:0c:One", "3:1e:one", HF_SAME},
    {"3:0c:One", "3:1c:ONE", HF_SAME},
    {"3:0c:One", "3:14:One", HF_SAME},
    {"3:1e:One", "3:14:One", HF_SAME},
    {"3:1e:One", "3:1c:One", HF_SAME},
    {"3:16:One", "3:0c:one", HF_SAME},
    {"3:0c:One", "3:1e:Two", HF_DIFFERENT},
    {"3:0c:One", "3:14:Two", HF_DIFFERENT},
    {"3:0c:\xc3\xb6ne", "3:1e:\xf6ne", HF_SAME},
    {"3:0c:\xc3\x96ne", "3:1e:\xf6NE", HF_SAME},
    {"3:0c:\xc3\xb6ne", "3:1e:\xe4ne", HF_DIFFERENT},
    {"3:0c:\xc3\xb6ne", "3:1e:one", HF_DIFFERENT},
    {"3:0c:\xc3\x97", "3:1e:\xf7", HF_UNDECIDED},
    /* What nothing is made of here. */
    {"3:0c:o\xcc\x88ne", "3:0c:\xc3\xb6ne", HF_UNDECIDED},
    {"3:0c:o\xcc\x88", "3:0c:\xc3\xb6", HF_UNDECIDED},
    {"3:0c:o", "3:0c:\xc3\xb6", HF_DIFFERENT},
    {"3:0c:o ne", "3:0c:\xc3\xb6 ne", HF_DIFFERENT},
    {"3:0c:one \xc2\xad two", "3:0c:one two", HF_UNDECIDED},
    {"3:0c:one two", "3:0c:onetwo", HF_DIFFERENT},
    {"3:0c:one\x07", "3:0c:one", HF_UNDECIDED},
    {"3:0c:o\xc2\xadne", "3:0c:one", HF_UNDECIDED},
    {"3:0c:one\xc2\xa0", "3:0c:one", HF_UNDECIDED},
    {"3:0c:one \xc2\xad", "3:0c:one", HF_UNDECIDED},
    {"3:0c:stra\xc3\x9f"
     "e",
     "3:0c:strasse", HF_UNDECIDED},
    {"3:0c:\xce\xa9", "3:0c:\xcf\x89", HF_UNDECIDED},
    {"3:0c:\xce\xa9", "3:0c:\xce\xa9", HF_SAME},
    {"3:0c:a\xce\xa9", "3:0c:b\xce\xa9", HF_DIFFERENT},
    {"3:14:\xf6ne", "3:0c:\xc3\xb6ne", HF_UNDECIDED},
    {"3:14:\xf6ne", "3:14:\xf6ne", HF_SAME},
    {"3:14:\xf6ne", "3:14:\xf6NE", HF_UNDECIDED},
    {"3:13:\xf6ne", "3:16:\xf6ne", HF_UNDECIDED},
    {"3:0c:\xff", "3:1e:\xff", HF_UNDECIDED},
    {"3:0c:\xc1\xaf", "3:0c:o", HF_UNDECIDED},
    {"3:0c:\xe0\x81\xaf", "3:0c:o", HF_UNDECIDED},
    {"3:0c:\xc3", "3:0c:\xc3\xb6", HF_UNDECIDED},
    {"3:0c:o\xc3", "3:0c:p\xc3", HF_DIFFERENT},
    {"3:04:One", "3:0c:One", HF_UNDECIDED},
    {"3:04:One", "3:04:one", HF_DIFFERENT},
    {"3:04:One", "3:04:One", HF_SAME},
    /* Sets. */
    {"3:0c:x+3:0c:y", "3:0c:y+3:0c:x", HF_SAME},
    {"3:0c:x+4:0c:y", "4:0c:Y+3:0c:X", HF_SAME},
    {"3:0c:x+3:0c:x", "3:0c:X+3:0c:x", HF_SAME},
    {"3:0c:x", "3:0c:x+3:0c:x", HF_UNDECIDED},
    {"3:0c:x+3:0c:x", "3:0c:x", HF_UNDECIDED},
    {"3:0c:x+3:0c:x", "3:0c:x+3:0c:y", HF_DIFFERENT},
    {"3:0c:x+3:0c:y", "3:0c:x+3:0c:x", HF_DIFFERENT},
    {"3:0c:x+3:0c:x+3:0c:y", "3:0c:x+3:0c:y+3:0c:y", HF_UNDECIDED},
    {"3:0c:x", "3:0c:x+3:0c:y", HF_DIFFERENT},
    {"3:0c:x+3:14:\xe4", "3:0c:x+3:0c:\xc3\xa4", HF_UNDECIDED},
};

Test(x509_names, compare) {
  static struct der a, b;
  for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
    const struct comparison *c = &comparisons[i];
    a.n = a.depth = b.n = b.depth = 0;
    struct hf_span first = name(&a, c->a), second = name(&b, c->b);
    cr_expect_eq(hf_name_check(a.bytes, first), HF_OK);
    cr_expect_eq(hf_name_compare(a.bytes, first, b.bytes, second), c->answer, "%s and %s", c->a, c->b);
    cr_expect_eq(hf_name_compare(b.bytes, second, a.bytes, first), c->answer, "%s and %s", c->b, c->a);
    cr_expect_eq(hf_name_same(a.bytes, first, b.bytes, second), c->answer == HF_SAME, "%s and %s", c->a, c->b);
  }
}

/* A UTF8String of one character, against the same as UniversalString, through all lengths and what is none. */
Test(x509_names, characters) {
  static const struct {
    const char *utf8, *universal; /* hexadecimal */
    uint8_t answer;
  } pairs[] = {
      {"7f", "0000007f", HF_SAME},          {"c280", "00000080", HF_SAME},
      {"dfbf", "000007ff", HF_SAME},        {"e0a080", "00000800", HF_SAME},
      {"efbfbf", "0000ffff", HF_SAME},      {"f0908080", "00010000", HF_SAME},
      {"f48fbfbf", "0010ffff", HF_SAME},    {"f4908080", "00110000", HF_UNDECIDED},
      {"eda080", "0000d800", HF_UNDECIDED}, {"c080", "00000000", HF_UNDECIDED},
      {"e09fbf", "000007ff", HF_UNDECIDED}, {"f08fbfbf", "0000ffff", HF_UNDECIDED},
      {"e0a0", "00000800", HF_UNDECIDED},   {"f09080", "00010000", HF_UNDECIDED},
      {"c2c0", "00000080", HF_UNDECIDED},   {"80", "00000080", HF_UNDECIDED},
      {"41", "00000061", HF_SAME},          {"41", "000000", HF_UNDECIDED},
      {"41", "00000062", HF_DIFFERENT},     {"41", "", HF_DIFFERENT},
  };
  static struct der a, b;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    a.n = a.depth = b.n = b.depth = 0;
    der_hex(&a, pairs[i].utf8);
    der_hex(&b, pairs[i].universal);
    struct hf_span first = {0, (uint32_t)a.n}, second = {0, (uint32_t)b.n};
    cr_expect_eq(hf_strings_compare(a.bytes, first, 0x0c, b.bytes, second, 0x1c), pairs[i].answer, "%s and %s",
                 pairs[i].utf8, pairs[i].universal);
  }
}

/* The letters of Latin-1, each against its other case and against another letter. What is no letter, and the two whose other case
   is not in Latin-1 (sharp s, y with diaeresis), may yet be made the same by a rule that is not applied here. */
Test(x509_names, letters_of_latin_1) {
  for (unsigned code = 0xa0; code <= 0xff; code++) {
    int letter = code >= 0xc0 && code != 0xd7 && code != 0xf7 && code != 0xdf && code != 0xff;
    const uint8_t one[] = {0, (uint8_t)code}, swapped[] = {0, (uint8_t)(code ^ 0x20)};
    const struct hf_span two = {0, 2};
    cr_expect_eq(hf_strings_compare(one, two, 0x1e, swapped, two, 0x1e), letter ? HF_SAME : HF_UNDECIDED, "%x", code);
    cr_expect_eq(hf_strings_compare(one, two, 0x1e, (const uint8_t *)"\0b", two, 0x1e),
                 letter ? HF_DIFFERENT : HF_UNDECIDED, "%x", code);
  }
}

/* Two octets of a BMPString are one character, even where they look like two of ASCII. */
Test(x509_names, octets_that_look_like_others) {
  const uint8_t *text = (const uint8_t *)"On";
  const struct hf_span both = {0, 2};
  cr_expect_eq(hf_strings_compare(text, both, 0x1e, text, both, 0x1e), HF_SAME);
  cr_expect_eq(hf_strings_compare(text, both, 0x1e, text, both, 0x0c), HF_UNDECIDED);
  cr_expect_eq(hf_strings_compare(text, both, 0x0c, text, both, 0x1e), HF_UNDECIDED);
}

/* A certificate with these names under one subtree. */
struct allowance {
  const char *subject;
  const char *alternative; /* "tag:value", NULL: none */
  int excluded;
  unsigned tag;
  const char *base; /* a Name for a4 */
  int allowed;
};

#define PERMIT 0
#define EXCLUDE 1

static const struct allowance allowances[] = {
    /* Directory names. */
    {"3:0c:Blocked", NULL, EXCLUDE, 0xa4, "3:0c:blocked", 0},
    {"3:13:Blocked", NULL, EXCLUDE, 0xa4, "3:0c:blocked", 0},
    {"3:1e:Blocked", NULL, EXCLUDE, 0xa4, "3:0c:blocked", 0},
    {"3:14:Blocked", NULL, EXCLUDE, 0xa4, "3:0c:blocked", 0},
    {"3:1c:Blocked", NULL, EXCLUDE, 0xa4, "3:0c:blocked", 0},
    {"3:16:Blocked", NULL, EXCLUDE, 0xa4, "3:0c:blocked", 0},
    {"3:0c:Blocked", NULL, EXCLUDE, 0xa4, "3:1e:blocked", 0},
    {"3:04:Blocked", NULL, EXCLUDE, 0xa4, "3:0c:Blocked", 0},
    {"3:0c:Blocked+3:0c:Blocked", NULL, EXCLUDE, 0xa4, "3:0c:Blocked", 0},
    {"3:0c:\xce\xa9", NULL, EXCLUDE, 0xa4, "3:0c:\xcf\x89", 0},
    {"3:1e:Welcome", NULL, EXCLUDE, 0xa4, "3:0c:Blocked", 1},
    {"3:0c:Welcome", NULL, EXCLUDE, 0xa4, "3:0c:Blocked", 1},
    {"3:0c:Blocked Not", NULL, EXCLUDE, 0xa4, "3:0c:Blocked", 1},
    {"3:1e:Welcome/3:0c:x", NULL, PERMIT, 0xa4, "3:0c:welcome", 1},
    {"3:0c:Welcome", NULL, PERMIT, 0xa4, "3:0c:Other", 0},
    {"3:0c:\xce\xa9", NULL, PERMIT, 0xa4, "3:0c:\xcf\x89", 0},
    {"3:0c:x+3:0c:x", NULL, PERMIT, 0xa4, "3:0c:x", 0},
    /* Mail addresses in the subject. */
    {"e:16:a@a.example", NULL, PERMIT, 0x81, "a.example", 1},
    {"e:16:a@a.example+e:16:b@a.example", NULL, PERMIT, 0x81, "a.example", 1},
    {"e:16:a@a.example+e:16:b@b.example", NULL, PERMIT, 0x81, "a.example", 0},
    {"e:16:b@b.example+e:16:a@a.example", NULL, PERMIT, 0x81, "a.example", 0},
    {"3:0c:x+e:16:a@a.example+e:16:b@b.example", NULL, EXCLUDE, 0x81, "b.example", 0},
    {"3:0c:x/e:16:a@a.example/e:16:b@b.example", NULL, EXCLUDE, 0x81, "b.example", 0},
    {"e:16:a@a.example+e:16:b@b.example/e:16:c@c.example", NULL, EXCLUDE, 0x81, "c.example", 0},
    {"e:16:a@a.example+e:16:b@b.example", NULL, EXCLUDE, 0x81, "c.example", 1},
    {"e:0c:b@b.example", NULL, EXCLUDE, 0x81, "b.example", 0},
    {"e:1e:b@b.example", NULL, EXCLUDE, 0x81, "b.example", 0},
    {"e:16:b@b.example@a.example", NULL, EXCLUDE, 0x81, "b.example", 0},
    {"e:16:a@a.example+e:16:b@b.example", "81:a@a.example", PERMIT, 0x81, "a.example", 1},
    /* Mailboxes as constraints: the local part has case, and a quoted one may stand for another. */
    {"3:0c:x", "81:a@A.example", EXCLUDE, 0x81, "a@a.example", 0},
    {"3:0c:x", "81:A@a.example", EXCLUDE, 0x81, "a@a.example", 1},
    {"3:0c:x", "81:\"a\"@a.example", EXCLUDE, 0x81, "a@a.example", 0},
    {"3:0c:x", "81:\"a\"@a.example", PERMIT, 0x81, "a@a.example", 0},
    {"3:0c:x", "81:a@b.example", PERMIT, 0x81, ".example", 1},
    {"3:0c:x", "81:a@b.example@c.example", EXCLUDE, 0x81, "b.example", 0},
    /* A mailbox in any script is one for which constraints for mailboxes hold, but it is not understood. */
    {"3:0c:x",
     "a0:\x06\x08\x2b\x06\x01\x05\x05\x07\x08\x09\xa0\x05\x0c\x03"
     "a@b",
     PERMIT, 0x81, "a.example", 0},
    {"3:0c:x",
     "a0:\x06\x08\x2b\x06\x01\x05\x05\x07\x08\x09\xa0\x05\x0c\x03"
     "a@b",
     EXCLUDE, 0x81, "a.example", 0},
    {"3:0c:x",
     "a0:\x06\x08\x2b\x06\x01\x05\x05\x07\x08\x09\xa0\x05\x0c\x03"
     "a@b",
     EXCLUDE, 0x82, "a.example", 1},
    {"3:0c:x",
     "a0:\x06\x08\x2b\x06\x01\x05\x05\x07\x08\x08\xa0\x05\x0c\x03"
     "a@b",
     EXCLUDE, 0x81, "a.example", 1},
    /* URIs: what has no host that can be told counts against the certificate. */
    {"3:0c:x", "86:http://a.example/", PERMIT, 0x86, "a.example", 1},
    {"3:0c:x", "86:http://u:p@a.example:80?x", PERMIT, 0x86, "a.example", 1},
    {"3:0c:x", "86:http://b.example\\@a.example/", PERMIT, 0x86, "a.example", 0},
    {"3:0c:x", "86:http://b.example\\@a.example/", EXCLUDE, 0x86, "b.example", 0},
    {"3:0c:x", "86:http://a.example@b.example@a.example/", PERMIT, 0x86, "a.example", 0},
    {"3:0c:x", "86://b.example/x://a.example/", PERMIT, 0x86, "a.example", 0},
    {"3:0c:x", "86:1a://a.example/", PERMIT, 0x86, "a.example", 0},
    {"3:0c:x", "86:a+b-1.c://a.example/", PERMIT, 0x86, "a.example", 1},
    {"3:0c:x", "86:urn:a.example", EXCLUDE, 0x86, "b.example", 0},
    {"3:0c:x", "86:http://192.0.2.1/", PERMIT, 0x86, "a.example", 0},
    /* Addresses of another length are in no subnet, and forms that are not understood in none that is permitted. */
    {"3:0c:x", "87:\x0a\x01\x01\x01", PERMIT, 0x87, "\x0a\x01\x01\x01\xff\xff\xff\xff", 1},
    {"3:0c:x", "87:\x0a\x01\x01\x02", PERMIT, 0x87, "\x0a\x01\x01\x01\xff\xff\xff\xff", 0},
    {"3:0c:x",
     "87:\x0a\x01\x01\x01"
     "0123456789ab",
     PERMIT, 0x87, "\x0a\x01\x01\x01\xff\xff\xff\xff", 0},
    {"3:0c:x", "88:\x2a\x03\x04", PERMIT, 0x88, "\x2a\x03\x04", 0},
    {"3:0c:x", "88:\x2a\x03\x05", EXCLUDE, 0x88, "\x2a\x03\x04", 0},
};

static struct hf_span constrain(struct der *d, const struct allowance *k) {
  d->n = d->depth = 0;
  der_open(d, 0x30);
  der_open(d, k->excluded ? 0xa1 : 0xa0);
  der_open(d, 0x30);
  if (k->tag == 0xa4) {
    der_open(d, 0xa4);
    name(d, k->base);
    der_close(d);
  } else
    der_text(d, k->tag, k->base);
  der_close(d);
  der_close(d);
  der_close(d);
  return (struct hf_span){0, (uint32_t)d->n};
}

Test(x509_names, constraints) {
  static struct der c, d;
  for (size_t i = 0; i < sizeof allowances / sizeof *allowances; i++) {
    const struct allowance *k = &allowances[i];
    struct hf_certificate certificate = {0};
    struct hf_span value = constrain(&c, k);
    uint32_t left = 100;
    uint8_t defect = HF_OK;
    d.n = d.depth = 0;
    certificate.subject = name(&d, k->subject);
    certificate.alternative_names.at = (uint32_t)d.n;
    if (k->alternative)
      der_text(&d, (unsigned)strtoul(k->alternative, NULL, 16), k->alternative + 3);
    certificate.alternative_names.n = (uint32_t)d.n - certificate.alternative_names.at;
    cr_expect_eq(hf_constraints_check(c.bytes, value, &defect), HF_OK, "%zu", i);
    uint8_t error = hf_constraints_allow(c.bytes, value, d.bytes, &certificate, &left);
    cr_expect_eq(error, k->allowed ? HF_OK : HF_ERROR_CERTIFICATE_NAME_CONSTRAINED, "%s, %s under %s: %s", k->subject,
                 k->alternative ? k->alternative : "-", k->base, hf_error_name(error));
  }
}

/* How a subtree is written: what is plain and yet wrong is a defect; what is not plain is refused. */
Test(x509_names, subtrees) {
#define WRONG HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG
  static const struct {
    const char *subtree, *alternative; /* hexadecimal */
    uint8_t form, defect, permitted, excluded;
  } subtrees[] = {
      {"3003 820161", "820161", HF_OK, HF_OK, 1, 0},
      {"3003 820161", "820162", HF_OK, HF_OK, 0, 1},
      {"3006 820161 800100", "820161", HF_OK, WRONG, 1, 0},
      {"3006 820161 800100", "820162", HF_OK, WRONG, 0, 1},
      {"3006 820161 800101", "", WRONG, HF_OK, 0, 0},
      {"3007 820161 80020000", "", WRONG, HF_OK, 0, 0},
      {"3005 820161 8000", "", WRONG, HF_OK, 0, 0},
      {"3006 820161 810100", "", WRONG, HF_OK, 0, 0},
      {"3009 820161 800100 810100", "", WRONG, HF_OK, 0, 0},
      {"3006 820161 020100", "", WRONG, HF_OK, 0, 0},
      {"3004 8202 2e61", "8203 622e61", HF_OK, WRONG, 1, 0},
      {"3004 8202 2e61", "8205 632e622e61", HF_OK, WRONG, 1, 0},
      {"3004 8202 2e61", "8203 622e41", HF_OK, WRONG, 1, 0},
      {"3004 8202 2e61", "820161", HF_OK, WRONG, 0, 1},
      {"3004 8202 2e61", "8202 6261", HF_OK, WRONG, 0, 1},
      {"3004 8202 2e61", "8203 622e62", HF_OK, WRONG, 0, 1},
      {"3006 8204 2e622e61", "8205 2a2e622e61", HF_OK, WRONG, 1, 0},
      {"3008 8206 2e632e622e61", "8205 2a2e622e61", HF_OK, WRONG, 0, 1},
      {"3003 82012e", "", WRONG, HF_OK, 0, 0},
      {"3005 8203 2e2e61", "", WRONG, HF_OK, 0, 0},
      {"3004 8202 612e", "", WRONG, HF_OK, 0, 0},
      {"3004 8602 2e61", "860a 68747470 3a2f2f622e61", HF_OK, HF_OK, 1, 0},
  };
  static struct der c, d;
  for (size_t i = 0; i < sizeof subtrees / sizeof *subtrees; i++) {
    for (int excluded = 0; excluded < 2; excluded++) {
      struct hf_certificate certificate = {0};
      uint8_t defect = HF_OK;
      uint32_t left = 100;
      c.n = c.depth = d.n = d.depth = 0;
      der_open(&c, 0x30);
      der_open(&c, excluded ? 0xa1 : 0xa0);
      der_hex(&c, subtrees[i].subtree);
      der_close(&c);
      der_close(&c);
      struct hf_span value = {0, (uint32_t)c.n};
      cr_expect_eq(hf_constraints_check(c.bytes, value, &defect), subtrees[i].form, "%s", subtrees[i].subtree);
      if (subtrees[i].form != HF_OK)
        continue;
      cr_expect_eq(defect, subtrees[i].defect, "%s", subtrees[i].subtree);
      certificate.subject = name(&d, "3:0c:x");
      certificate.alternative_names.at = (uint32_t)d.n;
      der_hex(&d, subtrees[i].alternative);
      certificate.alternative_names.n = (uint32_t)d.n - certificate.alternative_names.at;
      cr_expect_eq(hf_constraints_allow(c.bytes, value, d.bytes, &certificate, &left) == HF_OK,
                   excluded ? subtrees[i].excluded : subtrees[i].permitted, "%s, %s", subtrees[i].subtree,
                   subtrees[i].alternative);
    }
  }
}
