/* Issues what authorities issue, with the keys of make_certs.sh, for the tests of x509/: certificates, OCSP responses, revocation
   lists. What is to be signed is the caller's to write: so it can be wrong in any way. */
#ifndef SUPPORT_ISSUE_H
#define SUPPORT_ISSUE_H
#include "handfast/config.h"
#include "support/der_writer.h"

#define ISSUE_RSA_SHA256 0x0401u
#define ISSUE_ECDSA_SHA256 0x0403u
#define ISSUE_ECDSA_SHA384 0x0503u
#define ISSUE_RSA_SHA1 0x0201u /* named so, but not signed so: no signature with it is accepted */

/* AlgorithmIdentifier of a scheme. */
void issue_algorithm(struct der *d, uint16_t scheme);
/* SubjectPublicKeyInfo, and only what stands in its BIT STRING. */
void issue_key_info(struct der *d, const struct hf_public_key *key);
void issue_key_octets(struct der *d, const struct hf_public_key *key);
/* A Name: one commonName, UTF8String. */
void issue_name(struct der *d, const char *common_name);
/* One Extension; oid as hexadecimal contents ("551d13"). */
void issue_extension(struct der *d, const char *oid, int critical, const uint8_t *value, size_t n);
/* What follows a signed part that is all of `part`: signatureAlgorithm and signatureValue. */
void issue_signature(struct der *d, const struct der *part, const struct hf_identity *signer, uint16_t scheme);
/* The scheme that fits the key, with SHA-256. */
uint16_t issue_scheme(const struct hf_public_key *key);
#endif
