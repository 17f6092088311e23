/* The pre-shared key that a client offers, and its binder (RFC 8446 4.2.11.2). It is made of the hello that it stands in, as far as it
   stands before the binders: so that is written once more, window by window, for its digest. */
#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "handshake/client_hello_out.h"
#include "handshake/hello_parts.h"
#include "handshake/psk.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include "keys/schedule.h"

#define WINDOW 256u

/* True: some suite of TLS 1.3 that is allowed has this hash. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool has_suite(const struct hf_connection *c, uint32_t hash) {
  uint32_t left = c->allowed_suites;
  /*@ loop invariant 0 <= i <= HF_CIPHER_SUITES; loop assigns i, left; loop variant HF_CIPHER_SUITES - i; */
  for (uint32_t i = 0u; i < HF_CIPHER_SUITES; i++) {
    if (left % 2u == 1u && hf_suite_is_tls13(&hf_cipher_suites[i]) && hf_cipher_suites[i].prf_hash == hash)
      return true;
    left = left / 2u;
  }
  return false;
}

void hf_psk_choose_offer(struct hf_connection *c) {
  bool external =
      c->external_psk.identity_n != 0u && has_suite(c, c->external_psk.sha384 ? HF_HASH_SHA384 : HF_HASH_SHA256);
  if (c->session.ticket_n != 0u && c->session.version == HF_TLS13)
    c->parameters.psk = HF_PSK_SESSION;
  else
    c->parameters.psk = external ? HF_PSK_EXTERNAL : HF_PSK_NONE;
}

/* The bytes of the binders, with their two lengths. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; ensures \result == 35 || \result == 51; */
static uint32_t binders_size(const struct hf_connection *c) {
  return hf_psk_hash(c) == HF_HASH_SHA384 ? 51u : 35u;
}

/* The hello from `begin` on goes into the hash, as far as the window reaches and the binders do not. Answers where it ends. */
static uint32_t hash_window(const struct hf_connection *c, struct hf_hash *hash, uint32_t begin) {
  uint8_t window[WINDOW];
  struct hf_writer w;
  uint32_t end;
  hf_writer_start(&w, window, WINDOW, begin);
  hf_client_hello_write(c, &w);
  end = w.at > binders_size(c) ? w.at - binders_size(c) : 0u;
  if (end > begin)
    hf_hash_update(hash, window, end - begin < w.written ? end - begin : w.written);
  return end;
}

void hf_psk_bind(struct hf_connection *c) {
  uint32_t hash = hf_psk_hash(c);
  struct hf_hash state = hash == HF_HASH_SHA384 ? c->transcript.sha384 : c->transcript.sha256;
  uint8_t digest[HF_HASH_MAX];
  uint8_t early[HF_SECRET_SIZE];
  uint32_t at = 0u;
  uint32_t end = 1u;
  while (at < end) {
    end = hash_window(c, &state, at);
    at = at + WINDOW;
  }
  hf_hash_finish(&state, digest);
  hf_psk_early(c, early);
  hf_binder(hash, c->parameters.psk == HF_PSK_EXTERNAL, early, digest, c->exchange.finished.bytes);
  hf_wipe(early, sizeof early);
}
