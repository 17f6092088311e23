/* Clients that are not served: each is told so at once, with an alert, instead of waiting for nothing. */
#ifndef HANDFAST_CLI_SERVER_REFUSE_H
#define HANDFAST_CLI_SERVER_REFUSE_H
#include <stddef.h>
#include <stdint.h>

#define CLI_REFUSED_MAX 64u

struct cli_refused {
  int fd
      [CLI_REFUSED_MAX]; /* a ring: their ClientHello may still be on its way, and closing before it comes loses the alert */
  int64_t until[CLI_REFUSED_MAX]; /* cli_ticks: when it is closed */
  size_t first;
  size_t n;
  int spare;           /* a descriptor to give up when there is no other; -1: none */
  int64_t quiet_until; /* cli_ticks: one line a second */
  unsigned long unsaid;
};

/* Makes room for so many connections, as far as the system allows, and says so when it does not. */
void cli_refused_start(struct cli_refused *refused, size_t connections);
/* Takes the socket over. */
void cli_refuse(struct cli_refused *refused, int fd, const char *why);
/* accept4 failed, errno says how. 1: for want of descriptors, and the client was refused with the spare one. 0: nobody can
   be taken now. */
int cli_refuse_without(struct cli_refused *refused, int listener);
/* A line about one more, at most one a second; those between are counted. */
void cli_refused_say(struct cli_refused *refused, const char *who, const char *why);
/* Closes those whose time is over, and says how many there were more. */
void cli_refused_sweep(struct cli_refused *refused, int64_t now);
/* 1: a sweep has something to do. */
int cli_refused_any(const struct cli_refused *refused);
void cli_refused_end(struct cli_refused *refused);
#endif
