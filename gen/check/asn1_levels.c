/* Types of ASN.1 -> levels and items: each structure that an entry leads to becomes a level; one without bindings inside is made once
   for all. */
#include "check/asn1_levels.h"
#include "base/memory.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Where an element stands. */
struct spot {
  struct place_of of;
  const char *level; /* that it is an item of */
  const char *field;
  const char *section;
  struct place place;
  const struct asn1_chosen *chosen; /* by the identifier before it, or NULL */
};

static const char *element(struct asn1_levels *l, struct spot s, const struct asn1_field *f, struct asn1_type *t,
                           struct asn1_use use);

/* Whether a word of its own begins at p: at RSA, Encryption and the other capitals of sha256WithRSAEncryption. */
static int begins_word(const char *text, const char *p) {
  if (p == text || !isupper((unsigned char)*p) || !isalnum((unsigned char)p[-1]))
    return 0;
  return !isupper((unsigned char)p[-1]) || islower((unsigned char)p[1]);
}

const char *asn1_words(const char *path) {
  char *out = memory_new(3 * strlen(path) + 8);
  size_t n = 0;
  for (const char *p = path; *p != '\0'; p++) {
    if (strncmp(p, "[]", 2) == 0) {
      n += (size_t)snprintf(out + n, 6, "_each");
      p++;
    } else {
      if (begins_word(path, p))
        out[n++] = '_';
      out[n++] = isalnum((unsigned char)*p) ? (char)tolower((unsigned char)*p) : '_';
    }
  }
  return out;
}

/* PREFIX_FIELD, but for a field without a name. */
static const char *joined(const char *prefix, const char *field) {
  const char *name = asn1_words(field);
  return memory_print("%s%s%s", prefix, name[0] == '\0' || name[0] == '_' ? "" : "_", name);
}

/* The number of a new level; -1 when it is there. Its place is taken before what it refers to. */
static int new_level(struct asn1_levels *l, const char *name) {
  for (size_t i = 0; i < l->n; i++) {
    if (strcmp(l->list[i].name, name) == 0)
      return -1;
  }
  l->list = memory_grow(l->list, l->n, sizeof *l->list);
  l->list[l->n] = (struct asn1_level){name, "zlen"};
  return (int)l->n++;
}

static struct asn1_item *new_item(struct asn1_levels *l, const struct spot *s, unsigned tag, enum asn1_form form) {
  struct asn1_item *i = memory_new(sizeof *i);
  const char *field = s->field;
  size_t chosen = s->chosen == NULL ? 0 : strlen(s->chosen->name);
  size_t again = 0;
  if (chosen != 0 && strncmp(field, s->chosen->name, chosen) == 0 && field[chosen] == '.')
    field += chosen + 1; /* the level is called so */
  i->action = joined(s->level, field);
  for (size_t k = 0; k < l->items_n; k++)
    again += strcmp(l->items[k]->action, i->action) == 0;
  if (again != 0)
    i->action = memory_print("%s_%02x", i->action, tag);
  i->field = s->field;
  i->section = s->section;
  i->place = s->place;
  i->tag = tag;
  i->form = form;
  i->most = ASN1_SIZE_ANY;
  i->error = s->of.error;
  l->items = memory_grow(l->items, l->items_n, sizeof(struct asn1_item *));
  l->items[l->items_n++] = i;
  return i;
}

/* A level of one element at the same place: inside an explicit tag, inside an OCTET STRING. */
static const char *level_inside(struct asn1_levels *l, struct spot s, const char *suffix, const struct asn1_field *f,
                                struct asn1_type *t, struct asn1_use use) {
  int is_bound = asn1_bound_below(l->a, s.of.path) || use.kept != KEPT_NOT || use.has_number || use.has_mark;
  const char *name = memory_print("%s_%s", is_bound ? asn1_words(s.of.path) : s.level, suffix);
  if (!is_bound && s.field[0] != '\0')
    name = memory_print("%s_%s", joined(s.level, s.field), suffix);
  int at = new_level(l, name);
  if (at < 0)
    return name;
  s.level = name;
  s.field = "";
  s.of.error = NULL;
  const char *expression = element(l, s, f, t, use);
  l->list[at].expression = expression;
  return name;
}

/* The field of a SEQUENCE that is at `s', with what holds for it. */
static struct spot field_spot(const struct spot *s, const struct asn1_field *f) {
  struct spot out = *s;
  out.of.path = memory_print("%s.%s", s->of.path, f->name);
  out.of.general = s->of.general == NULL ? NULL : memory_print("%s.%s", s->of.general, f->name);
  out.field =
      s->chosen == NULL || s->chosen->name[0] == '\0' ? f->name : memory_print("%s.%s", s->chosen->name, f->name);
  out.place = f->place;
  return out;
}

/* Whether a later field is what this identifier says. */
static int is_selecting(const struct asn1_type *t, size_t i) {
  const struct asn1_type *of = asn1_resolved(t->fields[i].type);
  if (of->kind != ASN1_PRIMITIVE || of->form != FORM_IDENTIFIER || of->set == NULL)
    return 0;
  for (size_t k = i + 1; k < t->fields_n; k++) {
    const char *by = asn1_resolved(t->fields[k].type)->defined_by;
    if (by != NULL && strcmp(by, t->fields[i].name) == 0)
      return 1;
  }
  return 0;
}

static const char *sequence(struct asn1_levels *l, const struct spot *s, struct asn1_type *t, size_t i);

/* The level of what stands behind an identifier that is number `choice' of its set; chosen NULL: one that is not in it. */
static const char *rest_level(struct asn1_levels *l, const struct spot *s, struct asn1_type *t, size_t i,
                              const struct asn1_chosen *chosen, unsigned choice, unsigned choices) {
  static const struct asn1_chosen unknown = {.name = "", .type = ""};
  const char *word = chosen == NULL ? "other" : chosen->name;
  struct spot rest = *s;
  rest.level = memory_print("%s_%s", s->level, asn1_words(word));
  rest.of.path = memory_print("%s.%s", s->of.path, word);
  rest.of.general = s->of.path;
  rest.of.choice = choice;
  rest.of.choices = choices;
  rest.chosen = chosen == NULL ? &unknown : chosen;
  int at = new_level(l, rest.level);
  if (at < 0)
    return rest.level;
  const char *expression = sequence(l, &rest, t, i + 1);
  l->list[at].expression = expression[0] == '\0' ? "zlen" : expression;
  return rest.level;
}

/* An OBJECT IDENTIFIER, and for each of its set the level of what stands behind it. */
static const char *selection(struct asn1_levels *l, const struct spot *s, struct asn1_type *t, size_t i) {
  struct asn1_type *of = asn1_resolved(t->fields[i].type);
  struct spot at = field_spot(s, &t->fields[i]);
  const char *expression = element(l, at, &t->fields[i], of, (struct asn1_use){0});
  struct asn1_item *item = l->items[l->items_n - 1];
  item->has_levels = 1;
  for (size_t k = 0; k < item->chosen_n; k++) {
    const char *level = rest_level(l, s, t, i, &item->chosen[k], (unsigned)k + 1, (unsigned)item->chosen_n + 1);
    item->chosen[k].level = level;
  }
  if (of->set_is_open)
    item->other = rest_level(l, s, t, i, NULL, 0, (unsigned)item->chosen_n + 1);
  return expression;
}

/* The fields from number i on, one behind the other. */
static const char *sequence(struct asn1_levels *l, const struct spot *s, struct asn1_type *t, size_t i) {
  const char *all = "";
  for (; i < t->fields_n; i++) {
    const struct asn1_field *f = &t->fields[i];
    const struct asn1_type *of = asn1_resolved(f->type);
    int is_optional = f->is_optional;
    if (is_selecting(t, i))
      return memory_print("%s%s%s", all, all[0] == '\0' ? "" : " ", selection(l, s, t, i));
    if (of->kind == ASN1_ANY && of->defined_by != NULL && s->chosen != NULL && s->chosen->type[0] != '\0') {
      is_optional = s->chosen->is_optional;
      if (strcmp(s->chosen->type, "absent") == 0)
        continue;
    }
    const char *one = element(l, field_spot(s, f), f, f->type, (struct asn1_use){0});
    all = memory_print("%s%s%s%s", all, all[0] == '\0' ? "" : " ", one, is_optional ? "?" : "");
  }
  return all;
}

/* The level of a structure's contents. */
static const char *contents(struct asn1_levels *l, struct spot s, struct asn1_type *named) {
  struct asn1_type *t = asn1_resolved(named);
  int is_own = t->name == NULL || asn1_bound_below(l->a, s.of.path);
  const char *name = is_own ? asn1_words(s.of.path) : memory_print("shared_%s", asn1_words(t->name));
  int at = new_level(l, name);
  if (at < 0)
    return name;
  s.level = name;
  s.section = t->section;
  s.chosen = NULL;
  s.of.general = NULL;
  s.of.choices = 1;
  const char *expression;
  if (t->kind == ASN1_SEQUENCE) {
    expression = sequence(l, &s, t, 0);
  } else {
    s.of.path = memory_print("%s[]", s.of.path);
    s.of.error = NULL;
    s.field = "[]";
    expression = element(l, s, NULL, t->element, (struct asn1_use){0});
    expression = t->most == ASN1_MAX ? memory_print("%s%s", expression, t->least > 0 ? "+" : "*")
                                     : memory_print("%s{%u,%u}", expression, t->least, t->most);
  }
  l->list[at].expression = expression;
  return name;
}

static const char *choice(struct asn1_levels *l, const struct spot *s, const struct asn1_type *t, struct asn1_use use) {
  const char *all = "";
  use.is_whole = use.kept == KEPT_ELEMENT;
  for (size_t i = 0; i < t->fields_n; i++) {
    const struct asn1_field *f = &t->fields[i];
    struct spot at = field_spot(s, f);
    at.section = t->section;
    at.of.error = s->of.error;
    at.field = s->field[0] == '\0' ? f->name : memory_print("%s.%s", s->field, f->name);
    all = memory_print("%s%s%s", all, i == 0 ? "(" : " | ", element(l, at, f, f->type, use));
  }
  return memory_print("%s)", all);
}

/* What an OCTET STRING contains, if that is read. */
static void contained(struct asn1_levels *l, const struct spot *s, const struct asn1_type *t, struct asn1_item *item,
                      struct asn1_use use) {
  struct asn1_type *inner = t->containing;
  if (inner->kind == ASN1_ANY && inner->defined_by != NULL && s->chosen != NULL) {
    if (s->chosen->type[0] == '\0') {
      item->use = use;
      return;
    }
    inner = asn1_type(l->a, s->chosen->type);
  }
  item->form = FORM_STRUCTURE;
  item->child = level_inside(l, *s, "value", NULL, inner, use);
}

static const char *primitive(struct asn1_levels *l, struct spot s, const struct asn1_field *f, struct asn1_type *t,
                             unsigned tag, struct asn1_use use) {
  struct asn1_item *item = new_item(l, &s, tag, t->form);
  item->least = t->least;
  item->most = t->most == ASN1_MAX ? ASN1_SIZE_ANY : t->most;
  item->has_default = f != NULL && f->has_default;
  item->default_value = f == NULL ? 0 : f->default_value;
  for (size_t i = 0; i < t->numbers_n && t->form == FORM_ENUMERATED; i++)
    item->mask |= 1u << t->numbers[i].value;
  if (t->set != NULL) {
    item->chosen = asn1_set(l->a, t, &item->chosen_n);
    item->is_open = t->set_is_open;
    struct place_of own = {s.of.entry, "", s.of.path, 0, (unsigned)item->chosen_n + 1, s.of.error};
    asn1_bound(l, &own, &use);
    item->error = own.error;
  }
  item->use = use;
  if (use.has_mark && use.has_number)
    diagnose(l->a->d, s.place, "take one of them out", "`%s' has a number and a mark", s.of.path);
  if (use.is_unread) {
    item->form = FORM_OCTETS;
  } else if (t->containing != NULL) {
    item->use = (struct asn1_use){0};
    contained(l, &s, t, item, use);
  }
  return memory_print("(0x%02x @%s)", tag, item->action);
}

static const char *structure(struct asn1_levels *l, struct spot s, struct asn1_type *named, unsigned tag,
                             struct asn1_use use) {
  struct asn1_item *item = new_item(l, &s, tag, use.is_unread ? FORM_OCTETS : FORM_STRUCTURE);
  item->use = use;
  item->least = asn1_resolved(named)->least > 0 ? 2 : 0; /* octets of the shortest element */
  if (!use.is_unread)
    item->child = contents(l, s, named);
  return memory_print("(0x%02x @%s)", tag, item->action);
}

static const char *tagged(struct asn1_levels *l, struct spot s, const struct asn1_field *f, struct asn1_type *t,
                          struct asn1_use use) {
  struct asn1_field untagged = *f;
  struct asn1_item *item = new_item(l, &s, 0xa0u + (unsigned)f->tag, FORM_STRUCTURE);
  untagged.tag = -1;
  if (use.is_whole || use.is_unread)
    item->use = use;
  if (use.is_whole)
    use = (struct asn1_use){.is_unread = use.is_unread};
  if (use.is_unread)
    item->form = FORM_OCTETS;
  else
    item->child = level_inside(l, s, "inside", &untagged, t, use);
  return memory_print("(0x%02x @%s)", item->tag, item->action);
}

static const char *element(struct asn1_levels *l, struct spot s, const struct asn1_field *f, struct asn1_type *t,
                           struct asn1_use use) {
  struct asn1_type *named = t;
  t = asn1_resolved(t);
  if (t->set == NULL)
    asn1_bound(l, &s.of, &use);
  if (t->kind == ASN1_ANY && t->defined_by != NULL && s.chosen != NULL && s.chosen->type[0] != '\0')
    return element(l, s, f, asn1_type(l->a, s.chosen->type), use);
  int is_tagged = f != NULL && f->tag >= 0;
  if (is_tagged && (!f->is_implicit || t->kind == ASN1_CHOICE || t->kind == ASN1_ANY))
    return tagged(l, s, f, t, use);
  if (t->kind == ASN1_CHOICE)
    return choice(l, &s, t, use);
  if (t->kind == ASN1_ANY) {
    struct asn1_item *item = new_item(l, &s, ASN1_TAG_ANY, FORM_OCTETS);
    item->use = use;
    return memory_print("(any @%s)", item->action);
  }
  if (t->kind == ASN1_PRIMITIVE)
    return primitive(l, s, f, t, is_tagged ? 0x80u + (unsigned)f->tag : t->tag, use);
  return structure(l, s, named, is_tagged ? 0xa0u + (unsigned)f->tag : t->tag, use);
}

static void add_entry(struct asn1_levels *l, const struct asn1_entry *e) {
  struct asn1_type *t = asn1_type(l->a, e->type_name);
  if (t == NULL) {
    diagnose(l->a->d, e->place, "define it in a module of spec/asn1, or mend its spelling", "unknown type `%s'",
             e->type_name);
    return;
  }
  if (csv_find(l->a->registries->errors, "Name", e->error) == NULL)
    diagnose(l->a->d, e->place, "write one of spec/registry/errors.csv, or add it there", "no error `%s'", e->error);
  struct spot s = {.of = {.entry = e, .path = e->name, .choices = 1},
                   .level = memory_print("entry_%s", asn1_words(e->name)),
                   .field = e->name,
                   .section = t->section,
                   .place = e->place};
  int at = new_level(l, s.level);
  s.field = "";
  if (at >= 0) {
    const char *expression = element(l, s, NULL, t, (struct asn1_use){0});
    l->list[at].expression = expression;
  }
}

struct asn1_levels *asn1_levels(struct asn1 *a) {
  struct asn1_levels *l = memory_new(sizeof *l);
  unsigned before = a->d->errors;
  if (!asn1_check(a))
    return NULL;
  l->a = a;
  for (size_t i = 0; i < a->entries_n; i++)
    add_entry(l, &a->entries[i]);
  for (size_t i = 0; i < a->bindings_n && a->d->errors == before; i++) {
    if (!a->bindings[i].is_used)
      diagnose(a->d, a->bindings[i].place, "begin it with an entry, and name each field on the way",
               "`%s' leads to no field", a->bindings[i].path);
  }
  return a->d->errors == before ? l : NULL;
}
