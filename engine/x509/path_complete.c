/* What is asked of a path that an anchor ends: its policies (RFC 5280 6.1.3 to 6.1.5) and revocation (6.1.3 (a) (3), 6.3). */
#include "generated/errors.h"
#include "generated/profile.h"
#include "x509/crl.h"
#include "x509/policies.h"

/* What came of revocation: the error, and the certificate that it is about. */
struct verdict {
  uint32_t signatures; /* left */
  uint32_t steps;
  uint8_t error;
  uint8_t culprit;
};

/* No revocation list stands against any of its certificates, and each has one where that is demanded. */
/*@ requires \valid_read(v) && \valid_read(p) && hf_sought(v, how, p) && 1 <= p->n && \valid_read(anchor) && hf_anchor_sound(anchor);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.signatures <= p->signatures && \result.steps <= p->comparisons; */
static struct verdict check_revocation(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p,
                                       const struct hf_trust_anchor *anchor) {
  struct hf_crl_question q = {v, how, p, anchor, p->signatures, p->comparisons};
  struct verdict out = {p->signatures, p->comparisons, HF_OK, HF_NO_PLACE};
  /*@ loop invariant 0 <= i <= p->n && q.signatures <= p->signatures && q.steps <= p->comparisons;
    @ loop assigns i, q, out;
    @ loop variant p->n - i; */
  for (uint32_t i = 0u; HF_HAS_REVOCATION != 0u && i < p->n && out.error == HF_OK; i++) {
    out.error = hf_crl_status(&q, i);
    out.culprit = p->place[i];
  }
  out.signatures = q.signatures;
  out.steps = q.steps;
  return out;
}

uint8_t hf_path_complete(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                         const struct hf_trust_anchor *anchor) {
  uint32_t left = p->comparisons;
  uint8_t error = HF_HAS_CERTIFICATE_POLICIES != 0u ? hf_path_policies(v, how, p, &left, NULL) : (uint8_t)HF_OK;
  struct verdict found;
  hf_path_leave_comparisons(p, left);
  /*@ assert hf_sought(v, how, p); */
  if (error != HF_OK) {
    hf_path_note(p, error, p->place[0]);
    return 0u;
  }
  found = check_revocation(v, how, p, anchor);
  hf_path_leave_comparisons(p, found.steps);
  hf_path_leave_signatures(p, found.signatures);
  /*@ assert hf_sought(v, how, p); */
  if (found.error == HF_OK)
    return 1u;
  hf_path_note(p, found.error, found.culprit);
  return 0u;
}
