/* The path from the peer's certificate to a trust anchor: found and validated in one (RFC 5280 6.1, RFC 4158).

   The search goes from the peer's certificate up. Each candidate for the next issuer must pass all that RFC 5280 6.1 asks of it
   with what is below, before its key is tried on the signature; then it is taken, and given up again when no way leads on
   from it. So each complete path is a valid one, and a path that is valid is found whatever else was sent, within the bounds
   HF_PATH_MAX, HF_SIGNATURE_CHECKS_MAX and HF_COMPARISONS_MAX. */
#ifndef HF_X509_PATH_H
#define HF_X509_PATH_H
#include "x509/certificate.h"
#include "x509/chain.h"

#define HF_NO_PLACE 255u /* hf_report.certificate: the anchor, or none */

struct hf_path {
  struct hf_certificate at[HF_PATH_MAX]; /* the peer's own first, the last is the one whose issuer is sought */
  struct hf_trust_anchor authority;      /* the candidate of the chain, as an authority */
  uint8_t place[HF_PATH_MAX];            /* of each in the chain */
  uint8_t tried[HF_PATH_MAX];            /* candidates for the issuer of each that were tried */
  uint8_t n;                             /* certificates in it */
  uint8_t error;                         /* what to say when no path is found, an hf_error */
  uint8_t culprit;                       /* and the place of the certificate that it is about, or HF_NO_PLACE */
  uint32_t comparisons;                  /* that may still be made */
  uint32_t signatures;                   /* that may still be checked */
  size_t anchor;                         /* the one found */
};

/*@ // what is asked of every certificate of a path (RFC 5280 6.1.3 a 2, 6.1.4 o)
  @ predicate hf_checked(struct hf_certificate *c, integer now) =
  @   c->unknown_critical == 0 && c->key.error == 0 &&
  @   c->not_before <= now <= c->not_after;
  @ // a certificate of a chain of size bytes, read and checked
  @ predicate hf_member(struct hf_certificate *c, integer size, integer now) =
  @   hf_certificate_sound(c) && c->whole.at + c->whole.n <= size && hf_checked(c, now);
  @ predicate hf_members(struct hf_path *p, integer n, integer size, integer now) =
  @   \forall integer i; 0 <= i < n ==> hf_member(&p->at[i], size, now);
  @ // an authority's (RFC 5280 6.1.4 k)
  @ predicate hf_is_authority(struct hf_certificate *c) = c->version == 3 && c->is_ca == 1;
  @ predicate hf_authorities(struct hf_path *p, integer n) =
  @   \forall integer i; 1 <= i < n ==> hf_is_authority(&p->at[i]);
  @ predicate hf_places(struct hf_path *p, integer n, integer count) =
  @   (n > 0 ==> p->place[0] == 0) && (\forall integer i; 0 <= i < n ==> p->place[i] < count && p->tried[i] <= count);
  @ // within its bounds
  @ predicate hf_path_bounded(struct hf_path *p) =
  @   p->n <= HF_PATH_MAX && p->comparisons <= HF_COMPARISONS_MAX && p->error != 0 &&
  @   p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX + 1 && p->signatures <= HF_SIGNATURE_CHECKS_MAX;
  @ // each certificate but the first is an authority's
  @ predicate hf_path_sound(struct hf_path *p, integer count, integer size, integer now) =
  @   hf_path_bounded(p) && hf_places(p, p->n, count) && hf_members(p, p->n, size, now) && hf_authorities(p, p->n);
  @ predicate hf_path_apart(struct hf_chain *v, struct hf_verify *how, struct hf_path *p) =
  @   \base_addr(p) != \base_addr(v) && \base_addr(p) != \base_addr(how) && \base_addr(p) != \base_addr(v->buffer) &&
  @   \base_addr(p) != \base_addr(how->anchors) && \base_addr(p) != \base_addr(how->crls);
  @ // what holds all through a search
  @ predicate hf_sought(struct hf_chain *v, struct hf_verify *how, struct hf_path *p) =
  @   hf_chain_sound(v) && hf_asked(how) && hf_path_apart(v, how, p) && hf_path_sound(p, v->count, v->size, how->now);
  @ predicate hf_too_complex(struct hf_path *p) = p->error == HF_ERROR_CERTIFICATE_TOO_COMPLEX; */

/* That a write to the path leaves all of a search as it was, whatever chain and question it is for. */
/* clang-format off */
#define HF_STAYS_SOUGHT_IF(p, condition)                                                                               \
  ensures \forall struct hf_chain *v, struct hf_verify *how; \old(hf_sought(v, how, (p)) && (condition)) ==>           \
    hf_chain_sound(v);                                                                                                 \
  ensures \forall struct hf_chain *v, struct hf_verify *how; \old(hf_sought(v, how, (p)) && (condition)) ==>           \
    hf_asked(how) && hf_path_apart(v, how, (p));                                                                       \
  ensures \forall struct hf_chain *v, struct hf_verify *how; \old(hf_sought(v, how, (p)) && (condition)) ==>           \
    hf_path_bounded((p)) && hf_places((p), (p)->n, v->count);                                                          \
  ensures \forall struct hf_chain *v, struct hf_verify *how; \old(hf_sought(v, how, (p)) && (condition)) ==>           \
    hf_members((p), (p)->n, v->size, how->now);                                                                        \
  ensures \forall struct hf_chain *v, struct hf_verify *how; \old(hf_sought(v, how, (p)) && (condition)) ==>           \
    hf_authorities((p), (p)->n)
#define HF_STAYS_SOUGHT(p) HF_STAYS_SOUGHT_IF((p), 0 == 0)
/* clang-format on */

/* Remembers why a candidate was not taken, unless something more telling is known. */
/*@ requires \valid(p) && error != 0;
  @ HF_TOTAL;
  @ assigns p->error, p->culprit;
  @ ensures p->error == \old(p->error) || p->error == error;
  @ ensures error == HF_ERROR_CERTIFICATE_TOO_COMPLEX || \old(hf_too_complex(p)) ==> hf_too_complex(p);
  @ HF_STAYS_SOUGHT(p); */
void hf_path_note(struct hf_path *p, uint8_t error, uint8_t culprit);

/* Counts n comparisons: 1, or 0 and the error when there are not so many left. */
/*@ requires \valid(p);
  @ HF_TOTAL;
  @ assigns p->comparisons, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures p->comparisons <= \old(p->comparisons);
  @ ensures \result == 1 ==> p->comparisons == \old(p->comparisons) - n && p->error == \old(p->error);
  @ ensures \result == 0 || \old(hf_too_complex(p)) ==> hf_too_complex(p);
  @ HF_STAYS_SOUGHT(p); */
uint8_t hf_path_spend(struct hf_path *p, uint32_t n);

/* The comparisons that may still be made. */
/*@ requires \valid(p) && left <= p->comparisons;
  @ HF_TOTAL;
  @ assigns p->comparisons;
  @ ensures p->comparisons == left;
  @ HF_STAYS_SOUGHT(p); */
void hf_path_leave_comparisons(struct hf_path *p, uint32_t left);

/* The signatures that may still be checked. */
/*@ requires \valid(p) && left <= p->signatures;
  @ HF_TOTAL;
  @ assigns p->signatures;
  @ ensures p->signatures == left;
  @ HF_STAYS_SOUGHT(p); */
void hf_path_leave_signatures(struct hf_path *p, uint32_t left);

/* One more candidate for the issuer of the last certificate was tried. */
/*@ requires \valid(p) && 1 <= p->n <= HF_PATH_MAX && p->tried[p->n - 1] < 255;
  @ HF_TOTAL;
  @ assigns p->tried[p->n - 1];
  @ HF_STAYS_SOUGHT_IF(p, p->tried[p->n - 1] < v->count); */
void hf_path_count_try(struct hf_path *p);

/* Gives the last certificate up. */
/*@ requires \valid(p) && 1 <= p->n <= HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns p->n;
  @ ensures p->n == \old(p->n) - 1;
  @ HF_STAYS_SOUGHT(p); */
void hf_path_drop(struct hf_path *p);

/* Takes the certificate that stands behind the last into the path: it has this place in the chain. */
/*@ requires \valid_read(v) && \valid_read(how) && \valid(p) && hf_sought(v, how, p);
  @ requires 1 <= p->n < HF_PATH_MAX && place < v->count && p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX;
  @ requires hf_member(&p->at[p->n], v->size, how->now) && hf_is_authority(&p->at[p->n]);
  @ HF_TOTAL;
  @ assigns p->place[p->n], p->tried[p->n], p->n;
  @ ensures p->n == \old(p->n) + 1;
  @ ensures hf_sought(v, how, p); */
void hf_path_take(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place);

/* HF_OK, or the rule that a certificate of the path breaks, whatever its place in it. */
/*@ requires \valid_read(c) && \valid_read(how);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 ==> hf_checked(c, how->now);
  @ ensures \result == 0 && how->strict != 0 ==> c->nonconforming == 0 && c->defect == 0; */
uint8_t hf_path_member(const struct hf_certificate *c, const struct hf_verify *how);

/* 1 when its extended key usage allows the purpose (RFC 5280 4.2.1.12); any: 1 when anyExtendedKeyUsage does too. */
/*@ requires \valid_read(c);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
uint8_t hf_path_purpose(const struct hf_certificate *c, uint8_t purpose, uint8_t any);

/* The certificates between the first and the anchor that count for a path length. */
/*@ requires \valid_read(p) && 1 <= p->n <= HF_PATH_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result < p->n; */
uint8_t hf_path_length(const struct hf_path *p);

/* Checks the peer's own certificate by itself: HF_OK and the path begins with it, else the error. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && \valid(p) && hf_path_apart(v, how, p);
  @ requires v->count > 0;
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures p->comparisons == HF_COMPARISONS_MAX && p->signatures == HF_SIGNATURE_CHECKS_MAX && p->n == 1;
  @ ensures p->culprit == 0;
  @ ensures \result == 0 ==> hf_sought(v, how, p); */
uint8_t hf_path_begin(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p);

/* 1 when the issuer, whose own certificate is in order, may have issued the last certificate of the path, given what is below
   it, and its signature verifies; else 0, and the reason is noted. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p);
  @ requires 1 <= p->n && \valid_read(issuer) && hf_anchor_sound(issuer);
  @ HF_TOTAL;
  @ assigns p->comparisons, p->signatures, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_sought(v, how, p);
  @ ensures p->comparisons <= \old(p->comparisons) && p->signatures <= \old(p->signatures);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p);
  @ // a signature was checked, by a key of the kind that it needs
  @ ensures \result == 1 ==> p->signatures < \old(p->signatures);
  @ ensures \result == 1 ==> p->at[p->n - 1].scheme != 0 &&
  @   scheme_suits(scheme_under(p->at[p->n - 1].scheme, issuer->key.kind), issuer->key.kind, issuer->key.group); */
uint8_t hf_path_issued(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                       const struct hf_trust_anchor *issuer);

/* What is asked of a whole path, which the anchor issued: 1 when its policies are valid and no revocation list stands against any of its
   certificates; else 0, and the reason is noted. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p);
  @ requires 1 <= p->n && \valid_read(anchor) && hf_anchor_sound(anchor);
  @ HF_TOTAL;
  @ assigns p->comparisons, p->signatures, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_sought(v, how, p);
  @ ensures p->comparisons <= \old(p->comparisons) && p->signatures <= \old(p->signatures);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p); */
uint8_t hf_path_complete(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p,
                         const struct hf_trust_anchor *anchor);

/* 1 when the path ends at one of the anchors, and is in order as a whole: p->anchor. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p) && 1 <= p->n;
  @ HF_TOTAL;
  @ assigns p->comparisons, p->signatures, p->error, p->culprit, p->anchor;
  @ ensures \result == 0 || \result == 1;
  @ ensures p->comparisons <= \old(p->comparisons) && hf_path_sound(p, v->count, v->size, how->now);
  @ ensures \result == 0 ==> hf_sought(v, how, p);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p);
  @ ensures \result == 1 ==> p->anchor < how->anchors_n;
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX ||
  @   (p->n == 1 && how->anchors[p->anchor].end_entity == 1); */
uint8_t hf_path_anchored(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p);

/* Reads the certificate at the place and sees whether it may be the next of the path: 1, and it stands behind the last; else
   0. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p);
  @ requires 1 <= p->n < HF_PATH_MAX && place < v->count;
  @ HF_TOTAL;
  @ assigns p->at[p->n], p->authority, p->comparisons, p->signatures, p->error, p->culprit;
  @ ensures \result == 0 || \result == 1;
  @ ensures hf_sought(v, how, p) && p->comparisons <= \old(p->comparisons);
  @ ensures \old(hf_too_complex(p)) ==> hf_too_complex(p);
  @ ensures \result == 1 ==> hf_member(&p->at[p->n], v->size, how->now) && hf_is_authority(&p->at[p->n]);
  @ ensures \result == 1 ==> p->signatures + p->n <= HF_SIGNATURE_CHECKS_MAX; */
uint8_t hf_path_candidate(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p, uint8_t place);

/* Seeks a path from what hf_path_begin began. HF_OK, or the error to be reported. */
/*@ requires \valid_read(v) && \valid(p) && hf_sought(v, how, p);
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures p->comparisons <= HF_COMPARISONS_MAX && p->signatures <= HF_SIGNATURE_CHECKS_MAX && p->n <= HF_PATH_MAX;
  @ ensures \result == 0 ==> 1 <= p->n && p->anchor < how->anchors_n && hf_places(p, p->n, v->count);
  @ // a signature was checked for each certificate, the last by the anchor's key
  @ ensures \result == 0 ==> HF_SIGNATURE_CHECKS_MAX - p->signatures >= p->n ||
  @   (p->n == 1 && how->anchors[p->anchor].end_entity == 1); */
uint8_t hf_path_search(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p);

/* HF_OK when now is from not_before to not_after, both included; else the error. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 <==> not_before <= now <= not_after; */
uint8_t hf_valid_at(int64_t now, int64_t not_before, int64_t not_after);
#endif
