#define _GNU_SOURCE
#include "client_run.h"
#include "cli.h"
#include "report.h"
#include "signals.h"
#include "sink.h"
#include "system.h"
#include "trace.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 4096
#define LINGER_MS 1000
#define LEAVE_MS 3000

struct run {
  struct cli_link *link;
  const struct cli_patience *limits;
  const struct cli_export *exported;
  int key_update;
  struct cli_sink output;
  int signals;   /* readable when one came; -1: none can */
  int64_t until; /* cli_ticks: when our patience is over */
  int answer;    /* for when the peer closes well */
  uint8_t talks;
  uint8_t opened;  /* the handshake is done, and we said so */
  uint8_t closing; /* our input is at its end */
  uint8_t leaving; /* no more than what must still be sent, and close_notify */
  uint8_t output_failed;
  size_t typed_at; /* typed[typed_at .. typed_n-1] came from standard input and is still to be written */
  size_t typed_n;
  size_t shown_at; /* shown[shown_at .. shown_n-1] came from the peer and is still to be shown */
  size_t shown_n;
  uint8_t typed[CHUNK];
  uint8_t shown[CHUNK];
};

static enum hf_status status_of(const struct run *r) {
  return hf_status(&r->link->connection);
}

static int has_ended(const struct run *r) {
  return status_of(r) == HF_STATUS_FAILED || status_of(r) == HF_STATUS_CLOSED;
}

/* Ends the connection with a word to the peer: behind what was typed, or in a handshake at once, user_canceled before it. */
static void leave(struct run *r) {
  if (r->leaving)
    return;
  r->leaving = 1;
  r->closing = 1;
  r->until = cli_ticks() + LEAVE_MS;
  if (status_of(r) != HF_STATUS_OPEN && status_of(r) != HF_STATUS_PEER_CLOSED)
    hf_close(&r->link->connection);
}

static void fail_output(struct run *r) {
  cli_say("cannot write to standard output: %s", strerror(errno));
  r->output_failed = 1;
  r->shown_n = r->shown_at = 0;
  leave(r);
}

/* What the peer said, as far as standard output takes it. Nothing more is taken from the peer before all of it has gone. */
static void put_shown(struct run *r) {
  while (r->shown_at < r->shown_n) {
    ssize_t put = cli_sink_write(&r->output, r->shown + r->shown_at, r->shown_n - r->shown_at);
    if (put < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      break;
    if (put < 0)
      fail_output(r);
    else
      r->shown_at += (size_t)put;
    r->link->idle = 0; /* there is room again for what was received and not taken */
  }
  r->link->hold = r->shown_at < r->shown_n;
}

static void show(struct run *r) {
  put_shown(r);
  while (!r->link->hold && (r->shown_n = hf_read(&r->link->connection, r->shown, sizeof r->shown)) > 0) {
    r->link->idle = 0;
    r->shown_at = r->output_failed ? r->shown_n : 0;
    put_shown(r);
  }
}

static void announce(struct run *r) {
  char text[CLI_REPORT_MAX];
  r->opened = 1;
  cli_report_agreed(&r->link->connection, text);
  cli_note("connected: %s", text);
  if (r->key_update && hf_update_keys(&r->link->connection) == HF_OK)
    cli_note("keys updated");
  if (r->exported->label == NULL)
    return;
  cli_export_say(&r->link->connection, r->exported, text);
  cli_note("exported: %s", text);
  explicit_bzero(text, sizeof text);
}

static void type(struct run *r) {
  ssize_t got = read(STDIN_FILENO, r->typed, sizeof r->typed);
  if (got < 0 && (errno == EINTR || errno == EAGAIN))
    return;
  r->typed_at = 0;
  r->typed_n = got < 0 ? 0 : (size_t)got;
  if (got < 0) {
    cli_say("cannot read standard input: %s", strerror(errno));
    r->answer = CLI_FAILED;
  }
  if (got > 0)
    return;
  r->closing = 1;
  r->until = cli_ticks() + r->limits->handshake_ms;
}

/* What was typed goes into records as far as there is room; behind the last of it goes close_notify. So it does when the server
   has closed: whoever types may never end. */
static void speak(struct run *r) {
  struct hf_connection *c = &r->link->connection;
  enum hf_status status = hf_status(c);
  if (status != HF_STATUS_OPEN && status != HF_STATUS_PEER_CLOSED)
    return;
  if (r->typed_at < r->typed_n)
    r->typed_at += hf_write(c, r->typed + r->typed_at, r->typed_n - r->typed_at);
  if ((r->closing || status == HF_STATUS_PEER_CLOSED) && r->typed_at == r->typed_n) {
    hf_close(c);
    r->link->idle = 0;
  }
}

static int wants_input(const struct run *r) {
  return r->talks && !r->closing && r->typed_at == r->typed_n && cli_link_flushed(r->link) &&
         status_of(r) == HF_STATUS_OPEN;
}

/* Who leaves does not wait for the peer's close_notify, once our own is on its way. */
static int is_over(const struct run *r) {
  if (!cli_link_flushed(r->link))
    return 0;
  return r->leaving ? has_ended(r) || status_of(r) == HF_STATUS_CLOSING : has_ended(r) && !r->link->hold;
}

/* Whether our patience has an end now. A reader of standard output may take its time. */
static int has_limit(const struct run *r) {
  if (r->leaving || !r->opened)
    return 1;
  return !r->link->hold && (r->closing || r->limits->idle_ms != 0);
}

/* Milliseconds to wait at most; -1: for ever. */
static int patience(const struct run *r) {
  int64_t left = r->until - cli_ticks();
  if (!r->link->idle)
    return 0;
  if (!has_limit(r))
    return -1;
  return left > 0 ? (int)left : 0;
}

/* For the handshake as a whole; behind it, from each sign of life on. */
static void renew_patience(struct run *r) {
  if (!r->leaving && r->opened && (!r->link->idle || !has_limit(r)))
    r->until = cli_ticks() + (r->closing ? r->limits->handshake_ms : r->limits->idle_ms);
}

static const char *late(const struct run *r) {
  if (!r->opened)
    return "the handshake takes too long: given up";
  if (!r->closing)
    return "nothing came for too long: given up";
  return status_of(r) == HF_STATUS_CLOSING && cli_link_flushed(r->link)
             ? "the peer does not answer our close_notify: given up"
             : "the peer does not take what is for it: given up";
}

/* -1: it was tried to leave well, and that took too long as well. */
static int lose_patience(struct run *r) {
  if (r->leaving)
    return -1;
  cli_say("%s", late(r));
  leave(r);
  return 0;
}

/* Waits for the socket, standard input, room in standard output or a signal. -1: for nothing any more. */
static int wait(struct run *r) {
  struct pollfd ready[] = {{.fd = r->link->fd, .events = cli_link_wants(r->link)},
                           {.fd = wants_input(r) ? STDIN_FILENO : -1, .events = POLLIN},
                           {.fd = r->link->hold ? r->output.fd : -1, .events = POLLOUT},
                           {.fd = r->leaving ? -1 : r->signals, .events = POLLIN}};
  if (ready[0].events == 0)
    ready[0].fd = -1;
  int n = poll(ready, sizeof ready / sizeof ready[0], patience(r));
  if (n == 0 && r->link->idle)
    return lose_patience(r);
  if (n > 0 && ready[3].revents != 0)
    leave(r);
  else if (n > 0 && ready[1].revents != 0)
    type(r);
  return 0;
}

static void linger(struct cli_link *link) {
  int64_t until = cli_ticks() + LINGER_MS;
  struct pollfd ready = {.fd = link->fd, .events = POLLIN};
  for (int64_t left = LINGER_MS; left > 0 && !cli_link_linger(link); left = until - cli_ticks())
    poll(&ready, 1, (int)left);
}

static int finish(const struct run *r) {
  char text[CLI_REPORT_MAX];
  if (r->leaving)
    return CLI_FAILED;
  if (status_of(r) == HF_STATUS_CLOSED)
    return r->answer;
  cli_trace_alert(&r->link->connection);
  cli_report_failure(&r->link->connection, r->link->transport_error, text);
  cli_say("%s failed: %s", r->opened ? "connection" : "handshake", text);
  return CLI_FAILED;
}

static void step(struct run *r) {
  cli_link_pump(r->link);
  if (!r->opened && !r->leaving && cli_link_opened(r->link))
    announce(r);
  show(r);
  speak(r);
  renew_patience(r);
}

static int converse(struct run *r) {
  do
    step(r);
  while (!is_over(r) && wait(r) == 0);
  return finish(r);
}

int cli_client_run(struct cli_link *link, const struct cli_patience *limits, const struct cli_export *exported,
                   int key_update, int talks) {
  struct run r = {.link = link,
                  .limits = limits,
                  .exported = exported,
                  .key_update = key_update,
                  .signals = cli_signals_fd(),
                  .until = cli_ticks() + limits->handshake_ms,
                  .talks = talks != 0,
                  .closing = talks == 0};
  cli_sink_open(&r.output, STDOUT_FILENO);
  int answer = converse(&r);
  linger(link);
  if (r.output.fd != STDOUT_FILENO)
    close(r.output.fd);
  explicit_bzero(r.typed, sizeof r.typed);
  explicit_bzero(r.shown, sizeof r.shown);
  return answer;
}
