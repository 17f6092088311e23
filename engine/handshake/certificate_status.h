/* The OCSP response about the server's certificate, stapled to the handshake (RFC 6066 8). */
#ifndef HF_HANDSHAKE_CERTIFICATE_STATUS_H
#define HF_HANDSHAKE_CERTIFICATE_STATUS_H
#include "handfast/connection.h"
#include <stdbool.h>

/* 1 when the client of this full handshake asked for a response and the server has one for the certificate that it chose. */
/*@ requires \valid_read(c) && \valid_read(c->config) &&
  @          \valid_read(c->config->identities + (0 .. c->config->identities_n - 1));
  @ HF_TOTAL; assigns \nothing; */
bool hf_status_to_send(const struct hf_connection *c);
#endif
