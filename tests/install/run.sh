#!/bin/sh
# tests/install/run.sh: what `make install` gives suffices to build against, statically and shared, and with the bare provider.
set -u
cd "$(dirname "$0")/../.." || exit 1
root=$PWD/build/install
rm -rf "$root"
passed=0 failed=0
check() { # NAME COMMAND...
  name=$1
  shift
  if "$@"; then passed=$((passed + 1)); else echo "failed: $name"; failed=$((failed + 1)); fi
}
cat >build/installed.c <<'C'
#include <handfast.h>
#include <stdio.h>
int main(void) {
  static struct hf_connection c;
  puts(hf_strerror(HF_OK));
  return hf_status(&c) == HF_STATUS_OPEN;
}
C
export PKG_CONFIG_PATH=$root/usr/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root
cflags() { pkg-config --cflags --libs "$@" handfast; }
check "make install" make -s install DESTDIR="$root" PREFIX=/usr
# shellcheck disable=SC2046 # words
check "shared" gcc -std=c11 -Wall -Wextra -Werror build/installed.c -o build/installed-shared $(cflags)
check "shared runs" env LD_LIBRARY_PATH="$root/usr/lib" build/installed-shared
# shellcheck disable=SC2046
check "static" gcc -std=c11 build/installed.c -o build/installed-static $(cflags --static | sed "s|-lhandfast|$root/usr/lib/libhandfast.a|")
check "static runs" build/installed-static
# A provider of one's own, before the library: of the default one nothing is taken, so its libraries are not asked for.
# shellcheck disable=SC2046
check "a provider of one's own" gcc -std=c11 -Wall -Wextra -Werror tests/install/provider.c -o build/installed-provider \
  $(pkg-config --cflags handfast) "$root/usr/lib/libhandfast.a"
check "it is asked" build/installed-provider build/tests/certs/root-ec.0.der
# The bare provider's library: C's library is all that a program of it needs, and there it has memory's three functions alone.
bare() { # OPTION...: a client and a server of it, over it alone
  # shellcheck disable=SC2046
  gcc -std=c11 -Wall -Wextra -Werror -Ibuild/bare-include tests/amalgamation/handshakes.c tests/amalgamation/pair.c tests/amalgamation/software.c \
    tests/amalgamation/bare.c -o build/installed-bare $(pkg-config --cflags --libs handfast-bare) "$@"
}
# The programs of tests/amalgamation include one header, as an amalgamation has it; installed there are several.
mkdir -p build/bare-include
printf '#include_next "handfast.h"\n#include <handfast/bare.h>\n#include <handfast/files.h>\n#include <handfast/software_key.h>\n' >build/bare-include/handfast.h
check "the bare provider's library" bare
check "the same, static" bare -static
bare_talks() {
  build/installed-bare build/tests/certs/server-ec.0.der build/tests/certs/server-ec.1.der build/tests/certs/server-ec.key.der build/tests/certs/root-ec.0.der >build/bare.out &&
    [ "$(wc -l <build/bare.out)" -eq 2 ]
}
check "a client and a server of it talk in both versions" bare_talks
needs() { ! nm -u "$1" | awk 'NF == 2 { print $2 }' | grep -vxE "hf_.*|$2"; }
check "it asks for no library" needs "$root/usr/lib/libhandfast-bare.a" "_GLOBAL_OFFSET_TABLE_|mem(cpy|move|set)|__stack_chk_fail"
seen() { ! needs "$root/usr/lib/libhandfast.a" "_GLOBAL_OFFSET_TABLE_|mem(cpy|move|set)|__stack_chk_fail" >build/bare.out; }
check "the default one's libraries would be seen" seen
check "command" "$root/usr/bin/handfast" --help
pages() { for page in engine/cli/*.[1-9]; do test -s "$root/usr/share/man/man${page##*.}/${page##*/}" || return; done; }
check "the manual, each page" pages

# The example of README.md, as it stands there, against a server on this machine.
awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' README.md >build/readme.c
check "the example has at most 100 lines" test "$(wc -l <build/readme.c)" -le 100
# shellcheck disable=SC2046
check "the example" gcc -std=gnu11 -Wall -Wextra -Wconversion -Werror build/readme.c -o build/readme-example $(cflags)
# The same, where a name has two addresses, and nobody answers at the first.
cat >build/resolver.c <<'C'
#include <netdb.h>
#include <stdlib.h>
int __real_getaddrinfo(const char *host, const char *port, const struct addrinfo *hints, struct addrinfo **out);
void __real_freeaddrinfo(struct addrinfo *all);
int __wrap_getaddrinfo(const char *host, const char *port, const struct addrinfo *hints, struct addrinfo **out);
int __wrap_getaddrinfo(const char *host, const char *port, const struct addrinfo *hints, struct addrinfo **out) {
  struct addrinfo *second;
  int error = __real_getaddrinfo(host, port, hints, &second);
  if (error == 0 && (error = __real_getaddrinfo("127.0.0.2", port, hints, out)) == 0)
    (*out)->ai_next = second;
  return error;
}
C
# shellcheck disable=SC2046
check "the example, two addresses" gcc -std=gnu11 -Wall -Wextra -Werror build/readme.c build/resolver.c -Wl,--wrap=getaddrinfo \
  -o build/readme-addresses $(cflags)
certs=build/tests/certs
: >build/readme.log # of an earlier run the port would be read
"$root/usr/bin/handfast" server --listen 127.0.0.1:0 --cert $certs/server-ec.pem --key $certs/server-ec.key --www \
  >build/readme.log 2>&1 &
server=$!
tail -n +1 -f --pid=$server build/readme.log | grep -m 1 '^listening on ' >build/readme.port
port=$(sed 's/.*://' build/readme.port)
answers() { # STATUS PATTERN PROGRAM ARGUMENT...
  status=$1 pattern=$2
  shift 2
  env LD_LIBRARY_PATH="$root/usr/lib" timeout 30 "$@" >build/readme.out 2>&1
  [ $? -eq "$status" ] && grep -q "$pattern" build/readme.out
}
root_of=$certs/root-ec.0.der
check "the example shows the page" answers 0 'TLS 1.3' build/readme-example 127.0.0.1 "$port" localhost $root_of
check "the example takes a second address" answers 0 'TLS 1.3' build/readme-addresses localhost "$port" localhost $root_of
check "it says that the first did not answer" grep -q '^localhost: Connection refused' build/readme.out
check "the example refuses another name" answers 1 'for another name' build/readme-example 127.0.0.1 "$port" other.example $root_of
check "the example says how it is called" answers 1 '^usage: HOST PORT' build/readme-example
check "the example says that a root is none" answers 1 '^README.md: ' build/readme-example 127.0.0.1 "$port" localhost README.md
check "the example says that a host is none" answers 1 '^host.invalid: ' build/readme-example host.invalid "$port" localhost $root_of
check "the example says that a name is none" answers 1 '^a b: a server to reach' build/readme-example 127.0.0.1 "$port" 'a b' $root_of
kill $server && wait $server
check "the example says that nobody answers" answers 1 'Connection refused' build/readme-example 127.0.0.1 "$port" localhost $root_of

# A peer that resets the connection before a byte is sent: a write that fails is no signal.
cat >build/resets.py <<'P'
import socket, struct
s = socket.create_server(("127.0.0.1", 0))
print("listening on 127.0.0.1:%d" % s.getsockname()[1], flush=True)
for k in range(8):
    c = s.accept()[0]
    c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    c.close()
P
: >build/resets.log
timeout 60 python3 build/resets.py >build/resets.log &
server=$!
port=$(tail -n +1 -f --pid=$server build/resets.log | grep -m 1 '^listening on ' | sed 's/.*://')
ends_well() {
  for _ in 1 2 3 4 5 6 7 8; do
    answers 1 '^send: \|^TLS: ' build/readme-example 127.0.0.1 "$port" localhost $root_of || return
  done
}
check "the example outlives a peer that resets" ends_well
wait $server

# The echo of handfast(3), as it stands there: each byte comes back, also behind the client's close_notify.
{
  cat <<'C'
#include <handfast.h>
#include <handfast/software_key.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
C
  awk '/^static int echo/ { on = 1 } /^\.fi/ { on = 0 } on' engine/cli/handfast.3 | sed 's/\\-/-/g'
  cat <<'C'
static int fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  return getrandom(out, n, 0) == (ssize_t)n ? 0 : -1;
}
static int64_t now(void *context) {
  (void)context;
  return (int64_t)time(NULL);
}
static size_t load(const char *path, uint8_t *out, size_t room) {
  FILE *f = fopen(path, "rb");
  size_t n = f == NULL ? 0 : fread(out, 1, room, f);
  return f == NULL || fclose(f) != 0 ? 0 : n;
}
int main(int argc, char **argv) { /* CERTIFICATE.der SCALAR */
  static struct hf_connection c;
  static uint8_t in[HF_IN_SIZE], out[HF_OUT_SIZE], certificate[8192], scalar[32];
  struct hf_buffers buffers = {in, sizeof in, out, sizeof out, NULL, 0};
  static struct hf_software_key key;
  const uint8_t *certificates[] = {certificate};
  struct hf_config config = {.random = {fill, NULL}, .now = now, .identities_n = 1};
  struct hf_identity identity = {.certificates = certificates, .certificates_n = 1};
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t a_n = sizeof a;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  size_t size = argc == 3 ? load(argv[1], certificate, sizeof certificate) : 0;
  identity.certificate_sizes = &size;
  config.identities = &identity;
  if (size == 0 || load(argv[2], scalar, 32) != 32 || hf_certificate_key(certificate, size, &identity.public_key) != HF_OK ||
      hf_software_key_ec(&key, identity.public_key.group, scalar, 32, &config.random) != 0 ||
      bind(listener, (struct sockaddr *)&a, a_n) != 0 || listen(listener, 1) != 0 ||
      getsockname(listener, (struct sockaddr *)&a, &a_n) != 0)
    return 2;
  identity.private_key = hf_software_private_key(&key);
  printf("listening on 127.0.0.1:%d\n", ntohs(a.sin_port));
  fflush(stdout);
  int fd = accept(listener, NULL, NULL);
  if (fd < 0 || hf_server_start(&c, &config, &buffers) != HF_OK)
    return 2;
  int answer = echo(&c, fd);
  fprintf(stderr, "%s\n", hf_strerror(hf_error_of(&c)));
  hf_software_key_free(&key);
  close(fd);
  return answer == 0 ? 0 : 1;
}
C
} >build/manual.c
# shellcheck disable=SC2046
check "the manual's echo" gcc -std=gnu11 -Wall -Wextra -Werror build/manual.c -o build/manual-example $(cflags)
openssl ec -in $certs/server-ec.key -outform DER 2>/dev/null | tail -c +8 | head -c 32 >build/manual.scalar
openssl rand 3000000 >build/manual.large
: >build/manual.log
env LD_LIBRARY_PATH="$root/usr/lib" timeout 60 build/manual-example $certs/server-ec.0.der build/manual.scalar >build/manual.log 2>&1 &
server=$!
port=$(tail -n +1 -f --pid=$server build/manual.log | grep -m 1 '^listening on ' | sed 's/.*://')
whole() {
  "$root/usr/bin/handfast" client "127.0.0.1:$port" --name localhost --ca $certs/intermediate-ec.pem <build/manual.large \
    2>build/manual.err | cmp - build/manual.large && wait $server
}
check "the manual's echo gives back 3,000,000 bytes, and both sides close" whole

# The examples of handfast_porting(3), as they stand there.
awk '/^\.SH EXAMPLES/ { there = 1 } /^\.fi/ { on = 0; print "" } on; there && /^\.nf/ { on = 1 }' engine/cli/handfast_porting.3 |
  sed 's/\\-/-/g' >build/porting.h
# shellcheck disable=SC2046
check "the manual's token and random source" gcc -std=gnu11 -Wall -Wextra -Werror -Ibuild tests/install/porting.c -o build/porting-example $(cflags)
check "a token answers later, and a random source fails" env LD_LIBRARY_PATH="$root/usr/lib" \
  build/porting-example $certs/server-ec.0.der build/manual.scalar $certs/intermediate-ec.0.der
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
