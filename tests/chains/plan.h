/* A chain of certificates as it is planned, and then made: good unless a rule changes the plan. */
#ifndef CHAINS_PLAN_H
#define CHAINS_PLAN_H
#include "support/issue.h"

#define PLAN_CERTIFICATES 10
#define PLAN_EXTENSIONS 12
#define DAY 86400
#define NOT_STRICT 2

#define OID_BASIC "551d13"
#define OID_USAGE "551d0f"
#define OID_PURPOSES "551d25"
#define OID_NAMES "551d11"
#define OID_CONSTRAINTS "551d1e"
#define OID_SUBJECT_KEY "551d0e"
#define OID_AUTHORITY_KEY "551d23"
#define OID_POLICIES "551d20"
#define OID_POLICY_CONSTRAINTS "551d24"
#define OID_UNKNOWN "2a030405"

struct extension {
  const char *oid; /* hexadecimal; NULL: none */
  int critical;
  uint8_t value[256];
  size_t n;
};

enum time_form { TIME_RIGHT, TIME_GENERALIZED, TIME_NO_SECONDS, TIME_OFFSET, TIME_NO_SUCH_DAY };

struct planned {
  const char *name;   /* commonName; "": an empty subject */
  const char *issuer; /* NULL: the name of whose key signs it */
  const char *key;    /* an identity of make_certs.sh */
  int by;             /* the certificate whose key signs it */
  const char *serial; /* hexadecimal contents of the INTEGER */
  int version;        /* 1, 2, 3 */
  int64_t from, to;   /* seconds from now */
  enum time_form form;
  uint16_t scheme;       /* 0: what fits the key that signs */
  int inner_scheme;      /* another algorithm inside than outside */
  int flip;              /* the signature is damaged */
  const char *unique_id; /* hexadecimal, what follows the key */
  const char *trailing;  /* hexadecimal, at the end of TBSCertificate */
  const char *behind;    /* hexadecimal, behind the signature */
  struct extension extensions[PLAN_EXTENSIONS];
};

struct plan {
  struct planned c[PLAN_CERTIFICATES]; /* 0 the server's; the last is the anchor */
  int n;
  int sent[PLAN_CERTIFICATES * 2]; /* which are sent, in which order */
  int sent_n;
  const char *host;
  const char *purpose; /* "server" or "client" */
  int valid; /* what the RFCs say; NOT_STRICT: they would not have it so, and it is taken all the same, but with --strict */
};

/* A good chain: depth certificates below the anchor. kind: "ec" or "rsa". */
void plan_start(struct plan *p, int depth, const char *kind);

/* Sets, or replaces, an extension; value in hexadecimal. */
void plan_extension(struct planned *c, const char *oid, int critical, const char *value);
void plan_drop(struct planned *c, const char *oid);
/* One that is there already is added once more. */
void plan_again(struct planned *c, const char *oid);
/* subjectAltName: "dns:a.example ip:7f000001 email:a@b uri:http://a/ dir:x"; a space between. */
void plan_names(struct planned *c, const char *names);
/* The key identifiers are made anew: of a certificate, and of those that it signs. */
void plan_key_ids(struct plan *p);
/* Inserts a copy of an authority above place `at`, with a key and name of its own. */
struct planned *plan_insert(struct plan *p, int at, const char *name, const char *key);
/* The sent ones are all but the anchor, in order. */
void plan_send_all(struct plan *p);

/* Writes NAME.pem and NAME.ca: what is sent, and the anchor. */
void plan_write(const struct plan *p, const char *directory, const char *name);

/* Rules that paths have too. */
void rule_issuer_case(struct planned *c);
void rule_issuer_spaces(struct planned *c);
void rule_purpose_client(struct planned *c);

/* The parts: each calls `emit` for every case that it has. */
typedef void emit_case(void *context, const struct plan *p, const char *name);
void rules_all(emit_case *emit, void *context);
void paths_all(emit_case *emit, void *context);
void hosts_all(emit_case *emit, void *context);
#endif
