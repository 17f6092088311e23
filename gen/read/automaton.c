#include "read/automaton.h"
#include "base/memory.h"
#include "base/output.h"
#include <errno.h>
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the reading stands. Expat calls back for each element; the text of the element now open is gathered in text. */
struct reading {
  struct automaton *a;
  struct diagnostics *d;
  const char *path;
  const char **action_names;
  size_t actions_n;
  struct automaton_actions *tables;
  size_t tables_n;
  struct text text;
  const char *entry;
  int has_machine;
  int bad;
};

static const struct automaton_actions no_actions = {NULL, 0};

static void refuse(struct reading *r, const char *why) {
  if (!r->bad)
    diagnose_run(r->d, "%s: %s", r->path, why);
  r->bad = 1;
}

static const char *attribute(const char **attributes, const char *name) {
  for (size_t i = 0; attributes[i] != NULL; i += 2) {
    if (strcmp(attributes[i], name) == 0)
      return memory_text(attributes[i + 1], strlen(attributes[i + 1]));
  }
  return NULL;
}

static void begin_state(struct reading *r, const char **attributes) {
  struct automaton *a = r->a;
  a->states = memory_grow(a->states, a->states_n, sizeof *a->states);
  a->states[a->states_n].to = &no_actions;
  a->states[a->states_n].is_final = attribute(attributes, "final") != NULL;
  a->states_n++;
}

static void begin_action(struct reading *r, const char **attributes) {
  r->action_names = memory_grow(r->action_names, r->actions_n, sizeof *r->action_names);
  r->action_names[r->actions_n] = attribute(attributes, "name");
  r->actions_n++;
}

static void XMLCALL begin(void *user, const char *element, const char **attributes) {
  struct reading *r = user;
  r->text.n = 0;
  if (strcmp(element, "ragel_def") == 0)
    r->a->name = attribute(attributes, "name");
  if (strcmp(element, "machine") == 0)
    r->has_machine = 1;
  if (strcmp(element, "state") == 0)
    begin_state(r, attributes);
  if (strcmp(element, "action") == 0)
    begin_action(r, attributes);
  if (strcmp(element, "entry") == 0)
    r->entry = attribute(attributes, "name");
  if (strcmp(element, "cond_space_list") == 0 || strcmp(element, "cond_list") == 0)
    refuse(r, "conditions in the automaton");
}

static void XMLCALL characters(void *user, const char *bytes, int n) {
  struct reading *r = user;
  text_bytes(&r->text, bytes, (size_t)n);
}

/* "3 1 4": the numbers of actions. */
static void end_table(struct reading *r, const char *text) {
  r->tables = memory_grow(r->tables, r->tables_n, sizeof *r->tables);
  struct automaton_actions *t = &r->tables[r->tables_n];
  r->tables_n++;
  char *end;
  for (unsigned long id = strtoul(text, &end, 10); end != text; id = strtoul(text, &end, 10)) {
    text = end;
    if (id >= r->actions_n) {
      refuse(r, "an action table with an unknown action");
      return;
    }
    t->names = memory_grow(t->names, t->n, sizeof *t->names);
    t->names[t->n] = r->action_names[id];
    t->n++;
  }
}

/* A word of the form "x" or the number of an action table. */
static const struct automaton_actions *table(struct reading *r, const char *word) {
  if (strcmp(word, "x") == 0)
    return &no_actions;
  unsigned long id = strtoul(word, NULL, 10);
  if (id < r->tables_n)
    return &r->tables[id];
  refuse(r, "an unknown action table");
  return &no_actions;
}

/* "0 255 7 x": range, target, actions. A target of x is the error state: left out. */
static void end_transition(struct reading *r, const char *text) {
  struct automaton_transition t = {0};
  char target[16], actions[16];
  if (sscanf(text, "%u %u %15s %15s", &t.low, &t.high, target, actions) != 4 || t.low > t.high || t.high > 255) {
    refuse(r, "a transition that cannot be understood");
    return;
  }
  if (r->a->states_n == 0 || strcmp(target, "x") == 0)
    return;
  struct automaton_state *s = &r->a->states[r->a->states_n - 1];
  t.target = (unsigned)strtoul(target, NULL, 10);
  t.actions = table(r, actions);
  s->transitions = memory_grow(s->transitions, s->transitions_n, sizeof *s->transitions);
  s->transitions[s->transitions_n] = t;
  s->transitions_n++;
}

/* "0 x x": to-state, from-state and end-of-file actions. */
static void end_state_actions(struct reading *r, const char *text) {
  char to[16], from[16], eof[16];
  if (sscanf(text, "%15s %15s %15s", to, from, eof) != 3 || strcmp(from, "x") != 0 || strcmp(eof, "x") != 0) {
    refuse(r, "from-state or end-of-file actions in the automaton");
    return;
  }
  if (r->a->states_n != 0)
    r->a->states[r->a->states_n - 1].to = table(r, to);
}

static void end_entry(struct reading *r, const char *text) {
  struct automaton *a = r->a;
  a->entries = memory_grow(a->entries, a->entries_n, sizeof *a->entries);
  a->entries[a->entries_n].name = r->entry;
  a->entries[a->entries_n].state = (unsigned)strtoul(text, NULL, 10);
  a->entries_n++;
}

static void XMLCALL end(void *user, const char *element) {
  struct reading *r = user;
  const char *text = r->text.n == 0 ? "" : r->text.bytes;
  if (strcmp(element, "alphtype") == 0 && strcmp(text, "uchar") != 0)
    refuse(r, "the alphabet is not unsigned char");
  if (strcmp(element, "action_table") == 0)
    end_table(r, text);
  if (strcmp(element, "start_state") == 0)
    r->a->start = (unsigned)strtoul(text, NULL, 10);
  if (strcmp(element, "error_state") == 0)
    r->a->error = (unsigned)strtoul(text, NULL, 10);
  if (strcmp(element, "entry") == 0)
    end_entry(r, text);
  if (strcmp(element, "t") == 0)
    end_transition(r, text);
  if (strcmp(element, "state_actions") == 0)
    end_state_actions(r, text);
  r->text.n = 0;
  if (r->text.bytes != NULL)
    r->text.bytes[0] = '\0';
}

/* What can be checked only when all is read: each target and entry is a state. */
static void check(struct reading *r) {
  struct automaton *a = r->a;
  if (!r->has_machine || a->states_n == 0 || a->start >= a->states_n)
    refuse(r, "not the automaton of `ragel -x'");
  for (size_t i = 0; i < a->states_n; i++) {
    for (size_t k = 0; k < a->states[i].transitions_n; k++) {
      if (a->states[i].transitions[k].target >= a->states_n)
        refuse(r, "a transition to an unknown state");
    }
  }
  for (size_t i = 0; i < a->entries_n; i++) {
    if (a->entries[i].state >= a->states_n)
      refuse(r, "an entry point that is no state");
  }
}

struct automaton *automaton_read(const char *path, struct diagnostics *d) {
  struct automaton *a = memory_new(sizeof *a);
  struct reading r = {.a = a, .d = d, .path = path};
  const struct source *s = source_read(NULL, path);
  if (s == NULL) {
    diagnose_run(d, "cannot read %s: %s", path, strerror(errno));
    return NULL;
  }
  a->error = (unsigned)-1;
  XML_Parser parser = XML_ParserCreate(NULL);
  XML_SetUserData(parser, &r);
  XML_SetElementHandler(parser, begin, end);
  XML_SetCharacterDataHandler(parser, characters);
  if (XML_Parse(parser, s->text, (int)s->n, 1) == XML_STATUS_ERROR)
    refuse(&r, XML_ErrorString(XML_GetErrorCode(parser)));
  XML_ParserFree(parser);
  if (!r.bad)
    check(&r);
  if (a->error > a->states_n)
    a->error = (unsigned)a->states_n;
  return r.bad ? NULL : a;
}

int automaton_entry(const struct automaton *a, const char *name) {
  for (size_t i = 0; i < a->entries_n; i++) {
    if (strcmp(a->entries[i].name, name) == 0)
      return (int)a->entries[i].state;
  }
  return -1;
}

int automaton_next(const struct automaton *a, unsigned state, unsigned byte, const struct automaton_actions **actions) {
  const struct automaton_state *s = &a->states[state];
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct automaton_transition *t = &s->transitions[i];
    if (byte < t->low || byte > t->high)
      continue;
    if (actions != NULL)
      *actions = t->actions;
    return t->target == a->error ? -1 : (int)t->target;
  }
  return -1;
}
