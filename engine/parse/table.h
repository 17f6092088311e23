/* The layout of the parser's tables, which hfgen writes from spec/wire to generated/tables.c.

   A row is a field: how many bytes it has, what is done with them, and what follows. Rows, vectors and choices are named by 16 bits,
   and their numbers are powers of two, so that an index is brought into range without a branch. */
#ifndef HF_PARSE_TABLE_H
#define HF_PARSE_TABLE_H
#include <stdint.h>

/* What is done with the bytes of a field. */
#define HF_ROW_STOP 0u    /* no field: the parser stops with error arg */
#define HF_ROW_NUMBER 1u  /* a number, big-endian, used only for what follows */
#define HF_ROW_STORE 2u   /* a number, kept in slot arg */
#define HF_ROW_EACH 3u    /* a number, given to the engine: hf_on_number(arg) */
#define HF_ROW_ELEMENT 4u /* the same, of two bytes, and this row again until the vector ends */
#define HF_ROW_SKIP 5u    /* bytes that nobody wants */
#define HF_ROW_KEEP 6u    /* bytes, kept at offset arg */
#define HF_ROW_STREAM 7u  /* bytes, given to the engine: hf_on_bytes(arg) */
#define HF_ROW_MATCH                                                                                                   \
  8u /* bytes, kept at offset arg, and compared with the constant of choice flow_arg: its row when equal; else next */

/* What follows a complete field. */
#define HF_FLOW_NEXT 0u   /* row next */
#define HF_FLOW_END 1u    /* where the innermost vector ends, what is behind it; else row next */
#define HF_FLOW_SELECT 2u /* the row of the choice with the number's value; else row next */
#define HF_FLOW_VECTOR 3u /* the number is the length of vector flow_arg */
#define HF_FLOW_BYTES 4u  /* the number is the length of bytes: vector flow_arg says which it may be */

struct hf_row {
  uint8_t width; /* bytes; of HF_FLOW_BYTES' bytes: any number but 0, for the length says how many */
  uint8_t kind;
  uint8_t flow;
  uint8_t cases; /* SELECT: how many choices, the first of them flow_arg */
  uint16_t arg;
  uint16_t next;
  uint16_t flow_arg;
};

struct hf_vector {
  uint32_t lo; /* least and most bytes */
  uint32_t hi;
  uint16_t first;        /* row of the first byte inside, */
  uint16_t after;        /* row behind it, */
  uint8_t mask;          /* an element's size less one; sizes are powers of two */
  uint8_t first_may_end; /* 1: unless the vector is empty */
  uint8_t after_may_end; /* 1: unless what encloses it ends there too */
};

struct hf_choice {
  uint16_t value; /* of the number; of MATCH: where the constant begins in hf_constants */
  uint16_t next;
};
#endif
