/* names_server PORT (NAME CERTIFICATE.der ISSUER.der KEY)...: a server with several names and a certificate for each: who asks for a name
   is shown that name's and told the name; who asks for none, the first one's; who asks for another is refused. One client after another. */
#include <arpa/inet.h>
#include <handfast.h>
#include <handfast/software_key.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#define NAMES 4
static struct hf_identity identities[NAMES];
static const char *names[NAMES]; /* of identities[i] */
static size_t names_n;
static int fill(void *context, uint8_t *out, size_t n) {
  return (void)context, getrandom(out, n, 0) == (ssize_t)n ? 0 : -1;
}
static int64_t now(void *context) {
  return (void)context, (int64_t)time(NULL);
}
static const struct hf_random randomness = {fill, NULL};
/* Which of our names a hello asks for; names_n: none of them. */
static size_t asked(const struct hf_client_hello *hello) {
  size_t i = 0, n = hello->server_name_n;
  while (n > 0 && i < names_n && (strlen(names[i]) != n || strncasecmp(names[i], (const char *)hello->server_name, n)))
    i++;
  return i;
}
/* The first is asked about each hello once, before anything is chosen; then the second about each identity that would do. */
static uint8_t is_ours(void *context, const struct hf_client_hello *hello) {
  return (void)context, asked(hello) < names_n ? HF_OK : HF_ERROR_SERVER_NAME_UNKNOWN;
}
static bool may_be_shown(void *context, const struct hf_client_hello *hello, const struct hf_identity *identity) {
  return (void)context, identity == &identities[asked(hello)];
}
static int load(size_t i, char **argv) {
  static uint8_t files[NAMES][3][4096];
  static const uint8_t *chains[NAMES][2];
  static size_t sizes[NAMES][3];
  static struct hf_software_key keys[NAMES];
  for (int k = 0; k < 3; k++) {
    FILE *f = fopen(argv[k + 1], "rb");
    sizes[i][k] = f == NULL ? 0 : fread(files[i][k], 1, sizeof files[i][k], f);
    if (sizes[i][k] == 0 || fclose(f) != 0)
      return perror(argv[k + 1]), -1;
  }
  names[i] = argv[0], chains[i][0] = files[i][0], chains[i][1] = files[i][1];
  identities[i] = (struct hf_identity){.certificates = chains[i], .certificate_sizes = sizes[i], .certificates_n = 2};
  if (hf_software_key_read(&keys[i], files[i][2], sizes[i][2], &randomness) != NULL ||
      hf_certificate_key(files[i][0], sizes[i][0], &identities[i].public_key) != HF_OK)
    return fprintf(stderr, "%s: the key, or the certificate's, cannot be used\n", argv[0]), -1;
  identities[i].private_key = hf_software_private_key(&keys[i]);
  return 0;
}
static const char *talk(struct hf_connection *c, int fd) {
  static uint8_t wire[4096], data[256];
  ssize_t at = 0, got = 0, sent;
  for (size_t n;;) {
    const uint8_t *out = hf_output(c, &n), *name;
    if (n > 0 && (sent = send(fd, out, n, MSG_NOSIGNAL)) >= 0)
      hf_output_sent(c, (size_t)sent);
    else if (n > 0 || hf_status(c) >= HF_STATUS_CLOSED)
      return n > 0 ? "it is gone" : hf_strerror(hf_error_of(c));
    else if (hf_status(c) == HF_STATUS_OPEN || hf_status(c) == HF_STATUS_PEER_CLOSED)
      name = hf_server_name(c, &n), hf_write(c, name, n), hf_close(c);
    else if (hf_read(c, data, sizeof data) == 0 && at < got) /* what it says is not listened to */
      at += (ssize_t)hf_receive(c, wire + at, (size_t)(got - at));
    else if (at == got && (at = 0, (got = recv(fd, wire, sizeof wire, 0)) <= 0))
      hf_end_of_input(c), at = got = 0;
  }
}
int main(int argc, char **argv) {
  static struct hf_connection c;
  static uint8_t in[HF_IN_SIZE], out[HF_OUT_SIZE], chain[1024];
  for (int i = 2; i + 3 < argc && names_n < NAMES; i += 4, names_n++)
    if (load(names_n, argv + i) != 0)
      return 1;
  struct hf_config config = {.random = randomness,
                             .now = now,
                             .identities = identities,
                             .identities_n = names_n,
                             .identity_policy = may_be_shown};
  config.client_hello_policy = is_ours;
  if (names_n == 0)
    return fprintf(stderr, "usage: PORT (NAME CERTIFICATE.der ISSUER.der KEY)...\n"), 1;
  struct sockaddr_in at = {AF_INET, htons((uint16_t)atoi(argv[1])), {htonl(INADDR_LOOPBACK)}, {0}};
  socklen_t at_n = sizeof at;
  int us = socket(AF_INET, SOCK_STREAM, 0), fd;
  if (bind(us, (struct sockaddr *)&at, at_n) == 0 && listen(us, 8) == 0 &&
      getsockname(us, (struct sockaddr *)&at, &at_n) == 0)
    printf("listening on 127.0.0.1:%d\n", ntohs(at.sin_port));
  while (fflush(stdout) == 0 && (fd = accept(us, NULL, NULL)) >= 0) {
    hf_server_start(&c, &config, &(struct hf_buffers){in, sizeof in, out, sizeof out, chain, sizeof chain});
    fprintf(stderr, "%s\n", talk(&c, fd));
    hf_wipe_connection(&c), close(fd);
  }
  return perror(argv[1]), 1;
}
