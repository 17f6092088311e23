/* `handfast demo`: the two sides of a connection in memory, and what was seen inside them. */
#ifndef HANDFAST_CLI_DEMO_SIDE_H
#define HANDFAST_CLI_DEMO_SIDE_H
#include "handfast.h"

#define DEMO_MESSAGES 16u
#define DEMO_PRE_MASTER 48u

struct demo_message {
  const char *name;   /* "ClientHello" */
  const char *source; /* the row of the specification */
  uint32_t length;
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
  uint8_t made[12];     /* verify_data that this side sent */
  uint8_t expected[12]; /* verify_data that it waited for */
  uint8_t in[HF_IN_SIZE];
  uint8_t out[HF_OUT_SIZE];
  uint8_t chain[HF_CHAIN_SIZE];
};

/* Ready for hf_client_start or hf_server_start: with its buffers, and a trace that fills the fields above. */
void demo_side_start(struct demo_side *side, const struct hf_config *config);
/* Carries bytes between the two until neither has any for the other. */
void demo_carry(struct demo_side *client, struct demo_side *server);
#endif
