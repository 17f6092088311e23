/* Sessions as bytes: what is written is read again, and nothing else is. */
#include "crypto/bytes.h"
#include "session/peer.h"
#include <criterion/criterion.h>
#include <string.h>

static struct hf_peer peer(void) {
  struct hf_peer p;
  memset(&p, 0, sizeof p);
  p.kind = HF_PEER_CERTIFICATE;
  p.verified = 1;
  p.anchor_at = 9;
  p.not_before = 0x1111;
  p.not_after = 0x123456789abc;
  p.status_until = 0x2222;
  memset(p.key, 0xa0, sizeof p.key);
  memset(p.anchor, 0xb0, sizeof p.anchor);
  memset(p.lists, 0xc0, sizeof p.lists);
  p.certificates_n = 2;
  for (int i = 0; i < 2; i++) {
    memset(p.certificates[i].sha256, 0x10 + i, HF_DIGEST);
    memset(p.certificates[i].issuer, 0x20 + i, HF_DIGEST);
    p.certificates[i].serial_n = (uint8_t)(3 + i);
    memset(p.certificates[i].serial, 0x30 + i, (size_t)(3 + i));
  }
  p.subject_n = 5;
  p.alternative_names_n = 7;
  memcpy(p.names, "abcdefghijkl", 12);
  return p;
}

static void give_peer(struct hf_session *s, const struct hf_peer *p) {
  memset(s->peer, 0, sizeof s->peer);
  hf_peer_write(p, s->peer);
  s->peer_n = (uint16_t)hf_peer_size(p);
}

static struct hf_session example(size_t id_n) {
  const struct hf_peer p = peer();
  struct hf_session s;
  memset(&s, 0, sizeof s);
  s.created = 0x123456789a;
  s.version = 0x0303;
  s.cipher_suite = 0xc02f;
  s.session_id_n = (uint8_t)id_n;
  s.extended_master_secret = 1;
  s.max_fragment_length = 2;
  for (size_t i = 0; i < id_n; i++)
    s.session_id[i] = (uint8_t)(i + 1);
  for (size_t i = 0; i < HF_MASTER_SECRET; i++)
    s.master_secret[i] = (uint8_t)(i + 50);
  for (size_t i = 0; i < HF_BINDING; i++)
    s.binding[i] = (uint8_t)(i + 150);
  give_peer(&s, &p);
  s.ticket_n = 3;
  s.ticket_lifetime = 7200;
  s.ticket_age_add = 0xa1b2c3d4;
  memcpy(s.ticket, "\7\10\11", 3);
  return s;
}

static int is_same(const struct hf_session *a, const struct hf_session *b) {
  return a->created == b->created && a->version == b->version && a->cipher_suite == b->cipher_suite &&
         a->session_id_n == b->session_id_n && a->extended_master_secret == b->extended_master_secret &&
         a->encrypt_then_mac == b->encrypt_then_mac && a->max_fragment_length == b->max_fragment_length &&
         !memcmp(a->session_id, b->session_id, HF_SESSION_ID_MAX) &&
         !memcmp(a->master_secret, b->master_secret, HF_MASTER_SECRET) && !memcmp(a->binding, b->binding, HF_BINDING) &&
         a->ticket_n == b->ticket_n && a->ticket_lifetime == b->ticket_lifetime &&
         a->ticket_age_add == b->ticket_age_add && !memcmp(a->ticket, b->ticket, sizeof a->ticket) &&
         a->peer_n == b->peer_n && !memcmp(a->peer, b->peer, sizeof a->peer);
}

Test(session_bytes, round) {
  for (size_t id_n = 0; id_n <= HF_SESSION_ID_MAX; id_n++) {
    uint8_t bytes[HF_SESSION_BYTES];
    struct hf_session s = example(id_n);
    struct hf_session got;
    memset(&got, 0xff, sizeof got);
    hf_session_write(&s, bytes);
    cr_assert_eq(hf_session_read(&got, bytes, sizeof bytes), 0);
    cr_assert(is_same(&s, &got), "%zu bytes of session ID", id_n);
  }
}

/* The layout is fixed: files outlive the program that wrote them. The digest is Python's hashlib's. */
Test(session_bytes, layout) {
  static const uint8_t begin[57] = {'H',  'a',  'n',  'd', 'f', 'a',  's',  't', 0, 4, 0, 0, 0, 0x12, 0x34,
                                    0x56, 0x78, 0x9a, 3,   3,   0xc0, 0x2f, 4,   1, 0, 1, 2, 3, 4};
  static const uint8_t who[35] = {2,    1, 0x36, 1,    1,    2,    9,    0,    5,    0, 7, 0, 0, 0, 0, 0,    0,   0x11,
                                  0x11, 0, 0,    0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0, 0, 0, 0, 0, 0, 0x22, 0x22};
  static const uint8_t ticket[16] = {0, 3, 0, 0, 0x1c, 0x20, 0xa1, 0xb2, 0xc3, 0xd4, 0, 0, 7, 8, 9, 0};
  static const uint8_t digest[16] = {0xd3, 0x56, 0x73, 0x08, 0x89, 0xf2, 0x64, 0x4c,
                                     0x52, 0xcd, 0x23, 0x91, 0x35, 0xd3, 0xb4, 0xba};
  uint8_t bytes[HF_SESSION_BYTES];
  struct hf_session s = example(4);
  hf_session_write(&s, bytes);
  cr_assert_arr_eq(bytes, begin, sizeof begin);
  cr_assert_arr_eq(bytes + 57, s.master_secret, HF_MASTER_SECRET);
  cr_assert_arr_eq(bytes + 105, s.binding, HF_BINDING);
  cr_assert_arr_eq(bytes + 137, who, sizeof who);
  cr_assert_arr_eq(bytes + 1204, ticket, sizeof ticket);
  cr_assert_arr_eq(bytes + 1728, digest, sizeof digest);
  cr_assert_eq(hf_session_layout(bytes, sizeof bytes), HF_SESSION_LAYOUT);
}

/* What an earlier release wrote: known for what it is, and no session. */
Test(session_bytes, layout_1) {
  static const uint8_t digest[16] = {0xf3, 0x1e, 0xaa, 0xec, 0x62, 0x57, 0xfd, 0x7f,
                                     0x44, 0xe3, 0x98, 0x73, 0x1d, 0x33, 0xa3, 0x4b};
  uint8_t bytes[HF_SESSION_BYTES];
  struct hf_session s = example(4);
  struct hf_session got;
  hf_session_write(&s, bytes);
  bytes[9] = 1;
  memset(bytes + 137, 0, 7);
  memcpy(bytes + 144, digest, sizeof digest);
  cr_assert_eq(hf_session_read(&got, bytes, 160), -1);
  cr_assert_eq(hf_session_layout(bytes, 160), 1);
  cr_assert_eq(hf_session_layout(bytes, 10), 1);
  cr_assert_eq(hf_session_layout(bytes, 9), 0);
  bytes[0] ^= 1;
  cr_assert_eq(hf_session_layout(bytes, 160), 0);
}

/* Layout 3 had no length of fragments: no session, since none may have been agreed on, or one. */
Test(session_bytes, layout_3) {
  uint8_t bytes[HF_SESSION_BYTES], sum[32];
  struct hf_session s = example(4);
  struct hf_session got;
  struct hf_hash h;
  for (unsigned layout = 3; layout <= 4; layout++) {
    s.max_fragment_length = 0;
    hf_session_write(&s, bytes);
    bytes[9] = (uint8_t)layout;
    hf_hash_start(&h, HF_HASH_SHA256);
    hf_hash_update(&h, bytes, 1728);
    hf_hash_finish(&h, sum);
    memcpy(bytes + 1728, sum, 16);
    cr_expect_eq(hf_session_read(&got, bytes, sizeof bytes), layout == 4 ? 0 : -1, "%u", layout);
  }
}

/* No more lengths than there are codes. */
Test(session_bytes, lengths_of_fragments) {
  uint8_t bytes[HF_SESSION_BYTES];
  struct hf_session s = example(4);
  struct hf_session got;
  for (uint32_t code = 0; code <= 5; code++) {
    s.max_fragment_length = code;
    hf_session_write(&s, bytes);
    cr_expect_eq(hf_session_read(&got, bytes, sizeof bytes), code <= 4 ? 0 : -1, "%u", code);
  }
}

Test(session_bytes, every_bit_flipped) {
  uint8_t bytes[HF_SESSION_BYTES];
  struct hf_session s = example(32);
  struct hf_session got;
  struct hf_session nothing;
  memset(&nothing, 0, sizeof nothing);
  hf_session_write(&s, bytes);
  for (size_t i = 0; i < 8 * sizeof bytes; i++) {
    bytes[i / 8] ^= (uint8_t)(1u << i % 8);
    memset(&got, 0xff, sizeof got);
    cr_assert_eq(hf_session_read(&got, bytes, sizeof bytes), -1, "bit %zu", i);
    cr_assert(is_same(&got, &nothing), "bit %zu: something was left", i);
    bytes[i / 8] ^= (uint8_t)(1u << i % 8);
  }
}

Test(session_bytes, other_lengths) {
  uint8_t bytes[HF_SESSION_BYTES + 1] = {0};
  struct hf_session s = example(32);
  struct hf_session got;
  hf_session_write(&s, bytes);
  for (size_t n = 0; n < sizeof bytes; n++)
    cr_assert_eq(hf_session_read(&got, bytes, n), n == HF_SESSION_BYTES ? 0 : -1, "%zu bytes", n);
  cr_assert_eq(hf_session_read(&got, bytes, sizeof bytes), -1);
}

/* Wrong values under a right digest: a writer of another kind. */
Test(session_bytes, values) {
  struct hf_session s = example(32);
  struct hf_session got;
  uint8_t bytes[HF_SESSION_BYTES];
  s.extended_master_secret = 2;
  hf_session_write(&s, bytes);
  cr_assert_eq(hf_session_read(&got, bytes, sizeof bytes), -1);
  s.extended_master_secret = 0;
  s.encrypt_then_mac = 2;
  hf_session_write(&s, bytes);
  cr_assert_eq(hf_session_read(&got, bytes, sizeof bytes), -1);
  s.encrypt_then_mac = 1;
  s.created = -1;
  hf_session_write(&s, bytes);
  cr_assert_eq(hf_session_read(&got, bytes, sizeof bytes), 0);
  cr_assert_eq(got.created, 0);
}

/* Who the peer is, wrong in each way in which the bytes can be. */
Test(session_bytes, peers) {
  struct hf_session got;
  uint8_t bytes[HF_SESSION_BYTES];
  for (int how = 0; how < 7; how++) {
    struct hf_session s = example(32);
    struct hf_peer p = peer();
    if (how == 1)
      p.kind = HF_PEER_RAW_PUBLIC_KEY + 1;
    else if (how == 2)
      p.verified = 2;
    else if (how == 3)
      p.certificates[1].serial_n = HF_SERIAL_MAX + 1;
    else if (how == 4)
      p.certificates_n = HF_PEER_PATH_MAX, p.subject_n = 1, p.alternative_names_n = HF_PEER_NAMES_MAX - 1;
    else if (how == 5)
      memset(&p, 0, sizeof p);
    give_peer(&s, &p);
    if (how == 6)
      s.peer[s.peer_n] = 1; /* behind its end: not written */
    hf_session_write(&s, bytes);
    cr_expect_eq(hf_session_read(&got, bytes, sizeof bytes), how == 0 || how >= 4 ? 0 : -1, "%d", how);
    cr_expect_eq(is_same(&got, &s), how == 0 || how == 4 || how == 5, "%d", how);
  }
}
