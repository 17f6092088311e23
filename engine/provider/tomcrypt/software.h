/* What a software key does, by kind. All answer 0, or -1. */
#ifndef HANDFAST_TOMCRYPT_SOFTWARE_H
#define HANDFAST_TOMCRYPT_SOFTWARE_H
#include "handfast/software_key.h"

int hf_software_rsa_read(struct hf_software_key *key, const uint8_t *der, size_t n);
int hf_software_rsa_agrees(const struct hf_software_key *key); /* 1: its parts belong together, and its size is taken */
int hf_software_rsa_private(const struct hf_software_key *key, const uint8_t *in, size_t n, uint8_t *out);
void hf_software_rsa_free(struct hf_software_key *key);

int hf_software_ec_agrees(const struct hf_software_key *key);
int hf_software_ec_sign(const struct hf_software_key *key, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s);
#endif
