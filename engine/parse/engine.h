/* What the contracts of the parser, and of the functions that it calls (generated/events.h), say of the engine behind it. There is
   no C here.

   The parser is proved for any engine: with HF_PROVE_PARSER, hf_engine stands for all that those functions may change, and
   hf_engine_sound for all that must hold between any two of them. Everywhere else these are HF_READING_CHANGES and hf_sound of the
   connection, and who calls the parser shows that its state and its input are no part of either (proofs/SOUNDNESS.md). */
#ifndef HF_PARSE_ENGINE_H
#define HF_PARSE_ENGINE_H
struct hf_connection;

#ifdef HF_PROVE_PARSER
/*@ ghost int hf_engine; */
/*@ axiomatic hf_engine_axiomatic {
  @   predicate hf_engine_sound{L}(struct hf_connection *c) reads hf_engine;
  @ } */
#define HF_ENGINE_CHANGES(c) hf_engine
#define HF_ENGINE_SOUND(c) hf_engine_sound(c)
#define HF_ENGINE_STAYS_SOUND(c) ensures hf_engine_sound(c)
#define HF_ENGINE_APART(c, p, n) 0 == 0
#else
#include "handshake/sound.h"
#define HF_ENGINE_CHANGES(c) HF_READING_CHANGES(c)
#define HF_ENGINE_SOUND(c) hf_sound(c)
#define HF_ENGINE_STAYS_SOUND(c) HF_STAYS_SOUND(c)
/* WP does not expand `p .. n` without its blanks. */
/* clang-format off */
/* n elements at p are nothing that the engine changes or reads while a message is read. */
#define HF_ENGINE_APART(c, p, n)                                                                                       \
  (\separated(&(c)->machine.event, (p) + (0 .. (n) - 1)) && \separated(&(c)->kept_holds, (p) + (0 .. (n) - 1)) &&      \
   \separated(&(c)->offers, (p) + (0 .. (n) - 1)) && \separated(&(c)->peer.status_n, (p) + (0 .. (n) - 1)) &&           \
   \separated(&(c)->exchange.secret, (p) + (0 .. (n) - 1)) &&                                                           \
   \separated(&(c)->exchange.key_block, (p) + (0 .. (n) - 1)) && \separated(&(c)->chain, (p) + (0 .. (n) - 1)) &&       \
   \separated((c)->chain.buffer + (0 .. (c)->chain.size - 1), (p) + (0 .. (n) - 1)))
/* clang-format on */
#endif
#endif
