#define _GNU_SOURCE
#include "link.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINGER_READS 16 /* at once: others wait as well */

/* A server goes on without the one client that there is no memory for. */
int cli_link_open(struct cli_link *link, int fd) {
  memset(link, 0, sizeof *link);
  link->fd = fd;
  link->buffers.in_size = HF_IN_SIZE;
  link->buffers.in = calloc(1, HF_IN_SIZE);
  link->buffers.out_size = HF_OUT_SIZE;
  link->buffers.out = calloc(1, HF_OUT_SIZE);
  link->buffers.chain_size = HF_CHAIN_SIZE;
  link->buffers.chain = calloc(1, HF_CHAIN_SIZE);
  return link->buffers.in != NULL && link->buffers.out != NULL && link->buffers.chain != NULL ? 0 : -1;
}

static int would_block(void) {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

/* A peer that reads no more may still have said why: only sending is over. */
static void send_output(struct cli_link *link) {
  size_t n;
  const uint8_t *out;
  while ((out = hf_output(&link->connection, &n)), n > 0) {
    ssize_t sent = link->broken ? (ssize_t)n : send(link->fd, out, n, MSG_NOSIGNAL);
    if (sent < 0 && would_block())
      return;
    if (sent < 0) {
      link->broken = 1;
      link->transport_error = errno;
      continue;
    }
    link->idle = 0;
    hf_output_sent(&link->connection, (size_t)sent);
  }
}

static void receive_raw(struct cli_link *link) {
  if (link->ended || link->hold || link->last || link->raw_at < link->raw_n)
    return;
  ssize_t got = recv(link->fd, link->raw, sizeof link->raw, 0);
  if (got < 0 && would_block())
    return;
  link->idle = 0;
  link->raw_at = 0;
  link->raw_n = got < 0 ? 0 : (size_t)got;
  link->ended = got <= 0;
  if (got < 0)
    link->transport_error = errno;
}

static void feed_engine(struct cli_link *link) {
  if (link->hold)
    return;
  size_t taken = hf_receive(&link->connection, link->raw + link->raw_at, link->raw_n - link->raw_at);
  link->raw_at += taken;
  if (taken > 0)
    link->idle = 0;
  enum hf_status status = hf_status(&link->connection);
  if (status == HF_STATUS_FAILED || status == HF_STATUS_CLOSED)
    link->raw_at = link->raw_n; /* whatever else came, nobody wants it */
  if (link->ended && link->raw_at == link->raw_n && !link->told) {
    link->told = 1;
    hf_end_of_input(&link->connection);
  }
}

static void pump(struct cli_link *link, int receives) {
  link->idle = 1;
  send_output(link);
  if (hf_status(&link->connection) == HF_STATUS_PENDING)
    hf_resume(&link->connection);
  if (receives)
    receive_raw(link);
  feed_engine(link);
  send_output(link);
}

void cli_link_pump(struct cli_link *link) {
  pump(link, 1);
}

void cli_link_move(struct cli_link *link) {
  pump(link, 0);
}

/* The handshake's last message and a close may come in one piece: then nobody ever sees the status that lies between. */
int cli_link_opened(const struct cli_link *link) {
  enum hf_status status = hf_status(&link->connection);
  return status != HF_STATUS_HANDSHAKING && status != HF_STATUS_PENDING && status != HF_STATUS_FAILED;
}

int cli_link_fed(const struct cli_link *link) {
  return link->raw_at == link->raw_n;
}

int cli_link_flushed(const struct cli_link *link) {
  size_t n;
  hf_output(&link->connection, &n);
  return n == 0;
}

short cli_link_wants(const struct cli_link *link) {
  short wants = 0;
  if (!link->ended && !link->hold && !link->last && link->raw_at == link->raw_n)
    wants |= POLLIN;
  if (!cli_link_flushed(link))
    wants |= POLLOUT;
  return wants;
}

int cli_link_linger(struct cli_link *link) {
  if (!link->broken)
    shutdown(link->fd, SHUT_WR);
  link->broken = 1;
  for (int turn = 0; turn < LINGER_READS && !link->ended; turn++) {
    ssize_t got = recv(link->fd, link->raw, sizeof link->raw, 0);
    if (got < 0 && would_block())
      break;
    link->ended = got <= 0;
  }
  return link->ended;
}

void cli_link_close(struct cli_link *link) {
  hf_wipe_connection(&link->connection);
  if (link->buffers.in != NULL)
    explicit_bzero(link->buffers.in, link->buffers.in_size);
  if (link->buffers.out != NULL)
    explicit_bzero(link->buffers.out, link->buffers.out_size);
  free(link->buffers.in);
  free(link->buffers.out);
  free(link->buffers.chain);
  if (link->fd >= 0)
    close(link->fd);
  link->fd = -1;
}
