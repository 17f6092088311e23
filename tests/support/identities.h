/* The certificates and keys that make_certs.sh made, from $HANDFAST_TEST_CERTS (build/tests/certs when unset). Each is
   loaded once for a process; a missing file ends it with a message. */
#ifndef SUPPORT_IDENTITIES_H
#define SUPPORT_IDENTITIES_H
#include "handfast/config.h"

const char *test_certs_directory(void);
/* A whole file of that directory; *n its bytes. Stays until the process ends. */
const uint8_t *test_file(const char *name, size_t *n);
/* An identity as make_certs.sh names it ("server-rsa"), with its key in memory. */
const struct hf_identity *test_identity(const char *name);
/* What the keys draw from here on is what they drew from the beginning: so a handshake can be made again, byte for byte. */
void test_identities_again(void);
/* The SubjectPublicKeyInfo of an identity's key, DER, as OpenSSL writes it; and its pin, as OpenSSL hashes it. */
const uint8_t *test_key_info(const char *name, size_t *n);
struct hf_pin test_pin(const char *name);
/* The same with an OCSP response to staple, a file of the test certificates. */
struct hf_identity test_stapled(const char *name, const char *response);
/* Certificate i of a chain, as DER. */
const uint8_t *test_certificate(const char *name, unsigned i, size_t *n);
/* Both roots. */
const struct hf_trust_anchor *test_anchors(size_t *n);
#endif
