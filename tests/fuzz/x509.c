/* libFuzzer's target over all that is read of certificates: the first byte of the input says what, the rest is a row of parts,
   each behind its size in two bytes, big-endian; the last part is all that is left.
     0 CERTIFICATE                    read, as a certificate and as an anchor
     1 ANCHOR CERTIFICATE...          a chain: read, and a path sought
     2 ISSUER CERTIFICATE RESPONSE    an OCSP response
     3 ANCHOR CERTIFICATE LIST        a chain of one, held against a revocation list
   Sanitizers watch; besides, the bounds on work must hold, and a verdict must not depend on what is asked about it. */
#include "generated/errors.h"
#include "x509/certificate.h"
#include "x509/chain.h"
#include "x509/ocsp.h"
#include <stdlib.h>
#include <string.h>

#define NOW 1795536000 /* 2026-11-24; what the corpus holds is valid then */
#define PARTS 6
#define PART_MAX 0x4000u

struct part {
  const uint8_t *bytes;
  size_t n;
};

static uint8_t buffer[65536];

/* The parts, the last of which takes the rest. Their number. */
static size_t split(const uint8_t *data, size_t n, size_t most, struct part *out) {
  size_t parts = 0;
  while (n >= 2 && parts + 1 < most) {
    size_t size = (size_t)data[0] << 8 | data[1];
    if (size > n - 2)
      break;
    out[parts++] = (struct part){data + 2, size};
    data += 2 + size;
    n -= 2 + size;
  }
  out[parts++] = (struct part){data, n};
  return parts;
}

static void must(int holds) {
  if (!holds)
    abort();
}

static void certificate(const uint8_t *data, size_t n) {
  struct hf_certificate c;
  struct hf_public_key key;
  struct hf_trust_anchor anchor;
  struct hf_span whole = {0, (uint32_t)n};
  uint8_t error = hf_certificate_read(data, whole, &c);
  if (error == HF_OK)
    must(c.issuer.at + c.issuer.n <= n && c.subject.at + c.subject.n <= n && c.signature.at + c.signature.n <= n);
  must(error == HF_OK || hf_certificate_key(data, n, &key) != HF_OK);
  if (hf_certificate_anchor(data, n, &anchor) == HF_OK)
    must(anchor.name >= data && anchor.name + anchor.name_n <= data + n);
}

static void fill(struct hf_chain *chain, const struct part *parts, size_t n) {
  hf_chain_start(chain, buffer, sizeof buffer);
  for (size_t i = 0; i < n; i++)
    if (hf_chain_certificate(chain, (uint32_t)parts[i].n) == HF_OK)
      must(hf_chain_bytes(chain, parts[i].bytes, (uint32_t)parts[i].n) == HF_OK);
}

static uint8_t verify(const struct hf_chain *chain, struct hf_verify *how, const struct part *anchor_part,
                      struct hf_report *report) {
  struct hf_trust_anchor anchor;
  uint8_t error;
  how->now = NOW;
  how->purpose = HF_PURPOSE_SERVER;
  how->anchors = &anchor;
  how->anchors_n = hf_certificate_anchor(anchor_part->bytes, anchor_part->n, &anchor) == HF_OK ? 1 : 0;
  error = hf_chain_report(chain, how, report);
  must(report->signature_checks <= HF_SIGNATURE_CHECKS_MAX && report->comparisons <= HF_COMPARISONS_MAX);
  must(error == report->error && error == hf_chain_verify(chain, how));
  must(error != HF_OK || (report->path_n >= 1 && report->path_n <= HF_PATH_MAX && how->anchors_n == 1));
  return error;
}

static void chain_of(const uint8_t *data, size_t n) {
  struct part parts[PARTS];
  struct hf_chain chain;
  struct hf_report report;
  struct hf_verify how = {0};
  size_t parts_n = split(data, n, PARTS, parts);
  fill(&chain, parts + 1, parts_n - 1);
  uint8_t error = verify(&chain, &how, &parts[0], &report);
  how.name = "localhost";
  must(error == HF_OK || verify(&chain, &how, &parts[0], &report) != HF_OK);
}

static void response(const uint8_t *data, size_t n) {
  struct part parts[3];
  struct hf_certificate c;
  struct hf_public_key issuer;
  if (split(data, n, 3, parts) != 3 || hf_certificate_key(parts[0].bytes, parts[0].n, &issuer) != HF_OK)
    return;
  struct hf_span whole = {0, (uint32_t)parts[1].n};
  if (hf_certificate_read(parts[1].bytes, whole, &c) == HF_OK)
    (void)hf_ocsp_check(parts[2].bytes, parts[2].n, parts[1].bytes, &c, &issuer, NOW);
}

static void list(const uint8_t *data, size_t n) {
  struct part parts[3];
  struct hf_chain chain;
  struct hf_report report;
  struct hf_verify how = {0};
  if (split(data, n, 3, parts) != 3)
    return;
  struct hf_crl crl = {parts[2].bytes, parts[2].n};
  fill(&chain, parts + 1, 1);
  uint8_t without = verify(&chain, &how, &parts[0], &report);
  how.crls = &crl;
  how.crls_n = 1;
  must(without == HF_OK || verify(&chain, &how, &parts[0], &report) != HF_OK);
  how.crl_policy = HF_CRL_PEER;
  (void)verify(&chain, &how, &parts[0], &report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  if (n < 1 || n > 5 * PART_MAX)
    return 0;
  if (data[0] % 4 == 0)
    certificate(data + 1, n - 1);
  else if (data[0] % 4 == 1)
    chain_of(data + 1, n - 1);
  else if (data[0] % 4 == 2)
    response(data + 1, n - 1);
  else
    list(data + 1, n - 1);
  return 0;
}
