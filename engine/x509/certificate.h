/* One certificate, read (RFC 5280 4.1 and 4.2): strict DER, nothing copied. */
#ifndef HF_X509_CERTIFICATE_H
#define HF_X509_CERTIFICATE_H
#include "handfast/x509.h"
#include "x509/key.h"

#define HF_EXTENSIONS_MAX 48u /* in one certificate */

/* The extensions that are read, as bits of `has` and `critical`: 2 to the power of their ids in extension.c. */
#define HF_HAS_AUTHORITY_KEY_ID 2u
#define HF_HAS_SUBJECT_KEY_ID 4u
#define HF_HAS_KEY_USAGE 8u
#define HF_HAS_ALTERNATIVE_NAMES 16u
#define HF_HAS_BASIC_CONSTRAINTS 32u
#define HF_HAS_NAME_CONSTRAINTS 64u
#define HF_HAS_PURPOSES 128u
#define HF_HAS_POLICIES 256u
#define HF_HAS_POLICY_MAPPINGS 512u
#define HF_HAS_POLICY_CONSTRAINTS 1024u
#define HF_HAS_INHIBIT_ANY_POLICY 2048u
#define HF_HAS_CRL_POINTS 4096u
#define HF_HAS_INFORMATION_ACCESS 8192u
#define HF_HAS_FEATURES 16384u
#define HF_HAS_OTHER 32768u /* known here, of no effect */

/* The purposes of extKeyUsage (RFC 5280 4.2.1.12), as bits of `purposes`. */
#define HF_PURPOSES_SERVER 1u
#define HF_PURPOSES_CLIENT 2u
#define HF_PURPOSES_OCSP 4u
#define HF_PURPOSES_ANY 8u

/* What a certificate says. All spans lie inside `whole`. */
struct hf_certificate {
  struct hf_span whole;             /* the element */
  struct hf_span signed_part;       /* TBSCertificate, the element: what the signature is over */
  struct hf_span signature;         /* the octets of signatureValue */
  struct hf_span serial;            /* the octets of its INTEGER */
  struct hf_span issuer;            /* Name, the element */
  struct hf_span subject;           /* Name, the element */
  struct hf_span key_info;          /* SubjectPublicKeyInfo, the element */
  struct hf_span alternative_names; /* the contents of GeneralNames; empty: none */
  struct hf_span constraints;       /* NameConstraints, the element; empty: none */
  struct hf_span key_id;            /* of its subject; empty: none */
  struct hf_span authority_key_id;  /* of its issuer; empty: none */
  struct hf_span policies;          /* the contents of CertificatePolicies; empty: none */
  struct hf_span mappings;          /* the contents of PolicyMappings; empty: none */
  struct hf_span crl_points;        /* the contents of CRLDistributionPoints; empty: none */
  struct hf_key_spans key;
  int64_t not_before;
  int64_t not_after;
  uint32_t has;      /* HF_HAS_... */
  uint32_t critical; /* those of them that are marked so */
  uint16_t scheme;   /* of the signature, a TLS SignatureScheme; 0: not accepted */
  uint8_t version;   /* 1, 2, 3 */
  uint8_t usage;     /* the first octet of keyUsage, HF_USAGE_...; all bits set: not limited */
  uint8_t purposes;  /* HF_PURPOSES_...; all bits set: not limited */
  uint8_t is_ca;
  uint8_t path_limit;       /* 0: none; else one more than pathLenConstraint */
  uint8_t is_self_issued;   /* RFC 5280 3.2: issuer and subject are the same */
  uint8_t must_staple;      /* RFC 7633: status_request */
  uint8_t explicit_policy;  /* 0: none; else one more than requireExplicitPolicy */
  uint8_t inhibit_mapping;  /* the same of inhibitPolicyMapping */
  uint8_t inhibit_any;      /* the same of inhibitAnyPolicy */
  uint8_t unknown_critical; /* an extension is critical and not known */
  uint8_t defect;           /* a rule of form that it breaks without harm, an hf_error; see hf_certificate_read */
  uint8_t nonconforming;    /* the first duty of an authority that it shows to be neglected, an hf_error */
};

/* What contracts say of a certificate, of its fields as they are (see hf_within). */
/* The spans that extensions set lie in the certificate. */
#define hf_extended(c)                                                                                                 \
  (hf_within((c)->alternative_names, (c)->whole) && hf_within((c)->constraints, (c)->whole) &&                         \
   hf_within((c)->key_id, (c)->whole) && hf_within((c)->authority_key_id, (c)->whole) &&                               \
   hf_within((c)->policies, (c)->whole) && hf_within((c)->mappings, (c)->whole) &&                                     \
   hf_within((c)->crl_points, (c)->whole))
#define hf_fields_within(c)                                                                                            \
  (hf_within((c)->serial, (c)->whole) && hf_within((c)->issuer, (c)->whole) && hf_within((c)->subject, (c)->whole) &&  \
   hf_within((c)->key_info, (c)->whole) && hf_key_within((c)->key, (c)->whole))
#define hf_times_sound(c)                                                                                              \
  (-62167219200 <= (c)->not_before && (c)->not_before <= 253402300799 && -62167219200 <= (c)->not_after &&             \
   (c)->not_after <= 253402300799)
/*@ predicate hf_scheme_sound(integer scheme) = scheme == 0 || scheme_hash(scheme) != 0;
  @ */
/* What holds of a certificate that was read. */
#define hf_certificate_sound(c)                                                                                        \
  (hf_fields_within(c) && hf_extended(c) && hf_within((c)->signed_part, (c)->whole) &&                                 \
   hf_within((c)->signature, (c)->whole) && hf_key_sound((c)->key) && hf_times_sound(c) &&                             \
   hf_scheme_sound((c)->scheme) && 1 <= (c)->version && (c)->version <= 3 && (c)->is_ca <= 1 &&                        \
   (c)->unknown_critical <= 1 && (c)->is_self_issued <= 1)

/* Reads the certificate that is all of `whole`. HF_OK, or the first rule of RFC 5280 4 that its form breaks. What it may be
   used for, and whether it is signed, is for others to see.

   Some faults of form are only noted, as c->defect: a serial number that is not positive or too long, a GeneralizedTime for a year
   before 2050, a keyUsage with zero bits at its end, a default that is written out (critical and cA FALSE, minimum 0), a DNS
   constraint with a leading dot, an alternative name that can be no name of its form (which is then nobody's), keyCertSign without cA,
   alternative names beside an empty subject that are not critical. What such a certificate says is plain all the same, and there are certificates in common use like
   it. It is refused where the question is strict (hf_path_member); of an anchor only the name and the key count (RFC 5280 6.1.1 d). */
/*@ requires hf_readable(in, whole) && \valid(c) && \separated(c, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> c->whole.at == whole.at && c->whole.n == whole.n;
  @ ensures \result == 0 ==> hf_fields_within(c);
  @ ensures \result == 0 ==> hf_extended(c) && hf_within(c->signed_part, c->whole) && hf_within(c->signature, c->whole);
  @ ensures \result == 0 ==> hf_key_sound(c->key);
  @ ensures \result == 0 ==> hf_certificate_sound(c);
  @ ensures \result == 0 ==> c->issuer.n > 2; */
uint8_t hf_certificate_read(const uint8_t *in, struct hf_span whole, struct hf_certificate *c);

/* The first duty of RFC 5280 4.2 that the authority which made the certificate neglected, an hf_error; HF_OK: none. */
/*@ requires \valid_read(c);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_certificate_duties(const struct hf_certificate *c);

/* What a certificate that was read is as an authority; its bytes stay in `in`. Says nothing about trust. */
/*@ requires hf_readable(in, whole) && \valid_read(c) && c->whole.at == whole.at && c->whole.n == whole.n;
  @ requires hf_certificate_sound(c);
  @ requires \valid(out) && \separated(out, c);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures out->name == in + c->subject.at && out->name_n == c->subject.n;
  @ ensures out->key.modulus == in + c->key.modulus.at && out->key.modulus_n == c->key.modulus.n;
  @ ensures out->key.exponent == in + c->key.exponent.at && out->key.exponent_n == c->key.exponent.n;
  @ ensures out->key.point == in + c->key.point.at && out->key.point_n == c->key.point.n;
  @ ensures out->key.group == c->key.group && out->key.kind == c->key.kind;
  @ ensures out->key_id == in + c->key_id.at && out->key_id_n == c->key_id.n;
  @ ensures out->constraints == in + c->constraints.at && out->constraints_n == c->constraints.n;
  @ ensures out->certificate == in + whole.at && out->certificate_n == whole.n;
  @ ensures out->not_before == c->not_before && out->not_after == c->not_after && out->path_limit == c->path_limit;
  @ ensures out->end_entity <= 1 && (c->version == 3 && c->is_ca == 0 ==> out->end_entity == 1);
  @ ensures out->nonconforming == c->nonconforming; */
void hf_certificate_authority(const uint8_t *in, struct hf_span whole, const struct hf_certificate *c,
                              struct hf_trust_anchor *out);
#endif
