/* Certificate revocation lists (RFC 5280 5, 6.3): full lists of version 2, each by the authority that issued the certificates.
   Not taken: delta lists, indirect lists, and lists that speak of a part of the certificates only or for some reasons only (an
   issuing distribution point, 5.2.5): they are refused by name, never overlooked. */
#ifndef HF_X509_CRL_H
#define HF_X509_CRL_H
#include "x509/certificate.h"

/* A list, read but for its entries. All spans lie inside it. */
struct hf_crl_parts {
  struct hf_span signed_part; /* TBSCertList, the element */
  struct hf_span signature;   /* the octets of signatureValue */
  struct hf_span issuer;      /* Name, the element */
  struct hf_span revoked;     /* the contents of revokedCertificates; empty: none. Not read yet */
  int64_t this_update;
  int64_t next_update;
  uint16_t scheme;    /* of the signature, a TLS SignatureScheme; 0: not accepted */
  uint8_t restricted; /* 1: an extension is critical, or says that this is no full list of its issuer's certificates */
};

/* Reads the list that is all of `whole`. HF_ERROR_CRL_MALFORMED. */
/*@ requires hf_readable(in, whole) && \valid(list) && \separated(list, in + (0 .. 0xffffffff));
  @ terminates \true; exits \false;
  @ assigns *list;
  @ ensures \result == 0 ==> hf_within(list->signed_part, whole);
  @ ensures \result == 0 ==> hf_within(list->signature, whole);
  @ ensures \result == 0 ==> hf_within(list->issuer, whole);
  @ ensures \result == 0 ==> hf_within(list->revoked, whole);
  @ ensures \result == 0 ==> list->scheme == 0 || scheme_hash(list->scheme) != 0; */
uint8_t hf_crl_read(const uint8_t *in, struct hf_span whole, struct hf_crl_parts *list);

/* Looks for a serial number, the octets of its INTEGER, among the entries; reads all of them. HF_OK: it is not there;
   HF_ERROR_CERTIFICATE_REVOKED, whatever the reason; HF_ERROR_CRL_MALFORMED; HF_ERROR_CRL_EXTENSION_CRITICAL: one of the
   entries has an extension that is critical, so that the list must not be used (RFC 5280 5.3). */
/*@ requires hf_readable(in, revoked) && hf_readable(serial_in, serial);
  @ terminates \true; exits \false;
  @ assigns \nothing; */
uint8_t hf_crl_find(const uint8_t *in, struct hf_span revoked, const uint8_t *serial_in, struct hf_span serial);

/* What the lists of *how say of the certificate *c, whose bytes are in `in`, and which *issuer issued. is_peer: 1 when it is the
   peer's own. Each check of a signature takes one of *signatures. HF_OK, or the error (see HF_CRL_WHERE_GIVEN). */
/*@ requires \valid_read(how) && \valid_read(how->crls + (0 .. how->crls_n - 1));
  @ requires \forall integer i; 0 <= i < how->crls_n ==> \valid_read(how->crls[i].der + (0 .. how->crls[i].n - 1));
  @ requires \valid_read(c) && hf_readable(in, c->issuer) && hf_readable(in, c->serial);
  @ requires \valid_read(issuer) && public_key_readable(&issuer->key) && \valid(signatures);
  @ requires \separated(signatures, how) && \separated(signatures, how->crls + (0 .. how->crls_n - 1));
  @ requires \forall integer i; 0 <= i < how->crls_n ==>
  @   \separated(signatures, how->crls[i].der + (0 .. how->crls[i].n - 1));
  @ terminates \true; exits \false;
  @ assigns *signatures;
  @ ensures *signatures <= \old(*signatures);
  @ ensures how->crls_n == 0 && how->crl_policy == HF_CRL_WHERE_GIVEN ==> \result == 0; */
uint8_t hf_crl_status(const struct hf_verify *how, const uint8_t *in, const struct hf_certificate *c,
                      const struct hf_trust_anchor *issuer, uint8_t is_peer, uint32_t *signatures);
#endif
