#include "connection/reading.h"

void hf_reading_start(struct hf_connection *c, uint32_t entry) {
  hf_parse_start(&c->handshake, entry);
  /*@ assert HF_PARSER_SOUND(*(&c->handshake)); */
}

/* What was read of a record is counted in 32 bits; that the parser is well is said of its values. */
/*@ requires \valid_read(p) && hf_well(p) && taken <= 0xffffffff; terminates \true; exits \false; assigns \nothing;
  @ ensures \result == taken;
  @ ensures HF_PARSER_SOUND(*p); */
static uint32_t count(const struct hf_parser *p, size_t taken) {
  (void)p;
  return (uint32_t)taken;
}

uint32_t hf_reading_on(struct hf_connection *c, uint32_t from, uint32_t to) {
  return count(&c->handshake, hf_parse(&c->handshake, &c->kept, c, &c->buffers.in[from], to - from));
}

/*@ requires \valid_read(p) && HF_PARSER_SOUND(*p); terminates \true; exits \false; assigns \nothing;
  @ ensures HF_PARSER_SOUND(\result);
  @ ensures HF_SAME_MESSAGE(\result, *p); */
static struct hf_parser taken_aside(const struct hf_parser *p) {
  return *p;
}

/*@ requires \valid(p) && HF_PARSER_SOUND(aside); terminates \true; exits \false; assigns *p;
  @ ensures HF_PARSER_SOUND(*p);
  @ ensures HF_SAME_MESSAGE(*p, aside); */
static void put(struct hf_parser *p, struct hf_parser aside) {
  *p = aside;
}

/* The handshake message that was put aside is gone on with. */
/*@ requires hf_sound(c) && hf_framed(c) && HF_PARSER_SOUND(aside); terminates \true; exits \false;
  @ assigns c->handshake;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c);
  @ ensures HF_SAME_MESSAGE(c->handshake, aside); */
static void put_back(struct hf_connection *c, struct hf_parser aside) {
  put(&c->handshake, aside);
}

struct hf_short hf_read_short(struct hf_connection *c, uint32_t entry, uint32_t from, uint32_t to) {
  const struct hf_parser aside = taken_aside(&c->handshake);
  struct hf_short s;
  hf_reading_start(c, entry);
  s.taken = hf_reading_on(c, from, to);
  s.error = c->handshake.row != 0u ? HF_ERROR_MESSAGE_LENGTH : c->handshake.error;
  s.number[0] = c->handshake.numbers[0];
  s.number[1] = c->handshake.numbers[1];
  s.number[2] = c->handshake.numbers[2];
  put_back(c, aside);
  return s;
}
