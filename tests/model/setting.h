/* The settings of a run of the model (proofs/model/configurations), as two real peers. */
#ifndef TESTS_MODEL_SETTING_H
#define TESTS_MODEL_SETTING_H
#include "support/pair.h"

/* One setting, NAME=VALUE; 0: it is not known. */
int setting_read(const char *text);
/* Makes the pair that was told, to be started; 0: the session that the client is to offer could not be made. */
int setting_prepare(struct test_pair *p);
void setting_clear(void);
#endif
