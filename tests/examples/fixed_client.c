/* fixed_client ADDRESS PORT NAME: a client as firmware has it: no file is read, nothing is allocated by it, and all that a connection
   takes of memory is one object, whose bytes it says. The anchors are a table: `handfast anchors --c anchors ROOTS.pem >anchors.c`. The
   server is asked for records of 512 bytes (RFC 6066 4); with one that does not know how, and sends larger ones than the buffer takes, the
   connection fails. */
#include <arpa/inet.h>
#include <handfast.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

extern const struct hf_trust_anchor anchors[];
extern const size_t anchors_n;

static struct {
  struct hf_connection c;
  uint8_t in[HF_IN_LEAST], out[HF_OUT_LEAST], chain[3072], data[256], wire[64];
  ssize_t at, got; /* of wire */
} ram;

/* A board has its own source of random bytes, and its own clock. */
static int fill(void *context, uint8_t *out, size_t n) {
  return (void)context, getrandom(out, n, 0) == (ssize_t)n ? 0 : -1;
}
static int64_t now(void *context) {
  return (void)context, (int64_t)time(NULL);
}

static int talk(int fd, const char *request, size_t request_n) {
  for (size_t n;;) {
    const uint8_t *out = hf_output(&ram.c, &n);
    if (n > 0) {
      ssize_t sent = send(fd, out, n, MSG_NOSIGNAL);
      if (sent < 0)
        return perror("send"), 1;
      hf_output_sent(&ram.c, (size_t)sent);
    } else if (hf_status(&ram.c) >= HF_STATUS_CLOSED) {
      if (hf_status(&ram.c) == HF_STATUS_FAILED)
        fprintf(stderr, "TLS: %s\n", hf_strerror(hf_error_of(&ram.c)));
      return hf_status(&ram.c) == HF_STATUS_CLOSED ? 0 : 1;
    } else if (request_n > 0 && (n = hf_write(&ram.c, (const uint8_t *)request, request_n)) > 0) {
      request += n;
      request_n -= n;
    } else if ((n = hf_read(&ram.c, ram.data, sizeof ram.data)) > 0)
      fwrite(ram.data, 1, n, stdout);
    else if (hf_status(&ram.c) == HF_STATUS_PEER_CLOSED)
      hf_close(&ram.c);
    else if (ram.at < ram.got) /* it may take some of it, and want its output sent or its data read first */
      ram.at += (ssize_t)hf_receive(&ram.c, ram.wire + ram.at, (size_t)(ram.got - ram.at));
    else if (ram.at = 0, (ram.got = recv(fd, ram.wire, sizeof ram.wire, 0)) <= 0)
      hf_end_of_input(&ram.c);
  }
}

int main(int argc, char **argv) {
  static const char request[] = "GET / HTTP/1.0\r\n\r\n";
  const struct hf_buffers buffers = {ram.in, sizeof ram.in, ram.out, sizeof ram.out, ram.chain, sizeof ram.chain};
  const struct hf_config config = {
      .random = {fill, NULL}, .now = now, .anchors = anchors, .anchors_n = anchors_n, .max_fragment_length = 512};
  struct sockaddr_in to = {.sin_family = AF_INET};
  int fd = socket(AF_INET, SOCK_STREAM, 0), status = 1;
  if (argc != 4 || inet_pton(AF_INET, argv[1], &to.sin_addr) != 1)
    return fprintf(stderr, "usage: ADDRESS PORT NAME\n"), 1;
  to.sin_port = htons((uint16_t)atoi(argv[2]));
  enum hf_error error = hf_client_start(&ram.c, &config, &buffers, argv[3], NULL);
  if (error != HF_OK)
    fprintf(stderr, "%s: %s\n", argv[3], hf_strerror(error));
  else if (fd < 0 || connect(fd, (const struct sockaddr *)&to, sizeof to) != 0)
    perror(argv[1]);
  else
    status = talk(fd, request, sizeof request - 1);
  fprintf(stderr, "%zu bytes of RAM for a connection\n", sizeof ram);
  hf_wipe_connection(&ram.c);
  return close(fd), status;
}
