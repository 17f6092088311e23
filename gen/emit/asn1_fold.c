#include "emit/asn1_fold.h"
#include "base/memory.h"
#include <string.h>

struct fold {
  struct asn1_table *t;
  const struct automaton *a;
  unsigned *known; /* automaton's states, in the order of ours from 1 on */
  size_t known_n;
};

static void refuse(struct fold *f, const char *what, const char *detail) {
  diagnose_run(f->t->d, ASN1_GRAMMAR ".xml: %s: %s", what, detail);
}

/* Our number of a state of the automaton. They are numbered as they are met, so that the order depends on the specification only. */
static unsigned number_of(struct fold *f, unsigned state) {
  for (size_t i = 0; i < f->known_n; i++) {
    if (f->known[i] == state)
      return (unsigned)i + 1;
  }
  f->known = memory_grow(f->known, f->known_n, sizeof *f->known);
  f->known[f->known_n++] = state;
  return (unsigned)f->known_n;
}

static unsigned number_of_level(struct fold *f, const char *level) {
  int state = automaton_entry(f->a, level);
  if (state < 0)
    refuse(f, "no entry point", level);
  return state < 0 ? 0 : number_of(f, (unsigned)state);
}

static const struct asn1_item *item_of(const struct fold *f, const char *action) {
  for (size_t i = 0; i < f->t->l->items_n; i++) {
    if (action != NULL && strcmp(f->t->l->items[i]->action, action) == 0)
      return f->t->l->items[i];
  }
  return NULL;
}

static void add_choices(struct fold *f, struct asn1_row *row) {
  struct asn1_table *t = f->t;
  const struct asn1_item *item = row->item;
  row->child = (unsigned)t->choices_n;
  row->choices = (unsigned)item->chosen_n;
  for (size_t i = 0; i < item->chosen_n; i++) {
    const struct asn1_chosen *c = &item->chosen[i];
    unsigned next = c->level == NULL ? row->next : number_of_level(f, c->level);
    t->choices = memory_grow(t->choices, t->choices_n, sizeof *t->choices);
    t->choices[t->choices_n++] = (struct asn1_choice){c, next};
  }
  if (item->other != NULL)
    row->next = number_of_level(f, item->other);
}

/* Of one transition. Two operations on it: two fields begin with the same octet. */
static struct asn1_row fold_row(struct fold *f, const struct automaton_transition *tr) {
  struct asn1_row row = {0};
  const struct asn1_item *item = tr->actions->n == 0 ? NULL : item_of(f, tr->actions->names[0]);
  if (item == NULL) {
    refuse(f, "a transition without a field", tr->actions->n == 0 ? "?" : tr->actions->names[0]);
    return row;
  }
  if (tr->actions->n > 1) {
    const struct asn1_item *other = item_of(f, tr->actions->names[1]);
    diagnose(f->t->d, item->place, "give one of them another tag", "`%s' and `%s' begin with the same octet",
             item->action, other == NULL ? "?" : other->action);
  }
  unsigned low = item->tag == ASN1_TAG_ANY ? 0 : item->tag;
  unsigned high = item->tag == ASN1_TAG_ANY ? 255 : item->tag;
  if (tr->actions->n == 1 && (tr->low != low || tr->high != high))
    diagnose(f->t->d, item->place, "let nothing else stand in its place", "`%s' can be told from no other field",
             item->action);
  row.item = item;
  row.tag = item->tag;
  row.next = item->has_levels ? 0 : number_of(f, tr->target);
  if (item->chosen_n != 0)
    add_choices(f, &row);
  else if (item->child != NULL)
    row.child = number_of_level(f, item->child);
  return row;
}

/* A state has the error of the field that must come there, where all that may come agree; else that of what it stands in. */
static void set_error(struct asn1_table *t, struct asn1_state *s) {
  const char *error = s->rows_n == 0 || s->may_end ? NULL : t->rows[s->first].item->error;
  for (unsigned i = 1; error != NULL && i < s->rows_n; i++) {
    const char *other = t->rows[s->first + i].item->error;
    if (other == NULL || strcmp(other, error) != 0)
      error = NULL;
  }
  s->error = error;
}

static const char *level_at(const struct fold *f, unsigned state) {
  for (size_t i = 0; i < f->a->entries_n; i++) {
    if (f->a->entries[i].state == state)
      return f->a->entries[i].name;
  }
  return NULL;
}

static void fold_state(struct fold *f, unsigned state) {
  struct asn1_table *t = f->t;
  const struct automaton_state *from = &f->a->states[state];
  struct asn1_state s = {.first = (unsigned)t->rows_n, .may_end = from->is_final, .level = level_at(f, state)};
  for (size_t i = 0; i < from->transitions_n; i++) {
    if (from->transitions[i].target == f->a->error)
      continue;
    struct asn1_row row = fold_row(f, &from->transitions[i]);
    if (row.item == NULL)
      return;
    t->rows = memory_grow(t->rows, t->rows_n, sizeof *t->rows);
    t->rows[t->rows_n++] = row;
    s.rows_n++;
  }
  set_error(t, &s);
  t->states = memory_grow(t->states, t->states_n, sizeof *t->states);
  t->states[t->states_n++] = s;
}

struct asn1_table *asn1_fold(const struct asn1_levels *l, const struct automaton *a, struct diagnostics *d) {
  struct asn1_table *t = memory_new(sizeof *t);
  struct fold f = {.t = t, .a = a};
  unsigned before = d->errors;
  t->d = d;
  t->l = l;
  t->states = memory_grow(NULL, 0, sizeof *t->states);
  t->states[t->states_n++] = (struct asn1_state){.level = "nothing"};
  t->entries = memory_new(l->a->entries_n * sizeof *t->entries + 1);
  for (size_t i = 0, k = 0; i < l->n; i++) {
    if (strncmp(l->list[i].name, "entry_", 6) != 0)
      continue;
    if (!asn1_is_left_out(l->a, &l->a->entries[k]))
      t->entries[k] = number_of_level(&f, l->list[i].name);
    k++;
  }
  t->entries_n = f.known_n;
  for (size_t i = 0; i < f.known_n && d->errors == before; i++)
    fold_state(&f, f.known[i]);
  for (size_t i = 0; i < l->a->entries_n && d->errors == before; i++) {
    if (t->entries[i] != 0)
      t->states[t->entries[i]].error = l->a->entries[i].error;
  }
  if (t->states_n > 0xffff || t->rows_n > 0xffff || t->choices_n > 0xffff)
    diagnose_run(d, "spec/asn1: too much for the tables");
  return d->errors == before ? t : NULL;
}
