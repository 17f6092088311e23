/* Pairs of record states that belong together, for each protection that a cipher suite can ask for. */
#ifndef SUPPORT_RECORDS_H
#define SUPPORT_RECORDS_H
#include "record/record.h"

struct record_kind {
  const char *name;
  uint8_t protection;
  uint8_t mac_hash;
  uint8_t mac_n;
  uint8_t key_n;
  uint8_t iv_n;
};

#define RECORD_KINDS 13u
extern const struct record_kind record_kinds[RECORD_KINDS];

#define RECORD_MAX (HF_RECORD_HEADER + HF_SEAL_BEFORE + HF_PLAINTEXT_MAX + HF_SEAL_AFTER)

/* Two ends of one direction. The MAC key is 0, 1, 2 ..., the key 100, 101, ..., the fixed IV 200, 201, ... */
struct record_pair {
  struct hf_record_state out;
  struct hf_record_state in;
};
void record_pair_start(struct record_pair *p, const struct record_kind *kind);

/* The byte i of content that tests send, and of the IVs that they give. */
uint8_t record_content(size_t i);

/* Seals n bytes of that content into record (of RECORD_MAX bytes); answers the record's size, 0 if it was refused. */
size_t record_seal(struct record_pair *p, uint8_t type, uint8_t *record, size_t n);
#endif
