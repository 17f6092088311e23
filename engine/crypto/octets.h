/* Numbers as octets, for the proofs only. There is no C here. */
#ifndef HANDFAST_CRYPTO_OCTETS_H
#define HANDFAST_CRYPTO_OCTETS_H
#include "handfast/logic.h"

/*@ axiomatic BytesOne {
  @   logic bytes bytes_one(integer v);
  @   axiom bytes_one_len: \forall integer v; bytes_len(bytes_one(v)) == 1;
  @   axiom bytes_one_at: \forall integer v; bytes_at(bytes_one(v), 0) == v;
  @ }
  @ // RFC 8017 4.1: I2OSP(v, 4), I2OSP(v, 8)
  @ logic bytes i2osp4(integer v) = bytes_cat(bytes_cat(bytes_one(v / 16777216), bytes_one(v / 65536 % 256)),
  @    bytes_cat(bytes_one(v / 256 % 256), bytes_one(v % 256)));
  @ logic bytes i2osp8(integer v) = bytes_cat(i2osp4(v / 4294967296), i2osp4(v % 4294967296));
  @*/
#endif
