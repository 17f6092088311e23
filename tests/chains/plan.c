#include "plan.h"
#include "support/identities.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CA_BASIC "30030101ff"
#define LEAF_BASIC "3000"

static struct extension *find(struct planned *c, const char *oid) {
  for (int i = 0; i < PLAN_EXTENSIONS; i++)
    if (c->extensions[i].oid != NULL && strcmp(c->extensions[i].oid, oid) == 0)
      return &c->extensions[i];
  return NULL;
}

static struct extension *room(struct planned *c) {
  for (int i = 0; i < PLAN_EXTENSIONS; i++)
    if (c->extensions[i].oid == NULL)
      return &c->extensions[i];
  abort();
}

static void set(struct planned *c, const char *oid, int critical, const struct der *value) {
  struct extension *e = find(c, oid);
  if (e == NULL)
    e = room(c);
  if (value->n > sizeof e->value)
    abort();
  e->oid = oid;
  e->critical = critical;
  e->n = value->n;
  memcpy(e->value, value->bytes, value->n);
}

void plan_extension(struct planned *c, const char *oid, int critical, const char *value) {
  static struct der d;
  d.n = d.depth = 0;
  der_hex(&d, value);
  set(c, oid, critical, &d);
}

void plan_drop(struct planned *c, const char *oid) {
  struct extension *e = find(c, oid);
  if (e != NULL)
    e->oid = NULL;
}

void plan_again(struct planned *c, const char *oid) {
  struct extension *e = find(c, oid);
  *room(c) = *e;
}

static void general_name(struct der *d, const char *kind, const char *value) {
  if (strcmp(kind, "dir") == 0) {
    der_open(d, 0xa4);
    issue_name(d, value);
    der_close(d);
  } else if (strcmp(kind, "ip") == 0) {
    der_open(d, 0x87);
    der_hex(d, value);
    der_close(d);
  } else
    der_text(d, strcmp(kind, "dns") == 0 ? 0x82 : strcmp(kind, "email") == 0 ? 0x81 : 0x86, value);
}

void plan_names(struct planned *c, const char *names) {
  static struct der d;
  char copy[512], *state = NULL;
  d.n = d.depth = 0;
  snprintf(copy, sizeof copy, "%s", names);
  der_open(&d, 0x30);
  for (char *one = strtok_r(copy, " ", &state); one != NULL; one = strtok_r(NULL, " ", &state)) {
    char *value = strchr(one, ':');
    *value++ = 0;
    general_name(&d, one, value);
  }
  der_close(&d);
  set(c, OID_NAMES, c->name[0] == 0, &d);
}

/* Of a key: eight octets that tell it from others. */
static void key_id(const struct planned *c, char out[17]) {
  const struct hf_public_key *key = &test_identity(c->key)->public_key;
  const uint8_t *octets = key->kind == HF_KEY_RSA ? key->modulus : key->point + 1;
  for (int i = 0; i < 8; i++)
    snprintf(out + 2 * i, 3, "%02x", octets[i]);
}

void plan_key_ids(struct plan *p) {
  char id[17], value[40];
  for (int i = 0; i < p->n; i++) {
    key_id(&p->c[i], id);
    snprintf(value, sizeof value, "0408%s", id);
    plan_extension(&p->c[i], OID_SUBJECT_KEY, 0, value);
    key_id(&p->c[p->c[i].by], id);
    snprintf(value, sizeof value, "300a8008%s", id);
    plan_extension(&p->c[i], OID_AUTHORITY_KEY, 0, value);
  }
}

void plan_send_all(struct plan *p) {
  p->sent_n = p->n - 1;
  for (int i = 0; i < p->sent_n; i++)
    p->sent[i] = i;
}

static void authority(struct planned *c, const char *name, const char *key, int by) {
  *c = (struct planned){
      .name = name, .key = key, .by = by, .serial = "4207", .version = 3, .from = -DAY, .to = 400 * DAY};
  plan_extension(c, OID_BASIC, 1, CA_BASIC);
  plan_extension(c, OID_USAGE, 1, "03020106");
}

void plan_start(struct plan *p, int depth, const char *kind) {
  static const char *const names[] = {"Server", "Issuing One", "Issuing Two", "Issuing Three"};
  int rsa = strcmp(kind, "rsa") == 0;
  memset(p, 0, sizeof *p);
  p->n = depth + 1;
  p->host = "host.example";
  p->purpose = "server";
  p->valid = 1;
  for (int i = depth - 1; i > 0; i--)
    authority(&p->c[i], names[i],
              i % 2 ? (rsa ? "intermediate" : "intermediate-ec") : (rsa ? "client-rsa" : "client-ec"), i + 1);
  authority(&p->c[depth], "Anchor", rsa ? "root" : "root-ec", depth);
  p->c[depth].to = 4000 * DAY;
  authority(&p->c[0], "Server", rsa ? "server-rsa" : "server-ec", 1);
  plan_extension(&p->c[0], OID_BASIC, 1, LEAF_BASIC);
  plan_extension(&p->c[0], OID_USAGE, 1, "03020780");
  plan_extension(&p->c[0], OID_PURPOSES, 0, "300a06082b06010505070301");
  plan_names(&p->c[0], "dns:host.example");
  plan_key_ids(p);
  plan_send_all(p);
}

struct planned *plan_insert(struct plan *p, int at, const char *name, const char *key) {
  if (p->n == PLAN_CERTIFICATES)
    abort();
  memmove(&p->c[at + 2], &p->c[at + 1], (size_t)(p->n - at - 1) * sizeof p->c[0]);
  p->n++;
  for (int i = 0; i < p->n; i++)
    if (i != at + 1 && p->c[i].by > at)
      p->c[i].by++;
  authority(&p->c[at + 1], name, key, at + 2);
  p->c[at].by = at + 1;
  plan_key_ids(p);
  plan_send_all(p);
  return &p->c[at + 1];
}

static void put_time(struct der *d, int64_t seconds, enum time_form form) {
  if (form == TIME_NO_SECONDS)
    der_text(d, 0x17, "2501010000Z");
  else if (form == TIME_OFFSET)
    der_text(d, 0x17, "250101000000+0100");
  else if (form == TIME_NO_SUCH_DAY)
    der_text(d, 0x17, "250229000000Z");
  else
    der_time(d, (int64_t)time(NULL) + seconds, form == TIME_GENERALIZED);
}

static void put_name(struct der *d, const char *name) {
  if (*name)
    issue_name(d, name);
  else
    der_hex(d, "3000");
}

static void put_extensions(struct der *d, const struct planned *c) {
  der_open(d, 0xa3);
  der_open(d, 0x30);
  for (int i = 0; i < PLAN_EXTENSIONS; i++)
    if (c->extensions[i].oid != NULL)
      issue_extension(d, c->extensions[i].oid, c->extensions[i].critical, c->extensions[i].value, c->extensions[i].n);
  der_close(d);
  der_close(d);
}

static int has_extensions(const struct planned *c) {
  for (int i = 0; i < PLAN_EXTENSIONS; i++)
    if (c->extensions[i].oid != NULL)
      return 1;
  return 0;
}

static uint16_t scheme_of(const struct planned *c, const struct hf_identity *signer) {
  return c->scheme ? c->scheme : issue_scheme(&signer->public_key);
}

static void signed_part(struct der *d, const struct plan *p, const struct planned *c) {
  const struct planned *by = &p->c[c->by];
  const struct hf_identity *signer = test_identity(by->key);
  der_open(d, 0x30);
  if (c->version > 1)
    der_hex(d, c->version == 2 ? "a003020101" : c->version == 3 ? "a003020102" : "a003020103");
  der_open(d, 0x02);
  der_hex(d, c->serial);
  der_close(d);
  issue_algorithm(d, c->inner_scheme ? ISSUE_ECDSA_SHA384 : scheme_of(c, signer));
  put_name(d, c->issuer ? c->issuer : by->name);
  der_open(d, 0x30);
  put_time(d, c->from, c->form);
  put_time(d, c->to, TIME_RIGHT);
  der_close(d);
  put_name(d, c->name);
  issue_key_info(d, &test_identity(c->key)->public_key);
  if (c->unique_id)
    der_hex(d, c->unique_id);
  if (has_extensions(c))
    put_extensions(d, c);
  if (c->trailing)
    der_hex(d, c->trailing);
  der_close(d);
}

static void certificate(struct der *d, const struct plan *p, const struct planned *c) {
  static struct der part;
  const struct hf_identity *signer = test_identity(p->c[c->by].key);
  part.n = part.depth = d->n = d->depth = 0;
  signed_part(&part, p, c);
  der_open(d, 0x30);
  der_raw(d, part.bytes, part.n);
  issue_signature(d, &part, signer, scheme_of(c, signer));
  if (c->behind)
    der_hex(d, c->behind);
  der_close(d);
  if (c->flip)
    d->bytes[d->n - 9] ^= 4;
}

static void put_base64(FILE *f, const uint8_t *in, size_t n) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < n; i += 3) {
    unsigned word = (unsigned)in[i] << 16 | (i + 1 < n ? (unsigned)in[i + 1] << 8 : 0) | (i + 2 < n ? in[i + 2] : 0);
    fprintf(f, "%c%c%c%c%s", digits[word >> 18], digits[word >> 12 & 63], i + 1 < n ? digits[word >> 6 & 63] : '=',
            i + 2 < n ? digits[word & 63] : '=', i % 48 == 45 ? "\n" : "");
  }
  fputs(n % 48 > 0 && n % 48 < 46 ? "\n" : "", f);
}

static void put_pem(FILE *f, const struct plan *p, int which) {
  static struct der d;
  certificate(&d, p, &p->c[which]);
  fputs("-----BEGIN CERTIFICATE-----\n", f);
  put_base64(f, d.bytes, d.n);
  fputs("-----END CERTIFICATE-----\n", f);
}

static FILE *create(const char *directory, const char *name, const char *suffix) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s.%s", directory, name, suffix);
  FILE *f = fopen(path, "w");
  if (f == NULL) {
    perror(path);
    exit(1);
  }
  return f;
}

void plan_write(const struct plan *p, const char *directory, const char *name) {
  FILE *f = create(directory, name, "pem");
  for (int i = 0; i < p->sent_n; i++)
    put_pem(f, p, p->sent[i]);
  fclose(f);
  f = create(directory, name, "ca");
  put_pem(f, p, p->n - 1);
  fclose(f);
}
