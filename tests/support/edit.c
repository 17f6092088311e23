#include "support/edit.h"
#include <string.h>

static size_t read16(const uint8_t *p) {
  return (size_t)p[0] * 256 + p[1];
}

static void write16(uint8_t *p, size_t v) {
  p[0] = (uint8_t)(v >> 8);
  p[1] = (uint8_t)v;
}

static void set_length(uint8_t *message, size_t n) {
  message[1] = (uint8_t)((n - 4) >> 16);
  write16(message + 2, (n - 4) & 0xffff);
}

size_t test_hello_after_session(const uint8_t *message) {
  return TEST_HELLO_SESSION + 1 + message[TEST_HELLO_SESSION];
}

size_t test_hello_compression(const uint8_t *message) {
  size_t at = test_hello_after_session(message);
  return message[0] == TEST_CLIENT_HELLO ? at + 2 + read16(message + at) : at + 2;
}

/* Where the length of the extensions is. */
static size_t extensions_at(const uint8_t *message) {
  size_t at = test_hello_compression(message);
  return message[0] == TEST_CLIENT_HELLO ? at + 1 + message[at] : at + 1;
}

int test_remove_extension(uint8_t *message, size_t *n, unsigned type) {
  size_t begin = extensions_at(message);
  if (begin >= *n)
    return 0;
  for (size_t at = begin + 2; at < *n; at += 4 + read16(message + at + 2)) {
    size_t size = 4 + read16(message + at + 2);
    if (read16(message + at) != type)
      continue;
    memmove(message + at, message + at + size, *n - at - size);
    *n -= size;
    write16(message + begin, read16(message + begin) - size);
    set_length(message, *n);
    return 1;
  }
  return 0;
}

void test_set_extension(uint8_t *message, size_t *n, unsigned type, const uint8_t *data, size_t data_n) {
  size_t begin = extensions_at(message);
  (void)test_remove_extension(message, n, type);
  if (begin >= *n) {
    write16(message + *n, 0);
    *n += 2;
  }
  uint8_t *to = message + *n;
  write16(to, type);
  write16(to + 2, data_n);
  if (data_n != 0)
    memcpy(to + 4, data, data_n);
  *n += 4 + data_n;
  write16(message + begin, read16(message + begin) + 4 + data_n);
  set_length(message, *n);
}

/* Makes room for a vector of new_n bytes, length included, instead of old_n bytes. */
static uint8_t *replace(uint8_t *message, size_t *n, size_t at, size_t old_n, size_t new_n) {
  memmove(message + at + new_n, message + at + old_n, *n - at - old_n);
  *n = *n - old_n + new_n;
  set_length(message, *n);
  return message + at;
}

void test_set_session_id(uint8_t *message, size_t *n, const uint8_t *id, size_t id_n) {
  uint8_t *to = replace(message, n, TEST_HELLO_SESSION, 1 + (size_t)message[TEST_HELLO_SESSION], 1 + id_n);
  to[0] = (uint8_t)id_n;
  if (id_n > 0)
    memcpy(to + 1, id, id_n);
}

void test_set_suites(uint8_t *message, size_t *n, const uint16_t *codes, size_t codes_n) {
  size_t at = test_hello_after_session(message);
  uint8_t *to = replace(message, n, at, 2 + read16(message + at), 2 + 2 * codes_n);
  write16(to, 2 * codes_n);
  for (size_t i = 0; i < codes_n; i++)
    write16(to + 2 + 2 * i, codes[i]);
}

void test_set_compressions(uint8_t *message, size_t *n, const uint8_t *methods, size_t methods_n) {
  size_t at = test_hello_compression(message);
  uint8_t *to = replace(message, n, at, 1 + (size_t)message[at], 1 + methods_n);
  to[0] = (uint8_t)methods_n;
  if (methods_n > 0)
    memcpy(to + 1, methods, methods_n);
}

void test_set_body(uint8_t *message, size_t *n, const uint8_t *body, size_t body_n) {
  if (body_n > 0)
    memcpy(message + 4, body, body_n);
  *n = 4 + body_n;
  set_length(message, *n);
}
