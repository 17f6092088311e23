#include "www.h"
#include "cli.h"
#include "generated/names.h"
#include "handfast/version.h"
#include "names.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define REQUEST_MAX_BYTES 16384u
#define BODY_MAX (CLI_WWW_PAGE - 512u)

void cli_www_request(struct cli_www *r, const uint8_t *in, size_t n) {
  for (size_t i = 0; i < n && !r->complete; i++) {
    if (r->n < CLI_WWW_METHOD)
      r->method[r->n] = (char)in[i];
    r->n++;
    if (in[i] == '\n') {
      r->complete = !r->line_has_text;
      r->line_has_text = 0;
    } else if (in[i] != '\r') {
      r->line_has_text = 1;
    }
    if (r->n == REQUEST_MAX_BYTES)
      r->complete = 1;
  }
}

static int is_method(const struct cli_www *r, const char *method) {
  return memcmp(r->method, method, strlen(method)) == 0;
}

/* The agreed protocol for HTML; it is one of ours, but who knows what we were given. */
static void protocol_html(const struct hf_connection *c, char out[256]) {
  size_t n;
  const uint8_t *name = hf_application_protocol(c, &n);
  (void)snprintf(out, 256, "none");
  for (size_t i = 0; i < n && i < 255; i++) {
    out[i] = isgraph(name[i]) && strchr("<>&\"'", name[i]) == NULL ? (char)name[i] : '?';
    out[i + 1] = 0;
  }
}

static const char *yes(uint32_t truth) {
  return truth ? "yes" : "no";
}

static size_t body(const struct hf_connection *c, unsigned long served, unsigned long resumed, char out[BODY_MAX]) {
  char protocol[256];
  uint16_t suite = hf_cipher_suite(c);
  const char *openssl = cli_openssl_name(suite);
  protocol_html(c, protocol);
  int n = snprintf(out, BODY_MAX,
                   "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Handfast</title></head>\n"
                   "<body><h1>Handfast " HF_VERSION_STRING "</h1>\n<table>\n"
                   "<tr><td>protocol</td><td>TLS 1.%d</td></tr>\n"
                   "<tr><td>cipher suite</td><td>%s</td></tr>\n"
                   "<tr><td>OpenSSL's name</td><td>%s</td></tr>\n"
                   "<tr><td>group</td><td>%s</td></tr>\n"
                   "<tr><td>handshake</td><td>%s</td></tr>\n"
                   "<tr><td>extended master secret</td><td>%s</td></tr>\n"
                   "<tr><td>encrypt-then-MAC</td><td>%s</td></tr>\n"
                   "<tr><td>application protocol</td><td>%s</td></tr>\n"
                   "<tr><td>client certificates</td><td>%u</td></tr>\n"
                   "<tr><td>connections so far</td><td>%lu, of them resumed %lu</td></tr>\n"
                   "</table></body></html>\n",
                   hf_version(c) == 0x0304 ? 3 : 2, hf_cipher_suite_name(suite), openssl == NULL ? "none" : openssl,
                   c->parameters.group == 0 ? "none" : hf_group_name(c->parameters.group),
                   hf_uses_external_psk(c) ? "pre-shared key"
                   : hf_is_resumed(c)      ? "resumed"
                                           : "full",
                   yes(c->parameters.extended_master_secret), yes(c->parameters.encrypt_then_mac), protocol,
                   hf_peer_chain(c)->count, served, resumed);
  return n < 0 ? 0 : (size_t)n < BODY_MAX ? (size_t)n : BODY_MAX - 1;
}

static size_t refuse(const char *status, char page[CLI_WWW_PAGE]) {
  int n = snprintf(page, CLI_WWW_PAGE,
                   "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\nAllow: GET, HEAD\r\n"
                   "Connection: close\r\n\r\n%s\n",
                   status, strlen(status) + 1, status);
  return (size_t)n;
}

size_t cli_www_answer(const struct cli_www *r, const struct hf_connection *c, unsigned long served,
                      unsigned long resumed, char page[CLI_WWW_PAGE]) {
  char html[BODY_MAX];
  if (r->n == REQUEST_MAX_BYTES)
    return refuse("431 Request Header Fields Too Large", page);
  if (!is_method(r, "GET ") && !is_method(r, "HEAD "))
    return refuse("405 Method Not Allowed", page);
  size_t body_n = body(c, served, resumed, html);
  int head_n = snprintf(page, CLI_WWW_PAGE,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %zu\r\n"
                        "Cache-Control: no-store\r\nConnection: close\r\n\r\n",
                        body_n);
  if (is_method(r, "HEAD "))
    return (size_t)head_n;
  memcpy(page + head_n, html, body_n);
  return (size_t)head_n + body_n;
}

size_t cli_www_late(char page[CLI_WWW_PAGE]) {
  return refuse("408 Request Timeout", page);
}
