/* Key shares as they arrive (RFC 8446 4.2.8). A server keeps the one of the group that it likes best; a client takes the server's. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/choose.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"
#include "handshake/second_share.h"
#include "handshake/suite.h"

/* True: a share of this group is better than the one that is kept. */
/*@ requires \valid_read(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing; */
static bool is_better(const struct hf_connection *c, uint32_t group) {
  uint32_t bits = hf_group_bit(group) | hf_group_bit(c->offers.share_group);
  return hf_choose_group(c->config, bits & hf_allowed_groups(c->config)) == group && hf_group_known(group);
}

/* One share for a group (RFC 8446 4.2.8). */
enum hf_error hf_offer_share_group(struct hf_connection *c, uint32_t value) {
  uint32_t bit = hf_group_bit(value);
  if ((c->offers.shares & bit) != 0u)
    return HF_ERROR_KEY_SHARE_WRONG;
  c->offers.shares = c->offers.shares | bit;
  c->offers.share_taken = is_better(c, value) ? 1u : 0u;
  if (c->offers.share_taken == 1u)
    c->offers.share_group = value;
  return HF_OK;
}

enum hf_error hf_offer_share_begin(struct hf_connection *c, uint32_t length) {
  if (c->offers.share_taken == 0u)
    return HF_OK;
  c->offers.share_n = 0u;
  return length == hf_share_size(c->offers.share_group) ? HF_OK : HF_ERROR_KEY_SHARE_WRONG;
}

enum hf_error hf_offer_share_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->offers.share_n;
  if (c->offers.share_taken == 0u)
    return HF_OK;
  if (at > HF_POINT_MAX || n > HF_POINT_MAX - at)
    return HF_ERROR_KEY_SHARE_WRONG;
  hf_copy(&c->exchange.peer_share[at], in, n);
  c->offers.share_n = at + n;
  return HF_OK;
}

/* The server's share is of a group that one of ours was offered of; what is of the other one is gone. */
enum hf_error hf_answer_share_group(struct hf_connection *c, uint32_t value) {
  c->offers.share_group = value;
  hf_second_share_settle(c, value);
  c->offers.share_taken = value == c->parameters.group ? 1u : 0u;
  return c->offers.share_taken == 1u ? HF_OK : HF_ERROR_KEY_SHARE_WRONG;
}

enum hf_error hf_answer_share_begin(struct hf_connection *c, uint32_t length) {
  return hf_offer_share_begin(c, length);
}

enum hf_error hf_answer_share_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  return hf_offer_share_bytes(c, in, n);
}

enum hf_error hf_retry_group(struct hf_connection *c, uint32_t value) {
  c->offers.share_group = value;
  return HF_OK;
}
