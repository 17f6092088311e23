/* GeneralName (RFC 5280 4.2.1.6): one of the names of a certificate, or the base of a subtree of names (4.2.1.10). */
#ifndef HF_X509_GENERAL_NAME_H
#define HF_X509_GENERAL_NAME_H
#include "handfast/total.h"
#include "x509/der.h"

#define HF_GENERAL_OTHER 0xa0u
#define HF_GENERAL_EMAIL 0x81u
#define HF_GENERAL_DNS 0x82u
#define HF_GENERAL_X400 0xa3u
#define HF_GENERAL_DIRECTORY 0xa4u
#define HF_GENERAL_EDI 0xa5u
#define HF_GENERAL_URI 0x86u
#define HF_GENERAL_ADDRESS 0x87u
#define HF_GENERAL_REGISTERED 0x88u

/* 1 when the element is a name that a certificate may have. */
/*@ requires \valid_read(name) && hf_readable(in, name->value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_general_name_is_sound(const uint8_t *in, const struct hf_tlv *name);

/* 1 when all of names, the contents of GeneralNames, is one name or more. */
/*@ requires hf_readable(in, names);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> names.n > 0; */
uint8_t hf_general_names_are_sound(const uint8_t *in, struct hf_span names);

/* 1 when the element is a name that may be the base of a subtree. */
/*@ requires \valid_read(base) && hf_readable(in, base->value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_general_base_is_sound(const uint8_t *in, const struct hf_tlv *base);

/* 1 when it is a mailbox, whose local part may be in any script: rfc822Name, or the otherName SmtpUTF8Mailbox (RFC 9598 3), for which
   a constraint for rfc822Name holds too (6). */
/*@ requires \valid_read(name) && hf_readable(in, name->value);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures name->tag == HF_GENERAL_EMAIL ==> \result == 1; */
uint8_t hf_general_is_mailbox(const uint8_t *in, const struct hf_tlv *name);

/* The host of a URI with an authority (RFC 3986 3.2). 1, or 0: it has none that is a DNS name. */
/*@ requires hf_readable(in, uri) && \valid(host) && \separated(host, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *host;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> hf_within(*host, uri); */
uint8_t hf_uri_host(const uint8_t *in, struct hf_span uri, struct hf_span *host);
#endif
