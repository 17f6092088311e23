#include "operations.h"

void g2_start(struct g2 *g, uint32_t entry) {
#define START(name)                                                                                                    \
  if (name##_begin(g, entry))                                                                                          \
    return;
  GRAMMARS(START)
}

size_t g2_run(struct g2 *g, uint32_t entry, struct hf_connection *ev, const uint8_t *in, size_t n) {
  if (entry == HF_ENTRY_RECORD)
    return record_header_run(g, ev, in, n);
  if (entry == HF_ENTRY_ALERT)
    return alert_run(g, ev, in, n);
  if (entry == HF_ENTRY_CHANGE_CIPHER_SPEC)
    return change_cipher_spec_run(g, ev, in, n);
  return handshake_run(g, ev, in, n);
}
