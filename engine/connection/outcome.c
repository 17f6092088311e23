#include "connection/outcome.h"
#include "connection/drive.h"
#include "connection/failure.h"
#include "generated/errors.h"
#include "handshake/limits.h"

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->idle_records;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static void count_idle(struct hf_connection *c, uint32_t n) {
  c->idle_records = n;
}

void hf_idle(struct hf_connection *c) {
  if (c->idle_records >= HF_IDLE_RECORDS_MAX)
    hf_fail(c, HF_ERROR_TOO_MANY_IDLE_RECORDS);
  else
    count_idle(c, c->idle_records + 1u);
}

void hf_busy(struct hf_connection *c) {
  count_idle(c, 0u);
}

/*@ requires hf_sound(c) && hf_framed(c) && n <= c->in_end - c->in_at; terminates \true; exits \false;
  @ assigns c->in_at;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static void move_on(struct hf_connection *c, uint32_t n) {
  c->in_at = c->in_at + n;
}

void hf_take_on(struct hf_connection *c, uint32_t n) {
  move_on(c, n);
}

void hf_check_event(struct hf_connection *c, uint32_t event, uint32_t error) {
  if (error != HF_OK)
    hf_refuse(c, event, error);
}

void hf_happen(struct hf_connection *c, uint32_t event, uint32_t length) {
  if (c->failed == 0u)
    hf_advance(c, event, length);
}
