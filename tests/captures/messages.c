/* Handshake messages: cut out of the records, read by the tables, and what they say remembered. */
#include "generated/kept.h"
#include "generated/registry.h"
#include "parse/parse.h"
#include "session.h"
#include <string.h>

/* Without ECDHE or RSA the key exchange messages are not ours to read. Behind the hellos TLS 1.3 is not read here: it is protected. */
static uint32_t entry_of(const struct session *s, uint8_t type) {
  if (type == 11 || type == 13)
    return HF_ENTRY_HANDSHAKE_TLS12_X509;
  if (type == 4)
    return HF_ENTRY_HANDSHAKE_TLS12;
  if (type == 20)
    return HF_ENTRY_HANDSHAKE_PRF;
  if (type != 12 && type != 16)
    return HF_ENTRY_HANDSHAKE;
  for (unsigned i = 0; i < HF_CIPHER_SUITES; i++)
    if (hf_cipher_suites[i].code == s->suite)
      return hf_cipher_suites[i].key_exchange == HF_KEY_EXCHANGE_RSA ? HF_ENTRY_HANDSHAKE_RSA
                                                                     : HF_ENTRY_HANDSHAKE_ECDHE;
  return HF_ENTRY_HANDSHAKE_UNREAD;
}

/* In pieces of `step` bytes. 1: read to the end. */
static int parse(struct session *s, uint32_t entry, const uint8_t *in, size_t n, size_t step) {
  size_t at = 0;
  hf_parse_start(&s->parser, entry);
  while (at < n && s->parser.row != 0) {
    size_t k = n - at < step ? n - at : step;
    if (hf_parse(&s->parser, &s->kept, &s->seen, in + at, k) != k)
      return 0;
    at += k;
  }
  return at == n && s->parser.row == 0 && s->parser.error == HF_OK;
}

/* Both ways must agree, and no message is complete without its last byte. */
static int parse_twice(struct session *s, uint32_t entry, const uint8_t *in, size_t n) {
  int slowly = parse(s, entry, in, n, 1);
  int early = parse(s, entry, in, n - 1, n);
  int whole = parse(s, entry, in, n, n);
  s->counts->wrong += early || slowly != whole;
  return whole;
}

static void begin(struct session *s) {
  s->transcript.n = 0;
  memset(&s->seen, 0, sizeof s->seen);
}

static void hello(struct session *s, int from) {
  memcpy(s->random[from], s->kept.bytes + HF_KEPT_CLIENT_HELLO_RANDOM, 32);
  uint8_t *version = from == CLIENT ? s->offered : s->version;
  version[0] = (uint8_t)(s->parser.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] / 256);
  version[1] = (uint8_t)s->parser.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION];
  if (from == SERVER)
    s->suite = (uint16_t)s->parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE];
}

static void message(struct session *s, int from, const uint8_t *in, size_t n) {
  if (in[0] == 1)
    begin(s);
  int read = parse_twice(s, entry_of(s, in[0]), in, n);
  s->counts->messages += read != 0;
  s->counts->refused += read == 0;
  if (read && (in[0] == 1 || in[0] == 2))
    hello(s, from);
  if (in[0] == 20)
    check_finished(s, from, in, n);
  if (in[0] != 0)
    append(&s->transcript, in, n);
  if (in[0] == 16)
    find_master(s, in, n);
}

void take_handshake(struct session *s, int from, const uint8_t *in, size_t n) {
  struct bytes *part = &s->part[from];
  append(part, in, n);
  while (part->n >= 4 && part->n >= 4 + big(part->p + 1, 3)) {
    size_t whole = 4 + big(part->p + 1, 3);
    message(s, from, part->p, whole);
    part->n -= whole;
    memmove(part->p, part->p + whole, part->n);
  }
}
