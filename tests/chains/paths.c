/* Chains by their paths: who issued whom, how long, in which order (RFC 5280 6.1). */
#include "plan.h"
#include <stdio.h>
#include <string.h>

static void emit_path(const char *name, int valid, struct plan *p, emit_case *emit, void *context) {
  char full[128];
  p->valid = valid;
  snprintf(full, sizeof full, "path-%s", name);
  emit(context, p, full);
}

/* pathLenConstraint of the authority at `at`, in a path of `depth`, with one self-issued certificate more if asked. */
static void path_length(int depth, int at, int length, int self_issued, emit_case *emit, void *context) {
  char name[64], value[32];
  struct plan p;
  plan_start(&p, depth, "ec");
  snprintf(value, sizeof value, "30060101ff0201%02x", (unsigned)length);
  plan_extension(&p.c[at], OID_BASIC, 1, value);
  if (self_issued)
    plan_insert(&p, 0, p.c[1].name, "server-ec384");
  snprintf(name, sizeof name, "length-%d-at-%d-of-%d%s", length, at, depth, self_issued ? "-self-issued" : "");
  emit_path(name, at - 1 <= length, &p, emit, context);
}

static void orders(emit_case *emit, void *context) {
  static const struct {
    const char *name;
    int valid, n, sent[8];
  } table[] = {
      {"in-order", 1, 3, {0, 1, 2}},
      {"out-of-order", 1, 3, {0, 2, 1}},
      {"with-anchor", 1, 4, {0, 1, 2, 3}},
      {"anchor-first-behind-leaf", 1, 4, {0, 3, 2, 1}},
      {"twice-the-same", 1, 5, {0, 1, 1, 2, 2}},
      {"leaf-twice", 1, 4, {0, 0, 1, 2}},
      {"without-issuer", 0, 2, {0, 2}},
      {"without-upper", 0, 2, {0, 1}},
      {"leaf-alone", 0, 1, {0}},
      {"issuer-as-leaf", 0, 3, {1, 0, 2}},
  };
  struct plan p;
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    plan_start(&p, 3, "ec");
    p.sent_n = table[i].n;
    memcpy(p.sent, table[i].sent, sizeof table[i].sent);
    emit_path(table[i].name, table[i].valid, &p, emit, context);
  }
}

static void others(emit_case *emit, void *context) {
  struct plan p;
  plan_start(&p, 3, "ec");
  p.c[1].key = "server-ec384"; /* another key than the one that signed the leaf, the same name */
  p.c[0].by = 1;
  plan_key_ids(&p);
  emit_path("p384-issuer", 1, &p, emit, context);
  plan_start(&p, 3, "ec");
  p.c[1].key = "server-ec521";
  p.c[0].by = 1;
  plan_key_ids(&p);
  emit_path("p521-issuer", 1, &p, emit, context);
  plan_start(&p, 2, "ec");
  p.c[1].by = 1;
  emit_path("issuer-signed-itself", 0, &p, emit, context);
  plan_start(&p, 2, "ec");
  p.c[1].issuer = p.c[1].name;
  p.c[1].by = 1;
  plan_key_ids(&p);
  emit_path("self-signed-root-that-is-no-anchor", 0, &p, emit, context);
  plan_start(&p, 2, "rsa");
  p.c[2].key = "root-ec";
  plan_key_ids(&p);
  emit_path("p256-anchor-over-rsa", 1, &p, emit, context);
  plan_start(&p, 2, "ec");
  rule_issuer_case(&p.c[0]);
  emit_path("issuer-name-in-other-case", 1, &p, emit, context);
  plan_start(&p, 2, "ec");
  rule_issuer_spaces(&p.c[0]);
  emit_path("issuer-name-with-spaces", 1, &p, emit, context);
  plan_start(&p, 2, "ec");
  p.purpose = "client";
  emit_path("server-as-client", 0, &p, emit, context);
  plan_start(&p, 2, "ec");
  p.purpose = "client";
  rule_purpose_client(&p.c[0]);
  emit_path("client", 1, &p, emit, context);
  plan_start(&p, 1, "ec");
  emit_path("leaf-under-anchor", 1, &p, emit, context);
}

void paths_all(emit_case *emit, void *context) {
  for (int depth = 2; depth <= 4; depth++)
    for (int at = 1; at <= depth; at++)
      for (int length = 0; length < 4; length++)
        if (length >= at - 2 && length <= at) {
          path_length(depth, at, length, 0, emit, context);
          if (depth == 2)
            path_length(depth, at, length, 1, emit, context);
        }
  orders(emit, context);
  others(emit, context);
}
