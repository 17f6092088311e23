/* Mailboxes, as rfc822Name has them (RFC 5280 4.2.1.6): Mailbox of RFC 5321 4.1.2, without address literals. */
#ifndef HF_X509_MAILBOX_H
#define HF_X509_MAILBOX_H
#include "handfast/total.h"
#include "x509/der.h"

/* The host of a mailbox: what follows the "@" behind its local part, which is atoms with single dots between them, or quoted; a quoted
   one may have an "@" of its own. 1, or 0: it is not a mailbox, and of which host it is cannot be told. */
/*@ requires hf_readable(in, mailbox) && \valid(host) && \separated(host, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *host;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> hf_within(*host, mailbox) && host->at + host->n == mailbox.at + mailbox.n &&
  @                          host->n + 2 <= mailbox.n; */
uint8_t hf_mailbox_host(const uint8_t *in, struct hf_span mailbox, struct hf_span *host);
#endif
