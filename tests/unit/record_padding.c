/* CBC padding (RFC 5246 6.2.3.2): each right one opens; each kind of wrong one gives the one error, as a wrong MAC does. */
#include "crypto/cbc.h"
#include "record/cbc_check.h"
#include "support/records.h"
#include <criterion/criterion.h>
#include <string.h>

static uint8_t record[RECORD_MAX + HF_EXPANSION_MAX];

/* The content of n bytes, its MAC, and padding_n bytes of padding with the length byte, not yet encrypted. */
static size_t lay_out(struct record_pair *p, size_t n, size_t padding_n) {
  struct hf_hash mac;
  uint8_t prefix[HF_PREFIX];
  uint8_t *content = record + HF_RECORD_HEADER + 16;
  for (size_t i = 0; i < n; i++)
    content[i] = record_content(i);
  hf_record_prefix(prefix, p->in.sequence, 23, n);
  hf_hmac_start(&mac, &p->in.mac);
  hf_hash_update(&mac, prefix, sizeof prefix);
  hf_hash_update(&mac, content, n);
  hf_hmac_finish(&mac, &p->in.mac, content + n);
  memset(content + n + p->in.tag_n, (int)(padding_n - 1), padding_n);
  return n + p->in.tag_n + padding_n;
}

static uint8_t encrypt_and_open(struct record_pair *p, size_t n, uint32_t *content_n) {
  uint32_t at = 0;
  memset(record + HF_RECORD_HEADER, 0x5a, 16);
  hf_cbc_encrypt(&p->out.aes, record + HF_RECORD_HEADER, record + HF_RECORD_HEADER + 16, n);
  uint32_t type = 23;
  return hf_record_open(&p->in, &type, record, 16 + n, &at, content_n);
}

/* The content sizes that a fragment of many blocks can have: each padding of 1 .. 256 bytes that fills the blocks. */
Test(record_padding, every_right_one) {
  for (size_t kind = 1; kind <= 5; kind++) {
    struct record_pair p;
    record_pair_start(&p, &record_kinds[kind]);
    for (size_t n = 0; n < 600; n += n < 300 ? 1 : 7) {
      for (size_t padding_n = 16 - (n + p.in.tag_n) % 16; padding_n <= 256; padding_n += 16) {
        uint32_t content_n = 0;
        size_t plain_n = lay_out(&p, n, padding_n);
        cr_assert_eq(encrypt_and_open(&p, plain_n, &content_n), HF_OK, "%s: %zu bytes, %zu of padding",
                     record_kinds[kind].name, n, padding_n);
        cr_assert_eq(content_n, n);
      }
    }
  }
}

/* One byte of the padding or of the MAC is wrong. */
Test(record_padding, every_wrong_byte) {
  for (size_t kind = 1; kind <= 5; kind++) {
    struct record_pair p;
    record_pair_start(&p, &record_kinds[kind]);
    for (size_t padding_n = 16 - (100 + p.in.tag_n) % 16; padding_n <= 256; padding_n += 48) {
      for (size_t back = 1; back <= padding_n + p.in.tag_n; back++) {
        uint32_t content_n = 77;
        size_t plain_n = lay_out(&p, 100, padding_n);
        record[HF_RECORD_HEADER + 16 + plain_n - back] ^= 0x10;
        cr_assert_eq(encrypt_and_open(&p, plain_n, &content_n), HF_ERROR_RECORD_MAC_WRONG, "%s: padding %zu, byte -%zu",
                     record_kinds[kind].name, padding_n, back);
        cr_assert_eq(content_n, 0);
      }
    }
  }
}

/* The length byte says each possible value over a fragment of one size, short and long; all padding bytes agree with it. */
Test(record_padding, every_wrong_length) {
  for (size_t kind = 1; kind <= 5; kind++) {
    for (size_t n = 15; n < 400; n += 128) {
      struct record_pair p;
      record_pair_start(&p, &record_kinds[kind]);
      size_t right = 16 - (n + p.in.tag_n) % 16;
      for (size_t value = 0; value < 256; value++) {
        uint32_t content_n = 0;
        size_t plain_n = lay_out(&p, n, right);
        uint8_t *end = record + HF_RECORD_HEADER + 16 + plain_n;
        size_t over = value + 1 < plain_n ? value + 1 : plain_n;
        memset(end - over, (int)value, over);
        uint8_t wanted = value == right - 1 ? HF_OK : HF_ERROR_RECORD_MAC_WRONG;
        cr_assert_eq(encrypt_and_open(&p, plain_n, &content_n), wanted, "%s: %zu", record_kinds[kind].name, value);
      }
    }
  }
}

/* A plain description of the padding, for all values of a short fragment's end. */
static int is_padded(const uint8_t *plain, size_t n, size_t mac_n) {
  size_t padding = plain[n - 1];
  if (padding + 1 + mac_n > n)
    return 0;
  for (size_t i = 1; i <= padding; i++) {
    if (plain[n - 1 - i] != padding)
      return 0;
  }
  return 1;
}

Test(record_padding, check_agrees_with_its_description) {
  uint8_t plain[352];
  for (uint32_t n = 33; n <= 352; n += 29) {
    for (unsigned value = 0; value < 256; value++) {
      for (uint32_t right = 0; right <= n; right += 1 + right / 4) {
        uint32_t content_n = 0;
        memset(plain, 0xee, sizeof plain);
        memset(plain + n - right, (int)value, right);
        plain[n - 1] = (uint8_t)value;
        uint32_t good = hf_cbc_padding(plain, n, 32, &content_n);
        cr_assert_eq(good, (uint32_t)is_padded(plain, n, 32), "n %u, value %u, %u bytes", n, value, right);
        cr_assert_eq(content_n, n - 33 - good * value);
      }
    }
  }
}

Test(record_padding, mac_is_found_wherever_it_stands) {
  uint8_t plain[640];
  uint8_t window[HF_CBC_WINDOW];
  for (size_t i = 0; i < sizeof plain; i++)
    plain[i] = record_content(i);
  for (uint32_t n = 49; n <= sizeof plain; n += 31) {
    for (uint32_t mac_n = 20; mac_n <= 48; mac_n += 14) {
      uint32_t most = n - mac_n - 1;
      for (uint32_t content_n = most > 255 ? most - 255 : 0; content_n <= most; content_n++) {
        hf_cbc_find_mac(plain, n, mac_n, content_n, window);
        cr_assert_arr_eq(window, plain + content_n, mac_n, "n %u, mac %u, at %u", n, mac_n, content_n);
      }
    }
  }
}

/* The constant-time MAC against the plain one. */
Test(record_padding, mac_of_every_end) {
  struct record_pair p;
  struct hf_cbc_work work;
  uint8_t plain[700];
  uint8_t wanted[HF_HASH_MAX];
  for (size_t i = 0; i < sizeof plain; i++)
    plain[i] = record_content(i);
  for (size_t kind = 1; kind <= 5; kind += 2) {
    record_pair_start(&p, &record_kinds[kind]);
    for (uint32_t most = 0; most < sizeof plain; most += 13) {
      uint32_t least = most > 255 ? most - 255 : 0;
      for (uint32_t n = least; n <= most; n++) {
        struct hf_hash mac;
        hf_record_prefix(work.prefix, 5, 23, n);
        hf_hmac_start(&mac, &p.in.mac);
        hf_hash_update(&mac, work.prefix, HF_PREFIX);
        hf_hash_update(&mac, plain, n);
        hf_hmac_finish(&mac, &p.in.mac, wanted);
        hf_cbc_mac(&p.in.mac, plain, least, most, n, &work);
        cr_assert_arr_eq(work.mac, wanted, p.in.tag_n, "%s: %u of %u", record_kinds[kind].name, n, most);
      }
    }
  }
}

/* RFC 7366: genuine MAC, wrong padding. Only who has the keys can make it; it is refused all the same. */
Test(record_padding, wrong_inside_encrypt_then_mac) {
  struct record_pair p;
  struct hf_hash mac;
  uint8_t prefix[HF_PREFIX];
  uint32_t at = 77;
  uint32_t type = 23;
  uint32_t content_n = 77;
  uint8_t *fragment = record + HF_RECORD_HEADER;
  record_pair_start(&p, &record_kinds[7]);
  cr_assert_eq(record_kinds[7].protection, HF_PROTECTION_CBC_ENCRYPT_THEN_MAC);
  memset(fragment, 9, 48);
  fragment[16 + 30] = 8;
  hf_cbc_encrypt(&p.out.aes, fragment, fragment + 16, 32);
  hf_record_prefix(prefix, 0, 23, 48);
  hf_hmac_start(&mac, &p.in.mac);
  hf_hash_update(&mac, prefix, sizeof prefix);
  hf_hash_update(&mac, fragment, 48);
  hf_hmac_finish(&mac, &p.in.mac, fragment + 48);
  cr_assert_eq(hf_record_open(&p.in, &type, record, 48 + 32, &at, &content_n), HF_ERROR_RECORD_MAC_WRONG);
}

/* Content of more than 2^14 bytes fits into a fragment, but is refused: with the MAC right, and only then. */
Test(record_padding, content_too_long) {
  struct record_pair p;
  uint32_t content_n = 77;
  record_pair_start(&p, &record_kinds[1]);
  size_t n = lay_out(&p, HF_PLAINTEXT_MAX + 1, 16 - (HF_PLAINTEXT_MAX + 1 + 20) % 16);
  cr_assert_eq(encrypt_and_open(&p, n, &content_n), HF_ERROR_RECORD_TOO_LONG);
  n = lay_out(&p, HF_PLAINTEXT_MAX + 1, 16 - (HF_PLAINTEXT_MAX + 1 + 20) % 16);
  record[HF_RECORD_HEADER + 100] ^= 1;
  cr_assert_eq(encrypt_and_open(&p, n, &content_n), HF_ERROR_RECORD_MAC_WRONG);
}
