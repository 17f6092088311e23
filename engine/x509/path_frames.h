/* What of a search is as it was, for the proofs of functions that write a whole certificate or authority into the path: the
   fields that what holds of it speaks of. There is no C here. */
#ifndef HF_X509_PATH_FRAMES_H
#define HF_X509_PATH_FRAMES_H
#include "x509/path.h"

/*@ predicate hf_key_spans_kept{L1,L2}(struct hf_key_spans *k) =
  @   \at(k->modulus.at, L1) == \at(k->modulus.at, L2) && \at(k->modulus.n, L1) == \at(k->modulus.n, L2) &&
  @   \at(k->exponent.at, L1) == \at(k->exponent.at, L2) && \at(k->exponent.n, L1) == \at(k->exponent.n, L2) &&
  @   \at(k->point.at, L1) == \at(k->point.at, L2) && \at(k->point.n, L1) == \at(k->point.n, L2) &&
  @   \at(k->group, L1) == \at(k->group, L2) && \at(k->kind, L1) == \at(k->kind, L2) &&
  @   \at(k->error, L1) == \at(k->error, L2);
  @ predicate hf_offsets_kept{L1,L2}(struct hf_certificate *c) =
  @   \at(c->whole.at, L1) == \at(c->whole.at, L2) && \at(c->signed_part.at, L1) == \at(c->signed_part.at, L2) &&
  @   \at(c->signature.at, L1) == \at(c->signature.at, L2) && \at(c->serial.at, L1) == \at(c->serial.at, L2) &&
  @   \at(c->issuer.at, L1) == \at(c->issuer.at, L2) && \at(c->subject.at, L1) == \at(c->subject.at, L2) &&
  @   \at(c->key_info.at, L1) == \at(c->key_info.at, L2) &&
  @   \at(c->alternative_names.at, L1) == \at(c->alternative_names.at, L2) &&
  @   \at(c->constraints.at, L1) == \at(c->constraints.at, L2) && \at(c->key_id.at, L1) == \at(c->key_id.at, L2) &&
  @   \at(c->authority_key_id.at, L1) == \at(c->authority_key_id.at, L2) &&
  @   \at(c->policies.at, L1) == \at(c->policies.at, L2) && \at(c->mappings.at, L1) == \at(c->mappings.at, L2) &&
  @   \at(c->crl_points.at, L1) == \at(c->crl_points.at, L2);
  @ predicate hf_sizes_kept{L1,L2}(struct hf_certificate *c) =
  @   \at(c->whole.n, L1) == \at(c->whole.n, L2) && \at(c->signed_part.n, L1) == \at(c->signed_part.n, L2) &&
  @   \at(c->signature.n, L1) == \at(c->signature.n, L2) && \at(c->serial.n, L1) == \at(c->serial.n, L2) &&
  @   \at(c->issuer.n, L1) == \at(c->issuer.n, L2) && \at(c->subject.n, L1) == \at(c->subject.n, L2) &&
  @   \at(c->key_info.n, L1) == \at(c->key_info.n, L2) &&
  @   \at(c->alternative_names.n, L1) == \at(c->alternative_names.n, L2) &&
  @   \at(c->constraints.n, L1) == \at(c->constraints.n, L2) && \at(c->key_id.n, L1) == \at(c->key_id.n, L2) &&
  @   \at(c->authority_key_id.n, L1) == \at(c->authority_key_id.n, L2) &&
  @   \at(c->policies.n, L1) == \at(c->policies.n, L2) && \at(c->mappings.n, L1) == \at(c->mappings.n, L2) &&
  @   \at(c->crl_points.n, L1) == \at(c->crl_points.n, L2);
  @ predicate hf_rest_kept{L1,L2}(struct hf_certificate *c) =
  @   \at(c->not_before, L1) == \at(c->not_before, L2) && \at(c->not_after, L1) == \at(c->not_after, L2) &&
  @   \at(c->scheme, L1) == \at(c->scheme, L2) && \at(c->version, L1) == \at(c->version, L2) &&
  @   \at(c->is_ca, L1) == \at(c->is_ca, L2) && \at(c->unknown_critical, L1) == \at(c->unknown_critical, L2) &&
  @   \at(c->is_self_issued, L1) == \at(c->is_self_issued, L2) && \at(c->defect, L1) == \at(c->defect, L2) &&
  @   \at(c->explicit_policy, L1) == \at(c->explicit_policy, L2);
  @ predicate hf_certificate_kept{L1,L2}(struct hf_certificate *c) =
  @   hf_key_spans_kept{L1,L2}(\at(&c->key, L1)) && hf_offsets_kept{L1,L2}(c) && hf_sizes_kept{L1,L2}(c) &&
  @   hf_rest_kept{L1,L2}(c);
  @ // what does not lie in *c is as it was
  @ predicate hf_kept_beside{L1,L2}(struct hf_certificate *c) =
  @   (\forall uint8_t *q; \separated(q, c) ==> \at(*q, L1) == \at(*q, L2)) &&
  @   (\forall uint16_t *q; \separated(q, c) ==> \at(*q, L1) == \at(*q, L2)) &&
  @   (\forall uint32_t *q; \separated(q, c) ==> \at(*q, L1) == \at(*q, L2)) &&
  @   (\forall int64_t *q; \separated(q, c) ==> \at(*q, L1) == \at(*q, L2));
  @ lemma hf_apart_kept{L1,L2}: \forall struct hf_certificate *a, *c;
  @   hf_kept_beside{L1,L2}(c) ==> \separated(a, c) ==> hf_certificate_kept{L1,L2}(a);
  @ predicate hf_certificates_kept{L1,L2}(struct hf_path *p, integer n) =
  @   \forall integer i; 0 <= i < n ==> hf_certificate_kept{L1,L2}(\at(&p->at[i], L1));
  @ lemma hf_before_kept{L1,L2}: \forall struct hf_path *p, integer n;
  @   hf_kept_beside{L1,L2}(\at(&p->at[n], L1)) ==> hf_certificates_kept{L1,L2}(p, n);
  @ // what does not lie in *a is as it was
  @ predicate hf_kept_beside_authority{L1,L2}(struct hf_trust_anchor *a) =
  @   (\forall uint8_t *q; \separated(q, a) ==> \at(*q, L1) == \at(*q, L2)) &&
  @   (\forall uint16_t *q; \separated(q, a) ==> \at(*q, L1) == \at(*q, L2)) &&
  @   (\forall uint32_t *q; \separated(q, a) ==> \at(*q, L1) == \at(*q, L2)) &&
  @   (\forall int64_t *q; \separated(q, a) ==> \at(*q, L1) == \at(*q, L2));
  @ lemma hf_apart_authority_kept{L1,L2}: \forall struct hf_certificate *c, struct hf_trust_anchor *a;
  @   hf_kept_beside_authority{L1,L2}(a) ==> \separated(c, a) ==> hf_certificate_kept{L1,L2}(c);
  @ lemma hf_one_kept{L1,L2}: \forall struct hf_path *p, integer i; 0 <= i < HF_PATH_MAX ==>
  @   hf_kept_beside_authority{L1,L2}(\at(&p->authority, L1)) ==> hf_certificate_kept{L1,L2}(\at(&p->at[i], L1));
  @ lemma hf_all_kept{L1,L2}: \forall struct hf_path *p, integer n; n <= HF_PATH_MAX ==>
  @   hf_kept_beside_authority{L1,L2}(\at(&p->authority, L1)) ==> hf_certificates_kept{L1,L2}(p, n);
  @ lemma hf_member_kept{L1,L2}: \forall struct hf_certificate *c, integer size, now;
  @   hf_certificate_kept{L1,L2}(c) ==> hf_member{L1}(c, size, now) ==> hf_member{L2}(c, size, now);
  @ lemma hf_members_kept{L1,L2}: \forall struct hf_path *p, integer n, size, now;
  @   hf_certificates_kept{L1,L2}(p, n) ==> hf_members{L1}(p, n, size, now) ==> hf_members{L2}(p, n, size, now);
  @ lemma hf_chain_kept{L1,L2}: \forall uint8_t *buffer, uint16_t *start, *length, integer size, used, count;
  @   (\forall integer i; 0 <= i < HF_CHAIN_MAX ==> \at(start[i], L1) == \at(start[i], L2)) ==>
  @   (\forall integer i; 0 <= i < HF_CHAIN_MAX ==> \at(length[i], L1) == \at(length[i], L2)) ==>
  @   (size > 0 ==> \valid{L2}(buffer + (0 .. size - 1))) ==>
  @   hf_chain_holds{L1}(buffer, size, used, count, start, length) ==>
  @   hf_chain_holds{L2}(buffer, size, used, count, start, length);
  @ predicate hf_places_same{L1,L2}(struct hf_path *p, integer n) =
  @   (\forall integer i; 0 <= i < n ==> \at(p->place[i], L1) == \at(p->place[i], L2)) &&
  @   (\forall integer i; 0 <= i < n ==> \at(p->tried[i], L1) == \at(p->tried[i], L2));
  @ lemma hf_places_kept{L1,L2}: \forall struct hf_path *p, integer n, count;
  @   hf_places_same{L1,L2}(p, n) ==> hf_places{L1}(p, n, count) ==> hf_places{L2}(p, n, count);
  @ lemma hf_authorities_kept{L1,L2}: \forall struct hf_path *p, integer n;
  @   hf_certificates_kept{L1,L2}(p, n) ==> hf_authorities{L1}(p, n) ==> hf_authorities{L2}(p, n);
  @ */
#endif
