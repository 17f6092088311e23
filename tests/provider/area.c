#include "kit.h"
#include <sys/mman.h>
#include <unistd.h>

#define AROUND 0xa5u

static size_t page(void) {
  return (size_t)sysconf(_SC_PAGESIZE);
}

static struct kit_area area(const uint8_t *bytes, size_t n, enum kit_place place) {
  const size_t inside = (n + 2 * 64 + page() - 1) / page() * page();
  struct kit_area a = {.n = n, .pages_n = inside + 2 * page()};
  size_t at = place == KIT_FIRST ? 0 : place == KIT_LAST ? inside - n : 63;
  a.pages = mmap(NULL, a.pages_n, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  KIT_CHECK(a.pages != MAP_FAILED && mprotect(a.pages + page(), inside, PROT_READ | PROT_WRITE) == 0, "no memory");
  memset(a.pages + page(), AROUND, inside);
  a.bytes = a.pages + page() + at;
  if (bytes != NULL && n > 0)
    memcpy(a.bytes, bytes, n);
  return a;
}

struct kit_area kit_room(size_t n, enum kit_place place) {
  return area(NULL, n, place);
}

struct kit_area kit_changed(const uint8_t *bytes, size_t n, enum kit_place place) {
  return area(bytes, n, place);
}

struct kit_area kit_input(const uint8_t *bytes, size_t n, enum kit_place place) {
  struct kit_area a = area(bytes, n, place);
  KIT_CHECK(mprotect(a.pages + page(), a.pages_n - 2 * page(), PROT_READ) == 0, "no memory");
  return a;
}

void kit_end(struct kit_area *a, const char *what) {
  const uint8_t *end = a->pages + a->pages_n - page();
  for (const uint8_t *p = a->pages + page(); p < end; p++)
    KIT_CHECK((p >= a->bytes && p < a->bytes + a->n) || *p == AROUND, "%s: a byte beside it was written, at %td", what,
              p - a->bytes);
  KIT_CHECK(munmap(a->pages, a->pages_n) == 0, "%s", what);
}

void kit_holds(struct kit_area *a, const uint8_t *want, const char *what) {
  for (size_t i = 0; i < a->n; i++)
    KIT_CHECK(a->bytes[i] == want[i], "%s: byte %zu is %02x, not %02x", what, i, a->bytes[i], want[i]);
  kit_end(a, what);
}

bool kit_is_zero(const uint8_t *bytes, size_t n) {
  uint8_t any = 0;
  for (size_t i = 0; i < n; i++)
    any = (uint8_t)(any | bytes[i]);
  return any == 0;
}

/* A generator of Marsaglia's; nothing hangs on how good it is. */
void kit_fill(uint8_t *out, size_t n, uint32_t seed) {
  uint32_t x = seed * 2654435761u + 88675123u;
  for (size_t i = 0; i < n; i++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    out[i] = (uint8_t)(x >> 11);
  }
}
