/* A client and a server in one thread, the output of each given to the other as it is: nothing is copied between. */
#ifndef BENCH_LINK_H
#define BENCH_LINK_H
#include "handfast.h"
#include "support/random.h"

struct bench_end {
  struct hf_connection c;
  struct hf_config config;
  struct hf_buffers buffers;
  struct test_random random;
  uint16_t suite;
  uint8_t in[HF_IN_SIZE];
  uint8_t out[HF_OUT_SIZE];
  uint8_t chain[HF_CHAIN_SIZE];
};

/* What is measured: one kind of handshake. */
struct bench_kind {
  const char *name;
  uint16_t suite;
  const char *server; /* identities, as tests/support/make_certs.sh names them */
  const char *client; /* NULL: no client authentication */
  int resumed;
};

struct bench_link {
  const struct bench_kind *kind;
  struct bench_end client;
  struct bench_end server;
  struct hf_cache cache;
  struct hf_cache_entry entries[4];
  struct hf_session_store store;
  struct hf_session session; /* to be offered */
};

extern const struct bench_kind bench_kinds[];
extern const size_t bench_kinds_n;

/* Makes ready for handshakes of a kind; a resumed one has its full handshake behind it then. Ends the program on failure. */
void bench_set(struct bench_link *l, const struct bench_kind *kind);
/* One handshake; ends the program if it fails, or is not of the kind. */
void bench_handshake(struct bench_link *l);
/* Moves what waits in both directions until nothing does. */
void bench_move(struct bench_link *l);
#endif
