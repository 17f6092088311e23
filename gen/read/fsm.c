/* Reads a transition table row by row. */
#include "read/fsm.h"
#include "base/memory.h"
#include <ctype.h>
#include <errno.h>
#include <string.h>

#define ROW_FORM                                                                                                       \
  "a row is: state, step, next, source; as in `await_finished  recv Finished  check_finished  RFC5246 7.4.9'"

static int is_word(const struct fsm_word *w, const char *text) {
  return strcmp(w->text, text) == 0;
}

const struct fsm_decision *fsm_decision(const struct fsm *f, const char *name) {
  for (size_t i = 0; i < f->decisions_n; i++) {
    if (is_word(&f->decisions[i].name, name))
      return &f->decisions[i];
  }
  return NULL;
}

/* The words of a line that are still to be read. */
struct reader {
  const struct fsm_line *line;
  size_t at;
  struct diagnostics *d;
};

static const struct fsm_word *peek(const struct reader *r) {
  return r->at < r->line->n ? &r->line->words[r->at] : NULL;
}

/* Where the next word stands, or the last one when there is no more. */
static struct place here(const struct reader *r) {
  return r->line->words[r->at < r->line->n ? r->at : r->line->n - 1].place;
}

/* Takes the next word; 0 with a diagnostic when the line ends. */
static int take(struct reader *r, struct fsm_word *out, const char *what) {
  if (r->at >= r->line->n) {
    diagnose(r->d, here(r), ROW_FORM, "the row ends where %s should stand", what);
    return 0;
  }
  *out = r->line->words[r->at++];
  return 1;
}

/* "check_finished", "stay", "fail finished_different". */
static int read_next(struct reader *r, struct fsm_next *next) {
  if (!take(r, &next->name, "the next state, `stay' or `fail'"))
    return 0;
  next->kind = FSM_STATE;
  if (is_word(&next->name, "stay"))
    next->kind = FSM_STAY;
  if (!is_word(&next->name, "fail"))
    return 1;
  next->kind = FSM_FAILS;
  return take(r, &next->name, "an error of spec/registry/errors.csv, or `reported',");
}

/* Whether the words are a source: RFC5246 7.4.9, RFC5246 A.5, or CVE-2014-0224. */
static int is_reference(const char *document, const char *section) {
  size_t digits = strspn(document + 3, "0123456789");
  if (strncmp(document, "CVE", 3) == 0) {
    int parts = document[3] == '-' && strspn(document + 4, "0123456789") == 4 && document[8] == '-';
    return section == NULL && parts && document[9] != '\0' && document[9 + strspn(document + 9, "0123456789")] == '\0';
  }
  if (strncmp(document, "RFC", 3) != 0 || digits == 0 || document[3 + digits] != '\0' || section == NULL)
    return 0;
  int starts_well = isdigit((unsigned char)section[0]) || isupper((unsigned char)section[0]);
  return starts_well && section[1 + strspn(section + 1, "0123456789.")] == '\0';
}

static int read_reference(struct reader *r, const char **reference) {
  const struct fsm_word *document = peek(r);
  if (document == NULL) {
    diagnose(r->d, r->line->words[0].place, "end it with where it is written, as in `RFC5246 7.4.9'",
             "a row without a source");
    return 0;
  }
  r->at++;
  const struct fsm_word *section = peek(r);
  int bad = r->at + 1 < r->line->n || strlen(document->text) < 4 ||
            !is_reference(document->text, section == NULL ? NULL : section->text);
  if (bad) {
    diagnose(r->d, document->place, "write an RFC and its section, `RFC5246 7.4.9', or a CVE, `CVE-2014-0224'",
             "not a source that a reader could look up");
    return 0;
  }
  *reference = section == NULL ? document->text : memory_print("%s %s", document->text, section->text);
  return 1;
}

/* How each step is written. */
static const struct form {
  const char *word;
  enum fsm_step step;
  const char *what; /* what stands behind the word; NULL: nothing */
  int has_next;
} forms[] = {
    {"recv", FSM_RECV, "a message", 1}, {"send", FSM_SEND, "a message", 1}, {"decide", FSM_DECIDE, "a decision", 0},
    {"do", FSM_DO, "what is done", 1},  {"call", FSM_CALL, "a call", 1},    {"fail", FSM_FAIL, "an error", 0},
    {"end", FSM_END, NULL, 0},
};

static const struct form *find_form(const struct fsm_word *w) {
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    if (is_word(w, forms[i].word))
      return &forms[i];
  }
  return NULL;
}

static void read_row(struct fsm *f, struct reader *r) {
  struct fsm_row row = {0};
  struct fsm_word step;
  if (!take(r, &row.state, "a state") || !take(r, &step, "a step"))
    return;
  const struct form *form = find_form(&step);
  if (form == NULL) {
    diagnose(r->d, step.place, "the steps are recv, send, decide, do, call, fail and end", "no step `%s'", step.text);
    return;
  }
  row.step = form->step;
  if (form->what != NULL && !take(r, &row.what, form->what))
    return;
  if (form->has_next && !read_next(r, &row.next))
    return;
  row.reference = "";
  read_reference(r,
                 &row.reference); /* without one the row still counts, so that the next errors are about other things */
  f->rows = memory_grow(f->rows, f->rows_n, sizeof *f->rows);
  f->rows[f->rows_n] = row;
  f->rows_n++;
}

/* An indented line: one outcome of the decision above it. */
static void read_outcome(struct fsm *f, struct reader *r) {
  struct fsm_row *row = f->rows_n == 0 ? NULL : &f->rows[f->rows_n - 1];
  struct fsm_outcome outcome;
  if (row == NULL || row->step != FSM_DECIDE) {
    diagnose(r->d, here(r), "begin a row at the first column; only the outcomes of a decision are indented",
             "an outcome below no decision");
    return;
  }
  if (!take(r, &outcome.name, "an outcome") || !read_next(r, &outcome.next))
    return;
  if (peek(r) != NULL) {
    diagnose(r->d, here(r), "an outcome is a name and a next state; the source stands in the row of the decision",
             "more than an outcome");
    return;
  }
  row->outcomes = memory_grow(row->outcomes, row->outcomes_n, sizeof *row->outcomes);
  row->outcomes[row->outcomes_n] = outcome;
  row->outcomes_n++;
}

/* "decision check_finished equal different" */
static void read_decision(struct fsm *f, struct reader *r) {
  struct fsm_decision decision;
  if (!take(r, &decision.name, "the decision's name"))
    return;
  const struct fsm_decision *before = fsm_decision(f, decision.name.text);
  if (before != NULL) {
    diagnose(r->d, decision.name.place, "take one of the two lines out",
             "decision `%s' is declared twice, first in line %u", decision.name.text, before->name.place.line);
    return;
  }
  decision.outcomes = r->line->words + r->at;
  decision.outcomes_n = r->line->n - r->at;
  f->decisions = memory_grow(f->decisions, f->decisions_n, sizeof *f->decisions);
  f->decisions[f->decisions_n] = decision;
  f->decisions_n++;
}

static void read_line(struct fsm *f, const struct fsm_line *line, struct diagnostics *d) {
  struct reader r = {line, 0, d};
  const struct fsm_word *first = &line->words[0];
  r.at = 1;
  if (first->place.column > 1) {
    r.at = 0;
    read_outcome(f, &r);
  } else if (is_word(first, "machine")) {
    take(&r, &f->name, "the machine's name");
  } else if (is_word(first, "start")) {
    take(&r, &f->start, "a state");
  } else if (is_word(first, "decision")) {
    read_decision(f, &r);
  } else {
    r.at = 0;
    read_row(f, &r);
  }
}

struct fsm *fsm_read(const char *spec, const char *name, struct diagnostics *d) {
  struct fsm *f = memory_new(sizeof *f);
  f->source = source_read(spec, name);
  if (f->source == NULL) {
    diagnose_run(d, "cannot read %s/%s: %s", spec, name, strerror(errno));
    return NULL;
  }
  struct fsm_lines lines = fsm_lex(f->source, d);
  for (size_t i = 0; i < lines.n; i++)
    read_line(f, &lines.lines[i], d);
  struct place whole = {f->source, 0, 0};
  if (f->name.text == NULL)
    diagnose(d, whole, "begin with `machine client' or another name", "the machine has no name");
  if (f->start.text == NULL)
    diagnose(d, whole, "add a line `start STATE'", "the machine has no start");
  return f->name.text == NULL || f->start.text == NULL ? NULL : f;
}
