/* What the model says of a party (proofs/model/party.pml), read off a connection: the abstraction under which the C's steps are held
   against the model's. A watch stands beside one side: it sees each message as it goes out or comes in, and what the messages so far
   hash to, so that a digest in the connection can be told as the number of messages that it covers. */
#ifndef TESTS_MODEL_FACTS_H
#define TESTS_MODEL_FACTS_H
#include "support/pair.h"

/* The variables, in the order in which the model tells them (STATE in proofs/model/follow.pml). */
#define MODEL_VARIABLES(X)                                                                                             \
  X(taken)                                                                                                             \
  X(sent)                                                                                                              \
  X(said)                                                                                                              \
  X(hello)                                                                                                             \
  X(kind) X(ems) X(resumed) X(certificate) X(trusted) X(raw) X(stapled) X(status) X(share) X(proven) X(unoffered)      \
      X(pre_master) X(secret) X(master_n) X(n) X(remembered) X(made) X(expected) X(reads_sealed) X(writes_sealed)      \
          X(reads) X(writes) X(finished) X(opened) X(data) X(close_called) X(close_sent) X(close_taken) X(fatal_taken) \
              X(cut) X(alerted) X(failed) X(closed) X(version) X(first) X(retried) X(disguised) X(asked) X(binds)      \
                  X(read_epoch) X(write_epoch) X(application_n) X(tickets) X(owes) X(wishes) X(ticket)
#define MODEL_NAME(name) V_##name,
enum model_variable { MODEL_VARIABLES(MODEL_NAME) V_ALL };

#define UNSEEN (-1) /* the connection does not say, or not any more */
#define NOWHERE 99  /* it says something that no value of the model stands for */

#define WATCHED_MESSAGES 24u
#define WATCHED_FORMS 2u /* the messages as they are; and with the first ClientHello as its hash (RFC 8446 4.4.1) */
#define WATCHED_EPOCHS 10u

struct watch {
  struct test_side *side;
  const struct watch *peer;
  const struct hf_session *offered;
  size_t out_at;      /* in buffers.out: records before it were seen */
  uint8_t came[8192]; /* the handshake message that comes in */
  size_t came_n;
  uint32_t n; /* messages in the transcript */
  struct hf_hash running[2][WATCHED_FORMS];
  uint8_t digests[WATCHED_MESSAGES][2][WATCHED_FORMS][HF_HASH_MAX];
  int taken, sent; /* sets, as party.pml numbers them */
  int hellos;      /* ClientHellos that went out or came in */
  /* Secrets, as they were when they were held. */
  uint8_t pre_master[HF_SECRET_MAX];
  uint32_t pre_master_n;
  uint8_t early[HF_SECRET_SIZE];
  uint8_t handshake[HF_SECRET_SIZE];
  uint8_t traffic[2][WATCHED_EPOCHS + 1][HF_SECRET_SIZE]; /* of the client, of the server; by epoch, from 1 on */
  int secret, master_n, application_n;
  int whims;      /* records that the peer did not send itself, under the keys of now */
  uint8_t iv[12]; /* of those keys */
  int wrote;      /* application data, when it was open */
};

void watch_start(struct watch *w, struct test_side *side, const struct watch *peer, const struct hf_session *offered);
/* The records that the side has sealed since. Called in each step, and before the output is taken. */
void watch_output(struct watch *w);
/* A record is about to be given to the side. */
void watch_input(struct watch *w, const uint8_t *record, size_t n);
/* The same, of its content where that is a handshake message; n is 0 otherwise. */
void watch_content(struct watch *w, const uint8_t *message, size_t n);
/* Opens a record in place as the side would the one with this number: its type, 0 when it does not open; content_n bytes from *at on. */
uint32_t watch_open(const struct hf_connection *c, int64_t sequence, uint8_t *record, size_t n, uint32_t *at,
                    uint32_t *content_n);
/* A step was taken, with this event: values[V_ALL] is what it leaves. */
void watch_step(struct watch *w, const struct hf_trace *t, int *values);
/* The part of a step that the messages are. */
void watch_messages(struct watch *w, const struct hf_trace *t);
/* What the side is while it waits, or is over. */
void watch_rest(struct watch *w, int *values);
#endif
