/* SubjectPublicKeyInfo (RFC 5280 4.1.2.7; RFC 3279 2.3.1; RFC 5480). */
#ifndef HF_X509_KEY_H
#define HF_X509_KEY_H
#include "crypto/signature.h"
#include "x509/der.h"

/* A key as it stands in a certificate: what hf_public_key is, before it has a buffer. */
struct hf_key_spans {
  struct hf_span modulus;
  struct hf_span exponent;
  struct hf_span point;
  uint16_t group; /* as in hf_public_key */
  uint8_t kind;   /* HF_KEY_...; 0: cannot be used, see error */
  uint8_t error;  /* why kind is 0: HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED, _WEAK or _TOO_LARGE */
};

/* A key of a kind, a size and a group that is taken, or none and why. */
#define hf_key_sound(k) hf_key_values_sound((k).modulus.n, (k).exponent.n, (k).point.n, (k).group, (k).kind, (k).error)
/*@ predicate hf_key_values_sound(integer modulus_n, integer exponent_n, integer point_n, integer group, integer kind,
  @                               integer error) =
  @   modulus_n <= HF_RSA_MAX && exponent_n <= 8 && point_n <= HF_POINT_MAX && (kind == 0 <==> error != 0) &&
  @   (kind == 0 || ((kind == HF_KEY_RSA || kind == HF_KEY_RSA_PSS) && modulus_n >= 256 && exponent_n > 0) ||
  @    (kind == HF_KEY_EC && group_known(group) && point_n == share_bytes(group))); */
#define hf_key_within(k, s) (hf_within((k).modulus, s) && hf_within((k).exponent, s) && hf_within((k).point, s))

/* Takes a SubjectPublicKeyInfo: RSA of 2048 to 8192 bits, for all or for RSASSA-PSS alone (RFC 4055 3.3), or an uncompressed point on
   P-256, P-384 or P-521. Whether it is on its curve is seen here, where every key comes from that a peer or a trust anchor has (RFC 5480 2.2, SEC 1 3.2.2.1). Another kind of key
   is no error here but in *key. HF_ERROR_CERTIFICATE_MALFORMED, HF_ERROR_CERTIFICATE_KEY_MALFORMED. */
/*@ requires \valid(rest) && \valid(key) && hf_readable(in, *rest);
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(key, in + (0 .. 0xffffffff)) && \separated(rest, key);
  @ HF_TOTAL;
  @ assigns *rest, *key;
  @ ensures \result == 0 ==> hf_key_within(*key, \old(*rest));
  @ ensures \result == 0 ==> hf_key_sound(*key);
  @ ensures \result == 0 ==> rest->n < \old(rest->n);
  @ ensures hf_left_of(*rest, \old(*rest)); */
uint8_t hf_key_take(const uint8_t *in, struct hf_span *rest, struct hf_key_spans *key);

/* The key, its bytes in `in`. */
/*@ requires \valid(key) && \valid_read(spans) && \separated(key, spans);
  @ requires spans->modulus.n <= HF_RSA_MAX && spans->exponent.n <= 8 && spans->point.n <= HF_POINT_MAX;
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures key->modulus == in + spans->modulus.at && key->modulus_n == spans->modulus.n;
  @ ensures key->exponent == in + spans->exponent.at && key->exponent_n == spans->exponent.n;
  @ ensures key->point == in + spans->point.at && key->point_n == spans->point.n;
  @ ensures key->group == spans->group && key->kind == spans->kind; */
void hf_key_place(const uint8_t *in, const struct hf_key_spans *spans, struct hf_public_key *key);

/*@ predicate hf_key_readable{L}(struct hf_public_key *key) =
  @   key->modulus_n <= HF_RSA_MAX && key->exponent_n <= HF_RSA_MAX && key->point_n <= HF_POINT_MAX &&
  @   \valid_read(key->modulus + (0 .. key->modulus_n - 1)) && \valid_read(key->exponent + (0 .. key->exponent_n - 1)) &&
  @   \valid_read(key->point + (0 .. key->point_n - 1)); */

/* The digest of a key, of the hash function's size, over what stands in its subjectPublicKey. */
/*@ requires \valid_read(key) && hf_key_readable(key) && hash_known(hash_id);
  @ requires \valid(out + (0 .. digest_size(hash_id) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. digest_size(hash_id) - 1]; */
void hf_key_digest(const struct hf_public_key *key, uint8_t hash_id, uint8_t *out);

/* SHA-256 over the key's SubjectPublicKeyInfo, as it is pinned (RFC 7469 2.4). Of the kinds of keys that are read here there is
   only one DER, but for the algorithm of RSASSA-PSS, which the key has with it: so it is written anew; another kind has a digest that
   is no key's. */
/*@ requires \valid_read(key) && hf_key_readable(key) && \valid(out + (0 .. 31));
  @ HF_TOTAL;
  @ assigns out[0 .. 31]; */
void hf_key_pin(const struct hf_public_key *key, uint8_t *out);
#endif
