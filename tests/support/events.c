#include "support/events.h"
#include "generated/machine.h"
#include "support/edit.h"
#include "support/scenarios.h"
#include <stdlib.h>
#include <string.h>

#define TYPES 25 /* handshake message types, up to KeyUpdate */

static struct {
  uint8_t body[4096];
  size_t n;
  int known;
} bodies[TYPES];

static int remember(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)from;
  (void)room;
  if (message[0] < TYPES && *n - 4 <= sizeof bodies[0].body) {
    memcpy(bodies[message[0]].body, message + 4, *n - 4);
    bodies[message[0]].n = *n - 4;
    bodies[message[0]].known = 1;
  }
  return 1;
}

/* Real bodies, from two handshakes that together have every message. */
static void gather(void) {
  static struct test_pair p;
  if (bodies[TEST_CLIENT_HELLO].known)
    return;
  for (size_t i = 0; i < scenarios_n; i++) {
    if (strcmp(scenarios[i].name, "mutual") != 0 && strcmp(scenarios[i].name, "stapled") != 0)
      continue;
    struct scenario s = scenarios[i];
    s.tamper = remember;
    scenario_run(&s, &p);
  }
  if (!bodies[TEST_CERTIFICATE_VERIFY].known || !bodies[TEST_CERTIFICATE_STATUS].known)
    abort();
  bodies[TEST_FINISHED].n = 12;
  bodies[TEST_ENCRYPTED_EXTENSIONS].n = 2;
  bodies[TEST_KEY_UPDATE].n = 1;
  bodies[TEST_NEW_SESSION_TICKET].n = 14; /* lifetime, age, no nonce, a ticket of one byte, no extensions */
  bodies[TEST_NEW_SESSION_TICKET].body[10] = 1;
}

/* A message as it is in the version that a side speaks. */
static void inject(struct test_side *to, uint8_t type) {
  static const uint8_t ticket12[] = {0, 0, 0, 60, 0, 1, 'x'}; /* RFC 5077 3.3: lifetime hint, a ticket of one byte */
  if (type == TEST_NEW_SESSION_TICKET && to->c.parameters.version == 0x0303)
    (void)test_inject_handshake(to, type, ticket12, sizeof ticket12);
  else
    (void)test_inject_handshake(to, type, bodies[type].body, bodies[type].n);
}

static const struct {
  uint32_t event;
  uint8_t type;
} messages[] = {
    {HF_EVENT_RECV_HELLO_REQUEST, 0},
    {HF_EVENT_RECV_CLIENT_HELLO, TEST_CLIENT_HELLO},
    {HF_EVENT_RECV_SERVER_HELLO, TEST_SERVER_HELLO},
    {HF_EVENT_RECV_CERTIFICATE, TEST_CERTIFICATE},
    {HF_EVENT_RECV_SERVER_KEY_EXCHANGE, TEST_SERVER_KEY_EXCHANGE},
    {HF_EVENT_RECV_CERTIFICATE_REQUEST, TEST_CERTIFICATE_REQUEST},
    {HF_EVENT_RECV_SERVER_HELLO_DONE, TEST_SERVER_HELLO_DONE},
    {HF_EVENT_RECV_CERTIFICATE_VERIFY, TEST_CERTIFICATE_VERIFY},
    {HF_EVENT_RECV_CLIENT_KEY_EXCHANGE, TEST_CLIENT_KEY_EXCHANGE},
    {HF_EVENT_RECV_FINISHED, TEST_FINISHED},
    {HF_EVENT_RECV_CERTIFICATE_STATUS, TEST_CERTIFICATE_STATUS},
    {HF_EVENT_RECV_ENCRYPTED_EXTENSIONS, TEST_ENCRYPTED_EXTENSIONS},
    {HF_EVENT_RECV_NEW_SESSION_TICKET, TEST_NEW_SESSION_TICKET},
    {HF_EVENT_RECV_KEY_UPDATE, TEST_KEY_UPDATE},
};

static const struct {
  uint32_t event;
  uint8_t type;
  size_t n;
  uint8_t content[2];
} records[] = {
    {HF_EVENT_RECV_CHANGE_CIPHER_SPEC, 20, 1, {1}}, {HF_EVENT_RECV_APPLICATION_DATA, 23, 1, {'x'}},
    {HF_EVENT_RECV_ALERT_WARNING, 21, 2, {1, 100}}, {HF_EVENT_RECV_ALERT_CLOSE_NOTIFY, 21, 2, {1, 0}},
    {HF_EVENT_RECV_ALERT_FATAL, 21, 2, {2, 40}},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

int test_can_happen(uint32_t event) {
  return event == HF_EVENT_CLOSE || event == HF_EVENT_END_OF_INPUT ||
         (event >= HF_EVENT_RECV_FIRST && event <= HF_EVENT_RECV_LAST);
}

void test_happen(struct test_side *to, uint32_t event, int header_only) {
  gather();
  if (event == HF_EVENT_CLOSE)
    hf_close(&to->c);
  if (event == HF_EVENT_END_OF_INPUT)
    hf_end_of_input(&to->c);
  if (event == HF_EVENT_RECV_ALERT_WARNING &&
      to->c.parameters.version == 0x0304) {                  /* of all there the only one that is no error */
    (void)test_inject(to, 21, (const uint8_t *)"\1\132", 2); /* user_canceled */
    return;
  }
  for (size_t i = 0; i < COUNT(records); i++)
    if (records[i].event == event)
      (void)test_inject(to, records[i].type, records[i].content, records[i].n);
  for (size_t i = 0; i < COUNT(messages); i++) {
    if (messages[i].event != event)
      continue;
    uint8_t type = messages[i].type;
    uint8_t header[4] = {type, 0, (uint8_t)(bodies[type].n >> 8), (uint8_t)bodies[type].n};
    if (header_only)
      (void)test_inject(to, 22, header, 4);
    else
      inject(to, type);
  }
}

int test_traced(const struct test_side *s, uint32_t before, uint32_t event, uint32_t after) {
  for (size_t i = 0; i < s->trace_n; i++)
    if (s->trace[i].before == before && s->trace[i].event == event && s->trace[i].after == after)
      return 1;
  return 0;
}
