/* The end of the server's hello (RFC 5246 7.4.5). */
#include "generated/encode.h"
#include "generated/steps.h"

void hf_send_server_hello_done(struct hf_connection *c, struct hf_writer *w) {
  (void)c;
  hf_encode_server_hello_done(w);
}
