#define _GNU_SOURCE
#include "client_run.h"
#include "cli.h"
#include "report.h"
#include "system.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 4096
#define LINGER_MS 1000

struct run {
  struct cli_link *link;
  int limit_ms;  /* for the handshake, and for each sign of life after our close_notify */
  int64_t until; /* cli_ticks: when that time is over */
  uint8_t talks;
  uint8_t opened;  /* the handshake is done, and we said so */
  uint8_t closing; /* our input is at its end */
  size_t typed_at; /* typed[typed_at .. typed_n-1] came from standard input and is still to be written */
  size_t typed_n;
  uint8_t typed[CHUNK];
};

static int fail_output(void) {
  cli_say("cannot write to standard output: %s", strerror(errno));
  return CLI_FAILED;
}

/* Application data to standard output, which may block: nobody else waits for us. */
static int show(struct run *r) {
  uint8_t bytes[CHUNK];
  size_t n;
  while ((n = hf_read(&r->link->connection, bytes, sizeof bytes)) > 0) {
    r->link->idle = 0;
    for (size_t done = 0; done < n;) {
      ssize_t put = write(STDOUT_FILENO, bytes + done, n - done);
      if (put < 0 && errno != EINTR)
        return fail_output();
      done += put < 0 ? 0 : (size_t)put;
    }
  }
  return CLI_FINE;
}

static void announce(struct run *r) {
  char text[CLI_REPORT_MAX];
  r->opened = 1;
  cli_report_agreed(&r->link->connection, text);
  cli_note("connected: %s", text);
}

static void type(struct run *r) {
  ssize_t got = read(STDIN_FILENO, r->typed, sizeof r->typed);
  if (got < 0 && (errno == EINTR || errno == EAGAIN))
    return;
  r->typed_at = 0;
  r->typed_n = got < 0 ? 0 : (size_t)got;
  if (got < 0)
    cli_say("cannot read standard input: %s", strerror(errno));
  r->closing = got <= 0;
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
         hf_status(&r->link->connection) == HF_STATUS_OPEN;
}

static int is_over(const struct run *r) {
  enum hf_status status = hf_status(&r->link->connection);
  return (status == HF_STATUS_FAILED || status == HF_STATUS_CLOSED) && cli_link_flushed(r->link);
}

/* Milliseconds to wait at most: for the handshake as a whole, and for each sign of life once we have closed; else for ever. */
static int patience(const struct run *r) {
  int64_t left = r->until - cli_ticks();
  if (!r->link->idle)
    return 0;
  if (r->opened && hf_status(&r->link->connection) != HF_STATUS_CLOSING)
    return -1;
  return left > 0 ? (int)left : 0;
}

/* Waits for the socket or standard input. CLI_FAILED when it takes too long. */
static int wait(struct run *r) {
  struct pollfd ready[2] = {{.fd = r->link->fd, .events = cli_link_wants(r->link)},
                            {.fd = wants_input(r) ? STDIN_FILENO : -1, .events = POLLIN}};
  if (ready[0].events == 0)
    ready[0].fd = -1;
  int n = poll(ready, 2, patience(r));
  if (n == 0 && r->link->idle) {
    cli_say(r->opened ? "the peer does not answer our close_notify: given up"
                      : "the handshake takes too long: given up");
    return CLI_FAILED;
  }
  if (n > 0 && ready[1].revents != 0)
    type(r);
  return CLI_FINE;
}

static void linger(struct cli_link *link) {
  int64_t until = cli_ticks() + LINGER_MS;
  struct pollfd ready = {.fd = link->fd, .events = POLLIN};
  for (int64_t left = LINGER_MS; left > 0 && !cli_link_linger(link); left = until - cli_ticks())
    poll(&ready, 1, (int)left);
}

static int finish(const struct run *r) {
  char text[CLI_REPORT_MAX];
  if (hf_status(&r->link->connection) == HF_STATUS_CLOSED)
    return CLI_FINE;
  cli_report_failure(&r->link->connection, r->link->transport_error, text);
  cli_say("%s failed: %s", r->opened ? "connection" : "handshake", text);
  return CLI_FAILED;
}

static int step(struct run *r) {
  cli_link_pump(r->link);
  if (!r->opened && cli_link_opened(r->link))
    announce(r);
  int answer = show(r);
  speak(r);
  if (r->opened && !r->link->idle)
    r->until = cli_ticks() + r->limit_ms;
  return answer;
}

int cli_client_run(struct cli_link *link, int handshake_ms, int talks) {
  struct run r = {.link = link,
                  .limit_ms = handshake_ms,
                  .until = cli_ticks() + handshake_ms,
                  .talks = talks != 0,
                  .closing = talks == 0};
  int answer = CLI_FINE;
  while (answer == CLI_FINE) {
    answer = step(&r);
    if (answer != CLI_FINE || is_over(&r))
      break;
    answer = wait(&r);
  }
  if (answer == CLI_FINE)
    answer = finish(&r);
  linger(link);
  explicit_bzero(r.typed, sizeof r.typed);
  return answer;
}
