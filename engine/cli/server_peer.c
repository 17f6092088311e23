#define _GNU_SOURCE
#include "server_peer.h"
#include "report.h"
#include "system.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINGER_MS 2000
#define CLOSING_MS 3000 /* for what must still be sent, and again for the client's close_notify */

static void say(const struct cli_peer *p, const char *what, const char *text) {
  if (!p->hall->options.quiet)
    cli_note("%s: %s%s", p->address, what, text);
}

static void enter(struct cli_peer *p, enum cli_phase phase, int64_t ms) {
  p->phase = (uint8_t)phase;
  p->until = cli_ticks() + ms;
}

static void count_failure(struct cli_peer *p) {
  p->hall->failed += p->counted == 0;
  p->counted = 1;
}

static struct cli_peer *begin(int fd) {
  struct cli_peer *p = calloc(1, sizeof *p);
  if (p == NULL || cli_link_open(&p->link, fd) == 0)
    return p;
  p->link.fd = -1; /* the caller's again */
  cli_peer_free(p);
  return NULL;
}

struct cli_peer *cli_peer_new(struct cli_hall *hall, int fd) {
  struct cli_peer *p = begin(fd);
  char prefix[sizeof p->tracer.prefix];
  if (p == NULL)
    return NULL;
  p->hall = hall;
  p->config = hall->setup.config;
  cli_address(fd, 1, p->address);
  (void)snprintf(prefix, sizeof prefix, "%s: ", p->address);
  cli_tracer_start(&p->tracer, &p->config, hall->options.common.trace, prefix);
  enter(p, CLI_PHASE_HANDSHAKE, hall->options.handshake_timeout * 1000);
  enum hf_error error = hf_server_start(&p->link.connection, &p->config, &p->link.buffers);
  if (error != HF_OK)
    say(p, "cannot begin: ", hf_strerror(error));
  return p;
}

void cli_peer_free(struct cli_peer *p) {
  cli_link_close(&p->link);
  explicit_bzero(p, sizeof *p);
  free(p);
}

/* No byte for so long, or the whole request not here in its time. */
static void grant_time(struct cli_peer *p) {
  p->until = cli_ticks() + p->hall->options.idle_timeout * 1000;
  if (p->deadline != 0 && !p->www.complete && p->until > p->deadline)
    p->until = p->deadline;
}

static void open_up(struct cli_peer *p) {
  char text[CLI_REPORT_MAX];
  p->hall->served++;
  p->hall->resumed += hf_is_resumed(&p->link.connection);
  cli_report_agreed(&p->link.connection, text);
  say(p, "connected: ", text);
  if (p->hall->options.common.exported.label != NULL) {
    cli_export_say(&p->link.connection, &p->hall->options.common.exported, text);
    say(p, "exported: ", text);
    explicit_bzero(text, sizeof text);
  }
  p->phase = CLI_PHASE_OPEN;
  if (p->hall->options.serve == CLI_SERVE_WWW)
    p->deadline = cli_ticks() + p->hall->options.request_timeout * 1000;
  grant_time(p);
}

static void answer_request(struct cli_peer *p, const uint8_t *bytes, size_t n) {
  if (p->www.complete)
    return;
  cli_www_request(&p->www, bytes, n);
  if (p->www.complete)
    p->reply_n = cli_www_answer(&p->www, &p->link.connection, p->hall->served, p->hall->resumed, p->reply);
}

/* Behind our close_notify there is no answer any more; what is printed is printed to the end. */
static void take_application_data(struct cli_peer *p, const uint8_t *bytes, size_t n) {
  enum cli_serve serve = p->hall->options.serve;
  if (serve == CLI_SERVE_WWW) {
    answer_request(p, bytes, n);
  } else if (serve == CLI_SERVE_PRINT || p->phase < CLI_PHASE_CLOSING) {
    memcpy(p->reply, bytes, n);
    p->reply_n = n;
    p->reply_at = 0;
  }
}

static int has_ended(const struct cli_peer *p) {
  enum hf_status status = hf_status(&p->link.connection);
  return status == HF_STATUS_FAILED || status == HF_STATUS_CLOSED;
}

/* As far as there is room. Nothing more is taken from the client before all of it has gone. */
static void write_reply(struct cli_peer *p) {
  if (p->discards || (has_ended(p) && p->hall->options.serve != CLI_SERVE_PRINT))
    p->reply_at = p->reply_n;
  const uint8_t *from = (const uint8_t *)p->reply + p->reply_at;
  size_t n = p->reply_n - p->reply_at;
  if (n > 0) {
    size_t put = p->hall->options.serve == CLI_SERVE_PRINT ? cli_print(&p->hall->printer, from, n)
                                                           : hf_write(&p->link.connection, from, n);
    p->reply_at += put;
    if (put > 0)
      p->link.idle = 0;
  }
  p->link.hold = p->reply_at < p->reply_n;
}

/* All that came before is answered: a page is behind its request, a client that has said close_notify says no more, and one that
   shall end has been heard out. */
static int has_answered(const struct cli_peer *p) {
  if (p->link.hold)
    return 0;
  if (hf_status(&p->link.connection) == HF_STATUS_PEER_CLOSED)
    return p->phase < CLI_PHASE_CLOSING;
  return (p->phase == CLI_PHASE_OPEN && p->www.complete) ||
         (p->phase == CLI_PHASE_DRAINING && (p->www.complete || cli_link_fed(&p->link)));
}

static void say_goodbye(struct cli_peer *p) {
  hf_close(&p->link.connection);
  enter(p, CLI_PHASE_CLOSING, CLOSING_MS);
  p->link.last = 0;
  p->link.idle = 0;
}

static void talk(struct cli_peer *p) {
  uint8_t bytes[CLI_WWW_PAGE];
  size_t n;
  write_reply(p);
  while (!p->link.hold && (n = hf_read(&p->link.connection, bytes, sizeof bytes)) > 0) {
    p->link.idle = 0;
    take_application_data(p, bytes, n);
    write_reply(p);
  }
  if (has_answered(p))
    say_goodbye(p);
}

static void hang_up(struct cli_peer *p) {
  char text[CLI_REPORT_MAX];
  if (hf_status(&p->link.connection) == HF_STATUS_FAILED) {
    count_failure(p);
    cli_trace_alert(&p->link.connection);
    cli_report_failure(&p->link.connection, p->link.transport_error, text);
    say(p, p->phase == CLI_PHASE_HANDSHAKE ? "handshake failed: " : "connection failed: ", text);
  } else {
    say(p, "closed", "");
  }
  enter(p, CLI_PHASE_LINGER, LINGER_MS);
}

static int is_over(const struct cli_peer *p) {
  return has_ended(p) && cli_link_flushed(&p->link) && !p->link.hold;
}

static void advance(struct cli_peer *p) {
  cli_link_pump(&p->link);
  int moved = !p->link.idle;
  for (;;) {
    if (p->phase == CLI_PHASE_HANDSHAKE && cli_link_opened(&p->link))
      open_up(p);
    if (p->phase != CLI_PHASE_HANDSHAKE)
      talk(p);
    if (p->link.idle)
      break;
    cli_link_move(&p->link);
  }
  if (moved && p->phase == CLI_PHASE_OPEN)
    grant_time(p);
  if (is_over(p))
    hang_up(p);
}

void cli_peer_step(struct cli_peer *p) {
  if (p->phase < CLI_PHASE_LINGER)
    advance(p);
  if (p->phase == CLI_PHASE_LINGER && cli_link_linger(&p->link))
    p->phase = CLI_PHASE_GONE;
}

/* Answers what came, and then says close_notify; or, in a handshake, user_canceled and close_notify at once. */
static void wind_up(struct cli_peer *p) {
  if (p->phase == CLI_PHASE_HANDSHAKE) {
    say_goodbye(p);
  } else {
    p->link.last = 1;
    enter(p, CLI_PHASE_DRAINING, CLOSING_MS);
  }
  cli_peer_step(p);
}

/* Who was asked for a request and did not send one is told so in its own language. */
static void answer_late(struct cli_peer *p) {
  if (p->hall->options.serve != CLI_SERVE_WWW || p->www.complete)
    return;
  p->www.complete = 1;
  p->reply_n = cli_www_late(p->reply);
}

/* What it said cannot be printed; but nothing that it should hear is missing. */
static void give_up_printing(struct cli_peer *p) {
  p->discards = 1;
  say_goodbye(p);
  cli_peer_step(p);
}

static const char *late(const struct cli_peer *p) {
  switch (p->phase) {
  case CLI_PHASE_HANDSHAKE:
    return "the handshake takes too long: dropped";
  case CLI_PHASE_OPEN:
    return p->deadline != 0 && cli_ticks() >= p->deadline ? "the request takes too long: dropped"
                                                          : "nothing came for too long: dropped";
  case CLI_PHASE_DRAINING:
    return p->hall->options.serve == CLI_SERVE_PRINT ? "standard output does not take what it said: lost"
                                                     : "it does not take what is for it: dropped";
  default:
    return "no answer to close_notify: dropped";
  }
}

void cli_peer_timeout(struct cli_peer *p) {
  uint8_t phase = p->phase;
  if (phase < CLI_PHASE_LINGER) {
    count_failure(p);
    say(p, late(p), "");
  }
  if (phase == CLI_PHASE_OPEN)
    answer_late(p);
  if (phase == CLI_PHASE_HANDSHAKE || phase == CLI_PHASE_OPEN)
    wind_up(p);
  else if (phase == CLI_PHASE_DRAINING && p->hall->options.serve == CLI_SERVE_PRINT)
    give_up_printing(p);
  else
    p->phase = CLI_PHASE_GONE;
}

void cli_peer_stop(struct cli_peer *p) {
  if (p->phase == CLI_PHASE_HANDSHAKE)
    say(p, "the server ends: the handshake is given up", "");
  if (p->phase == CLI_PHASE_HANDSHAKE || p->phase == CLI_PHASE_OPEN)
    wind_up(p);
}
