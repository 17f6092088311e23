/* The path from the peer's certificate to a trust anchor: found and validated in one (RFC 5280 6.1, RFC 4158).

   The search goes from the peer's certificate up. Each candidate for the next issuer must pass all that RFC 5280 6.1 asks of it
   with what is below, before its key is tried on the signature; then it is taken, and given up again when no way leads on
   from it. So each complete path is a valid one, and a path that is valid is found whatever else was sent, within the bounds
   HF_PATH_MAX, HF_SIGNATURE_CHECKS_MAX and HF_COMPARISONS_MAX. */
#ifndef HF_X509_PATH_H
#define HF_X509_PATH_H
#include "x509/certificate.h"

#define HF_NO_PLACE 255u /* hf_report.certificate: the anchor, or none */

struct hf_path {
  struct hf_certificate at[HF_PATH_MAX]; /* the peer's own first, the last is the one whose issuer is sought */
  struct hf_trust_anchor issuer;         /* the candidate */
  uint8_t place[HF_PATH_MAX];            /* of each in the chain */
  uint8_t tried[HF_PATH_MAX];            /* candidates for the issuer of each that were tried */
  uint8_t n;                             /* certificates in it */
  uint8_t error;                         /* what to say when no path is found, an hf_error */
  uint8_t culprit;                       /* and the place of the certificate that it is about, or HF_NO_PLACE */
  uint32_t comparisons;                  /* that may still be made */
  uint32_t signatures;                   /* that may still be checked */
  size_t anchor;                         /* the one found */
};

/* Remembers why a candidate was not taken, unless something more telling is known. */
void hf_path_note(struct hf_path *p, uint8_t error, uint8_t culprit);

/* HF_OK, or the rule that a certificate of the path breaks, whatever its place in it. */
uint8_t hf_path_member(const struct hf_certificate *c, const struct hf_verify *how);

/* 1 when its extended key usage allows the purpose (RFC 5280 4.2.1.12); any: 1 when anyExtendedKeyUsage does too. */
uint8_t hf_path_purpose(const struct hf_certificate *c, uint8_t purpose, uint8_t any);

/* The certificates between the first and the anchor that count for a path length. */
uint8_t hf_path_length(const struct hf_path *p);

/* Checks the peer's own certificate by itself: HF_OK and the path begins with it, else the error. */
uint8_t hf_path_begin(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p);

/* 1 when p->issuer, whose own certificate is in order, may have issued the last certificate of the path, given what is below
   it, its signature verifies, and no revocation list stands against it; else 0, and the reason is noted. */
uint8_t hf_path_issued(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p);

/* Seeks a path from what hf_path_begin began. HF_OK, or the error to be reported. */
uint8_t hf_path_search(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p);

/* HF_OK when now is from not_before to not_after, both included; else the error. */
uint8_t hf_valid_at(int64_t now, int64_t not_before, int64_t not_after);
#endif
