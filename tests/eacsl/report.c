/* Counts the annotations that E-ACSL evaluates, instead of stopping at the first that does not hold. Says which were
   evaluated; exit status 9 when one was false. */
#include "check.h"
#include <e_acsl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 65536u

struct seen {
  const char *predicate;
  const char *file;
  const char *function;
  const char *kind;
  int line;
  unsigned wrong;
};

static struct seen seen[MOST];
static unsigned long evaluations;
static unsigned wrong;
static int failed;

static struct seen *of(const eacsl_assert_data_t *data) {
  size_t at = ((uintptr_t)data->pred_txt * 31u + (uintptr_t)data->line * 131u + (uintptr_t)data->fct) % MOST;
  while (seen[at].predicate && (seen[at].predicate != data->pred_txt || seen[at].line != data->line ||
                                seen[at].function != data->fct || seen[at].kind != data->kind))
    at = (at + 1u) % MOST;
  return &seen[at];
}

/* Not the program's: "RTE" guards the evaluation of an annotation itself, and E-ACSL 25 takes \at(x, Pre) in a loop invariant
   for the value that x has now (a counter loop of three lines shows it). */
static int is_left_out(const eacsl_assert_data_t *data) {
  if (strcmp(data->kind, "RTE") == 0)
    return 1;
  return strcmp(data->kind, "Invariant") == 0 && strstr(data->pred_txt, "\\at(") != NULL;
}

/* No byte at the very end of an object: E-ACSL 25 calls the empty range there invalid. */
static int is_empty_range(const eacsl_assert_data_t *data) {
  for (const eacsl_assert_data_value_t *v = data->values; v; v = v->next) {
    if (strcmp(v->name, "n") == 0 && v->type == E_ACSL_INT && v->content.int_content.value.value_ulong == 0)
      return strstr(data->pred_txt, "(0 .. n - 1)") != NULL;
  }
  return 0;
}

void eacsl_runtime_assert(int predicate, eacsl_assert_data_t *data) {
  if (is_left_out(data))
    return;
  struct seen *s = of(data);
  s->predicate = data->pred_txt;
  s->file = data->file;
  s->function = data->fct;
  s->kind = data->kind;
  s->line = data->line;
  evaluations++;
  if (predicate || is_empty_range(data))
    return;
  if (s->wrong++ == 0) {
    for (const eacsl_assert_data_value_t *v = data->values; v; v = v->next)
      printf("  %s: %lx\n", v->name,
             v->type == E_ACSL_INT ? v->content.int_content.value.value_ulong : (unsigned long)v->content.value_ptr);
    printf("FALSE %s:%d %s: %s: %s\n", data->file, data->line, data->fct, data->kind, data->pred_txt);
  }
  wrong++;
}

void check(int ok, const char *what) {
  if (ok)
    return;
  printf("FAILED %s\n", what);
  failed = 1;
}

void report(void) {
  unsigned distinct = 0;
  for (size_t i = 0; i < MOST; i++) {
    if (!seen[i].predicate)
      continue;
    distinct++;
    printf("evaluated\t%s:%d\t%s\t%s\n", seen[i].file, seen[i].line, seen[i].function, seen[i].kind);
  }
  printf("%u annotations evaluated, %lu times, %u false\n", distinct, evaluations, wrong);
  fflush(stdout);
  _Exit(wrong || failed ? 9 : 0);
}
