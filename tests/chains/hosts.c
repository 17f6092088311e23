/* Names: what a certificate is for (RFC 9525), and what its issuer may certify (RFC 5280 4.2.1.10). */
#include "plan.h"
#include <stdio.h>
#include <string.h>

struct host {
  const char *names; /* of the certificate */
  const char *host;
  int valid;
};

static const struct host hosts[] = {
    {"dns:host.example", "host.example", 1},
    {"dns:HOST.Example", "host.example", 1},
    {"dns:host.example", "HOST.EXAMPLE", 1},
    {"dns:other.example", "host.example", 0},
    {"dns:other.example dns:host.example", "host.example", 1},
    {"dns:host.example", "www.host.example", 0},
    {"dns:www.host.example", "host.example", 0},
    {"dns:*.host.example", "www.host.example", 1},
    {"dns:*.host.example", "host.example", 0},
    {"dns:*.host.example", "a.b.host.example", 0},
    {"dns:*.*.host.example", "a.b.host.example", 0},
    {"dns:www.*.example", "www.host.example", 0},
    {"dns:w*.host.example", "www.host.example", 0},
    {"dns:*w.host.example", "www.host.example", 0},
    {"dns:*", "host", 0},
    {"dns:xn--bcher-kva.example", "xn--bcher-kva.example", 1},
    {"dns:*.example.org", "xn--bcher-kva.example.org", 1},
    {"dns:host.example", "host.exampl", 0},
    {"dns:host.exampl", "host.example", 0},
    {"ip:c0000201", "192.0.2.1", 1},
    {"ip:c0000201", "192.0.2.2", 0},
    {"dns:192.0.2.1", "192.0.2.1", 0},
    {"ip:20010db8000000000000000000000001", "2001:db8::1", 1},
    {"ip:20010db8000000000000000000000001", "2001:db8::2", 0},
    {"ip:c0000201 dns:host.example", "host.example", 1},
    {"ip:c00002", "192.0.2.1", 0},
    {"email:a@host.example", "host.example", 0},
    {"uri:https://host.example/", "host.example", 0},
    {"dir:host.example", "host.example", 0},
    {"dns:host.example uri:https://host.example/", "host.example", 1},
};

/* Subtrees as GeneralNames, in hexadecimal: [0] permitted, [1] excluded. */
#define DNS_EXAMPLE "820765 78616d706c65"                /* example */
#define DNS_HOST_EXAMPLE "820c686f7374 2e6578616d706c65" /* host.example */
#define DNS_OTHER "82056f74686572"                       /* other */
#define DNS_DOT_EXAMPLE "82082e6578616d706c65"           /* .example */
#define IP_192_0_2 "8708c0000200ffffff00"
#define IP_10 "87080a000000ff000000"
#define EMAIL_EXAMPLE "81076578616d706c65"
#define URI_EXAMPLE "86076578616d706c65"
#define PERMIT "a0"
#define EXCLUDE "a1"

struct constraint {
  const char *name;
  const char *kind;
  const char *base;
  const char *names;
  const char *host;
  int valid;
};

static const struct constraint constraints[] = {
    {"permitted-above", PERMIT, DNS_EXAMPLE, "dns:host.example", "host.example", 1},
    {"permitted-itself", PERMIT, DNS_HOST_EXAMPLE, "dns:host.example", "host.example", 1},
    {"permitted-below", PERMIT, DNS_HOST_EXAMPLE, "dns:www.host.example", "www.host.example", 1},
    {"permitted-other", PERMIT, DNS_OTHER, "dns:host.example", "host.example", 0},
    {"permitted-part-of-label", PERMIT, DNS_HOST_EXAMPLE, "dns:myhost.example", "myhost.example", 0},
    {"permitted-one-of-two-names", PERMIT, DNS_EXAMPLE, "dns:host.example dns:host.invalid", "host.example", 0},
    {"permitted-wildcard", PERMIT, DNS_EXAMPLE, "dns:*.host.example", "www.host.example", 1},
    {"excluded-above", EXCLUDE, DNS_EXAMPLE, "dns:host.example", "host.example", 0},
    {"excluded-itself", EXCLUDE, DNS_HOST_EXAMPLE, "dns:host.example", "host.example", 0},
    {"excluded-other", EXCLUDE, DNS_OTHER, "dns:host.example", "host.example", 1},
    {"excluded-one-of-two-names", EXCLUDE, DNS_OTHER, "dns:host.example dns:a.other", "host.example", 0},
    {"excluded-wildcard", EXCLUDE, DNS_HOST_EXAMPLE, "dns:*.host.example", "www.host.example", 0},
    {"permitted-leading-dot", PERMIT, DNS_DOT_EXAMPLE, "dns:host.example", "host.example", NOT_STRICT},
    {"permitted-leading-dot-itself", PERMIT, DNS_DOT_EXAMPLE, "dns:example", "example", 0},
    {"permitted-address", PERMIT, IP_192_0_2, "ip:c0000201", "192.0.2.1", 1},
    {"permitted-other-address", PERMIT, IP_10, "ip:c0000201", "192.0.2.1", 0},
    {"excluded-address", EXCLUDE, IP_192_0_2, "ip:c0000201", "192.0.2.1", 0},
    {"excluded-other-address", EXCLUDE, IP_10, "ip:c0000201", "192.0.2.1", 1},
    {"permitted-address-for-a-name", PERMIT, IP_10, "dns:host.example", "host.example", 1},
    {"permitted-email", PERMIT, EMAIL_EXAMPLE, "dns:host.example email:a@example", "host.example", 1},
    {"permitted-other-email", PERMIT, EMAIL_EXAMPLE, "dns:host.example email:a@other", "host.example", 0},
    {"permitted-email-two-ats", PERMIT, EMAIL_EXAMPLE, "dns:host.example email:a@other@example", "host.example", 0},
    {"permitted-email-quoted-at", PERMIT, EMAIL_EXAMPLE, "dns:host.example email:\"a@other\"@example", "host.example",
     1},
    {"permitted-email-two-dots", PERMIT, EMAIL_EXAMPLE, "dns:host.example email:a..b@example", "host.example", 0},
    {"excluded-email-two-ats", EXCLUDE, EMAIL_EXAMPLE, "dns:host.example email:a@example@other", "host.example", 0},
    {"permitted-other-uri", PERMIT, URI_EXAMPLE, "dns:host.example uri:http://other\\@example/", "host.example", 0},
    {"permitted-uri", PERMIT, URI_EXAMPLE, "dns:host.example uri:http://a@example/", "host.example", 1},
    {"excluded-email", EXCLUDE, EMAIL_EXAMPLE, "dns:host.example email:a@example", "host.example", 0},
};

static void constrain(struct planned *c, const struct constraint *k, int critical) {
  static struct der d;
  char hex[256];
  size_t at = 0;
  d.n = d.depth = 0;
  der_open(&d, 0x30);
  der_open(&d, k->kind[1] == '0' ? 0xa0 : 0xa1);
  der_open(&d, 0x30);
  der_hex(&d, k->base);
  der_close(&d);
  der_close(&d);
  der_close(&d);
  for (size_t i = 0; i < d.n; i++)
    at += (size_t)snprintf(hex + at, sizeof hex - at, "%02x", d.bytes[i]);
  plan_extension(c, OID_CONSTRAINTS, critical, hex);
}

static void emit_constraint(const struct constraint *k, int at, int critical, emit_case *emit, void *context) {
  static const char *const places[] = {"leaf", "issuer", "upper", "anchor"};
  char name[128];
  struct plan p;
  plan_start(&p, 3, "ec");
  plan_names(&p.c[0], k->names);
  p.host = k->host;
  p.valid = k->valid == NOT_STRICT && at == 3 ? 1 : k->valid; /* no fault of form counts against an anchor */
  constrain(&p.c[at], k, critical);
  snprintf(name, sizeof name, "constraints-%s-%s%s", k->name, places[at], critical ? "" : "-not-critical");
  emit(context, &p, name);
}

void hosts_all(emit_case *emit, void *context) {
  char name[128];
  struct plan p;
  for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
    plan_start(&p, 2, "ec");
    plan_names(&p.c[0], hosts[i].names);
    p.host = hosts[i].host;
    p.valid = hosts[i].valid;
    snprintf(name, sizeof name, "host-%02zu", i + 1);
    emit(context, &p, name);
  }
  for (size_t i = 0; i < sizeof constraints / sizeof constraints[0]; i++) {
    emit_constraint(&constraints[i], 1, 1, emit, context);
    emit_constraint(&constraints[i], 2, 1, emit, context);
    emit_constraint(&constraints[i], 3, i % 2 == 0, emit, context);
  }
}
