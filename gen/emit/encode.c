/* Writes encode.h, and a file with the bytes of each struct that is encoded. */
#include "emit/encode.h"
#include "base/memory.h"
#include "check/extensions.h"
#include <string.h>

#define SOURCES "wire"

/* --- the struct that is filled in --- */

static void emit_members(struct text *t, const struct parts *parts) {
  for (size_t i = 0; i < parts->n; i++) {
    const struct part *p = &parts->list[i];
    const char *m = p->member;
    switch (p->kind) {
    case PART_NUMBER:
      text_add(t, "  uint32_t %s; /* %u byte%s */\n", m, p->width, p->width == 1 ? "" : "s");
      break;
    case PART_FIXED:
      text_add(t, "  const uint8_t *%s; /* %u bytes */\n", m, p->width);
      break;
    case PART_BYTES:
      text_add(t, "  const uint8_t *%s;%s%s%s\n  size_t %s_n; /* bytes, at most %u */\n", m,
               p->note == NULL ? "" : " /* ", p->note == NULL ? "" : p->note, p->note == NULL ? "" : " */", m, p->hi);
      break;
    case PART_NUMBERS:
      text_add(t, "  const uint16_t *%s;\n  size_t %s_n; /* numbers, at most %u */\n", m, m, p->hi / 2);
      break;
    case PART_GATHERED:
      text_add(t, "  const uint8_t *const *%s;\n  const size_t *%s_sizes; /* bytes of each */\n  size_t %s_n;\n", m, m,
               m);
      break;
    case PART_APART:
      text_add(t, "  size_t %s_n; /* bytes of what is written behind this, at most %u */\n", m, p->hi);
      break;
    case PART_OPTION:
      text_add(t, "  uint32_t %s; /* 1: it is sent */\n", m);
      break;
    default:
      break;
    }
    emit_members(t, &p->parts);
  }
}

/* --- what must hold of it --- */

/* It reads no uint8_t, and of the writer nothing: so it is the same, word for word, after bytes were put. */
static void emit_needs(struct text *t, const struct parts *parts) {
  for (size_t i = 0; i < parts->n; i++) {
    const struct part *p = &parts->list[i];
    const char *m = p->member;
    if (p->kind == PART_FIXED) {
      text_add(t, " &&\n  @   HF_READABLE(m->%s, %u)", m, p->width);
    } else if (p->kind == PART_BYTES) {
      text_add(t, " &&\n  @   m->%s_n <= %u && HF_READABLE(m->%s, m->%s_n)", m, p->hi, m, m);
    } else if (p->kind == PART_NUMBERS) {
      text_add(t, " &&\n  @   m->%s_n <= %u && HF_READABLE(m->%s, m->%s_n)", m, p->hi / 2, m, m);
    } else if (p->kind == PART_GATHERED) {
      text_add(t, " &&\n  @   HF_READABLE(m->%s, m->%s_n) && HF_READABLE(m->%s_sizes, m->%s_n) &&\n", m, m, m, m);
      text_add(t, "  @   (\\forall integer i; 0 <= i < m->%s_n ==> HF_READABLE(m->%s[i], m->%s_sizes[i]))", m, m, m);
    }
    emit_needs(t, &p->parts);
  }
}

static void emit_struct(struct text *t, const struct encoding *e) {
  if (!e->has_members)
    return;
  text_add(t, "struct hf_out_%s {\n", e->name);
  emit_members(t, &e->parts);
  text_add(t,
           "};\n/*@ predicate hf_sendable_%s(struct hf_writer *w, uint8_t *out, integer room, struct hf_out_%s *m) =\n",
           e->name, e->name);
  text_add(t, "  @   HF_READABLE(m, 1)");
  emit_needs(t, &e->parts);
  text_add(t, ";\n  @*/\n");
}

static const char *signature(const struct encoding *e) {
  if (!e->has_members)
    return memory_print("void hf_encode_%s(struct hf_writer *w)", e->name);
  return memory_print("void hf_encode_%s(struct hf_writer *w, const struct hf_out_%s *m)", e->name, e->name);
}

static void emit_prototype(struct text *t, const struct encoding *e) {
  emit_struct(t, e);
  text_add(t, "/*@ requires hf_writing(w)%s%s%s;\n", e->has_members ? " && hf_sendable_" : "",
           e->has_members ? e->name : "", e->has_members ? "(w, w->out, w->room, m)" : "");
  text_add(t, "  @ HF_TOTAL;\n");
  text_add(t, "  @ assigns w->at, w->written, w->out[\\at(w->written, Pre) .. w->room - 1];\n");
  text_add(t, "  @ ensures hf_writing(w) && w->written >= \\old(w->written);\n  @*/\n%s;\n\n", signature(e));
  if (e->is_apart) {
    text_add(t, "/* Its bytes. */\n/*@ requires \\valid_read(m); HF_TOTAL; assigns \\nothing; ensures \\result <= "
                "HF_WRITER_MOST; */\n");
    text_add(t, "uint32_t hf_size_of_%s(const struct hf_out_%s *m);\n\n", e->name, e->name);
  }
}

/* --- sizes --- */

static const struct part *block_in(const struct parts *parts) {
  for (size_t i = 0; i < parts->n; i++) {
    if (parts->list[i].kind == PART_BLOCK)
      return &parts->list[i];
  }
  return NULL;
}

/* Bytes that are there whatever the values. */
static unsigned fixed_size(const struct parts *parts) {
  unsigned n = 0;
  for (size_t i = 0; i < parts->n; i++) {
    const struct part *p = &parts->list[i];
    if (p->kind != PART_BLOCK && p->kind != PART_OPTION)
      n += p->width;
    if (p->kind == PART_SIZED)
      n += fixed_size(&p->parts);
  }
  return n;
}

/* An expression: `size` and what the values add to it. */
static const char *add_sizes(const struct encoding *e, const struct parts *parts, const char *size) {
  for (size_t i = 0; i < parts->n; i++) {
    const struct part *p = &parts->list[i];
    const char *m = p->member;
    if (p->kind == PART_BYTES)
      size = memory_print("hf_size_add(%s, m->%s_n)", size, m);
    if (p->kind == PART_NUMBERS)
      size = memory_print("hf_size_add_numbers(%s, m->%s_n)", size, m);
    if (p->kind == PART_GATHERED)
      size = memory_print("hf_size_add_gathered(%s, %uu, m->%s_sizes, m->%s_n)", size, p->inner, m, m);
    if (p->kind == PART_APART)
      size = memory_print("hf_size_add(%s, m->%s_n)", size, m);
    if (p->kind == PART_BLOCK && p->value != 0)
      size = memory_print("hf_size_add(%s, hf_size_optional(size_of_%s_%s(m), %uu))", size, e->name, m, p->width);
    if (p->kind == PART_BLOCK && p->value == 0)
      size = memory_print("hf_size_add(hf_size_add(%s, %uu), size_of_%s_%s(m))", size, p->width, e->name, m);
    if (p->kind == PART_SIZED)
      size = add_sizes(e, &p->parts, size);
  }
  return size;
}

static const char *size_of(const struct encoding *e, const struct parts *parts) {
  return add_sizes(e, parts, memory_print("%uu", fixed_size(parts)));
}

static void emit_block_size(struct text *t, const struct encoding *e, const struct part *block) {
  text_add(t, "/*@ requires \\valid_read(m);\n  @ HF_TOTAL;\n  @ assigns \\nothing;\n");
  text_add(t, "  @ ensures \\result <= HF_WRITER_MOST;\n  @*/\n");
  text_add(t, "static uint32_t size_of_%s_%s(const struct hf_out_%s *m) {\n  uint32_t n = 0u;\n", e->name,
           block->member, e->name);
  for (size_t i = 0; i < block->parts.n; i++) {
    const struct part *option = &block->parts.list[i];
    const char *before = memory_print("hf_size_add(n, %uu)", fixed_size(&option->parts));
    text_add(t, "  if (m->%s != 0u) n = %s;\n", option->member, add_sizes(e, &option->parts, before));
  }
  text_add(t, "  return n;\n}\n\n");
}

/* --- the bytes --- */

static void emit_number(struct text *t, const char *indent, unsigned width, const char *value, const char *note) {
  text_add(t, "%shf_put%u(w, %s);", indent, 8 * width, value);
  text_add(t, note == NULL ? "\n" : " /* %s */\n", note);
}

static void emit_puts(struct text *t, const struct encoding *e, const struct parts *parts, const char *indent) {
  for (size_t i = 0; i < parts->n; i++) {
    const struct part *p = &parts->list[i];
    const char *m = p->member;
    switch (p->kind) {
    case PART_CONSTANT:
      emit_number(t, indent, p->width, memory_print("%uu", p->value), p->note);
      break;
    case PART_NUMBER:
      emit_number(t, indent, p->width, memory_print("m->%s", m), NULL);
      break;
    case PART_FIXED:
      text_add(t, "%shf_put_bytes(w, m->%s, %uu);\n", indent, m, p->width);
      break;
    case PART_BYTES:
      text_add(t, "%shf_put_vector(w, %uu, m->%s, m->%s_n);\n", indent, p->width, m, m);
      break;
    case PART_NUMBERS:
      text_add(t, "%shf_put_numbers(w, %uu, m->%s, m->%s_n);\n", indent, p->width, m, m);
      break;
    case PART_GATHERED:
      text_add(t, "%shf_put_gathered(w, %uu, %uu, m->%s, m->%s_sizes, m->%s_n);\n", indent, p->width, p->inner, m, m,
               m);
      break;
    case PART_APART:
      text_add(t, "%shf_put_length(w, %uu, hf_size_add(0u, m->%s_n));\n", indent, p->width, m);
      break;
    case PART_SIZED:
      text_add(t, "%shf_put_length(w, %uu, %s);\n", indent, p->width, size_of(e, &p->parts));
      emit_puts(t, e, &p->parts, indent);
      break;
    case PART_BLOCK:
    case PART_OPTION:
      text_add(t, "%sput_%s_%s(w, m);\n", indent, e->name, m);
      break;
    }
  }
}

static void emit_put_head(struct text *t, const struct encoding *e, const char *what) {
  text_add(t, "/*@ requires hf_writing(w) && hf_sendable_%s(w, w->out, w->room, m);\n  @ HF_TOTAL;\n", e->name);
  text_add(t, "  @ assigns w->at, w->written, w->out[\\at(w->written, Pre) .. w->room - 1];\n  @ ensures hf_writing(w) "
              "&& w->written >= \\old(w->written);\n  @*/\n");
  text_add(t, "static void put_%s_%s(struct hf_writer *w, const struct hf_out_%s *m) {\n", e->name, what, e->name);
}

/* Each option in a function of its own: what holds of the values is shown for one after another. */
static void emit_option(struct text *t, const struct encoding *e, const struct part *option) {
  emit_put_head(t, e, option->member);
  text_add(t, "  if (m->%s == 0u) return;\n", option->member);
  emit_puts(t, e, &option->parts, "  ");
  text_add(t, "}\n\n");
}

static void emit_block(struct text *t, const struct encoding *e, const struct part *block) {
  emit_block_size(t, e, block);
  for (size_t i = 0; i < block->parts.n; i++) {
    if (block->parts.list[i].kind == PART_OPTION)
      emit_option(t, e, &block->parts.list[i]);
  }
  emit_put_head(t, e, block->member);
  text_add(t, "  uint32_t n = size_of_%s_%s(m);\n%s  hf_put_length(w, %uu, n);\n", e->name, block->member,
           block->value != 0 ? "  if (n == 0u) return;\n" : "", block->width);
  emit_puts(t, e, &block->parts, "  ");
  text_add(t, "}\n\n");
}

static void emit_function(struct text *t, const struct encoding *e) {
  const struct part *block = block_in(&e->parts);
  if (block != NULL)
    emit_block(t, e, block);
  text_add(t, "%s {\n", signature(e));
  emit_puts(t, e, &e->header, "  ");
  if (e->length != 0)
    text_add(t, "  hf_put_length(w, %uu, %s);\n", e->length, size_of(e, &e->parts));
  emit_puts(t, e, &e->parts, "  ");
  text_add(t, "}\n");
  if (e->is_apart)
    text_add(t, "\nuint32_t hf_size_of_%s(const struct hf_out_%s *m) {\n  return %s;\n}\n", e->name, e->name,
             size_of(e, &e->parts));
}

static void emit_file(struct text *c, const struct encoding *e) {
  gen_header(c, SOURCES);
  text_add(c, "#include \"generated/encode.h\"\n\n");
  emit_function(c, e);
}

/* Whether the engine may send it: an extension that no version of the profile has, and no part, is not sent. */
static int is_sent(const struct gen *g, const struct part *p) {
  const struct csv_table *t = g->registries.extensions;
  const char *name = p->kind == PART_OPTION ? p->member + strlen("has_") : "";
  const struct csv_row *row = csv_find(t, "Description", name);
  return row == NULL || extension_is_known(g->profile, t, row);
}

/* What a profile leaves out has its members all the same: the text that fills them in is there. */
static void cut(const struct gen *g, struct parts *parts) {
  size_t left = 0;
  for (size_t i = 0; i < parts->n; i++) {
    struct part p = parts->list[i];
    cut(g, &p.parts);
    if (p.kind == PART_BLOCK && p.parts.n == 0) /* of no options: its length */
      p = (struct part){.kind = PART_CONSTANT, .width = p.value != 0 ? 0 : p.width, .note = "none"};
    if (is_sent(g, &p) && (p.kind != PART_CONSTANT || p.width != 0))
      parts->list[left++] = p;
  }
  parts->n = left;
}

void emit_encode(struct gen *g, struct messages *m) {
  struct output *o = &g->output;
  struct text *h = output_file(o, "encode.h");
  gen_header(h, SOURCES);
  text_add(h, "#ifndef HF_GENERATED_ENCODE_H\n#define HF_GENERATED_ENCODE_H\n#include \"parse/writer.h\"\n\n");
  text_add(h, "/* The messages that the engine sends, as values to fill in, and their bytes: of handshake messages "
              "with type and length\n");
  text_add(h, "   before them. All pointers stay the caller's and are only read. An extension is sent when its flag is "
              "1; when none\n");
  text_add(h, "   is, their block is left out. Lengths beyond what is said here would make a message that no peer "
              "takes.\n");
  text_add(h, "   What is not sent is given all the same: of length 0, or as bytes that can be read. */\n\n");
  text_add(
      h, "/* n elements that can be read, and are none of what the writer writes: itself, and room bytes at out. */\n");
  text_add(h, "#define HF_READABLE(p, n)                                                                               "
              "               \\\n");
  text_add(h, "  (\\valid_read((p) + (0 .. (n) - 1)) && \\separated(w, (p) + (0 .. (n) - 1)) &&                        "
              "                  \\\n");
  text_add(h, "   \\separated(out + (0 .. room - 1), (p) + (0 .. (n) - 1)))\n\n");
  for (size_t i = 0; i < m->encoded_n; i++) {
    struct encoding e = encode_plan(m, &m->encoded[i]);
    emit_prototype(h, &e);
    cut(g, &e.parts);
    emit_file(output_file(o, memory_print("encode_%s.c", e.name)), &e);
  }
  text_add(h, "#endif\n");
}

void encode_check(struct messages *m) {
  for (size_t i = 0; i < m->encoded_n; i++)
    (void)encode_plan(m, &m->encoded[i]);
  for (size_t i = 0; i < m->bindings_n; i++) {
    const struct binding *b = &m->bindings[i];
    if (b->is_used || b->verb < BIND_GATHER)
      continue;
    diagnose(m->d, b->place, "mend the path: it ends at an element, []", "nothing that is encoded is `%s.%s'", b->type,
             b->path);
  }
}
