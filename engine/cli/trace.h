/* `--trace`: what the machine did, message by message, with the row of the specification. */
#ifndef HANDFAST_CLI_TRACE_H
#define HANDFAST_CLI_TRACE_H
#include "handfast/connection.h"

struct cli_tracer {
  char prefix[96]; /* of each line: which connection; may be empty */
  uint8_t level;   /* 0 none, 1 messages, 2 decisions and work as well */
};

/* Sets the configuration's trace, when there is a level. The tracer must live as long as the configuration. */
void cli_tracer_start(struct cli_tracer *tracer, struct hf_config *config, uint8_t level, const char *prefix);
/* The fatal alert of a connection that has failed, if it owed one and is traced: no step of the machine sends it. */
void cli_trace_alert(const struct hf_connection *c);
#endif
