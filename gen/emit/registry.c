/* engine/generated/registry.h and registry.c, from the registries and the profile. */
#include "base/memory.h"
#include "gen.h"
#include <string.h>

static void header(struct text *t, const struct gen *g) {
  gen_header(t, memory_print("registry and spec/%s", g->profile->source->name));
}

/* One constant for each row of a registry. */
static void emit_constants(struct text *t, const struct csv_table *table, const char *comment, const char *prefix) {
  text_add(t, "/* %s */\n", comment);
  for (size_t i = 0; i < table->rows_n; i++) {
    const char *name = memory_print("#define %s%s", prefix, upper(csv_text(table, &table->rows[i], "Description")));
    text_add(t, "%s%s0x%0*xu\n", name, padding(strlen(name), 60), table->rows[i].value > 255 ? 4 : 2,
             table->rows[i].value);
  }
  text_add(t, "\n");
}

static const char row_type[] = "/* What a cipher suite is made of. */\n"
                               "struct hf_cipher_suite_row {\n"
                               "  uint16_t code;          /* IANA's code point */\n"
                               "  uint8_t key_exchange;   /* HF_KEY_EXCHANGE_... */\n"
                               "  uint8_t authentication; /* the kind of the server's key: HF_KEY_RSA, HF_KEY_EC */\n"
                               "  uint8_t protection;     /* HF_PROTECTION_... */\n"
                               "  uint8_t key_n;          /* bytes of the key that encrypts */\n"
                               "  uint8_t mac_n;          /* bytes of the MAC and of its key; 0: an AEAD */\n"
                               "  uint8_t iv_n;           /* bytes of the IV that come out of the key block */\n"
                               "  uint8_t mac_hash;       /* HF_HASH_...; 0: an AEAD */\n"
                               "  uint8_t prf_hash;       /* HF_HASH_... */\n"
                               "};\n\n";

static void emit_header(struct gen *g) {
  const struct registries *r = &g->registries;
  struct text *t = output_file(&g->output, "registry.h");
  header(t, g);
  text_add(t, "#ifndef HF_GENERATED_REGISTRY_H\n#define HF_GENERATED_REGISTRY_H\n#include <stdint.h>\n\n");
  emit_constants(t, r->content_types, "Content types of records (RFC 5246 6.2.1)", "HF_CONTENT_");
  emit_constants(t, r->alerts, "Alert descriptions (RFC 5246 7.2)", "HF_ALERT_");
  text_add(t, "#define HF_ALERT_LEVEL_WARNING 1u\n#define HF_ALERT_LEVEL_FATAL 2u\n\n");
  emit_constants(t, r->handshake_types, "Handshake messages (RFC 5246 7.4)", "HF_HANDSHAKE_");
  emit_constants(t, r->extensions, "Extensions (RFC 5246 7.4.1.4)", "HF_EXTENSION_");
  emit_constants(t, r->groups, "Curves (RFC 8422 5.1.1), also those that this engine does not have", "HF_CURVE_");
  emit_constants(t, r->signature_schemes,
                 "Signature schemes (RFC 8446 4.2.3): hash and signature algorithm of RFC 5246 in one number",
                 "HF_SCHEME_");
  emit_constants(t, r->cipher_suites, "Cipher suites, and the two signalling values (RFC 5746 3.3, RFC 7507)", "HF_");
  text_add(t,
           "#define HF_KEY_EXCHANGE_RSA 1u\n#define HF_KEY_EXCHANGE_ECDHE 2u\n#define HF_KEY_EXCHANGE_ANY 3u /* TLS "
           "1.3 */\n\n%s",
           row_type);
  text_add(t, "/* What this engine has, best first. */\n");
  text_add(t, "#define HF_CIPHER_SUITES %zuu\n#define HF_GROUPS %zuu\n#define HF_SIGNATURE_SCHEMES %zuu\n", g->suites.n,
           g->profile->groups.n, g->profile->signature_schemes.n);
  text_add(t, "extern const struct hf_cipher_suite_row hf_cipher_suites[HF_CIPHER_SUITES];\n"
              "extern const uint16_t hf_groups[HF_GROUPS];\n"
              "extern const uint16_t hf_signature_schemes[HF_SIGNATURE_SCHEMES];\n#endif\n");
}

static void emit_suite(struct text *t, const struct suite *s) {
  text_add(t, "    {HF_%s, %s, %s, %s, %s, %s, %s, %s, %s},\n", s->name, s->key_exchange, s->authentication,
           s->protection, s->key_bytes, s->mac_bytes, s->fixed_iv_bytes, s->mac_hash, s->prf_hash);
}

static void emit_list(struct text *t, const char *declaration, const char *prefix, const struct profile_names *names) {
  text_add(t, "\nconst uint16_t %s = {\n", declaration);
  for (size_t i = 0; i < names->n; i++)
    text_add(t, "    %s%s,\n", prefix, upper(names->names[i].text));
  text_add(t, "};\n");
}

static void emit_code(struct gen *g) {
  struct text *t = output_file(&g->output, "registry.c");
  header(t, g);
  text_add(t, "#include \"generated/registry.h\"\n#include \"handfast/provider.h\"\n#include \"handfast/record.h\"\n"
              "#include \"handfast/x509.h\"\n\n");
  text_add(t, "const struct hf_cipher_suite_row hf_cipher_suites[HF_CIPHER_SUITES] = {\n");
  for (size_t i = 0; i < g->suites.n; i++)
    emit_suite(t, &g->suites.list[i]);
  text_add(t, "};\n");
  emit_list(t, "hf_groups[HF_GROUPS]", "HF_GROUP_", &g->profile->groups);
  emit_list(t, "hf_signature_schemes[HF_SIGNATURE_SCHEMES]", "HF_SCHEME_", &g->profile->signature_schemes);
}

void gen_registry(struct gen *g) {
  emit_header(g);
  emit_code(g);
}
