/* sources: engine/crypto/bytes.c engine/parse/*.c engine/generated/tables.c */
#include "parse/parse.h"
#include "check.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/tables.h"
#include "handfast/connection.h"
#include "parse/writer.h"

static uint32_t numbers;
static uint32_t streamed;

/* The bindings of the engine's tables, counted. */
enum hf_error hf_on_number(struct hf_connection *c, uint32_t binding, uint32_t value) {
  (void)c;
  (void)binding;
  (void)value;
  numbers++;
  return HF_OK;
}

enum hf_error hf_on_bytes(struct hf_connection *c, uint32_t binding, const uint8_t *in, uint32_t n) {
  (void)c;
  (void)binding;
  (void)in;
  streamed += n;
  return HF_OK;
}

static uint8_t hello[70];
static struct hf_kept kept;
static struct hf_parser p;
static struct hf_config config;
static struct hf_connection connection;

/* A ClientHello with two suites and a server name. */
static uint32_t make_hello(void) {
  struct hf_writer w;
  static const uint16_t suites[2] = {0xc02f, 0x009c};
  static const uint8_t random[32] = {9};
  static const uint8_t name[18] = {0, 0, 0, 14, 0, 12, 0, 0, 9, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0x68, 0x6f, 0x73, 0x74};
  static const uint8_t null_compression[1] = {0};
  hf_writer_start(&w, hello, sizeof hello, 0);
  hf_put8(&w, 1);
  hf_put24(&w, 2u + 32u + 1u + 6u + 2u + 2u + 18u);
  hf_put16(&w, 0x0303);
  hf_put_bytes(&w, random, 32);
  hf_put8(&w, 0);
  hf_put_numbers(&w, 2, suites, 2);
  hf_put_vector(&w, 1, null_compression, 1);
  hf_put_vector(&w, 2, name, sizeof name);
  return w.written;
}

/* 1 when it is taken whole, in pieces of `piece` bytes. */
static int parse(uint32_t n, uint32_t piece) {
  uint32_t at = 0;
  hf_parse_start(&p, HF_ENTRY_HANDSHAKE);
  while (at < n && p.row != 0u) {
    uint32_t some = piece < n - at ? piece : n - at;
    at += (uint32_t)hf_parse(&p, &kept, &connection, hello + at, some);
  }
  return p.row == 0u && p.error == HF_OK && at == n;
}

int main(void) {
  struct hf_writer w;
  uint8_t window[8];
  connection.config = &config;
  uint32_t n = make_hello();
  check(n == 67u, "ClientHello");
  check(parse(n, n) && parse(n, 1) && parse(n, 7), "taken");
  check(numbers > 0u && streamed == 27u, "bindings");
  check(parse(n - 1u, n) == 0 && p.row != 0u, "wants more");
  for (uint32_t at = 0; at < n; at++) {
    uint8_t before = hello[at];
    hello[at] = (uint8_t)(before + 1u);
    (void)parse(n, 13);
    hello[at] = before;
  }
  hf_writer_start(&w, window, 8, 3); /* a window into the middle */
  hf_put24(&w, 0x010203);
  hf_put_bytes(&w, hello, 12);
  check(w.written == 8u && window[0] == 1 && w.at == 15u, "window");
  report();
  return 0;
}
