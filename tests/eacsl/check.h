/* The drivers of tests/eacsl are plain C: E-ACSL rewrites them and the engine's modules so that every contract that it
   understands is evaluated at each call. What they check themselves is said here, too. */
#ifndef EACSL_CHECK_H
#define EACSL_CHECK_H

/* Fails the program when ok is 0. */
void check(int ok, const char *what);

/* Says what was evaluated, and ends the program: 0, or 9 when something was false. */
void report(void);
#endif
