#include "messages_emit.h"
void emit_encode(struct output *o, struct messages *m) {
  (void)o;
  (void)m;
}
void encode_check(struct messages *m) {
  (void)m;
}
