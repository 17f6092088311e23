/* What the messages' part of the generator writes. */
#ifndef GEN_MESSAGES_EMIT_H
#define GEN_MESSAGES_EMIT_H
#include "emit/messages_fold.h"

/* encode.h and encode.c: what the engine sends, and how it becomes bytes. */
void emit_encode(struct gen *g, struct messages *m);
/* What can be wrong with it, shown. */
void encode_check(struct messages *m);
#endif
