/* `handfast demo`: the two sides of a connection in memory, and what was seen inside them. */
#ifndef HANDFAST_CLI_DEMO_SIDE_H
#define HANDFAST_CLI_DEMO_SIDE_H
#include "handfast.h"

#define DEMO_MESSAGES 16u
#define DEMO_PRE_MASTER 48u
#define DEMO_SECRETS 6u

struct demo_message {
  const char *name;   /* "ClientHello" */
  const char *source; /* the row of the specification */
  uint32_t length;
};

/* A secret of TLS 1.3, as it is called in a key log. */
struct demo_secret {
  const char *label;
  size_t n;
  uint8_t bytes[48];
};

struct demo_side {
  struct hf_connection connection;
  struct hf_config config;
  struct hf_buffers buffers;
  struct demo_message sent[DEMO_MESSAGES];
  size_t sent_n;
  size_t pre_master_n;
  uint8_t pre_master[DEMO_PRE_MASTER];
  uint8_t master[HF_MASTER_SECRET];
  uint8_t key_block[HF_KEY_BLOCK_MAX];
  struct demo_secret secrets[DEMO_SECRETS];
  size_t secrets_n;
  uint8_t made[48];     /* verify_data that this side sent: 12 bytes, or in TLS 1.3 those of the hash */
  uint8_t expected[48]; /* verify_data that it waited for */
  uint8_t in[HF_IN_SIZE];
  uint8_t out[HF_OUT_SIZE];
  uint8_t chain[HF_CHAIN_SIZE];
};

/* Ready for hf_client_start or hf_server_start: with its buffers, and a trace that fills the fields above. */
void demo_side_start(struct demo_side *side, const struct hf_config *config);
/* Carries bytes between the two until neither has any for the other. */
void demo_carry(struct demo_side *client, struct demo_side *server);
#endif
