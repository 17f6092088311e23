/* Which of its processor's instructions for ciphers and hashes the provider takes. Asked once for the process. */
#ifndef HANDFAST_OWN_PROCESSOR_H
#define HANDFAST_OWN_PROCESSOR_H
#include <stdint.h>

#define HF_PROCESSOR_AES 1u       /* rounds of AES */
#define HF_PROCESSOR_CARRYLESS 2u /* products of polynomials, for GHASH */
#define HF_PROCESSOR_SHA256 4u    /* rounds of SHA-256 */
#define HF_PROCESSOR_ALL 7u

/* Those that are there and allowed. */
uint32_t hf_processor(void);

/* Allows no others from now on, though they be there: 0 is plain C. For tests and measurements; at first all are allowed. */
void hf_processor_allow(uint32_t instructions);
#endif
