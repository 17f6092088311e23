/* ASN.1 modules and their bindings as words, numbers and signs. `-- RFC5280 4.1' is a sign, for it says where what follows is
   from; any other comment is left out. */
#ifndef GEN_ASN1_TOKENS_H
#define GEN_ASN1_TOKENS_H
#include "read/messages_tokens.h"

/* As tokens_read. With lines: ends of lines are tokens, and a comment may begin with #. */
void asn1_tokens_read(struct tokens *t, const struct source *source, int lines, struct diagnostics *d);
#endif
