/* The server's loop: one thread, epoll, many clients. */
#ifndef HANDFAST_CLI_SERVER_LOOP_H
#define HANDFAST_CLI_SERVER_LOOP_H
#include "server_peer.h"

/* Serves until SIGTERM or SIGINT: then each client hears close_notify and has a moment to answer; a second signal ends it
   at once. Takes the listening socket over. CLI_FINE or CLI_FAILED, having said why. */
int cli_server_loop(struct cli_hall *hall, int listener);
#endif
