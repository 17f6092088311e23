/* What the engine sends: each struct of `encode' in a .bind file as values for C to fill in, and the bytes they become. */
#ifndef GEN_ENCODE_H
#define GEN_ENCODE_H
#include "emit/messages_emit.h"

enum part_kind {
  PART_CONSTANT, /* value, of width bytes */
  PART_NUMBER,   /* member, of width bytes */
  PART_FIXED,    /* member: width bytes */
  PART_BYTES,    /* member: bytes, with their length before them */
  PART_NUMBERS,  /* member: a vector of uint16 */
  PART_APART,    /* a vector whose elements are written behind it, and its length in bytes */
  PART_GATHERED, /* member: a vector of vectors, from arrays of pointers and of sizes */
  PART_SIZED,    /* parts, with their length before them */
  PART_BLOCK,    /* optional parts, with their length before them; if value is 1, left out when there is none */
  PART_OPTION    /* parts, when the flag has_member is set */
};

struct parts {
  struct part *list;
  size_t n;
};

struct part {
  enum part_kind kind;
  unsigned width; /* of a number; of a length */
  unsigned inner; /* GATHERED: of the lengths inside */
  uint32_t value;
  uint32_t hi; /* most bytes of a vector */
  const char *member;
  const char *note; /* for people */
  struct parts parts;
};

struct encoding {
  const char *name;    /* "client_key_exchange_rsa" */
  struct parts header; /* of a handshake message: its type; empty for all else */
  unsigned length;     /* bytes of the length behind the type; 0: none */
  struct parts parts;
  int has_members;
  int is_apart; /* an element of a vector that is written before it: its size is asked for */
};

/* Works out how a struct is encoded; errors are shown. */
struct encoding encode_plan(struct messages *m, const struct encoded *e);
#endif
