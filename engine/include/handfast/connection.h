/* What a connection is made of. The fields are the engine's own: a caller needs the type only to have a place for it. */
#ifndef HANDFAST_CONNECTION_H
#define HANDFAST_CONNECTION_H
#include "config.h"
#include "parser.h"
#include "record.h"

/* The caller's memory for one connection, kept until the connection is over. */
struct hf_buffers {
  uint8_t *in; /* one record from the peer, decrypted in place */
  size_t in_size;
  uint8_t *out; /* records to the peer */
  size_t out_size;
  uint8_t *chain; /* the peer's certificates; may be NULL where none are asked for */
  size_t chain_size;
};

/* The handshake messages so far, hashed with each function that may still be asked for. */
struct hf_transcript {
  struct hf_hash sha256;
  struct hf_hash sha384;
  struct hf_hash sha512;
  uint8_t wanted; /* HF_TRANSCRIPT_... */
};

/* What both sides agree on, filled as the handshake goes. */
struct hf_parameters {
  uint16_t cipher_suite;
  uint16_t group;            /* of the key exchange */
  uint16_t signature_scheme; /* ours, of the signature that we make */
  uint8_t suite_index;       /* row of hf_cipher_suites[] */
  uint8_t resumed;
  uint8_t extended_master_secret;
  uint8_t encrypt_then_mac;
  uint8_t max_fragment_length; /* RFC 6066 4: 0 none, 1 .. 4 */
  uint8_t application_protocol_n;
  uint8_t application_protocol[255];
};

struct hf_connection {
  const struct hf_config *config;
  struct hf_buffers buffers;
  const char *server_name; /* client: the caller's, NUL-terminated; NULL: none */

  /* the machine */
  uint8_t state;
  uint8_t error;      /* enum hf_error: why it failed */
  uint8_t peer_alert; /* the description of the peer's fatal alert */
  uint8_t event;      /* the handshake message being read */
  uint8_t is_server;
  uint8_t pending;    /* 1: waits for a private key operation */
  uint8_t idle_records; /* in a row that carried nothing */
  uint8_t alert_sent;

  /* input: buffers.in[0 .. in_filled-1] holds a record, or its beginning; content from in_at to in_end is still to be read */
  uint32_t in_filled;
  uint32_t in_at;
  uint32_t in_end;
  uint8_t in_type;
  /* output: buffers.out[out_at .. out_end-1] waits to be sent; out_offset bytes of the message being sent are in records */
  uint32_t out_at;
  uint32_t out_end;
  uint32_t out_offset;

  struct hf_parser handshake;
  struct hf_parser alert;
  struct hf_kept kept;
  struct hf_transcript transcript;
  struct hf_record_state read;
  struct hf_record_state write;
  struct hf_parameters parameters;
  struct hf_chain chain;
  struct hf_public_key peer_key; /* into buffers.chain */

  uint8_t client_random[32];
  uint8_t server_random[32];
  struct hf_session session;     /* to be offered, resumed or stored; holds the master secret */
  uint8_t secret[HF_RSA_MAX];    /* handshake: pre-master secret, ECDHE scalar, padded block, signature being made */
  uint8_t share[HF_POINT_MAX];   /* our ECDHE point */
  uint8_t peer_share[HF_POINT_MAX];
  uint8_t key_block[160];
  uint8_t finished[12];          /* the verify_data that we expect, or send */
};
#endif
