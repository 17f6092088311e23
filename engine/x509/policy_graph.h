/* The graph of certificate policies (RFC 9618): of its depths the last, and the one above it. */
#ifndef HF_X509_POLICY_GRAPH_H
#define HF_X509_POLICY_GRAPH_H
#include "x509/path.h"

#define HF_POLICY_NOWHERE HF_POLICIES_MAX
#define HF_POLICY_ROOTS_MAX 31u /* policies of the anchor's domain that are told apart */

/* A policy at a depth of the graph, as its octets in the chain's buffer. */
struct hf_policy_node {
  uint16_t at;
  uint16_t n;
  uint32_t roots; /* a bit for each policy of struct hf_policy_graph.roots that leads here */
};

struct hf_policy_depth {
  struct hf_policy_node node[HF_POLICIES_MAX];
  uint32_t n;
};

/* valid_policy_graph and the state variables of RFC 5280 6.1.2. */
struct hf_policy_graph {
  struct hf_policy_depth depth[2]; /* the one that is made, and the one above it: there, the expected policies */
  struct hf_policy_node roots[HF_POLICY_ROOTS_MAX];
  uint32_t roots_n;
  uint32_t now;     /* which of the two depths is the last */
  uint32_t has_any; /* there is a node for anyPolicy at the last depth */
  uint32_t explicit_policy;
  uint32_t policy_mapping;
  uint32_t inhibit_any;
  uint32_t left; /* steps that may still be taken */
  uint32_t error;
};

/* Counts one step: 1, or 0 and the error. */
/*@ requires \valid(g);
  @ HF_TOTAL;
  @ assigns g->left, g->error;
  @ ensures g->left <= \old(g->left) && (\result == 0 || \result == 1); */
uint32_t hf_policy_spend(struct hf_policy_graph *g);

/* Where the policy stands at the depth; HF_POLICY_NOWHERE. */
/*@ requires \valid_read(d) && d->n <= HF_POLICIES_MAX && hf_readable(in, policy);
  @ requires \forall integer i; 0 <= i < d->n ==> hf_bytes_readable(in, d->node[i].at, d->node[i].n);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result < d->n || \result == HF_POLICY_NOWHERE; */
uint32_t hf_policy_find(const uint8_t *in, const struct hf_policy_depth *d, struct hf_span policy);

/* Adds a node, or what leads to it. */
/*@ requires \valid(g) && g->now <= 1 && g->depth[g->now].n <= HF_POLICIES_MAX && hf_readable(in, policy);
  @ requires policy.at <= 0xffff && policy.n <= 0xffff;
  @ HF_TOTAL;
  @ assigns g->depth[g->now], g->error;
  @ ensures g->depth[g->now].n <= HF_POLICIES_MAX; */
void hf_policy_add(struct hf_policy_graph *g, const uint8_t *in, struct hf_span policy, uint32_t roots);

/* Begins a new depth; the last one stays, as the one above. */
/*@ requires \valid(g);
  @ HF_TOTAL;
  @ assigns g->now, g->depth[0 .. 1].n;
  @ ensures g->now <= 1 && g->depth[g->now].n == 0; */
void hf_policy_begin_depth(struct hf_policy_graph *g);
#endif
