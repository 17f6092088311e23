/* The key schedule of TLS 1.3: the secrets, keys and Finished of the first handshake of RFC 8448 (section 3), typed from there, and the
   PSK of its ticket. */
#include "crypto/bytes.h"
#include "keys/schedule.h"
#include "support/vectors.h"

static void from_hex(uint8_t *out, const char *hex) {
  struct octets o = octets_of_hex(hex);
  memcpy(out, o.p, o.n);
  free(o.p);
}

static void expect(const uint8_t *got, const char *hex) {
  struct octets want = octets_of_hex(hex);
  cr_expect_arr_eq(got, want.p, want.n, "%s", hex);
  free(want.p);
}

static void expect_label(const uint8_t *secret, const char *label, const char *transcript_hash, const char *want) {
  uint8_t hash[32], out[32];
  from_hex(hash, transcript_hash);
  hf_hkdf_expand_label(HF_HASH_SHA256, secret, (const uint8_t *)label, strlen(label), hash, 32, out, 32);
  expect(out, want);
}

/* From the early secret to the master secret, and the traffic secrets of each. */
Test(keys_schedule, secrets) {
  static const char hellos[] = "860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8";
  static const char finished[] = "9608102a0f1ccc6db6250b7b7e417b1a000eaada3daae4777a7686c9ff83df13";
  static const char all[] = "209145a96ee8e2a122ff810047cc952684658d6049e86429426db87c54ad143d";
  static const uint8_t none[32];
  uint8_t secret[32], shared[32];
  hf_hkdf_extract(HF_HASH_SHA256, none, 0, none, 32, secret);
  expect(secret, "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a");
  from_hex(shared, "8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d");
  hf_next_secret(HF_HASH_SHA256, secret, shared, 32);
  expect(secret, "1dc826e93606aa6fdc0aadc12f741b01046aa6b99f691ed221a9f0ca043fbeac");
  expect_label(secret, "c hs traffic", hellos, "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
  expect_label(secret, "s hs traffic", hellos, "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
  hf_next_secret(HF_HASH_SHA256, secret, none, 32);
  expect(secret, "18df06843d13a08bf2a449844c5f8a478001bc4d4c627984d5a41da8d0402919");
  expect_label(secret, "c ap traffic", finished, "9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5");
  expect_label(secret, "s ap traffic", finished, "a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643");
  expect_label(secret, "exp master", finished, "fe22f881176eda18eb8f44529e6792c50c9a3f89452f68d8ae311b4309d3cf50");
  expect_label(secret, "res master", all, "7df235f2031d2a051287d02b0241b0bfdaf86cc856231f2d5aba46c434ec196c");
}

Test(keys_schedule, keys) {
  uint8_t secret[32], key[16], iv[12];
  from_hex(secret, "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
  hf_traffic_key(HF_HASH_SHA256, secret, key, sizeof key, iv);
  expect(key, "3fce516009c21727d0f2e4e86ee403bc");
  expect(iv, "5d313eb2671276ee13000b30");
  from_hex(secret, "a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643");
  hf_traffic_key(HF_HASH_SHA256, secret, key, sizeof key, iv);
  expect(key, "9f02283b6c9c07efc26bb9f2ac92e356");
  expect(iv, "cf782b88dd83549aadf1e984");
}

/* RFC 8448 gives the server's finished key: its verify_data over any hash is HMAC with it. */
Test(keys_schedule, finished) {
  uint8_t secret[32], finished_key[32], hash[32] = {1, 2, 3}, out[32], want[32];
  struct hf_hmac_key k;
  struct hf_hash h;
  from_hex(secret, "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
  from_hex(finished_key, "008d3b66f816ea559f96b537e885c31fc068bf492c652f01f288a1d8cdc19fc8");
  hf_hmac_key(&k, HF_HASH_SHA256, finished_key, 32);
  hf_hmac_start(&h, &k);
  hf_hash_update(&h, hash, 32);
  hf_hmac_finish(&h, &k, want);
  hf_finished_mac(HF_HASH_SHA256, secret, hash, out);
  cr_expect_arr_eq(out, want, 32);
  hash[31] = 1;
  hf_finished_mac(HF_HASH_SHA256, secret, hash, out);
  cr_expect_neq(memcmp(out, want, 32), 0);
}

/* RFC 8448 3: the client's Finished, over all from ClientHello to the server's. */
Test(keys_schedule, finished_of_the_client) {
  uint8_t secret[32], hash[32], out[32];
  from_hex(secret, "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
  from_hex(hash, "9608102a0f1ccc6db6250b7b7e417b1a000eaada3daae4777a7686c9ff83df13");
  hf_finished_mac(HF_HASH_SHA256, secret, hash, out);
  expect(out, "a8ec436d677634ae525ac1fcebe11a039ec17694fac6e98527b642f2edd5ce61");
}

Test(keys_schedule, ticket) {
  uint8_t secret[32], psk[32], nonce[2] = {0, 0};
  from_hex(secret, "7df235f2031d2a051287d02b0241b0bfdaf86cc856231f2d5aba46c434ec196c");
  hf_ticket_psk(HF_HASH_SHA256, secret, nonce, 2, psk);
  expect(psk, "4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3");
  nonce[1] = 1;
  hf_ticket_psk(HF_HASH_SHA256, secret, nonce, 2, secret);
  cr_expect_neq(memcmp(psk, secret, 32), 0, "another nonce, another PSK");
}

/* Each generation of a traffic secret is another, and is Expand-Label with "traffic upd" and no context. */
Test(keys_schedule, update) {
  uint8_t secret[48] = {7}, before[48], want[48];
  for (int i = 0; i < 3; i++) {
    memcpy(before, secret, 48);
    hf_hkdf_expand_label(HF_HASH_SHA384, before, (const uint8_t *)"traffic upd", 11, before, 0, want, 48);
    hf_update_secret(HF_HASH_SHA384, secret);
    cr_expect_arr_eq(secret, want, 48);
    cr_expect_neq(memcmp(secret, before, 48), 0);
  }
}
