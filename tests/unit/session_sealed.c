/* Sessions sealed into tickets: what goes in comes out, and nothing else is taken, though it was sealed with the key. */
#include "crypto/gcm.h"
#include "session/peer.h"
#include "session/sealed.h"
#include <criterion/criterion.h>
#include <string.h>

enum { INSIDE = 28, PEER_AT = 124, TAG = 16 }; /* session/sealed.c */

static const struct hf_ticket_key key = {"a ticket's key.", {1, 2, 3}};
static const struct hf_ticket_keys keys = {&key, 1};
static const uint8_t nonce[HF_SEALED_NONCE] = {9, 8, 7};
static uint8_t ticket[HF_SEALED_MAX + 64];

/* With a peer of so many bytes: HF_PEER_BYTES at most. */
static struct hf_session example(uint32_t certificates, uint32_t names) {
  struct hf_session s;
  struct hf_peer p;
  memset(&s, 0, sizeof s);
  memset(&p, 0, sizeof p);
  p.kind = certificates ? HF_PEER_CERTIFICATE : HF_PEER_ANONYMOUS;
  p.verified = certificates > 0;
  p.certificates_n = (uint8_t)certificates;
  p.subject_n = (uint16_t)names;
  memset(p.names, 'n', names);
  hf_peer_write(&p, s.peer);
  s.peer_n = hf_peer_size(&p);
  s.created = 0x123456789abc;
  s.version = 0x0304;
  s.cipher_suite = 0x1302;
  s.extended_master_secret = 1;
  s.max_fragment_length = 4;
  memset(s.master_secret, 0x5e, sizeof s.master_secret);
  memset(s.binding, 0xb1, sizeof s.binding);
  return s;
}

static uint32_t seal(const struct hf_session *s) {
  memset(ticket, 0xee, sizeof ticket);
  cr_assert(hf_session_seal(&key, nonce, s, ticket));
  return HF_SEALED_AROUND + s->peer_n;
}

static void comes_out(const struct hf_session *s) {
  struct hf_session out;
  uint32_t n = seal(s);
  cr_expect_eq(ticket[n], 0xee, "nothing is written behind it");
  cr_assert(hf_session_unseal(&keys, ticket, n, &out));
  cr_expect_eq(out.created, s->created);
  cr_expect_eq(out.version, s->version);
  cr_expect_eq(out.cipher_suite, s->cipher_suite);
  cr_expect_eq(out.extended_master_secret, s->extended_master_secret);
  cr_expect_eq(out.encrypt_then_mac, s->encrypt_then_mac);
  cr_expect_eq(out.max_fragment_length, s->max_fragment_length);
  cr_expect_arr_eq(out.master_secret, s->master_secret, HF_MASTER_SECRET);
  cr_expect_arr_eq(out.binding, s->binding, HF_BINDING);
  cr_expect_eq(out.peer_n, s->peer_n);
  cr_expect_arr_eq(out.peer, s->peer, HF_PEER_BYTES);
  cr_expect_eq(out.session_id_n, 0);
  cr_expect_eq(out.ticket_n, 0);
  cr_expect_null(out.chain);
  for (uint32_t i = INSIDE; i < n; i++)
    cr_assert_eq(ticket[i], 0, "byte %u is not wiped", i);
}

Test(session_sealed, what_goes_in_comes_out) {
  for (uint32_t certificates = 0; certificates <= HF_PEER_PATH_MAX; certificates++) {
    struct hf_session s = example(certificates, certificates * 32);
    comes_out(&s);
    s.extended_master_secret = 0;
    s.encrypt_then_mac = 1;
    s.created = 0;
    s.version = 0x0303;
    comes_out(&s);
  }
}

/* A session from before 1970 is one from then: it is never fresh. */
Test(session_sealed, made_before_all_time) {
  struct hf_session s = example(0, 0), out;
  s.created = -1;
  uint32_t n = seal(&s);
  cr_assert(hf_session_unseal(&keys, ticket, n, &out));
  cr_expect_eq(out.created, 0);
}

static void refused(uint32_t n, const char *what) {
  struct hf_session out = example(1, 1);
  cr_expect_not(hf_session_unseal(&keys, ticket, n, &out), "%s", what);
  cr_expect_eq(out.session_id_n, 0);
  for (size_t i = 0; i < HF_MASTER_SECRET; i++)
    cr_assert_eq(out.master_secret[i], 0, "%s", what);
}

/* The shortest and the longest, and one byte less and more. */
Test(session_sealed, lengths) {
  struct hf_session s = example(0, 0);
  cr_assert_eq(seal(&s), HF_SEALED_LEAST);
  refused(HF_SEALED_LEAST - 1, "shorter than the shortest");
  refused(0, "nothing");
  comes_out(&s);
  s = example(HF_PEER_PATH_MAX, HF_PEER_NAMES_MAX);
  cr_assert_eq(seal(&s), HF_SEALED_MAX);
  refused(HF_SEALED_MAX - 1, "a byte is missing");
  (void)seal(&s);
  refused(HF_SEALED_MAX + 1, "a byte too much");
  comes_out(&s);
}

/* What another release may have sealed: byte `at` of the inside changed, and sealed again. */
static void resealed(const struct hf_session *s, uint32_t at, uint8_t byte, const char *what) {
  struct hf_aes aes;
  uint8_t h[16];
  uint32_t n = seal(s);
  uint32_t inside = n - INSIDE - TAG;
  cr_assert_eq(hf_gcm_start(&aes, h, key.key, HF_TICKET_KEY), 0);
  cr_assert_eq(hf_gcm_open(&aes, h, nonce, key.name, HF_TICKET_KEY_NAME, ticket + INSIDE, inside, ticket + n - TAG), 0);
  cr_assert_neq(ticket[at], byte);
  ticket[at] = byte;
  hf_gcm_seal(&aes, h, nonce, key.name, HF_TICKET_KEY_NAME, ticket + INSIDE, inside, ticket + n - TAG);
  refused(n, what);
}

Test(session_sealed, by_another_release) {
  struct hf_session s = example(2, 40);
  resealed(&s, 28, 0, "layout 0");
  resealed(&s, 28, 1, "layout 1");
  resealed(&s, 28, 3, "layout 3");
  resealed(&s, 29, 2, "an extended master secret of 2");
  resealed(&s, 30, 2, "encrypt then MAC of 2");
  resealed(&s, 31, 5, "a length of fragments that is none");
  resealed(&s, 32, 0x80, "a time before all time");
  resealed(&s, PEER_AT, 3, "a peer of no kind");
  resealed(&s, PEER_AT + 2, 3, "more certificates than there are bytes for");
  resealed(&s, PEER_AT + 5, 41, "a longer subject than there are bytes for");
}

/* The name of the key is authenticated: a ticket of one key is none of another that is the same but for its name. */
Test(session_sealed, a_name_is_not_exchanged) {
  struct hf_ticket_key twins[2] = {key, key};
  struct hf_ticket_keys both = {twins, 2};
  struct hf_session s = example(0, 0), out;
  twins[1].name[0] = 'A';
  uint32_t n = seal(&s);
  ticket[0] = 'A';
  cr_expect(hf_sealed_by(&both, ticket));
  cr_expect_not(hf_session_unseal(&both, ticket, n, &out));
}

Test(session_sealed, names_of_keys) {
  struct hf_session s = example(0, 0);
  (void)seal(&s);
  cr_expect(hf_sealed_by(&keys, ticket));
  for (size_t i = 0; i < HF_TICKET_KEY_NAME; i++) {
    ticket[i] ^= 1u;
    cr_expect_not(hf_sealed_by(&keys, ticket), "byte %zu", i);
    ticket[i] ^= 1u;
  }
  cr_expect_not(hf_sealed_by(&(struct hf_ticket_keys){NULL, 0}, ticket));
}
