/* The generated machine at its edges; its rows are taken one by one in handshake_rows.c. */
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/names.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "parse/writer.h"
#include "tests/generated/rows.h"
#include <criterion/criterion.h>
#include <string.h>

Test(generated_machine, every_row_of_the_specification_is_in_the_table) {
  for (size_t i = 0; i < HF_ROWS; i++)
    cr_expect_eq(hf_machine_next(hf_rows[i].state, hf_rows[i].event), hf_rows[i].next, "%s", hf_rows[i].source);
}

Test(generated_machine, every_refusal_is_in_the_table) {
  for (size_t i = 0; i < HF_REFUSALS; i++)
    cr_expect_eq(hf_machine_next(hf_refusals[i].state, hf_refusals[i].event), HF_STATE_REFUSED);
}

/* A state with an event is a row, a refusal, or one of: an error, which fails; nothing else. */
Test(generated_machine, nothing_else_is_in_the_table) {
  static uint8_t known[HF_STATES + 84u][256];
  for (size_t i = 0; i < HF_ROWS; i++)
    known[hf_rows[i].state][hf_rows[i].event] = 1;
  for (unsigned state = 0; state < HF_STATES + 84u; state++) {
    for (unsigned event = 0; event < 256; event++) {
      uint32_t next = hf_machine_next(state, event);
      if (known[state][event])
        continue;
      if (event == HF_EVENT_ERROR && next != HF_STATE_REFUSED)
        cr_expect_eq(hf_steps[next].kind, HF_STEP_FAIL);
      else
        cr_expect_eq(next, HF_STATE_REFUSED, "state %u, event %u", state, event);
    }
  }
}

Test(generated_machine, an_error_fails_in_every_state_that_can_be_left) {
  for (unsigned state = 1; state < HF_STATES_MOVING; state++) {
    uint32_t next = hf_machine_next(state, HF_EVENT_ERROR);
    cr_expect_eq(hf_steps[next].kind, HF_STEP_FAIL, "%s", hf_state_name(state));
    cr_expect_eq(hf_steps[next].arg, HF_OK, "the error in the connection counts");
  }
}

/* RFC 5246 7.4, RFC 6066 8, RFC 8446 4: the types of TLS 1.2 and 1.3, and no other. */
Test(generated_machine, handshake_types) {
  static const uint8_t types[] = {0, 1, 2, 4, 8, 11, 12, 13, 14, 15, 16, 20, 22, 24};
  for (unsigned type = 0; type < 256; type++) {
    int is_known = memchr(types, (int)type, sizeof types) != NULL;
    cr_expect_eq(hf_message_event((uint8_t)type) != HF_EVENT_NONE, is_known, "type %u", type);
  }
  cr_expect_eq(hf_message_event(20), HF_EVENT_RECV_FINISHED);
  cr_expect_eq(hf_message_event(5), HF_EVENT_NONE, "EndOfEarlyData is refused");
}

Test(generated_machine, numbers_that_no_step_has) {
  static struct hf_connection c;
  struct hf_writer w;
  uint8_t out[4] = {0};
  cr_expect_eq(hf_dispatch_decide(&c, 255), HF_EVENT_ERROR);
  cr_expect_eq(c.machine.error, HF_ERROR_MESSAGE_TABLE);
  cr_expect_eq(hf_dispatch_do(&c, 255), HF_ERROR_MESSAGE_TABLE);
  hf_writer_start(&w, out, sizeof out, 0);
  hf_dispatch_send(&c, &w, 255);
  cr_expect_eq(w.written, 0);
}

static void expect_bytes(uint8_t send, uint8_t type, const uint8_t *bytes, uint32_t n) {
  static struct hf_connection c;
  struct hf_writer w;
  uint8_t out[8] = {0};
  hf_writer_start(&w, out, sizeof out, 0);
  hf_dispatch_send(&c, &w, send);
  cr_expect_eq(hf_send_type(send), type);
  cr_assert_eq(w.written, n);
  cr_expect_arr_eq(out, bytes, n);
}

/* RFC 5246 7.1, 7.2: a ChangeCipherSpec is the byte 1; these alerts are warnings (7.2.1, 7.2.2). */
Test(generated_machine, constant_messages) {
  expect_bytes(HF_SEND_CHANGE_CIPHER_SPEC, 20, (const uint8_t[]){1}, 1);
  expect_bytes(HF_SEND_ALERT_CLOSE_NOTIFY, 21, (const uint8_t[]){1, 0}, 2);
  expect_bytes(HF_SEND_ALERT_USER_CANCELED, 21, (const uint8_t[]){1, 90}, 2);
  expect_bytes(HF_SEND_ALERT_NO_RENEGOTIATION, 21, (const uint8_t[]){1, 100}, 2);
  cr_expect_eq(hf_send_type(HF_SEND_FINISHED_PRF), 22);
}

Test(generated_machine, names) {
  cr_expect_str_eq(hf_state_name(HF_SERVER_AWAIT_FINISHED), "server await_finished");
  cr_expect_str_eq(hf_state_name(HF_STATES), "unknown");
  cr_expect_str_eq(hf_step_name(HF_CLIENT_SEND_CERTIFICATE), "send Certificate:tls12:x509");
  cr_expect_str_eq(hf_step_name(HF_SERVER_AWAIT_FINISHED), "recv");
  cr_expect_str_eq(hf_event_name(HF_SERVER_AWAIT_FINISHED, HF_EVENT_RECV_FINISHED), "Finished");
  cr_expect_str_eq(hf_event_name(HF_SERVER_CHECK_FINISHED, HF_OUTCOME_CHECK_FINISHED_DIFFERENT), "different");
  cr_expect_str_eq(hf_event_name(HF_SERVER_AWAIT_FINISHED, 255), "unknown");
  const char *row = hf_row_source(HF_SERVER_AWAIT_FINISHED, HF_EVENT_RECV_FINISHED);
  cr_expect(strncmp(row, "tls12.fsm:", 10) == 0 && strstr(row, " RFC5246 7.4.9") != NULL, "%s", row);
  cr_expect_str_eq(hf_row_source(HF_SERVER_AWAIT_FINISHED, HF_EVENT_RECV_CERTIFICATE), row,
                   "a refusal names the first row");
  cr_expect_str_eq(hf_row_source(0, HF_EVENT_DONE), "unknown");
}

Test(generated_machine, every_row_has_its_source) {
  for (size_t i = 0; i < HF_ROWS; i++)
    cr_expect_str_eq(hf_row_source(hf_rows[i].state, hf_rows[i].event), hf_rows[i].source);
}
