#define _GNU_SOURCE
#include "file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX_BYTES ((size_t)8 * 1024 * 1024) /* a system's certificate bundle has a quarter of a megabyte */

void cli_blob_free(struct cli_blob *blob) {
  if (blob->bytes != NULL)
    explicit_bzero(blob->bytes, blob->n);
  free(blob->bytes);
  blob->bytes = NULL;
  blob->n = 0;
}

static int refuse(const char *path, const char *what, const char *why) {
  cli_say("%s: cannot read %s: %s", path, what, why);
  return -1;
}

/* Reads to the end; pipes and /dev/stdin have no size to ask for. */
static int read_all(int fd, const char *path, const char *what, struct cli_blob *out) {
  size_t room = 4096;
  out->n = 0;
  out->bytes = cli_allocate(room + 1);
  for (;;) {
    if (out->n == room) {
      uint8_t *larger = cli_allocate(2 * room + 1);
      memcpy(larger, out->bytes, out->n);
      explicit_bzero(out->bytes, out->n);
      free(out->bytes);
      out->bytes = larger;
      room *= 2;
    }
    ssize_t got = read(fd, out->bytes + out->n, room - out->n);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return refuse(path, what, strerror(errno));
    if (got == 0)
      break;
    out->n += (size_t)got;
    if (out->n > FILE_MAX_BYTES)
      return refuse(path, what, "it is larger than 8 MiB");
  }
  out->bytes[out->n] = 0;
  return 0;
}

int cli_file_read(const char *path, const char *what, struct cli_blob *out) {
  struct stat about;
  int answer = -1;
  *out = (struct cli_blob){0};
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return refuse(path, what, strerror(errno));
  if (fstat(fd, &about) == 0 && S_ISDIR(about.st_mode))
    refuse(path, what, "it is a directory");
  else
    answer = read_all(fd, path, what, out);
  close(fd);
  if (answer == 0 && out->n == 0)
    answer = refuse(path, what, "it is empty");
  if (answer != 0)
    cli_blob_free(out);
  return answer;
}

static int cannot_write(const char *path, const char *what, const char *why) {
  cli_say("%s: cannot write %s: %s", path, what, why);
  return -1;
}

int cli_file_replaceable(const char *path, const char *what) {
  struct stat about;
  if (lstat(path, &about) != 0)
    return errno == ENOENT ? 0 : cannot_write(path, what, strerror(errno));
  if (S_ISREG(about.st_mode) || S_ISLNK(about.st_mode))
    return 0;
  return cannot_write(path, what, "it is no regular file");
}

int cli_file_remove(const char *path, const char *what, const char *why) {
  if (unlink(path) == 0) {
    cli_say("%s: removed, because it was an old one: %s", path, why);
    return 0;
  }
  if (errno != ENOENT) {
    cli_say("%s: cannot remove the file of before, which is not %s: %s", path, what, strerror(errno));
    return -1;
  }
  cli_say("%s: not written: %s", path, why);
  return 0;
}

static int write_all(int fd, const uint8_t *bytes, size_t n) {
  size_t done = 0;
  while (done < n) {
    ssize_t put = write(fd, bytes + done, n - done);
    if (put < 0 && errno != EINTR)
      return -1;
    done += put < 0 ? 0 : (size_t)put;
  }
  return 0;
}

int cli_file_write_private(const char *path, const char *what, const uint8_t *bytes, size_t n) {
  size_t room = strlen(path) + sizeof ".XXXXXX";
  char *temporary = cli_allocate(room);
  int answer = -1;
  (void)snprintf(temporary, room, "%s.XXXXXX", path);
  int fd = mkostemp(temporary, O_CLOEXEC); /* mode 0600 */
  if (fd >= 0) {
    answer = write_all(fd, bytes, n);
    answer = close(fd) == 0 ? answer : -1;
    answer = answer == 0 ? rename(temporary, path) : answer;
  }
  if (answer != 0)
    (void)cannot_write(path, what, strerror(errno));
  if (answer != 0 && fd >= 0)
    unlink(temporary);
  free(temporary);
  return answer;
}
