#include "connection/version.h"
#include "generated/kept.h"

/* What the peer's hello says, once it was read that far; 0: no hello did. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures c->machine.event != HF_EVENT_RECV_CLIENT_HELLO && c->machine.event != HF_EVENT_RECV_SERVER_HELLO ==> \result == 0; */
static uint32_t of_hello(const struct hf_connection *c) {
  if (c->machine.event == HF_EVENT_RECV_CLIENT_HELLO)
    return c->parser.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION];
  if (c->machine.event == HF_EVENT_RECV_SERVER_HELLO)
    return c->parser.numbers[HF_NUMBER_SERVER_HELLO_SERVER_VERSION];
  return 0u;
}

/* A version 3.x, as we would speak it; 3.3 for all others. */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result <= 3;
  @ ensures version / 256 == 3 && version % 256 <= 3 ==> \result == version % 256; */
static uint32_t minor_of(uint32_t version) {
  if (version / 256u != 3u || version % 256u > 3u)
    return 3u;
  return (uint8_t)(version % 256u);
}

uint32_t hf_spoken_minor(const struct hf_connection *c) {
  uint32_t hello = of_hello(c);
  if (hello / 256u == 3u)
    return minor_of(hello);
  return c->parameters.cipher_suite != 0u ? 3u : minor_of(c->input.version);
}
