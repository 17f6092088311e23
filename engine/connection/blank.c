#include "connection/blank.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "handshake/binding.h"
#include "handshake/offers.h"
#include "handshake/peer.h"
#include "handshake/transcript.h"
#include "handshake/wipe.h"
#include "record/record.h"
#include "x509/chain.h"

/*@ requires \valid(p); terminates \true; exits \false;
  @ assigns *p;
  @ ensures p->protocol_at == 0 && p->protocol_n == 0; */
static void clear_parameters(struct hf_parameters *p) {
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
  p->certificate_sent = 0u;
  p->server_type = 0u;
  p->client_type = 0u;
  p->status_request = 0u;
  p->peer_signature_scheme = 0u;
}

/*@ requires \valid(p); terminates \true; exits \false;
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

/*@ requires \valid(p); terminates \true; exits \false;
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

/*@ requires \valid(k); terminates \true; exits \false;
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

/*@ requires \valid(c) && hf_peer_chain_sound(c);
  @ terminates \true; exits \false;
  @ assigns c->session, c->offers, c->read, c->write, c->transcript, c->parameters, c->handshake, c->peer_key;
  @ assigns c->chain.count, c->chain.used, c->chain.raw_public_key, c->record_n;
  @ ensures c->session.session_id_n == 0 && c->offers.server_name_n == 0 && c->offers.protocol_n == 0;
  @ ensures c->parameters.protocol_n == 0;
  @ ensures hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ ensures hf_transcript_sound(&c->transcript);
  @ ensures HF_PARSER_SOUND(c->handshake);
  @ ensures hf_key_placed(c->peer_key, 0);
  @ ensures hf_peer_chain_sound(c); */
static void clear_parts(struct hf_connection *c) {
  hf_session_clear(&c->session);
  hf_offers_clear(&c->offers);
  hf_record_start(&c->read);
  hf_record_start(&c->write);
  hf_transcript_start(&c->transcript, 0u);
  clear_parameters(&c->parameters);
  clear_parser(&c->handshake);
  clear_key(&c->peer_key);
  hf_peer_forget(c);
}

/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->state, c->error, c->failed, c->opened, c->closing, c->close_sent, c->close_taken, c->close_wanted,
  @   c->input_ended, c->peer_alert, c->peer_alert_level, c->event, c->pending, c->idle_records, c->exports;
  @ ensures c->state == HF_STATE_REFUSED && c->failed == 0; */
static void clear_machine(struct hf_connection *c) {
  c->state = HF_STATE_REFUSED;
  c->error = HF_OK;
  c->failed = 0u;
  c->opened = 0u;
  c->closing = 0u;
  c->close_sent = 0u;
  c->close_taken = 0u;
  c->close_wanted = 0u;
  c->input_ended = 0u;
  c->peer_alert = 0u;
  c->peer_alert_level = 0u;
  c->event = 0u;
  c->pending = 0u;
  c->idle_records = 0u;
  c->exports = HF_EXPORTS_NOTHING;
}

/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->in_type, c->in_version, c->in_filled, c->in_length, c->in_at, c->in_end, c->out_at, c->out_end, c->out_offset,
  @   c->writer.begin, c->writer.room, c->writer.skip, c->writer.at, c->writer.written;
  @ ensures HF_FILLING(c) && c->in_filled == 0 && c->in_length == 0 && c->in_at == 0 && c->in_end == 0;
  @ ensures c->out_at == 0 && c->out_end == 0 && c->out_offset == 0; */
static void clear_places(struct hf_connection *c) {
  c->in_type = 0u;
  c->in_version = 0u;
  c->in_filled = 0u;
  c->in_length = 0u;
  c->in_at = 0u;
  c->in_end = 0u;
  c->out_at = 0u;
  c->out_end = 0u;
  c->out_offset = 0u;
  c->writer.begin = 0u;
  c->writer.room = 0u;
  c->writer.skip = 0u;
  c->writer.at = 0u;
  c->writer.written = 0u;
}

/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->secret_n, c->signature_n, c->share_n, c->peer_share_n, c->anchor, c->path_n, c->path[0 .. HF_PATH_MAX - 1],
  @   c->status_n;
  @ ensures c->secret_n == 0 && c->signature_n == 0 && c->share_n == 0 && c->peer_share_n == 0; */
static void clear_sizes(struct hf_connection *c) {
  c->secret_n = 0u;
  c->signature_n = 0u;
  c->share_n = 0u;
  c->peer_share_n = 0u;
  c->anchor = 0u;
  c->path_n = 0u;
  hf_fill(c->path, 0u, HF_PATH_MAX);
  c->status_n = 0u;
}

void hf_blank(struct hf_connection *c) {
  clear_machine(c);
  hf_wipe_handshake(c);
  clear_places(c);
  clear_sizes(c);
  clear_parts(c);
}

enum hf_error hf_nothing_given(struct hf_connection *c) {
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
  c->failed = 1u;
  c->error = HF_ERROR_ARGUMENT_MISSING;
  return HF_ERROR_ARGUMENT_MISSING;
}
