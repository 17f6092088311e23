/* Makes an event of the machine happen to a side that waits: a message injected, or a call. */
#ifndef SUPPORT_EVENTS_H
#define SUPPORT_EVENTS_H
#include "support/pair.h"

/* 1 when test_happen can make this event: any message, close, end of input. */
int test_can_happen(uint32_t event);
/* header_only: of a handshake message just the four bytes before its body. */
void test_happen(struct test_side *to, uint32_t event, int header_only);
/* 1 when the side's trace has this step. */
int test_traced(const struct test_side *s, uint32_t before, uint32_t event, uint32_t after);
#endif
