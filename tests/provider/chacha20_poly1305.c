/* ChaCha20-Poly1305: RFC 8439. */
#include "kit.h"

#define AREAS 5
enum { KEY, NONCE, AAD, DATA, TAG };

static void lay(struct kit_area *a, const struct kit_line *v, bool opens, enum kit_place place) {
  a[KEY] = kit_input(v->bytes[KEY], 32, place);
  a[NONCE] = kit_input(v->bytes[NONCE], 12, place);
  a[AAD] = kit_input(v->bytes[AAD], v->n[AAD], place);
  a[DATA] = kit_changed(v->bytes[opens ? 4 : 3], v->n[3], place);
  a[TAG] = opens ? kit_input(v->bytes[5], 16, place) : kit_room(16, place);
}

static void lift(struct kit_area *a, const uint8_t *data, const uint8_t *tag) {
  kit_end(&a[KEY], "the key");
  kit_end(&a[NONCE], "the nonce");
  kit_end(&a[AAD], "the additional data");
  kit_holds(&a[DATA], data, "the data");
  kit_holds(&a[TAG], tag, "the tag");
}

static int open_it(struct kit_area *a) {
  return hf_chacha20_poly1305_open(a[KEY].bytes, a[NONCE].bytes, a[AAD].bytes, a[AAD].n, a[DATA].bytes, a[DATA].n,
                                   a[TAG].bytes);
}

static void judge_known(const struct kit_line *v) {
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct kit_area a[AREAS];
    lay(a, v, false, place);
    KIT_CHECK(hf_chacha20_poly1305_seal(a[KEY].bytes, a[NONCE].bytes, a[AAD].bytes, a[AAD].n, a[DATA].bytes, a[DATA].n,
                                        a[TAG].bytes) == 0,
              "line %zu", v->line);
    lift(a, v->bytes[4], v->bytes[5]);
    lay(a, v, true, place);
    KIT_CHECK(open_it(a) == 0, "line %zu", v->line);
    lift(a, v->bytes[3], v->bytes[5]);
  }
}

static void known(uint32_t id) {
  (void)id;
  kit_each("chacha", false, KIT_ANY, 27, judge_known);
}

/* One bit of anything is another: it is refused, and the data stay as they came. */
static void refused(const struct kit_line *v, size_t field, size_t bit) {
  struct kit_line w = *v;
  struct kit_area a[AREAS];
  w.bytes[field][bit / 8] ^= (uint8_t)(1u << (bit % 8));
  lay(a, &w, true, KIT_LAST);
  KIT_CHECK(open_it(a) == -1, "line %zu: field %zu, bit %zu is another, and it is opened", v->line, field, bit);
  lift(a, w.bytes[4], w.bytes[5]);
}

static void judge_forged(const struct kit_line *v) {
  static const size_t fields[] = {KEY, NONCE, AAD, 4, 5};
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    for (size_t bit = 0; bit < 8 * v->n[fields[i]]; bit += fields[i] == 5 ? 1 : 7)
      refused(v, fields[i], bit);
}

static void forged(uint32_t id) {
  (void)id;
  kit_each("chacha", false, KIT_ANY, 27, judge_forged);
}

/* Where nothing is, there may be no pointer. */
static void nothing(uint32_t id) {
  uint8_t key[32], nonce[12], tag[16];
  (void)id;
  kit_fill(key, sizeof key, 1);
  kit_fill(nonce, sizeof nonce, 2);
  KIT_CHECK(hf_chacha20_poly1305_seal(key, nonce, NULL, 0, NULL, 0, tag) == 0, "nothing is sealed");
  KIT_CHECK(hf_chacha20_poly1305_open(key, nonce, NULL, 0, NULL, 0, tag) == 0, "nothing is opened");
  tag[0] ^= 1;
  KIT_CHECK(hf_chacha20_poly1305_open(key, nonce, NULL, 0, NULL, 0, tag) == -1, "nothing is opened with a wrong tag");
}

const struct kit_test kit_chacha20_poly1305[] = {{"chacha20_poly1305", "known", known, 0},
                                                 {"chacha20_poly1305", "forged", forged, 0},
                                                 {"chacha20_poly1305", "nothing", nothing, 0},
                                                 {0}};
