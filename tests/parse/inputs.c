#include "inputs.h"
#include "generated/tables.h"
#include <string.h>

static uint64_t state;

void random_seed(uint64_t seed) {
  state = seed * 2862933555777941757u + 3037000493u;
  (void)random_below(2);
}

uint32_t random_below(uint32_t n) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((state >> 33) % n);
}

static void put(struct input *in, uint32_t value, unsigned bytes) {
  while (bytes-- > 0)
    in->bytes[in->n++] = (uint8_t)(value >> (8 * bytes));
}

static void blob(struct input *in, uint32_t n) {
  while (n-- > 0)
    put(in, random_below(256), 1);
}

/* A length of some bytes, to be filled in by close. */
static size_t open(struct input *in, unsigned bytes) {
  in->n += bytes;
  return in->n;
}

static void close(struct input *in, size_t at, unsigned bytes) {
  size_t n = in->n;
  in->n = at - bytes;
  put(in, (uint32_t)(n - at), bytes);
  in->n = n;
}

static void opaque(struct input *in, unsigned prefix, uint32_t n) {
  put(in, n, prefix);
  blob(in, n);
}

/* A vector of some numbers of two bytes. */
static void numbers(struct input *in, uint32_t most) {
  size_t at = open(in, 2);
  for (uint32_t n = 1 + random_below(most); n > 0; n--)
    put(in, random_below(200) ? random_below(64000) : 0xfafa, 2);
  close(in, at, 2);
}

static void server_names(struct input *in) {
  size_t at = open(in, 2);
  for (uint32_t n = 1 + random_below(2); n > 0; n--) {
    put(in, random_below(2), 1);
    opaque(in, 2, 1 + random_below(20));
  }
  close(in, at, 2);
}

static void protocols(struct input *in) {
  size_t at = open(in, 2);
  for (uint32_t n = 1 + random_below(3); n > 0; n--)
    opaque(in, 1, 1 + random_below(9));
  close(in, at, 2);
}

static void vectors(struct input *in, unsigned prefix, unsigned inner, uint32_t count, uint32_t most) {
  size_t at = open(in, prefix);
  while (count-- > 0)
    opaque(in, inner, 1 + random_below(most));
  close(in, at, prefix);
}

static void offered_psks(struct input *in) {
  size_t at = open(in, 2);
  for (uint32_t n = 1 + random_below(2); n > 0; n--) {
    opaque(in, 2, 1 + random_below(60));
    blob(in, 4);
  }
  close(in, at, 2);
  at = open(in, 2);
  for (uint32_t n = 1 + random_below(2); n > 0; n--)
    opaque(in, 1, random_below(2) ? 32 : 48);
  close(in, at, 2);
}

static void share(struct input *in) {
  put(in, random_below(200) ? 23 + random_below(8) : 0xfafa, 2);
  opaque(in, 2, random_below(2) ? 32 : 1 + random_below(97));
}

/* Which message carries the extensions: its type, and that of none for a HelloRetryRequest. */
enum carrier { RETRY = 0, CLIENT = 1, SERVER = 2, TICKET = 4, ENCRYPTED = 8, CERTIFICATE = 11, REQUEST = 13 };

static void key_share(struct input *in, enum carrier who) {
  if (who == CLIENT) {
    size_t at = open(in, 2);
    for (uint32_t n = random_below(3); n > 0; n--)
      share(in);
    close(in, at, 2);
  } else if (who == SERVER) {
    share(in);
  } else {
    put(in, random_below(64000), 2);
  }
}

static void certificate_status(struct input *in) {
  put(in, random_below(20) ? 1 : 2, 1);
  opaque(in, 3, random_below(20) ? 1 + random_below(900) : 0);
}

static void status_request(struct input *in, enum carrier who) {
  if (who == CERTIFICATE)
    certificate_status(in);
  if (who != CLIENT)
    return;
  put(in, random_below(20) ? 1 : 2, 1);
  vectors(in, 2, 2, random_below(3), 30);
  opaque(in, 2, random_below(9));
}

static void versions(struct input *in, enum carrier who) {
  uint32_t n = who == CLIENT ? 1 + random_below(4) : 1;
  if (who == CLIENT)
    put(in, 2 * n, 1);
  while (n-- > 0)
    put(in, random_below(200) ? 0x0300 + random_below(6) : 0xfafa, 2);
}

/* 1: a body of what TLS 1.3 brought. */
static int extension_body13(struct input *in, uint32_t type, enum carrier who) {
  if (type == 41 && who == CLIENT)
    offered_psks(in);
  else if (type == 41)
    put(in, random_below(3), 2);
  else if (type == 42 && who == TICKET)
    blob(in, 4);
  else if (type == 43)
    versions(in, who);
  else if (type == 44)
    opaque(in, 2, 1 + random_below(40));
  else if (type == 45)
    opaque(in, 1, 1 + random_below(2));
  else if (type == 47)
    vectors(in, 2, 2, 1 + random_below(3), 30);
  else if (type == 50)
    numbers(in, 6);
  else if (type == 51)
    key_share(in, who);
  else
    return type == 42;
  return 1;
}

static void extension_body(struct input *in, uint32_t type, enum carrier who) {
  int is_client = who == CLIENT;
  if (extension_body13(in, type, who))
    return;
  if (type == 0 && is_client)
    server_names(in);
  else if (type == 1)
    put(in, 1 + random_below(4), 1);
  else if (type == 10 || type == 13)
    numbers(in, 6);
  else if (type == 11 || ((type == 19 || type == 20) && is_client))
    opaque(in, 1, 1 + random_below(3));
  else if (type == 19 || type == 20)
    put(in, random_below(3), 1);
  else if (type == 16)
    protocols(in);
  else if (type == 0xff01)
    opaque(in, 1, random_below(3) * 12);
  else if (type == 5)
    status_request(in, who);
  else if (type != 0 && type != 22 && type != 23 && (type != 35 || is_client))
    blob(in, random_below(4) ? random_below(12) : random_below(200));
}

static void extensions(struct input *in, enum carrier who) {
  static const uint16_t types[] = {0, 1,  10, 11, 13, 16, 22, 23, 0xff01, 19, 20,    35,
                                   5, 17, 41, 42, 43, 44, 45, 47, 50,     51, 0x0a0a};
  static const uint16_t in_retry[] = {43, 44, 51, 0x0a0a};
  static const uint16_t in_request[] = {5, 13, 47, 50, 0x0a0a};
  size_t all = open(in, 2);
  for (uint32_t n = random_below(who == CLIENT ? 12 : 7); n > 0; n--) {
    uint32_t type = types[random_below(sizeof types / sizeof types[0])];
    if (who == RETRY)
      type = in_retry[random_below(4)];
    if (who == REQUEST)
      type = in_request[random_below(5)];
    if (who == CERTIFICATE && random_below(2))
      type = 5;
    if (who == TICKET && random_below(2))
      type = 42;
    put(in, type, 2);
    size_t at = open(in, 2);
    extension_body(in, type, who);
    close(in, at, 2);
  }
  close(in, all, 2);
}

/* The random of a HelloRetryRequest; sometimes almost. */
static void retry_random(struct input *in) {
  static const uint8_t retry[32] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
                                    0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                                    0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};
  memcpy(in->bytes + in->n, retry, 32);
  if (random_below(8) == 0)
    in->bytes[in->n + random_below(32)] ^= (uint8_t)(1u << random_below(8));
  in->n += 32;
}

static void hello(struct input *in, int is_client) {
  int is_retry = !is_client && random_below(2);
  put(in, 0x0303, 2);
  if (is_retry)
    retry_random(in);
  else
    blob(in, 32);
  opaque(in, 1, random_below(3) ? 32 : random_below(33));
  if (is_client) {
    numbers(in, 20);
    opaque(in, 1, random_below(4) ? 1 : 1 + random_below(4));
  } else {
    put(in, random_below(200) ? random_below(64000) : 0xfafa, 2);
    put(in, 0, 1);
  }
  if (random_below(8))
    extensions(in, is_client ? CLIENT : is_retry ? RETRY : SERVER);
}

static int is_tls13(uint32_t entry) {
  return entry == HF_ENTRY_HANDSHAKE_TLS13 || entry == HF_ENTRY_HANDSHAKE_TLS13_X509 ||
         entry == HF_ENTRY_HANDSHAKE_TLS13_RAW_PUBLIC_KEY;
}

static void certificate13(struct input *in) {
  opaque(in, 1, random_below(4) ? 0 : random_below(20));
  size_t list = open(in, 3);
  for (uint32_t n = random_below(4); n > 0; n--) {
    opaque(in, 3, 1 + random_below(900));
    extensions(in, CERTIFICATE);
  }
  close(in, list, 3);
}

static void certificate(struct input *in, uint32_t entry) {
  if (is_tls13(entry))
    certificate13(in);
  else if (entry == HF_ENTRY_HANDSHAKE_TLS12_RAW_PUBLIC_KEY)
    opaque(in, 3, random_below(600));
  else
    vectors(in, 3, 3, random_below(4), 900);
}

static void certificate_request(struct input *in, uint32_t entry) {
  opaque(in, 1, 1 + random_below(3));
  if (is_tls13(entry)) {
    extensions(in, REQUEST);
    return;
  }
  numbers(in, 9);
  vectors(in, 2, 2, random_below(4), 100);
}

static void new_session_ticket(struct input *in, uint32_t entry) {
  if (!is_tls13(entry)) {
    blob(in, 4);
    opaque(in, 2, random_below(300));
    return;
  }
  blob(in, 8);
  opaque(in, 1, random_below(4) ? 1 + random_below(8) : random_below(256));
  opaque(in, 2, 1 + random_below(300));
  extensions(in, TICKET);
}

static void body(struct input *in, uint32_t entry, uint32_t type) {
  if (type == 1 || type == 2)
    hello(in, type == 1);
  if (type == 4)
    new_session_ticket(in, entry);
  if (type == 8)
    extensions(in, ENCRYPTED);
  if (type == 11)
    certificate(in, entry);
  if (type == 13)
    certificate_request(in, entry);
  if (type == 12 && entry == HF_ENTRY_HANDSHAKE_ECDHE) {
    put(in, 3, 1);
    put(in, 23 + random_below(2), 2);
    opaque(in, 1, random_below(2) ? 65 : 133);
  }
  if (type == 15 || (type == 12 && entry == HF_ENTRY_HANDSHAKE_ECDHE)) {
    put(in, 0x0804, 2);
    opaque(in, 2, random_below(513));
  }
  if (type == 16 && entry == HF_ENTRY_HANDSHAKE_RSA)
    opaque(in, 2, random_below(2) ? 256 : random_below(513));
  else if (type == 16)
    opaque(in, 1, random_below(2) ? 65 : 133);
  if (type == 20)
    blob(in, entry == HF_ENTRY_HANDSHAKE_SHA256 ? 32 : entry == HF_ENTRY_HANDSHAKE_SHA384 ? 48 : 12);
  if (type == 22)
    certificate_status(in);
  if (type == 24)
    put(in, random_below(3), 1);
}

void input_random(struct input *in, uint32_t entry) {
  static const uint8_t types[] = {0, 1, 1, 1, 1, 2, 2, 4, 8, 11, 11, 12, 12, 13, 13, 14, 15, 16, 16, 20, 20, 22, 24};
  in->n = 0;
  if (entry == HF_ENTRY_RECORD) {
    put(in, 20 + random_below(4), 1);
    blob(in, 4);
  } else if (entry == HF_ENTRY_ALERT) {
    put(in, 1 + random_below(2), 1);
    blob(in, 1);
  } else if (entry == HF_ENTRY_CHANGE_CIPHER_SPEC) {
    put(in, 1, 1);
  } else {
    uint32_t type = random_below(40) ? types[random_below(sizeof types)] : random_below(256);
    put(in, type, 1);
    size_t at = open(in, 3);
    body(in, entry, type);
    close(in, at, 3);
  }
}

static void insert(struct input *in, size_t at, size_t n) {
  memmove(in->bytes + at + n, in->bytes + at, in->n - at);
  in->n += n;
}

static void take_out(struct input *in, size_t at, size_t n) {
  if (at + n >= in->n)
    return;
  memmove(in->bytes + at, in->bytes + at + n, in->n - at - n);
  in->n -= n;
}

void input_damage(struct input *in) {
  static const uint8_t odd[] = {0, 1, 2, 3, 10, 16, 22, 32, 33, 97, 127, 128, 133, 134, 254, 255, 0xfa};
  uint32_t n = (uint32_t)in->n;
  size_t at = random_below(3) ? random_below(n) : random_below(n < 120 ? n : 120);
  switch (random_below(8)) {
  case 0:
    in->bytes[at] ^= (uint8_t)(1u << random_below(8));
    break;
  case 1:
    in->bytes[at] = odd[random_below(sizeof odd)];
    break;
  case 2:
  case 3:
    in->bytes[at] = (uint8_t)(in->bytes[at] + (random_below(2) ? 1 : 255) * (1 + random_below(3)));
    break;
  case 4:
    in->n = at + 1;
    break;
  case 5:
    insert(in, at, 1 + random_below(3));
    break;
  case 6:
    take_out(in, at, 1 + random_below(3));
    break;
  default:
    blob(in, 1 + random_below(8));
  }
  if (in->n <= 4 || random_below(2))
    return;
  n = (uint32_t)in->n;
  in->n = 1;
  put(in, n - 4, 3);
  in->n = n;
}
