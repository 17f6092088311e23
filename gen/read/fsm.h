/* A sheet of the machines, spec/machine/NAME.fsm, as it is written. The notation is in spec/README.md. */
#ifndef GEN_FSM_H
#define GEN_FSM_H
#include "base/diagnostics.h"

struct fsm_word {
  const char *text;
  struct place place;
};

/* One line of the file that is not empty, cut into words. */
struct fsm_line {
  struct fsm_word *words; /* at least one */
  size_t n;
};

struct fsm_lines {
  struct fsm_line *lines;
  size_t n;
};

/* The lexer (fsm_lexer.rl). A character that has no place in the notation is an error. */
struct fsm_lines fsm_lex(const struct source *s, struct diagnostics *d);

enum fsm_step { FSM_RECV, FSM_SEND, FSM_DECIDE, FSM_DO, FSM_CALL, FSM_FAIL, FSM_END, FSM_OR, FSM_USE };
enum fsm_next_kind { FSM_NOWHERE, FSM_STATE, FSM_STAY, FSM_FAILS, FSM_EXIT };

struct fsm_next {
  enum fsm_next_kind kind;
  struct fsm_word name; /* of the state, of the exit, or of the error; `reported' for the one that a decision set */
  const struct fsm_next
      *otherwise; /* STATE: where to, when no sheet of the profile has that state; NULL: it must be there */
};

struct fsm_outcome {
  struct fsm_word name;
  struct fsm_next next;
};

struct fsm_row {
  struct fsm_word state; /* `everywhere' for each state that waits */
  enum fsm_step step;
  struct fsm_word what;         /* message[:form], decision, work, call, error, state or block */
  struct fsm_word as;           /* use: what the names of the copy's states begin with; text NULL: nothing */
  struct fsm_next next;         /* recv, send, do, call */
  const char *reference;        /* "RFC5246 7.4.9" */
  struct fsm_outcome *outcomes; /* decide: its outcomes. use: the exits of the block */
  size_t outcomes_n;
};

struct fsm_rows {
  struct fsm_row *list; /* in the order of the file */
  size_t n;
};

struct fsm_decision {
  struct fsm_word name;
  struct fsm_word *outcomes;
  size_t outcomes_n;
};

struct fsm_decisions {
  struct fsm_decision *list;
  size_t n;
};

/* A run of rows that has a name, and is left by its exits alone. */
struct fsm_block {
  struct fsm_word name;
  struct fsm_word *exits;
  size_t exits_n;
  struct fsm_rows rows;
  unsigned column; /* where its rows begin */
  int is_used;     /* by a row of some machine */
};

/* Rows of one machine, or of all. */
struct fsm_section {
  struct fsm_word machine; /* text NULL: of every machine */
  struct fsm_word start;   /* text NULL: none */
  struct fsm_rows rows;
};

struct fsm_sheet {
  const struct source *source;
  struct fsm_word name;
  struct fsm_decisions decisions;
  struct fsm_block **blocks;
  size_t blocks_n;
  struct fsm_section **sections; /* the first is that of every machine */
  size_t sections_n;
};

/* Reads SPECDIR/name. NULL when it cannot be read; rows that are not of the notation are left out, with diagnostics. */
struct fsm_sheet *fsm_read(const char *spec, const char *name, struct diagnostics *d);
/* The decision of this name, or NULL. */
const struct fsm_decision *fsm_decision(const struct fsm_decisions *all, const char *name);
/* The outcome or exit of this name behind a row, or NULL. */
const struct fsm_outcome *fsm_outcome(const struct fsm_row *row, const char *name);
#endif
