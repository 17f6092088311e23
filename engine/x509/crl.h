/* Certificate revocation lists (RFC 5280 5, 6.3): full ones and delta lists, of versions 1 and 2, by the authority that issued the
   certificates or, as indirect lists, by another one. What a list cannot tell counts against the certificate that it names. */
#ifndef HF_X509_CRL_H
#define HF_X509_CRL_H
#include "x509/path.h"

/* The certificates that an issuing distribution point leaves to a list (RFC 5280 5.2.5). */
#define HF_CRL_SCOPE_ALL 0u /* also where that cannot be told */
#define HF_CRL_SCOPE_USERS 1u
#define HF_CRL_SCOPE_AUTHORITIES 2u
#define HF_CRL_SCOPE_ATTRIBUTES 3u /* attribute certificates, which none of a path is */

#define HF_CRL_CONCERNS 0x10000u
#define HF_CRL_REASONS 0x7f80u /* all of ReasonFlags (RFC 5280 4.2.1.13), its first bit, "unused", apart */

/* A list, read but for its entries. All spans lie inside it. */
struct hf_crl_parts {
  struct hf_span signed_part;   /* TBSCertList, the element */
  struct hf_span signature;     /* the octets of signatureValue */
  struct hf_span issuer;        /* Name, the element */
  struct hf_span revoked;       /* the contents of revokedCertificates; empty: none. Not read yet */
  struct hf_span number;        /* the octets of cRLNumber; empty: none */
  struct hf_span base_number;   /* of a delta list, of the list that it completes (5.2.4); empty: it is none */
  struct hf_span point;         /* the octets of issuingDistributionPoint (5.2.5); empty: none */
  struct hf_span full_name;     /* of that: the contents of fullName; empty: none */
  struct hf_span relative_name; /* the contents of nameRelativeToCRLIssuer; empty: none */
  int64_t this_update;
  int64_t next_update;  /* without one, the last second that there is */
  uint32_t reasons;     /* of HF_CRL_REASONS: those that it speaks of */
  uint16_t scheme;      /* of the signature, a TLS SignatureScheme; 0: not accepted */
  uint8_t error;        /* why it gives no status, whatever it says: an hf_error; HF_OK */
  uint8_t scope;        /* HF_CRL_SCOPE_...: which certificates it speaks of */
  uint8_t is_indirect;  /* it speaks of certificates of other issuers too */
  uint8_t is_version_1; /* which RFC 5280 does not have */
};

/* What IssuingDistributionPoint, all of value, says, into list->scope, is_indirect, reasons and the names. HF_ERROR_CRL_MALFORMED: it cannot be
   read, and then the list may be about any certificate. */
/*@ requires hf_readable(in, value) && \valid(list) && \separated(list, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns list->scope, list->is_indirect, list->reasons, list->full_name, list->relative_name;
  @ ensures list->scope <= HF_CRL_SCOPE_ATTRIBUTES;
  @ ensures \result == 0 ==> hf_within(list->full_name, value) && hf_within(list->relative_name, value); */
uint8_t hf_crl_scope(const uint8_t *in, struct hf_span value, struct hf_crl_parts *list);

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

/* What the entries of a list say of one certificate. */
struct hf_crl_entries {
  uint8_t error;   /* HF_OK: they can be used; HF_ERROR_CRL_MALFORMED; HF_ERROR_CRL_EXTENSION_CRITICAL (RFC 5280 5.3) */
  uint8_t named;   /* 1: one has it, whether or not the list can be used */
  uint8_t removed; /* 1: one says that it is revoked no longer: removeFromCRL, in a delta list (5.3.1) */
};

/* Looks for the certificate *c, whose bytes are in c_in, among the entries of the list, and reads all of them. */
/*@ requires \valid_read(list) && hf_readable(in, list->revoked) && hf_readable(in, list->issuer);
  @ requires \valid_read(c) && hf_readable(c_in, c->issuer) && hf_readable(c_in, c->serial);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.named <= 1 && \result.removed <= 1; */
struct hf_crl_entries hf_crl_find(const uint8_t *in, const struct hf_crl_parts *list, const uint8_t *c_in,
                                  const struct hf_certificate *c);

/* The reasons for which the list speaks of the certificate (RFC 5280 6.3.3 (b), (d)), by any of the certificate's distribution points or
   as one of its issuer; and HF_CRL_CONCERNS where its issuer is the certificate's: then it may have a list for another point, and yet
   what that names is not good. 0: it does not speak of it. */
/*@ requires \valid_read(list) && hf_readable(in, list->issuer) && hf_readable(in, list->full_name);
  @ requires hf_readable(in, list->relative_name);
  @ requires \valid_read(c) && hf_readable(c_in, c->issuer) && hf_readable(c_in, c->crl_points);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint32_t hf_crl_covers(const uint8_t *in, const struct hf_crl_parts *list, const uint8_t *c_in,
                       const struct hf_certificate *c);

/* A complete path, of which revocation is asked, and what that may still cost. */
struct hf_crl_question {
  const struct hf_chain *v;
  const struct hf_verify *how;
  const struct hf_path *p;
  const struct hf_trust_anchor *anchor;
  uint32_t signatures; /* that may still be checked */
  uint32_t steps;      /* comparisons that may still be made */
};

/* HF_OK when the list was signed by a key of its issuer's name that may sign lists and that is of the path, its anchor's, or in a
   certificate of the chain which one of these issued (RFC 5280 6.3.3 (f), (g)). HF_ERROR_CRL_SIGNATURE_WRONG; HF_ERROR_CRL_USAGE_WRONG;
   HF_ERROR_CERTIFICATE_TOO_COMPLEX. */
/*@ requires \valid(q) && \valid_read(list) && hf_readable(in, list->signed_part) && hf_readable(in, list->signature);
  @ requires hf_readable(in, list->issuer) && \valid_read(q->p) && 1 <= q->p->n <= HF_PATH_MAX;
  @ requires list->scheme == 0 || scheme_hash(list->scheme) != 0;
  @ HF_TOTAL;
  @ assigns q->signatures, q->steps;
  @ ensures q->signatures <= \old(q->signatures) && q->steps <= \old(q->steps); */
uint8_t hf_crl_signed(struct hf_crl_question *q, const uint8_t *in, const struct hf_crl_parts *list);

/* What the lists say of certificate k of the path. HF_OK, or the error (see HF_CRL_WHERE_GIVEN).

   A list that cannot be used gives no status; but a certificate that it names, of those that it speaks of, is not good while it
   holds, whatever another list says: one with an unknown critical extension, one that is signed by a key that nobody vouches for. */
/*@ requires \valid(q) && \valid_read(q->p) && k < q->p->n <= HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns q->signatures, q->steps;
  @ ensures q->signatures <= \old(q->signatures) && q->steps <= \old(q->steps);
  @ ensures q->how->crls_n == 0 && q->how->crl_policy == HF_CRL_WHERE_GIVEN ==> \result == 0; */
uint8_t hf_crl_status(struct hf_crl_question *q, uint32_t k);
#endif
