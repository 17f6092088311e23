/* Errors in a specification, shown as a good compiler shows them:

     spec/machine/tls12.fsm:41:21: error: `decide check_finished' has no row for its outcome `different'
        41 | check_finished                      decide check_finished         RFC5246 7.4.9
           |                                     ^
           = add a row `different' below it, or take the outcome out of `decision check_finished'

   The run goes on after an error, to show the others too; it writes no file. */
#ifndef GEN_DIAGNOSTICS_H
#define GEN_DIAGNOSTICS_H
#include "base/source.h"

struct diagnostics {
  unsigned errors;
  struct place *places; /* where they are, but for those of a whole file */
  size_t places_n;
};

/* The error: what is wrong, in one line. mend: what to do about it, or NULL. A second error at a place is not shown: where a block
   is wrong, each of its copies is. */
void diagnose(struct diagnostics *d, struct place at, const char *mend, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* An error that has no place in a file. */
void diagnose_run(struct diagnostics *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
#endif
