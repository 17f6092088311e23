#include "connection/blank.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "handshake/binding.h"
#include "handshake/offers.h"
#include "handshake/peer.h"
#include "handshake/transcript.h"
#include "record/record.h"
#include "x509/chain.h"

/*@ requires \valid(p); HF_TOTAL;
  @ assigns *p;
  @ ensures p->protocol_at == 0 && p->protocol_n == 0; */
static void clear_parameters(struct hf_parameters *p) {
  p->version = 0u;
  p->cipher_suite = 0u;
  p->group = 0u;
  p->signature_scheme = 0u;
  p->protocol_at = 0u;
  p->protocol_n = 0u;
  p->suite = 0u;
  p->identity = 0u;
  p->resumed = 0u;
  p->extended_master_secret = 0u;
  p->encrypt_then_mac = 0u;
  p->max_fragment_length = 0u;
  p->record_size_limit = 0u;
  p->record_size_taken = 0u;
  p->certificate_sent = 0u;
  p->server_type = 0u;
  p->client_type = 0u;
  p->status_request = 0u;
  p->peer_signature_scheme = 0u;
  p->early = 0u;
  p->retried = 0u;
  p->disguised = 0u;
  p->tickets = 0u;
  p->selected_psk = 0u;
  p->psk = HF_PSK_NONE;
  p->second_group = 0u;
  p->session_ticket = 0u;
}

/*@ requires \valid(p); HF_TOTAL;
  @ assigns p->end[0 .. HF_PARSER_DEPTH - 1], p->vector[0 .. HF_PARSER_DEPTH - 1], p->numbers[0 .. HF_PARSER_NUMBERS - 1];
  @ ensures \forall integer j; 0 <= j < HF_PARSER_DEPTH ==> p->end[j] == 0; */
static void clear_vectors(struct hf_parser *p) {
  /*@ loop invariant 0 <= i <= HF_PARSER_DEPTH && (\forall integer j; 0 <= j < i ==> p->end[j] == 0);
    @ loop assigns i, p->end[0 .. HF_PARSER_DEPTH - 1], p->vector[0 .. HF_PARSER_DEPTH - 1];
    @ loop variant HF_PARSER_DEPTH - i; */
  for (uint32_t i = 0u; i < HF_PARSER_DEPTH; i++) {
    p->end[i] = 0u;
    p->vector[i] = 0u;
  }
  /*@ loop invariant 0 <= i <= HF_PARSER_NUMBERS; loop assigns i, p->numbers[0 .. HF_PARSER_NUMBERS - 1];
    @ loop variant HF_PARSER_NUMBERS - i; */
  for (uint32_t i = 0u; i < HF_PARSER_NUMBERS; i++)
    p->numbers[i] = 0u;
}

/*@ requires \valid(p); HF_TOTAL;
  @ assigns *p;
  @ ensures HF_PARSER_SOUND(*p); */
static void clear_parser(struct hf_parser *p) {
  clear_vectors(p);
  p->row = 0u;
  p->need = 0u;
  p->number = 0u;
  p->at = 0u;
  p->pos = 0u;
  p->depth = 0u;
  p->error = HF_OK;
}

/*@ requires \valid(k); HF_TOTAL;
  @ assigns *k;
  @ ensures hf_key_placed(*k, 0); */
static void clear_key(struct hf_key_place *k) {
  k->modulus_at = 0u;
  k->modulus_n = 0u;
  k->exponent_at = 0u;
  k->exponent_n = 0u;
  k->point_at = 0u;
  k->point_n = 0u;
  k->group = 0u;
  k->kind = 0u;
}

/*@ requires \valid(m); HF_TOTAL;
  @ assigns *m;
  @ ensures m->state == HF_STATE_REFUSED && m->failed == 0; */
static void clear_machine(struct hf_machine *m) {
  m->state = HF_STATE_REFUSED;
  m->event = HF_EVENT_NONE;
  m->error = HF_OK;
  m->failed = 0u;
  m->pending = 0u;
  m->opened = 0u;
  m->closing = 0u;
  m->close_sent = 0u;
  m->close_taken = 0u;
  m->close_wanted = 0u;
  m->input_ended = 0u;
  m->idle_records = 0u;
  m->peer_alert = 0u;
  m->peer_alert_level = 0u;
}

/*@ requires \valid(i) && \valid(o); HF_TOTAL;
  @ assigns *i, *o;
  @ ensures i->filled == 0 && i->length == 0 && i->at == 0 && i->end == 0;
  @ ensures o->at == 0 && o->end == 0 && o->offset == 0; */
static void clear_places(struct hf_input *i, struct hf_output *o) {
  i->type = 0u;
  i->version = 0u;
  i->filled = 0u;
  i->length = 0u;
  i->at = 0u;
  i->end = 0u;
  i->longest = 0u;
  o->at = 0u;
  o->end = 0u;
  o->offset = 0u;
}

/* Where it writes stays. */
/*@ requires \valid(w); HF_TOTAL;
  @ assigns w->begin, w->room, w->skip, w->at, w->written; */
static void clear_writer(struct hf_writer *w) {
  w->begin = 0u;
  w->room = 0u;
  w->skip = 0u;
  w->at = 0u;
  w->written = 0u;
}

/*@ requires \valid(p); HF_TOTAL;
  @ assigns *p;
  @ ensures hf_key_placed(p->key, 0) && p->record_n == 0; */
static void clear_peer(struct hf_peer_found *p) {
  clear_key(&p->key);
  hf_fill(p->path, 0u, HF_PATH_MAX);
  p->anchor = 0u;
  p->path_n = 0u;
  p->status_at = 0u;
  p->status_n = 0u;
  p->status_until = 0;
  p->record_n = 0u;
}

/*@ requires \valid(t); HF_TOTAL; assigns *t; */
static void clear_traffic(struct hf_traffic *t) {
  hf_fill(t->secret, 0u, HF_SECRET_SIZE);
  hf_fill(t->client, 0u, HF_SECRET_SIZE);
  hf_fill(t->server, 0u, HF_SECRET_SIZE);
  hf_fill(t->application, 0u, HF_SECRET_SIZE);
  hf_fill(t->exporter, 0u, HF_SECRET_SIZE);
  t->holds = HF_TRAFFIC_NOTHING;
}

/*@ requires \valid(e); HF_TOTAL;
  @ assigns *e;
  @ ensures e->secret.n == 0 && e->share_n == 0 && e->peer_share_n == 0; */
static void clear_exchange(struct hf_exchange *e) {
  hf_fill(e->client_random, 0u, 32u);
  hf_fill(e->server_random, 0u, 32u);
  hf_fill(e->share, 0u, HF_POINT_MAX);
  hf_fill(e->peer_share, 0u, HF_POINT_MAX);
  hf_wipe(e->secret.bytes, HF_SECRET_MAX);
  hf_wipe(e->key_block.bytes, HF_KEY_BLOCK_MAX);
  hf_wipe(e->finished.bytes, HF_SECRET_SIZE);
  clear_traffic(&e->traffic);
  hf_fill(e->first_finished, 0u, 12u);
  e->share_n = 0u;
  e->peer_share_n = 0u;
  e->secret.holds = HF_SECRET_NOTHING;
  e->secret.n = 0u;
  e->key_block.holds = HF_KEY_BLOCK_NOTHING;
  e->finished.of = HF_SIDE_NONE;
}

/*@ requires \valid(c) && hf_peer_chain_sound(c);
  @ HF_TOTAL;
  @ assigns c->session, c->offers, c->read, c->write, c->transcript, c->parameters;
  @ assigns c->chain.count, c->chain.used, c->chain.raw_public_key, c->peer.record_n;
  @ ensures c->session.session_id_n == 0 && c->offers.server_name_n == 0 && c->offers.protocol_n == 0;
  @ ensures c->parameters.protocol_n == 0;
  @ ensures hf_record_sound(&c->read);
  @ ensures hf_record_sound(&c->write);
  @ ensures hf_transcript_sound(&c->transcript);
  @ ensures hf_peer_chain_sound(c); */
static void clear_parts(struct hf_connection *c) {
  hf_session_clear(&c->session);
  hf_offers_clear(&c->offers);
  hf_record_start(&c->read);
  hf_record_start(&c->write);
  hf_transcript_start(&c->transcript, 0u);
  clear_parameters(&c->parameters);
  hf_peer_forget(c);
}

void hf_blank(struct hf_connection *c) {
  clear_machine(&c->machine);
  clear_places(&c->input, &c->output);
  clear_writer(&c->writer);
  clear_parser(&c->parser);
  clear_peer(&c->peer);
  clear_exchange(&c->exchange);
  clear_parts(c);
  hf_fill(c->kept.bytes, 0u, HF_KEPT_BYTES);
  c->kept_holds = HF_KEPT_FIELDS;
  c->kept_n = 0u;
  c->exports = HF_EXPORTS_NOTHING;
}

enum hf_error hf_nothing_given(struct hf_connection *c, enum hf_error error) {
  c->config = NULL;
  c->server_name = NULL;
  c->buffers.in = NULL;
  c->buffers.in_size = 0u;
  c->buffers.out = NULL;
  c->buffers.out_size = 0u;
  c->buffers.chain = NULL;
  c->buffers.chain_size = 0u;
  c->writer.out = NULL;
  c->is_server = 0u;
  hf_chain_start(&c->chain, NULL, 0u);
  hf_blank(c);
  c->machine.failed = 1u;
  c->machine.error = error;
  return error;
}
