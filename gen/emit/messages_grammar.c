#include "emit/messages_grammar.h"
#include "base/memory.h"
#include <string.h>

/* In Ragel's C an operation answers the state to go to, or -1. `fgoto' must stand in the action's own text. */
#define JUMP "if ((to = %s) >= 0) fgoto *to;"

static const char *sequence(struct grammar *g, const struct item *items, size_t n, struct go go);

static const char *action(struct grammar *g, const char *name, const char *code) {
  for (size_t i = 0; i < g->actions_n; i++) {
    if (strcmp(g->actions[i].name, name) == 0)
      return name;
  }
  g->actions = memory_grow(g->actions, g->actions_n, sizeof *g->actions);
  g->actions[g->actions_n] = (struct grammar_action){name, code};
  g->actions_n++;
  return name;
}

static unsigned first_width(const struct item *i) {
  return i->kind == ITEM_OPTIONAL ? first_width(i + 1) : i->width;
}

static const char *target(const char *to) {
  if (strcmp(to, GO_DONE) == 0)
    return "TO_DONE";
  return strcmp(to, GO_TRAILING) == 0 ? "TO_TRAILING" : memory_print("E_%s", to);
}

/* The number of machine NAME, its place taken before what it refers to; -1 when it is already there. */
static int reserve(struct grammar *g, const char *name, unsigned width) {
  for (size_t i = 0; i < g->machines_n; i++) {
    if (strcmp(g->machines[i].name, name) == 0)
      return -1;
  }
  g->machines = memory_grow(g->machines, g->machines_n, sizeof *g->machines);
  g->machines[g->machines_n] = (struct grammar_machine){name, "", width};
  return (int)g->machines_n++;
}

static void machine(struct grammar *g, const char *name, const struct item *items, size_t n, struct go go) {
  int slot = reserve(g, name, first_width(items));
  if (slot < 0)
    return;
  const char *expression = sequence(g, items, n, go);
  g->machines[slot].expression = expression;
}

static const char *room(struct grammar *g, const struct item *next) {
  unsigned n = first_width(next);
  return action(g, memory_print("room_%u", n), memory_print(JUMP, memory_print("op_room(g, %u)", n)));
}

/* The operation behind a field: room for the next one, or the end of an element or of the message. */
static const char *tail(struct grammar *g, const struct item *next, size_t n, struct go go) {
  if (n > 0 && next->kind != ITEM_OPTIONAL)
    return room(g, next);
  if (n > 0) { /* an optional part needs a machine to go to, unless the message ends */
    const char *name = memory_print("option_%s", next[1].name);
    machine(g, name, next + 1, n - 1, go);
    return action(g, memory_print("end_%s", name), memory_print(JUMP, memory_print("op_end(g, %s)", target(name))));
  }
  if (strcmp(go.to, GO_DONE) == 0)
    return action(g, "done", memory_print(JUMP, "op_done(g)"));
  return action(g, memory_print("end_%s", go.to), memory_print(JUMP, memory_print("op_end(g, %s)", target(go.to))));
}

/* The operation on a complete number: " @store_0". */
static const char *use(struct grammar *g, const struct item *i) {
  if (i->use == USE_NOTHING)
    return "";
  int is_store = i->use == USE_STORE;
  const char *name = memory_print("%s_%u", is_store ? "store" : "each", i->use_arg);
  const char *each = memory_print(JUMP, memory_print("op_each(g, ev, %u)", i->use_arg));
  action(g, name, is_store ? memory_print("op_store(g, %u);", i->use_arg) : each);
  return memory_print(" @%s", name);
}

/* A length that something is done with may be one: " @fits_name". */
static const char *fits(struct grammar *g, const struct item *i) {
  if (i->use == USE_NOTHING)
    return "";
  const char *check = memory_print(JUMP, memory_print("op_length(g, &lists[V_%s])", i->name));
  return memory_print(" @%s", action(g, memory_print("fits_%s", i->name), check));
}

/* The bytes of NAME, as many as there are: a machine of its own. */
static void bulk(struct grammar *g, const struct item *i) {
  static const char *const sinks[] = {"skip", "keep_run", "stream"};
  int slot = reserve(g, i->name, 1);
  if (slot < 0)
    return;
  const char *end = memory_print(JUMP, memory_print("op_bulk_end(g, V_%s)", i->name));
  const char *code = memory_print("p = op_%s(g, ev, %u, p, pe); %s", sinks[i->sink], i->sink_arg, end);
  const char *name = action(g, memory_print("bulk_%s", i->name), code);
  g->machines[slot].expression = memory_print("(any @%s)*", name);
}

static struct list *new_list(struct grammar *g, const struct item *i) {
  for (size_t k = 0; k < g->lists_n; k++) {
    if (strcmp(g->lists[k].name, i->name) == 0)
      return NULL;
  }
  g->lists = memory_grow(g->lists, g->lists_n, sizeof *g->lists);
  g->lists[g->lists_n] = (struct list){.name = i->name, .item = i};
  return &g->lists[g->lists_n++];
}

/* A length, and what is behind it; then the n items that follow. */
static const char *with_length(struct grammar *g, const struct item *i, const struct item *next, size_t n,
                               struct go go) {
  const char *kind = i->kind == ITEM_VECTOR ? "vec" : "run";
  const char *jump = memory_print(JUMP, memory_print("op_%s(g, V_%s)", kind, i->name));
  const char *operation = action(g, memory_print("%s_%s", kind, i->name), jump);
  const char *expression = memory_print("(any{%u} $add)%s%s @%s", i->width, fits(g, i), use(g, i), operation);
  struct list *l = new_list(g, i);
  if (l == NULL)
    return expression;
  l->first = (struct go){i->name, i->kind == ITEM_VECTOR && !i->is_once};
  l->after = go;
  if (i->kind == ITEM_RUN && i->hi == 0)
    l->first.to = GO_TRAILING;
  if (n > 0) {
    int is_optional = next->kind == ITEM_OPTIONAL;
    l->after = (struct go){memory_print("after_%s", i->name), is_optional};
    machine(g, memory_print("after_%s", i->name), next + is_optional, n - (size_t)is_optional, go);
  }
  if (i->kind == ITEM_VECTOR) {
    machine(g, i->name, i->body.list, i->body.n, i->is_once ? (struct go){GO_TRAILING, 1} : (struct go){i->name, 1});
  } else if (i->hi > 0) {
    bulk(g, i);
  }
  return expression;
}

/* (0 10): the bytes of a value. */
static const char *value_bytes(uint32_t value, unsigned width) {
  const char *s = "(";
  for (unsigned i = 0; i < width; i++)
    s = memory_print("%s%s%u", s, i == 0 ? "" : " ", value >> (8 * (width - 1 - i)) & 0xffu);
  return memory_print("%s)", s);
}

static const char *constant_bytes(const struct constant *c) {
  const char *s = "(";
  for (size_t i = 0; i < c->n; i++)
    s = memory_print("%s%s%u", s, i == 0 ? "" : " ", c->bytes[i]);
  return memory_print("%s)", s);
}

static const char *values(const struct alternative *a, unsigned width) {
  const char *s = "(";
  for (size_t i = 0; i < a->values_n; i++)
    s = memory_print("%s%s%s", s, i == 0 ? "" : " | ", value_bytes(a->values[i], width));
  return memory_print("%s)", s);
}

/* All values but those of the alternatives; all, where a profile has cut those off. */
static const char *other_values(const struct item *i) {
  const char *s = "";
  for (size_t k = 0; k < i->alternatives_n; k++) {
    if (i->alternatives[k].values_n != 0)
      s = memory_print("%s%s%s", s, s[0] == '\0' ? "" : " | ", values(&i->alternatives[k], i->width));
  }
  return s[0] == '\0' ? memory_print("(any{%u})", i->width) : memory_print("((any{%u}) - (%s))", i->width, s);
}

/* The bytes of one way on, the operation on each of them, what is done with all; then the n items that follow any way. */
static const char *way(struct grammar *g, const char *bytes, const char *each, const char *whole,
                       const struct alternative *a, const struct item *next, size_t n, struct go go) {
  struct item *all = memory_new((a->body.n + n + 1) * sizeof *all);
  size_t all_n = a->body.n + n;
  if (a->body.n != 0)
    memcpy(all, a->body.list, a->body.n * sizeof *all);
  if (n != 0)
    memcpy(all + a->body.n, next, n * sizeof *all);
  const char *rest = all_n == 0 || all->kind == ITEM_OPTIONAL ? "" : sequence(g, all, all_n, go);
  return memory_print("(%s $%s)%s @%s %s", bytes, each, whole, tail(g, all, all_n, go), rest);
}

/* One alternative of a number. */
static const char *alternative(struct grammar *g, const struct item *i, const struct alternative *a,
                               const struct item *next, size_t n, struct go go) {
  const char *bytes = a->values_n == 0 ? other_values(i) : values(a, i->width);
  return way(g, bytes, "add", use(g, i), a, next, n, go);
}

/* A number, and by its value what follows. Without a default, other values are used like any and then refused. */
static const char *selection(struct grammar *g, const struct item *i, const struct item *next, size_t n, struct go go) {
  const char *s = "( ";
  int has_default = 0;
  for (size_t k = 0; k < i->alternatives_n; k++) {
    has_default |= i->alternatives[k].values_n == 0;
    s = memory_print("%s%s%s", s, k == 0 ? "" : "\n      | ", alternative(g, i, &i->alternatives[k], next, n, go));
  }
  if (has_default)
    return memory_print("%s )", s);
  const char *refuse = action(g, "refuse", memory_print(JUMP, "op_refuse(g)"));
  return memory_print("%s\n      | (%s $add)%s @%s )", s, other_values(i), use(g, i), refuse);
}

/* Bytes, and by whether they are the constant what follows. */
static const char *match(struct grammar *g, const struct item *i, const struct item *next, size_t n, struct go go) {
  const char *keep = action(g, memory_print("keep_%u", i->sink_arg), memory_print("op_keep(g, %u, fc);", i->sink_arg));
  const char *constant = "";
  const char *s = "( ";
  for (size_t k = 0; k < i->alternatives_n; k++) {
    if (i->alternatives[k].constant != NULL)
      constant = constant_bytes(i->alternatives[k].constant);
  }
  for (size_t k = 0; k < i->alternatives_n; k++) {
    const struct alternative *a = &i->alternatives[k];
    const char *bytes = a->constant != NULL ? constant : memory_print("((any{%u}) - %s)", i->width, constant);
    s = memory_print("%s%s%s", s, k == 0 ? "" : "\n      | ", way(g, bytes, keep, "", a, next, n, go));
  }
  return memory_print("%s )", s);
}

static const char *sequence(struct grammar *g, const struct item *items, size_t n, struct go go) {
  const struct item *i = items;
  const struct item *next = items + 1;
  const char *field;
  if (i->kind == ITEM_VECTOR || i->kind == ITEM_RUN)
    return with_length(g, i, next, n - 1, go);
  if (i->kind == ITEM_SELECT)
    return selection(g, i, next, n - 1, go);
  if (i->kind == ITEM_MATCH)
    return match(g, i, next, n - 1, go);
  if (i->kind == ITEM_NUMBER) {
    field = memory_print("(any{%u} $%s)%s @%s", i->width, action(g, "add", "op_add(g, fc);"), use(g, i),
                         tail(g, next, n - 1, go));
  } else if (i->sink == SINK_KEEP) {
    const char *keep =
        action(g, memory_print("keep_%u", i->sink_arg), memory_print("op_keep(g, %u, fc);", i->sink_arg));
    field = memory_print("(any{%u} $%s) @%s", i->width, keep, tail(g, next, n - 1, go));
  } else {
    field = memory_print("(any{%u} $%s) @%s", i->width, action(g, "pass", "op_pass(g);"), tail(g, next, n - 1, go));
  }
  if (n == 1 || next->kind == ITEM_OPTIONAL)
    return field;
  return memory_print("%s %s", field, sequence(g, next, n - 1, go));
}

struct grammar *messages_grammars(const struct layout *l, size_t *n) {
  struct grammar *all = memory_new(l->roots_n * sizeof *all);
  *n = 0;
  for (size_t i = 0; i < l->roots_n; i++) {
    const char *name = messages_name(l->roots[i].entry->type->name);
    struct grammar *g = all;
    while (g < all + *n && strcmp(g->name, name) != 0)
      g++;
    if (g == all + *n)
      *n += 1;
    g->name = name;
    g->l = l;
    action(g, "add", "op_add(g, fc);");
    machine(g, l->roots[i].name, l->roots[i].items.list, l->roots[i].items.n, (struct go){GO_DONE, 0});
  }
  return all;
}
