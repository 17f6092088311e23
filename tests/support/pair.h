/* A client and a server joined by queues in memory, one that a test can slow down, cut, listen to and tamper with.

   What a side sends goes to `raw` as it left the engine. From there it goes to `wire`, in records as pair->framing says;
   a hook may change each handshake message that is still in the clear, and in TLS 1.3 those under its keys, too: with a hook all
   records are opened by what the secret log says and sealed again. From `wire` it is delivered. */
#ifndef SUPPORT_PAIR_H
#define SUPPORT_PAIR_H
#include "handfast.h"
#include "support/random.h"

#define TEST_QUEUE 65536u
#define TEST_TRACE 512u
#define TEST_CACHE 8u
#define TEST_NOW 1781000000 /* 2026-06-09 */

struct test_queue {
  size_t at; /* bytes taken */
  size_t n;  /* bytes put */
  uint8_t bytes[TEST_QUEUE];
};

enum test_framing {
  TEST_AS_SENT,     /* records as the engine cut them */
  TEST_ONE_MESSAGE, /* one handshake message a record, while nothing is encrypted */
  TEST_COALESCED,   /* all messages that wait in one record */
  TEST_FRAGMENTS    /* handshake messages cut into fragments of pair->fragment bytes */
};

struct test_pair;

struct test_side {
  struct hf_connection c;
  struct hf_config config;
  struct hf_buffers buffers;
  struct test_pair *pair;
  struct test_side *peer;
  struct hf_identity identities[4];
  size_t identities_n;
  struct hf_pin trusted;
  struct test_random random;
  int is_server;

  struct test_queue raw;
  struct test_queue wire;
  uint8_t message[TEST_QUEUE]; /* handshake bytes in the clear, not yet a whole message */
  size_t message_n;
  int encrypts; /* its ChangeCipherSpec was seen */
  /* TLS 1.3: what this side sends with, of the handshake and of application data: to open it, and to seal it again. */
  struct hf_record_state opens[2];
  struct hf_record_state seals[2];
  size_t epochs; /* how many of them are known */
  size_t epoch;  /* of what is gathered in message, or put: 0 in the clear, 1 and 2 these */

  uint8_t received[4096];    /* application data, its beginning */
  size_t received_n;         /* all bytes of it */
  uint8_t master_secret[48]; /* from the key log */
  int key_logged;
  struct hf_trace trace[TEST_TRACE];
  size_t trace_n;

  uint8_t in[HF_IN_SIZE];
  uint8_t out[HF_OUT_SIZE];
  uint8_t chain[HF_CHAIN_SIZE];
};

struct test_pair {
  struct test_side client;
  struct test_side server;
  int64_t now;
  enum test_framing framing;
  size_t fragment;
  size_t chunk;        /* bytes of one hf_receive; 0: a record at a time; SIZE_MAX: all that there is */
  size_t output_chunk; /* bytes of one hf_output_sent; 0: all */
  /* Called for each handshake message in the clear, header included; it may change it, and *n up to room. 0: drop it. */
  int (*tamper)(struct test_side *from, uint8_t *message, size_t *n, size_t room);
  int tamper_argument;
  int tampered; /* times that the hook did something; the hook counts */
  /* Pump stops before it delivers to this side when it is in this state. NULL: never. */
  struct test_side *stop_side;
  uint32_t stop_state;
  const char *name; /* that the client asks for */
  const struct hf_session *offer;
  struct hf_session_store store;
  struct hf_cache cache;
  struct hf_cache_entry entries[TEST_CACHE];
  int keep_data; /* 1: pump leaves application data unread */
  int closes;    /* 1: pump answers a close_notify, when all that came before it was read */
};

/* HF_VERSION_... that both sides have unless a test says otherwise: TLS 1.2, or what HANDFAST_TEST_VERSIONS says; 0: both. */
uint8_t test_versions(void);
/* Sets all to a plain pair: the client trusts the test roots and asks for "localhost", the server has an RSA and an ECDSA
   certificate and a session cache, both have all suites. Change the configurations after it, then start. */
void test_pair_set(struct test_pair *p);
/* Gives a side the identities of these names, at most four, the list ended by NULL. */
void test_side_identities(struct test_side *s, ...);
/* Gives a side nothing but the raw public key of an identity (RFC 7250); and has it trust that of one, and no other. */
void test_side_raw_key(struct test_side *s, const char *name);
void test_side_trusts_key(struct test_side *s, const char *name);
void test_pair_start(struct test_pair *p);
/* A new connection of each side with the same configurations, cache included. */
void test_pair_again(struct test_pair *p, const struct hf_session *offer);
/* Moves bytes until nothing moves, or the stop state. */
void test_pair_pump(struct test_pair *p);
/* Start and pump. */
void test_pair_run(struct test_pair *p);
/* Pump until a side is in a state; 1 when it is. */
int test_pair_run_to(struct test_pair *p, struct test_side *side, uint32_t state);

/* What a side still has to be delivered to its peer is thrown away. */
void test_side_discard(struct test_side *from);
/* Gives a side one record, protected as its peer would protect its next one. Answers what hf_receive took. */
size_t test_inject(struct test_side *to, uint8_t type, const uint8_t *content, size_t n);
/* The same for a handshake message: its header is written. */
size_t test_inject_handshake(struct test_side *to, uint8_t type, const uint8_t *body, size_t n);
/* Takes all output of a side to its wire. */
void test_side_flush(struct test_side *s);

int test_both_open(const struct test_pair *p);
/* 1 when a failed connection keeps no secret. */
int test_is_wiped(const struct hf_connection *c);
/* One line about a side, for messages; in a static buffer for each side. */
const char *test_describe(const struct test_side *s);
#endif
