/* Reads a sheet line by line. */
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

const struct fsm_decision *fsm_decision(const struct fsm_decisions *all, const char *name) {
  for (size_t i = 0; i < all->n; i++) {
    if (is_word(&all->list[i].name, name))
      return &all->list[i];
  }
  return NULL;
}

const struct fsm_outcome *fsm_outcome(const struct fsm_row *row, const char *name) {
  for (size_t i = 0; i < row->outcomes_n; i++) {
    if (is_word(&row->outcomes[i].name, name))
      return &row->outcomes[i];
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

/* "check_finished", "stay", "fail finished_different", "exit sent". */
static int read_target(struct reader *r, struct fsm_next *next) {
  if (!take(r, &next->name, "the next state, `stay', `fail' or `exit'"))
    return 0;
  next->kind = FSM_STATE;
  if (is_word(&next->name, "stay"))
    next->kind = FSM_STAY;
  if (is_word(&next->name, "fail"))
    next->kind = FSM_FAILS;
  if (is_word(&next->name, "exit"))
    next->kind = FSM_EXIT;
  if (next->kind == FSM_FAILS)
    return take(r, &next->name, "an error of spec/registry/errors.csv, or `reported',");
  return next->kind != FSM_EXIT || take(r, &next->name, "an exit of the block");
}

/* The same, and where to when the profile has no sheet with that state: "choose_version else fail version_unsupported". */
static int read_next(struct reader *r, struct fsm_next *next) {
  if (!read_target(r, next))
    return 0;
  if (peek(r) == NULL || !is_word(peek(r), "else"))
    return 1;
  r->at++;
  struct fsm_next *otherwise = memory_new(sizeof *otherwise);
  next->otherwise = otherwise;
  return read_target(r, otherwise);
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

static int read_reference(struct reader *r, struct place row, const char **reference) {
  const struct fsm_word *document = peek(r);
  if (document == NULL) {
    diagnose(r->d, row, "end it with where it is written, as in `RFC5246 7.4.9'", "a row without a source");
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
    {"end", FSM_END, NULL, 0},          {"or", FSM_OR, "a state", 0},       {"use", FSM_USE, "a block", 0},
};

static const struct form *find_form(const struct fsm_word *w) {
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    if (is_word(w, forms[i].word))
      return &forms[i];
  }
  return NULL;
}

/* The sheet as far as it was read, and where its next row belongs. */
struct sheet {
  struct fsm_sheet *out;
  struct fsm_section *section;
  struct fsm_block *block; /* the lines below are indented as its rows are; NULL: none is open */
  struct fsm_rows *last;   /* those that the last row went to */
  struct diagnostics *d;
};

static void add_row(struct sheet *s, struct fsm_rows *rows, struct fsm_row row) {
  rows->list = memory_grow(rows->list, rows->n, sizeof *rows->list);
  rows->list[rows->n] = row;
  rows->n++;
  s->last = rows;
}

static void read_row(struct sheet *s, struct reader *r, struct fsm_rows *rows) {
  struct fsm_row row = {0};
  struct fsm_word step;
  if (!take(r, &row.state, "a state") || !take(r, &step, "a step"))
    return;
  const struct form *form = find_form(&step);
  if (form == NULL) {
    diagnose(r->d, step.place, "the steps are recv, send, decide, do, call, fail, end, or and use", "no step `%s'",
             step.text);
    return;
  }
  row.step = form->step;
  if (form->what != NULL && !take(r, &row.what, form->what))
    return;
  if (form->step == FSM_USE && peek(r) != NULL && is_word(peek(r), "as")) {
    r->at++;
    if (!take(r, &row.as, "the name of the copy"))
      return;
  }
  if (form->has_next && !read_next(r, &row.next))
    return;
  row.reference = "";
  /* without one the row still counts, so that the next errors are about other things */
  read_reference(r, row.state.place, &row.reference);
  add_row(s, rows, row);
}

/* A deeper line: one outcome of the decision above it, or an exit of the block that is used there. */
static void read_outcome(struct sheet *s, struct reader *r) {
  struct fsm_row *row = s->last == NULL || s->last->n == 0 ? NULL : &s->last->list[s->last->n - 1];
  struct fsm_outcome outcome = {0};
  if (row == NULL || (row->step != FSM_DECIDE && row->step != FSM_USE)) {
    diagnose(
        r->d, here(r),
        "begin a row at the first column, or where the rows of its block begin; only outcomes and exits stand deeper",
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
static void read_decision(struct sheet *s, struct reader *r) {
  struct fsm_decisions *all = &s->out->decisions;
  struct fsm_decision decision;
  if (!take(r, &decision.name, "the decision's name"))
    return;
  decision.outcomes = r->line->words + r->at;
  decision.outcomes_n = r->line->n - r->at;
  all->list = memory_grow(all->list, all->n, sizeof *all->list);
  all->list[all->n] = decision;
  all->n++;
}

/* "block finish sent" */
static void read_block(struct sheet *s, struct reader *r) {
  struct fsm_block *b = memory_new(sizeof *b);
  if (!take(r, &b->name, "the block's name"))
    return;
  b->exits = r->line->words + r->at;
  b->exits_n = r->line->n - r->at;
  s->out->blocks = memory_grow(s->out->blocks, s->out->blocks_n, sizeof *s->out->blocks);
  s->out->blocks[s->out->blocks_n] = b;
  s->out->blocks_n++;
  s->block = b;
}

static void begin_section(struct sheet *s, struct fsm_word machine) {
  struct fsm_section *section = memory_new(sizeof *section);
  section->machine = machine;
  s->out->sections = memory_grow(s->out->sections, s->out->sections_n, sizeof *s->out->sections);
  s->out->sections[s->out->sections_n] = section;
  s->out->sections_n++;
  s->section = section;
}

static void read_start(struct sheet *s, struct reader *r) {
  if (s->section->machine.text == NULL) {
    diagnose(s->d, r->line->words[0].place, "let it stand below `machine client' or another name",
             "a start, but of which machine is not said");
    return;
  }
  take(r, &s->section->start, "a state");
}

/* A line of the first column. */
static void read_head(struct sheet *s, struct reader *r) {
  const struct fsm_word *first = &r->line->words[0];
  struct fsm_word machine;
  s->block = NULL;
  s->last = NULL;
  r->at = 1;
  if (is_word(first, "sheet")) {
    take(r, &s->out->name, "the sheet's name");
  } else if (is_word(first, "machine")) {
    if (take(r, &machine, "the machine's name"))
      begin_section(s, machine);
  } else if (is_word(first, "start")) {
    read_start(s, r);
  } else if (is_word(first, "decision")) {
    read_decision(s, r);
  } else if (is_word(first, "block")) {
    read_block(s, r);
  } else {
    r->at = 0;
    read_row(s, r, &s->section->rows);
  }
}

/* A line that is indented: inside a block its rows begin where the first does, and what is deeper is an outcome. */
static void read_inner(struct sheet *s, struct reader *r) {
  unsigned column = r->line->words[0].place.column;
  if (s->block != NULL && s->block->rows.n == 0 && s->block->column == 0)
    s->block->column = column;
  if (s->block != NULL && column == s->block->column) {
    read_row(s, r, &s->block->rows);
  } else if (s->block != NULL && column < s->block->column) {
    diagnose(s->d, r->line->words[0].place,
             memory_print("begin it at column %u, as the first row of the block, or at the first column, behind it",
                          s->block->column),
             "neither a row of block `%s' nor one behind it", s->block->name.text);
  } else {
    read_outcome(s, r);
  }
}

struct fsm_sheet *fsm_read(const char *spec, const char *name, struct diagnostics *d) {
  struct fsm_sheet *out = memory_new(sizeof *out);
  struct sheet s = {.out = out, .d = d};
  out->source = source_read(spec, name);
  if (out->source == NULL) {
    diagnose_run(d, "cannot read %s/%s: %s", spec, name, strerror(errno));
    return NULL;
  }
  struct fsm_lines lines = fsm_lex(out->source, d);
  begin_section(&s, (struct fsm_word){0});
  for (size_t i = 0; i < lines.n; i++) {
    struct reader r = {&lines.lines[i], 0, d};
    if (lines.lines[i].words[0].place.column > 1)
      read_inner(&s, &r);
    else
      read_head(&s, &r);
  }
  struct place whole = {out->source, 0, 0};
  if (out->name.text == NULL)
    diagnose(d, whole, "begin with `sheet hello' or another name", "the sheet has no name");
  return out->name.text == NULL ? NULL : out;
}
