#define _GNU_SOURCE
#include "server_refuse.h"
#include "generated/registry.h"
#include "net.h"
#include "system.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINGER_MS 1000
#define QUIET_MS 1000
#define OTHER_DESCRIPTORS 32u /* standard ones, listener, epoll, files */

/* In plain text, as before any ServerHello. There is no alert for "too busy"; this one blames nobody (RFC 5246 7.2.2). */
static const uint8_t alert[] = {HF_CONTENT_ALERT, 3, 3, 0, 2, HF_ALERT_LEVEL_FATAL, HF_ALERT_INTERNAL_ERROR};

/* Raises the limit of this process to what it needs, where it may. */
static void raise_limit(size_t wanted) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
    return;
  limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted)
    cli_say("server: the system allows %llu open files, fewer than --max-connections needs (ulimit -n)",
            (unsigned long long)limit.rlim_cur);
}

static int open_spare(void) {
  return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void cli_refused_start(struct cli_refused *r, size_t connections) {
  memset(r, 0, sizeof *r);
  raise_limit(connections + CLI_REFUSED_MAX + OTHER_DESCRIPTORS);
  r->spare = open_spare();
}

/* What was not read would make the system reset the connection, and the client lose the alert. */
static void hang_up(int fd) {
  uint8_t bytes[4096];
  for (int turn = 0; turn < 8 && recv(fd, bytes, sizeof bytes, MSG_DONTWAIT) > 0; turn++)
    continue;
  close(fd);
}

static void drop_first(struct cli_refused *r) {
  hang_up(r->fd[r->first]);
  r->first = (r->first + 1) % CLI_REFUSED_MAX;
  r->n--;
}

static void keep(struct cli_refused *r, int fd) {
  if (r->n == CLI_REFUSED_MAX)
    drop_first(r);
  size_t at = (r->first + r->n) % CLI_REFUSED_MAX;
  r->fd[at] = fd;
  r->until[at] = cli_ticks() + LINGER_MS;
  r->n++;
}

static void tell(struct cli_refused *r, int fd, const char *why) {
  char address[CLI_ADDRESS_TEXT];
  cli_address(fd, 1, address);
  cli_refused_say(r, address, why);
  if (send(fd, alert, sizeof alert, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)sizeof alert)
    shutdown(fd, SHUT_WR);
}

void cli_refuse(struct cli_refused *r, int fd, const char *why) {
  tell(r, fd, why);
  keep(r, fd);
}

int cli_refuse_without(struct cli_refused *r, int listener) {
  const char *why = strerror(errno);
  if ((errno != EMFILE && errno != ENFILE) || r->spare < 0) {
    cli_refused_say(r, "a client", why);
    return 0;
  }
  close(r->spare);
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd >= 0) {
    tell(r, fd, why);
    hang_up(fd);
  }
  r->spare = open_spare();
  return fd >= 0;
}

void cli_refused_say(struct cli_refused *r, const char *who, const char *why) {
  int64_t now = cli_ticks();
  if (now < r->quiet_until) {
    r->unsaid++;
    return;
  }
  r->quiet_until = now + QUIET_MS;
  cli_say("%s: refused: %s", who, why);
}

void cli_refused_sweep(struct cli_refused *r, int64_t now) {
  while (r->n > 0 && r->until[r->first] <= now)
    drop_first(r);
  if (r->spare < 0)
    r->spare = open_spare();
  if (r->unsaid == 0 || now < r->quiet_until)
    return;
  cli_say("%lu more refused", r->unsaid);
  r->unsaid = 0;
  r->quiet_until = now + QUIET_MS;
}

int cli_refused_any(const struct cli_refused *r) {
  return r->n > 0 || r->unsaid > 0;
}

void cli_refused_end(struct cli_refused *r) {
  while (r->n > 0)
    drop_first(r);
  if (r->spare >= 0)
    close(r->spare);
}
