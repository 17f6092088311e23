/* The beginning of a connection. */
#include "connection/content.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "handfast.h"
#include "handshake/binding.h"
#include "handshake/choose.h"
#include "handshake/offers.h"
#include "handshake/transcript.h"
#include "handshake/wipe.h"
#include "record/record.h"
#include "x509/chain.h"

/* Each of these asks for no more than it tells about: so the solvers see no more. */
/*@ requires \valid(c) && (n > 0 ==> \valid(chain + (0 .. n - 1))) && \separated(c, chain + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns c->session, c->offers, c->read, c->write, c->chain, c->transcript, c->parameters, c->handshake, c->peer_key; */
static void clear_parts(struct hf_connection *c, uint8_t *chain, size_t n) {
  static const struct hf_parameters no_parameters = {0};
  static const struct hf_parser no_parser = {0};
  static const struct hf_public_key no_key = {0};
  hf_session_clear(&c->session);
  hf_offers_clear(&c->offers);
  hf_record_start(&c->read);
  hf_record_start(&c->write);
  hf_chain_start(&c->chain, chain, n);
  hf_transcript_start(&c->transcript, 0u);
  c->parameters = no_parameters;
  c->handshake = no_parser;
  c->peer_key = no_key;
}

/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->state, c->error, c->failed, c->opened, c->closing, c->close_wanted, c->input_ended, c->peer_alert, c->event,
  @   c->pending, c->idle_records;
  @ ensures c->state == HF_STATE_REFUSED && c->failed == 0; */
static void clear_machine(struct hf_connection *c) {
  c->state = HF_STATE_REFUSED;
  c->error = HF_OK;
  c->failed = 0u;
  c->opened = 0u;
  c->closing = 0u;
  c->close_wanted = 0u;
  c->input_ended = 0u;
  c->peer_alert = 0u;
  c->event = 0u;
  c->pending = 0u;
  c->idle_records = 0u;
}

/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->in_type, c->in_filled, c->in_length, c->in_at, c->in_end, c->out_at, c->out_end, c->out_offset;
  @ ensures HF_FILLING(c) && c->in_filled == 0 && c->in_length == 0 && c->in_at == 0 && c->in_end == 0;
  @ ensures c->out_at == 0 && c->out_end == 0 && c->out_offset == 0; */
static void clear_places(struct hf_connection *c) {
  c->in_type = 0u;
  c->in_filled = 0u;
  c->in_length = 0u;
  c->in_at = 0u;
  c->in_end = 0u;
  c->out_at = 0u;
  c->out_end = 0u;
  c->out_offset = 0u;
}

/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns c->secret_n, c->signature_n, c->share_n, c->peer_share_n, c->anchor, c->path_n, c->issuer, c->status_n;
  @ ensures c->secret_n == 0 && c->signature_n == 0 && c->share_n == 0 && c->peer_share_n == 0; */
static void clear_sizes(struct hf_connection *c) {
  c->secret_n = 0u;
  c->signature_n = 0u;
  c->share_n = 0u;
  c->peer_share_n = 0u;
  c->anchor = 0u;
  c->path_n = 0u;
  c->issuer = 0u;
  c->status_n = 0u;
}

/* What a connection is before it has done anything; configuration, buffers and name are set. */
/*@ requires \valid(c) && (c->buffers.chain == \null || \valid(c->buffers.chain + (0 .. c->buffers.chain_size - 1)));
  @ requires \separated(c, c->buffers.chain + (0 .. c->buffers.chain_size - 1));
  @ requires hf_config_sound(c->config) && hf_config_apart(c, c->config) && hf_name_sound(c->server_name);
  @ terminates \true; exits \false;
  @ assigns *c;
  @ ensures hf_sound(c);
  @ ensures HF_PARSER_SOUND(c->handshake) && HF_INPUT_SOUND(c) && HF_FILLING(c);
  @ ensures c->failed == 0 && c->out_at == 0 && c->out_end == 0 && c->out_offset == 0;
  @ ensures c->config == \old(c->config) && c->buffers == \old(c->buffers) && c->server_name == \old(c->server_name); */
static void clear(struct hf_connection *c) {
  clear_parts(c, c->buffers.chain, c->buffers.chain == NULL ? 0u : c->buffers.chain_size);
  clear_machine(c);
  clear_places(c);
  clear_sizes(c);
}

/*@ requires \valid_read(buffers); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 1 <==> buffers->in != \null && HF_IN_LEAST <= buffers->in_size <= HF_BUFFER_MAX &&
  @   buffers->out != \null && HF_OUT_LEAST <= buffers->out_size <= HF_BUFFER_MAX;
  @ ensures \result == 0 || \result == 1; */
static uint8_t buffers_suffice(const struct hf_buffers *buffers) {
  if (buffers->in == NULL || buffers->in_size < HF_IN_LEAST || buffers->in_size > HF_BUFFER_MAX)
    return 0u;
  if (buffers->out == NULL || buffers->out_size < HF_OUT_LEAST || buffers->out_size > HF_BUFFER_MAX)
    return 0u;
  return 1u;
}

/* RFC 6066 4 knows four lengths; 0: none is asked for. */
/*@ terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t fragment_length_usable(uint16_t length) {
  return (length == 0u || length == 512u || length == 1024u || length == 2048u || length == 4096u) ? 1u : 0u;
}

/* Each identity has something to show, and what fits into a message. */
/*@ requires hf_config_sound(config);
  @ terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint8_t identities_usable(const struct hf_config *config) {
  /*@ loop invariant 0 <= i <= config->identities_n; loop assigns i; loop variant config->identities_n - i; */
  for (size_t i = 0u; i < config->identities_n; i++) {
    const struct hf_identity *identity = &config->identities[i];
    if (identity->certificates_n == 0u && identity->raw_public_key_n == 0u)
      return 0u;
    if (identity->raw_public_key_n > 0xffffffu || identity->ocsp_response_n > HF_OCSP_RESPONSE_MAX)
      return 0u;
  }
  return 1u;
}

/* Whom does a client want to reach? A name, or whoever has a raw public key that it lists (RFC 7250). */
/*@ requires \valid_read(config); terminates \true; exits \false; assigns \nothing; */
static uint8_t is_aimless(const struct hf_config *config, const char *server_name) {
  if (server_name != NULL || config->accept_any_certificate != 0u)
    return 0u;
  return (config->raw_public_keys_n == 0u || config->anchors_n != 0u) ? 1u : 0u;
}

/* The lists that a configuration gives must be there when they are not empty, and short enough for the bits that note them. */
/*@ requires hf_config_sound(config); terminates \true; exits \false; assigns \nothing; */
static uint8_t config_usable(const struct hf_config *config) {
  if (config->random.fill == NULL || config->now == NULL)
    return 0u;
  if (config->application_protocols_n > 65535u || config->identities_n > 255u)
    return 0u;
  if (fragment_length_usable(config->max_fragment_length) == 0u || identities_usable(config) == 0u)
    return 0u;
  return hf_allowed_suites(config) != 0u ? 1u : 0u;
}

/*@ requires hf_given(c, config, buffers);
  @ terminates \true; exits \false;
  @ assigns *c;
  @ ensures hf_sound(c);
  @ ensures \result == HF_OK ==> hf_framed(c) && HF_FILLING(c) && c->failed == 0;
  @ ensures c->config == config && c->server_name == \null && c->chain.buffer == buffers->chain;
  @ ensures c->buffers == *buffers && c->chain.size <= buffers->chain_size; */
static uint8_t begin(struct hf_connection *c, const struct hf_config *config, const struct hf_buffers *buffers,
                     uint8_t is_server) {
  c->config = config;
  c->buffers = *buffers;
  c->server_name = NULL;
  c->is_server = is_server;
  clear(c);
  hf_wipe_handshake(c);
  if (buffers_suffice(buffers) == 0u)
    return HF_ERROR_BUFFER_TOO_SMALL;
  if (config_usable(config) == 0u)
    return HF_ERROR_CONFIGURATION_UNUSABLE;
  c->allowed_suites = hf_allowed_suites(config);
  return HF_OK;
}

/*@ requires hf_sound(c) && (error == HF_OK ==> hf_framed(c) && HF_FILLING(c) && c->failed == 0) && state < HF_STATES;
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ ensures hf_sound(c) && (error == HF_OK ==> hf_framed(c) && HF_FILLING(c));
  @ ensures error != HF_OK ==> \result == error && c->failed == 1 && c->error == error; */
static enum hf_error run(struct hf_connection *c, uint8_t error, uint8_t state, uint8_t client_may_sign) {
  if (error != HF_OK) {
    c->failed = 1u;
    c->error = error;
    return (enum hf_error)error;
  }
  hf_transcript_start(&c->transcript, hf_transcript_needed(c->allowed_suites, client_may_sign));
  c->state = state;
  hf_go_on(c);
  return (enum hf_error)c->error;
}

/*@ requires hf_given(c, config, buffers) && hf_name_sound(server_name);
  @ requires session == \null || (\valid_read(session) && \separated(c, session));
  @ terminates \true; exits \false;
  @ assigns *c, buffers->in[0 .. buffers->in_size - 1], buffers->out[0 .. buffers->out_size - 1];
  @ assigns buffers->chain[0 .. buffers->chain_size - 1];
  @ ensures hf_sound(c) && (\result == HF_OK ==> hf_framed(c) && HF_FILLING(c)); */
enum hf_error hf_client_start(struct hf_connection *c, const struct hf_config *config, const struct hf_buffers *buffers,
                              const char *server_name, const struct hf_session *session) {
  uint8_t error = begin(c, config, buffers, 0u);
  if (error == HF_OK && is_aimless(config, server_name) == 1u)
    error = HF_ERROR_CONFIGURATION_UNUSABLE;
  c->server_name = server_name;
  if (error == HF_OK && session != NULL && session->session_id_n <= HF_SESSION_ID_MAX)
    c->session = *session;
  return run(c, error, HF_CLIENT_START, config->identities_n != 0u ? 1u : 0u);
}

/*@ requires hf_given(c, config, buffers); terminates \true; exits \false;
  @ assigns *c, buffers->in[0 .. buffers->in_size - 1], buffers->out[0 .. buffers->out_size - 1];
  @ assigns buffers->chain[0 .. buffers->chain_size - 1];
  @ ensures hf_sound(c) && (\result == HF_OK ==> hf_framed(c) && HF_FILLING(c)); */
enum hf_error hf_server_start(struct hf_connection *c, const struct hf_config *config,
                              const struct hf_buffers *buffers) {
  uint8_t error = begin(c, config, buffers, 1u);
  if (error == HF_OK && config->identities_n == 0u)
    error = HF_ERROR_CONFIGURATION_UNUSABLE;
  return run(c, error, HF_SERVER_START, config->client_authentication != HF_CLIENT_NOT_ASKED ? 1u : 0u);
}
