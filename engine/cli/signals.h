/* SIGTERM and SIGINT, for as long as there is a connection to be ended well. */
#ifndef HANDFAST_CLI_SIGNALS_H
#define HANDFAST_CLI_SIGNALS_H

/* From now on the first of them ends nothing, but makes the descriptor readable that is returned; the next has its usual
   effect. -1: that cannot be done, and both have it. */
int cli_signals_begin(void);
/* That descriptor; -1: there is none now. */
int cli_signals_fd(void);
/* The signal that came, or 0. */
int cli_signals_came(void);
/* Both have their usual effect again. */
void cli_signals_end(void);
#endif
