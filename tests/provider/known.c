#include "kit.h"
#include <stdio.h>
#include <stdlib.h>

static const char *const files[] = {"tests/vectors/known", "tests/provider/known"};

static size_t from_hex(const char *hex, uint8_t *out) {
  size_t n = 0;
  if (*hex == '-')
    return 0;
  for (; hex[2 * n] != '\0'; n++) {
    unsigned byte = 0;
    KIT_CHECK(n < KIT_LONGEST && sscanf(hex + 2 * n, "%2x", &byte) == 1, "%s", hex);
    out[n] = (uint8_t)byte;
  }
  return n;
}

static void read_line(struct kit_line *v, bool numbered) {
  size_t field = 0;
  for (char *word = strtok(NULL, " \n"); word != NULL; word = strtok(NULL, " \n")) {
    KIT_CHECK(field < KIT_FIELDS, "line %zu has more", v->line);
    if (numbered && field == 0)
      v->number = (uint32_t)strtoul(word, NULL, 10);
    else
      v->n[field] = from_hex(word, v->bytes[field]);
    field++;
  }
}

void kit_each(const char *kind, bool numbered, uint32_t number, size_t least, void (*judge)(const struct kit_line *v)) {
  static char text[KIT_FIELDS * 2 * KIT_LONGEST];
  static struct kit_line v;
  size_t judged = 0;
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    FILE *f = fopen(files[i], "r");
    KIT_CHECK(f != NULL, "%s is not there", files[i]);
    for (size_t line = 1; fgets(text, sizeof text, f) != NULL; line++) {
      const char *what = strtok(text, " \n");
      if (what == NULL || strcmp(what, kind) != 0)
        continue;
      memset(&v, 0, sizeof v);
      v.line = line;
      read_line(&v, numbered);
      if (number != KIT_ANY && v.number != number)
        continue;
      judge(&v);
      judged++;
    }
    (void)fclose(f);
  }
  KIT_CHECK(judged >= least, "%s: %zu known answers only", kind, judged);
}
