/* The contract of provider.h as tests that any provider can be held to: README.md of this folder. A test runs in a process of its own, so
   that a provider that crashes or never comes back fails one test and no more. */
#ifndef PROVIDER_KIT_H
#define PROVIDER_KIT_H
#include "handfast/provider.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What a test is of: a name that a provider may say it lacks, or NULL; and the test, for a hash function or a group. */
struct kit_test {
  const char *of;
  const char *name;
  void (*run)(uint32_t id);
  uint32_t id;
};

/* Ends the test as failed, and says why. */
#define KIT_CHECK(right, ...) ((right) ? (void)0 : kit_fail(__FILE__, __LINE__, #right, __VA_ARGS__))
_Noreturn void kit_fail(const char *file, int line, const char *what, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Areas with a fence: what is handed to a provider stands between pages that cannot be read, with bytes around it that must stay; an input
   is in a page that cannot be written. It begins where a page does, or ends where one ends, or stands in between at an odd address. */
enum kit_place { KIT_FIRST, KIT_LAST, KIT_ODD, KIT_PLACES };
struct kit_area {
  uint8_t *bytes; /* those that are handed over */
  size_t n;
  uint8_t *pages;
  size_t pages_n;
};
struct kit_area kit_room(size_t n, enum kit_place place);                          /* to be written */
struct kit_area kit_input(const uint8_t *bytes, size_t n, enum kit_place place);   /* to be read */
struct kit_area kit_changed(const uint8_t *bytes, size_t n, enum kit_place place); /* to be read and written */
/* The bytes of it are those; around it nothing was written; it is given back. */
void kit_holds(struct kit_area *a, const uint8_t *want, const char *what);
/* Around it nothing was written; it is given back. */
void kit_end(struct kit_area *a, const char *what);
bool kit_is_zero(const uint8_t *bytes, size_t n);

/* Known answers: each calls `judge` with every line of a kind in tests/vectors/known or tests/provider/known whose first field, where it is
   a number, is `number`; there must be at least so many. */
#define KIT_FIELDS 8
#define KIT_LONGEST 1100
#define KIT_ANY 0xffffffffu
struct kit_line {
  uint8_t bytes[KIT_FIELDS][KIT_LONGEST];
  size_t n[KIT_FIELDS];
  uint32_t number;
  size_t line;
};
void kit_each(const char *kind, bool numbered, uint32_t number, size_t least, void (*judge)(const struct kit_line *v));

/* Bytes for what needs no known answer: the same for each run. */
void kit_fill(uint8_t *out, size_t n, uint32_t seed);

/* A source of random bytes that answers what it is told: the first `first` draws are all `byte`, draw number `fails` (from 0) fails with
   `answer`; the others are kit_fill's. */
struct kit_draws {
  uint32_t seed;
  uint32_t drawn;
  uint32_t first;
  uint8_t byte;
  uint32_t fails; /* KIT_ANY: none */
  int answer;
};
struct hf_random kit_source(struct kit_draws *d);

size_t kit_digest(uint32_t hash);
size_t kit_scalar(uint32_t group);
size_t kit_share(uint32_t group);

/* Does the work on a stack of its own and answers how many bytes of it were written; secret_n bytes at `secret` must not be left there. */
size_t kit_stack(void (*work)(void *), void *context, const uint8_t *secret, size_t secret_n, bool *left);

extern const struct kit_test kit_hash[], kit_aes[], kit_chacha20_poly1305[], kit_rsa[], kit_curves[], kit_draw[],
    kit_use[];
extern const struct kit_test kit_absent[];
void kit_costs(bool (*has)(const char *of));
#endif
