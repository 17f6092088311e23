/* What tests ask of one side, by functions: the public queries where there are any, and else a look inside, here and nowhere else. */
#ifndef TEST_INSIDE_H
#define TEST_INSIDE_H
#include "pair.h"
#include <stdbool.h>
#include <stdint.h>

/* The description of the alert that the peer sent; HF_ALERT_NONE without one. */
uint32_t test_alert(const struct test_side *s);
/* The state of the side's machine: HF_CLIENT_... or HF_SERVER_... */
uint32_t test_state(const struct test_side *s);
/* The cipher suite, the group and the certificate type of the server, as the hellos agreed on them: before the handshake is complete too. */
uint32_t test_suite(const struct test_side *s);
uint32_t test_group(const struct test_side *s);
uint32_t test_suite_row(const struct test_side *s); /* of hf_cipher_suites */
uint32_t test_server_type(const struct test_side *s);
/* Whether a status of the server's certificate was agreed on, and the bytes of it that are held. */
bool test_status_agreed(const struct test_side *s);
uint32_t test_status_held(const struct test_side *s);
/* The octets of the name that a server read so far. */
uint32_t test_name_heard(const struct test_side *s);
/* Which of its identities the side showed; -1 for none. */
int test_identity_shown(const struct test_side *s);
/* Whether the side sent its close_notify. */
bool test_closed(const struct test_side *s);
/* The sequence numbers of the next record in each direction, and setting them to one. */
int64_t test_reads_next(const struct test_side *s);
void test_set_writes(struct test_side *s, int64_t sequence);
void test_set_reads(struct test_side *s, int64_t sequence);
/* The next record that the side writes has the number behind: one of its number went out without it. */
void test_skip_record(struct test_side *s);
/* The bytes that protection adds before and behind a record's content, as the side reads. */
uint32_t test_overhead(const struct test_side *s);
#endif
