/* A client's key shares (RFC 8446 4.2.8): of one group, or of two, until the server has chosen. */
#ifndef HF_HANDSHAKE_SECOND_SHARE_H
#define HF_HANDSHAKE_SECOND_SHARE_H
#include "generated/errors.h"
#include "handshake/sound.h"

/* A share of the second group of the configuration beside the first one, where that is wished and there is one that has its room. */
/*@ requires \valid(c) && \valid_read(c->config) && hf_choices_sound(c->config); HF_TOTAL;
  @ assigns c->parameters.second_group, c->exchange.secret.bytes[0 .. HF_SECOND_SCALAR_AT + HF_SECOND_SCALAR_MAX - 1];
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED;
  @ ensures \old(c->config->key_shares) < 2 ==> c->parameters.second_group == 0; */
enum hf_error hf_second_share_make(struct hf_connection *c);

/* The server has chosen a group: where it is the second one, its key takes the place of the first; where it is neither, nothing
   does. What is of the second share is wiped. */
/*@ requires \valid(c); HF_TOTAL;
  @ assigns c->parameters.group, c->parameters.second_group, c->exchange.secret.bytes[0 .. HF_SECRET_MAX - 1];
  @ ensures c->parameters.second_group == 0;
  @ ensures c->parameters.group == (\old(c->parameters.second_group) != 0 && \old(c->parameters.second_group) == group ? group : \old(c->parameters.group));
  @ ensures \old(c->parameters.second_group) != 0 ==>
  @   \forall integer i; 0 <= i < HF_SECOND_SCALAR_AT + HF_SECOND_SCALAR_MAX ==> c->exchange.secret.bytes[i] == 0;
  @ ensures second: \old(c->parameters.second_group) != 0 && \old(c->parameters.second_group) == group ==>
  @   \forall integer i; 0 <= i < HF_SECOND_SCALAR_MAX ==>
  @     c->exchange.secret.bytes[HF_SCALAR_AT + i] == \old(c->exchange.secret.bytes[HF_SECOND_SCALAR_AT + i]);
  @ ensures first: \old(c->parameters.second_group) != group ==>
  @   \forall integer i; HF_SCALAR_AT <= i < HF_SECRET_MAX ==> c->exchange.secret.bytes[i] == \old(c->exchange.secret.bytes[i]); */
void hf_second_share_settle(struct hf_connection *c, uint32_t group);
#endif
