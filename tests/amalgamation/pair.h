/* A client and a server in one process, by the public interface alone. */
#ifndef TESTS_AMALGAMATION_PAIR_H
#define TESTS_AMALGAMATION_PAIR_H
#include "handfast.h"

struct side {
  struct hf_connection c;
  struct hf_config config;
  uint8_t in[HF_IN_SIZE], out[HF_OUT_SIZE], chain[HF_CHAIN_SIZE];
  uint8_t data[64]; /* what came from the other */
  size_t data_n;
};

/* A private key of the server's, from a file's bytes. 0 or -1. */
int load_key(const uint8_t *file, size_t n, const struct hf_random *random, struct hf_private_key *out);
/* What the provider has, as far as it is less than the engine. */
void limit(struct hf_config *config);

/* One handshake, data both ways, and its end. 0, or 1 and a line that says what went wrong. */
int talk(struct side *client, struct side *server, const struct hf_session *session);
int fails(const char *of, const char *why);
#endif
