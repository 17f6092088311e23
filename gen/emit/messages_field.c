/* The bytes of one field in an automaton. */
#include "base/memory.h"
#include "emit/messages_fold.h"
#include <string.h>

struct walk {
  const struct automaton *a;
  struct leaves *out;
  unsigned char path[256]; /* the lowest byte at each place on the way */
};

static void add_leaf(struct leaves *out, struct leaf leaf) {
  out->list = memory_grow(out->list, out->n, sizeof *out->list);
  out->list[out->n++] = leaf;
}

/* Inside a field there is one operation on each byte, and the automaton goes on. */
static int is_inside(const struct walk *w, const struct automaton_transition *t) {
  const char *name = t->actions->n == 1 ? t->actions->names[0] : NULL;
  if (name == NULL || w->a->states[t->target].transitions_n == 0)
    return 0;
  return strcmp(name, "add") == 0 || strcmp(name, "pass") == 0 || strncmp(name, "keep_", 5) == 0;
}

static void see_operation(struct leaves *out, const char *name) {
  if (name == NULL || (out->inside != NULL && strcmp(out->inside, name) != 0))
    out->is_bad = 1;
  out->inside = name;
}

static void walk_from(struct walk *w, unsigned state, unsigned depth, uint32_t value, int is_exact) {
  const struct automaton_state *s = &w->a->states[state];
  if (depth > 255) {
    w->out->is_bad = 1;
    return;
  }
  for (size_t i = 0; i < s->transitions_n && !w->out->is_bad; i++) {
    const struct automaton_transition *t = &s->transitions[i];
    see_operation(w->out, t->actions->n == 0 ? NULL : t->actions->names[0]);
    w->path[depth] = (unsigned char)t->low;
    if (is_inside(w, t)) {
      walk_from(w, t->target, depth + 1, value * 256 + t->low, is_exact && t->low == t->high);
    } else {
      const unsigned char *bytes = is_exact ? (unsigned char *)memory_text((char *)w->path, depth + 1) : NULL;
      add_leaf(w->out, (struct leaf){depth + 1, is_exact, value * 256 + t->low, value * 256 + t->high, bytes,
                                     t->actions, t->target});
    }
  }
}

struct leaves field_leaves(const struct automaton *a, unsigned state) {
  struct leaves out = {0};
  struct walk w = {.a = a, .out = &out};
  walk_from(&w, state, 0, 0, 1);
  for (size_t i = 1; i < out.n; i++)
    out.is_bad |= out.list[i].depth != out.list[0].depth;
  out.is_bad |= out.n == 0;
  return out;
}

int field_is_total(const struct automaton *a, unsigned state, unsigned width) {
  const struct automaton_state *s = &a->states[state];
  unsigned at = 0;
  if (width == 0)
    return 1;
  for (size_t i = 0; i < s->transitions_n; i++) {
    if (s->transitions[i].low != at || !field_is_total(a, s->transitions[i].target, width - 1))
      return 0;
    at = s->transitions[i].high + 1;
  }
  return at == 256;
}
