/* What a connection is made of. The fields are the engine's own: a caller needs the type only to have a place for it. */
#ifndef HANDFAST_CONNECTION_H
#define HANDFAST_CONNECTION_H
#include "config.h"
#include "parser.h"
#include "record.h"
#include "writer.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HF_KEY_BLOCK_MAX 128u /* bytes: twice a SHA-256 MAC key and an AES-256 key */

/* The caller's memory for one connection, kept until the connection is over. */
struct hf_buffers {
  uint8_t *in; /* one record from the peer, decrypted in place */
  size_t in_size;
  uint8_t *out; /* records to the peer */
  size_t out_size;
  uint8_t *
      chain; /* the peer's certificates, or a hello's many extensions; may be NULL where no certificates are asked for */
  size_t chain_size;
};

/* The handshake messages so far, hashed with each function that may still be asked for. */
struct hf_transcript {
  struct hf_hash sha256;
  struct hf_hash sha384;
  struct hf_hash sha512;
  uint32_t wanted; /* HF_TRANSCRIPT_... */
};

/* Extensions of one hello that the engine does not know, at most: if the chain's buffer has room for a bit for each type there
   is, there is no such limit. Those of more are HF_ERROR_BUFFER_TOO_SMALL. */
#define HF_UNKNOWN_EXTENSIONS_MAX 64u
#define HF_EXTENSIONS_SIZE 8192u

/* What a hello brought, as bits over the engine's own tables. */
#define HF_SECRET_MAX 256u /* bytes: room for an ALPN name, a pre-master secret, three digests, r and s of ECDSA */
#define HF_SCALAR_AT 208u  /* where c->secret has our ECDHE private key, until the shares agree */
struct hf_offers {
  uint32_t cipher_suites;     /* bit i: hf_cipher_suites[i] */
  uint32_t extensions;        /* HF_SEEN_... */
  uint32_t signature_schemes; /* bit i: hf_signature_schemes[i] */
  uint32_t groups;            /* bit i: hf_groups[i] */
  uint32_t version;           /* client_version */
  uint32_t server_name_n;     /* bytes of server_name */
  uint32_t protocol_at;       /* of the best application protocol both know: where in the configuration's list */
  uint32_t protocol_n;        /* its bytes with the length byte; 0: none */
  uint32_t name_wanted;       /* bytes of the name or protocol still to come */
  uint32_t flags;             /* HF_OFFER_... */
  uint32_t authority_named; /* of our certificates, a bit each: those that an authority issued which the server takes */
  uint32_t authority_left;  /* those whose issuer is, so far, the authority being read; */
  uint32_t authority_at;    /* bytes of its name that were read, */
  uint32_t authority_n;     /* and that it has; server: bytes of the names that it sends, in kept */
  uint32_t max_fragment_length;
  uint32_t certificate_types; /* bit 0: rsa_sign, bit 1: ecdsa_sign */
  uint32_t server_types;      /* HF_TYPE_...: certificate types that the client offers, of the server and of its own */
  uint32_t client_types;
  uint32_t unknown_n; /* extensions that the engine does not know; HF_UNKNOWN_EXTENSIONS_MAX + 1: or more */
  uint8_t server_name[256];
};

/* What both sides agree on, filled as the handshake goes. */
struct hf_parameters {
  uint32_t cipher_suite;     /* IANA's code point */
  uint32_t group;            /* of the key exchange */
  uint32_t signature_scheme; /* of the signature that we make */
  uint32_t protocol_at;      /* application protocol: where in the configuration's list its length byte is */
  uint32_t protocol_n;       /* its bytes without the length byte; 0: none */
  uint32_t suite;            /* row of hf_cipher_suites[] */
  uint32_t identity;         /* ours: index into the configuration's identities */
  uint32_t resumed;
  uint32_t extended_master_secret;
  uint32_t encrypt_then_mac;
  uint32_t max_fragment_length;   /* RFC 6066 4: 0 none, 1 .. 4 */
  uint32_t certificate_sent;      /* client: a certificate was sent, so CertificateVerify follows */
  uint32_t server_type;           /* HF_CERTIFICATE_TYPE_...: of the server's certificate (RFC 7250) */
  uint32_t client_type;           /* and of the client's */
  uint32_t status_request;        /* RFC 6066 8: the server announced the status of its certificate */
  uint32_t peer_signature_scheme; /* of the signature that the peer made; 0: none */
};

/* What a connection itself holds of the session that it offers, resumes or makes; the fields are those of hf_session. Whom the
   session was made with is told by the certificates in the chain's buffer, or, when it was brought, by the record of it there. */
struct hf_session_core {
  int64_t created;
  uint32_t version;
  uint32_t cipher_suite;
  uint32_t session_id_n; /* 0: no session */
  uint32_t extended_master_secret;
  uint32_t encrypt_then_mac;
  uint8_t session_id[HF_SESSION_ID_MAX];
  uint8_t master_secret[HF_MASTER_SECRET];
  uint8_t binding[HF_BINDING];
};

#define HF_EXPORTS_NOTHING 0u /* the handshake is not complete, has no extended master secret, or all was wiped */
#define HF_EXPORTS_UNIQUE 1u
#define HF_EXPORTS_ALL 2u /* the master secret is kept */

struct hf_connection {
  const struct hf_config *config;
  struct hf_buffers buffers;
  const char *server_name; /* client: the caller's, NUL-terminated; NULL: none */

  /* the machine */
  uint32_t state;
  uint32_t error;            /* enum hf_error: why it failed; failed connections stay failed */
  uint32_t peer_alert;       /* the description of the peer's last alert */
  uint32_t peer_alert_level; /* of the peer's last alert; 0: none came */
  uint32_t event;            /* the handshake message being read: HF_EVENT_RECV_... */
  uint32_t is_server;
  uint32_t failed;       /* 1: it has failed, with error */
  uint32_t opened;       /* 1: the handshake was completed */
  uint32_t closing;      /* 1: close_notify is about to be sent, or was */
  uint32_t close_sent;   /* 1: it is in the output, and nothing follows it */
  uint32_t close_taken;  /* 1: the peer's came, and nothing is read behind it */
  uint32_t close_wanted; /* hf_close was called, and the machine could not take it yet */
  uint32_t input_ended;  /* likewise hf_end_of_input */
  uint32_t pending;      /* 1: waits for a private key operation */
  uint32_t idle_records; /* in a row that carried nothing */

  /* input: buffers.in[0 .. in_filled-1] holds a record or its beginning; its content from in_at to in_end is to be read */
  uint32_t in_type;
  uint32_t in_version; /* of the record's header; 0: none was read yet */
  uint32_t in_filled;
  uint32_t in_length; /* of the whole record, header included; 0: the header is not read yet */
  uint32_t in_at;
  uint32_t in_end;
  /* output: buffers.out[out_at .. out_end-1] waits to be sent; out_offset bytes of the message being sent are in records */
  uint32_t out_at;
  uint32_t out_end;
  uint32_t out_offset;

  struct hf_writer writer; /* of the message being sent, in buffers.out */
  struct hf_parser handshake;
  struct hf_kept kept; /* the fields kept of the message read last; then what RSA works on, the signature being sent */
  struct hf_transcript transcript;
  struct hf_record_state read;
  struct hf_record_state write;
  struct hf_offers offers;
  struct hf_parameters parameters;
  struct hf_chain chain;
  struct hf_key_place peer_key; /* in chain.buffer */
  uint32_t anchor;              /* where the path ends that was found for the chain: in the configuration */
  uint32_t path_n;              /* certificates in it; 0: none was sought */
  uint8_t path[HF_PATH_MAX];    /* their places in the chain */
  uint32_t status_n;            /* bytes of the server's OCSP response, in chain.buffer behind the certificates */
  uint32_t record_n; /* bytes at the end of chain.buffer that say whom a session was made with (hf_peer_write) */
  struct hf_session_core session; /* offered, resumed or to be stored; holds the master secret */

  uint32_t allowed_suites; /* bit i: the configuration allows hf_cipher_suites[i] */
  uint32_t signature_n;    /* bytes of the signature or ciphertext in kept that is being sent */
  uint32_t secret_n;       /* bytes of the pre-master secret */
  uint32_t share_n;        /* bytes of our ECDHE point */
  uint32_t peer_share_n;   /* bytes of the peer's */
  uint8_t client_random[32];
  uint8_t server_random[32];
  uint8_t secret[HF_SECRET_MAX]; /* a name being read, an ECDSA signature, the pre-master secret, digests: in turn */
  uint8_t share[HF_POINT_MAX];
  uint8_t peer_share[HF_POINT_MAX];
  uint8_t key_block
      [HF_KEY_BLOCK_MAX]; /* while a hello is read: the types of its extensions that the engine does not know */
  uint8_t finished[12];   /* the verify_data that we expect, or send */
  /* What hf_export and hf_tls_unique answer from: how much of it there is (HF_EXPORTS_...; all needs the session's master secret),
     and the verify_data of the first Finished. */
  uint32_t exports;
  uint8_t first_finished[12];
};

#ifdef __cplusplus
}
#endif
#endif
