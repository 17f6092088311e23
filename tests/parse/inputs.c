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

static void extension_body(struct input *in, uint32_t type, int is_client) {
  if (type == 0 && is_client)
    server_names(in);
  else if (type == 1)
    put(in, 1 + random_below(4), 1);
  else if ((type == 10 || type == 13) && is_client)
    numbers(in, 6);
  else if (type == 11 || ((type == 19 || type == 20) && is_client))
    opaque(in, 1, 1 + random_below(3));
  else if (type == 19 || type == 20)
    put(in, random_below(3), 1);
  else if (type == 16)
    protocols(in);
  else if (type == 0xff01)
    opaque(in, 1, random_below(3) * 12);
  else if (type == 5 && is_client) {
    put(in, random_below(20) ? 1 : 2, 1);
    vectors(in, 2, 2, random_below(3), 30);
    opaque(in, 2, random_below(9));
  } else if (type != 0 && type != 5 && type != 22 && type != 23)
    blob(in, random_below(4) ? random_below(12) : random_below(200));
}

static void extensions(struct input *in, int is_client) {
  static const uint16_t types[] = {0, 1, 10, 11, 13, 16, 22, 23, 0xff01, 19, 20, 35, 5, 17, 0x0a0a};
  size_t all = open(in, 2);
  for (uint32_t n = random_below(10); n > 0; n--) {
    uint32_t type = types[random_below(sizeof types / sizeof types[0])];
    put(in, type, 2);
    size_t at = open(in, 2);
    extension_body(in, type, is_client);
    close(in, at, 2);
  }
  close(in, all, 2);
}

static void hello(struct input *in, int is_client) {
  put(in, 0x0303, 2);
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
    extensions(in, is_client);
}

static void body(struct input *in, uint32_t entry, uint32_t type) {
  if (type == 1 || type == 2)
    hello(in, type == 1);
  if (type == 11 && entry == HF_ENTRY_HANDSHAKE_RAW_PUBLIC_KEY)
    opaque(in, 3, random_below(600));
  else if (type == 11)
    vectors(in, 3, 3, random_below(4), 900);
  if (type == 13) {
    opaque(in, 1, 1 + random_below(3));
    numbers(in, 9);
    vectors(in, 2, 2, random_below(4), 100);
  }
  if (type == 12 && entry == HF_ENTRY_HANDSHAKE_ECDHE) {
    put(in, 3, 1);
    put(in, 23 + random_below(2), 2);
    opaque(in, 1, random_below(2) ? 65 : 97);
  }
  if (type == 15 || (type == 12 && entry == HF_ENTRY_HANDSHAKE_ECDHE)) {
    put(in, 0x0804, 2);
    opaque(in, 2, random_below(513));
  }
  if (type == 16 && entry == HF_ENTRY_HANDSHAKE_RSA)
    opaque(in, 2, random_below(2) ? 256 : random_below(513));
  else if (type == 16)
    opaque(in, 1, random_below(2) ? 65 : 97);
  if (type == 20)
    blob(in, 12);
  if (type == 22) {
    put(in, random_below(20) ? 1 : 2, 1);
    opaque(in, 3, random_below(20) ? 1 + random_below(900) : 0);
  }
}

void input_random(struct input *in, uint32_t entry) {
  static const uint8_t types[] = {0, 1, 1, 1, 1, 2, 2, 11, 12, 12, 13, 14, 15, 16, 16, 20, 22};
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
  static const uint8_t odd[] = {0, 1, 2, 3, 10, 16, 22, 32, 33, 97, 98, 127, 128, 254, 255, 0xfa};
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
