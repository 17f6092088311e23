#define _GNU_SOURCE
#include "session_file.h"
#include "file.h"
#include <string.h>

int cli_session_save(const char *path, const struct hf_session *session) {
  uint8_t bytes[HF_SESSION_BYTES];
  hf_session_write(session, bytes);
  int answer = cli_file_write_private(path, "the session", bytes, sizeof bytes);
  explicit_bzero(bytes, sizeof bytes);
  return answer;
}

int cli_session_load(const char *path, struct hf_session *session) {
  struct cli_blob blob;
  if (cli_file_read(path, "the session", &blob) != 0)
    return -1;
  int answer = hf_session_read(session, blob.bytes, blob.n);
  unsigned layout = hf_session_layout(blob.bytes, blob.n);
  if (answer != 0 && layout != 0 && layout != HF_SESSION_LAYOUT) {
    cli_say("%s: a session of another release of handfast (layout %u): a full handshake is made", path, layout);
    answer = 1;
  } else if (answer != 0)
    cli_say("%s: this is not a session that handfast wrote with --session-out, or it was changed since", path);
  cli_blob_free(&blob);
  return answer;
}
