/* Reads spec/properties.ltl, line by line: a word that says what the line is, then the rest. */
#include "check/properties.h"
#include "base/memory.h"
#include <ctype.h>
#include <string.h>

struct reader {
  struct machines *all;
  struct diagnostics *d;
  struct properties *result;
  struct property *property; /* the one being read */
  const char *line;          /* what is left of the line, NUL-terminated */
  struct place place;
};

/* The next word of the line, up to a blank or the character `end'; "" when there is none. */
static const char *next_word(struct reader *r, char end) {
  while (*r->line == ' ')
    r->line++;
  const char *from = r->line;
  while (*r->line != '\0' && *r->line != ' ' && *r->line != end)
    r->line++;
  return memory_text(from, (size_t)(r->line - from));
}

static const char *rest_of(struct reader *r) {
  while (*r->line == ' ')
    r->line++;
  return r->line;
}

static const struct machine *find_machine(const struct machines *all, const char *name) {
  for (size_t i = 0; i < all->n; i++) {
    if (strcmp(all->list[i].name, name) == 0)
      return &all->list[i];
  }
  return NULL;
}

static int has_state(const struct machine *m, const char *name) {
  for (size_t i = 0; i < m->states_n; i++) {
    if (strcmp(m->states[i]->name, name) == 0)
      return 1;
  }
  return 0;
}

static void read_states(struct reader *r, struct property_rows *rows) {
  for (const char *word = next_word(r, ' '); *word != '\0'; word = next_word(r, ' ')) {
    if (strcmp(word, "*") == 0)
      return;
    if (!has_state(rows->machine, word))
      diagnose(r->d, r->place, "name a state that has a row", "the %s has no state `%s'", rows->machine->name, word);
    rows->states = memory_grow(rows->states, rows->states_n, sizeof *rows->states);
    rows->states[rows->states_n] = word;
    rows->states_n++;
  }
}

static void read_rows(struct reader *r) {
  struct property *p = r->property;
  const char *name = next_word(r, ' ');
  struct property_rows rows = {.machine = find_machine(r->all, name)};
  if (rows.machine == NULL) {
    diagnose(r->d, r->place, "write: rows MACHINE STATE...", "no machine `%s'", name);
    return;
  }
  read_states(r, &rows);
  p->rows = memory_grow(p->rows, p->rows_n, sizeof *p->rows);
  p->rows[p->rows_n] = rows;
  p->rows_n++;
}

static void read_tests(struct reader *r) {
  struct property *p = r->property;
  for (const char *word = next_word(r, ' '); *word != '\0'; word = next_word(r, ' ')) {
    p->tests = memory_grow(p->tests, p->tests_n, sizeof *p->tests);
    p->tests[p->tests_n] = word;
    p->tests_n++;
  }
}

static const char *const verbs[] = {"takes", "sends", "does", "decides", "reaches", "always", "finally"};

const char *claim_kind_word(enum claim_kind kind) {
  return verbs[kind];
}

/* The verb behind the side, or `always' and `finally' in its place. */
static int claim_kind(const char *word) {
  for (int i = 0; i < (int)(sizeof verbs / sizeof verbs[0]); i++) {
    if (strcmp(verbs[i], word) == 0)
      return i;
  }
  return -1;
}

/* SIDE VERB WHAT [OUTCOME], as far as the colon that ends it. A message's own colon has no blank behind it. */
static int read_head(struct reader *r, struct claim *c) {
  const char *side = next_word(r, ':');
  int kind = claim_kind(side);
  if (kind != CLAIM_ALWAYS && kind != CLAIM_FINALLY) {
    c->side = strcmp(side, "each") == 0 ? NULL : side;
    if (c->side != NULL && find_machine(r->all, side) == NULL)
      return 0;
    kind = claim_kind(next_word(r, ' '));
    if (kind < 0 || kind >= CLAIM_ALWAYS)
      return 0;
    const char *end = strstr(r->line, ": ");
    if (end == NULL)
      return 0;
    while (*r->line == ' ')
      r->line++;
    const char *words = memory_text(r->line, (size_t)(end - r->line));
    const char *blank = strchr(words, ' ');
    c->what = blank == NULL ? words : memory_text(words, (size_t)(blank - words));
    c->outcome = blank == NULL ? NULL : blank + 1;
    r->line = end;
  }
  c->kind = (enum claim_kind)kind;
  return *r->line == ':';
}

static void read_claim(struct reader *r) {
  struct property *p = r->property;
  struct claim *c = memory_new(sizeof *c);
  c->property = p;
  c->number = p->number * 100u + p->part * 10u + (unsigned)p->claims_n + 1u;
  c->place = r->place;
  c->written = rest_of(r);
  if (!read_head(r, c)) {
    diagnose(r->d, r->place, "write: claim SIDE VERB WHAT: EXPRESSION, or claim always: EXPRESSION",
             "a claim that cannot be understood");
    return;
  }
  r->line++;
  c->text = rest_of(r);
  p->claims = memory_grow(p->claims, p->claims_n, sizeof *p->claims);
  p->claims[p->claims_n] = c;
  p->claims_n++;
}

/* P9b is part b, 2, of property 9. */
static void take_id(struct property *property) {
  const char *p = property->id + (*property->id == 'P');
  for (; isdigit((unsigned char)*p); p++)
    property->number = property->number * 10u + (unsigned)(*p - '0');
  if (*p >= 'a' && *p <= 'i' && p[1] == '\0')
    property->part = (unsigned)(*p - 'a') + 1u;
  else if (*p != '\0')
    property->number = 0;
}

static void begin_property(struct reader *r) {
  struct properties *all = r->result;
  struct property *p = memory_new(sizeof *p);
  p->id = next_word(r, ' ');
  take_id(p);
  p->place = r->place;
  for (size_t i = 0; i < all->n; i++) {
    if (strcmp(all->list[i]->id, p->id) == 0)
      diagnose(r->d, r->place, "give it another id", "property `%s' stands there twice", p->id);
  }
  all->list = memory_grow(all->list, all->n, sizeof *all->list);
  all->list[all->n] = p;
  all->n++;
  r->property = p;
}

static void read_field(struct reader *r, const char *word) {
  struct property *p = r->property;
  if (strcmp(word, "says") == 0)
    p->says = rest_of(r);
  else if (strcmp(word, "source") == 0)
    p->source = rest_of(r);
  else if (strcmp(word, "outside") == 0)
    p->outside = rest_of(r);
  else if (strcmp(word, "proved") == 0)
    p->proved = rest_of(r);
  else if (strcmp(word, "tested") == 0)
    p->tested = rest_of(r);
  else if (strcmp(word, "rows") == 0)
    read_rows(r);
  else if (strcmp(word, "test") == 0)
    read_tests(r);
  else if (strcmp(word, "claim") == 0)
    read_claim(r);
  else
    diagnose(r->d, r->place, "a line is one of: property says source rows claim outside proved tested test",
             "no line `%s'", word);
}

static void read_line(struct reader *r) {
  const char *word = next_word(r, ' ');
  if (*word == '\0' || *word == '#')
    return;
  if (strcmp(word, "property") == 0)
    begin_property(r);
  else if (r->property == NULL)
    diagnose(r->d, r->place, "begin with: property ID", "a line before the first property");
  else
    read_field(r, word);
}

int property_names(const struct property *p, const struct state *s) {
  for (size_t i = 0; i < p->rows_n; i++) {
    if (p->rows[i].machine != s->machine)
      continue;
    if (p->rows[i].states_n == 0)
      return 1;
    for (size_t k = 0; k < p->rows[i].states_n; k++) {
      if (strcmp(p->rows[i].states[k], s->name) == 0)
        return 1;
    }
  }
  return 0;
}

/* A message is meant in every context, but for `unread', unless the claim names one. */
static int same_message(const char *wanted, const char *message) {
  const char *context;
  const char *plain = message_of(message, &context);
  if (strcmp(wanted, message) == 0)
    return 1;
  return strcmp(wanted, plain) == 0 && (context == NULL || strcmp(context, "unread") != 0);
}

int claim_fits(const struct claim *c, const struct state *s, const struct transition *t) {
  const char *what = t->row->what.text;
  if (t->is_error || (c->side != NULL && strcmp(c->side, s->machine->name) != 0))
    return 0;
  switch (c->kind) {
  case CLAIM_TAKES:
    return t->row->step == FSM_RECV && same_message(c->what, what);
  case CLAIM_SENDS:
    return t->row->step == FSM_SEND && same_message(c->what, what);
  case CLAIM_DOES:
    return t->row->step == FSM_DO && strcmp(c->what, what) == 0;
  case CLAIM_DECIDES:
    return t->row->step == FSM_DECIDE && strcmp(c->what, what) == 0 && c->outcome != NULL &&
           strcmp(c->outcome, t->outcome->name.text) == 0;
  case CLAIM_REACHES:
    return t->target != s && strcmp(c->what, t->target->name) == 0;
  default:
    return 0;
  }
}

static int fits_somewhere(const struct machines *all, const struct claim *c) {
  if (c->kind == CLAIM_ALWAYS || c->kind == CLAIM_FINALLY)
    return 1;
  for (size_t i = 0; i < all->states_n; i++) {
    const struct state *s = all->states[i];
    for (size_t k = 0; k < s->transitions_n; k++) {
      if (claim_fits(c, s, &s->transitions[k]))
        return 1;
    }
  }
  return 0;
}

static void check_property(struct machines *all, const struct property *p) {
  struct diagnostics *d = &all->gen->diagnostics;
  if (p->number == 0)
    diagnose(d, p->place, "write P and a number, and a letter from a to i for a part", "no id `%s'", p->id);
  if (p->says == NULL || p->source == NULL || p->rows_n == 0 || (p->proved == NULL && p->tested == NULL) ||
      p->tests_n == 0)
    diagnose(d, p->place, "give it each of: says source rows test, and proved or tested", "property %s is not complete",
             p->id);
  if ((p->claims_n == 0) != (p->outside != NULL))
    diagnose(d, p->place, "give it claims, or say in `outside' why there are none", "property %s claims nothing",
             p->id);
  for (size_t i = 0; i < p->claims_n; i++) {
    if (!fits_somewhere(all, p->claims[i]))
      diagnose(d, p->claims[i]->place, "name what a row names", "a claim that fits no row");
  }
}

struct properties *properties_read(struct machines *all) {
  struct diagnostics *d = &all->gen->diagnostics;
  struct reader r = {.all = all, .d = d, .result = memory_new(sizeof *r.result)};
  struct source *source = source_read(all->gen->spec, "properties.ltl");
  r.result->source = source;
  if (source == NULL) {
    diagnose_run(d, "cannot read %s/properties.ltl", all->gen->spec);
    return NULL;
  }
  size_t line_n;
  unsigned number = 1;
  for (const char *at = source->text; *at != '\0'; at += line_n + (at[line_n] != '\0'), number++) {
    line_n = strcspn(at, "\n");
    r.line = memory_text(at, line_n);
    r.place = (struct place){source, number, 1};
    read_line(&r);
  }
  for (size_t i = 0; i < r.result->n; i++)
    check_property(all, r.result->list[i]);
  return d->errors == 0 ? r.result : NULL;
}

static int is_name(char c) {
  return isalnum((unsigned char)c) || c == '_';
}

/* Whether the word stands at `at' in the text, whole and not as a field of something. */
static int is_word(const char *text, const char *at, const char *word) {
  size_t n = strlen(word);
  if (strncmp(at, word, n) != 0 || is_name(at[n]))
    return 0;
  return at == text || !(is_name(at[-1]) || at[-1] == '.');
}

const char *claim_text(const struct claim *c, const char *me, const char *peer) {
  struct text t = {0};
  for (const char *p = c->text; *p != '\0';) {
    if (is_word(c->text, p, "me")) {
      text_add(&t, "%s", me);
      p += 2;
    } else if (is_word(c->text, p, "peer")) {
      text_add(&t, "%s", peer);
      p += 4;
    } else {
      text_bytes(&t, p, 1);
      p++;
    }
  }
  return t.bytes;
}
