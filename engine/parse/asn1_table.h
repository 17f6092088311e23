/* What spec/asn1 becomes: states and rows, in generated/asn1_table.c. Nothing in the proof of the loop (asn1.c) depends on what they hold. */
#ifndef HF_PARSE_ASN1_TABLE_H
#define HF_PARSE_ASN1_TABLE_H
#include <stdint.h>

/* What the contents of an element must be like (X.690). */
enum hf_asn1_form {
  HF_ASN1_OCTETS, /* anything */
  HF_ASN1_BOOLEAN,
  HF_ASN1_INTEGER,
  HF_ASN1_UNSIGNED, /* an INTEGER that is not negative */
  HF_ASN1_BITS,
  HF_ASN1_NAMED_BITS, /* a BIT STRING whose last bit is set, if it has any */
  HF_ASN1_NULL,
  HF_ASN1_IDENTIFIER,
  HF_ASN1_ENUMERATED,
  HF_ASN1_STRUCTURE /* elements, read from the state `child' on */
};

/* What is done with it. */
#define HF_ASN1_KEEP                                                                                                   \
  1u /* its contents are noted in `slot'; of a BIT STRING, without the octet that counts unused bits */
#define HF_ASN1_ELEMENT 2u /* it is noted in `slot', identifier and length with it */
#define HF_ASN1_NUMBER 4u  /* what it says is noted as number `arg' */
#define HF_ASN1_MARK                                                                                                   \
  8u /* mark `arg' is set: by a BOOLEAN that is TRUE, by any other element that is not its default. An identifier
                              sets the one that is so many places behind it as its number in its set */
#define HF_ASN1_DEFAULT 16u /* `octet' is the default value, which must not be written */
#define HF_ASN1_CLOSED 32u  /* an identifier that is not among the choices is refused */

/* An element that may stand at a state. */
struct hf_asn1_row {
  uint8_t tag;     /* its identifier octet; HF_ASN1_ANY: whatever there is */
  uint8_t form;    /* enum hf_asn1_form */
  uint8_t use;     /* HF_ASN1_..., added up */
  uint8_t slot;    /* of a span */
  uint8_t arg;     /* of a number or a mark */
  uint8_t error;   /* with which it and what is inside it are refused; 0: with that of what it stands in */
  uint8_t choices; /* of an identifier: how many are told apart, from hf_asn1_choices[child] on */
  uint8_t
      octet; /* the default value; of an identifier, the error with which one is refused that has its mark already */
  uint16_t next;  /* state behind it; behind an identifier, if none of the choices says otherwise */
  uint16_t child; /* STRUCTURE: state that its contents begin at; ENUMERATED: 2 to the power of each value */
  uint16_t least; /* octets of its contents */
  uint16_t most;  /* HF_ASN1_SIZE_ANY: no bound */
};

/* A place between two elements. */
struct hf_asn1_state {
  uint16_t first;  /* row */
  uint8_t rows;    /* how many: the elements that may come, each with another identifier octet */
  uint8_t may_end; /* 1: what encloses it may end here */
  uint8_t error;   /* when something else comes, or nothing and something must; 0: that of what it stands in */
};

struct hf_asn1_choice {
  uint8_t octets[10]; /* of an object identifier */
  uint8_t n;          /* how many */
  uint16_t next;      /* state behind it */
};

#define HF_ASN1_ANY 0xffu /* no identifier octet that can be read */
#define HF_ASN1_SIZE_ANY 0xffffu
#endif
