/* A peer for a fuzzer: it says whatever it is told to, and knows all that there is to know. It keeps what both sides said, and learns
   the master secret from the engine's key log: so it seals what the engine is to open, opens what the engine sealed, and can say a
   right Finished over any handshake that the engine has gone along with.

   While it delivers, it watches, and aborts where the engine does what it must never do:
   - it takes more bytes than it was given, or takes none, waits for nothing and is not over
   - it sends what cannot be opened, or more than what came can ask for
   - it gives application data out, or says that it is open, before a right Finished came; or gives out other bytes than were sent
   - it has failed, and is not failed any more, or for another reason; or has failed and keeps a secret, takes or gives out something
   - its transport has ended, it was closed, and it is not over */
#ifndef FUZZ_PEER_H
#define FUZZ_PEER_H
#include "handfast/record.h"
#include "support/pair.h"

#define FUZZ_ROOM 65536u

/* Bytes in a row: what does not fit is left out, and *full says so. */
struct fuzz_bytes {
  size_t n;
  uint8_t full;
  uint8_t at[FUZZ_ROOM];
};

struct fuzz_peer {
  struct test_side *side; /* the engine */
  size_t chunk;           /* bytes of one hf_receive; 0: all that there is */
  size_t fragment;        /* bytes of handshake messages in one record; 0: as many as fit */
  uint16_t version;       /* of the records that it sends */

  struct fuzz_bytes handshake; /* all messages of both sides, as their hashes see them */
  struct fuzz_bytes ours;      /* the beginning of a message that the peer is sending, */
  struct fuzz_bytes theirs;    /* and of one that the engine is */
  struct fuzz_bytes wire;      /* what is under way to the engine */
  struct fuzz_bytes output;    /* what the engine sent, not yet a whole record */
  struct fuzz_bytes sent;      /* all that the engine ever sent, */
  struct fuzz_bytes read;      /* and gave out of application data */
  struct fuzz_bytes said;      /* application data of the peer's, in records that the engine can open, */
  struct fuzz_bytes heard;     /* and of the engine's */
  size_t records;              /* that the peer sent */
  size_t written;              /* bytes that hf_write took, */
  size_t writes;               /* in so many calls */

  struct hf_record_state seal;
  struct hf_record_state open;
  uint8_t hellos; /* bit 0: the ClientHello is there, bit 1: the ServerHello */
  uint8_t encrypt_then_mac;
  uint16_t cipher_suite;
  uint8_t client_random[32];
  uint8_t server_random[32];
  uint8_t key_block[HF_KEY_BLOCK_MAX];
  size_t secret_keys_n;   /* bytes of the key block that are secret: all but the IVs */
  uint8_t sealing;        /* the peer's ChangeCipherSpec went out */
  uint8_t opening;        /* the engine's came */
  uint8_t lost;           /* bytes went out as they are: the peer knows no more what the engine was told */
  uint8_t finished_right; /* a right Finished was sent, sealed */
  uint8_t failed;         /* the engine has failed, */
  uint8_t error;          /* of that */
};

/* Begins with a side that was started. */
void fuzz_peer_start(struct fuzz_peer *p, struct test_side *side);
/* A record for the engine: sealed, when the peer seals. At most 2^14 bytes. */
void fuzz_peer_record(struct fuzz_peer *p, uint8_t type, const uint8_t *content, size_t n);
/* The same, sealed, and the byte at `at`, modulo its size, is wrong by `by`. Nothing, while the peer does not seal. */
void fuzz_peer_forged(struct fuzz_peer *p, uint8_t type, const uint8_t *content, size_t n, size_t at, uint8_t by);
/* Handshake messages, cut as p->fragment says. */
void fuzz_peer_handshake(struct fuzz_peer *p, const uint8_t *bytes, size_t n);
/* What is under way is delivered, and ChangeCipherSpec sent: what follows is sealed, if there is a master secret. */
void fuzz_peer_change(struct fuzz_peer *p);
/* The verify_data that a Finished of the peer must have now. 0: there is no master secret. */
int fuzz_peer_verify_data(const struct fuzz_peer *p, uint8_t out[12]);
/* Bytes as they are: from here on the peer knows no right Finished. */
void fuzz_peer_raw(struct fuzz_peer *p, const uint8_t *bytes, size_t n);
/* Application data of the engine's: n bytes at most. */
void fuzz_peer_write(struct fuzz_peer *p, size_t n);
/* Gives the engine all that is under way, sends what it has, reads what it gives, and watches. */
void fuzz_peer_deliver(struct fuzz_peer *p);
/* The last look: what has failed stays failed whatever is called. */
void fuzz_peer_end(struct fuzz_peer *p);

/* What can be seen of a run from outside. */
struct fuzz_result {
  enum hf_status status;
  enum hf_error error;
  struct fuzz_bytes sent;
  struct fuzz_bytes read;
  size_t trace_n;
  struct hf_trace trace[TEST_TRACE];
};
void fuzz_result_of(struct fuzz_result *r, const struct fuzz_peer *p);
/* Aborts where a run, in other pieces, came to something else. */
void fuzz_result_same(const struct fuzz_result *r, const struct fuzz_peer *p);

/* Adds bytes. */
void fuzz_put(struct fuzz_bytes *to, const uint8_t *bytes, size_t n);
/* Takes n bytes away from the beginning. */
void fuzz_drop(struct fuzz_bytes *from, size_t n);
/* Aborts, and says what did not hold. */
void fuzz_must(int holds, const char *what);
#endif
