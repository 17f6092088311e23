/* Our certificate chain (RFC 5246 7.4.2, 7.4.6). */
#include "generated/encode.h"
#include "generated/steps.h"
#include "handshake/identity.h"

/*@ predicate hf_list_sendable{L}(struct hf_writer *w, uint8_t **list, size_t *sizes, integer n) =
  @   \valid_read(list + (0 .. n - 1)) && HF_UNWRITTEN(w, list, n) && \valid_read(sizes + (0 .. n - 1)) &&
  @   HF_UNWRITTEN(w, sizes, n) &&
  @   (\forall integer j; 0 <= j < n ==>
  @      \valid_read(list[j] + (0 .. sizes[j] - 1)) && HF_UNWRITTEN(w, list[j], sizes[j]));
  @*/

/*@ requires hf_writing(w) && hf_list_sendable(w, list, sizes, n);
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[0 .. w->room - 1];
  @ ensures hf_writing(w); */
static void send_list(struct hf_writer *w, const uint8_t *const *list, const size_t *sizes, size_t n) {
  struct hf_out_certificate_tls12_x509 m;
  m.certificate_list = list;
  m.certificate_list_sizes = sizes;
  m.certificate_list_n = n;
  hf_encode_certificate_tls12_x509(w, &m);
}

void hf_send_certificate_tls12_x509(struct hf_connection *c, struct hf_writer *w) {
  const struct hf_identity *identity = hf_our_identity(c);
  if (identity != NULL)
    send_list(w, identity->certificates, identity->certificate_sizes, identity->certificates_n);
  else
    send_list(w, NULL, NULL, 0u);
}

/* A client that has no suitable certificate says so with an empty list (RFC 5246 7.4.6). */
void hf_send_certificate_tls12_empty(struct hf_connection *c, struct hf_writer *w) {
  (void)c;
  send_list(w, NULL, NULL, 0u);
}

/* RFC 7250 3: only the key. */
void hf_send_certificate_tls12_raw_public_key(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_certificate_tls12_raw_public_key m;
  const struct hf_identity *identity = hf_our_identity(c);
  m.subject_public_key_info = NULL;
  m.subject_public_key_info_n = 0u;
  if (identity != NULL && identity->raw_public_key_n <= 0xffffffu) {
    m.subject_public_key_info = identity->raw_public_key;
    m.subject_public_key_info_n = identity->raw_public_key_n;
  }
  hf_encode_certificate_tls12_raw_public_key(w, &m);
}
