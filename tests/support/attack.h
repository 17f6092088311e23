/* What the tests of the properties share: a pair of one suite, stopped in a state, that must fail. */
#ifndef SUPPORT_ATTACK_H
#define SUPPORT_ATTACK_H
#include "support/pair.h"

extern struct test_pair attack_pair; /* the one that all these work on */
extern const uint16_t attack_rsa[1];
extern const uint16_t attack_rsa_cbc[1];
extern const uint16_t attack_ecdhe[1];

/* A plain pair of one suite, one message a record; mutual: the client must give a certificate, and does. */
void attack_set(const uint16_t *suite);
void attack_set_mutual(const uint16_t *suite);
/* Runs the pair until a side is in a state, and throws away what is under way to it. */
void attack_run_to(struct test_side *s, uint32_t state);
/* Runs the attack_pair; one message of one side never arrives. */
void attack_run_without(int server, uint8_t type);
/* The side failed with this error, and keeps no secret. */
void attack_must_fail(const struct test_side *s, enum hf_error error);
#endif
