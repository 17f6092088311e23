#include "samples.h"
#include "generated/tables.h"
#include "outcome.h"
#include <string.h>

const struct entry_name entry_names[ENTRIES] = {
    {HF_ENTRY_RECORD, "record"},
    {HF_ENTRY_ALERT, "alert"},
    {HF_ENTRY_CHANGE_CIPHER_SPEC, "change_cipher_spec"},
    {HF_ENTRY_HANDSHAKE, "handshake"},
    {HF_ENTRY_HANDSHAKE_RSA, "handshake_rsa"},
    {HF_ENTRY_HANDSHAKE_ECDHE, "handshake_ecdhe"},
    {HF_ENTRY_HANDSHAKE_UNREAD, "handshake_unread"},
};

/* --- pieces --- */

static void put(struct sample *s, uint32_t value, unsigned n) {
  while (n-- > 0)
    s->bytes[s->n++] = (uint8_t)(value >> (8 * n));
}

/* Random bytes below REFUSED_BYTE. */
static void blob(struct sample *s, uint32_t n) {
  while (n-- > 0)
    put(s, any(REFUSED_BYTE), 1);
}

static size_t open_vector(struct sample *s, unsigned prefix) {
  s->n += prefix;
  return s->n;
}

static void close_vector(struct sample *s, size_t at, unsigned prefix) {
  size_t end = s->n;
  s->n = at - prefix;
  put(s, (uint32_t)(end - at), prefix);
  s->n = end;
}

static void bytes_vector(struct sample *s, unsigned prefix, uint32_t lo, uint32_t hi) {
  uint32_t n = lo + any(hi - lo + 1);
  put(s, n, prefix);
  blob(s, n);
}

static void words(struct sample *s, unsigned prefix, uint32_t most) {
  uint32_t n = 1 + any(most);
  put(s, 2 * n, prefix);
  while (n-- > 0)
    put(s, any(64000), 2);
}

/* --- hello messages --- */

static void server_names(struct sample *s) {
  size_t list = open_vector(s, 2);
  for (uint32_t n = 1 + any(2); n > 0; n--) {
    put(s, any(2), 1);
    bytes_vector(s, 2, 1, 30);
  }
  close_vector(s, list, 2);
}

static void protocols(struct sample *s) {
  size_t list = open_vector(s, 2);
  for (uint32_t n = 1 + any(3); n > 0; n--)
    bytes_vector(s, 1, 1, 10);
  close_vector(s, list, 2);
}

static void extension_body(struct sample *s, uint32_t type, int is_client) {
  if (type == 0 && is_client)
    server_names(s);
  else if (type == 1)
    blob(s, 1);
  else if (type == 10 && is_client)
    words(s, 2, 6);
  else if (type == 13 && is_client)
    words(s, 2, 20);
  else if (type == 11)
    bytes_vector(s, 1, 1, 4);
  else if (type == 16)
    protocols(s);
  else if (type == 0xff01)
    bytes_vector(s, 1, 0, 24);
  else if (type != 22 && type != 23 && type != 0)
    blob(s, any(4) != 0 ? any(12) : any(200));
}

static void extensions(struct sample *s, int is_client) {
  static const uint16_t types[] = {0, 1, 10, 11, 13, 16, 22, 23, 35, 0xff01, 5, 0x1234};
  size_t list = open_vector(s, 2);
  for (uint32_t n = any(9); n > 0; n--) {
    uint32_t type = types[any(sizeof types / sizeof types[0])];
    put(s, type, 2);
    size_t body = open_vector(s, 2);
    extension_body(s, type, is_client);
    close_vector(s, body, 2);
  }
  close_vector(s, list, 2);
}

static void hello(struct sample *s, int is_client) {
  put(s, 0x0303, 2);
  blob(s, 32);
  bytes_vector(s, 1, 0, 32);
  if (is_client) {
    words(s, 2, 20);
    bytes_vector(s, 1, 1, 3);
  } else {
    put(s, any(64000), 2);
    blob(s, 1);
  }
  if (any(8) != 0)
    extensions(s, is_client);
}

/* --- the others --- */

static void certificates(struct sample *s) {
  size_t list = open_vector(s, 3);
  for (uint32_t n = any(4); n > 0; n--)
    bytes_vector(s, 3, 1, any(4) != 0 ? 40 : 1000);
  close_vector(s, list, 3);
}

static void certificate_request(struct sample *s) {
  bytes_vector(s, 1, 1, 3);
  words(s, 2, 20);
  size_t list = open_vector(s, 2);
  for (uint32_t n = any(4); n > 0; n--)
    bytes_vector(s, 2, 1, 100);
  close_vector(s, list, 2);
}

static void signature(struct sample *s) {
  put(s, any(64000), 2);
  bytes_vector(s, 2, 0, any(4) != 0 ? 72 : 512);
}

static void server_key_exchange(struct sample *s) {
  put(s, 3, 1);
  put(s, any(64000), 2);
  bytes_vector(s, 1, 1, 97);
  signature(s);
}

static void body(struct sample *s, uint32_t entry, uint32_t type) {
  int is_rsa = entry == HF_ENTRY_HANDSHAKE_RSA;
  if (entry == HF_ENTRY_HANDSHAKE_UNREAD)
    blob(s, any(100));
  else if (type == 1 || type == 2)
    hello(s, type == 1);
  else if (type == 11)
    certificates(s);
  else if (type == 12 && !is_rsa)
    server_key_exchange(s);
  else if (type == 13)
    certificate_request(s);
  else if (type == 15)
    signature(s);
  else if (type == 16)
    bytes_vector(s, is_rsa ? 2 : 1, is_rsa ? 0 : 1, is_rsa ? 512 : 97);
  else if (type == 20)
    blob(s, 12);
}

static const uint8_t types[] = {0, 1, 2, 11, 13, 14, 15, 20, 12, 16}; /* the last two depend on the key exchange */

uint32_t kinds_of(uint32_t entry) {
  if (entry == HF_ENTRY_RECORD || entry == HF_ENTRY_ALERT || entry == HF_ENTRY_CHANGE_CIPHER_SPEC)
    return 1;
  return entry == HF_ENTRY_HANDSHAKE ? sizeof types - 2 : sizeof types;
}

void make_sample(struct sample *s, uint32_t entry, uint32_t kind) {
  s->n = 0;
  if (entry == HF_ENTRY_RECORD) {
    put(s, 20 + any(4), 1);
    blob(s, 4);
  } else if (entry == HF_ENTRY_ALERT)
    put(s, (1 + any(2)) << 8 | any(256), 2);
  else if (entry == HF_ENTRY_CHANGE_CIPHER_SPEC)
    put(s, 1, 1);
  else {
    put(s, types[kind], 1);
    size_t all = open_vector(s, 3);
    body(s, entry, types[kind]);
    close_vector(s, all, 3);
  }
}

static void put_in(struct sample *s, size_t at, uint32_t n) {
  memmove(s->bytes + at + n, s->bytes + at, s->n - at);
  s->n += n;
}

static void take_out(struct sample *s, size_t at, uint32_t n) {
  if (at + n >= s->n)
    return;
  memmove(s->bytes + at, s->bytes + at + n, s->n - at - n);
  s->n -= n;
}

void spoil(struct sample *s) {
  static const uint8_t odd[] = {0, 1, 2, 3, 10, 32, 33, 127, 128, 254, 255, REFUSED_BYTE};
  size_t at = any((uint32_t)(any(3) == 0 && s->n > 120 ? 120 : s->n));
  switch (any(8)) {
  case 0:
    s->bytes[at] ^= (uint8_t)(1u << any(8));
    break;
  case 1:
    s->bytes[at] = odd[any(sizeof odd)];
    break;
  case 2:
  case 3:
    s->bytes[at] = (uint8_t)(s->bytes[at] + any(7) - 3);
    break;
  case 4:
    s->n = at + 1;
    break;
  case 5:
    put_in(s, at, 1 + any(3));
    break;
  case 6:
    take_out(s, at, 1 + any(3));
    break;
  default:
    blob(s, 1 + any(8));
  }
  if (any(2) == 0 || s->n < 4)
    return;
  close_vector(s, 4, 3);
}
