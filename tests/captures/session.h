/* One captured connection, read with the engine's tables, keys and record protection as a third party that has the secrets. */
#ifndef CAPTURES_SESSION_H
#define CAPTURES_SESSION_H
#include "capture.h"
#include "handfast/parser.h"
#include "handfast/record.h"

/* What the tables' events are called with here (generated/events.h): only what the third party has to know. */
struct hf_connection {
  uint8_t etm, ems, tls13; /* the server answered with encrypt_then_mac, extended_master_secret, supported_versions */
  unsigned events;
};

/* What was found. Each number is compared with what stands in the list of captures. */
struct counts {
  unsigned connections;
  unsigned records;  /* whose header the tables read */
  unsigned foreign;  /* that they refuse: no TLS record at all */
  unsigned messages; /* that the tables read to the end, whole and byte by byte, with the same outcome */
  unsigned refused;  /* that they do not */
  unsigned finished; /* whose verify_data is right */
  unsigned opened;   /* protected records */
  unsigned data;     /* bytes of application data in them */
  unsigned closed;   /* protected records that nobody here has the keys or the cipher for */
  unsigned wrong;    /* verify_data, records that do not open, bytes left over: never */
};

/* What is given beside the packets. */
struct given {
  struct bytes log; /* key logs */
  struct bytes key; /* RSA private key, PEM */
  struct bytes psk; /* pre-shared key */
};

struct keys {
  struct hf_record_state state;
  uint8_t changed; /* a ChangeCipherSpec came */
  uint8_t usable;
};

struct session {
  const struct given *given;
  struct counts *counts;
  struct bytes stream[2]; /* not yet a whole record */
  struct bytes part[2];   /* not yet a whole message */
  struct keys keys[2];
  struct bytes transcript;
  struct hf_connection seen;
  struct hf_parser parser; /* of the last message */
  struct hf_kept kept;
  uint8_t random[2][32];
  uint8_t offered[2]; /* the client's version */
  uint8_t version[2];
  uint8_t master[48];
  uint16_t suite;
  uint8_t has_master;
};

void session_data(struct session *s, int from, const uint8_t *in, size_t n);
void session_end(struct session *s);

/* --- parts: messages.c, protection.c --- */
void take_handshake(struct session *s, int from, const uint8_t *in, size_t n);
struct hf_cipher_suite_row;
const struct hf_cipher_suite_row *suite_of(uint16_t code); /* NULL: its records cannot be opened here */
void find_master(struct session *s, const uint8_t *message, size_t n);
void change_keys(struct session *s, int from);
void check_finished(struct session *s, int from, const uint8_t *message, size_t n);
#endif
