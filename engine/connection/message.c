#include "connection/message.h"
#include "generated/machine.h"
#include "generated/profile.h"
#include "handshake/psk.h"
#include "handshake/retry.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include <stdbool.h>

void hf_message_begin(struct hf_connection *c) {
  hf_parse_start(&c->parser, hf_steps[c->machine.state].entry);
  /*@ assert HF_PARSER_SOUND(*(&c->parser)); */
}

/* What was read of a record is counted in 32 bits; that the parser is well is said of its values. */
/*@ requires \valid_read(p) && hf_well(p) && n <= 0xffffffff; HF_TOTAL; assigns \nothing;
  @ ensures \result == n;
  @ ensures HF_PARSER_SOUND(*p); */
static uint32_t count(const struct hf_parser *p, size_t n) {
  (void)p;
  return (uint32_t)n;
}

uint32_t hf_message_parse(struct hf_connection *c) {
  size_t n = hf_parse(&c->parser, &c->kept, c, &c->buffers.in[c->input.at], c->input.end - c->input.at);
  return count(&c->parser, n);
}

/* True: of this message more must be kept than its hash: a HelloRetryRequest may come of it. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool may_be_retry(const struct hf_connection *c) {
  return c->machine.event == HF_EVENT_RECV_SERVER_HELLO && c->parameters.retried == 0u && hf_speaks_tls13(c);
}

void hf_message_hash(struct hf_connection *c, uint32_t n) {
  if (HF_HAS_HELLO_RETRY != 0u && may_be_retry(c))
    hf_retry_note(c, &c->buffers.in[c->input.at], n);
  if (c->machine.event == HF_EVENT_RECV_CLIENT_HELLO)
    hf_psk_hash_hello(c, &c->buffers.in[c->input.at], n);
  else
    hf_transcript_update(&c->transcript, &c->buffers.in[c->input.at], n);
}

struct hf_short hf_short_read(struct hf_connection *c, uint32_t entry) {
  struct hf_parser p = {0};
  struct hf_short m;
  hf_parse_start(&p, entry);
  m.n = (uint32_t)hf_parse(&p, &c->kept, c, &c->buffers.in[c->input.at], c->input.end - c->input.at);
  m.number[0] = p.numbers[0];
  m.number[1] = p.numbers[1];
  m.error = p.row != 0u ? HF_ERROR_MESSAGE_LENGTH : p.error;
  return m;
}
