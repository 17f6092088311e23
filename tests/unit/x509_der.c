/* The DER reader against what X.690 says, and against a second reading of it that is written another way. */
#include "generated/errors.h"
#include "support/random.h"
#include "x509/der.h"
#include "x509/oid.h"
#include <criterion/criterion.h>
#include <string.h>

struct element_case {
  const char *what;
  uint8_t in[8];
  uint32_t n;
  int good;
  uint32_t value_at, value_n;
};

static const struct element_case elements[] = {
    {"an empty value", {0x05, 0x00}, 2, 1, 2, 0},
    {"a short length", {0x02, 0x01, 0x2a}, 3, 1, 2, 1},
    {"what follows is left", {0x02, 0x01, 0x2a, 0xff}, 4, 1, 2, 1},
    {"nothing", {0}, 0, 0, 0, 0},
    {"a tag alone", {0x02}, 1, 0, 0, 0},
    {"a value cut short", {0x02, 0x02, 0x2a}, 3, 0, 0, 0},
    {"the indefinite length", {0x30, 0x80, 0x00, 0x00}, 4, 0, 0, 0},
    {"a tag of several octets", {0x1f, 0x22, 0x01, 0x00}, 4, 0, 0, 0},
    {"81 for a length below 128", {0x04, 0x81, 0x01, 0x00}, 4, 0, 0, 0},
    {"82 for a length below 256", {0x04, 0x82, 0x00, 0x01, 0x00}, 5, 0, 0, 0},
    {"82 cut short", {0x04, 0x82, 0x01}, 3, 0, 0, 0},
    {"84", {0x04, 0x84, 0x00, 0x00, 0x00, 0x01, 0x00}, 7, 0, 0, 0},
    {"ff", {0x04, 0xff, 0x01, 0x00}, 4, 0, 0, 0},
};

Test(x509_der, elements) {
  for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
    const struct element_case *c = &elements[i];
    struct hf_span rest = {0, c->n};
    struct hf_tlv out = {{9, 9}, {9, 9}, 9};
    uint8_t error = hf_der_next(c->in, &rest, &out);
    cr_expect_eq(error == HF_OK, c->good, "%s", c->what);
    if (c->good) {
      cr_expect_eq(out.value.at, c->value_at, "%s", c->what);
      cr_expect_eq(out.value.n, c->value_n, "%s", c->what);
      cr_expect_eq(rest.n, c->n - c->value_at - c->value_n, "%s", c->what);
    } else {
      cr_expect(rest.at == 0 && rest.n == c->n && out.tag == 9, "%s: something was taken", c->what);
    }
  }
}

/* The size of the element at p, or 0: read as one does by hand. */
static size_t oracle(const uint8_t *p, size_t n) {
  size_t count, length = 0;
  if (n < 2 || (p[0] & 0x1f) == 0x1f)
    return 0;
  if (!(p[1] & 0x80))
    return 2u + p[1] <= n ? 2u + p[1] : 0;
  count = p[1] & 0x7f;
  if (count == 0 || count > 3 || n < 2 + count)
    return 0;
  for (size_t i = 0; i < count; i++)
    length = length << 8 | p[2 + i];
  if (length < 128 || length >> (8 * (count - 1)) == 0)
    return 0;
  return 2 + count + length <= n ? 2 + count + length : 0;
}

Test(x509_der, agrees_with_a_second_reader) {
  static uint8_t in[70000];
  struct test_random random = {1};
  unsigned taken = 0;
  memset(in, 0x5a, sizeof in);
  for (unsigned round = 0; round < 200000; round++) {
    struct hf_span rest = {0, 0};
    struct hf_tlv out;
    size_t size;
    test_random_fill(&random, in, 8);
    if (round % 2)
      in[1] = (uint8_t)(0x80 + in[1] % 5);
    if (round % 3 == 0)
      in[2] = 0;
    rest.n = round % 5 == 0 ? in[7] % 12u : round % 7 == 0 ? 66000u : 300u;
    size = oracle(in, rest.n);
    cr_assert_eq(hf_der_next(in, &rest, &out) == HF_OK, size > 0, "round %u", round);
    if (size > 0) {
      taken++;
      cr_assert(out.whole.n == size && rest.at == size, "round %u", round);
    }
  }
  cr_assert_gt(taken, 10000);
}

struct value_case {
  const char *what;
  uint8_t in[8];
  uint32_t n;
  int good;
};

static const struct value_case booleans[] = {
    {"true", {1, 1, 0xff}, 3, 1},       {"false", {1, 1, 0}, 3, 1}, {"one", {1, 1, 1}, 3, 0},
    {"two octets", {1, 2, 0, 0}, 4, 0}, {"no octet", {1, 0}, 2, 0}, {"another type", {2, 1, 0}, 3, 0},
};

static const struct value_case integers[] = {
    {"zero", {2, 1, 0}, 3, 1},
    {"127", {2, 1, 0x7f}, 3, 1},
    {"128", {2, 2, 0, 0x80}, 4, 1},
    {"256", {2, 2, 1, 0}, 4, 1},
    {"a leading zero", {2, 2, 0, 0x7f}, 4, 0},
    {"two zeroes", {2, 2, 0, 0}, 4, 0},
    {"negative", {2, 1, 0x80}, 3, 0},
    {"empty", {2, 0}, 2, 0},
};

static const struct value_case bit_strings[] = {
    {"empty", {3, 1, 0}, 3, 1},
    {"eight bits", {3, 2, 0, 0xff}, 4, 1},
    {"one bit", {3, 2, 7, 0x80}, 4, 1},
    {"an unused bit that is set", {3, 2, 1, 0x81}, 4, 0},
    {"unused bits of nothing", {3, 1, 1}, 3, 0},
    {"eight unused bits", {3, 2, 8, 0}, 4, 0},
    {"no octet", {3, 0}, 2, 0},
};

static const struct value_case identifiers[] = {
    {"2.5.29", {6, 2, 0x55, 0x1d}, 4, 1},
    {"empty", {6, 0}, 2, 0},
    {"an arc that does not end", {6, 2, 0x55, 0x80}, 4, 0},
    {"an arc that begins with 80", {6, 3, 0x55, 0x80, 0x01}, 5, 0},
    {"80 alone", {6, 1, 0x80}, 3, 0},
};

enum kind { BOOLEAN, INTEGER, BITS, IDENTIFIER };

static uint8_t take(enum kind kind, const uint8_t *in, struct hf_span *rest) {
  struct hf_span span;
  uint8_t octet;
  switch (kind) {
  case BOOLEAN:
    return hf_der_boolean(in, rest, &octet);
  case INTEGER:
    return hf_der_unsigned(in, rest, &span);
  case BITS:
    return hf_der_bits(in, rest, &span, &octet);
  default:
    return hf_oid_take(in, rest, &span);
  }
}

static void check_values(enum kind kind, const struct value_case *cases, size_t n) {
  for (size_t i = 0; i < n; i++) {
    struct hf_span rest = {0, cases[i].n};
    cr_expect_eq(take(kind, cases[i].in, &rest) == HF_OK, cases[i].good, "%s", cases[i].what);
  }
}

Test(x509_der, values) {
  check_values(BOOLEAN, booleans, sizeof booleans / sizeof *booleans);
  check_values(INTEGER, integers, sizeof integers / sizeof *integers);
  check_values(BITS, bit_strings, sizeof bit_strings / sizeof *bit_strings);
  check_values(IDENTIFIER, identifiers, sizeof identifiers / sizeof *identifiers);
}

Test(x509_der, numbers_and_options) {
  static const uint8_t number[] = {2, 2, 0, 0xc8, 0x80, 1, 7, 4, 0};
  struct hf_span rest = {0, sizeof number};
  struct hf_span value;
  uint8_t small = 0, present = 9;
  cr_expect_eq(hf_der_small(number, &rest, &small), HF_OK);
  cr_expect_eq(small, 200);
  cr_expect_eq(hf_der_optional(number, &rest, 0x81, &value, &present), HF_OK);
  cr_expect(present == 0 && value.n == 0 && rest.n == 5);
  cr_expect_eq(hf_der_optional(number, &rest, 0x80, &value, &present), HF_OK);
  cr_expect(present == 1 && value.n == 1 && number[value.at] == 7);
  cr_expect_eq(hf_der_take(number, &rest, HF_DER_OCTET_STRING, &value), HF_OK);
  cr_expect(rest.n == 0 && value.n == 0);
  cr_expect_eq(hf_der_optional(number, &rest, 0x80, &value, &present), HF_OK);
  cr_expect_eq(present, 0);
}
