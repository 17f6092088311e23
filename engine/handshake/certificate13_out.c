/* Our certificate chain in TLS 1.3 (RFC 8446 4.4.2): an entry for each certificate, with what belongs to it. */
#include "generated/encode.h"
#include "generated/steps.h"
#include "handshake/certificate_status.h"
#include "handshake/identity.h"

/* The k-th entry; the first, of a server, with its status where the client asked for it (RFC 8446 4.4.2.1). */
static void entry_at(const struct hf_identity *identity, size_t k, bool stapled,
                     struct hf_out_certificate_entry_x509 *m) {
  m->cert_data = identity->certificates[k];
  m->cert_data_n = identity->certificate_sizes[k];
  m->has_status_request = k == 0u && stapled ? 1u : 0u;
  m->value = identity->ocsp_response;
  m->value_n = identity->ocsp_response_n;
}

/* The bytes of all entries. */
static size_t list_size(const struct hf_identity *identity, bool stapled) {
  uint32_t n = 0u;
  for (size_t k = 0u; k < identity->certificates_n; k++) {
    struct hf_out_certificate_entry_x509 m;
    entry_at(identity, k, stapled, &m);
    n = hf_size_add(n, hf_size_of_certificate_entry_x509(&m));
  }
  return n;
}

/* Its beginning: in a handshake the context is empty. */
static void send_head(struct hf_writer *w, size_t list_n) {
  struct hf_out_certificate_tls13 m;
  m.certificate_request_context = NULL;
  m.certificate_request_context_n = 0u;
  m.certificate_list_n = list_n;
  hf_encode_certificate_tls13(w, &m);
}

void hf_send_certificate_tls13_x509(struct hf_connection *c, struct hf_writer *w) {
  const struct hf_identity *identity = hf_our_identity(c);
  bool stapled = c->is_server != 0u && hf_status_to_send(c);
  if (identity == NULL) {
    send_head(w, 0u);
    return;
  }
  send_head(w, list_size(identity, stapled));
  for (size_t k = 0u; k < identity->certificates_n; k++) {
    struct hf_out_certificate_entry_x509 m;
    entry_at(identity, k, stapled, &m);
    hf_encode_certificate_entry_x509(w, &m);
  }
}

/* RFC 7250 3: only the key. */
void hf_send_certificate_tls13_raw_public_key(struct hf_connection *c, struct hf_writer *w) {
  const struct hf_identity *identity = hf_our_identity(c);
  struct hf_out_certificate_entry_raw_public_key m;
  if (identity == NULL || identity->raw_public_key_n > 0xffffffu) {
    send_head(w, 0u);
    return;
  }
  m.ASN1_subjectPublicKeyInfo = identity->raw_public_key;
  m.ASN1_subjectPublicKeyInfo_n = identity->raw_public_key_n;
  m.has_status_request = 0u;
  m.value = NULL;
  m.value_n = 0u;
  send_head(w, hf_size_of_certificate_entry_raw_public_key(&m));
  hf_encode_certificate_entry_raw_public_key(w, &m);
}

/* A client that has no suitable certificate says so with an empty list (RFC 8446 4.4.2.3). */
void hf_send_certificate_tls13_empty(struct hf_connection *c, struct hf_writer *w) {
  (void)c;
  send_head(w, 0u);
}
