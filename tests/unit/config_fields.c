/* Each field of hf_config that can refuse something, turned on alone: of a handshake that succeeds, this one field of one side is
   changed, and then exactly that field's error ends it, on that side; in TLS 1.3 too, but for peers that say what ours would not. The table (config_fields.inc) is held against the struct
   as it stands in engine/include/handfast/config.h: a field without a line fails. */
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { CLIENT, SERVER };

struct row {
  const char *field, *last; /* the same, or a list and its length, or a function and its context */
  size_t from, to;          /* bytes of hf_config that may differ */
  int side;
  void (*base)(struct test_pair *p);
  test_edit edit;
  void (*turn)(struct hf_config *c);
  enum hf_error error, in_tls13;
  const char *name;
};

#include "config_fields.inc"

#define ROWS (sizeof rows / sizeof rows[0])
static struct test_pair pair;

static void set(const struct row *r) {
  test_pair_set(&pair);
  test_wire_watch(&pair, r->edit);
  r->base(&pair);
}

/* Nothing but the field is another now. */
static void check_alone(const struct row *r, const struct hf_config *before, const struct hf_config *after) {
  const uint8_t *a = (const uint8_t *)before, *b = (const uint8_t *)after;
  int changed = 0;
  for (size_t i = 0; i < sizeof *before; i++) {
    changed |= a[i] != b[i];
    cr_assert(a[i] == b[i] || (i >= r->from && i < r->to), "%s changes more than %s: byte %zu", r->name, r->field, i);
  }
  cr_assert(changed, "%s changes nothing", r->name);
}

static void judge(const struct row *r) {
  struct test_side *s = r->side == SERVER ? &pair.server : &pair.client;
  enum hf_error error = test_versions() == HF_VERSION_TLS13 ? r->in_tls13 : r->error;
  struct hf_config before;
  set(r);
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s, before %s: %s; %s", r->field, r->name, test_describe(&pair.client),
            test_describe(&pair.server));
  cr_assert_eq(pair.tampered > 0, r->edit != NULL, "%s: the peer says nothing else", r->name);
  set(r);
  memcpy(&before, &s->config, sizeof before);
  r->turn(&s->config);
  check_alone(r, &before, &s->config);
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&s->c), error, "%s, %s: %s, not %s", r->field, r->name, test_describe(s),
               hf_error_name(error));
  cr_expect_eq(test_both_open(&pair), error == HF_OK, "%s, %s", r->field, r->name);
}

Test(config_fields, each_alone_refuses) {
  for (size_t i = 0; i < ROWS; i++)
    if (test_versions() != HF_VERSION_TLS13 || (rows[i].edit == NULL && rows[i].in_tls13 != HF_ERRORS))
      judge(&rows[i]);
}

/* The name that a declaration of the struct declares; "" when the line declares nothing. */
static void declared(const char *line, char *name, size_t room) {
  const char *end = strchr(line, ';'), *at;
  const char *comment = strstr(line, "/*");
  name[0] = '\0';
  if (line[0] != ' ' || line[2] == ' ' || end == NULL || (comment != NULL && comment < end))
    return;
  at = strstr(line, "(*");
  if (at != NULL && at < end) {
    at += 2;
    end = strchr(at, ')');
  } else {
    for (at = end; at > line && strchr(" *", at[-1]) == NULL;)
      at--;
  }
  snprintf(name, room, "%.*s", (int)(end - at), at);
}

static int has_line(const char *name) {
  for (size_t i = 0; i < ROWS; i++)
    if (strcmp(rows[i].field, name) == 0 || strcmp(rows[i].last, name) == 0)
      return 1;
  return 0;
}

Test(config_fields, none_is_without_a_line) {
  FILE *f = fopen("engine/include/handfast/config.h", "r");
  char line[512], name[64];
  int inside = 0, seen = 0;
  cr_assert_not_null(f, "run this from the top of the tree");
  while (fgets(line, sizeof line, f) != NULL) {
    inside = strcmp(line, "struct hf_config {\n") == 0 || (inside && strcmp(line, "};\n") != 0);
    declared(line, name, sizeof name);
    if (!inside || name[0] == '\0')
      continue;
    seen++;
    cr_expect(has_line(name), "hf_config.%s has no line in config_fields.inc", name);
  }
  fclose(f);
  cr_assert_geq(seen, 30, "only %d fields were found", seen);
}
