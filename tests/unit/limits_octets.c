/* Limits of octets and numbers in what is read: below, at and above each. */
#include "session/peer.h"
#include "x509/mailbox.h"
#include <criterion/criterion.h>
#include <string.h>

/* 1: a mailbox whose local part, bare or quoted, has this octet in its middle. */
static int is_mailbox(uint8_t octet, int quoted) {
  uint8_t text[] = "\"a.b\"@x.example";
  struct hf_span all = {quoted ? 0 : 1, (uint32_t)sizeof text - 1 - (quoted ? 0 : 1)};
  struct hf_span host;
  text[2] = octet;
  if (!quoted)
    memmove(text + 4, text + 5, sizeof text - 5), all.n--;
  return hf_mailbox_host(text, all, &host);
}

/* PRINTABLE_LEAST is the space, which only a quoted local part may have, and PRINTABLE_MOST is "~". */
Test(limits_octets, local_parts) {
  for (unsigned octet = 0; octet < 256; octet++) {
    int printable = octet >= 0x20 && octet <= 0x7e;
    int special = octet != 0 && strchr("()<>[]:;@\\,\" ", (int)octet) != NULL;
    cr_expect_eq(is_mailbox((uint8_t)octet, 0), printable && !special, "%02x", octet);
    cr_expect_eq(is_mailbox((uint8_t)octet, 1), printable && octet != '"', "%02x in quotes",
                 octet); /* a backslash quotes the b */
  }
}

/* The record of a peer as bytes: HF_PEER_NAMES_MAX octets of names, and times up to TIME_MOST. */
static uint8_t bytes[HF_PEER_BYTES + 16];

static uint32_t written(size_t names) {
  static struct hf_peer peer;
  memset(&peer, 0, sizeof peer);
  peer.kind = HF_PEER_CERTIFICATE;
  peer.certificates_n = 1;
  peer.subject_n = (uint16_t)(names < HF_PEER_NAMES_MAX ? names : HF_PEER_NAMES_MAX);
  memset(bytes, 0, sizeof bytes);
  hf_peer_write(&peer, bytes);
  bytes[7] = (uint8_t)(names - peer.subject_n); /* alternative names */
  return hf_peer_size(&peer) + (uint32_t)(names - peer.subject_n);
}

Test(limits_octets, peer_names) {
  struct hf_peer got;
  for (size_t names = HF_PEER_NAMES_MAX - 1; names <= HF_PEER_NAMES_MAX + 1; names++) {
    uint32_t n = written(names);
    cr_expect_eq(hf_peer_read(&got, bytes, n), names <= HF_PEER_NAMES_MAX, "%zu", names);
  }
}

Test(limits_octets, peer_times) {
  struct hf_peer got;
  for (int field = 0; field < 3; field++) {
    uint32_t n = written(5);
    uint8_t *time = bytes + 8 + 8 * field;
    memset(time, 0xff, 8);
    time[0] = 0x7f;
    cr_expect_eq(hf_peer_read(&got, bytes, n), 1, "%d", field);
    memset(time, 0, 8);
    time[0] = 0x80;
    cr_expect_eq(hf_peer_read(&got, bytes, n), 0, "%d", field);
  }
}
