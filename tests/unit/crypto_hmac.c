#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "support/vectors.h"

static void mac(uint8_t id, struct octets key, struct octets message, uint8_t *out) {
  struct hf_hmac_key k;
  struct hf_hash h;
  hf_hmac_key(&k, id, key.p, key.n);
  for (int twice = 0; twice < 2; twice++) { /* a key is not used up */
    hf_hmac_start(&h, &k);
    hf_hash_update(&h, message.p, message.n / 3);
    hf_hash_update(&h, message.p + message.n / 3, message.n - message.n / 3);
    hf_hmac_finish(&h, &k, out);
  }
}

static int judge(uint8_t id, const json_t *group, const json_t *test) {
  struct octets key = octets_of_member(test, "key");
  struct octets message = octets_of_member(test, "msg");
  struct octets tag = octets_of_member(test, "tag");
  uint8_t out[HF_HASH_MAX];
  cr_assert_eq(tag.n * 8, (size_t)vectors_int(group, "tagSize"));
  mac(id, key, message, out);
  cr_assert_eq(memcmp(out, tag.p, tag.n) == 0, is_valid(test), "tcId %d", vectors_int(test, "tcId"));
  free(key.p);
  free(message.p);
  free(tag.p);
  return 1;
}

static int sha1(const json_t *group, const json_t *test) {
  return judge(HF_HASH_SHA1, group, test);
}

static int sha256(const json_t *group, const json_t *test) {
  return judge(HF_HASH_SHA256, group, test);
}

static int sha384(const json_t *group, const json_t *test) {
  return judge(HF_HASH_SHA384, group, test);
}

Test(crypto_hmac, wycheproof_sha1) {
  wycheproof("hmac_sha1_test", sha1, 170);
}

Test(crypto_hmac, wycheproof_sha256) {
  wycheproof("hmac_sha256_test", sha256, 174);
}

Test(crypto_hmac, wycheproof_sha384) {
  wycheproof("hmac_sha384_test", sha384, 174);
}

/* RFC 4231 4.2 and 4.7: a short key and one longer than the block. */
Test(crypto_hmac, known_answers_sha512) {
  uint8_t out[HF_HASH_MAX];
  struct octets key = octets_new(20);
  struct octets message = octets_copy((const uint8_t *)"Hi There", 8);
  struct octets want =
      octets_of_hex("87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b2"
                    "74eaea3f4e4be9d914eeb61f1702e696c203a126854");
  memset(key.p, 0x0b, key.n);
  mac(HF_HASH_SHA512, key, message, out);
  cr_assert_arr_eq(out, want.p, want.n);
  struct octets long_key = octets_new(131);
  const char *text = "Test Using Larger Than Block-Size Key - Hash Key First";
  struct octets long_message = octets_copy((const uint8_t *)text, strlen(text));
  struct octets long_want =
      octets_of_hex("80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd"
                    "0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598");
  memset(long_key.p, 0xaa, long_key.n);
  mac(HF_HASH_SHA512, long_key, long_message, out);
  cr_assert_arr_eq(out, long_want.p, long_want.n);
  free(key.p);
  free(message.p);
  free(want.p);
  free(long_key.p);
  free(long_message.p);
  free(long_want.p);
}
