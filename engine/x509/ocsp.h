/* OCSP responses (RFC 6960, and RFC 5019 for what a stapled one is like): is a certificate revoked?

   A response is bytes that somebody brought: it speaks only when it is signed by the authority that issued the certificate,
   or by a responder to which that authority gave a certificate for it (RFC 6960 4.2.2.2), when it is about this certificate,
   and when it is fresh. Names and keys are matched by SHA-1 where RFC 6960 wants it; a signature with SHA-1 is refused. */
#ifndef HF_X509_OCSP_H
#define HF_X509_OCSP_H
#include "x509/certificate.h"
#include "x509/chain.h"

#define HF_OCSP_MAX 0xffffffu       /* bytes in a response: TLS has no longer one (RFC 6066 8) */
#define HF_OCSP_CERTIFICATES_MAX 4u /* that a response may bring along; each may cost a signature check */
#define HF_OCSP_SKEW 300            /* seconds that the responder's clock may be ahead */
#define HF_OCSP_AGE_MOST 86400      /* seconds that a response is fresh which does not say how long (no nextUpdate) */

/* Checks the response of n bytes to be about the certificate *c, whose bytes are in `in`, which the authority with the key
   *issuer issued: that is shown elsewhere, as is all else about the certificate. now: seconds since 1970-01-01 UTC. HF_OK: not
   revoked, says a response that is signed as it must be, and fresh. Else HF_ERROR_CERTIFICATE_REVOKED, or what is wrong with the
   response: HF_ERROR_OCSP_...; nothing is known then of the certificate. */
/*@ requires \valid_read(response + (0 .. n - 1)) && \valid_read(c) && hf_readable(in, c->whole);
  @ requires hf_certificate_sound(c);
  @ requires \valid_read(issuer) && \valid_read(issuer->modulus + (0 .. issuer->modulus_n - 1)) &&
  @          \valid_read(issuer->exponent + (0 .. issuer->exponent_n - 1)) &&
  @          \valid_read(issuer->point + (0 .. issuer->point_n - 1));
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_ocsp_check(const uint8_t *response, size_t n, const uint8_t *in, const struct hf_certificate *c,
                      const struct hf_public_key *issuer, int64_t now);

/* The same for the peer's own certificate in a chain that hf_chain_report found valid, with what it was asked and what it
   found: *how and *found. HF_ERROR_OCSP_UNAUTHORIZED when no authority issued it: it is itself what was trusted. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(how) && hf_anchors_sound(how->anchors, how->anchors_n);
  @ requires \valid_read(found) && \valid_read(response + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_chain_status(const struct hf_chain *v, const struct hf_verify *how, const struct hf_report *found,
                        const uint8_t *response, size_t n);

/* Until when a response of n bytes that hf_ocsp_check took can be good, at the longest: the earliest end of all that it says, and
   of the certificates that it brought. 0: it is malformed. */
/*@ requires \valid_read(response + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result >= 0; */
int64_t hf_ocsp_until(const uint8_t *response, size_t n);

/* 1 when the peer's own certificate demands that a response is stapled (RFC 7633: status_request among its TLS features). Says
   nothing about trust; 0 also for what cannot be read. */
/*@ requires \valid_read(v) && hf_chain_sound(v);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_chain_must_staple(const struct hf_chain *v);
#endif
