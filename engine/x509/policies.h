/* The certificate policies of a path (RFC 5280 6.1.3 (d) to (f), 6.1.4 (a), (b), (h) to (j), 6.1.5 (a), (b), (g)), with the policy graph of
   RFC 9618, which no input makes grow: of its depths only the last is kept. A node is a policy and a set: by which of the policies that
   begin a way down, of the anchor's own domain, it was reached. */
#ifndef HF_X509_POLICIES_H
#define HF_X509_POLICIES_H
#include "x509/path.h"

/* HF_OK when the path, whose uppermost certificate an anchor issued, is valid under the rules of *how for policies.
   HF_ERROR_CERTIFICATE_POLICY_REQUIRED; HF_ERROR_CERTIFICATE_POLICIES_TOO_MANY; HF_ERROR_CERTIFICATE_TOO_COMPLEX: *left, the steps that
   may still be taken, is used up. found: NULL, or where policies, policies_n and any_policy are written. */
/*@ requires \valid_read(v) && \valid_read(how) && \valid_read(p) && 1 <= p->n <= HF_PATH_MAX && \valid(left);
  @ requires \separated(left, p) && \separated(left, v) && \separated(left, how);
  @ requires found != \null ==> \valid(found) && \separated(found, p) && \separated(found, left) && \separated(found, v) &&
  @   \separated(found, how);
  @ HF_TOTAL;
  @ assigns *left, *found;
  @ ensures *left <= \old(*left); */
uint8_t hf_path_policies(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p, uint32_t *left,
                         struct hf_report *found);
#endif
