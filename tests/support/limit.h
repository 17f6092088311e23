/* A limit is asked for below it, at it, and above it. `ask` does something with a number and answers an hf_error. */
#ifndef SUPPORT_LIMIT_H
#define SUPPORT_LIMIT_H
#include "handfast.h"

#define limit_most(ask, most, error) test_limit_most(ask, #ask, most, error)
#define limit_least(ask, least, error) test_limit_least(ask, #ask, least, error)
/* most - 1 and most are taken, most + 1 is refused with the error; and the other way round. */
void test_limit_most(uint8_t (*ask)(size_t n), const char *name, size_t most, enum hf_error error);
void test_limit_least(uint8_t (*ask)(size_t n), const char *name, size_t least, enum hf_error error);
#endif
