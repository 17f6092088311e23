/* poll_server PORT CERTIFICATE.der ISSUER.der KEY: answers each client with its own words, many of them at once, in one thread. Port 0:
   any; it says which. All memory is there from the beginning: who comes when no place is free is turned away. */
#include <arpa/inet.h>
#include <errno.h>
#include <handfast.h>
#include <handfast/software_key.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PEERS 32
static struct peer {
  struct hf_connection c;
  uint8_t in[HF_IN_SIZE], out[HF_OUT_SIZE], chain[1024], wire[4096];
  ssize_t at, got; /* of wire */
} peers[PEERS];
static struct pollfd fds[PEERS + 1]; /* of peer i; the last: who wants to become one */

static int fill(void *context, uint8_t *out, size_t n) {
  return (void)context, getrandom(out, n, 0) == (ssize_t)n ? 0 : -1;
}
static int64_t now(void *context) {
  return (void)context, (int64_t)time(NULL);
}
/* Goes on with a peer until its socket makes it wait: answers for what, or 0 when it is done. */
static short serve(struct peer *p, int fd) {
  static uint8_t data[4096];
  for (size_t n;;) {
    const uint8_t *out = hf_output(&p->c, &n);
    if (n > 0) { /* first: while a peer does not take what we have, nothing is read from it */
      ssize_t sent = send(fd, out, n, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0)
        return errno == EAGAIN ? POLLOUT : 0;
      hf_output_sent(&p->c, (size_t)sent);
    } else if (hf_status(&p->c) >= HF_STATUS_CLOSED)
      return fprintf(stderr, "%d: %s\n", fd, hf_strerror(hf_error_of(&p->c))), 0;
    else if ((n = hf_read(&p->c, data, sizeof data)) > 0)
      hf_write(&p->c, data, n); /* all of it: the output is empty, and has room for a whole record */
    else if (hf_status(&p->c) == HF_STATUS_PEER_CLOSED)
      hf_close(&p->c);
    else if (p->at < p->got)
      p->at += (ssize_t)hf_receive(&p->c, p->wire + p->at, (size_t)(p->got - p->at));
    else if (p->at = 0, (p->got = recv(fd, p->wire, sizeof p->wire, MSG_DONTWAIT)) < 0 && errno == EAGAIN)
      return POLLIN;
    else if (p->got <= 0)
      hf_end_of_input(&p->c);
  }
}
static void welcome(int i, const struct hf_config *config) {
  struct peer *p = &peers[i];
  struct hf_buffers buffers = {p->in, sizeof p->in, p->out, sizeof p->out, p->chain, sizeof p->chain};
  p->at = p->got = 0;
  fds[i] = (struct pollfd){accept(fds[PEERS].fd, NULL, NULL), POLLIN, 0};
  fds[PEERS].revents = 0;
  hf_server_start(&p->c, config, &buffers); /* what is wrong then, serve says */
}
int main(int argc, char **argv) {
  static uint8_t file[3][8192];
  static struct hf_software_key key;
  size_t n[3];
  for (int i = 0; i < 3; i++) {
    FILE *f = argc == 5 ? fopen(argv[i + 2], "rb") : NULL;
    if ((n[i] = f == NULL ? 0 : fread(file[i], 1, sizeof file[i], f)) == 0 || fclose(f) != 0)
      return fprintf(stderr, "usage: PORT CERTIFICATE.der ISSUER.der KEY, files that can be read\n"), 1;
  }
  const uint8_t *const chain[] = {file[0], file[1]};
  struct hf_identity identity = {.certificates = chain, .certificate_sizes = n, .certificates_n = 2};
  struct hf_config config = {.random = {fill, NULL}, .now = now, .identities = &identity, .identities_n = 1};
  if (hf_software_key_read(&key, file[2], n[2], &config.random) != NULL ||
      hf_certificate_key(file[0], n[0], &identity.public_key) != HF_OK)
    return fprintf(stderr, "the key, or the certificate's, cannot be used\n"), 1;
  identity.private_key = hf_software_private_key(&key);
  struct sockaddr_in at = {AF_INET, htons((uint16_t)atoi(argv[1])), {htonl(INADDR_LOOPBACK)}, {0}};
  socklen_t at_n = sizeof at;
  fds[PEERS] = (struct pollfd){socket(AF_INET, SOCK_STREAM, 0), POLLIN, 0};
  for (int i = 0; i < PEERS; i++)
    fds[i].fd = -1;
  if (bind(fds[PEERS].fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(fds[PEERS].fd, PEERS) != 0 ||
      getsockname(fds[PEERS].fd, (struct sockaddr *)&at, &at_n) != 0)
    return perror(argv[1]), 1;
  printf("listening on 127.0.0.1:%d\n", ntohs(at.sin_port));
  while (fflush(stdout) == 0 && poll(fds, PEERS + 1, -1) >= 0) {
    for (int i = 0; i < PEERS; i++)
      if (fds[i].fd < 0 && fds[PEERS].revents != 0)
        welcome(i, &config);
      else if (fds[i].fd >= 0 && fds[i].revents != 0 && (fds[i].events = serve(&peers[i], fds[i].fd)) == 0) {
        hf_wipe_connection(&peers[i].c);
        close(fds[i].fd);
        fds[i].fd = -1;
      }
    if (fds[PEERS].revents != 0)
      close(accept(fds[PEERS].fd, NULL, NULL)); /* there is no place */
  }
  return perror("poll"), 1;
}
