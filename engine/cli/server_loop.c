#define _GNU_SOURCE
#include "server_loop.h"
#include "server_refuse.h"
#include "system.h"
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVENTS_AT_ONCE 64
#define ACCEPTS_AT_ONCE 64 /* those who are here want to be served as well */
#define SWEEP_MS 500

struct loop {
  struct cli_hall *hall;
  struct cli_peer *first;
  long count;
  struct cli_refused refused;
  int64_t sweep; /* cli_ticks: of the next look at the clock */
  int epoll;
  int listener;
  int signals;
  uint8_t listening; /* the listener is in the epoll set */
  uint8_t printing;  /* standard output is: it had no room */
  uint8_t stopping;
  uint8_t failed;
};

/* Standing for what is no peer in epoll's data. */
static char listener_mark;
static char signal_mark;
static char output_mark;

static int watch(const struct loop *l, int operation, int fd, uint32_t events, void *mark) {
  struct epoll_event event = {.events = events, .data.ptr = mark};
  return epoll_ctl(l->epoll, operation, fd, &event);
}

/* Takes new clients only while there are descriptors for them. */
static void set_listening(struct loop *l, int wanted) {
  if (wanted == l->listening)
    return;
  if (watch(l, wanted ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, l->listener, EPOLLIN, &listener_mark) == 0)
    l->listening = wanted != 0;
}

static void forget(struct loop *l, struct cli_peer *p) {
  if (p->previous != NULL)
    p->previous->next = p->next;
  else
    l->first = p->next;
  if (p->next != NULL)
    p->next->previous = p->previous;
  l->count--;
  cli_peer_free(p);
}

/* A socket that waits for nothing leaves the set: epoll would tell of its end again and again. */
static int watch_peer(const struct loop *l, struct cli_peer *p, uint32_t events) {
  int operation = events == 0 ? EPOLL_CTL_DEL : p->events == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  return events == p->events ? 0 : watch(l, operation, p->link.fd, events, p);
}

/* What epoll shall wait for now; or the end of this client. */
static void settle(struct loop *l, struct cli_peer *p) {
  int wants = p->phase == CLI_PHASE_LINGER ? POLLIN : cli_link_wants(&p->link);
  uint32_t events = (wants & POLLIN ? (uint32_t)EPOLLIN : 0u) | (wants & POLLOUT ? (uint32_t)EPOLLOUT : 0u);
  if (p->phase != CLI_PHASE_GONE && watch_peer(l, p, events) != 0)
    p->phase = CLI_PHASE_GONE;
  p->events = events;
  if (p->phase == CLI_PHASE_GONE)
    forget(l, p);
}

static void add(struct loop *l, int fd) {
  int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct cli_peer *p = cli_peer_new(l->hall, fd);
  if (p == NULL) {
    cli_refuse(&l->refused, fd, "there is no memory for one more");
    return;
  }
  p->next = l->first;
  if (l->first != NULL)
    l->first->previous = p;
  l->first = p;
  l->count++;
  settle(l, p);
}

static void take_client(struct loop *l, int fd) {
  if (l->count < l->hall->options.max_connections)
    add(l, fd);
  else
    cli_refuse(&l->refused, fd, "there are as many connections as --max-connections allows");
}

/* A failed accept concerns one client, or means that something is short: then no more until the next sweep. */
static void accept_clients(struct loop *l) {
  for (int turn = 0; turn < ACCEPTS_AT_ONCE; turn++) {
    int fd = accept4(l->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      return;
    if (fd >= 0) {
      take_client(l, fd);
    } else if (errno != EINTR && errno != ECONNABORTED && !cli_refuse_without(&l->refused, l->listener)) {
      set_listening(l, 0);
      return;
    }
  }
}

/* New ticket keys. What is wrong with them was said: then the old ones stay. */
static void renew_keys(struct loop *l) {
  struct cli_ticket_keys *keys = &l->hall->ticket_keys;
  if (cli_ticket_keys_read(keys) == 0)
    cli_note("%s: %zu ticket keys", keys->path, keys->keys.n);
}

static void stop(struct loop *l) {
  struct cli_peer *next;
  if (l->stopping) {
    l->failed = 1;
    return;
  }
  l->stopping = 1;
  set_listening(l, 0);
  for (struct cli_peer *p = l->first; p != NULL; p = next) {
    next = p->next;
    cli_peer_stop(p);
    settle(l, p);
  }
}

static void take_signal(struct loop *l) {
  struct signalfd_siginfo which;
  if (read(l->signals, &which, sizeof which) != (ssize_t)sizeof which)
    return;
  if (which.ssi_signo == (uint32_t)SIGHUP)
    renew_keys(l);
  else
    stop(l);
}

static void sweep(struct loop *l) {
  int64_t now = cli_ticks();
  struct cli_peer *next;
  if (now < l->sweep)
    return;
  l->sweep = now + SWEEP_MS;
  for (struct cli_peer *p = l->first; p != NULL; p = next) {
    next = p->next;
    if (p->until <= now) {
      cli_peer_timeout(p);
      settle(l, p);
    }
  }
  cli_refused_sweep(&l->refused, now);
  cli_say_lost();
  if (!l->stopping)
    set_listening(l, 1);
}

/* Waits for room in standard output, for as long as somebody has something for it. */
static void set_printing(struct loop *l, uint8_t wanted) {
  if (wanted == l->printing)
    return;
  if (watch(l, wanted ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, l->hall->printer.sink.fd, EPOLLOUT, &output_mark) == 0)
    l->printing = wanted;
}

/* There is room: who waited for it goes on. */
static void print_more(struct loop *l) {
  struct cli_peer *next;
  l->hall->printer.waits = 0;
  for (struct cli_peer *p = l->first; p != NULL; p = next) {
    next = p->next;
    if (p->link.hold && !l->hall->printer.waits) {
      cli_peer_step(p);
      settle(l, p);
    }
  }
}

static int is_peer(const void *mark) {
  return mark != &listener_mark && mark != &signal_mark && mark != &output_mark;
}

/* How long nothing can happen but what epoll tells of; -1: for ever. */
static int patience(const struct loop *l) {
  return l->first == NULL && l->listening && !cli_refused_any(&l->refused) && !cli_say_lost() ? -1 : SWEEP_MS;
}

/* What came is taken before anybody is forgotten: a later event may be about the same. */
static void take_events(struct loop *l, const struct epoll_event *events, int n) {
  uint8_t told = 0;
  uint8_t room = 0;
  for (int i = 0; i < n; i++) {
    if (events[i].data.ptr == &listener_mark)
      accept_clients(l);
    else if (is_peer(events[i].data.ptr))
      cli_peer_step(events[i].data.ptr);
    told |= events[i].data.ptr == &signal_mark;
    room |= events[i].data.ptr == &output_mark;
  }
  for (int i = 0; i < n; i++)
    if (is_peer(events[i].data.ptr))
      settle(l, events[i].data.ptr);
  if (room)
    print_more(l);
  if (told)
    take_signal(l);
}

static int pass(struct loop *l) {
  struct epoll_event events[EVENTS_AT_ONCE];
  int n = epoll_wait(l->epoll, events, EVENTS_AT_ONCE, patience(l));
  if (n < 0 && errno != EINTR) {
    cli_say("cannot wait for the network: %s", strerror(errno));
    return -1;
  }
  take_events(l, events, n);
  sweep(l);
  set_printing(l, l->hall->printer.waits);
  return 0;
}

static int begin(struct loop *l) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  if (l->hall->ticket_keys.path != NULL)
    sigaddset(&signals, SIGHUP);
  sigprocmask(SIG_BLOCK, &signals, NULL);
  l->signals = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
  l->epoll = epoll_create1(EPOLL_CLOEXEC);
  if (l->signals >= 0 && l->epoll >= 0 && watch(l, EPOLL_CTL_ADD, l->signals, EPOLLIN, &signal_mark) == 0)
    set_listening(l, 1);
  if (!l->listening)
    cli_say("cannot set up epoll: %s", strerror(errno));
  return l->listening ? 0 : -1;
}

static void end(struct loop *l) {
  while (l->first != NULL)
    forget(l, l->first);
  close(l->listener);
  cli_refused_end(&l->refused);
  if (l->signals >= 0)
    close(l->signals);
  if (l->epoll >= 0)
    close(l->epoll);
}

int cli_server_loop(struct cli_hall *hall, int listener) {
  struct loop l = {.hall = hall, .listener = listener, .epoll = -1, .signals = -1};
  cli_refused_start(&l.refused, (size_t)hall->options.max_connections);
  int answer = begin(&l) == 0 ? CLI_FINE : CLI_FAILED;
  while (answer == CLI_FINE && !l.failed && !(l.stopping && l.first == NULL)) {
    if (pass(&l) != 0)
      answer = CLI_FAILED;
  }
  end(&l);
  return answer;
}
