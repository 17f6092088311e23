#define _GNU_SOURCE
#include "net.h"
#include "system.h"
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 128

static int bad_endpoint(const char *text, const char *why) {
  cli_say("'%s': %s; wanted is HOST:PORT, as in example.org:443, 127.0.0.1:4433 or [::1]:4433", text, why);
  return -1;
}

static const char *check_port(const char *port, int listening) {
  size_t digits = strspn(port, "0123456789");
  long value = strtol(port, NULL, 10);
  if (*port == 0)
    return "the port is missing";
  if (strlen(port) >= CLI_PORT_MAX)
    return "the port is too long";
  if (digits != strlen(port))
    return NULL; /* a service's name, for getaddrinfo */
  if (value > 65535)
    return "the port is greater than 65535";
  return value == 0 && !listening ? "nobody can be reached at port 0" : NULL;
}

/* Where the host ends and the port begins: NULL and both, or why not. */
static const char *split(const char *text, const char **host, size_t *host_n, const char **port) {
  const char *colon = strrchr(text, ':');
  *host = text;
  if (*text == '[') {
    const char *close = strchr(text, ']');
    if (close == NULL)
      return "the ']' behind the IPv6 address is missing";
    if (close[1] != ':')
      return "the port is missing";
    *host = text + 1;
    *host_n = (size_t)(close - *host);
    *port = close + 2;
    return NULL;
  }
  if (colon == NULL)
    return "the port is missing";
  if (strchr(text, ':') != colon)
    return "an IPv6 address must stand in brackets";
  *host_n = (size_t)(colon - text);
  *port = colon + 1;
  return NULL;
}

int cli_endpoint_parse(const char *text, int listening, struct cli_endpoint *out) {
  const char *host = text;
  const char *port = "";
  size_t n = 0;
  const char *why = split(text, &host, &n, &port);
  if (why == NULL)
    why = check_port(port, listening);
  if (why == NULL && n >= CLI_HOST_MAX)
    why = "the host is too long";
  if (why == NULL && n == 1 && *host == '*' && listening)
    n = 0;
  else if (why == NULL && n == 0 && !listening)
    why = "the host is missing";
  if (why != NULL)
    return bad_endpoint(text, why);
  memcpy(out->host, host, n);
  out->host[n] = 0;
  (void)snprintf(out->port, sizeof out->port, "%s", port);
  return 0;
}

static int resolve(const struct cli_endpoint *where, int flags, struct addrinfo **out) {
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = flags};
  int answer = getaddrinfo(where->host[0] == 0 ? NULL : where->host, where->port, &hints, out);
  if (answer == 0)
    return 0;
  if (answer == EAI_SERVICE)
    cli_say("there is no service with the name '%s': give the port as a number", where->port);
  else
    cli_say("cannot find the address of '%s': %s", where->host,
            answer == EAI_SYSTEM ? strerror(errno) : gai_strerror(answer));
  return -1;
}

/* 0 when the socket is connected within the time, else errno's value. */
static int wait_connected(int fd, int timeout_ms) {
  struct pollfd wait = {.fd = fd, .events = POLLOUT};
  int64_t until = cli_ticks() + timeout_ms;
  int error = 0;
  socklen_t n = sizeof error;
  for (;;) {
    int64_t left = until - cli_ticks();
    int ready = poll(&wait, 1, left < 0 ? 0 : (int)left);
    if (ready < 0 && errno == EINTR)
      continue;
    if (ready == 0)
      return ETIMEDOUT;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n) == 0 ? error : errno;
  }
}

static int connect_to(const struct addrinfo *to, int timeout_ms) {
  int one = 1;
  int fd = socket(to->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, to->ai_protocol);
  if (fd < 0)
    return -1;
  int error = connect(fd, to->ai_addr, to->ai_addrlen) == 0 ? 0 : errno;
  if (error == EINPROGRESS)
    error = wait_connected(fd, timeout_ms);
  if (error != 0) {
    close(fd);
    errno = error;
    return -1;
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

int cli_connect(const struct cli_endpoint *to, int timeout_ms) {
  struct addrinfo *all;
  int fd = -1;
  if (resolve(to, 0, &all) != 0)
    return -1;
  for (const struct addrinfo *one = all; one != NULL && fd < 0; one = one->ai_next)
    fd = connect_to(one, timeout_ms);
  if (fd < 0)
    cli_say("cannot connect to %s, port %s: %s", to->host, to->port, strerror(errno));
  freeaddrinfo(all);
  return fd;
}

static int listen_at(const struct addrinfo *at) {
  int one = 1;
  int off = 0;
  int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, at->ai_protocol);
  if (fd < 0)
    return -1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (at->ai_family == AF_INET6)
    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
    return fd;
  off = errno;
  close(fd);
  errno = off;
  return -1;
}

/* With no host, IPv6 comes first: it takes IPv4 connections as well. */
int cli_listen(const struct cli_endpoint *at) {
  struct addrinfo *all;
  int fd = -1;
  if (resolve(at, AI_PASSIVE, &all) != 0)
    return -1;
  for (int turn = 0; turn < 2 && fd < 0; turn++)
    for (const struct addrinfo *one = all; one != NULL && fd < 0; one = one->ai_next)
      if ((one->ai_family == AF_INET6) == (turn == 0) || at->host[0] != 0)
        fd = listen_at(one);
  if (fd < 0)
    cli_say("cannot listen on %s, port %s: %s%s", at->host[0] == 0 ? "any address" : at->host, at->port,
            strerror(errno), errno == EACCES ? " (ports below 1024 are root's)" : "");
  freeaddrinfo(all);
  return fd;
}

void cli_address(int fd, int peer, char out[CLI_ADDRESS_TEXT]) {
  struct sockaddr_storage address = {0};
  struct sockaddr *generic = (struct sockaddr *)&address;
  socklen_t n = sizeof address;
  char host[64];
  char port[8];
  int known = peer ? getpeername(fd, generic, &n) : getsockname(fd, generic, &n);
  if (known != 0 || getnameinfo(generic, n, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    (void)snprintf(out, CLI_ADDRESS_TEXT, "an unknown address");
  else
    (void)snprintf(out, CLI_ADDRESS_TEXT, address.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
}
