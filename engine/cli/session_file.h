/* A client's session in a file, from one run to the next. The file is as secret as the session. */
#ifndef HANDFAST_CLI_SESSION_FILE_H
#define HANDFAST_CLI_SESSION_FILE_H
#include "handfast/session.h"

/* 0, or -1, having said why. */
int cli_session_save(const char *path, const struct hf_session *session);
/* The same; 1: the session is of another release, which was said, and there is none to resume. */
int cli_session_load(const char *path, struct hf_session *session);
#endif
