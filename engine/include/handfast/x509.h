/* Certificates: what a chain is while it arrives, what it is checked against, and what came of it (engine/x509/). */
#ifndef HANDFAST_X509_H
#define HANDFAST_X509_H
#include "provider.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HF_KEY_RSA 1u
#define HF_KEY_EC 2u
#define HF_KEY_RSA_PSS 3u /* id-RSASSA-PSS (RFC 4055 1.2): an RSA key for RSASSA-PSS alone */

#define HF_CHAIN_MAX 64u /* certificates that a peer may send */
#define HF_PATH_MAX 16u  /* certificates in one path, the anchor not counted */
/* The most that one verification does, whatever the peer sends. More is HF_ERROR_CERTIFICATE_TOO_COMPLEX. */
#define HF_SIGNATURE_CHECKS_MAX 64u
#define HF_COMPARISONS_MAX 100000u /* of names, and certificates looked at */

/* What the key of the certificate is to be used for (RFC 5280 4.2.1.3, 4.2.1.12). */
#define HF_PURPOSE_ANY 0u
#define HF_PURPOSE_SERVER 1u            /* id-kp-serverAuth */
#define HF_PURPOSE_CLIENT 2u            /* id-kp-clientAuth */
#define HF_USAGE_DIGITAL_SIGNATURE 128u /* ECDHE suites, CertificateVerify */
#define HF_USAGE_KEY_ENCIPHERMENT 32u   /* RSA key exchange */
#define HF_USAGE_KEY_CERT_SIGN 4u
#define HF_USAGE_CRL_SIGN 2u

/* A public key. The bytes belong to whoever made it: the chain's buffer, or the caller's certificate. */
struct hf_public_key {
  const uint8_t *modulus;  /* RSA: big-endian, without leading zeroes */
  const uint8_t *exponent; /* RSA: the same */
  const uint8_t *point; /* EC: uncompressed; RSASSA-PSS: its AlgorithmIdentifier (DER), for digests of the whole key */
  size_t modulus_n;     /* bytes */
  size_t exponent_n;
  size_t point_n;
  uint32_t
      group; /* EC: HF_GROUP_...; RSASSA-PSS: the one hash function that its parameters leave, HF_HASH_...; 0: any */
  uint32_t kind; /* HF_KEY_... */
};

/* Where the parts of a key stand in a buffer, each by its offset and its bytes; a part that the key has not is empty. */
struct hf_key_place {
  uint32_t modulus_at;
  uint32_t modulus_n;
  uint32_t exponent_at;
  uint32_t exponent_n;
  uint32_t point_at;
  uint32_t point_n;
  uint32_t group; /* as in hf_public_key */
  uint32_t kind;  /* HF_KEY_...; 0: none */
};

/* A pinned key: SHA-256 over the DER of its SubjectPublicKeyInfo (RFC 7469 2.4). */
#define HF_PIN_SIZE 32u
struct hf_pin {
  uint8_t sha256[HF_PIN_SIZE];
};

/* A trust anchor: a name and a key (RFC 5280 6.1.1 d), and what its certificate says besides (RFC 5937). Zero in all but
   name and key is an anchor without limits. All bytes are the caller's and stay while the configuration does. */
struct hf_trust_anchor {
  const uint8_t *name; /* DER of the subject */
  size_t name_n;
  struct hf_public_key key;
  const uint8_t *key_id; /* its subject key identifier; key_id_n 0: none */
  size_t key_id_n;
  const uint8_t *constraints; /* its name constraints, an element; constraints_n 0: none */
  size_t constraints_n;
  const uint8_t *certificate; /* end_entity: all of the certificate */
  size_t certificate_n;
  int64_t not_before; /* both zero: always valid */
  int64_t not_after;
  uint8_t path_limit; /* 0: none; else one more than its pathLenConstraint */
  uint8_t end_entity; /* 1: no authority; trusted only as the peer's own certificate */
  uint8_t
      nonconforming; /* the first rule of RFC 5280 4 for authorities that it breaks, an hf_error; looked at when strict */
  uint8_t no_crl_sign; /* 1: its key usage forbids signing revocation lists */
};

/* The peer's certificates as they came, its own first. The bytes stand in the caller's buffer, which must hold them all. */
struct hf_chain {
  uint8_t *buffer;               /* the caller's */
  uint32_t size;                 /* its size in bytes; of a larger one 65535 are used */
  uint32_t used;                 /* bytes filled */
  uint16_t start[HF_CHAIN_MAX];  /* where each certificate begins in the buffer */
  uint16_t length[HF_CHAIN_MAX]; /* its bytes as announced */
  uint32_t count;                /* certificates begun */
  uint32_t raw_public_key;       /* 1: not a certificate but a SubjectPublicKeyInfo, one (RFC 7250) */
};

/* Copies a chain into the buffer of another one, which was begun or is all zeroes: 1, or 0 and *to is empty: it does not fit. */
/*@ requires to != \null && from != \null ==> \valid(to) && \valid_read(from) && \separated(to, from) && to->size <= 0xffff;
  @ requires to != \null && from != \null ==> to->size > 0 ==> \valid(to->buffer + (0 .. to->size - 1));
  @ requires to != \null && from != \null ==>
      from->count <= HF_CHAIN_MAX && (from->count > 0 ==> \valid_read(from->buffer + (0 .. from->size - 1)));
  @ requires to != \null && from != \null ==>
      \forall integer i; 0 <= i < from->count ==> from->start[i] + from->length[i] <= from->size;
  @ requires to != \null && from != \null ==> \separated(to, to->buffer + (0 .. to->size - 1)) &&
      \separated(to, from->buffer + (0 .. from->size - 1)) && \separated(from, to->buffer + (0 .. to->size - 1)) &&
      \separated(from->buffer + (0 .. from->size - 1), to->buffer + (0 .. to->size - 1));
  @ HF_TOTAL;
  @ assigns to->start[0 .. HF_CHAIN_MAX - 1], to->length[0 .. HF_CHAIN_MAX - 1], to->count, to->used, to->raw_public_key;
  @ assigns to->buffer[0 .. to->size - 1];
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 0 && to != \null && from != \null ==> to->count == 0 && to->used == 0;
  @ ensures \result == 1 ==> to != \null && from != \null && to->count == from->count && to->raw_public_key == from->raw_public_key; */
uint8_t hf_chain_copy(struct hf_chain *to, const struct hf_chain *from);

/* A certificate revocation list (RFC 5280 5), DER. The bytes are the caller's. */
struct hf_crl {
  const uint8_t *der;
  size_t n; /* bytes, at most HF_CRL_MAX */
};
#define HF_CRL_MAX 0xffffffu

/* Which certificates of a path must be on record as not revoked, by lists of those given that speak for every reason (RFC 5280 6.3.3).
   Whatever the policy, a certificate is refused that one of them names (as long as that holds, and also when it cannot be used: with an
   unknown critical extension, signed by a key that nobody vouches for), one of which lists speak but none that can be used, and any while
   one of the lists is malformed. A list may be by the issuer of the certificate or by one that its distribution points name, and signed by
   any key of that name for which an authority of the path or its anchor vouches. A delta list counts with the list that it completes. */
#define HF_CRL_WHERE_GIVEN 0u /* none must */
#define HF_CRL_PEER 1u        /* the peer's own */
#define HF_CRL_ALL 2u         /* all but the anchor */

/* A certificate policy: the contents of its OBJECT IDENTIFIER. The bytes belong to whoever made it. */
struct hf_policy_id {
  const uint8_t *octets;
  size_t n;
};

/* What is asked of the policies of a path (RFC 5280 6.1.1 (c), (e) to (g)). All zero, or none of these: any policy will do, and none must be. */
struct hf_policy_rules {
  const struct hf_policy_id *policies; /* user-initial-policy-set; policies_n 0: any-policy */
  size_t policies_n;                   /* at most 31 */
  uint8_t explicit_policy;             /* 1: initial-explicit-policy: the path must be valid for one of them at least */
  uint8_t inhibit_mapping;             /* 1: initial-policy-mapping-inhibit */
  uint8_t inhibit_any;                 /* 1: initial-any-policy-inhibit */
};
#define HF_POLICIES_MAX 64u /* policies at one depth of a path: more is HF_ERROR_CERTIFICATE_POLICIES_TOO_MANY */
#define HF_POLICIES_TOLD 8u /* policies that a report has room for */

/* What a chain is checked against. Set all of it to zero first: what is added later has zero for "not asked". */
struct hf_verify {
  const struct hf_trust_anchor *anchors;
  size_t anchors_n;
  const char *name; /* a DNS name (A-labels) or an IP address, NUL-terminated; NULL: any */
  int64_t now;      /* seconds since 1970-01-01 UTC */
  uint8_t purpose;  /* HF_PURPOSE_... */
  uint8_t usage;    /* HF_USAGE_... that the key must be allowed, where the certificate limits it; 0: any */
  uint8_t path_max; /* the most certificates in the path, the anchor and self-issued ones not counted; 0: HF_PATH_MAX */
  /* 1: refuse also what breaks only the duties of an authority (RFC 5280 4), such as a missing key id, and what breaks a rule of form
     without harm: a serial number that is not positive or longer than 20 octets, a default that is written out, zero bits at the end
     of a key usage, a GeneralizedTime before 2050, a leading dot in a constraint for DNS names, an alternative name that can be no name
     of its form, keyCertSign without cA, alternative names that are not critical beside an empty subject, a revocation list of version
     1. */
  uint8_t strict;
  uint8_t crl_policy;        /* HF_CRL_... */
  const struct hf_crl *crls; /* crls_n 0: none */
  size_t crls_n;
  const struct hf_policy_rules *policy_rules; /* NULL: all zero */
};

/* What a verification found. */
struct hf_report {
  uint32_t signature_checks; /* done */
  uint32_t comparisons;      /* done */
  uint32_t error;            /* enum hf_error; HF_OK: valid */
  uint32_t certificate;      /* the certificate, by its place in the chain, that breaks the rule */
  uint32_t path_n;           /* valid: certificates in the path */
  uint8_t path[HF_PATH_MAX]; /* valid: their places, the leaf first */
  size_t anchor;             /* valid: the anchor, by its place in anchors */
  /* Valid: the user-constrained-policy-set (RFC 5280 6.1.5 (g)), its octets in the chain's buffer or the caller's rules; of more than
     HF_POLICIES_TOLD, the first. any_policy 1: the path is valid for every policy of the user's set, named here or not. */
  struct hf_policy_id policies[HF_POLICIES_TOLD];
  uint32_t policies_n;
  uint32_t any_policy;
};

/* The key of a certificate of n bytes (RFC 5280 4.1.2.7); its bytes stay in der. HF_ERROR_CERTIFICATE_MALFORMED and its
   kin, or HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED. Says nothing about trust. */
/*@ requires der != \null && key != \null ==> \valid_read(der + (0 .. n - 1)) && \valid(key) && \separated(key, der + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns *key; */
uint8_t hf_certificate_key(const uint8_t *der, size_t n, struct hf_public_key *key);

/* Makes a trust anchor of a certificate of n bytes, which must stay where it is. Its own signature is not checked: that the
   caller trusts it is what makes it an anchor (RFC 5280 6.1.1 d). Errors as above. */
/*@ requires der != \null && out != \null ==> \valid_read(der + (0 .. n - 1)) && \valid(out) && \separated(out, der + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns *out; */
uint8_t hf_certificate_anchor(const uint8_t *der, size_t n, struct hf_trust_anchor *out);

#ifdef __cplusplus
}
#endif
#endif
