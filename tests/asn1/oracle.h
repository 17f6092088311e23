/* The types of spec/asn1 once more, by hand and recursive, from the RFCs: it knows nothing of the generator, and says only whether an input is
   one. */
#ifndef TESTS_ASN1_ORACLE_H
#define TESTS_ASN1_ORACLE_H
#include <stddef.h>
#include <stdint.h>

/* 1, 0; -1: it does not know that entry, HF_READ_... */
int oracle_read(uint32_t entry, const uint8_t *in, size_t n);
#endif
