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

#define HF_HELLO_LOST 0xffffffffu

/* What a hello brought, as bits over the engine's own tables. */
struct hf_offers {
  uint32_t cipher_suites;       /* bit i: hf_cipher_suites[i] */
  uint32_t extensions;          /* HF_SEEN_... */
  uint32_t signature_schemes;   /* bit i: hf_signature_schemes[i] */
  uint32_t certificate_schemes; /* the same, of signature_algorithms_cert */
  uint32_t groups;              /* bit i: hf_groups[i] */
  uint32_t version;             /* client_version */
  uint32_t server_name_n;       /* bytes of server_name */
  uint32_t protocol_at;         /* of the best application protocol both know: where in the configuration's list */
  uint32_t protocol_n;          /* its bytes with the length byte; 0: none */
  uint32_t name_wanted;         /* bytes of the name or protocol still to come */
  uint32_t flags;               /* HF_OFFER_... */
  uint32_t authority_named; /* of our certificates, a bit each: those that an authority issued which the server takes */
  uint32_t authority_left;  /* those whose issuer is, so far, the authority being read; */
  uint32_t authority_at;    /* bytes of its name that were read, */
  uint32_t authority_n;     /* and that it has; server: bytes of the names that it sends, in kept */
  uint32_t max_fragment_length;
  uint32_t record_size_limit; /* RFC 8449 4: what the peer said; 0: nothing */
  uint32_t certificate_types; /* bit 0: rsa_sign, bit 1: ecdsa_sign */
  uint32_t server_types;      /* HF_TYPE_...: certificate types that the client offers, of the server and of its own */
  uint32_t client_types;
  uint32_t versions;       /* HF_VERSION_..., of a ClientHello's supported_versions */
  uint32_t selected;       /* client: the ProtocolVersion of a ServerHello's supported_versions; 0: it has none */
  uint32_t share_group;    /* of the key share that is kept; client: also the one that a HelloRetryRequest asks for */
  uint32_t share_n;        /* bytes of that share that were read */
  uint32_t share_taken;    /* 1: the share being read is kept */
  uint32_t shares;         /* groups that a share came of, as bits */
  uint32_t psk_modes;      /* bit 1: psk_dhe_ke */
  uint32_t identities;     /* pre-shared keys that were offered; client: 1 + the one that the server chose */
  uint32_t identity;       /* server: 1 + the one that has the form of our tickets; 0: none */
  uint32_t sealed_n;       /* bytes of it in chain.buffer, where it is a sealed session; 0: it is in exchange.secret */
  uint32_t identity_size;  /* bytes of the identity being read; 0: it is passed over */
  uint32_t identity_n;     /* bytes of it that were read */
  uint32_t external;       /* server: 1 + the one whose key the configuration has; 0: none */
  uint32_t external_hash;  /* HF_HASH_..., of that key */
  uint32_t external_n;     /* bytes of its binder that were read */
  uint32_t external_asked; /* how often the configuration was asked */
  uint32_t binders_at;     /* where the binders begin in the hello */
  uint32_t binders;        /* binders that were read */
  uint32_t binder_n;       /* bytes of that of our ticket */
  uint32_t hello_n;        /* client: bytes of the ServerHello that stand in chain.buffer; HF_HELLO_LOST: no room */
  uint32_t cookie_at;      /* of a HelloRetryRequest's cookie in there, */
  uint32_t cookie_n;       /* and its bytes; 0: none */
  uint32_t status_passed;  /* 1: the OCSP response being read is not of the peer's own certificate, and not kept */
  /* Client: bytes of the ticket being read, and how many of them came; ticket_n 0: it is not kept; server: of the
     client's ticket of TLS 1.2, at the end of chain.buffer. */
  uint32_t ticket_n;
  uint32_t ticket_came;
  uint32_t ticket_age; /* client: obfuscated_ticket_age of the ticket that is offered */
  uint32_t hello_at;   /* client: where the ServerHello stands in chain.buffer */
  uint32_t unknown_n;  /* extensions that the engine does not know; HF_UNKNOWN_EXTENSIONS_MAX + 1: or more */
  uint8_t server_name[256];
};

/* Pre-shared keys (RFC 8446 4.2.11): of a session, or one that both sides were told before. */
enum hf_psk_kind { HF_PSK_NONE, HF_PSK_SESSION, HF_PSK_EXTERNAL };

/* What both sides agree on, filled as the handshake goes. */
struct hf_parameters {
  uint32_t version;          /* ProtocolVersion; 0: not agreed on */
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
  uint32_t record_size_limit;     /* RFC 8449 4: the longest record that the peer takes; 0: not agreed on */
  uint32_t record_size_taken;     /* and that we said we take; 0: not agreed on */
  uint32_t certificate_sent;      /* client: a certificate was sent, so CertificateVerify follows */
  uint32_t server_type;           /* HF_CERTIFICATE_TYPE_...: of the server's certificate (RFC 7250) */
  uint32_t client_type;           /* and of the client's */
  uint32_t status_request;        /* RFC 6066 8: the server announced the status of its certificate */
  uint32_t peer_signature_scheme; /* of the signature that the peer made; 0: none */
  uint32_t early;                 /* TLS 1.3, server: the client may have sent early data, which is passed over */
  uint32_t retried;               /* TLS 1.3: there was a HelloRetryRequest */
  uint32_t disguised;    /* TLS 1.3: a ChangeCipherSpec was sent, for middleboxes (RFC 8446 D.4), or is not wanted */
  uint32_t tickets;      /* TLS 1.3: NewSessionTicket messages sent */
  uint32_t selected_psk; /* server: which of the offered pre-shared keys is used */
  uint32_t psk;          /* enum hf_psk_kind: client: what is offered; server: what is used */
  uint32_t second_group; /* client: of its second key share; 0: there is none */
  /* TLS 1.2: the ServerHello promises a NewSessionTicket (RFC 5077); server, before that: the ticket that was opened
     is to be sealed anew. */
  uint32_t session_ticket;
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
  uint32_t max_fragment_length; /* RFC 6066 4: that of the session: 0 none, 1 .. 4 */
  /* Bytes of the ticket, at the end of chain.buffer before the peer's record; server: of one being sent. */
  uint32_t ticket_n;
  uint32_t ticket_lifetime;
  uint32_t ticket_age_add;
  uint32_t by_ticket; /* TLS 1.2: 1: a ticket offers or brought it, and the ID is the hello's alone (RFC 5077 3.4) */
  uint32_t has_master_secret; /* 1: it is that of this session, of one that is offered, or of the handshake */
  uint8_t session_id[HF_SESSION_ID_MAX];
  uint8_t master_secret[HF_MASTER_SECRET]; /* once a pre-shared key is chosen: its early secret (RFC 8446 7.1) */
  uint8_t binding[HF_BINDING];
};

/* The machine: in which state it is, what happened last, and what the caller may ask of the connection. */
struct hf_machine {
  uint32_t state;
  uint32_t event;            /* the handshake message being read, or read last: HF_EVENT_RECV_... */
  uint32_t error;            /* enum hf_error: why it failed; failed connections stay failed */
  uint32_t failed;           /* 1: it has failed, with error */
  uint32_t pending;          /* 1: it waits for a private key operation */
  uint32_t opened;           /* 1: the handshake was completed */
  uint32_t closing;          /* 1: close_notify is about to be sent, or was */
  uint32_t close_sent;       /* 1: it is in the output, and nothing follows it */
  uint32_t close_taken;      /* 1: the peer's came, and nothing is read behind it */
  uint32_t close_wanted;     /* 1: hf_close was called, and the machine could not take it yet */
  uint32_t input_ended;      /* 1: likewise hf_end_of_input */
  uint32_t idle_records;     /* records in a row that carried nothing */
  uint32_t peer_alert;       /* the description of the peer's last alert */
  uint32_t peer_alert_level; /* of the peer's last alert; 0: none came */
};

/* The record that comes in: buffers.in[0 .. filled - 1] holds it or its beginning; its content from at to end is to be read. */
struct hf_input {
  uint32_t type;
  uint32_t version; /* of the header; 0: none was read yet */
  uint32_t filled;
  uint32_t length; /* of the whole record, header included; 0: the header is not read yet */
  uint32_t at;
  uint32_t end;
  uint32_t longest; /* of the protected records that came so far, as RFC 8449 4 counts */
};

/* The records that go out: buffers.out[at .. end - 1] waits to be sent; `offset` bytes of the message being sent are in records. */
struct hf_output {
  uint32_t at;
  uint32_t end;
  uint32_t offset;
};

#define HF_SECRET_SIZE 48u /* bytes of the longest hash, SHA-384, of a TLS 1.3 suite */

/* Secrets of the key exchange that follow one another in the same bytes. What they hold is said by a tag, and each use asks for
   the one that it needs: whatever the order of the rows in the specification, none is taken for another. */
#define HF_SECRET_MAX 256u /* bytes: room for an ALPN name, three digests, or a pre-master secret and a scalar */
#define HF_SCALAR_AT 188u  /* where our ECDHE private key is, until the shares agree */
enum hf_secret_kind {
  HF_SECRET_NOTHING,
  HF_SECRET_NAME,       /* none: an application protocol's name, while a hello is read */
  HF_SECRET_SCALAR,     /* our ECDHE private key, at HF_SCALAR_AT; with a second share, what is of that */
  HF_SECRET_PRE_MASTER, /* the pre-master secret */
  HF_SECRET_DIGESTS,    /* none: of the messages that CertificateVerify signs */
  HF_SECRET_PSK         /* a server's, from the identities to the choice of one: HF_PSK_..._AT */
};
#define HF_SECOND_SHARE_AT 0u   /* a client's second share, */
#define HF_SECOND_SCALAR_AT 97u /* and its private key, */
#define HF_SECOND_SHARE_MAX 97u /* of so many bytes at most, */
#define HF_SECOND_SCALAR_MAX 48u
#define HF_PSK_IDENTITY_AT 0u /* a ticket that may be ours */
#define HF_PSK_READ_AT 32u    /* an identity being read, HF_PSK_IDENTITY_MAX bytes; behind the last one: */
#define HF_PSK_BINDER_AT 32u  /* the ticket's binder */
#define HF_PSK_SHA256_AT 80u  /* digests of the hello before the binders */
#define HF_PSK_SHA384_AT 112u
#define HF_PSK_EARLY_AT 160u           /* the early secret of an external key, */
#define HF_PSK_EXTERNAL_BINDER_AT 208u /* and its binder */
struct hf_secret {
  uint32_t holds; /* enum hf_secret_kind */
  uint32_t n;     /* bytes of a name or of the pre-master secret */
  uint8_t bytes[HF_SECRET_MAX];
};

/* While a hello is read: the types of its extensions that the engine does not know. Then the key block (RFC 5246 6.3). */
enum hf_key_block_kind { HF_KEY_BLOCK_NOTHING, HF_KEY_BLOCK_TYPES, HF_KEY_BLOCK_KEYS };
struct hf_key_block {
  uint32_t holds; /* enum hf_key_block_kind */
  uint8_t bytes[HF_KEY_BLOCK_MAX];
};

/* The verify_data of a Finished, and whose: the one that we send, or the one that we expect. */
enum hf_side { HF_SIDE_NONE, HF_SIDE_CLIENT, HF_SIDE_SERVER };
struct hf_finished {
  uint32_t of;                   /* enum hf_side */
  uint8_t bytes[HF_SECRET_SIZE]; /* 12 in TLS 1.2 */
};

/* The secrets of TLS 1.3 that the handshake has come to (RFC 8446 7.1); each takes the place of the one before it. Those of the traffic
   stay as long as the connection. Before all, `client` and `server` hold the digests of a client's first hello, by SHA-256 and
   SHA-384, as long as a HelloRetryRequest may come. */
enum hf_traffic_kind { HF_TRAFFIC_NOTHING, HF_TRAFFIC_HELLO, HF_TRAFFIC_HANDSHAKE, HF_TRAFFIC_APPLICATION };
struct hf_traffic {
  uint32_t holds;                 /* enum hf_traffic_kind: which secret `secret` is, HANDSHAKE: or the master secret */
  uint8_t secret[HF_SECRET_SIZE]; /* the handshake's, then the master secret, then the resumption's */
  uint8_t client[HF_SECRET_SIZE]; /* what the client sends with */
  uint8_t server[HF_SECRET_SIZE]; /* what the server sends with */
  uint8_t application[HF_SECRET_SIZE]; /* what the client will send application data with */
  uint8_t exporter[HF_SECRET_SIZE];
};

/* What the keys are made of. */
struct hf_exchange {
  uint8_t client_random[32];
  uint8_t server_random[32];
  uint32_t share_n; /* bytes of our ECDHE point */
  uint8_t share[HF_POINT_MAX];
  uint32_t peer_share_n; /* bytes of the peer's */
  uint8_t peer_share[HF_POINT_MAX];
  struct hf_secret secret;
  struct hf_key_block key_block;
  struct hf_finished finished;
  struct hf_traffic traffic;
  uint8_t first_finished[12]; /* the verify_data of the first Finished (hf_tls_unique) */
};

/* What was found out about the peer; its certificates are in the connection's chain. */
struct hf_peer_found {
  struct hf_key_place key;   /* in chain.buffer */
  uint32_t anchor;           /* where the path ends that was found for the chain: in the configuration */
  uint32_t path_n;           /* certificates in it; 0: none was sought */
  uint8_t path[HF_PATH_MAX]; /* their places in the chain */
  uint32_t status_at;        /* where the server's OCSP response stands in chain.buffer, behind the certificates, */
  uint32_t status_n;         /* and its bytes, until it is checked: a ticket may take their place */
  int64_t status_until;      /* until then the response is good that was checked; 0: none was */
  uint32_t record_n; /* bytes at the end of chain.buffer that say whom a session was made with (hf_peer_write) */
};

/* What stands in a connection's kept bytes: the fields of the message read last; or what is being sent. */
enum hf_kept_kind { HF_KEPT_FIELDS, HF_KEPT_BLOCK, HF_KEPT_SIGNATURE, HF_KEPT_CIPHERTEXT, HF_KEPT_AUTHORITIES };

#define HF_EXPORTS_NOTHING 0u /* the handshake is not complete, has no extended master secret, or all was wiped */
#define HF_EXPORTS_UNIQUE 1u
#define HF_EXPORTS_ALL 2u /* the master secret is kept */

struct hf_connection {
  /* what the caller gave */
  const struct hf_config *config;
  struct hf_buffers buffers;
  const char *server_name;             /* client: the caller's, NUL-terminated; NULL: none */
  struct hf_external_psk external_psk; /* client: the one that is offered; identity_n 0: none */
  uint32_t is_server;
  uint32_t allowed_suites; /* bit i: the configuration allows hf_cipher_suites[i] */

  struct hf_machine machine;
  struct hf_input input;
  struct hf_output output;
  struct hf_writer writer; /* of the message being sent, in buffers.out */
  struct hf_parser parser; /* of the handshake message being read */
  struct hf_kept kept;
  uint32_t kept_holds; /* enum hf_kept_kind */
  uint32_t kept_n;     /* bytes of the signature or ciphertext in kept */
  struct hf_transcript transcript;
  struct hf_record_state read;
  struct hf_record_state write;
  struct hf_offers offers;
  struct hf_parameters parameters;
  struct hf_exchange exchange;
  struct hf_chain chain; /* the peer's certificates */
  struct hf_peer_found peer;
  struct hf_session_core session; /* offered, resumed or to be stored; holds the master secret */
  /* What hf_export and hf_tls_unique answer from: HF_EXPORTS_...; all needs the session's master secret. */
  uint32_t exports;
};

#ifdef __cplusplus
}
#endif
#endif
