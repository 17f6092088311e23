/* libFuzzer's target over the protection of records:
     byte 0   the kind of protection (tests/support/records.c), fixed keys
     byte 1   how: modulo 3
       0  a hostile record: type, and the rest is the fragment. What opens must be what sealing its content makes.
       1  a record is sealed and then changed: type, content size (2 bytes), records sealed before; then changes, of each the place
          (2 bytes) and the byte to exclusive-or; the place behind the end: so many bytes fewer. It opens only when nothing changed,
          and when something did nothing of its content is left.
       2  CBC: the rest is what stands encrypted in the record, padding and MAC: only who has the key can make it. */
#include "record/record.h"
#include "crypto/cbc.h"
#include "fuzz/support/input.h"
#include "fuzz/support/peer.h"
#include "support/records.h"
#include <string.h>

#define CHANGES_MAX 16

static struct record_pair ends;
static uint8_t record[RECORD_MAX + HF_EXPANSION_MAX];

static int is_cbc(const struct record_kind *k) {
  return k->protection == HF_PROTECTION_CBC || k->protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC;
}

/* Opens what stands in record; what is refused leaves nothing. */
static uint8_t open_it(uint8_t type, size_t fragment_n, uint32_t *at, uint32_t *n) {
  struct hf_record_state before = ends.in;
  uint32_t of = type;
  uint8_t error = hf_record_open(&ends.in, &of, record, fragment_n, at, n);
  if (error == HF_OK) {
    fuzz_must(*at >= HF_RECORD_HEADER && *at + *n <= HF_RECORD_HEADER + fragment_n && *n <= HF_PLAINTEXT_MAX,
              "content outside the record");
    fuzz_must(ends.in.sequence == before.sequence + 1, "a record was not counted");
    return error;
  }
  fuzz_must(*at == 0 && *n == 0, "an error, and content");
  for (size_t i = 0; before.protection != HF_PROTECTION_NULL && i < fragment_n; i++)
    fuzz_must(record[HF_RECORD_HEADER + i] == 0, "what does not open is left in place");
  return error;
}

/* Seals the content again with the same nonce or IV: that must be the record. */
static void check_sealed(uint8_t type, const uint8_t *fragment, size_t fragment_n, const uint8_t *content, size_t n) {
  static uint8_t again[RECORD_MAX];
  struct hf_record_state s = ends.out;
  uint32_t again_n = 0;
  uint8_t iv[16] = {0};
  if (fragment_n >= 16)
    memcpy(iv, fragment, 16);
  memcpy(again + hf_record_before(&s), content, n);
  fuzz_must(hf_record_seal(&s, type, again, n, iv, &again_n) == HF_OK, "what opened does not seal");
  fuzz_must(again_n == HF_RECORD_HEADER + fragment_n && memcmp(again + HF_RECORD_HEADER, fragment, fragment_n) == 0,
            "a record opened that was not sealed");
}

static void hostile(struct fuzz_input *in) {
  static uint8_t fragment[HF_FRAGMENT_MAX + 1];
  uint8_t type = fuzz_byte(in);
  uint32_t at, n;
  size_t fragment_n = in->left < sizeof fragment ? in->left : sizeof fragment;
  memcpy(fragment, in->at, fragment_n);
  memcpy(record + HF_RECORD_HEADER, fragment, fragment_n);
  if (open_it(type, fragment_n, &at, &n) == HF_OK)
    check_sealed(type, fragment, fragment_n, record + at, n);
}

/* Changes the record as the input says. 1: it is another one. */
static int change(struct fuzz_input *in, const uint8_t *was, size_t *fragment_n) {
  size_t n = *fragment_n;
  for (int i = 0; in->left > 0 && i < CHANGES_MAX; i++) {
    size_t at = fuzz_number(in);
    uint8_t by = fuzz_byte(in);
    if (at < *fragment_n)
      record[HF_RECORD_HEADER + at] ^= by;
    else if (by < *fragment_n)
      *fragment_n -= by;
  }
  return *fragment_n != n || memcmp(record + HF_RECORD_HEADER, was + HF_RECORD_HEADER, n) != 0;
}

static void changed(const struct record_kind *k, struct fuzz_input *in) {
  static uint8_t was[RECORD_MAX];
  uint8_t type = fuzz_byte(in), opened_as = fuzz_byte(in);
  uint32_t at, n;
  size_t content_n = fuzz_number(in) % (HF_PLAINTEXT_MAX + 1);
  ends.out.sequence = ends.in.sequence = fuzz_byte(in);
  opened_as = opened_as == 0 ? type : opened_as;
  size_t fragment_n = record_seal(&ends, type, record, content_n) - HF_RECORD_HEADER;
  memcpy(was, record, HF_RECORD_HEADER + fragment_n);
  int other = change(in, was, &fragment_n);
  if (k->protection == HF_PROTECTION_NULL)
    return;
  other |= opened_as != type;
  uint8_t error = open_it(opened_as, fragment_n, &at, &n);
  fuzz_must((error == HF_OK) == !other, other ? "a changed record opens" : "a sealed record does not open");
  for (size_t i = 0; error == HF_OK && i < content_n; i++)
    fuzz_must(n == content_n && record[at + i] == record_content(i), "other content than was sealed");
}

static void padded(const struct record_kind *k, struct fuzz_input *in) {
  uint8_t type = fuzz_byte(in);
  uint32_t at, n;
  size_t got, blocks = in->left / HF_AES_BLOCK;
  if (!is_cbc(k) || blocks == 0 || blocks > 300)
    return;
  uint8_t *iv = record + HF_RECORD_HEADER;
  memset(iv, 9, HF_AES_BLOCK);
  const uint8_t *plain = fuzz_piece(in, blocks * HF_AES_BLOCK, &got);
  memcpy(iv + HF_AES_BLOCK, plain, got);
  hf_cbc_encrypt(&ends.out.aes, iv, iv + HF_AES_BLOCK, got);
  (void)open_it(type, HF_AES_BLOCK + got, &at, &n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  struct fuzz_input in = {data, n};
  const struct record_kind *k = &record_kinds[fuzz_byte(&in) % RECORD_KINDS];
  unsigned how = fuzz_byte(&in) % 3u;
  record_pair_start(&ends, k);
  if (how == 0)
    hostile(&in);
  else if (how == 1)
    changed(k, &in);
  else
    padded(k, &in);
  return 0;
}
