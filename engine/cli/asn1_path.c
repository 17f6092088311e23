#include "asn1_path.h"

/* Text under construction: what is in out[0 .. at-1] stays, and there is room for a NUL behind it. */
struct text {
  char *out;
  size_t n;
  size_t at;
};

/* Adds a text, as far as there is room. */
static void add(struct text *t, const char *from) {
  for (size_t i = 0u; i < CLI_PATH_MAX && from[i] != '\0' && t->at + 1u < t->n; i++) {
    t->out[t->at] = from[i];
    t->at = t->at + 1u;
  }
}

/* Adds a field: ".name", "[]", or nothing for one without a name. */
static void add_field(struct text *t, const char *field) {
  if (t->at > 0u && field[0] != '[' && field[0] != '\0')
    add(t, ".");
  add(t, field);
}

/* The row that was wanted where the reader stopped: that of the identifier octet that stands there, else the first; HF_ASN1_ROWS: none, for
   nothing more may come. */
static size_t wanted(const struct hf_asn1 *a, const uint8_t *in) {
  const struct hf_asn1_state *s = &hf_asn1_states[a->state];
  if (a->pos < a->end[a->depth]) {
    for (size_t i = s->first; i < (size_t)s->first + s->rows; i++) {
      if (hf_asn1_rows[i].tag == in[a->pos])
        return i;
    }
  }
  return s->rows != 0u ? s->first : HF_ASN1_ROWS;
}

void cli_asn1_path(const struct hf_asn1 *a, const uint8_t *in, char *out, size_t n) {
  struct text t = {out, n, 0u};
  size_t row = wanted(a, in);
  const char *section = row < HF_ASN1_ROWS ? hf_asn1_names[row].section : "";
  for (size_t i = 1u; i <= a->depth; i++)
    add_field(&t, hf_asn1_names[a->open[i]].field);
  if (row < HF_ASN1_ROWS)
    add_field(&t, hf_asn1_names[row].field);
  else if (a->depth > 0u)
    section = hf_asn1_names[a->open[a->depth]].section;
  if (section[0] != '\0') {
    add(&t, t.at > 0u ? " (" : "(");
    add(&t, section);
    add(&t, ")");
  }
  t.out[t.at] = '\0';
}
