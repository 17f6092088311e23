/* Writes what people call each row: the field, and the section of an RFC that it is in. */
#include "base/memory.h"
#include "emit/asn1_fold.h"
#include <string.h>

void asn1_emit_names(struct output *o, const struct asn1_table *table) {
  struct text *t = output_file(o, "asn1_names.c");
  int is_without = profile_lacks(table->l->a->profile, "text", "fields");
  gen_header(t, "asn1 and spec/registry/oids.csv");
  text_add(t, "#include \"parse/asn1.h\"\n\n");
  text_add(t, "const struct hf_asn1_name hf_asn1_names[HF_ASN1_ROWS] = {\n");
  for (size_t i = 0; i < table->rows_n; i++) {
    const struct asn1_item *m = table->rows[i].item;
    const char *section = m->section == NULL ? "" : m->section;
    text_add(t, "    /* %3zu */ {\"%s\", \"%s\"},\n", i, is_without ? "" : m->field, is_without ? "" : section);
  }
  text_add(t, "};\n");
}
