#include "emit/messages_fold.h"
#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

struct fold {
  struct rows *r;
  const struct grammar *g;
  const struct automaton *a;
  unsigned first; /* row of the first state */
  unsigned first_vector;
  unsigned *states; /* those that have a row, in the order of their rows */
  size_t states_n;
};

/* What a field does when its last byte has come. */
struct finish {
  enum row_kind kind;
  unsigned arg;
  enum row_flow flow;
  unsigned flow_arg;
  unsigned next;
};

static void refuse(struct fold *f, const char *what, const char *detail) {
  diagnose_run(f->r->d, "%s.xml: %s: %s", f->g->name, what, detail);
}

/* Rows are numbered as they are discovered from the entries: the order depends on the specification only. */
static unsigned row_of(struct fold *f, unsigned state) {
  for (size_t i = 0; i < f->states_n; i++) {
    if (f->states[i] == state)
      return f->first + (unsigned)i;
  }
  f->states = memory_grow(f->states, f->states_n, sizeof *f->states);
  f->states[f->states_n] = state;
  f->states_n++;
  return f->first + (unsigned)f->states_n - 1;
}

static unsigned row_of_machine(struct fold *f, const char *name) {
  if (strcmp(name, GO_DONE) == 0)
    return ROW_DONE;
  if (strcmp(name, GO_TRAILING) == 0)
    return ROW_TRAILING;
  int state = automaton_entry(f->a, name);
  if (state < 0)
    refuse(f, "no entry point", name);
  return state < 0 ? ROW_VALUE : row_of(f, (unsigned)state);
}

static const struct list *list_of(const struct fold *f, const char *name) {
  for (size_t i = 0; i < f->g->lists_n; i++) {
    if (strcmp(f->g->lists[i].name, name) == 0)
      return &f->g->lists[i];
  }
  return NULL;
}

/* The number of a vector, added when it is new. */
static unsigned vector_of(struct fold *f, const struct list *l) {
  struct rows *r = f->r;
  for (size_t i = f->first_vector; i < r->vectors_n; i++) {
    if (strcmp(r->vectors[i].name, l->name) == 0)
      return (unsigned)i;
  }
  struct row_vector v = {l->name,
                         l->item,
                         row_of_machine(f, l->first.to),
                         (unsigned)l->first.may_end,
                         row_of_machine(f, l->after.to),
                         (unsigned)l->after.may_end};
  r->vectors = memory_grow(r->vectors, r->vectors_n, sizeof *r->vectors);
  r->vectors[r->vectors_n] = v;
  return (unsigned)r->vectors_n++;
}

/* What stands behind PREFIX in an operation's name, or NULL. */
static const char *about(const char *operation, const char *prefix) {
  size_t n = strlen(prefix);
  return operation != NULL && strncmp(operation, prefix, n) == 0 ? operation + n : NULL;
}

/* The operation that says where to go on; 0 when it is none. */
static int finish_flow(struct fold *f, const char *operation, unsigned state, struct finish *out) {
  const char *name = about(operation, "vec_");
  if (about(operation, "room_") != NULL) {
    out->next = row_of(f, state);
  } else if (strcmp(operation, "done") == 0 || strcmp(operation, "refuse") == 0) {
    out->next = operation[0] == 'd' ? ROW_DONE : ROW_VALUE;
  } else if (about(operation, "end_") != NULL) {
    out->flow = FLOW_END;
    out->next = row_of_machine(f, about(operation, "end_"));
  } else if (name != NULL || about(operation, "run_") != NULL) {
    const struct list *l = list_of(f, name != NULL ? name : about(operation, "run_"));
    if (l == NULL)
      return 0;
    out->flow = name != NULL ? FLOW_VECTOR : FLOW_BYTES;
    out->flow_arg = vector_of(f, l);
    out->next = ROW_VALUE;
  } else {
    return 0;
  }
  return 1;
}

/* 1 when a length is held against the bounds of its own vector before it is used: the parser's loop does so with each. */
static size_t is_checked(const struct leaf *leaf) {
  const char *const *names = leaf->actions->names;
  const char *checked = leaf->actions->n == 4 ? about(names[1], "fits_") : NULL;
  const char *opened = checked == NULL ? NULL : about(names[3], "vec_");
  if (checked != NULL && opened == NULL)
    opened = about(names[3], "run_");
  return opened != NULL && strcmp(checked, opened) == 0 ? 1 : 0;
}

/* The operations on the last byte of a field. The first is that on each of its bytes. */
static struct finish finish(struct fold *f, const struct leaves *all, const struct leaf *leaf) {
  struct finish out = {.kind = ROW_NUMBER, .flow = FLOW_NEXT, .next = ROW_VALUE};
  size_t n = leaf->actions->n;
  size_t checked = is_checked(leaf);
  const char *use = n == 3 + checked ? leaf->actions->names[1 + checked] : NULL;
  if (about(all->inside, "keep_") != NULL) {
    out.kind = ROW_KEEP;
    out.arg = (unsigned)atoi(about(all->inside, "keep_"));
  } else if (strcmp(all->inside, "pass") == 0) {
    out.kind = ROW_SKIP;
  } else if (about(use, "store_") != NULL) {
    out.kind = ROW_STORE;
    out.arg = (unsigned)atoi(about(use, "store_"));
    use = NULL;
  } else if (about(use, "each_") != NULL) {
    out.kind = ROW_EACH;
    out.arg = (unsigned)atoi(about(use, "each_"));
    use = NULL;
  }
  if (n < 2 || n > 3 + checked || use != NULL || leaf->actions->names[n - 1] == NULL ||
      !finish_flow(f, leaf->actions->names[n - 1], leaf->state, &out)) {
    refuse(f, "operations that do not fit together, first",
           n > 1 && leaf->actions->names[1] != NULL ? leaf->actions->names[1] : "?");
  }
  return out;
}

static int same_way(const struct leaf *a, const struct leaf *b) {
  return a->actions == b->actions && a->state == b->state;
}

/* The way that most values take; NULL when some values lead nowhere, which no grammar of ours has. */
static const struct leaf *usual_way(const struct fold *f, unsigned state, const struct leaves *all) {
  const struct leaf *usual = NULL;
  if (!field_is_total(f->a, state, all->list[0].depth))
    return NULL;
  for (size_t i = 0; i < all->n; i++) {
    const struct leaf *l = &all->list[i];
    if (usual == NULL || (!l->is_exact && usual->is_exact) ||
        (l->is_exact == usual->is_exact && l->high - l->low > usual->high - usual->low))
      usual = l;
  }
  return usual;
}

static void add_choices(struct fold *f, struct row *row, const struct leaf *l, unsigned next) {
  struct rows *r = f->r;
  if (!l->is_exact || l->high - l->low > 63) {
    refuse(f, "too many values that are not listed, at", row->name == NULL ? "a field" : row->name);
    return;
  }
  for (uint32_t v = l->low; v <= l->high; v++) {
    r->choices = memory_grow(r->choices, r->choices_n, sizeof *r->choices);
    r->choices[r->choices_n++] = (struct row_choice){v, next};
    row->cases++;
  }
}

static void set(struct row *row, struct finish e) {
  row->kind = e.kind;
  row->arg = e.arg;
  row->flow = e.flow;
  row->flow_arg = e.flow_arg;
  row->next = e.next;
}

/* By value of the field, different ways on. */
static void fold_select(struct fold *f, struct row *row, const struct leaves *all, const struct leaf *usual) {
  struct finish other = finish(f, all, usual);
  set(row, other);
  row->flow = FLOW_SELECT;
  row->flow_arg = (unsigned)f->r->choices_n;
  for (size_t i = 0; i < all->n; i++) {
    const struct leaf *l = &all->list[i];
    if (same_way(l, usual))
      continue;
    struct finish e = finish(f, all, l);
    if (e.kind != other.kind || e.arg != other.arg || e.flow != FLOW_NEXT || other.flow != FLOW_NEXT) {
      refuse(f, "alternatives differ in more than where they go, at", row->name == NULL ? "a field" : row->name);
    }
    add_choices(f, row, l, e.next);
  }
}

/* Bytes that are kept, and where they are those of one constant another way on. */
static void fold_match(struct fold *f, struct row *row, const struct leaves *all, const struct leaf *usual) {
  struct rows *r = f->r;
  set(row, finish(f, all, usual));
  row->kind = ROW_MATCH;
  row->flow_arg = (unsigned)r->choices_n;
  for (size_t i = 0; i < all->n; i++) {
    const struct leaf *l = &all->list[i];
    if (same_way(l, usual))
      continue;
    struct finish e = finish(f, all, l);
    int is_alone = l->is_exact && l->low == l->high && row->cases == 0 && e.flow == FLOW_NEXT && e.arg == row->arg;
    if (!is_alone || row->flow == FLOW_SELECT) {
      refuse(f, "bytes with more ways on than that of one constant, at", row->name == NULL ? "a field" : row->name);
      return;
    }
    r->choices = memory_grow(r->choices, r->choices_n, sizeof *r->choices);
    r->choices[r->choices_n++] = (struct row_choice){(uint32_t)r->constants_n, e.next};
    row->cases++;
    for (unsigned k = 0; k < l->depth; k++) {
      r->constants = memory_grow(r->constants, r->constants_n, sizeof *r->constants);
      r->constants[r->constants_n++] = l->bytes[k];
    }
  }
}

/* Bytes of a length that was read before: a loop of one state. */
static int fold_bulk(struct fold *f, struct row *row, unsigned state) {
  static const enum row_kind kinds[] = {ROW_SKIP, ROW_KEEP, ROW_STREAM};
  const struct automaton_state *s = &f->a->states[state];
  const struct automaton_transition *t = &s->transitions[0];
  const char *name =
      s->transitions_n == 1 && t->target == state && t->actions->n == 1 ? about(t->actions->names[0], "bulk_") : NULL;
  const struct list *l = name == NULL ? NULL : list_of(f, name);
  if (l == NULL || t->low != 0 || t->high != 255)
    return 0;
  row->width = 1;
  row->kind = kinds[l->item->sink];
  row->arg = l->item->sink_arg;
  row->flow = l->after.may_end ? FLOW_END : FLOW_NEXT;
  row->next = row_of_machine(f, l->after.to);
  return 1;
}

static const char *machine_at(const struct automaton *a, unsigned state) {
  for (size_t i = 0; i < a->entries_n; i++) {
    if (a->entries[i].state == state)
      return a->entries[i].name;
  }
  return NULL;
}

static struct row fold_state(struct fold *f, unsigned state, unsigned self) {
  struct row row = {.name = machine_at(f->a, state)};
  if (f->a->states[state].transitions_n != 0 && fold_bulk(f, &row, state))
    return row;
  struct leaves all = field_leaves(f->a, state);
  if (all.is_bad) {
    refuse(f, "not one field", row.name == NULL ? "inside a message" : row.name);
    return row;
  }
  row.width = all.list[0].depth;
  const struct leaf *usual = usual_way(f, state, &all);
  if (usual == NULL) {
    refuse(f, "values that lead nowhere", row.name == NULL ? "inside a message" : row.name);
    return row;
  }
  int is_one = 1;
  for (size_t i = 0; i < all.n; i++)
    is_one = is_one && same_way(&all.list[i], usual);
  if (is_one)
    set(&row, finish(f, &all, usual));
  else if (strncmp(all.inside, "keep_", 5) == 0)
    fold_match(f, &row, &all, usual);
  else
    fold_select(f, &row, &all, usual);
  if (row.kind == ROW_EACH && row.flow == FLOW_END && row.next == self && row.width == 2)
    row.kind = ROW_ELEMENT;
  return row;
}

static void add_row(struct rows *r, struct row row) {
  r->list = memory_grow(r->list, r->n, sizeof *r->list);
  r->list[r->n++] = row;
}

/* `room_N' must agree with the width of the field that it speaks of. */
static void check_rooms(struct fold *f) {
  for (unsigned s = 0; s < f->a->states_n; s++) {
    for (size_t i = 0; i < f->a->states[s].transitions_n; i++) {
      const struct automaton_transition *t = &f->a->states[s].transitions[i];
      const char *n = t->actions->n == 0 ? NULL : about(t->actions->names[t->actions->n - 1], "room_");
      if (n != NULL && f->r->list[row_of(f, t->target)].width != (unsigned)atoi(n))
        refuse(f, "the next field has not", n);
    }
  }
}

void rows_fold(struct rows *r, const struct grammar *g, const struct automaton *a) {
  struct fold f = {.r = r, .g = g, .a = a};
  static const char *const stops[] = {"the message is complete", "bytes behind its end",
                                      "a value that it may not have"};
  for (unsigned i = 0; r->n < 3; i++)
    add_row(r, (struct row){.name = stops[i], .arg = i});
  f.first = (unsigned)r->n;
  f.first_vector = (unsigned)r->vectors_n;
  for (size_t i = 0; i < g->l->roots_n; i++) {
    const struct root *root = &g->l->roots[i];
    if (strcmp(messages_name(root->entry->type->name), g->name) != 0)
      continue;
    r->entries = memory_grow(r->entries, r->entries_n, sizeof *r->entries);
    r->entries[r->entries_n++] = (struct row_entry){root->entry->name, row_of_machine(&f, root->name)};
  }
  for (size_t i = 0; i < f.states_n; i++)
    add_row(r, fold_state(&f, f.states[i], f.first + (unsigned)i));
  size_t rows_n = f.states_n;
  check_rooms(&f);
  if (rows_n != f.states_n)
    refuse(&f, "a field is never reached", "");
}

void rows_check(const struct rows *r) {
  if (r->n > ROWS_MOST || r->vectors_n > ROWS_MOST || r->choices_n + r->constants_n > ROWS_MOST) {
    diagnose_run(r->d, "spec/wire: %zu fields, %zu vectors, %zu choices; the tables can hold %u of each", r->n,
                 r->vectors_n, r->choices_n, ROWS_MOST);
  }
  for (size_t i = 3; i < r->n; i++) {
    int is_bytes = r->list[i].kind == ROW_SKIP || r->list[i].kind == ROW_KEEP || r->list[i].kind == ROW_STREAM;
    if (r->list[i].flow == FLOW_BYTES && !is_bytes && r->vectors[r->list[i].flow_arg].item->hi != 0) {
      const struct row *bytes = &r->list[r->vectors[r->list[i].flow_arg].first];
      if (bytes->kind != ROW_SKIP && bytes->kind != ROW_KEEP && bytes->kind != ROW_STREAM) {
        diagnose_run(r->d, "row %zu: its bytes are not what follows", i);
      }
    }
    if (r->list[i].width == 0 || r->list[i].width > 255 || r->list[i].next >= r->n) {
      diagnose_run(r->d, "row %zu: a field without bytes, or one that leads nowhere", i);
    }
  }
}
