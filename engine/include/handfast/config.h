/* What a connection is told by its caller, once, and never changes. */
#ifndef HANDFAST_CONFIG_H
#define HANDFAST_CONFIG_H
#include "provider.h"
#include "session.h"
#include "x509.h"
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What an operation with a private key answers. */
enum hf_key_answer { HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED };

/* A private key that may live elsewhere. The engine calls again with the same input after HF_KEY_PENDING: when the caller
   resumes the connection, and also whenever it is given bytes or room meanwhile. */
struct hf_private_key {
  void *context;
  /* RSA: out = in ^ d mod n; both have the modulus's size in bytes, and may be the same place: then it must not be written
     before HF_KEY_DONE. */
  enum hf_key_answer (*rsa_private)(void *context, const uint8_t *in, size_t n, uint8_t *out);
  /* ECDSA: the signature over the digest; r and s big-endian, each the group's size. They are there for this call alone: a key that
     answers HF_KEY_PENDING writes to those of a later call. */
  enum hf_key_answer (*ecdsa_sign)(void *context, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s);
};

/* One of our certificates: the DER of a chain, our own first, and its private key. */
struct hf_identity {
  const uint8_t *const *certificates;
  const size_t *certificate_sizes;
  size_t certificates_n;
  struct hf_public_key public_key; /* hf_certificate_key finds it in the first certificate */
  struct hf_private_key private_key;
  /* The SubjectPublicKeyInfo of public_key, DER, for peers that take a raw public key (RFC 7250); with it, certificates_n may
     be 0, and then others are not served. */
  const uint8_t *raw_public_key;
  size_t raw_public_key_n; /* bytes; 0: none */
  /* Server: an OCSP response about the first certificate, DER, that clients get who ask for one (RFC 6066 8). It is sent as it is:
     to keep it fresh is the caller's task, between connections. */
  const uint8_t *ocsp_response;
  size_t ocsp_response_n; /* bytes, at most HF_OCSP_RESPONSE_MAX; 0: none */
};
#define HF_OCSP_RESPONSE_MAX 0xffffffu

enum hf_client_authentication { HF_CLIENT_NOT_ASKED, HF_CLIENT_REQUESTED, HF_CLIENT_REQUIRED };

/* Client: what is wanted of an OCSP response about the server's certificate, stapled to the handshake (RFC 6066 8). */
enum hf_staple_policy {
  HF_STAPLE_NOT_ASKED,
  HF_STAPLE_REQUESTED, /* asked for; one that comes is checked, and must come when the certificate says so (RFC 7633) */
  HF_STAPLE_REQUIRED   /* must come */
};

struct hf_connection;
/* One thing that happened in the machine; hf_state_name and its kin (generated/names.h) have the text. */
struct hf_trace {
  uint32_t length;                        /* bytes of the message, header included; 0 where none */
  uint32_t sent;                          /* 1: we sent it, 0: the peer did, or it is a decision or work */
  uint32_t event;                         /* enum hf_event */
  uint32_t before;                        /* state */
  uint32_t after;                         /* state */
  uint32_t error;                         /* enum hf_error; HF_OK: taken */
  const struct hf_connection *connection; /* where: for comparing, and for what may be asked of it at any time */
};

/* What a server is told of a ClientHello: its bytes stand in the connection and in the configuration, and only while it is asked. The
   engine keeps of a hello what it knows itself: whether a code point was offered is asked of the functions below, which answer 0
   for one that the engine does not have. */
struct hf_client_hello {
  const uint8_t *server_name; /* as hf_server_name gives it; NULL: none */
  size_t server_name_n;
  const uint8_t *session_id; /* of the session that the client wants to resume; NULL: none */
  size_t session_id_n;
  const uint8_t
      *application_protocol; /* the one that will be agreed on: the configuration's best that was offered; NULL: none */
  size_t application_protocol_n;
  const struct hf_connection *connection; /* to tell it from others of the same configuration */
  uint32_t version;                       /* the highest that the client speaks, client_version: at least 0x0303 */
  /* the engine's own */
  uint32_t cipher_suites;
  uint32_t groups;
  uint32_t signature_schemes;
  uint32_t extensions;
};
/* True: the hello has this cipher suite, group, signature scheme or extension, IANA's code points; false: it has not, or the engine has
   not. A hello that lists no groups has none here: then any may be used (RFC 8422 4). */
bool hf_hello_has_cipher_suite(const struct hf_client_hello *hello, uint16_t code);
bool hf_hello_has_group(const struct hf_client_hello *hello, uint16_t code);
bool hf_hello_has_signature_scheme(const struct hf_client_hello *hello, uint16_t code);
bool hf_hello_has_extension(const struct hf_client_hello *hello, uint16_t type);

/* Versions, as bits. */
#define HF_VERSION_TLS12 1u
#define HF_VERSION_TLS13 2u

#define HF_NO_TICKETS 255u

/* A key that a client and a server were told before (RFC 8446 2.2), in place of certificates. It is one client's and one server's, who
   do not change places, and of at least 128 bits that nobody can guess (RFC 9257). The bytes are the caller's. */
struct hf_external_psk {
  const uint8_t *identity; /* by which the server finds it; seen by all who listen */
  size_t identity_n;       /* 1 .. HF_PSK_IDENTITY_MAX */
  const uint8_t *key;
  size_t key_n; /* 1 .. HF_PSK_KEY_MAX */
  bool sha384;  /* true: it is used with cipher suites of SHA-384; false: with those of SHA-256 (RFC 8446 4.2.11) */
};
#define HF_PSK_IDENTITY_MAX 128u
#define HF_PSK_KEY_MAX 256u

#define HF_RECORD_SIZE_LEAST 64u
#define HF_RECORD_SIZE_MOST 16385u /* 2^14 and the type (RFC 8446 5.4) */

struct hf_config {
  struct hf_random random;
  int64_t (*now)(void *context); /* seconds since 1970-01-01 UTC */
  void *now_context;

  const uint16_t *cipher_suites; /* IANA's code points, best first; NULL: all, ECDHE first */
  size_t cipher_suites_n;
  const uint16_t *groups; /* NULL: all */
  size_t groups_n;
  const uint16_t *signature_schemes; /* NULL: all */
  size_t signature_schemes_n;
  const uint8_t *application_protocols; /* ALPN: each a length byte and the name, best first (RFC 7301 3.1) */
  size_t application_protocols_n;       /* bytes */
  uint8_t
      versions; /* HF_VERSION_TLS12 + HF_VERSION_TLS13, of which the highest that both sides have is spoken; 0: both */
  uint8_t forbid_rsa_key_exchange; /* 1: no suite without forward secrecy */
  uint8_t require_extended_master_secret;
  uint16_t max_fragment_length; /* client: ask for 512, 1024, 2048 or 4096 (RFC 6066 4); 0: do not */
  /* The longest protected record that the peer may send (RFC 8449 4): bytes of its content, in TLS 1.3 with the type and the zeroes
     behind it. HF_RECORD_SIZE_LEAST .. HF_RECORD_SIZE_MOST; 0: nothing is said of it, and a client's wish not heard. A smaller buffer in,
     or TLS 1.2, makes it less. Where both sides say one, each keeps to the other's, and max_fragment_length is void. */
  uint16_t record_size_limit;

  const struct hf_identity *identities;
  size_t identities_n;

  const struct hf_trust_anchor *anchors;
  size_t anchors_n;
  /* 1: of the peer's first certificate nothing counts but its key, and of the others nothing. It must have the outline of a
     certificate, with a key of a kind, size and group that is taken and that the suite needs; signatures by that key are checked.
     Names, dates, usages, extensions, issuers, revocation and server_name are not looked at; pins and certificate_policy are.
     For tests. */
  uint8_t accept_any_certificate;
  /* The path of the peer's certificates must have one of these keys, its anchor's included; with accept_any_certificate, the
     first certificate. pins_n 0: any. They only refuse: what is not valid stays so. */
  const struct hf_pin *pins;
  size_t pins_n;
  /* Keys that are trusted without a certificate (RFC 7250): where there are some, a raw public key is asked for, and certificates
     besides only when there are anchors, or accept_any_certificate. No other raw public key is ever accepted. */
  const struct hf_pin *raw_public_keys;
  size_t raw_public_keys_n;
  enum hf_client_authentication client_authentication; /* server */
  /* Server: 1: clients are not told the names of the anchors (RFC 5246 7.4.4). They are told no names either where these have more
     than HF_KEPT_BYTES bytes together, two for each one's length included, with accept_any_certificate, and for raw public keys:
     then a client may show what it has. */
  uint8_t omit_authorities;
  enum hf_staple_policy staple; /* client; of no effect with accept_any_certificate */
  const struct hf_crl *crls;    /* revocation lists that the peer's path is held against */
  size_t crls_n;
  uint8_t crl_policy; /* HF_CRL_... */
  /* 1: certificates of the peer are refused also for what breaks a rule of form without harm, and for what breaks only the duties of
     the authority that made them: see hf_verify.strict. */
  uint8_t strict_certificates;
  /* May refuse (with an hf_error) what was verified, or a raw public key that is trusted; never accepts what was not. An answer
     that is no hf_error counts as HF_ERROR_CERTIFICATE_REFUSED. NULL: no such policy. It is asked again before a session is
     resumed, with the chain that the session kept; a refusal leads to a full handshake, and so does a session without one. */
  uint8_t (*certificate_policy)(void *context, const struct hf_chain *chain);
  void *certificate_policy_context;

  /* Server: asked about each ClientHello that came whole and is well-formed, once, before a session is looked for and anything is
     chosen. HF_OK: the handshake goes on. An hf_error ends it with its alert: HF_ERROR_CLIENT_HELLO_REFUSED (handshake_failure),
     HF_ERROR_SERVER_NAME_UNKNOWN (unrecognized_name), or any other one; what is no hf_error counts as the first. NULL: none. */
  uint8_t (*client_hello_policy)(void *context, const struct hf_client_hello *hello);
  void *client_hello_policy_context;

  /* Server: asked about each identity that a hello can be served with by its key, before it is chosen; once for each suite that is
     weighed. True: it may be shown; the first that may is. So a server has an identity for each of its names. What the hello says is as
     above, but for the session's ID, which is not told. NULL: any may. */
  bool (*identity_policy)(void *context, const struct hf_client_hello *hello, const struct hf_identity *identity);
  void *identity_policy_context;

  /* TLS 1.3: external pre-shared keys; NULL: none. True: there is one, in *psk.
     Client: asked once, by hf_client_start, with identity NULL: which one is to be offered? Its bytes must live as long as the
     connection. It is offered where no session is, and a server may still answer with a certificate, which is checked as ever. What is
     outside of its bounds is HF_ERROR_EXTERNAL_PSK_WRONG.
     Server: asked while a ClientHello is read, about its identities in their order, until one is known, and at most eight times; again
     about a hello that follows a HelloRetryRequest. The key is read before this call comes back to the engine's caller, psk->identity is
     not read. Such a client shows no certificate: so none is taken where client_authentication is HF_CLIENT_REQUIRED.
     A server that has keys, and no identities, speaks TLS 1.3 alone.
     No session is made of a handshake with an external key: hf_is_resumed says no, and hf_peer_of tells of nobody. */
  bool (*external_psk)(void *context, const uint8_t *identity, size_t identity_n, struct hf_external_psk *psk);
  void *external_psk_context;

  const struct hf_session_store *sessions; /* server; NULL: none are kept */
  /* 1: sessions keep the peer's certificates (hf_session.chain), and a resumption gives them back */
  uint8_t keep_peer_chain;
  /* 1: hf_export may be asked: a connection keeps its master secret until it has failed or is wiped, and not only as far as its
     session can be resumed */
  uint8_t export_keys;

  void (*trace)(void *context, const struct hf_trace *event); /* NULL: none */
  void *trace_context;
  /* For debugging only: gives the master secret away. NULL: none. */
  void (*key_log)(void *context, const uint8_t client_random[32], const uint8_t master_secret[48]);
  /* The same for a secret of TLS 1.3, of secret_n bytes: label is as in an SSLKEYLOGFILE. NULL: none. */
  void (*secret_log)(void *context, const char *label, const uint8_t client_random[32], const uint8_t *secret,
                     size_t secret_n);
  void *key_log_context;
  /* Client: key shares in its ClientHello of TLS 1.3 (RFC 8446 4.2.8): 2: of the first two of its groups, so that a server that lacks the
     first need not ask for another hello; the second one is no P-521. 0 or 1: of the first. */
  uint8_t key_shares;
  /* Server: NewSessionTicket messages behind a handshake of TLS 1.3, where there is a session store or a ticket key: 1 or 2; 0: one;
     HF_NO_TICKETS: none, and none in TLS 1.2. Client: HF_NO_TICKETS: no ticket of TLS 1.2 is asked for, and none is offered. */
  uint8_t tickets;
  /* Server: with keys, its tickets are the sessions themselves, sealed, and nothing is kept; NULL: none. In TLS 1.2 there are no others
     (RFC 5077): without keys, and for a client that asks for no ticket, sessions go to the store. Such a ticket is resumed
     as often as it comes while it is good, has no chain (keep_peer_chain), and is not dropped when a connection fails. Where the
     chain's buffer has no room for it (HF_SEALED_MAX bytes behind the peer's certificates, or HF_SEALED_LEAST for a client without), the
     session goes to the store as without keys; in TLS 1.2, where that turns out behind the ServerHello, it goes nowhere. */
  const struct hf_ticket_keys *ticket_keys;

  const struct hf_policy_rules
      *policy_rules; /* what is asked of the certificate policies of the peer's path; NULL: nothing */
};

#ifdef __cplusplus
}
#endif
#endif
