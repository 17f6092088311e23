/* hardware_key PORT CERTIFICATE.der KEY: a server whose private key is elsewhere and answers later, as a token on a bus does. Here
   it is another process: it gets a digest, and sends the signature back when it has one. Meanwhile the status is
   HF_STATUS_PENDING, and hf_resume goes on. Without an answer the client hears internal_error. One client after another. */
#include <arpa/inet.h>
#include <handfast.h>
#include <handfast/software_key.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static struct token {
  enum { IDLE, ASKED, SIGNED, BROKEN } state;
  int fd;
  uint8_t answer[64]; /* r and s of P-256 */
} token;
static int fill(void *context, uint8_t *out, size_t n) {
  return (void)context, getrandom(out, n, 0) == (ssize_t)n ? 0 : -1; /* it failed: internal_error, and the end */
}
static int64_t now(void *context) {
  return (void)context, (int64_t)time(NULL);
}
static const struct hf_random randomness = {fill, NULL};
static size_t load(const char *path, uint8_t *out, size_t room) {
  FILE *f = fopen(path, "rb");
  size_t n = f == NULL ? 0 : fread(out, 1, room, f);
  return f == NULL || fclose(f) != 0 ? 0 : n;
}
/* The token: nobody else has read the key. */
static int be_token(int fd, const char *path) {
  static struct hf_software_key key;
  uint8_t file[4096], q[64], a[64];
  const char *why = hf_software_key_read(&key, file, load(path, file, sizeof file), &randomness);
  const struct hf_private_key k = hf_software_private_key(&key);
  for (ssize_t n; why == NULL && (n = recv(fd, q, 64, 0)) > 0 && k.ecdsa_sign(k.context, q, (size_t)n, a, a + 32) == 0;)
    send(fd, a, sizeof a, MSG_NOSIGNAL);
  return why != NULL ? fprintf(stderr, "%s: %s\n", path, why), 1 : 0;
}
/* What the engine calls until there is an answer, which is of this digest: there is one connection at a time. */
static enum hf_key_answer ask(void *context, const uint8_t *digest, size_t n, uint8_t *r, uint8_t *s) {
  struct token *t = context;
  if (t->state == IDLE)
    t->state = send(t->fd, digest, n, MSG_NOSIGNAL) < 0 ? BROKEN : ASKED;
  if (t->state != SIGNED)
    return t->state == ASKED ? HF_KEY_PENDING : HF_KEY_FAILED;
  memcpy(r, t->answer, 32), memcpy(s, t->answer + 32, 32), t->state = IDLE;
  return HF_KEY_DONE;
}
/* Its answer is there. Who has many connections polls for it beside them (poll_server.c), and then resumes those that are pending. */
static void hear(struct token *t) {
  t->state = recv(t->fd, t->answer, sizeof t->answer, 0) == sizeof t->answer ? SIGNED : BROKEN;
}
static const char *talk(struct hf_connection *c, int fd) {
  uint8_t wire[4096], data[256];
  ssize_t at = 0, got = 0, sent;
  for (size_t n;;) {
    const uint8_t *out = hf_output(c, &n);
    if (n > 0 && (sent = send(fd, out, n, MSG_NOSIGNAL)) >= 0)
      hf_output_sent(c, (size_t)sent);
    else if (n > 0 || hf_status(c) >= HF_STATUS_CLOSED)
      return n > 0 ? "it is gone" : hf_strerror(hf_error_of(c));
    else if (hf_status(c) == HF_STATUS_PENDING)
      hear(&token), hf_resume(c);
    else if (hf_status(c) == HF_STATUS_OPEN || hf_status(c) == HF_STATUS_PEER_CLOSED)
      hf_write(c, (const uint8_t *)"signed elsewhere\n", 17), hf_close(c);
    else if (hf_read(c, data, sizeof data) == 0 && at < got) /* what it says is not listened to */
      at += (ssize_t)hf_receive(c, wire + at, (size_t)(got - at));
    else if (at == got && (at = 0, (got = recv(fd, wire, sizeof wire, 0)) <= 0))
      hf_end_of_input(c), at = got = 0;
  }
}
int main(int argc, char **argv) {
  static uint8_t in[HF_IN_SIZE], out[HF_OUT_SIZE], chain[1024], certificate[4096];
  static struct hf_connection c;
  const uint8_t *const chain_of_one = certificate;
  int ends[2], fd, us = socket(AF_INET, SOCK_STREAM, 0);
  if (argc != 4 || socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0)
    return fprintf(stderr, "usage: PORT CERTIFICATE.der KEY\n"), 1;
  if (fork() == 0)
    return close(ends[0]), be_token(ends[1], argv[3]);
  token.fd = ends[0], close(ends[1]);
  const size_t size = load(argv[2], certificate, sizeof certificate);
  struct hf_identity identity = {&chain_of_one, &size, 1, .private_key = {.context = &token, .ecdsa_sign = ask}};
  struct hf_config config = {.random = randomness, .now = now, .identities = &identity, .identities_n = 1};
  if (hf_certificate_key(certificate, size, &identity.public_key) != HF_OK)
    return fprintf(stderr, "%s: no certificate with a key that can be used\n", argv[2]), 1;
  struct sockaddr_in at = {AF_INET, htons((uint16_t)atoi(argv[1])), {htonl(INADDR_LOOPBACK)}, {0}};
  socklen_t at_n = sizeof at;
  if (bind(us, (struct sockaddr *)&at, at_n) != 0 || listen(us, 8) != 0 || getsockname(us, (void *)&at, &at_n) != 0)
    return perror(argv[1]), 1;
  printf("listening on 127.0.0.1:%d\n", ntohs(at.sin_port));
  while (fflush(stdout) == 0 && (fd = accept(us, NULL, NULL)) >= 0) {
    hf_server_start(&c, &config, &(struct hf_buffers){in, sizeof in, out, sizeof out, chain, sizeof chain});
    fprintf(stderr, "%s\n", talk(&c, fd));
    hf_wipe_connection(&c), close(fd);
  }
  return perror(argv[1]), 1;
}
