#include "handshake/wipe.h"
#include "crypto/bytes.h"
#include "handshake/binding.h"
#include "record/record.h"

/*@ requires \valid(t); HF_TOTAL; assigns *t;
  @ ensures hf_transcript_sound(t) && t->wanted == 0; */
static void wipe_transcript(struct hf_transcript *t) {
  hf_wipe_hash(&t->sha256);
  hf_wipe_hash(&t->sha384);
  hf_wipe_hash(&t->sha512);
  t->wanted = 0u;
}

void hf_wipe_handshake(struct hf_connection *c) {
  wipe_transcript(&c->transcript);
  if ((c->is_server != 0u || (c->session.session_id_n == 0u && c->session.ticket_n == 0u)) &&
      c->exports != HF_EXPORTS_ALL) {
    hf_wipe(c->session.master_secret, HF_MASTER_SECRET);
    c->session.has_master_secret = 0u;
  }
  c->exchange.finished.of = HF_SIDE_NONE;
  c->exchange.key_block.holds = HF_KEY_BLOCK_NOTHING;
  c->exchange.secret.holds = HF_SECRET_NOTHING;
  c->kept_holds = HF_KEPT_FIELDS;
  hf_wipe(c->exchange.finished.bytes, HF_SECRET_SIZE);
  hf_wipe(c->kept.bytes, HF_KEPT_BYTES);
  hf_wipe(c->exchange.key_block.bytes, HF_KEY_BLOCK_MAX);
  hf_wipe(c->exchange.secret.bytes, HF_SECRET_MAX);
  /*@ assert block: \forall integer i; 0 <= i < HF_KEY_BLOCK_MAX ==> c->exchange.key_block.bytes[i] == 0; */
}

/*@ requires \valid(s); HF_TOTAL; assigns *s; ensures hf_record_ready(s); */
static void wipe_keys(struct hf_record_state *s) {
  hf_wipe_aes(&s->aes);
  hf_wipe_hmac_key(&s->mac);
  hf_wipe(s->key, 32u);
  hf_wipe(s->iv, 12u);
  hf_record_start(s);
}

/*@ requires \valid(t); HF_TOTAL; assigns *t; */
static void wipe_traffic(struct hf_traffic *t) {
  hf_wipe(t->secret, HF_SECRET_SIZE);
  hf_wipe(t->client, HF_SECRET_SIZE);
  hf_wipe(t->server, HF_SECRET_SIZE);
  hf_wipe(t->application, HF_SECRET_SIZE);
  hf_wipe(t->exporter, HF_SECRET_SIZE);
  t->holds = HF_TRAFFIC_NOTHING;
}

void hf_wipe_secrets(struct hf_connection *c) {
  c->exports = HF_EXPORTS_NOTHING;
  wipe_traffic(&c->exchange.traffic);
  hf_wipe_handshake(c);
  hf_session_clear(&c->session);
  wipe_keys(&c->read);
  wipe_keys(&c->write);
}
