/* One connection of the client, from the handshake to the end. */
#ifndef HANDFAST_CLI_CLIENT_RUN_H
#define HANDFAST_CLI_CLIENT_RUN_H
#include "link.h"

/* talks 1: standard input to the peer, the peer to standard output. 0: closes when the handshake is done; what the peer
   says goes to standard output all the same. CLI_FINE or CLI_FAILED, having said why. */
int cli_client_run(struct cli_link *link, int handshake_ms, int talks);
#endif
