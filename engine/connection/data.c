/* Application data, the output, and the end (RFC 5246 10, 7.2.1). */
#include "connection/content.h"
#include "connection/failure.h"
#include "connection/output.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "handfast.h"
#include "handshake/wipe.h"

const uint8_t *hf_output(const struct hf_connection *c, size_t *n) {
  *n = (size_t)c->out_end - c->out_at;
  return &c->buffers.out[c->out_at];
}

void hf_output_sent(struct hf_connection *c, size_t n) {
  uint32_t waiting = c->out_end - c->out_at;
  c->out_at = c->out_at + (n < waiting ? (uint32_t)n : waiting);
  if (c->out_at == c->out_end) {
    c->out_at = 0u;
    c->out_end = 0u;
    hf_go_on(c);
  }
}

size_t hf_read(struct hf_connection *c, uint8_t *out, size_t n) {
  size_t k = (size_t)c->in_end - c->in_at;
  if (c->failed != 0u || c->in_type != HF_CONTENT_APPLICATION_DATA)
    return 0u;
  if (k > n)
    k = n;
  hf_copy(out, &c->buffers.in[c->in_at], k);
  hf_wipe(&c->buffers.in[c->in_at], k);
  c->in_at = c->in_at + (uint32_t)k;
  hf_go_on(c);
  return k;
}

/* One record of what is to be written; answers how many bytes it took, 0 when there is no room. */
/*@ requires \valid(c) && \valid_read(c->config) && \valid_read(in + (0 .. n - 1)); terminates \true; exits \false;
  @ assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures \result <= n; */
static size_t write_record(struct hf_connection *c, const uint8_t *in, size_t n) {
  uint32_t k = hf_content_room(c, HF_ALERT_ROOM);
  uint8_t error;
  if (k > n)
    k = (uint32_t)n;
  if (k == 0u)
    return 0u;
  hf_copy(hf_content_place(c), in, k);
  error = hf_seal_content(c, HF_CONTENT_APPLICATION_DATA, k);
  if (error != HF_OK)
    hf_fail(c, error);
  return error == HF_OK ? k : 0u;
}

size_t hf_write(struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t taken = 0u;
  size_t k = 1u;
  if (hf_status(c) != HF_STATUS_OPEN || c->close_wanted != 0u)
    return 0u;
  /*@ loop invariant 0 <= taken <= n;
    @ loop assigns taken, k, *c, c->buffers.out[0 .. c->buffers.out_size - 1], c->buffers.in[0 .. c->buffers.in_size - 1];
    @ loop variant n - taken + (k > 0 ? 1 : 0); */
  while (taken < n && k > 0u) {
    k = write_record(c, &in[taken], n - taken);
    taken = taken + k;
  }
  return taken;
}

void hf_close(struct hf_connection *c) {
  c->close_wanted = 1u;
  hf_go_on(c);
}

void hf_resume(struct hf_connection *c) {
  hf_go_on(c);
}

void hf_wipe_connection(struct hf_connection *c) {
  hf_wipe_secrets(c);
  hf_wipe(c->buffers.in, c->buffers.in_size);
  c->in_at = 0u;
  c->in_end = 0u;
  c->in_filled = 0u;
  if (c->failed == 0u && hf_status(c) != HF_STATUS_CLOSED) {
    c->failed = 1u;
    c->error = HF_ERROR_TRUNCATED;
  }
}
