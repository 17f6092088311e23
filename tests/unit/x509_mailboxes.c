/* What is a mailbox, and of which host it is. */
#include "x509/general_name.h"
#include "x509/mailbox.h"
#include <criterion/criterion.h>
#include <string.h>

/* rfc822Name is a Mailbox (RFC 5321 4.1.2) with a host. */
Test(x509_names, mailboxes) {
  static const struct {
    const char *text;
    const char *host; /* NULL: it is none */
  } boxes[] = {
      {"a@b.example", "b.example"},
      {"a.b+c@b.example", "b.example"},
      {"!#$%&'*+-/=?^_`{|}~@b.example", "b.example"},
      {"\"a@c.example\"@b.example", "b.example"},
      {"\"a b\"@b.example", "b.example"},
      {"\"a\\\"@c.example\"@b.example", "b.example"},
      {"\"a\\\\\"@b.example", "b.example"},
      {"a@b", "b"},
      {"", NULL},
      {"@", NULL},
      {"a", NULL},
      {"a@", NULL},
      {"@b.example", NULL},
      {"a.example", NULL},
      {"a@c.example@b.example", NULL},
      {"a b@b.example", NULL},
      {" a@b.example", NULL},
      {"a@ b.example", NULL},
      {"a..b@b.example", NULL},
      {".a@b.example", NULL},
      {"a.@b.example", NULL},
      {"\"a@b.example", NULL},
      {"a\"@b.example", NULL},
      {"\"a\"b@b.example", NULL},
      {"a\"b\"@b.example", NULL},
      {"\"a\\\"@b.example", NULL},
      {"\"a\tb\"@b.example", NULL},
      {"\"a\xc3\xa4\"@b.example", NULL},
      {"\xc3\xa4@b.example", NULL},
      {"a@c.example,a@b.example", NULL},
      {"a,b@b.example", NULL},
      {"A <a@b.example>", NULL},
      {"a(c)@b.example", NULL},
      {"a\\b@b.example", NULL},
      {"a@b_c.example", NULL},
      {"a@b.example.", NULL},
      {"a@[192.0.2.1]", NULL},
  };
  for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
    struct hf_tlv one = {.tag = HF_GENERAL_EMAIL, .value = {0, (uint32_t)strlen(boxes[i].text)}};
    struct hf_span host = {0, 0};
    const uint8_t *in = (const uint8_t *)boxes[i].text;
    cr_expect_eq(hf_general_name_is_sound(in, &one), boxes[i].host != NULL, "%s", boxes[i].text);
    if (boxes[i].host && hf_mailbox_host(in, one.value, &host) == 1)
      cr_expect_str_eq(boxes[i].text + host.at, boxes[i].host);
  }
}
