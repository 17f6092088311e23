#include "ct/support/server.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "handshake/transcript.h"
#include <string.h>

static struct hf_config config;
static struct hf_identity identity;
static uint8_t modulus[SERVER_K];

static int random_fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 0xaa, n);
  return 0;
}

static enum hf_key_answer give_block(void *context, const uint8_t *in, size_t n, uint8_t *out) {
  (void)in;
  memcpy(out, context, n);
  return HF_KEY_DONE;
}

void server_block(uint8_t em[SERVER_K], size_t at, uint8_t flip) {
  memset(em, 0x55, SERVER_K);
  em[0] = 0;
  em[1] = 2;
  em[SERVER_K - 49u] = 0;
  em[SERVER_K - 48u] = 3;
  em[SERVER_K - 47u] = 3;
  em[at] ^= flip;
}

void server_set(struct hf_connection *c, const uint8_t *em, uint8_t suite, uint8_t extended) {
  memset(c, 0, sizeof *c);
  memset(modulus, 0xff, sizeof modulus);
  config.random.fill = random_fill;
  config.identities = &identity;
  config.identities_n = 1;
  identity.public_key.kind = HF_KEY_RSA;
  identity.public_key.modulus = modulus;
  identity.public_key.modulus_n = SERVER_K;
  identity.private_key.context = (void *)(uintptr_t)em;
  identity.private_key.rsa_private = give_block;
  c->config = &config;
  c->is_server = 1;
  c->offers.version = 0x0303;
  c->parameters.suite = suite;
  c->parameters.extended_master_secret = extended;
  c->parser.numbers[HF_NUMBER_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET] = SERVER_K;
  c->machine.event = HF_EVENT_RECV_CLIENT_KEY_EXCHANGE; /* it was read last */
  hf_transcript_start(&c->transcript, HF_TRANSCRIPT_SHA256 | HF_TRANSCRIPT_SHA384);
}
