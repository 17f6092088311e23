/* Names at the very end of what may be read: nothing behind their last octet is looked at. */
#define _GNU_SOURCE
#include "x509/dns.h"
#include "x509/mailbox.h"
#include <criterion/criterion.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const uint8_t *page;

/* The text, behind which a page begins that may not be read. */
static struct hf_span at_the_end(const char *text) {
  size_t size = (size_t)sysconf(_SC_PAGESIZE), n = strlen(text);
  uint8_t *p = mmap(NULL, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert(p != MAP_FAILED);
  cr_assert_eq(mprotect(p + size, size, PROT_NONE), 0);
  memcpy(p + size - n, text, n);
  page = p;
  return (struct hf_span){(uint32_t)(size - n), (uint32_t)n};
}

Test(x509_last_octet, mailboxes) {
  static const struct {
    const char *text;
    uint8_t is_one;
  } boxes[] = {{"a@b.example", 1}, {"", 0}, {"a", 0}, {"a.", 0}, {"a@", 0}, {"\"", 0}, {"\"a", 0}, {"\"a\"", 0}};
  for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
    struct hf_span host, all = at_the_end(boxes[i].text);
    cr_expect_eq(hf_mailbox_host(page, all, &host), boxes[i].is_one, "%s", boxes[i].text);
  }
}

Test(x509_last_octet, names_under_a_wildcard) {
  static const struct {
    const char *pattern, *name;
    uint8_t matches;
  } names[] = {{"*.b.example", "a.b.example", 1},
               {"*.b.example", "a", 0},
               {"*.b.example", "a.", 0},
               {"*.b.example", "", 0},
               {"a", "a", 1}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const struct hf_span pattern = at_the_end(names[i].pattern);
    const uint8_t *first = page;
    const struct hf_span name = at_the_end(names[i].name);
    cr_expect_eq(hf_dns_matches(first, pattern, page, name), names[i].matches, "%s, %s", names[i].pattern,
                 names[i].name);
  }
}
