/* Test vectors that others made: JSON files and hexadecimal strings. For unit tests only (Criterion and Jansson). */
#ifndef SUPPORT_VECTORS_H
#define SUPPORT_VECTORS_H
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes in memory of exactly their size, so that a sanitizer sees any step beyond. */
struct octets {
  uint8_t *p;
  size_t n;
};

static inline struct octets octets_new(size_t n) {
  struct octets o = {malloc(n > 0 ? n : 1), n};
  cr_assert_not_null(o.p);
  return o;
}

static inline struct octets octets_of_hex(const char *hex) {
  struct octets o = octets_new(strlen(hex) / 2);
  for (size_t i = 0; i < o.n; i++) {
    unsigned v = 0;
    cr_assert_eq(sscanf(hex + 2 * i, "%2x", &v), 1, "bad hexadecimal: %s", hex);
    o.p[i] = (uint8_t)v;
  }
  return o;
}

static inline struct octets octets_of_member(const json_t *object, const char *name) {
  const char *hex = json_string_value(json_object_get(object, name));
  cr_assert_not_null(hex, "no member %s", name);
  return octets_of_hex(hex);
}

static inline struct octets octets_copy(const uint8_t *p, size_t n) {
  struct octets o = octets_new(n);
  memcpy(o.p, p, n);
  return o;
}

/* Opens a file below $HANDFAST_VECTORS (default ../shared/vectors); skips the test when it is not there. */
static inline FILE *vectors_open(const char *name) {
  char path[1024];
  const char *root = getenv("HANDFAST_VECTORS");
  FILE *f;
  snprintf(path, sizeof path, "%s/%s", root != NULL ? root : "../shared/vectors", name);
  f = fopen(path, "rb");
  if (f == NULL)
    cr_skip_test("skipped: %s is not there", path);
  return f;
}

static inline json_t *vectors_json(const char *name) {
  FILE *f = vectors_open(name);
  json_error_t e;
  json_t *root = json_loadf(f, 0, &e);
  fclose(f);
  cr_assert_not_null(root, "%s:%d: %s", name, e.line, e.text);
  return root;
}

static inline const char *vectors_string(const json_t *object, const char *name) {
  const char *s = json_string_value(json_object_get(object, name));
  return s != NULL ? s : "";
}

static inline int vectors_int(const json_t *object, const char *name) {
  return (int)json_integer_value(json_object_get(object, name));
}

/* Wycheproof: calls `each` for all tests of a file, and wants at least `least` of them to have been judged: `each` answers
   1 for a test that it could judge. */
typedef int vectors_each(const json_t *group, const json_t *test);

static inline void wycheproof(const char *name, vectors_each *each, int least) {
  char path[256];
  size_t i, j;
  json_t *group, *test;
  int judged = 0;
  snprintf(path, sizeof path, "wycheproof/%s.json", name);
  json_t *root = vectors_json(path);
  json_array_foreach(json_object_get(root, "testGroups"), i, group) {
    json_array_foreach(json_object_get(group, "tests"), j, test) {
      judged += each(group, test);
    }
  }
  json_decref(root);
  cr_assert_geq(judged, least, "%s: only %d tests judged", name, judged);
}

static inline int is_valid(const json_t *test) {
  return strcmp(vectors_string(test, "result"), "valid") == 0;
}

static inline int is_invalid(const json_t *test) {
  return strcmp(vectors_string(test, "result"), "invalid") == 0;
}
#endif
