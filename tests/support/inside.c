#include "inside.h"

uint32_t test_alert(const struct test_side *s) {
  struct hf_alert alert;
  return hf_peer_alert(&s->c, &alert) ? alert.description : HF_ALERT_NONE;
}

uint32_t test_state(const struct test_side *s) {
  return s->c.machine.state;
}

uint32_t test_suite(const struct test_side *s) {
  return s->c.parameters.cipher_suite;
}

uint32_t test_group(const struct test_side *s) {
  return s->c.parameters.group;
}

uint32_t test_suite_row(const struct test_side *s) {
  return s->c.parameters.suite;
}

uint32_t test_server_type(const struct test_side *s) {
  return s->c.parameters.server_type;
}

bool test_status_agreed(const struct test_side *s) {
  return s->c.parameters.status_request != 0;
}

uint32_t test_status_held(const struct test_side *s) {
  return s->c.peer.status_n;
}

uint32_t test_name_heard(const struct test_side *s) {
  return s->c.offers.server_name_n;
}

int test_identity_shown(const struct test_side *s) {
  return s->is_server || s->c.parameters.certificate_sent != 0 ? (int)s->c.parameters.identity : -1;
}

bool test_closed(const struct test_side *s) {
  return s->c.machine.close_sent != 0;
}

int64_t test_reads_next(const struct test_side *s) {
  return s->c.read.sequence;
}

void test_set_writes(struct test_side *s, int64_t sequence) {
  s->c.write.sequence = sequence;
}

void test_set_reads(struct test_side *s, int64_t sequence) {
  s->c.read.sequence = sequence;
}

void test_skip_record(struct test_side *s) {
  s->c.write.sequence++;
}

uint32_t test_overhead(const struct test_side *s) {
  return s->c.read.explicit_n + s->c.read.tag_n;
}
