/* One client of the server: its connection, what is said on it, and how long that may take. */
#ifndef HANDFAST_CLI_SERVER_PEER_H
#define HANDFAST_CLI_SERVER_PEER_H
#include "link.h"
#include "net.h"
#include "printer.h"
#include "server_options.h"
#include "ticket_keys.h"
#include "trace.h"
#include "www.h"

enum cli_phase {
  CLI_PHASE_HANDSHAKE,
  CLI_PHASE_OPEN,
  CLI_PHASE_DRAINING, /* it shall end: what came before is answered, and nothing more is taken */
  CLI_PHASE_CLOSING,  /* close_notify was said, behind all of it */
  CLI_PHASE_LINGER,   /* all was sent: waits for the client to hang up */
  CLI_PHASE_GONE      /* can be forgotten */
};

/* What all clients have in common. */
struct cli_hall {
  struct cli_server_options options;
  struct cli_setup setup;
  struct cli_ticket_keys ticket_keys; /* path NULL: none */
  unsigned long served;               /* handshakes that were finished */
  unsigned long resumed;              /* of them */
  unsigned long failed;               /* connections that failed, in the handshake or later */
  struct cli_printer printer;
};

struct cli_peer {
  struct cli_link link;
  struct hf_config config; /* the common one with a tracer of its own */
  struct cli_tracer tracer;
  struct cli_hall *hall;
  struct cli_peer *next; /* for the loop */
  struct cli_peer *previous;
  uint32_t events;    /* for the loop: what epoll waits for */
  int64_t until;      /* cli_ticks: when its time is over */
  int64_t deadline;   /* and when the request's is, however much of it comes; 0: there is none */
  uint8_t phase;      /* enum cli_phase */
  uint8_t counted;    /* among those that failed */
  uint8_t discards;   /* nothing more of what it says is printed: standard output took too long */
  struct cli_www www; /* the request */
  size_t reply_at; /* reply[reply_at .. reply_n-1] is still to be written: to the client, or with PRINT to the output */
  size_t reply_n;
  char reply[CLI_WWW_PAGE];
  char address[CLI_ADDRESS_TEXT];
};

/* Takes the socket over; or NULL when there is no memory for one more. */
struct cli_peer *cli_peer_new(struct cli_hall *hall, int fd);
/* Does all that can be done without waiting. Afterwards look at its phase and cli_link_wants(&peer->link). */
void cli_peer_step(struct cli_peer *peer);
/* Its time is over. Afterwards look at its phase. */
void cli_peer_timeout(struct cli_peer *peer);
/* The server ends: answers what came, and says close_notify; in a handshake, user_canceled before it. */
void cli_peer_stop(struct cli_peer *peer);
void cli_peer_free(struct cli_peer *peer);
#endif
