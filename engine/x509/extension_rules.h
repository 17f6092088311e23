/* Rules for the lists in a certificate's extensions, whose form spec/asn1 has: each element is looked at once more, by itself. */
#ifndef HF_X509_EXTENSION_RULES_H
#define HF_X509_EXTENSION_RULES_H
#include "handfast/total.h"
#include "parse/span.h"

/* All of list are Extensions: none is there twice, and they are not more than HF_EXTENSIONS_MAX (RFC 5280 4.2). */
/*@ requires hf_readable(in, list);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extensions_differ(const uint8_t *in, struct hf_span list);
/* GeneralNames: each can be a name (RFC 5280 4.2.1.6). */
/*@ requires hf_readable(in, list);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_names(const uint8_t *in, struct hf_span list);
/* PolicyInformation: no policy is there twice (RFC 5280 4.2.1.4), and they are not more than 64. */
/*@ requires hf_readable(in, list);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_policies(const uint8_t *in, struct hf_span list);
/* DistributionPoint: each has a name or an issuer (RFC 5280 4.2.1.13). */
/*@ requires hf_readable(in, list);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_crl_points(const uint8_t *in, struct hf_span list);
/* AccessDescription: each location can be one (RFC 5280 4.2.2.1). */
/*@ requires hf_readable(in, list);
  @ HF_TOTAL;
  @ assigns \nothing; */
uint8_t hf_extension_information_access(const uint8_t *in, struct hf_span list);
/* 1 when status_request is among the features (RFC 7633). */
/*@ requires hf_readable(in, list);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_extension_has_status_request(const uint8_t *in, struct hf_span list);
#endif
