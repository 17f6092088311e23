#include "x509/policies.h"
#include "generated/errors.h"
#include "parse/asn1.h"
#include "x509/policy_graph.h"
#include <stddef.h>

#define OTHER_ROOT 0x80000000u

static const struct hf_policy_rules no_rules;
static const uint8_t any_policy[4] = {0x55u, 0x1du, 0x20u, 0x00u}; /* 2.5.29.32.0 */

/* Both are the same policy. */
/*@ requires hf_readable(in, a) && \valid_read(b + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_policy(const uint8_t *in, struct hf_span a, const uint8_t *b, size_t n) {
  const struct hf_span whole = {0u, (uint32_t)(n % 0x10000u)};
  return n < 0x10000u ? hf_same_bytes(in, a, b, whole) : (uint32_t)0u;
}

/* 1 when the user's set has the policy; with any-policy in it, or without a set, 1 of every policy. */
/*@ requires \valid_read(rules) && \valid_read(rules->policies + (0 .. rules->policies_n - 1)) && hf_readable(in, policy);
  @ requires \forall integer i; 0 <= i < rules->policies_n ==>
  @   \valid_read(rules->policies[i].octets + (0 .. rules->policies[i].n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_asked_for(const struct hf_policy_rules *rules, const uint8_t *in, struct hf_span policy) {
  const struct hf_span any = {0u, sizeof any_policy};
  uint32_t found = rules->policies_n == 0u ? 1u : 0u;
  /*@ loop invariant 0 <= i <= rules->policies_n && found <= 1;
    @ loop assigns i, found;
    @ loop variant rules->policies_n - i; */
  for (size_t i = 0u; i < rules->policies_n; i++) {
    if (is_policy(in, policy, rules->policies[i].octets, rules->policies[i].n) == 1u ||
        is_policy(any_policy, any, rules->policies[i].octets, rules->policies[i].n) == 1u)
      found = 1u;
  }
  return found;
}

/* What leads to a policy that begins a way down: itself, where the user asks for it. */
/*@ requires \valid(g) && g->roots_n <= HF_POLICY_ROOTS_MAX && \valid_read(rules) && hf_readable(in, policy);
  @ HF_TOTAL;
  @ assigns g->roots[0 .. HF_POLICY_ROOTS_MAX - 1], g->roots_n;
  @ ensures g->roots_n <= HF_POLICY_ROOTS_MAX; */
static uint32_t root(struct hf_policy_graph *g, const struct hf_policy_rules *rules, const uint8_t *in,
                     struct hf_span policy) {
  uint32_t bit = 1u;
  if (is_asked_for(rules, in, policy) == 0u)
    return 0u;
  /*@ loop invariant 0 <= i <= g->roots_n;
    @ loop assigns i, bit;
    @ loop variant g->roots_n - i; */
  for (uint32_t i = 0u; i < g->roots_n; i++) {
    const struct hf_span known = {g->roots[i].at, g->roots[i].n};
    if (hf_same_bytes(in, known, in, policy) == 1u)
      return bit;
    bit = bit % OTHER_ROOT * 2u;
  }
  if (g->roots_n == HF_POLICY_ROOTS_MAX)
    return OTHER_ROOT;
  g->roots[g->roots_n].at = (uint16_t)policy.at;
  g->roots[g->roots_n].n = (uint16_t)policy.n;
  g->roots_n = g->roots_n + 1u;
  return bit;
}

/* RFC 5280 6.1.3 (d) (1): the policies that the certificate names. */
/*@ requires \valid(g) && g->now <= 1 && \valid_read(rules) && hf_readable(in, list);
  @ HF_TOTAL;
  @ assigns *g;
  @ ensures g->left <= \old(g->left);
  @ ensures \result == 0 || \result == 1; */
static uint32_t take_named(struct hf_policy_graph *g, const struct hf_policy_rules *rules, const uint8_t *in,
                           struct hf_span list) {
  const struct hf_policy_depth *above = &g->depth[1u - g->now % 2u];
  struct hf_asn1_one one;
  uint32_t any = 0u;
  uint32_t i;
  /*@ loop invariant hf_within(list, \at(list, Pre)) && any <= 1;
    @ loop assigns list, one, any, i, *g;
    @ loop variant list.n; */
  while (list.n > 0u && hf_policy_spend(g) == 1u) {
    one = hf_asn1_next(in, list, HF_READ_POLICY_INFORMATION, HF_AT_POLICY_INFORMATION_POLICY);
    if (one.error != HF_OK)
      return any;
    list = one.rest;
    if (one.number == HF_ID_POLICIES_ANY_POLICY) {
      any = 1u;
      continue;
    }
    i = hf_policy_find(in, above, one.value);
    if (i < HF_POLICIES_MAX)
      hf_policy_add(g, in, one.value, above->node[i].roots);
    else if (g->has_any == 1u)
      hf_policy_add(g, in, one.value, root(g, rules, in, one.value));
  }
  return any;
}

/* (d) (2): what is expected and not named, where the certificate has anyPolicy. */
/*@ requires \valid(g) && g->now <= 1;
  @ HF_TOTAL;
  @ assigns g->depth[g->now], g->error; */
static void take_expected(struct hf_policy_graph *g, const uint8_t *in) {
  const struct hf_policy_depth *above = &g->depth[1u - g->now % 2u];
  uint32_t named = g->depth[g->now % 2u].n;
  /*@ loop invariant 0 <= i <= above->n;
    @ loop assigns i, g->depth[g->now], g->error;
    @ loop variant above->n - i; */
  for (uint32_t i = 0u; i < above->n; i++) {
    const struct hf_span policy = {above->node[i].at, above->node[i].n};
    if (hf_policy_find(in, &g->depth[g->now % 2u], policy) >= named)
      hf_policy_add(g, in, policy, above->node[i].roots);
  }
}

/* (d) and (e): one certificate. anyPolicy counts where it is not inhibited, and in self-issued ones that are not the last. */
/*@ requires \valid(g) && \valid_read(rules) && \valid_read(c) && hf_readable(in, c->policies);
  @ HF_TOTAL;
  @ assigns *g;
  @ ensures g->left <= \old(g->left); */
static void take_certificate(struct hf_policy_graph *g, const struct hf_policy_rules *rules, const uint8_t *in,
                             const struct hf_certificate *c, uint32_t is_last) {
  uint32_t any;
  hf_policy_begin_depth(g);
  any = take_named(g, rules, in, c->policies);
  if (g->inhibit_any == 0u && (is_last == 1u || c->is_self_issued == 0u))
    any = 0u;
  if (any == 1u)
    take_expected(g, in);
  g->has_any = any == 1u ? g->has_any : 0u;
}

/* 1 when something is mapped from the policy; where mapping is allowed, what it is mapped to is expected. */
/*@ requires \valid(g) && g->now <= 1 && hf_readable(in, mappings) && hf_readable(in, policy);
  @ HF_TOTAL;
  @ assigns *g;
  @ ensures g->left <= \old(g->left) && g->now == \old(g->now); */
static uint32_t map_policy(struct hf_policy_graph *g, const uint8_t *in, struct hf_span mappings, struct hf_span policy,
                           uint32_t roots) {
  struct hf_asn1_one from;
  struct hf_asn1_one to;
  uint32_t mapped = 0u;
  /*@ loop invariant hf_within(mappings, \at(mappings, Pre)) && mapped <= 1;
    @ loop assigns mappings, from, to, mapped, *g;
    @ loop variant mappings.n; */
  while (mappings.n > 0u && hf_policy_spend(g) == 1u) {
    from = hf_asn1_next(in, mappings, HF_READ_POLICY_MAPPING, HF_AT_POLICY_MAPPING_ISSUER);
    to = hf_asn1_next(in, mappings, HF_READ_POLICY_MAPPING, HF_AT_POLICY_MAPPING_SUBJECT);
    if (from.error != HF_OK)
      return mapped;
    mappings = from.rest;
    if (hf_same_bytes(in, from.value, in, policy) == 0u)
      continue;
    mapped = 1u;
    if (g->policy_mapping > 0u)
      hf_policy_add(g, in, to.value, roots);
  }
  return mapped;
}

/* 6.1.4 (b) of a graph with anyPolicy: what is mapped from policies that have no node of their own. */
/*@ requires \valid(g) && g->now <= 1 && \valid_read(rules) && hf_readable(in, mappings);
  @ HF_TOTAL;
  @ assigns *g;
  @ ensures g->left <= \old(g->left); */
static void map_any(struct hf_policy_graph *g, const struct hf_policy_rules *rules, const uint8_t *in,
                    struct hf_span mappings) {
  const struct hf_policy_depth *above = &g->depth[1u - g->now % 2u];
  struct hf_asn1_one from;
  struct hf_asn1_one to;
  /*@ loop invariant hf_within(mappings, \at(mappings, Pre));
    @ loop assigns mappings, from, to, *g;
    @ loop variant mappings.n; */
  while (mappings.n > 0u && hf_policy_spend(g) == 1u) {
    from = hf_asn1_next(in, mappings, HF_READ_POLICY_MAPPING, HF_AT_POLICY_MAPPING_ISSUER);
    to = hf_asn1_next(in, mappings, HF_READ_POLICY_MAPPING, HF_AT_POLICY_MAPPING_SUBJECT);
    if (from.error != HF_OK)
      return;
    mappings = from.rest;
    if (hf_policy_find(in, above, from.value) == HF_POLICY_NOWHERE)
      hf_policy_add(g, in, to.value, root(g, rules, in, from.value));
  }
}

/* 6.1.4 (b): the last depth becomes the policies that are expected below it. */
/*@ requires \valid(g) && \valid_read(rules) && hf_readable(in, mappings);
  @ HF_TOTAL;
  @ assigns *g;
  @ ensures g->left <= \old(g->left); */
static void map(struct hf_policy_graph *g, const struct hf_policy_rules *rules, const uint8_t *in,
                struct hf_span mappings) {
  const struct hf_policy_depth *above;
  hf_policy_begin_depth(g);
  above = &g->depth[1u - g->now % 2u];
  /*@ loop invariant 0 <= i <= above->n;
    @ loop assigns i, *g;
    @ loop variant above->n - i; */
  for (uint32_t i = 0u; i < above->n; i++) {
    const struct hf_span policy = {above->node[i].at, above->node[i].n};
    if (map_policy(g, in, mappings, policy, above->node[i].roots) == 0u)
      hf_policy_add(g, in, policy, above->node[i].roots);
  }
  if (g->has_any == 1u && g->policy_mapping > 0u)
    map_any(g, rules, in, mappings);
}

/* The lesser of a state variable and a limit that is one more than it says; 0: there is none. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= value; */
static uint32_t limited(uint32_t value, uint8_t limit) {
  return limit != 0u && limit - 1u < value ? limit - 1u : value;
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == (value == 0 ? 0 : value - 1); */
static uint32_t less_one(uint32_t value) {
  return value == 0u ? 0u : value - 1u;
}

/* 6.1.4 (h) to (j). */
/*@ requires \valid(g) && \valid_read(c) && \separated(g, c);
  @ HF_TOTAL;
  @ assigns g->explicit_policy, g->policy_mapping, g->inhibit_any; */
static void prepare(struct hf_policy_graph *g, const struct hf_certificate *c) {
  if (c->is_self_issued == 0u) {
    g->explicit_policy = less_one(g->explicit_policy);
    g->policy_mapping = less_one(g->policy_mapping);
    g->inhibit_any = less_one(g->inhibit_any);
  }
  g->explicit_policy = limited(g->explicit_policy, c->explicit_policy);
  g->policy_mapping = limited(g->policy_mapping, c->inhibit_mapping);
  g->inhibit_any = limited(g->inhibit_any, c->inhibit_any);
}

/* 6.1.2 (a), (d), (e), (f). */
/*@ requires \valid(g) && \valid_read(rules) && n <= HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns *g;
  @ ensures g->left == left && g->error == HF_OK && g->has_any == 1 && g->roots_n == 0 && g->now == 0; */
static void begin(struct hf_policy_graph *g, const struct hf_policy_rules *rules, uint32_t n, uint32_t left) {
  g->depth[0].n = 0u;
  g->depth[1].n = 0u;
  g->roots_n = 0u;
  g->now = 0u;
  g->has_any = 1u;
  g->explicit_policy = rules->explicit_policy != 0u ? 0u : n + 1u;
  g->policy_mapping = rules->inhibit_mapping != 0u ? 0u : n + 1u;
  g->inhibit_any = rules->inhibit_any != 0u ? 0u : n + 1u;
  g->left = left;
  g->error = HF_OK;
}

/* The graph is not NULL. */
/*@ requires \valid_read(g);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint32_t is_there(const struct hf_policy_graph *g) {
  return g->has_any == 1u || g->depth[g->now % 2u].n > 0u ? 1u : 0u;
}

/* 6.1.5 (g): what leads to the last depth, as bits. */
/*@ requires \valid_read(g) && g->depth[g->now % 2].n <= HF_POLICIES_MAX;
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint32_t roots_at_end(const struct hf_policy_graph *g) {
  const struct hf_policy_depth *last = &g->depth[g->now % 2u];
  uint32_t all = 0u;
  /*@ loop invariant 0 <= i <= last->n;
    @ loop assigns i, all;
    @ loop variant last->n - i; */
  for (uint32_t i = 0u; i < last->n; i++)
    all |= last->node[i].roots;
  return all;
}

/* The user-constrained-policy-set. */
/*@ requires \valid_read(g) && g->roots_n <= HF_POLICY_ROOTS_MAX && \valid(found);
  @ HF_TOTAL;
  @ assigns found->policies[0 .. HF_POLICIES_TOLD - 1], found->policies_n, found->any_policy;
  @ ensures found->policies_n <= HF_POLICIES_TOLD; */
static void tell(const struct hf_policy_graph *g, const uint8_t *in, struct hf_report *found) {
  uint32_t roots = roots_at_end(g);
  found->policies_n = 0u;
  found->any_policy = g->has_any;
  /*@ loop invariant 0 <= i <= g->roots_n && found->policies_n <= HF_POLICIES_TOLD;
    @ loop assigns i, roots, found->policies[0 .. HF_POLICIES_TOLD - 1], found->policies_n;
    @ loop variant g->roots_n - i; */
  for (uint32_t i = 0u; i < g->roots_n; i++) {
    if (roots % 2u == 1u && found->policies_n < HF_POLICIES_TOLD) {
      found->policies[found->policies_n].octets = in + g->roots[i].at;
      found->policies[found->policies_n].n = g->roots[i].n;
      found->policies_n = found->policies_n + 1u;
    }
    roots = roots / 2u;
  }
}

/* 6.1.3 (d) to (f) and 6.1.4 of each certificate, from the anchor down; 6.1.5 (a), (b) of the last. */
/*@ requires \valid_read(v) && \valid_read(rules) && \valid_read(p) && 1 <= p->n <= HF_PATH_MAX && \valid(g);
  @ HF_TOTAL;
  @ assigns *g;
  @ ensures g->left <= \old(g->left); */
static void go_down(const struct hf_chain *v, const struct hf_policy_rules *rules, const struct hf_path *p,
                    struct hf_policy_graph *g) {
  const struct hf_certificate *leaf = &p->at[0];
  /*@ loop invariant 0 <= i <= p->n;
    @ loop assigns i, *g;
    @ loop variant i; */
  for (uint32_t i = p->n; i > 0u && g->error == HF_OK; i--) {
    const struct hf_certificate *c = &p->at[i - 1u];
    take_certificate(g, rules, v->buffer, c, i == 1u ? 1u : 0u);
    if (g->explicit_policy == 0u && is_there(g) == 0u && g->error == HF_OK)
      g->error = HF_ERROR_CERTIFICATE_POLICY_REQUIRED;
    if (i > 1u) {
      map(g, rules, v->buffer, c->mappings);
      prepare(g, c);
    }
  }
  g->explicit_policy = leaf->explicit_policy == 1u ? 0u : less_one(g->explicit_policy);
}

uint8_t hf_path_policies(const struct hf_chain *v, const struct hf_verify *how, const struct hf_path *p, uint32_t *left,
                         struct hf_report *found) {
  const struct hf_policy_rules *rules = how->policy_rules == NULL ? &no_rules : how->policy_rules;
  struct hf_policy_graph g;
  begin(&g, rules, p->n, *left);
  go_down(v, rules, p, &g);
  *left = g.left;
  if (g.error == HF_OK && g.explicit_policy == 0u && roots_at_end(&g) == 0u && g.has_any == 0u)
    g.error = HF_ERROR_CERTIFICATE_POLICY_REQUIRED;
  if (found != NULL)
    tell(&g, v->buffer, found);
  return (uint8_t)(g.error % 256u);
}
