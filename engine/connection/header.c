#include "connection/header.h"
#include "connection/failure.h"
#include "connection/fragment.h"
#include "connection/outcome.h"
#include "connection/reading.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/tables.h"
#include "handshake/hello_parts.h"
#include "record/record.h"

#if HF_NUMBER_RECORD_HEADER_TYPE > 2u || HF_NUMBER_RECORD_HEADER_VERSION > 2u || HF_NUMBER_RECORD_HEADER_LENGTH > 2u
#error "struct hf_short holds three numbers: the specification gives the header of a record more"
#endif

/* Before the version is agreed on, any 3.x may stand there (RFC 5246 E.1). */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint32_t version_fits(const struct hf_connection *c, uint32_t version) {
  if (c->parameters.cipher_suite != 0u)
    return version == HF_TLS12 ? 1u : 0u;
  return version / 256u == 3u ? 1u : 0u;
}

/* HF_OK, or why no such record is taken. */
/*@ requires \valid_read(c) && HF_RECORD_HEADER <= c->buffers.in_size; terminates \true; exits \false; assigns \nothing;
  @ ensures P17: \result == HF_OK ==> HF_RECORD_HEADER + s.number[HF_NUMBER_RECORD_HEADER_LENGTH] <= c->buffers.in_size;
  @ ensures P17: \result == HF_OK ==> s.number[HF_NUMBER_RECORD_HEADER_LENGTH] <= HF_FRAGMENT_MAX; */
static uint32_t refusal(const struct hf_connection *c, struct hf_short s) {
  uint32_t length = s.number[HF_NUMBER_RECORD_HEADER_LENGTH];
  if (s.error != HF_OK)
    return HF_ERROR_RECORD_TYPE_UNKNOWN;
  if (version_fits(c, s.number[HF_NUMBER_RECORD_HEADER_VERSION]) == 0u)
    return HF_ERROR_RECORD_VERSION_WRONG;
  if (length > hf_fragment_most(c))
    return HF_ERROR_RECORD_TOO_LONG;
  return length > c->buffers.in_size - HF_RECORD_HEADER ? HF_ERROR_INPUT_BUFFER_TOO_SMALL : HF_OK;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->in_filled <= HF_RECORD_HEADER;
  @ requires HF_RECORD_HEADER + length <= c->buffers.in_size && length <= HF_FRAGMENT_MAX;
  @ terminates \true; exits \false;
  @ assigns c->in_type, c->in_length;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_FAILURE_AS(Pre, c);
  @ ensures c->in_length == HF_RECORD_HEADER + length; */
static void begin_record(struct hf_connection *c, uint32_t type, uint32_t length) {
  c->in_type = type;
  c->in_length = HF_RECORD_HEADER + length;
}

/*@ requires hf_sound(c) && hf_framed(c);
  @ requires error == HF_OK ==> c->in_filled <= HF_RECORD_HEADER;
  @ requires error == HF_OK ==> HF_RECORD_HEADER + length <= c->buffers.in_size && length <= HF_FRAGMENT_MAX;
  @ requires error != HF_OK ==> c->failed != 0 && HF_FILLING(c);
  @ terminates \true; exits \false;
  @ assigns c->in_type, c->in_length;
  @ HF_STAYS_SOUND(c);
  @ ensures hf_framed(c);
  @ ensures HF_PLACED_AS(Pre, c);
  @ ensures error != HF_OK ==> c->failed != 0 && HF_FILLING(c);
  @ ensures error == HF_OK ==> HF_FAILURE_AS(Pre, c) && c->in_length >= HF_RECORD_HEADER; */
static void begin_accepted(struct hf_connection *c, uint32_t error, uint32_t type, uint32_t length) {
  if (error == HF_OK)
    begin_record(c, (uint8_t)(type % 256u), length);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->in_version;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static void note_version(struct hf_connection *c, uint32_t version) {
  c->in_version = version % 0x10000u;
}

void hf_read_header(struct hf_connection *c) {
  struct hf_short s = hf_read_short(c, HF_ENTRY_RECORD, 0u, HF_RECORD_HEADER);
  uint32_t error = refusal(c, s);
  note_version(c, s.number[HF_NUMBER_RECORD_HEADER_VERSION]);
  hf_check(c, error);
  begin_accepted(c, error, s.number[HF_NUMBER_RECORD_HEADER_TYPE], s.number[HF_NUMBER_RECORD_HEADER_LENGTH]);
}
