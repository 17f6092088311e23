/* A transition table, spec/tls12/NAME.fsm, as it is written. The notation is in spec/README.md. */
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

enum fsm_step { FSM_RECV, FSM_SEND, FSM_DECIDE, FSM_DO, FSM_CALL, FSM_FAIL, FSM_END };
enum fsm_next_kind { FSM_NOWHERE, FSM_STATE, FSM_STAY, FSM_FAILS };

struct fsm_next {
  enum fsm_next_kind kind;
  struct fsm_word name; /* of the state, or of the error; `reported' for the one that a decision set */
};

struct fsm_outcome {
  struct fsm_word name;
  struct fsm_next next;
};

struct fsm_row {
  struct fsm_word state; /* `everywhere' for each state that waits */
  enum fsm_step step;
  struct fsm_word what;         /* message[:context], decision, work, call or error */
  struct fsm_next next;         /* recv, send, do, call */
  const char *reference;        /* "RFC5246 7.4.9" */
  struct fsm_outcome *outcomes; /* decide */
  size_t outcomes_n;
};

struct fsm_decision {
  struct fsm_word name;
  struct fsm_word *outcomes;
  size_t outcomes_n;
};

struct fsm {
  const struct source *source;
  struct fsm_word name;
  struct fsm_word start;
  struct fsm_decision *decisions;
  size_t decisions_n;
  struct fsm_row *rows; /* in the order of the file */
  size_t rows_n;
};

/* Reads SPECDIR/name. NULL when it cannot be read; rows that are not of the notation are left out, with diagnostics. */
struct fsm *fsm_read(const char *spec, const char *name, struct diagnostics *d);
const struct fsm_decision *fsm_decision(const struct fsm *f, const char *name);
#endif
