/* Every row of both machines is taken, and every message that is not a row of a state that waits is refused there, with its
   alert and before its body: driven from what the generator says of the specification (tests/generated/rows.h). */
#include "generated/machine.h"
#include "generated/names.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/events.h"
#include "support/inside.h"
#include "support/scenarios.h"
#include "tests/generated/rows.h"
#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define NOWHERE 255

static struct test_pair pair;
static struct test_pair at_state; /* the pair, as it was when it reached the state */
static uint8_t taken[HF_STATES][HF_EVENTS];
static uint8_t reached_by[HF_STATES]; /* scenario that leads there */

static void note(const struct test_side *s) {
  cr_assert_lt(s->trace_n, TEST_TRACE);
  for (size_t i = 0; i < s->trace_n; i++)
    if (s->trace[i].error == HF_OK)
      taken[s->trace[i].before][s->trace[i].event] = 1;
}

static void note_both(void) {
  note(&pair.client);
  note(&pair.server);
}

static void note_states(const struct test_side *s, uint8_t scenario) {
  for (size_t i = 0; i < s->trace_n; i++)
    if (reached_by[s->trace[i].before] == NOWHERE)
      reached_by[s->trace[i].before] = scenario;
}

static int is_server(uint32_t state) {
  return state >= HF_SERVER_START;
}

static struct test_side *side_of(uint32_t state) {
  return is_server(state) ? &pair.server : &pair.client;
}

static void run_scenarios(void) {
  memset(reached_by, NOWHERE, sizeof reached_by);
  for (size_t i = 0; i < scenarios_n; i++) {
    const struct scenario *s = &scenarios[i];
    scenario_run(s, &pair);
    cr_expect_eq(hf_error_of(&pair.client.c), s->client, "%s: client: %s, expected %s", s->name,
                 hf_error_name(hf_error_of(&pair.client.c)), hf_error_name(s->client));
    cr_expect_eq(hf_error_of(&pair.server.c), s->server, "%s: server: %s, expected %s", s->name,
                 hf_error_name(hf_error_of(&pair.server.c)), hf_error_name(s->server));
    cr_expect(!s->tamper || pair.tampered, "%s: nothing was tampered with", s->name);
    note_both();
    note_states(&pair.client, (uint8_t)i);
    note_states(&pair.server, (uint8_t)i);
  }
}

/* Brings the pair to a state that waits, with nothing under way to it; 1 when some scenario gets there. */
static int go_to(uint32_t state) {
  static uint32_t kept;
  if (reached_by[state] == NOWHERE)
    return 0;
  if (kept != state && !scenario_reach(&scenarios[reached_by[state]], &pair, is_server(state), state))
    return 0;
  if (kept != state)
    memcpy(&at_state, &pair, sizeof pair);
  kept = state;
  memcpy(&pair, &at_state, sizeof pair);
  test_side_discard(side_of(state)->peer);
  side_of(state)->trace_n = 0;
  return 1;
}

/* A row of a state that waits, taken by making its event happen. */
static void take(const struct hf_row *row) {
  struct test_side *s = side_of(row->state);
  if (!go_to(row->state))
    return;
  test_happen(s, row->event, 0);
  cr_expect(test_traced(s, row->state, row->event, row->next), "%s: not taken: %s", row->source,
            hf_event_name(row->state, row->event));
  note(s);
}

static void take_the_rest(void) {
  for (size_t i = 0; i < COUNT(hf_rows); i++)
    if (test_can_happen(hf_rows[i].event) && !taken[hf_rows[i].state][hf_rows[i].event])
      take(&hf_rows[i]);
}

/* A Finished of zeroes, where the peer's is awaited. */
static void take_finished_different(uint32_t state, uint32_t failed) {
  struct test_side *s = side_of(state);
  cr_assert(go_to(state));
  test_happen(s, HF_EVENT_RECV_FINISHED, 0);
  cr_expect_eq(test_state(s), failed, "%s", test_describe(s));
  cr_expect_eq(hf_error_of(&s->c), HF_ERROR_FINISHED_DIFFERENT);
  note(s);
}

/* A message of TLS 1.3 with another body than the usual one. */
static void take_body(uint32_t state, uint8_t type, const char *body, size_t n, enum hf_error error) {
  struct test_side *s = side_of(state);
  cr_assert(go_to(state));
  (void)test_inject_handshake(s, type, (const uint8_t *)body, n);
  cr_expect_eq(hf_error_of(&s->c), error, "%s", test_describe(s));
  note(s);
}

static void take_updates(uint32_t open, uint32_t closing) {
  take_body(open, TEST_KEY_UPDATE, "\2", 1, HF_ERROR_KEY_UPDATE_WRONG);
  take_body(closing, TEST_KEY_UPDATE, "\1", 1, HF_OK);
  take_body(closing, TEST_KEY_UPDATE, "\2", 1, HF_ERROR_KEY_UPDATE_WRONG);
}

Test(handshake_rows, each_is_taken) {
  run_scenarios();
  take_the_rest();
  take_updates(HF_CLIENT_OPEN13, HF_CLIENT_AWAIT_CLOSE_NOTIFY13);
  take_updates(HF_SERVER_OPEN13, HF_SERVER_AWAIT_CLOSE_NOTIFY13);
  take_body(HF_CLIENT_AWAIT_CLOSE_NOTIFY13, TEST_NEW_SESSION_TICKET, "\377\0\0\0\0\0\0\0\0\0\1x\0\0", 14,
            HF_ERROR_TICKET_WRONG);
  take_finished_different(HF_CLIENT_AWAIT_FINISHED, HF_CLIENT_FAIL_FINISHED_DIFFERENT);
  take_finished_different(HF_CLIENT_RESUMED_AWAIT_FINISHED, HF_CLIENT_FAIL_FINISHED_DIFFERENT);
  take_finished_different(HF_SERVER_AWAIT_FINISHED, HF_SERVER_FAIL_FINISHED_DIFFERENT);
  take_finished_different(HF_SERVER_RESUMED_AWAIT_FINISHED, HF_SERVER_FAIL_FINISHED_DIFFERENT);
  for (size_t i = 0; i < COUNT(hf_rows); i++)
    cr_expect(taken[hf_rows[i].state][hf_rows[i].event], "%s: no scenario takes %s: %s", hf_rows[i].source,
              hf_state_name(hf_rows[i].state), hf_event_name(hf_rows[i].state, hf_rows[i].event));
}

/* The type of the last record on its way. */
static int last_record(const struct test_queue *q) {
  int type = -1;
  for (size_t at = q->at; at + 5 <= q->n; at += 5 + (size_t)q->bytes[at + 3] * 256 + q->bytes[at + 4])
    type = q->bytes[at];
  return type;
}

/* The alert of a refusal; none behind close_notify. */
static void expect_alert(struct test_side *s, const struct hf_refusal *r, const char *event) {
  size_t n;
  (void)hf_output(&s->c, &n);
  cr_expect(n > 0 || test_closed(s), "%s: %s: no alert", hf_state_name(r->state), event);
  cr_expect(n == 0 || !test_closed(s), "%s: %s: an alert behind close_notify", hf_state_name(r->state), event);
  test_side_flush(s);
  int outer = s->epochs > 0 ? HF_CONTENT_APPLICATION_DATA : HF_CONTENT_ALERT; /* RFC 8446 5.2 */
  cr_expect_eq(last_record(&s->wire), outer, "%s: %s: no alert", hf_state_name(r->state), event);
}

static void refuse(const struct hf_refusal *r, int header_only) {
  struct test_side *s = side_of(r->state);
  const char *event = hf_event_name(r->state, r->event);
  if (!go_to(r->state)) {
    cr_expect(0, "no scenario reaches %s", hf_state_name(r->state));
    return;
  }
  test_side_flush(s);
  test_happen(s, r->event, header_only);
  cr_expect_eq(hf_status(&s->c), HF_STATUS_FAILED, "%s: %s: %s", hf_state_name(r->state), event, test_describe(s));
  cr_expect_eq(hf_error_of(&s->c), HF_ERROR_UNEXPECTED_MESSAGE, "%s: %s: %s", hf_state_name(r->state), event,
               test_describe(s));
  cr_expect(test_is_wiped(&s->c), "%s: %s: secrets stay", hf_state_name(r->state), event);
  expect_alert(s, r, event);
  if (test_closed(s))
    return;
  test_pair_pump(&pair);
  cr_expect_eq(test_alert(s->peer), HF_ALERT_UNEXPECTED_MESSAGE, "%s: %s: %s", hf_state_name(r->state), event,
               test_describe(s->peer));
}

/* Each at its header alone, and each with its body. */
Test(handshake_rows, all_else_is_refused) {
  memset(reached_by, NOWHERE, sizeof reached_by);
  for (size_t i = 0; i < scenarios_n; i++) {
    scenario_run(&scenarios[i], &pair);
    note_states(&pair.client, (uint8_t)i);
    note_states(&pair.server, (uint8_t)i);
  }
  cr_expect_gt(COUNT(hf_refusals), 100);
  for (size_t i = 0; i < COUNT(hf_refusals); i++) {
    refuse(&hf_refusals[i], 1);
    refuse(&hf_refusals[i], 0);
  }
}
