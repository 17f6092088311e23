/* Certificates as text, for the tests of x509/. */
#ifndef SUPPORT_CHAINS_H
#define SUPPORT_CHAINS_H
#include "handfast/x509.h"

#define CHAINS_BYTES 65536u
#define CHAINS_ANCHORS 8u

/* A chain and its anchors, with room of their own. */
struct test_chain {
  struct hf_chain chain;
  struct hf_trust_anchor anchors[CHAINS_ANCHORS];
  size_t anchors_n;
  uint8_t anchor_bytes[CHAINS_BYTES];
  size_t anchor_bytes_n;
  uint8_t buffer[CHAINS_BYTES];
  uint8_t refused; /* why the first certificate that is no anchor is none, an hf_error */
};

void test_chain_start(struct test_chain *t);
/* Adds the certificates of PEM text, or one in DER, to the chain: the hf_error of what does not fit. */
uint8_t test_chain_pem(struct test_chain *t, const char *text);
uint8_t test_chain_der(struct test_chain *t, const uint8_t *der, size_t n);
/* Adds anchors likewise. One that cannot be an anchor is left out. */
void test_chain_anchor_pem(struct test_chain *t, const char *text);
void test_chain_anchor_der(struct test_chain *t, const uint8_t *der, size_t n);
uint8_t test_chain_report(struct test_chain *t, struct hf_verify *how, struct hf_report *report);
/* Decodes the next certificate of PEM text and moves past it: its size, or 0 when there is none left. */
size_t test_pem_next(const char **text, uint8_t *out, size_t room);
/* Seconds of "2023-07-10T00:00:00+00:00", by the C library. */
long long test_time(const char *text);
#endif
