#include "x509/policy_graph.h"
#include "generated/errors.h"
#include "parse/asn1.h"

uint32_t hf_policy_spend(struct hf_policy_graph *g) {
  if (g->left == 0u) {
    g->error = HF_ERROR_CERTIFICATE_TOO_COMPLEX;
    return 0u;
  }
  g->left = g->left - 1u;
  return 1u;
}

uint32_t hf_policy_find(const uint8_t *in, const struct hf_policy_depth *d, struct hf_span policy) {
  /*@ loop invariant 0 <= i <= d->n;
    @ loop assigns i;
    @ loop variant d->n - i; */
  for (uint32_t i = 0u; i < d->n; i++) {
    const struct hf_span node = {d->node[i].at, d->node[i].n};
    if (hf_same_bytes(in, node, in, policy) == 1u)
      return i;
  }
  return HF_POLICY_NOWHERE;
}

void hf_policy_add(struct hf_policy_graph *g, const uint8_t *in, struct hf_span policy, uint32_t roots) {
  struct hf_policy_depth *d = &g->depth[g->now % 2u];
  uint32_t i = hf_policy_find(in, d, policy);
  if (i < HF_POLICIES_MAX) {
    d->node[i].roots |= roots;
    return;
  }
  if (d->n >= HF_POLICIES_MAX) {
    g->error = HF_ERROR_CERTIFICATE_POLICIES_TOO_MANY;
    return;
  }
  d->node[d->n].at = (uint16_t)policy.at;
  d->node[d->n].n = (uint16_t)policy.n;
  d->node[d->n].roots = roots;
  d->n = d->n + 1u;
}

void hf_policy_begin_depth(struct hf_policy_graph *g) {
  g->now = 1u - g->now % 2u;
  g->depth[g->now].n = 0u;
}
