/* A connection of the engine on a socket that does not block: moves bytes between the two, for client and server alike. */
#ifndef HANDFAST_CLI_LINK_H
#define HANDFAST_CLI_LINK_H
#include "handfast.h"

#define CLI_LINK_RAW 8192u

struct cli_link {
  struct hf_connection connection;
  struct hf_buffers buffers;
  int fd;
  int transport_error; /* errno of the socket when it broke, else 0 */
  uint8_t ended;       /* nothing more comes from the socket */
  uint8_t broken;      /* nothing more goes to it */
  uint8_t told;        /* the engine knows of the end */
  uint8_t idle;        /* the last pump moved nothing */
  uint8_t hold;        /* the caller's: it has enough to do; take nothing more in */
  uint8_t last;        /* the caller's: what came from the socket is all; take nothing more from it */
  size_t raw_at;       /* raw[raw_at .. raw_n-1] came and is still to be given to the engine */
  size_t raw_n;
  uint8_t raw[CLI_LINK_RAW];
};

/* Takes the socket over; the connection itself is to be started next, with link->buffers. 0, or -1: out of memory; then
   cli_link_close is all that is to be done. */
int cli_link_open(struct cli_link *link, int fd);
/* Moves what moves without waiting, in both directions, at most CLI_LINK_RAW bytes in. */
void cli_link_pump(struct cli_link *link);
/* The same, but takes nothing from the socket. */
void cli_link_move(struct cli_link *link);
/* What to wait for: POLLIN, POLLOUT, both or none. */
short cli_link_wants(const struct cli_link *link);
/* 1: the handshake was completed, whatever came behind it. */
int cli_link_opened(const struct cli_link *link);
/* 1: of what came from the socket, all was given to the engine. */
int cli_link_fed(const struct cli_link *link);
/* 1: nothing waits to be sent, or nothing can be sent any more. */
int cli_link_flushed(const struct cli_link *link);
/* Says that nothing more will be sent; then what comes is thrown away until the peer's end: a close with bytes unread would
   make the peer lose our last alert. 1: the peer has ended as well. */
int cli_link_linger(struct cli_link *link);
/* Wipes, frees, closes. */
void cli_link_close(struct cli_link *link);
#endif
