/* Records that are sealed open again, and in the room that was foretold; changed ones do not open. */
#include "crypto/bytes.h"
#include "support/records.h"
#include <criterion/criterion.h>
#include <string.h>

static uint8_t record[RECORD_MAX + HF_EXPANSION_MAX];

static uint8_t open_record(struct record_pair *p, uint8_t type, size_t n, uint32_t *at, uint32_t *content_n) {
  *at = 77;
  *content_n = 77;
  uint32_t of = type;
  return hf_record_open(&p->in, &of, record, n - HF_RECORD_HEADER, at, content_n);
}

static void check_round(const struct record_kind *kind, struct record_pair *p, size_t n) {
  uint32_t at = 0;
  uint32_t content_n = 0;
  size_t record_n = record_seal(p, 22, record, n);
  cr_assert_eq(record_n, hf_record_before(&p->out) + n + hf_record_after(&p->out, n), "%s: %zu", kind->name, n);
  cr_assert_eq(record[0], 22);
  cr_assert_eq(record[1] * 256 + record[2], 0x0303);
  cr_assert_eq(record[3] * 256u + record[4], record_n - HF_RECORD_HEADER);
  cr_assert_eq(open_record(p, 22, record_n, &at, &content_n), HF_OK, "%s: %zu", kind->name, n);
  cr_assert_eq(at, hf_record_before(&p->in));
  cr_assert_eq(content_n, n, "%s: %zu", kind->name, n);
  for (size_t i = 0; i < n; i++)
    cr_assert_eq(record[at + i], record_content(i), "%s: byte %zu of %zu", kind->name, i, n);
}

Test(record_round, every_kind_and_size) {
  static const size_t large[] = {255, 256, 257, 300, 511, 512, 1000, 4095, 16000, 16383, 16384};
  for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    record_pair_start(&p, &record_kinds[kind]);
    for (size_t n = 0; n < 200; n++)
      check_round(&record_kinds[kind], &p, n);
    for (size_t i = 0; i < sizeof large / sizeof large[0]; i++)
      check_round(&record_kinds[kind], &p, large[i]);
  }
}

Test(record_round, room) {
  for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    record_pair_start(&p, &record_kinds[kind]);
    for (size_t room = 0; room < 17000; room++) {
      size_t n = hf_record_content_max(&p.out, room);
      size_t more = hf_record_before(&p.out) + n + 1 + hf_record_after(&p.out, n + 1 > 16384 ? 16384 : n + 1);
      cr_assert(n == 0 || hf_record_before(&p.out) + n + hf_record_after(&p.out, n) <= room);
      cr_assert(n == HF_PLAINTEXT_MAX || more > room, "%s: room %zu", record_kinds[kind].name, room);
      cr_assert_leq(n, HF_PLAINTEXT_MAX);
    }
    cr_assert_eq(hf_record_content_max(&p.out, RECORD_MAX), HF_PLAINTEXT_MAX);
    cr_assert_eq(hf_record_content_max(&p.out, (size_t)-1), HF_PLAINTEXT_MAX);
  }
}

/* Nothing of a refused record is left to be read. */
static void check_refused(const struct record_kind *kind, struct record_pair *p, uint8_t type, size_t n) {
  uint32_t at = 0;
  uint32_t content_n = 0;
  int64_t sequence = p->in.sequence;
  cr_assert_eq(open_record(p, type, n, &at, &content_n), HF_ERROR_RECORD_MAC_WRONG, "%s: %zu", kind->name, n);
  cr_assert(at == 0 && content_n == 0);
  cr_assert_eq(p->in.sequence, sequence);
  for (size_t i = HF_RECORD_HEADER; i < n; i++)
    cr_assert_eq(record[i], 0, "%s: byte %zu is left", kind->name, i);
}

Test(record_round, every_byte_flipped) {
  for (size_t kind = 1; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    uint8_t kept[512];
    record_pair_start(&p, &record_kinds[kind]);
    size_t n = record_seal(&p, 23, record, 300);
    memcpy(kept, record, n);
    for (size_t i = HF_RECORD_HEADER; i < n; i++) {
      for (unsigned bit = 0; bit < 8; bit++) {
        memcpy(record, kept, n);
        record[i] ^= (uint8_t)(1u << bit);
        check_refused(&record_kinds[kind], &p, 23, n);
      }
    }
    memcpy(record, kept, n);
    check_refused(&record_kinds[kind], &p, 22, n);
    memcpy(record, kept, n);
    p.in.sequence = 1;
    check_refused(&record_kinds[kind], &p, 23, n);
    memcpy(record, kept, n);
    p.in.sequence = 0;
    uint32_t at = 0;
    uint32_t content_n = 0;
    cr_assert_eq(open_record(&p, 23, n, &at, &content_n), HF_OK);
    cr_assert_eq(content_n, 300);
  }
}

Test(record_round, every_length_cut) {
  for (size_t kind = 1; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    uint8_t kept[512];
    record_pair_start(&p, &record_kinds[kind]);
    size_t n = record_seal(&p, 23, record, 100);
    memcpy(kept, record, n);
    for (size_t cut = HF_RECORD_HEADER; cut < n + 40; cut++) {
      if (cut == n)
        continue;
      memset(record, 0, sizeof kept);
      memcpy(record, kept, cut < n ? cut : n);
      check_refused(&record_kinds[kind], &p, 23, cut);
    }
  }
}

Test(record_round, too_long_to_seal) {
  for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    uint32_t record_n = 77;
    uint8_t iv[16] = {0};
    record_pair_start(&p, &record_kinds[kind]);
    cr_assert_eq(hf_record_seal(&p.out, 23, record, HF_PLAINTEXT_MAX + 1, iv, &record_n), HF_ERROR_RECORD_TOO_LONG);
    cr_assert_eq(record_n, 0);
    cr_assert_eq(p.out.sequence, 0);
  }
}

Test(record_round, too_long_to_open) {
  for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    uint32_t at = 0;
    uint32_t content_n = 0;
    record_pair_start(&p, &record_kinds[kind]);
    size_t n = HF_RECORD_HEADER + HF_PLAINTEXT_MAX + HF_EXPANSION_MAX;
    cr_assert_eq(open_record(&p, 23, n + 1, &at, &content_n), HF_ERROR_RECORD_TOO_LONG);
    uint8_t error = open_record(&p, 23, n, &at, &content_n);
    int is_cbc = record_kinds[kind].protection == HF_PROTECTION_CBC ||
                 record_kinds[kind].protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC;
    cr_assert_eq(error, is_cbc ? HF_ERROR_RECORD_MAC_WRONG : HF_ERROR_RECORD_TOO_LONG, "%s", record_kinds[kind].name);
  }
}

Test(record_round, null_at_its_limit) {
  struct record_pair p;
  uint32_t at = 0;
  uint32_t content_n = 0;
  record_pair_start(&p, &record_kinds[0]);
  cr_assert_eq(open_record(&p, 23, HF_RECORD_HEADER + HF_PLAINTEXT_MAX, &at, &content_n), HF_OK);
  cr_assert_eq(content_n, HF_PLAINTEXT_MAX);
  cr_assert_eq(open_record(&p, 23, HF_RECORD_HEADER + HF_PLAINTEXT_MAX + 1, &at, &content_n), HF_ERROR_RECORD_TOO_LONG);
}

/* The last record has sequence number 2^64 - 2; then no other, in either direction. */
Test(record_round, sequence_ends) {
  for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    uint32_t at = 0;
    uint32_t content_n = 0;
    uint32_t record_n = 77;
    uint8_t iv[16] = {0};
    record_pair_start(&p, &record_kinds[kind]);
    p.out.sequence = HF_SEQUENCE_END - 1;
    p.in.sequence = HF_SEQUENCE_END - 1;
    size_t n = record_seal(&p, 23, record, 10);
    cr_assert_neq(n, 0);
    cr_assert_eq(open_record(&p, 23, n, &at, &content_n), HF_OK, "%s", record_kinds[kind].name);
    cr_assert_eq(hf_record_seal(&p.out, 23, record, 10, iv, &record_n), HF_ERROR_SEQUENCE_EXHAUSTED);
    cr_assert_eq(record_n, 0);
    cr_assert_eq(open_record(&p, 23, n, &at, &content_n), HF_ERROR_SEQUENCE_EXHAUSTED);
    cr_assert(p.out.sequence == HF_SEQUENCE_END && p.in.sequence == HF_SEQUENCE_END);
  }
}

Test(record_round, explicit_nonce_is_the_sequence_number) {
  struct record_pair p;
  static const uint8_t wanted[8] = {0, 0, 0, 0, 0, 0, 1, 0};
  record_pair_start(&p, &record_kinds[10]);
  cr_assert_eq(record_kinds[10].protection, HF_PROTECTION_GCM);
  for (unsigned i = 0; i < 256; i++)
    record_seal(&p, 23, record, 0);
  record_seal(&p, 23, record, 0);
  cr_assert_arr_eq(record + HF_RECORD_HEADER, wanted, 8);
}

/* A state that was given keys of wrong sizes neither seals nor opens. */
static void check_keys_refused(uint8_t protection, uint8_t hash, size_t mac_n, size_t key_n, size_t iv_n) {
  static const uint8_t bytes[64];
  uint8_t iv[16] = {0};
  for (uint8_t opening = 0; opening <= 1; opening++) {
    struct record_pair p;
    uint32_t n = 77;
    uint32_t at = 77;
    uint32_t type = 23;
    record_pair_start(&p, &record_kinds[1]);
    cr_assert_eq(hf_record_keys(&p.out, protection, hash, bytes, mac_n, bytes, key_n, bytes, iv_n, opening),
                 HF_ERROR_PROVIDER_FAILED);
    cr_assert_eq(hf_record_seal(&p.out, 23, record, 10, iv, &n), HF_ERROR_SEQUENCE_EXHAUSTED);
    cr_assert_eq(hf_record_open(&p.out, &type, record, 10, &at, &n), HF_ERROR_SEQUENCE_EXHAUSTED);
  }
}

Test(record_round, unusable_keys) {
  check_keys_refused(HF_PROTECTION_NULL, 0, 0, 0, 0);
  check_keys_refused(HF_PROTECTION_CBC, HF_HASH_SHA512, 64, 16, 0);
  check_keys_refused(HF_PROTECTION_CBC, 0, 0, 16, 0);
  check_keys_refused(HF_PROTECTION_CBC, HF_HASH_SHA1, 19, 16, 0);
  check_keys_refused(HF_PROTECTION_CBC, HF_HASH_SHA256, 32, 24, 0);
  check_keys_refused(HF_PROTECTION_CBC_ENCRYPT_THEN_MAC, HF_HASH_SHA384, 48, 0, 0);
  check_keys_refused(HF_PROTECTION_GCM, 0, 0, 24, 4);
  check_keys_refused(HF_PROTECTION_GCM, 0, 0, 16, 12);
  check_keys_refused(HF_PROTECTION_CHACHA20_POLY1305, 0, 0, 16, 12);
  check_keys_refused(HF_PROTECTION_CHACHA20_POLY1305, 0, 0, 32, 4);
  check_keys_refused(HF_PROTECTION_CHACHA20_POLY1305 + 1, 0, 0, 32, 12);
}

/* What a state does with an AES key that is not for this, given a whole record of its kind. */
static void check_key_unfit(struct record_pair *p, const struct record_kind *kind, uint8_t seals, uint8_t opens) {
  uint8_t iv[16] = {0};
  uint8_t made[RECORD_MAX];
  size_t n = record_seal(p, 23, made, 10);
  uint32_t at = 77;
  uint32_t type = 23;
  uint32_t record_n = 77;
  if (seals != 0)
    hf_wipe_aes(&p->out.aes);
  if (opens != 0)
    hf_wipe_aes(&p->in.aes);
  struct hf_record_state *from = seals != 0 ? &p->out : &p->in;
  struct hf_record_state *to = opens != 0 ? &p->in : &p->out;
  cr_assert_eq(hf_record_seal(from, 23, record, 10, iv, &record_n), HF_ERROR_PROVIDER_FAILED, "%s", kind->name);
  cr_assert_eq(record_n, 0);
  to->sequence = 0;
  cr_assert_eq(hf_record_open(to, &type, made, n - HF_RECORD_HEADER, &at, &record_n), HF_ERROR_RECORD_MAC_WRONG, "%s",
               kind->name);
  for (size_t i = HF_RECORD_HEADER; i < n; i++)
    cr_assert_eq(made[i], 0);
}

/* A CBC key is for one direction; a key that was wiped is for none. */
Test(record_round, aes_keys_that_are_not_for_this) {
  for (size_t i = 0; i < RECORD_KINDS; i++) {
    const struct record_kind *kind = &record_kinds[i];
    struct record_pair p;
    if (kind->protection == HF_PROTECTION_NULL || kind->protection == HF_PROTECTION_CHACHA20_POLY1305)
      continue;
    record_pair_start(&p, kind);
    check_key_unfit(&p, kind, 1, 1);
    record_pair_start(&p, kind);
    if (kind->protection != HF_PROTECTION_GCM)
      check_key_unfit(&p, kind, 0, 0);
  }
}
