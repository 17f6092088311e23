/* Certificate policies on the command line: object identifiers as text. */
#ifndef HANDFAST_CLI_POLICIES_H
#define HANDFAST_CLI_POLICIES_H
#include "cli.h"
#include "handfast/x509.h"

#define CLI_POLICIES_MAX 31u
#define CLI_POLICY_BYTES 64u

struct cli_policies {
  uint8_t octets[CLI_POLICIES_MAX][CLI_POLICY_BYTES];
  struct hf_policy_id table[CLI_POLICIES_MAX];
  struct hf_policy_rules rules;
};

/* One more policy: "1.2.3.4", or "any" for anyPolicy. CLI_FINE, or CLI_USAGE, having said why. */
int cli_policy(const char *text, struct cli_policies *out);
/* The identifier as text, dots between its arcs. */
void cli_policy_text(const uint8_t *octets, size_t n, char *out, size_t room);
#endif
