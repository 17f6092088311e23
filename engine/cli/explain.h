/* Why a chain is valid or not: each way from its first certificate to an anchor, each rule, and what it found. */
#ifndef HANDFAST_CLI_EXPLAIN_H
#define HANDFAST_CLI_EXPLAIN_H
#include "x509/chain.h"

/* Prints it on standard output. Nothing that it says decides: the verdict is hf_chain_report's. */
void cli_explain(const struct hf_chain *v, const struct hf_verify *how);
#endif
