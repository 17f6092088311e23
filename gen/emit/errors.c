/* engine/include/generated/errors.h and engine/generated/errors.c, from spec/registry/errors.csv. */
#include "base/memory.h"
#include "gen.h"
#include <string.h>

/* The alert's code point, or 255 for an error that sends none. */
static unsigned alert_of(const struct gen *g, const struct csv_row *row) {
  const struct csv_row *alert =
      csv_find(g->registries.alerts, "Description", csv_text(g->registries.errors, row, "Alert"));
  return alert == NULL ? 255u : alert->value;
}

static void emit_header(struct gen *g) {
  struct text *t = output_file(&g->output, "errors.h");
  const struct csv_table *errors = g->registries.errors;
  gen_header(t, "registry/errors.csv and spec/registry/alerts.csv");
  text_add(t, "#ifndef HF_GENERATED_ERRORS_H\n#define HF_GENERATED_ERRORS_H\n#include \"handfast/total.h\"\n#include "
              "<stdint.h>\n\n");
  text_add(t, "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
  text_add(t,
           "/* Why a connection failed. In brackets: the alert that the peer is sent, and where that is written. */\n");
  text_add(t, "enum hf_error {\n  HF_OK = 0,\n");
  for (size_t i = 0; i < errors->rows_n; i++) {
    const struct csv_row *row = &errors->rows[i];
    const char *name = memory_print("HF_ERROR_%s = %zu,", upper(csv_text(errors, row, "Name")), i + 1);
    text_add(t, "  %s%s/* %s [%s, %s] */\n", name, padding(strlen(name), 50), csv_text(errors, row, "Description"),
             csv_text(errors, row, "Alert"), csv_text(errors, row, "Reference"));
  }
  text_add(t, "};\n\n#define HF_ERRORS %zuu /* HF_OK included */\n#define HF_ALERT_NONE 255u\n\n", errors->rows_n + 1);
  text_add(t, "/* The code point of the alert that an error sends, or HF_ALERT_NONE. */\n"
              "/*@ HF_TOTAL; assigns \\nothing; */\n"
              "uint32_t hf_error_alert(uint32_t error);\n"
              "/* One line about an error, never NULL. */\n"
              "/*@ HF_TOTAL; assigns \\nothing; */\n"
              "const char *hf_strerror(enum hf_error error);\n"
              "/* Its name: \"finished_different\". Never NULL. */\n"
              "/*@ HF_TOTAL; assigns \\nothing; */\n"
              "const char *hf_error_name(enum hf_error error);\n"
              "/* Where the rule is written: \"RFC5280 4.1.2.5\". Never NULL. */\n"
              "/*@ HF_TOTAL; assigns \\nothing; */\n"
              "const char *hf_error_reference(enum hf_error error);\n\n"
              "#ifdef __cplusplus\n}\n#endif\n#endif\n");
}

/* A table of one text for each error. */
static void emit_texts(struct text *t, const struct csv_table *errors, const char *name, const char *column) {
  text_add(t, "static const char *const %s[HF_ERRORS] = {\n    \"%s\",\n", name,
           strcmp(column, "Name") == 0 ? "ok" : "no error");
  for (size_t i = 0; i < errors->rows_n; i++)
    text_add(t, "    \"%s\",\n", csv_text(errors, &errors->rows[i], column));
  text_add(t, "};\n\n");
}

/* A profile without texts answers with empty ones. */
static void emit_without_texts(struct text *t) {
  static const char *const functions[] = {"hf_strerror", "hf_error_name", "hf_error_reference"};
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
    text_add(t, "\nconst char *%s(enum hf_error error) {\n  (void)error;\n  return \"\";\n}\n", functions[i]);
}

static void emit_functions(struct text *t, const struct csv_table *errors) {
  emit_texts(t, errors, "names", "Name");
  emit_texts(t, errors, "descriptions", "Description");
  emit_texts(t, errors, "references", "Reference");
  text_add(t, "const char *hf_strerror(enum hf_error error) {\n"
              "  return (uint32_t)error < HF_ERRORS ? descriptions[error] : \"unknown error\";\n}\n\n");
  text_add(t, "const char *hf_error_name(enum hf_error error) {\n"
              "  return (uint32_t)error < HF_ERRORS ? names[error] : \"unknown\";\n}\n\n");
  text_add(t, "const char *hf_error_reference(enum hf_error error) {\n"
              "  return (uint32_t)error < HF_ERRORS ? references[error] : \"\";\n}\n");
}

static void emit_code(struct gen *g) {
  struct text *t = output_file(&g->output, "errors.c");
  const struct csv_table *errors = g->registries.errors;
  gen_header(t, "registry/errors.csv and spec/registry/alerts.csv");
  text_add(t, "#include \"generated/errors.h\"\n\n");
  text_add(t, "static const uint8_t alerts[HF_ERRORS] = {\n    HF_ALERT_NONE, /* ok */\n");
  for (size_t i = 0; i < errors->rows_n; i++) {
    const struct csv_row *row = &errors->rows[i];
    text_add(t, "    %uu, /* %s: %s */\n", alert_of(g, row), csv_text(errors, row, "Name"),
             csv_text(errors, row, "Alert"));
  }
  text_add(t, "};\n\n");
  text_add(t, "uint32_t hf_error_alert(uint32_t error) {\n"
              "  return error < HF_ERRORS ? alerts[error] : HF_ALERT_NONE;\n}\n");
  if (profile_lacks(g->profile, "text", "errors")) {
    emit_without_texts(t);
    return;
  }
  text_add(t, "\n");
  emit_functions(t, errors);
}

void gen_errors(struct gen *g) {
  emit_header(g);
  emit_code(g);
}
