/* Revocation lists, asked again without a signature. A list can be believed only when it is one that was: so all that is asked is
   that the lists are those of then, whoever they are by, and are good still. Any other leads to a full handshake, which checks its
   signature and whose certificates it speaks of. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "x509/crl.h"
#include "x509/path.h"
#include "x509/peer_record.h"

/* Hashes one list. 0: it cannot be read, or is not good now. */
/*@ requires \valid_read(list) && \valid_read(list->der + (0 .. list->n - 1)) && \valid(h) && hash_known(h->id);
  @ requires \separated(h, list->der + (0 .. list->n - 1)) && \separated(h, list);
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25];
  @ ensures \result == 0 || \result == 1;
  @ ensures list->n > HF_CRL_MAX ==> \result == 0; */
static uint8_t take_list(const struct hf_crl *list, int64_t now, struct hf_hash *h) {
  struct hf_crl_parts parts;
  struct hf_span whole;
  uint8_t size[4];
  if (list->n > HF_CRL_MAX)
    return 0u;
  whole.at = 0u;
  whole.n = (uint32_t)list->n;
  if (hf_crl_read(list->der, whole, &parts) != HF_OK)
    return 0u;
  hf_write32(size, whole.n);
  hf_hash_update(h, size, 4u);
  hf_hash_update(h, list->der, whole.n);
  return parts.error == HF_OK && hf_valid_at(now, parts.this_update, parts.next_update) == HF_OK ? 1u : 0u;
}

/* Hashes what is asked of policies: the same lists under other rules are another question. */
/*@ requires rules == \null || \valid_read(rules);
  @ requires \valid(h) && hash_known(h->id) && \separated(h, rules);
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25]; */
static void take_rules(const struct hf_policy_rules *rules, struct hf_hash *h) {
  uint8_t head[4];
  if (rules == NULL)
    return;
  head[0] = 1u;
  head[1] = rules->explicit_policy;
  head[2] = rules->inhibit_mapping;
  head[3] = rules->inhibit_any;
  hf_hash_update(h, head, 4u);
  /*@ loop invariant 0 <= i <= rules->policies_n;
    @ loop assigns i, head[0 .. 3], h->word[0 .. 25];
    @ loop variant rules->policies_n - i; */
  for (size_t i = 0u; i < rules->policies_n; i++) {
    hf_write32(head, (uint32_t)(rules->policies[i].n % 0x100000000u));
    hf_hash_update(h, head, 4u);
    hf_hash_update(h, rules->policies[i].octets, rules->policies[i].n);
  }
}

uint8_t hf_crl_record(const struct hf_verify *how, uint8_t *out) {
  struct hf_hash h;
  uint8_t policy[1];
  uint8_t good = 1u;
  policy[0] = how->crl_policy;
  hf_hash_start(&h, HF_HASH_SHA256);
  hf_hash_update(&h, policy, 1u);
  /*@ loop invariant 0 <= i <= how->crls_n && good <= 1 && hash_known(h.id);
    @ loop invariant good == 1 ==> \forall integer k; 0 <= k < i ==> how->crls[k].n <= HF_CRL_MAX;
    @ loop assigns i, good, h.word[0 .. 25];
    @ loop variant how->crls_n - i; */
  for (size_t i = 0u; i < how->crls_n; i++) {
    if (take_list(&how->crls[i], how->now, &h) == 0u)
      good = 0u;
  }
  take_rules(how->policy_rules, &h);
  hf_hash_finish(&h, out);
  return good;
}
