/* Records that another program made: Python's hmac and its cryptography package (OpenSSL), from RFC 5246 6.2.3, RFC 7366,
   RFC 5288 and RFC 7905. Keys, IVs and content are those of support/records; 20 bytes, type 23, sequence number
   0123456789abcdef. */
#include "support/records.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define SEQUENCE 0x0123456789abcdefu
#define CONTENT 20u

static const char *const known[RECORD_KINDS - 1] = {
    "17030300401f202122232425262728292a2b2c2d2e1bb287135ea132a31d7cda31587f4b057da8e150786ca6d21a4ad5da11"
    "38ef4aa44b440fa3af265aecaa95f60f4db2e6",
    "17030300401f202122232425262728292a2b2c2d2e541b29c264464aeae4b12d5d7904f62f7d31eac2259c026f90be924066"
    "9c95e39611ca7639372acb75677b559d79058f",
    "17030300501f202122232425262728292a2b2c2d2e1bb287135ea132a31d7cda31587f4b05f8a743bc2f7ba4122ca01fd9bc"
    "6638d340846e33e940aaa981c046263f5e6983759607caf77dc2ce788ec1a53e81df06",
    "17030300501f202122232425262728292a2b2c2d2e541b29c264464aeae4b12d5d7904f62f2f82d1a0ed59b0dc682fbabfa6"
    "533186279323e0db048d288703702cdcb2517401d7f60f6174255945c375174c39ef36",
    "17030300601f202122232425262728292a2b2c2d2e541b29c264464aeae4b12d5d7904f62fbb61d1026a031f633d544d51ce"
    "87406b0c62304e6faacb485ff5f404a51a7252555d72b9ab0b1ad72a607d1c273c8b08cc76e5483fed111ba90c37e411fed5"
    "65",
    "17030300441f202122232425262728292a2b2c2d2e1bb287135ea132a31d7cda31587f4b0585f8e3e81e29b20bba27f3b1fc"
    "7b6a14e3bb3d773a6ccaa23df514168594686f9b735c4d",
    "17030300501f202122232425262728292a2b2c2d2e1bb287135ea132a31d7cda31587f4b0585f8e3e81e29b20bba27f3b1fc"
    "7b6a14a8085f6aba6a680ed989392a25904d9af80fd639a888d340ba4a19d55e9c9472",
    "17030300501f202122232425262728292a2b2c2d2e541b29c264464aeae4b12d5d7904f62f3b357dab76ccab46150ecf3a09"
    "1a5c5236ef2f3dfc1072eda03e4bccd4b3602ba47adb41448df65a68da9b2f36ce05bb",
    "17030300601f202122232425262728292a2b2c2d2e541b29c264464aeae4b12d5d7904f62f3b357dab76ccab46150ecf3a09"
    "1a5c52b984d0d7efe2ed0e3bc619f50fbf29e303f432cb386b4d2e31a834b7ff88cc67d0250a63cb83f2b15c1ae7be26915c"
    "e2",
    "170303002c0123456789abcdefecf66ad0d881346b7573e952bb1e8ca9eabfb80806d3e6da3d66a9b0fe60a63f362180bc",
    "170303002c0123456789abcdeffb7a14bfe1d10f43e85bf7fd60d68ce9d064862d3da53681c589265ff55a3c386c932a6c",
    "1703030024155f0c604b5554223b011419b91f463b5da275b273ab0cdbc4a89cec5c5bbe841a211eea",
};

static size_t from_hex(uint8_t *out, const char *hex) {
  size_t n = strlen(hex) / 2;
  for (size_t i = 0; i < n; i++) {
    unsigned byte = 0;
    sscanf(hex + 2 * i, "%2x", &byte);
    out[i] = (uint8_t)byte;
  }
  return n;
}

Test(record_known, sealed) {
  static uint8_t record[RECORD_MAX];
  uint8_t wanted[256];
  for (size_t kind = 1; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    record_pair_start(&p, &record_kinds[kind]);
    p.out.sequence = SEQUENCE;
    size_t n = record_seal(&p, 23, record, CONTENT);
    cr_assert_eq(n, from_hex(wanted, known[kind - 1]), "%s", record_kinds[kind].name);
    cr_assert_arr_eq(record, wanted, n, "%s", record_kinds[kind].name);
  }
}

Test(record_known, opened) {
  uint8_t record[256];
  for (size_t kind = 1; kind < RECORD_KINDS; kind++) {
    struct record_pair p;
    uint32_t at = 0;
    uint32_t type = 23;
    uint32_t content_n = 0;
    record_pair_start(&p, &record_kinds[kind]);
    p.in.sequence = SEQUENCE;
    size_t n = from_hex(record, known[kind - 1]);
    uint8_t error = hf_record_open(&p.in, &type, record, n - HF_RECORD_HEADER, &at, &content_n);
    cr_assert_eq(error, HF_OK, "%s: %u", record_kinds[kind].name, error);
    cr_assert_eq(content_n, CONTENT);
    for (size_t i = 0; i < CONTENT; i++)
      cr_assert_eq(record[at + i], record_content(i), "%s: byte %zu", record_kinds[kind].name, i);
  }
}
