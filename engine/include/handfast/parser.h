/* The state of the table-driven message parser (engine/parse/parse.h). */
#ifndef HANDFAST_PARSER_H
#define HANDFAST_PARSER_H
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HF_PARSER_DEPTH 8u   /* open vectors, the message itself included */
#define HF_PARSER_NUMBERS 8u /* slots for kept numbers, a power of two */
#define HF_KEPT_BYTES 648u   /* room for kept bytes: a P-521 point and an RSA-4096 signature */

struct hf_parser {
  uint32_t row;                        /* the field being read; 0: stopped, see error */
  uint32_t need;                       /* bytes of it to come, at least 1 */
  uint32_t number;                     /* its value so far; of bytes: 0 as long as they are those of the constant */
  uint32_t at;                         /* bytes of it that are kept */
  uint32_t pos;                        /* bytes of the message read so far */
  uint32_t depth;                      /* open vectors */
  uint32_t end[HF_PARSER_DEPTH];       /* where each of them ends, as a pos; outermost first */
  uint32_t numbers[HF_PARSER_NUMBERS]; /* kept numbers: HF_NUMBER_... */
  uint32_t vector[HF_PARSER_DEPTH];    /* which vector each is */
  uint32_t error;                      /* when stopped: HF_OK, the message is complete; else why it was refused */
};

/* Kept fields, at the offsets HF_KEPT_... */
struct hf_kept {
  uint8_t bytes[HF_KEPT_BYTES];
};

#ifdef __cplusplus
}
#endif
#endif
