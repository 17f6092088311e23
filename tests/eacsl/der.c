/* sources: engine/x509/der.c engine/x509/der_values.c */
#include "x509/der.h"
#include "check.h"

static const uint8_t good[] = {0x30, 0x16, 0x01, 0x01, 0xff, 0x02, 0x02, 0x00, 0x80, 0x02, 0x01, 0xfe,
                               0x03, 0x02, 0x01, 0xfe, 0x05, 0x00, 0x02, 0x01, 0x05, 0x04, 0x01, 0x07};
static const uint8_t bad[][8] = {{0x04, 0x81, 0x01, 0x00}, {0x04, 0x82, 0x00, 0x01},
                                 {0x30, 0x80, 0x00, 0x00}, {0x1f, 0x22, 0x01, 0x00},
                                 {0x02, 0x02, 0x2a},       {0x02, 0x00},
                                 {0x01, 0x01, 0x01},       {0x02, 0x02, 0x00, 0x01},
                                 {0x03, 0x01, 0x09},       {0x04, 0x84, 0, 0, 0, 1, 0, 0},
                                 {0x03, 0x02, 0x01, 0x01}};

static void refused(const uint8_t *in) {
  struct hf_span rest;
  struct hf_span value;
  struct hf_tlv out;
  uint8_t byte;
  for (uint32_t n = 0; n <= 3u; n++) {
    rest.at = 0;
    rest.n = n;
    (void)hf_der_next(in, &rest, &out);
    rest.at = 0;
    rest.n = n;
    (void)hf_der_boolean(in, &rest, &byte);
    rest.at = 0;
    rest.n = n;
    (void)hf_der_unsigned(in, &rest, &value);
    rest.at = 0;
    rest.n = n;
    (void)hf_der_bits(in, &rest, &value, &byte);
  }
}

int main(void) {
  struct hf_span rest = {0, sizeof good};
  struct hf_span inside;
  struct hf_span value;
  uint8_t byte;
  uint8_t present;
  struct hf_tlv null;
  check(hf_der_take(good, &rest, HF_DER_SEQUENCE, &inside) == HF_OK && rest.n == 0u && inside.n == 22u, "SEQUENCE");
  check(hf_der_boolean(good, &inside, &byte) == HF_OK && byte == 1, "BOOLEAN");
  check(hf_der_at(good, &inside, HF_DER_INTEGER) == 1, "at");
  check(hf_der_unsigned(good, &inside, &value) == HF_OK && value.n == 1u, "INTEGER");
  check(hf_der_integer(good, &inside, &value) == HF_OK, "negative INTEGER");
  check(hf_der_bits(good, &inside, &value, &byte) == HF_OK && byte == 1, "BIT STRING");
  check(hf_der_next(good, &inside, &null) == HF_OK && null.tag == HF_DER_NULL, "NULL");
  check(hf_der_small(good, &inside, &byte) == HF_OK && byte == 5, "small INTEGER");
  check(hf_der_optional(good, &inside, HF_DER_NULL, &value, &present) == HF_OK && present == 0, "absent");
  check(hf_der_optional(good, &inside, HF_DER_OCTET_STRING, &value, &present) == HF_OK && present == 1, "present");
  check(inside.n == 0u && hf_der_next(good, &inside, &null) != HF_OK, "end");
  for (uint32_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    refused(bad[i]);
  report();
  return 0;
}
