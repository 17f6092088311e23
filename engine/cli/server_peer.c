#define _GNU_SOURCE
#include "server_peer.h"
#include "report.h"
#include "system.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINGER_MS 2000
#define CLOSING_MS 5000

static void say(const struct cli_peer *p, const char *what, const char *text) {
  if (!p->hall->options.quiet)
    cli_note("%s: %s%s", p->address, what, text);
}

static void enter(struct cli_peer *p, enum cli_phase phase, int64_t ms) {
  p->phase = (uint8_t)phase;
  p->until = cli_ticks() + ms;
}

struct cli_peer *cli_peer_new(struct cli_hall *hall, int fd) {
  struct cli_peer *p = cli_allocate(sizeof *p);
  char prefix[sizeof p->tracer.prefix];
  p->hall = hall;
  p->config = hall->setup.config;
  cli_address(fd, 1, p->address);
  (void)snprintf(prefix, sizeof prefix, "%s: ", p->address);
  cli_tracer_start(&p->tracer, &p->config, hall->options.common.trace, prefix);
  cli_link_open(&p->link, fd);
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

static void open_up(struct cli_peer *p) {
  char text[CLI_REPORT_MAX];
  p->hall->served++;
  p->hall->resumed += hf_is_resumed(&p->link.connection) != 0;
  cli_report_agreed(&p->link.connection, text);
  say(p, "connected: ", text);
  enter(p, CLI_PHASE_OPEN, p->hall->options.idle_timeout * 1000);
}

/* Standard output may block, and then all clients wait: that is what a pipe's reader asks for. */
static void print(struct cli_peer *p, const uint8_t *bytes, size_t n) {
  for (size_t done = 0; done < n && !p->hall->output_failed;) {
    ssize_t put = write(STDOUT_FILENO, bytes + done, n - done);
    if (put < 0 && errno != EINTR) {
      cli_say("cannot write to standard output: %s", strerror(errno));
      p->hall->output_failed = 1;
    }
    done += put < 0 ? 0 : (size_t)put;
  }
}

static void answer_request(struct cli_peer *p, const uint8_t *bytes, size_t n) {
  if (p->www.complete)
    return;
  cli_www_request(&p->www, bytes, n);
  if (p->www.complete)
    p->reply_n = cli_www_answer(&p->www, &p->link.connection, p->hall->served, p->hall->resumed, p->reply);
}

static void take_application_data(struct cli_peer *p, const uint8_t *bytes, size_t n) {
  switch (p->hall->options.serve) {
  case CLI_SERVE_PRINT:
    print(p, bytes, n);
    break;
  case CLI_SERVE_ECHO:
    memcpy(p->reply, bytes, n);
    p->reply_n = n;
    p->reply_at = 0;
    break;
  case CLI_SERVE_WWW:
    answer_request(p, bytes, n);
    break;
  }
}

/* Behind the whole page goes close_notify. */
static void write_reply(struct cli_peer *p) {
  if (p->reply_at < p->reply_n) {
    size_t n = hf_write(&p->link.connection, (const uint8_t *)p->reply + p->reply_at, p->reply_n - p->reply_at);
    p->reply_at += n;
    if (n > 0)
      p->link.idle = 0;
  }
  p->link.hold = p->reply_at < p->reply_n;
  if (p->www.complete && !p->link.hold && p->phase == CLI_PHASE_OPEN) {
    hf_close(&p->link.connection);
    enter(p, CLI_PHASE_CLOSING, CLOSING_MS);
    p->link.idle = 0;
  }
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
  if (!p->link.hold && hf_status(&p->link.connection) == HF_STATUS_PEER_CLOSED) {
    hf_close(&p->link.connection); /* behind all of the reply */
    p->link.idle = 0;
  }
}

static void hang_up(struct cli_peer *p) {
  char text[CLI_REPORT_MAX];
  if (hf_status(&p->link.connection) == HF_STATUS_FAILED) {
    p->hall->failed++;
    cli_report_failure(&p->link.connection, p->link.transport_error, text);
    say(p, p->phase == CLI_PHASE_HANDSHAKE ? "handshake failed: " : "connection failed: ", text);
  } else {
    say(p, "closed", "");
  }
  enter(p, CLI_PHASE_LINGER, LINGER_MS);
}

static int is_over(const struct cli_peer *p) {
  enum hf_status status = hf_status(&p->link.connection);
  return (status == HF_STATUS_FAILED || status == HF_STATUS_CLOSED) && cli_link_flushed(&p->link);
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
    p->until = cli_ticks() + p->hall->options.idle_timeout * 1000;
  if (is_over(p))
    hang_up(p);
}

void cli_peer_step(struct cli_peer *p) {
  if (p->phase < CLI_PHASE_LINGER)
    advance(p);
  if (p->phase == CLI_PHASE_LINGER && cli_link_linger(&p->link))
    p->phase = CLI_PHASE_GONE;
}

static const char *const late[] = {"the handshake takes too long: dropped", "nothing came for too long: dropped",
                                   "no answer to close_notify: dropped"};

void cli_peer_timeout(struct cli_peer *p) {
  if (p->phase < CLI_PHASE_LINGER) {
    p->hall->failed++;
    say(p, late[p->phase], "");
  }
  p->phase = CLI_PHASE_GONE;
}

void cli_peer_stop(struct cli_peer *p) {
  if (p->phase == CLI_PHASE_HANDSHAKE)
    p->phase = CLI_PHASE_GONE;
  if (p->phase != CLI_PHASE_OPEN)
    return;
  hf_close(&p->link.connection);
  enter(p, CLI_PHASE_CLOSING, CLOSING_MS);
  cli_peer_step(p);
}
