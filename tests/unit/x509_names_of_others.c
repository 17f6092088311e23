/* URIs and other names beside those of hosts: what is one, what stands for its host, and what may be the base of a subtree. */
#include "support/der_writer.h"
#include "x509/general_name.h"
#include <criterion/criterion.h>
#include <string.h>

struct uri_case {
  const char *uri;
  const char *host; /* NULL: it has none */
};

static const struct uri_case uris[] = {
    {"http://host.example/path", "host.example"},
    {"http://host.example", "host.example"},
    {"http://host.example?query", "host.example"},
    {"http://host.example#fragment", "host.example"},
    {"http://host.example:8080/path", "host.example"},
    {"ldap://user@host.example/path", "host.example"},
    {"ldap://user:word@host.example:389/path", "host.example"},
    {"http://host.example/other@path", "host.example"},
    {"http://host.example?a@other.example", "host.example"},
    {"http://host.example#a@other.example", "host.example"},
    {"x://h", "h"},
    {"http://", NULL},
    {"http:///path", NULL},
    {"http:/host.example", NULL},
    {"http:host.example", NULL},
    {"http:/", NULL},
    {"http:", NULL},
    {"http", NULL},
    {"", NULL},
    {"://host.example", NULL},
    {"urn:a/b//host.example", NULL},
    {"http:a/host.example", NULL},
    {"http://192.0.2.1/", NULL},
    {"http://192.0.2.1:80/", NULL},
    {"http://[2001:db8::1]/", NULL},
    {"http://user@/", NULL},
    {"http://host..example/", NULL},
    {"http://:80/", NULL},
};

Test(x509_names_of_others, host_of_a_uri) {
  for (size_t i = 0; i < sizeof uris / sizeof *uris; i++) {
    const struct uri_case *c = &uris[i];
    uint8_t in[64] = "##########"; /* what stands around is no part of it */
    size_t n = strlen(c->uri);
    struct hf_span host = {0, 0};
    memcpy(in + 4, c->uri, n);
    memset(in + 4 + n, '/', 4);
    uint8_t has = hf_uri_host(in, (struct hf_span){4, (uint32_t)n}, &host);
    cr_expect_eq(has, c->host == NULL ? 0 : 1, "%s", c->uri);
    if (has == 1 && c->host != NULL) {
      cr_expect_eq(host.n, strlen(c->host), "%s: %u", c->uri, host.n);
      cr_expect_eq(memcmp(in + host.at, c->host, host.n), 0, "%s", c->uri);
    }
  }
}

/* The one element that is written there in hexadecimal. */
static uint8_t element(const char *digits, uint8_t (*sound)(const uint8_t *in, const struct hf_tlv *name)) {
  static struct der d;
  struct hf_tlv name;
  struct hf_span rest;
  d.n = d.depth = 0;
  der_hex(&d, digits);
  rest = (struct hf_span){0, (uint32_t)d.n};
  cr_assert_eq(hf_der_next(d.bytes, &rest, &name), 0, "%s", digits);
  return sound(d.bytes, &name);
}
static uint8_t text(uint8_t tag, const char *words, uint8_t (*sound)(const uint8_t *in, const struct hf_tlv *name)) {
  struct hf_tlv name = {{0, 0}, {0, (uint32_t)strlen(words)}, tag};
  return sound((const uint8_t *)words, &name);
}

Test(x509_names_of_others, what_is_a_name) {
  cr_expect_eq(text(HF_GENERAL_URI, "urn:a", hf_general_name_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_URI, "a:!~", hf_general_name_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_URI, ":a", hf_general_name_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_URI, "a", hf_general_name_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_URI, "urn:a b", hf_general_name_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_URI, "urn:a\x7f", hf_general_name_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_URI, "urn:\xc3\xa4", hf_general_name_is_sound), 0);
  cr_expect_eq(element("a007 06022b06 a0010a", hf_general_name_is_sound), 0, "its value is cut short");
  cr_expect_eq(element("a008 06022b06 a0020500", hf_general_name_is_sound), 1);
  cr_expect_eq(element("a00a 06022b06 a0020500 0500", hf_general_name_is_sound), 0);
  cr_expect_eq(element("a00a 06022b06 a004 05000500", hf_general_name_is_sound), 0);
  cr_expect_eq(element("a006 06022b06 a000", hf_general_name_is_sound), 0);
  cr_expect_eq(element("a008 06022b06 a1020500", hf_general_name_is_sound), 0);
  cr_expect_eq(element("a008 06022b86 a0020500", hf_general_name_is_sound), 0, "no identifier");
  cr_expect_eq(element("8702 7f01", hf_general_name_is_sound), 0);
  cr_expect_eq(element("8704 7f000001", hf_general_name_is_sound), 1);
  cr_expect_eq(element("8710 00000000000000000000000000000001", hf_general_name_is_sound), 1);
  cr_expect_eq(element("8708 7f000001ffffffff", hf_general_name_is_sound), 0, "a subnet");
  for (unsigned tag = 0xa3; tag <= 0xa5; tag += 2) { /* x400Address, ediPartyName */
    struct hf_tlv name = {{0, 0}, {0, 2}, (uint8_t)tag};
    cr_expect_eq(hf_general_name_is_sound((const uint8_t *)"\x05", &name), 1);
    name.value.n = 0;
    cr_expect_eq(hf_general_name_is_sound((const uint8_t *)"", &name), 0);
  }
  cr_expect_eq(element("8802 2b06", hf_general_name_is_sound), 1);
  cr_expect_eq(element("8800", hf_general_name_is_sound), 0);
  cr_expect_eq(element("8902 2b06", hf_general_name_is_sound), 0, "there is no such form");
  cr_expect_eq(element("8002 2b06", hf_general_name_is_sound), 0);
}

Test(x509_names_of_others, what_may_be_a_base) {
  cr_expect_eq(text(HF_GENERAL_URI, "host.example", hf_general_base_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_URI, ".example", hf_general_base_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_URI, "..example", hf_general_base_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_URI, ".", hf_general_base_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_URI, "", hf_general_base_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_URI, "http://host.example", hf_general_base_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_EMAIL, "host.example", hf_general_base_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_EMAIL, "a@host.example", hf_general_base_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_EMAIL, ".example", hf_general_base_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_EMAIL, "@host.example", hf_general_base_is_sound), 0);
  cr_expect_eq(text(HF_GENERAL_DNS, "", hf_general_base_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_DNS, "example", hf_general_base_is_sound), 1);
  cr_expect_eq(text(HF_GENERAL_DNS, "*.example", hf_general_base_is_sound), 0);
  cr_expect_eq(element("8708 c0000200 ffffff00", hf_general_base_is_sound), 1);
  cr_expect_eq(element("8708 c0000201 ffff00ff", hf_general_base_is_sound), 0);
  cr_expect_eq(element("8704 c0000200", hf_general_base_is_sound), 0);
}
