/* What the proof of the loop does not say: are these tables sane? */
#include "generated/tables.h"
#include "generated/errors.h"
#include "handfast/parser.h"
#include "tables.h"
#include <stdio.h>
#include <string.h>

static uint8_t reached[HF_ROWS];

static void go(unsigned row) {
  if (row < HF_ROWS)
    reached[row] = reached[row] != 0 ? reached[row] : 1;
}

/* Where a row leads: all of its ways. */
static void expand(const struct hf_row *r) {
  if (r->flow <= HF_FLOW_SELECT)
    go(r->next);
  if (r->kind == HF_ROW_MATCH)
    go(hf_choices[r->flow_arg].next);
  for (unsigned i = 0; r->flow == HF_FLOW_SELECT && i < r->cases; i++)
    go(hf_choices[r->flow_arg + i].next);
  if (r->flow < HF_FLOW_VECTOR)
    return;
  go(hf_vectors[r->flow_arg].first);
  go(hf_vectors[r->flow_arg].after);
}

int tables_reached(void) {
  static const uint8_t entries[] = {HF_ENTRY_RECORD,
                                    HF_ENTRY_ALERT,
                                    HF_ENTRY_CHANGE_CIPHER_SPEC,
                                    HF_ENTRY_HANDSHAKE,
                                    HF_ENTRY_HANDSHAKE_RSA,
                                    HF_ENTRY_HANDSHAKE_ECDHE,
                                    HF_ENTRY_HANDSHAKE_TLS12,
                                    HF_ENTRY_HANDSHAKE_TLS13,
                                    HF_ENTRY_HANDSHAKE_PRF,
                                    HF_ENTRY_HANDSHAKE_TLS12_X509,
                                    HF_ENTRY_HANDSHAKE_TLS12_RAW_PUBLIC_KEY,
                                    HF_ENTRY_HANDSHAKE_TLS13_X509,
                                    HF_ENTRY_HANDSHAKE_TLS13_RAW_PUBLIC_KEY,
                                    HF_ENTRY_HANDSHAKE_SHA256,
                                    HF_ENTRY_HANDSHAKE_SHA384,
                                    HF_ENTRY_HANDSHAKE_UNREAD};
  int changed = 1;
  for (unsigned i = 0; i < sizeof entries; i++)
    go(entries[i]);
  while (changed) {
    changed = 0;
    for (unsigned i = 0; i < HF_ROWS; i++) {
      if (reached[i] != 1)
        continue;
      reached[i] = 2;
      changed = 1;
      expand(&hf_rows[i]);
    }
  }
  for (unsigned i = 0; i < HF_ROWS; i++) {
    if ((reached[i] != 0) != (i < HF_ROWS_USED))
      return printf("  row %u\n", i), 1;
  }
  return 0;
}

/* Each row but the first three has bytes, and what it names is there. */
int tables_in_range(void) {
  for (unsigned i = 0; i < HF_ROWS_USED; i++) {
    const struct hf_row *r = &hf_rows[i];
    int is_stop = i < 3;
    int is_bad = is_stop != (r->width == 0) || is_stop != (r->kind == HF_ROW_STOP) || r->next >= HF_ROWS_USED;
    if (r->flow >= HF_FLOW_VECTOR)
      is_bad |= r->flow_arg >= HF_VECTORS_USED;
    if (r->flow == HF_FLOW_SELECT)
      is_bad |= r->cases == 0 || r->flow_arg + r->cases > HF_CHOICES;
    if (r->kind == HF_ROW_STORE)
      is_bad |= r->arg >= HF_PARSER_NUMBERS;
    if (r->kind == HF_ROW_MATCH)
      is_bad |= r->flow_arg >= HF_CHOICES || hf_choices[r->flow_arg].value + r->width > HF_CONSTANTS;
    if (r->kind == HF_ROW_KEEP || r->kind == HF_ROW_MATCH)
      is_bad |= r->arg + r->width > HF_KEPT_BYTES;
    if (r->kind == HF_ROW_ELEMENT)
      is_bad |= r->width != 2 || r->next != i || r->flow != HF_FLOW_END;
    if (is_bad)
      return printf("  row %u\n", i), 1;
  }
  return 0;
}

int tables_vectors(void) {
  for (unsigned i = 0; i < HF_VECTORS_USED; i++) {
    const struct hf_vector *v = &hf_vectors[i];
    int is_power = ((v->mask + 1u) & v->mask) == 0;
    if (v->lo > v->hi || !is_power || (v->lo & v->mask) != 0 || (v->hi & v->mask) != 0)
      return printf("  vector %u\n", i), 1;
  }
  return 0;
}

int tables_stops(void) {
  return hf_rows[0].arg != HF_OK || hf_rows[1].arg != HF_ERROR_MESSAGE_TRAILING ||
         hf_rows[2].arg != HF_ERROR_MESSAGE_VALUE;
}
