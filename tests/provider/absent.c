/* What a provider says it lacks it refuses: -1, and nothing is left or written beside. A hash function that it lacks is never asked for
   by an engine that is made without it. */
#include "kit.h"

static void chacha20_poly1305(uint32_t id) {
  static const uint8_t key[32], nonce[12], bytes[40] = {1, 2, 3};
  struct kit_area data = kit_changed(bytes, sizeof bytes, KIT_LAST), tag = kit_room(16, KIT_LAST);
  (void)id;
  KIT_CHECK(hf_chacha20_poly1305_seal(key, nonce, NULL, 0, data.bytes, data.n, tag.bytes) == -1, "it is sealed");
  kit_end(&data, "the data");
  data = kit_changed(bytes, sizeof bytes, KIT_LAST);
  KIT_CHECK(hf_chacha20_poly1305_open(key, nonce, NULL, 0, data.bytes, data.n, tag.bytes) == -1, "it is opened");
  kit_holds(&data, bytes, "the data");
  kit_end(&tag, "the tag");
}

static void rsa(uint32_t id) {
  static const uint8_t one[64] = {[63] = 1}, three[1] = {3};
  uint8_t modulus[64];
  struct kit_area out = kit_room(64, KIT_LAST);
  (void)id;
  memset(modulus, 0xc1, sizeof modulus);
  KIT_CHECK(hf_rsa_public(modulus, 64, three, 1, one, out.bytes) == -1, "it is computed");
  kit_end(&out, "the output");
}

static void group(uint32_t id) {
  static const uint8_t zeroes[HF_POINT_MAX];
  struct kit_draws d = {.seed = 1, .fails = KIT_ANY};
  const struct hf_random random = kit_source(&d);
  struct kit_area scalar = kit_room(kit_scalar(id), KIT_LAST), point = kit_room(kit_share(id), KIT_LAST);
  struct kit_area x = kit_room(kit_scalar(id), KIT_LAST);
  uint8_t theirs[HF_POINT_MAX] = {4}, one[HF_SCALAR_MAX] = {[0] = 1};
  KIT_CHECK(hf_ecdh_generate(id, &random, scalar.bytes, point.bytes) == -1, "there is a key pair");
  kit_holds(&scalar, zeroes, "the scalar");
  kit_holds(&point, zeroes, "the point");
  KIT_CHECK(hf_ecdh_agree(id, one, theirs, kit_share(id), x.bytes) == -1, "it agrees");
  kit_holds(&x, zeroes, "what was agreed on");
  if (id != HF_GROUP_X25519) {
    KIT_CHECK(hf_point_check(id, theirs, kit_share(id)) == -1, "it is a point");
    KIT_CHECK(hf_ecdsa_verify(id, theirs, kit_share(id), one, 32, one, one) == -1, "it verifies");
  }
}

const struct kit_test kit_absent[] = {{"chacha20_poly1305", "absent", chacha20_poly1305, 0},
                                      {"rsa", "absent", rsa, 0},
                                      {"secp256r1", "absent", group, HF_GROUP_SECP256R1},
                                      {"secp384r1", "absent", group, HF_GROUP_SECP384R1},
                                      {"secp521r1", "absent", group, HF_GROUP_SECP521R1},
                                      {"x25519", "absent", group, HF_GROUP_X25519},
                                      {0}};
