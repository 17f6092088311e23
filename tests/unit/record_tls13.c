/* Records of TLS 1.3: those of RFC 8448 (section 3), typed from there; lengths, zeroes and types; and what must be refused, with nothing of
   the plaintext left. */
#include "crypto/bytes.h"
#include "record/tls13_record.h"
#include "support/vectors.h"

static uint8_t record[HF_RECORD_HEADER + 0x10000];

static void keyed(struct hf_record_state *s, const char *key, const char *iv) {
  struct octets k = octets_of_hex(key);
  struct octets v = octets_of_hex(iv);
  cr_assert_eq(hf_tls13_keys(s, HF_PROTECTION_GCM, k.p, k.n, v.p), HF_OK);
  free(k.p);
  free(v.p);
}

static void expect_record(struct hf_record_state *s, uint32_t type, const char *content, const char *want) {
  struct octets c = octets_of_hex(content);
  struct octets w = octets_of_hex(want);
  struct hf_record_state other = *s;
  uint32_t n, got_type, got_n;
  memcpy(record + HF_RECORD_HEADER, c.p, c.n);
  cr_assert_eq(hf_tls13_seal(s, type, record, c.n, 0, &n), HF_OK);
  cr_assert_eq(n, w.n);
  cr_expect_arr_eq(record, w.p, w.n);
  cr_assert_eq(hf_tls13_open(&other, record, n - HF_RECORD_HEADER, &got_type, &got_n), HF_OK);
  cr_expect_eq(got_type, type);
  cr_assert_eq(got_n, c.n);
  cr_expect_arr_eq(record + HF_RECORD_HEADER, c.p, c.n);
  free(c.p);
  free(w.p);
}

Test(record_tls13, rfc8448) {
  struct hf_record_state s;
  keyed(&s, "dbfaa693d1762c5b666af5d950258d01", "5bd3c71b836e0b76bb73265f");
  expect_record(&s, 22, "14000020a8ec436d677634ae525ac1fcebe11a039ec17694fac6e98527b642f2edd5ce61",
                "170303003575ec4dc238cce60b298044a71e219c56cc77b0517fe9b93c7a4bfc44d87f38f80338ac98fc46deb384bd1caeacab"
                "6867d726c40546");
  keyed(&s, "17422dda596ed5d9acd890e3c63f5051", "5b78923dee08579033e523d9");
  s.sequence = 1;
  expect_record(&s, 21, "0100", "1703030013c9872760655666b74d7ff1153efd6db6d0b0e3");
}

static const struct {
  uint32_t protection;
  size_t key_n;
} kinds[] = {{HF_PROTECTION_GCM, 16}, {HF_PROTECTION_GCM, 32}, {HF_PROTECTION_CHACHA20_POLY1305, 32}};

static void start(struct hf_record_state *s, size_t kind) {
  static const uint8_t key[32] = {1, 2, 3}, iv[12] = {4, 5, 6};
  cr_assert_eq(hf_tls13_keys(s, kinds[kind].protection, key, kinds[kind].key_n, iv), HF_OK);
}

/* Seals n bytes of 0xaa. */
static uint32_t sealed(struct hf_record_state *s, uint32_t type, size_t n, size_t zeroes) {
  uint32_t record_n;
  memset(record + HF_RECORD_HEADER, 0xaa, n);
  cr_assert_eq(hf_tls13_seal(s, type, record, n, zeroes, &record_n), HF_OK);
  cr_assert_eq(record_n, 5 + n + zeroes + 17);
  cr_assert_eq(record[3] * 256 + record[4], n + zeroes + 17);
  return record_n - HF_RECORD_HEADER;
}

Test(record_tls13, lengths_zeroes_and_types) {
  static const size_t sizes[][2] = {{0, 0}, {0, 1}, {1, 0}, {100, 0}, {100, 155}, {16384, 0}, {0, 16384}, {16000, 384}};
  for (size_t kind = 0; kind < 3; kind++) {
    struct hf_record_state out, in;
    start(&out, kind);
    start(&in, kind);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
      uint32_t type, n, fragment_n = sealed(&out, 21 + i % 3, sizes[i][0], sizes[i][1]);
      cr_assert_eq(hf_tls13_open(&in, record, fragment_n, &type, &n), HF_OK);
      cr_expect_eq(type, 21 + i % 3);
      cr_expect_eq(n, sizes[i][0]);
      for (size_t k = 0; k < n; k++)
        cr_assert_eq(record[HF_RECORD_HEADER + k], 0xaa);
    }
    cr_expect_eq(in.sequence, 8);
  }
}

static void refused(struct hf_record_state *in, size_t fragment_n, uint32_t error) {
  struct hf_record_state before = *in;
  uint32_t type = 9, n = 9;
  cr_assert_eq(hf_tls13_open(in, record, fragment_n, &type, &n), error);
  cr_expect_eq(type, 0);
  cr_expect_eq(n, 0);
  cr_expect_eq(memcmp(&before, in, sizeof before), 0, "the state is as it was");
  for (size_t i = 0; i < fragment_n; i++)
    cr_assert_eq(record[HF_RECORD_HEADER + i], 0, "nothing is left");
}

/* Each byte changed, the header's too; another sequence number; cut short; too short for a tag. */
Test(record_tls13, what_was_not_sealed_so) {
  for (size_t kind = 0; kind < 3; kind++) {
    struct hf_record_state out, in;
    start(&in, kind);
    for (size_t i = 0; i < 5 + 20 + 17; i++) {
      start(&out, kind);
      uint32_t n = sealed(&out, 23, 20, 0);
      record[i] ^= 1;
      refused(&in, n, HF_ERROR_RECORD_MAC_WRONG);
    }
    uint32_t n = sealed(&out, 23, 20, 0);
    refused(&in, n, HF_ERROR_RECORD_MAC_WRONG);
    for (size_t cut = 1; cut < 37; cut += 5) {
      start(&out, kind);
      n = sealed(&out, 23, 20, 0);
      refused(&in, n - cut, HF_ERROR_RECORD_MAC_WRONG);
    }
    refused(&in, 0, HF_ERROR_RECORD_MAC_WRONG);
  }
}

/* RFC 8446 5.2, 5.4. What nobody seals who keeps to it: zeroes alone, and more than 2^14 + 1 bytes inside. */
Test(record_tls13, what_may_not_be_inside) {
  for (size_t kind = 0; kind < 3; kind++) {
    struct hf_record_state out, in;
    uint32_t n, record_n;
    start(&in, kind);
    start(&out, kind);
    memset(record, 0, sizeof record);
    cr_assert_eq(hf_tls13_seal(&out, 0, record, 7, 0, &record_n), HF_OK);
    refused(&in, record_n - HF_RECORD_HEADER, HF_ERROR_UNEXPECTED_MESSAGE);
    start(&out, kind);
    n = sealed(&out, 23, 16384, 0);
    refused(&in, HF_TLS13_FRAGMENT_MAX + 1, HF_ERROR_RECORD_TOO_LONG);
    refused(&in, HF_TLS13_FRAGMENT_MAX, HF_ERROR_RECORD_MAC_WRONG);
    refused(&in, 0xffff, HF_ERROR_RECORD_TOO_LONG);
    cr_expect_eq(n, 16401);
  }
}

/* RFC 8446 5.4: content, type and zeroes are 2^14 + 1 bytes at most, in a fragment that would have room for more. Sealed by hand. */
static uint32_t sealed_by_hand(size_t n) {
  static const uint8_t key[32] = {1, 2, 3}, iv[12] = {4, 5, 6};
  size_t fragment_n = n + 16;
  const uint8_t header[5] = {23, 3, 3, (uint8_t)(fragment_n / 256), (uint8_t)(fragment_n % 256)};
  memcpy(record, header, 5);
  memset(record + 5, 0, n);
  record[5] = 23;
  cr_assert_eq(hf_chacha20_poly1305_seal(key, iv, record, 5, record + 5, n, record + 5 + n), 0);
  return (uint32_t)fragment_n;
}

Test(record_tls13, zeroes_count_too) {
  struct hf_record_state in;
  uint32_t type, n;
  start(&in, 2);
  cr_assert_eq(hf_tls13_open(&in, record, sealed_by_hand(HF_INNER_MAX), &type, &n), HF_OK);
  cr_expect_eq(type, 23);
  cr_expect_eq(n, 0);
  start(&in, 2);
  refused(&in, sealed_by_hand(HF_INNER_MAX + 1), HF_ERROR_RECORD_TOO_LONG);
  refused(&in, sealed_by_hand(HF_TLS13_FRAGMENT_MAX - 16), HF_ERROR_RECORD_TOO_LONG);
}

Test(record_tls13, what_may_not_be_sealed) {
  struct hf_record_state s;
  uint32_t n = 9;
  start(&s, 0);
  cr_expect_eq(hf_tls13_seal(&s, 23, record, 16385, 0, &n), HF_ERROR_RECORD_TOO_LONG);
  cr_expect_eq(n, 0);
  cr_expect_eq(hf_tls13_seal(&s, 23, record, 16384, 1, &n), HF_ERROR_RECORD_TOO_LONG);
  cr_expect_eq(hf_tls13_seal(&s, 23, record, 1, SIZE_MAX, &n), HF_ERROR_RECORD_TOO_LONG);
  cr_expect_eq(s.sequence, 0);
  s.sequence = HF_SEQUENCE_END - 1;
  cr_expect_eq(hf_tls13_seal(&s, 23, record, 1, 0, &n), HF_OK);
  cr_expect_eq(hf_tls13_seal(&s, 23, record, 1, 0, &n), HF_ERROR_SEQUENCE_EXHAUSTED);
  uint32_t type;
  cr_expect_eq(hf_tls13_open(&s, record, 18, &type, &n), HF_ERROR_SEQUENCE_EXHAUSTED);
}

Test(record_tls13, keys_that_are_none) {
  static const uint8_t key[32] = {1}, iv[12] = {2};
  struct hf_record_state s;
  uint32_t n;
  cr_expect_eq(hf_tls13_keys(&s, HF_PROTECTION_GCM, key, 15, iv), HF_ERROR_PROVIDER_FAILED);
  cr_expect_eq(hf_tls13_keys(&s, HF_PROTECTION_CHACHA20_POLY1305, key, 16, iv), HF_ERROR_PROVIDER_FAILED);
  cr_expect_eq(hf_tls13_keys(&s, HF_PROTECTION_CBC, key, 16, iv), HF_ERROR_PROVIDER_FAILED);
  cr_expect_eq(hf_tls13_seal(&s, 23, record, 1, 0, &n), HF_ERROR_SEQUENCE_EXHAUSTED, "it neither seals");
}
