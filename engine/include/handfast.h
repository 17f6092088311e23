/* Handfast: an engine of TLS 1.3 and 1.2 that reads no socket, knows no clock and allocates no memory.

   A connection is moved by its caller: bytes from the peer go in with hf_receive, bytes for the peer come out of hf_output.
   After each call, and whenever the transport is ready, send what hf_output shows. Everything else reaches the engine
   through a const hf_config. No function here may be called for one connection from two threads at once, nor from a callback of
   its configuration: a callback answers, and whatever follows from that waits until the call that led to it has come back.
   Different connections are independent. Errors absorb: once failed, a connection stays failed, its secrets are wiped, and the alert
   it owes the peer is in hf_output. A pointer that is NULL and may not be, in a configuration too, is HF_ERROR_ARGUMENT_MISSING; what
   answers no error does nothing then, and answers 0 or NULL. */
#ifndef HANDFAST_H
#define HANDFAST_H
#include "generated/errors.h"
#include "handfast/config.h"
#include "handfast/connection.h"
#include "handfast/version.h"
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

enum hf_status {
  HF_STATUS_HANDSHAKING, /* wants bytes from the peer, or has bytes for it */
  HF_STATUS_PENDING,     /* a private key operation is under way elsewhere: hf_resume when it is done */
  HF_STATUS_OPEN,        /* application data flows */
  HF_STATUS_PEER_CLOSED, /* the peer said close_notify and sends nothing more: write what is left, then hf_close */
  HF_STATUS_CLOSING,     /* we said close_notify; what the peer sends can be read until its own, which must come */
  HF_STATUS_CLOSED,      /* both sides said close_notify */
  HF_STATUS_FAILED       /* see hf_error_of */
};

/* Sizes that suffice for every peer: a whole record in, a flight of records out, and usual certificate chains. With smaller ones a
   connection may fail of HF_ERROR_INPUT_BUFFER_TOO_SMALL or HF_ERROR_CHAIN_BUFFER_TOO_SMALL: the peer hears internal_error. */
#define HF_IN_SIZE (HF_RECORD_HEADER + HF_PLAINTEXT_MAX + HF_EXPANSION_MAX)
#define HF_OUT_SIZE (HF_RECORD_HEADER + HF_PLAINTEXT_MAX + HF_SEAL_BEFORE + HF_SEAL_AFTER)
#define HF_IN_LEAST 1024u /* with max_fragment_length 512 */
#define HF_OUT_LEAST 256u
#define HF_BUFFER_MAX 0x1000000u
#define HF_CHAIN_SIZE 16384u

/* The bytes of a connection, a constant, for static memory that is not declared as one: it must be aligned as for a pointer and an
   int64_t. And the bytes of one in the library that the program runs with, which may be another one than it was compiled for. */
#define HF_CONNECTION_SIZE sizeof(struct hf_connection)
size_t hf_connection_size(void);

/* Begins a connection, as client or server. The configuration, the buffers and the name stay the caller's and must live
   as long as the connection. server_name: the DNS name or IP address that the server's certificate must have, or NULL when
   accept_any_certificate is set, or only raw public keys are trusted; a name has A-labels (RFC 5890), its final dot is taken
   off before it is sent, and what is no such name is HF_ERROR_SERVER_NAME_WRONG. session: one to offer (RFC 5246 7.3), copied; or
   NULL. It is offered only when the server's certificates would be taken now as well; else a full handshake is made.
   Answers HF_OK, or what is wrong with the arguments: then the connection is failed. */
enum hf_error hf_client_start(struct hf_connection *c, const struct hf_config *config, const struct hf_buffers *buffers,
                              const char *server_name, const struct hf_session *session);
enum hf_error hf_server_start(struct hf_connection *c, const struct hf_config *config,
                              const struct hf_buffers *buffers);

/* Gives the connection bytes from the peer. Answers how many it took: fewer than n when application data must be read
   first (hf_read), output must be sent first (hf_output), a private key is awaited, or the connection is over. What comes
   behind the peer's close_notify is taken and dropped. */
size_t hf_receive(struct hf_connection *c, const uint8_t *in, size_t n);
/* The transport has ended: nothing more will be received. Without the peer's close_notify that is HF_ERROR_TRUNCATED, also
   behind our own: what the peer sent may have been cut off. */
void hf_end_of_input(struct hf_connection *c);

/* What must be sent to the peer: *n bytes at the pointer that is returned; hf_output_sent tells how many were. */
const uint8_t *hf_output(const struct hf_connection *c, size_t *n);
void hf_output_sent(struct hf_connection *c, size_t n);

/* Application data: read takes at most n bytes out, write puts at most n bytes into records. Both answer how many. Each
   direction ends by itself: hf_write takes bytes until hf_close, also behind the peer's close_notify. */
size_t hf_read(struct hf_connection *c, uint8_t *out, size_t n);
size_t hf_write(struct hf_connection *c, const uint8_t *in, size_t n);

/* Says close_notify (RFC 5246 7.2.1): nothing is sent behind it, an alert neither. The connection is closed when both sides
   have said it: a caller that sees HF_STATUS_PEER_CLOSED writes what it still has, and calls this. */
void hf_close(struct hf_connection *c);
/* Goes on after HF_STATUS_PENDING. */
void hf_resume(struct hf_connection *c);
/* Wipes the connection, whatever its state. */
void hf_wipe_connection(struct hf_connection *c);

enum hf_status hf_status(const struct hf_connection *c);
enum hf_error hf_error_of(const struct hf_connection *c);
/* One line about an error, or the alert that it sends; both are never NULL. */
const char *hf_strerror(enum hf_error error);
const char *hf_error_name(enum hf_error error);
const char *hf_error_reference(enum hf_error error); /* where the rule is written: "RFC5280 4.1.2.5" */

/* What was agreed; valid once the status is HF_STATUS_OPEN. */
uint16_t hf_cipher_suite(const struct hf_connection *c);
bool hf_is_resumed(const struct hf_connection *c);
/* True: an external pre-shared key stands for both sides' certificates. */
bool hf_uses_external_psk(const struct hf_connection *c);
const uint8_t *hf_application_protocol(const struct hf_connection *c, size_t *n);
/* The peer's certificates, or its raw public key, as it sent them: in this handshake or, after a resumption, in the one that
   made the session, when that kept them (keep_peer_chain). count 0: there are none here; hf_peer_of tells whether there is
   a peer. */
const struct hf_chain *hf_peer_chain(const struct hf_connection *c);
/* Who the peer is, after a resumption as after a full handshake: 1 and *out filled, HF_PEER_ANONYMOUS when it did not say; out->key
   is the digest of its key. hf_certificate_key reads a key itself from hf_peer_chain;
   or 0 when the connection is not open, or what the peer sent cannot be told so. */
bool hf_peer_of(const struct hf_connection *c, struct hf_peer *out);
/* What was agreed besides, once the handshake is complete: also behind a close, and when the connection failed later. Before that,
   and where there is no such thing, 0 or NULL. */
/* The group of the ECDHE key exchange, IANA's code point. 0: RSA key exchange, or a resumption, which has no exchange. */
uint16_t hf_group(const struct hf_connection *c);
/* The ProtocolVersion that was agreed on: 0x0303, TLS 1.2, or 0x0304, TLS 1.3; 0: none yet. */
uint16_t hf_version(const struct hf_connection *c);
/* TLS 1.3: our keys are changed for the next ones, and the peer, unless it has closed, is asked to change its own (RFC 8446 4.6.3). HF_OK;
   HF_ERROR_HANDSHAKE_NOT_COMPLETE where there is nothing to change: before the handshake is complete, in TLS 1.2, once hf_close was
   called. */
enum hf_error hf_update_keys(struct hf_connection *c);
/* The scheme of the signature that we made in this handshake, and of the one that the peer made, IANA's code points. 0: that side
   signed nothing, as in a resumption, as a server with RSA key exchange, and as a client that has shown no key. */
uint16_t hf_signature_scheme(const struct hf_connection *c);
uint16_t hf_peer_signature_scheme(const struct hf_connection *c);
bool hf_has_extended_master_secret(const struct hf_connection *c); /* 1: RFC 7627 */
bool hf_has_encrypt_then_mac(const struct hf_connection *c);       /* 1: RFC 7366; only with CBC suites */
/* The server name that the client sent (RFC 6066 3), in either role: *n bytes without an end, at most 255, in the connection. They
   are as they came, neither spaces, control characters nor octets above 126 among them; letters may be of either case. */
const uint8_t *hf_server_name(const struct hf_connection *c, size_t *n);
/* The last alert that the peer sent, at any time, warnings and close_notify among them: 1 and *out filled; or 0 and *out zero, when
   there was none. */
struct hf_alert {
  uint8_t level;       /* 1 warning, 2 fatal (RFC 5246 7.2) */
  uint8_t description; /* IANA's number */
};
bool hf_peer_alert(const struct hf_connection *c, struct hf_alert *out);
/* Channel bindings and exporters. Both answer HF_OK and fill out, or why not, and leave it as it is: HF_ERROR_HANDSHAKE_NOT_COMPLETE;
   what the connection failed of; HF_ERROR_EXTENDED_MASTER_SECRET_DROPPED: without it another connection can be made to have the
   same values (RFC 7627 5.4, 7), so there are none; HF_ERROR_EXPORT_NOT_KEPT: it was wiped, or export_keys of the configuration is 0.
   They answer until hf_wipe_connection, also when the connection was closed. TLS 1.3 has the exporter of RFC 8446 7.5 and no tls-unique:
   HF_ERROR_EXPORT_NOT_KEPT. */
/* tls-unique (RFC 5929 3): the verify_data of the first Finished, of the client's, in a resumption of the server's. No secret. */
#define HF_TLS_UNIQUE 12u
enum hf_error hf_tls_unique(const struct hf_connection *c, uint8_t out[HF_TLS_UNIQUE]);
/* A keying material exporter (RFC 5705 4): out_n bytes, at most 65536, that both sides have and nobody else, from the label and the
   context. context NULL: none, which is another value than that of an empty one; else of context_n bytes, at most 65535; more of
   either is HF_ERROR_EXPORT_TOO_LONG. label: label_n bytes without an end; none, and the labels of TLS itself, "client finished",
   "server finished", "master secret", "key expansion" and "extended master secret", are HF_ERROR_EXPORT_LABEL_WRONG. out is as secret as
   the use that is made of it, and must be apart from all that is given. Needs export_keys. */
enum hf_error hf_export(const struct hf_connection *c, const uint8_t *label, size_t label_n, const uint8_t *context,
                        size_t context_n, uint8_t *out, size_t out_n);
/* Client: the session to offer next time; 1 and *out filled, or 0 when the server gave no session ID or has no
   extended master secret (RFC 7627 5.3). With keep_peer_chain, out->chain is this connection's chain: copy it (hf_chain_copy) to keep it for longer, and before a connection is begun anew
   here. */
bool hf_session_of(const struct hf_connection *c, struct hf_session *out);

#ifdef __cplusplus
}
#endif
#endif
