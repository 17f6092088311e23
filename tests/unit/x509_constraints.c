/* Name constraints, one base against one name: hosts of URIs, addresses, whole names of directories, and the budget of
   comparisons. */
#include "generated/errors.h"
#include "support/der_writer.h"
#include "x509/constraints.h"
#include "x509/general_name.h"
#include <criterion/criterion.h>

#define PERMITTED 0xa0u
#define EXCLUDED 0xa1u

/* Tag, and text; that of a directory name and of an address is hexadecimal. */
struct general {
  uint8_t tag;
  const char *text;
};

static void put(struct der *d, struct general g) {
  if (g.tag != HF_GENERAL_DIRECTORY && g.tag != HF_GENERAL_ADDRESS) {
    der_text(d, g.tag, g.text);
    return;
  }
  der_open(d, g.tag);
  der_hex(d, g.text);
  der_close(d);
}

/* What the one base, permitted or excluded, says of a certificate with that alternative name and an empty subject. */
static uint8_t says(uint8_t kind, struct general base, struct general name, uint32_t *left) {
  static struct der c, in;
  struct hf_certificate certificate = {0};
  c.n = c.depth = in.n = in.depth = 0;
  der_open(&c, 0x30);
  der_open(&c, kind);
  der_open(&c, 0x30);
  put(&c, base);
  der_close(&c);
  der_hex(&c, "3004 8802 2b06"); /* another, of a form that no name has: it stands behind the first */
  der_close(&c);
  der_close(&c);
  der_hex(&in, "3000");
  certificate.subject = (struct hf_span){0, 2};
  put(&in, name);
  certificate.alternative_names = (struct hf_span){2, (uint32_t)in.n - 2};
  uint8_t defect = HF_OK;
  cr_assert_eq(hf_constraints_check(c.bytes, (struct hf_span){0, (uint32_t)c.n}, &defect), HF_OK, "%s", base.text);
  return hf_constraints_allow(c.bytes, (struct hf_span){0, (uint32_t)c.n}, in.bytes, &certificate, left);
}

/* 1: the name is in the subtree. Permitted and excluded say the opposite of each other, unless it cannot be told. */
static void expect(struct general base, struct general name, int is_in) {
  uint32_t left = 100;
  uint8_t permitted = says(PERMITTED, base, name, &left);
  uint8_t excluded = says(EXCLUDED, base, name, &left);
  uint8_t no = HF_ERROR_CERTIFICATE_NAME_CONSTRAINED;
  cr_expect_eq(permitted, is_in == 1 ? HF_OK : no, "%s permitted: %s", base.text, name.text);
  cr_expect_eq(excluded, is_in == 0 ? HF_OK : no, "%s excluded: %s", base.text, name.text);
}
#define UNTOLD 2

static void expect_uri(const char *base, const char *uri, int is_in) {
  expect((struct general){HF_GENERAL_URI, base}, (struct general){HF_GENERAL_URI, uri}, is_in);
}

Test(x509_constraints, uris) {
  expect_uri("host.example", "http://host.example/", 1);
  expect_uri("host.example", "http://HOST.Example:80/a", 1);
  expect_uri("HOST.example", "http://u@host.example", 1);
  expect_uri("host.example", "http://a.host.example/", 0);
  expect_uri("host.example", "http://other.example/", 0);
  expect_uri("host.example", "http://ahost.example/", 0);
  expect_uri("host.example", "http://host.exampl", 0);
  expect_uri(".example", "http://host.example/", 1);
  expect_uri(".example", "http://a.host.EXAMPLE/", 1);
  expect_uri(".example", "http://example/", 0);
  expect_uri(".example", "http://xexample/", 0);
  expect_uri(".xample", "http://example/", 0);
  expect_uri(".example", "http://example.org/", 0);
}

Test(x509_constraints, uris_without_a_host) {
  expect_uri("host.example", "urn:host.example", UNTOLD);
  expect_uri("host.example", "http://192.0.2.1/", UNTOLD);
  expect_uri("host.example", "http:///host.example", UNTOLD);
}

Test(x509_constraints, forms_that_are_not_understood) {
  expect((struct general){HF_GENERAL_REGISTERED, "*"}, (struct general){HF_GENERAL_REGISTERED, "*"}, UNTOLD);
}

static void expect_host(const char *base, const char *host, int is_in) {
  expect((struct general){HF_GENERAL_DNS, base}, (struct general){HF_GENERAL_DNS, host}, is_in);
}

/* A wildcard stands for names that an excluded base may hold, and a permitted one must hold all of them. */
Test(x509_constraints, hosts) {
  expect_host("host.example", "host.example", 1);
  expect_host("host.example", "a.host.example", 1);
  expect_host("host.example", "*.host.example", 1);
  expect_host("a.host.example", "*.host.example", UNTOLD);
  expect_host("a.b.host.example", "*.host.example", 0);
  expect_host("host.example", "ahost.example", 0);
}

static void expect_address(const char *base, const char *address, int is_in) {
  expect((struct general){HF_GENERAL_ADDRESS, base}, (struct general){HF_GENERAL_ADDRESS, address}, is_in);
}

Test(x509_constraints, addresses) {
  expect_address("c0000200 ffffff00", "c0000200", 1);
  expect_address("c0000200 ffffff00", "c00002ff", 1);
  expect_address("c0000200 ffffff00", "c0000300", 0);
  expect_address("c0000200 ffffff00", "40000200", 0);
  expect_address("c0000200 fffffffe", "c0000201", 1);
  expect_address("c0000200 fffffffe", "c0000202", 0);
  expect_address("c0000200 ffffffff", "c0000200", 1);
  expect_address("c0000200 ffffffff", "c0000201", 0);
  expect_address("00000000 00000000", "c0000201", 1);
}

/* No address of one version lies among those of the other, however few bits are asked for. */
Test(x509_constraints, addresses_of_the_other_version) {
#define ZEROS "00000000 00000000 00000000 00000000"
  expect_address("00000000 00000000", ZEROS, 0);
  expect_address(ZEROS ZEROS, "00000000", 0);
  expect_address(ZEROS ZEROS, ZEROS, 1);
  expect_address("20010db8 00000000 00000000 00000000 ffffffff 00000000 00000000 00000000",
                 "20010db8 00000000 00000000 00000001", 1);
  expect_address("20010db8 00000000 00000000 00000000 ffffffff 00000000 00000000 00000000",
                 "20010db9 00000000 00000000 00000001", 0);
}

/* A base of one form says nothing of names of another. */
Test(x509_constraints, another_form) {
  uint32_t left = 100;
  struct general base = {HF_GENERAL_URI, "host.example"};
  struct general name = {HF_GENERAL_DNS, "host.example"};
  cr_expect_eq(says(PERMITTED, base, name, &left), HF_OK);
  cr_expect_eq(says(EXCLUDED, base, name, &left), HF_OK);
}

#define ORGANIZATION(text) "310a 3008 0603 55040a 0c01" text
#define UNIT(text) "310a 3008 0603 55040b 0c01" text

static void expect_name(const char *base, const char *name, int is_in) {
  expect((struct general){HF_GENERAL_DIRECTORY, base}, (struct general){HF_GENERAL_DIRECTORY, name}, is_in);
}

Test(x509_constraints, directory_names) {
  expect_name("300c" ORGANIZATION("61"), "300c" ORGANIZATION("61"), 1);
  expect_name("300c" ORGANIZATION("61"), "300c" ORGANIZATION("41"), 1);
  expect_name("300c" ORGANIZATION("61"), "3018" ORGANIZATION("61") UNIT("62"), 1);
  expect_name("3018" ORGANIZATION("61") UNIT("62"), "3018" ORGANIZATION("61") UNIT("62"), 1);
  expect_name("3018" ORGANIZATION("61") UNIT("62"), "300c" ORGANIZATION("61"), 0);
  expect_name("300c" ORGANIZATION("61"), "3018" UNIT("62") ORGANIZATION("61"), 0);
  expect_name("300c" ORGANIZATION("61"), "300c" ORGANIZATION("62"), 0);
  expect_name("300c" ORGANIZATION("61"), "300c" UNIT("61"), 0);
  expect_name("3000", "300c" UNIT("61"), 1);
}

/* One comparison for the name, and one for each base that it is held against. */
Test(x509_constraints, comparisons_are_counted) {
  struct general base = {HF_GENERAL_URI, "host.example"};
  struct general name = {HF_GENERAL_URI, "http://host.example/"};
  for (uint32_t budget = 0; budget < 4; budget++) {
    uint32_t left = budget;
    cr_expect_eq(says(PERMITTED, base, name, &left), budget < 2 ? HF_ERROR_CERTIFICATE_TOO_COMPLEX : HF_OK, "%u",
                 budget);
    cr_expect_eq(left, budget < 2 ? 0 : budget - 2, "%u", budget);
  }
}
