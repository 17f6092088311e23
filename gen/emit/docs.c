/* Pictures and tables of the machines for people: NAME.dot for Graphviz, NAME.html. */
#include "base/memory.h"
#include "emit/machine.h"
#include <string.h>

/* Colour and shape by what a state does. */
static const char *const looks[] = {
    "shape=box style=\"rounded,filled\" fillcolor=\"#dbe9f6\"",
    "shape=box style=\"rounded,filled\" fillcolor=\"#dff0d8\"",
    "shape=diamond style=filled fillcolor=\"#fcf3cf\"",
    "shape=box style=filled fillcolor=\"#eeeeee\"",
    "shape=box",
    "shape=box style=filled fillcolor=\"#f8d7da\"",
    "shape=doublecircle style=filled fillcolor=\"#eeeeee\"",
};

static const char *const step_words[] = {"recv", "send", "decide", "do", "recv", "fail", "end"};

/* What an edge is called: the message, the outcome, or nothing when there is just one way on. */
static const char *edge_label(const struct machines *all, const struct transition *t) {
  if (t->outcome != NULL)
    return t->outcome->name.text;
  return t->event == EVENT_DONE ? "" : all->events[t->event].title;
}

/* What the box of a state says. */
static const char *box_label(const struct state *s) {
  if (s->step == FSM_SEND || s->step == FSM_DO)
    return memory_print("%s\\n%s %s", s->name, step_words[s->step], s->row->what.text);
  return s->name;
}

/* The failures are left out, and so is what may happen in any state: they would hide the rest. */
static void emit_dot_state(const struct machines *all, struct text *t, const struct state *s) {
  text_add(t, "  %s [label=\"%s\" %s];\n", s->name, box_label(s), looks[s->step]);
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    if (tr->is_common || tr->is_error || tr->target->step == FSM_FAIL || tr->target == s)
      continue;
    text_add(t, "  %s -> %s [label=\"%s\"];\n", s->name, tr->target->name, edge_label(all, tr));
  }
}

static void emit_dot(struct machines *all, const struct machine *m) {
  struct text *t = output_file(&all->gen->output, memory_print("%s.dot", m->name));
  gen_header(t, "machine");
  text_add(t, "// Failures, and what is taken in any state that waits, are not drawn.\n");
  text_add(t,
           "digraph %s {\n  rankdir=TB;\n  node [fontname=\"Helvetica\" fontsize=10];\n  edge [fontname=\"Helvetica\" "
           "fontsize=9];\n",
           m->name);
  for (size_t i = 0; i < m->states_n; i++) {
    const struct state *s = m->states[i];
    if (s->row != NULL && s->is_reached && s->step != FSM_FAIL)
      emit_dot_state(all, t, s);
  }
  text_add(t, "}\n");
}

static const char html_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Handfast: the %s</title>\n<style>\n"
    "body { font: 15px/1.4 sans-serif; margin: 2em; }\ntable { border-collapse: collapse; }\n"
    "th, td { border-bottom: 1px solid #ccc; padding: 2px 12px 2px 0; text-align: left; vertical-align: top; }\n"
    "td.recv { background: #dbe9f6 } td.send { background: #dff0d8 } td.decide { background: #fcf3cf } td.do { "
    "background: #eee }\n"
    "td.fail { background: #f8d7da }\n</style></head>\n<body>\n"
    "<h1>The %s of TLS 1.2</h1>\n<p>From the sheets of spec/machine. A message that is not listed for a state is "
    "refused with "
    "unexpected_message before its body is read.</p>\n<p><a href=\"%s.svg\">The "
    "diagram</a></p>\n<table>\n<tr><th>State<th>Step<th>Outcome<th>Next<th>Alert<th>Source\n";

static const char *alert_of(const struct machines *all, const struct state *s) {
  if (s->step != FSM_FAIL)
    return "";
  const struct csv_table *errors = all->gen->registries.errors;
  const struct csv_row *row = csv_find(errors, "Name", s->error);
  return row == NULL ? "that of the error" : csv_text(errors, row, "Alert");
}

/* "server.fsm:41", and the RFC's section as a link. */
static void emit_html_source(struct text *t, const char *source) {
  const char *rfc = strstr(source, " RFC");
  const char *section = rfc == NULL ? NULL : strchr(rfc + 1, ' ');
  if (section == NULL) {
    text_add(t, "<td>%s\n", source);
    return;
  }
  int is_appendix = section[1] >= 'A' && section[1] <= 'Z';
  text_add(t, "<td>%.*s <a href=\"https://www.rfc-editor.org/rfc/rfc%.*s#%s-%s\">%s</a>\n", (int)(rfc - source), source,
           (int)(section - rfc - 4), rfc + 4, is_appendix ? "appendix" : "section", section + 1, rfc + 1);
}

/* The first cells of a row: the state, in its first row; what it does; and the outcome, of a decision. */
static void emit_html_step(const struct machines *all, struct text *t, const struct transition *tr, const char *state) {
  const char *word = tr->row->step == FSM_CALL ? "call" : step_words[tr->row->step];
  text_add(t, "<tr><td%s>%s", state[0] == '\0' ? "" : memory_print(" id=\"%s\"", state), state);
  if (tr->outcome != NULL && state[0] == '\0')
    text_add(t, "<td>");
  else
    text_add(t, "<td class=\"%s\">%s %s", step_words[tr->row->step], word, tr->row->what.text);
  text_add(t, "<td>%s", tr->outcome != NULL ? edge_label(all, tr) : "");
}

static void emit_html_state(const struct machines *all, struct text *t, const struct state *s) {
  const char *name = s->name;
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    if (tr->is_error)
      continue;
    emit_html_step(all, t, tr, name);
    text_add(t, "<td><a href=\"#%s\">%s</a><td>%s", tr->target->name, tr->target->name, alert_of(all, tr->target));
    emit_html_source(t, transition_source(tr));
    name = "";
  }
  if (name[0] == '\0')
    return;
  text_add(t, "<tr><td id=\"%s\">%s<td class=\"%s\">%s<td><td><td>%s<td>%s\n", name, name, step_words[s->step],
           step_words[s->step], alert_of(all, s), s->row == NULL ? "" : s->row->reference);
}

static void emit_html(struct machines *all, const struct machine *m) {
  struct text *t = output_file(&all->gen->output, memory_print("%s.html", m->name));
  text_add(t, html_head, m->name, m->name, m->name);
  for (size_t i = 0; i < m->states_n; i++) {
    if (m->states[i]->is_reached)
      emit_html_state(all, t, m->states[i]);
  }
  text_add(t, "</table>\n</body></html>\n");
}

void emit_machine_docs(struct machines *all) {
  for (size_t i = 0; i < all->n; i++) {
    emit_dot(all, &all->list[i]);
    emit_html(all, &all->list[i]);
  }
}
