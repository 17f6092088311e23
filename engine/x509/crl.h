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
  uint8_t scope;      /* HF_CRL_SCOPE_...: which certificates it speaks of */
};

/* The certificates that an issuing distribution point leaves to a list (RFC 5280 5.2.5). */
#define HF_CRL_SCOPE_ALL 0u /* also where that cannot be told */
#define HF_CRL_SCOPE_USERS 1u
#define HF_CRL_SCOPE_AUTHORITIES 2u
#define HF_CRL_SCOPE_ATTRIBUTES 3u /* attribute certificates, which none of a path is */

/* The scope that IssuingDistributionPoint, all of value, says. */
/*@ requires hf_readable(in, value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= HF_CRL_SCOPE_ATTRIBUTES; */
uint8_t hf_crl_scope(const uint8_t *in, struct hf_span value);

/* Reads the list that is all of `whole`. HF_ERROR_CRL_MALFORMED. */
/*@ requires hf_readable(in, whole) && \valid(list) && \separated(list, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *list;
  @ ensures \result == 0 ==> hf_within(list->signed_part, whole);
  @ ensures \result == 0 ==> hf_within(list->signature, whole);
  @ ensures \result == 0 ==> hf_within(list->issuer, whole);
  @ ensures \result == 0 ==> hf_within(list->revoked, whole);
  @ ensures \result == 0 ==> list->scheme == 0 || scheme_hash(list->scheme) != 0; */
uint8_t hf_crl_read(const uint8_t *in, struct hf_span whole, struct hf_crl_parts *list);

/* Looks for a serial number, the octets of its INTEGER, among the entries; reads all of them. *named: 1 when one has it, whether or
   not the list can be used. HF_OK: it can, as far as the entries go; HF_ERROR_CRL_MALFORMED; HF_ERROR_CRL_EXTENSION_CRITICAL: one of
   the entries has an extension that is critical, so that the list must not be used (RFC 5280 5.3). */
/*@ requires hf_readable(in, revoked) && hf_readable(serial_in, serial) && \valid(named);
  @ requires \separated(named, in + (0 .. 0xffffffff)) && \separated(named, serial_in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *named;
  @ ensures *named <= 1; */
uint8_t hf_crl_find(const uint8_t *in, struct hf_span revoked, const uint8_t *serial_in, struct hf_span serial,
                    uint8_t *named);

/* What the lists of *how say of the certificate *c, whose bytes are in `in`, and which *issuer issued. is_peer: 1 when it is the
   peer's own. Each check of a signature takes one of *signatures. HF_OK, or the error (see HF_CRL_WHERE_GIVEN).

   A list that cannot be used gives no status; but a certificate that it names, of those that it speaks of, is not good while it
   holds, whatever another list says: a delta list, one with an unknown critical extension, one that is signed by another key. */
/*@ requires \valid_read(how) && \valid_read(how->crls + (0 .. how->crls_n - 1));
  @ requires \forall integer i; 0 <= i < how->crls_n ==> \valid_read(how->crls[i].der + (0 .. how->crls[i].n - 1));
  @ requires \valid_read(c) && hf_readable(in, c->issuer) && hf_readable(in, c->serial);
  @ requires \valid_read(issuer) && public_key_readable(&issuer->key) && \valid(signatures);
  @ requires \separated(signatures, how) && \separated(signatures, how->crls + (0 .. how->crls_n - 1));
  @ requires \forall integer i; 0 <= i < how->crls_n ==>
  @   \separated(signatures, how->crls[i].der + (0 .. how->crls[i].n - 1));
  @ HF_TOTAL;
  @ assigns *signatures;
  @ ensures *signatures <= \old(*signatures);
  @ ensures how->crls_n == 0 && how->crl_policy == HF_CRL_WHERE_GIVEN ==> \result == 0; */
uint8_t hf_crl_status(const struct hf_verify *how, const uint8_t *in, const struct hf_certificate *c,
                      const struct hf_trust_anchor *issuer, uint8_t is_peer, uint32_t *signatures);
#endif
