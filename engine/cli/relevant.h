/* Of many certificates, those that can be of use to the first. */
#ifndef HANDFAST_CLI_RELEVANT_H
#define HANDFAST_CLI_RELEVANT_H
#include "certificates.h"

/* Where a chain has no room for all of them, leaves out the certificates that neither have the name of an issuer on a way up from the first,
   nor were issued by one (who may sign revocation lists). */
void cli_relevant(struct cli_certificates *certificates);
#endif
