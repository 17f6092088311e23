/* One connection of the client, from the handshake to the end. */
#ifndef HANDFAST_CLI_CLIENT_RUN_H
#define HANDFAST_CLI_CLIENT_RUN_H
#include "exported.h"
#include "link.h"

/* Milliseconds. */
struct cli_patience {
  int handshake_ms; /* for the handshake; and for the peer to take what is for it, and to answer, once our input has ended */
  int idle_ms;      /* without a byte either way, before that; 0: for ever */
};

/* talks 1: standard input to the peer, the peer to standard output. 0: closes when the handshake is done; what the peer
   says goes to standard output all the same. key_update 1: in TLS 1.3 the keys are changed when the handshake is done. exported: what is said then of keying material. CLI_FINE or CLI_FAILED, having said why.
   On SIGTERM or SIGINT, between cli_signals_begin and _end, and when it gives up, it still says close_notify where it can, for a moment. */
int cli_client_run(struct cli_link *link, const struct cli_patience *limits, const struct cli_export *exported,
                   int key_update, int talks);
#endif
