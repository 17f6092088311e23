/* Our certificate chain (RFC 5246 7.4.2, 7.4.6). */
#include "generated/encode.h"
#include "generated/steps.h"
#include "handshake/identity.h"

void hf_send_certificate_x509(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_certificate_x509 m;
  const struct hf_identity *identity = hf_our_identity(c);
  m.certificate_list = NULL;
  m.certificate_list_sizes = NULL;
  m.certificate_list_n = 0u;
  if (identity != NULL) {
    m.certificate_list = identity->certificates;
    m.certificate_list_sizes = identity->certificate_sizes;
    m.certificate_list_n = identity->certificates_n;
  }
  hf_encode_certificate_x509(w, &m);
}

/* A client that has no suitable certificate says so with an empty list (RFC 5246 7.4.6). */
void hf_send_certificate_empty(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_certificate_x509 m;
  (void)c;
  m.certificate_list = NULL;
  m.certificate_list_sizes = NULL;
  m.certificate_list_n = 0u;
  hf_encode_certificate_x509(w, &m);
}

/* RFC 7250 3: only the key. */
void hf_send_certificate_raw_public_key(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_certificate_raw_public_key m;
  const struct hf_identity *identity = hf_our_identity(c);
  m.subject_public_key_info = NULL;
  m.subject_public_key_info_n = 0u;
  if (identity != NULL && identity->raw_public_key_n <= 0xffffffu) {
    m.subject_public_key_info = identity->raw_public_key;
    m.subject_public_key_info_n = identity->raw_public_key_n;
  }
  hf_encode_certificate_raw_public_key(w, &m);
}
