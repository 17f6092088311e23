/* Base64, strictly: RFC 4648 section 4, no blanks, padding right, unused bits zero. */
#ifndef HF_FILES_BASE64_H
#define HF_FILES_BASE64_H
#include <stddef.h>
#include <stdint.h>

/* 1 when c is of the alphabet, padding included. */
int hf_base64_is(char c);
/* Decodes n characters; out has room for n / 4 * 3 bytes. NULL and *out_n, or why it is not base64. */
const char *hf_base64_decode(const char *in, size_t n, uint8_t *out, size_t *out_n);
#endif
