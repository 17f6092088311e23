/* One line about a connection: what was agreed, or why it failed. Tests and people search these lines. */
#ifndef HANDFAST_CLI_REPORT_H
#define HANDFAST_CLI_REPORT_H
#include "handfast.h"

#define CLI_REPORT_MAX 1152

/* "TLS 1.2, SUITE, group G, full, extended master secret, alpn P, peer certificates N" */
void cli_report_agreed(const struct hf_connection *c, char out[CLI_REPORT_MAX]);
/* "NAME: text" and the alert that was sent or came. transport_error: errno of the socket, or 0. */
void cli_report_failure(const struct hf_connection *c, int transport_error, char out[CLI_REPORT_MAX]);
#endif
