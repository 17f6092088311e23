/* engine/generated/extensions.h and extensions.c: a bit for each extension, and which message of which version may carry which. */
#include "check/extensions.h"
#include "base/memory.h"
#include <string.h>

static const char *seen(const struct csv_table *t, size_t i) {
  return memory_print("HF_SEEN_%s", upper(csv_text(t, &t->rows[i], "Description")));
}

static void emit_line(struct text *t, const char *name, uint32_t bits) {
  const char *begin = memory_print("#define %s", name);
  text_add(t, "%s%s0x%xu\n", begin, padding(strlen(begin), 64), bits);
}

static void emit_bits(struct text *out, const struct csv_table *t) {
  text_add(out, "/* A bit for each extension that the engine knows. */\n");
  for (size_t i = 0; i < t->rows_n; i++)
    emit_line(out, seen(t, i), 1u << i);
  emit_line(out, "HF_SEEN_ALL", (uint32_t)((1ull << t->rows_n) - 1u));
}

static void emit_carried(struct text *out, const struct csv_table *t) {
  text_add(out,
           "\n/* Which may come in a message, by its version: CH ClientHello, SH ServerHello, HRR HelloRetryRequest,\n"
           "   EE EncryptedExtensions, CT Certificate, CR CertificateRequest, NST NewSessionTicket. */\n");
  for (unsigned v = 0; v < VERSIONS; v++) {
    for (unsigned c = 0; c < CARRIERS; c++) {
      uint32_t bits = 0;
      for (size_t i = 0; i < t->rows_n; i++)
        bits |= extension_is_carried(t, &t->rows[i], v, c) ? 1u << i : 0u;
      emit_line(out, memory_print("HF_CARRIED_%s_%s", version_constants[v], carrier_words[c]), bits);
    }
  }
  uint32_t last = 0;
  for (size_t i = 0; i < t->rows_n; i++)
    last |= extension_is_last(t, &t->rows[i]) ? 1u << i : 0u;
  text_add(out, "\n/* Nothing may stand behind these in a ClientHello. */\n");
  emit_line(out, "HF_SEEN_MUST_BE_LAST", last);
}

static void emit_header(struct gen *g) {
  const struct csv_table *t = g->registries.extensions;
  struct text *out = output_file(&g->output, "extensions.h");
  gen_header(out, "registry/extensions.csv");
  text_add(out,
           "#ifndef HF_GENERATED_EXTENSIONS_H\n#define HF_GENERATED_EXTENSIONS_H\n#include \"generated/registry.h\"\n"
           "#include \"handfast/total.h\"\n\n");
  emit_bits(out, t);
  emit_carried(out, t);
  text_add(out, "\n/* The bit of an extension; 0 when the engine does not know its type. */\n"
                "/*@ HF_TOTAL; assigns \\nothing;\n  @ ensures \\result == (\n");
  for (size_t i = 0; i < t->rows_n; i++) {
    if (extension_is_known(g->profile, t, &t->rows[i]))
      text_add(out, "  @   type == HF_EXTENSION_%s ? %s :\n", upper(csv_text(t, &t->rows[i], "Description")),
               seen(t, i));
  }
  text_add(out, "  @   0); */\nuint32_t hf_extension_bit(uint32_t type);\n#endif\n");
}

static void emit_code(struct gen *g) {
  const struct csv_table *t = g->registries.extensions;
  struct text *out = output_file(&g->output, "extensions.c");
  gen_header(out, "registry/extensions.csv");
  text_add(out,
           "#include \"generated/extensions.h\"\n\nuint32_t hf_extension_bit(uint32_t type) {\n  switch (type) {\n");
  for (size_t i = 0; i < t->rows_n; i++) {
    if (extension_is_known(g->profile, t, &t->rows[i]))
      text_add(out, "  case HF_EXTENSION_%s:\n    return %s;\n", upper(csv_text(t, &t->rows[i], "Description")),
               seen(t, i));
  }
  text_add(out, "  default:\n    return 0u;\n  }\n}\n");
}

void gen_extensions(struct gen *g) {
  emit_header(g);
  emit_code(g);
}
