/* What `handfast demo` tells: the steps of a handshake that has just been made, numbered. */
#ifndef HANDFAST_CLI_DEMO_STORY_H
#define HANDFAST_CLI_DEMO_STORY_H
#include "demo_side.h"

/* Nine steps. 0, or how many things were not equal on both sides. */
int demo_tell_full(const struct demo_side *client, const struct demo_side *server, const char *name);
/* Four steps. Likewise. */
int demo_tell_resumed(const struct demo_side *client, const struct demo_side *server);
/* TLS 1.3: eight steps, and six. Likewise. */
int demo_tell_full13(const struct demo_side *client, const struct demo_side *server, const char *name);
int demo_tell_resumed13(const struct demo_side *client, const struct demo_side *server);
#endif
