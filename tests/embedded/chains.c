/* What programs with certificates have in common: buffers, and what the bare provider can do of all that the engine knows. */
#include "talk.h"
#include <handfast/bare.h>

/* Sizes for a peer that keeps to fragments of 1024 bytes (RFC 6066 4), and for a chain of two certificates of P-256. */
#define IN_SIZE 1536u
#define OUT_SIZE 1024u
#define CHAIN_SIZE 2560u

static uint8_t in[IN_SIZE], out[OUT_SIZE], chain[CHAIN_SIZE];
const struct hf_buffers talk_buffers = {in, sizeof in, out, sizeof out, chain, sizeof chain};

static const uint16_t suites[] = {HF_BARE_CIPHER_SUITES};
static const uint16_t groups[] = {HF_BARE_GROUPS};
static const uint16_t schemes[] = {HF_BARE_SIGNATURE_SCHEMES};

void talk_offer(struct hf_config *config) {
  config->cipher_suites = suites;
  config->cipher_suites_n = sizeof suites / sizeof suites[0];
  config->groups = groups;
  config->groups_n = sizeof groups / sizeof groups[0];
  config->signature_schemes = schemes;
  config->signature_schemes_n = sizeof schemes / sizeof schemes[0];
}
