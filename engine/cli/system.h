/* What the engine asks of the operating system: random bytes and the time. */
#ifndef HANDFAST_CLI_SYSTEM_H
#define HANDFAST_CLI_SYSTEM_H
#include "handfast/provider.h"

/* getrandom(2). */
extern const struct hf_random cli_random;
/* Seconds since 1970-01-01 UTC; for hf_config.now. */
int64_t cli_now(void *context);
/* Milliseconds that only go forward, for time limits. */
int64_t cli_ticks(void);
#endif
