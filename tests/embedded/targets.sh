# shellcheck shell=bash disable=SC2154 # peers.sh and run.sh give the rest
# The programs in QEMU. Each connection has a UART of its own, -serial, which is a socket of the loopback interface for the client and one
# of the file system for the server: so no two connections share a stream. -icount shift=0: an instruction is a nanosecond of the
# board's time, so that ticks of its timer, of 40 ns, count instructions.
board() { # NAME SERIAL...: in $pid
  local name=$1
  shift
  start "$work/$name.qemu" timeout 120 qemu-system-arm -M mps2-an386 -nographic -monitor none -icount shift=0 "$@" \
    -chardev "file,id=out,path=$work/$name.out" -kernel "$made/${name%%-*}.elf" \
    -semihosting-config "enable=on,target=native,chardev=out,arg=$name,arg=$seed"
}
ends() { # STATUS PID
  local status
  wait "$2"
  status=$?
  background=${background//" $2 "/}
  [ $status -eq "$1" ] || { echo "status $status, not $1"; return 1; }
}
same() { diff <(echo "$1") - ; }

serve() { # CERTIFICATE...: openssl s_server; $link is what QEMU is to connect to
  openssl_server_of -www -psk "$psk" -psk_identity sensor "$@" || return 1
  link=tcp:127.0.0.1:$port
}
client() { # NAME STATUS: one server for all its connections
  local server=$pid
  connects "$1" "$2" "$link" "$link" "$link" "$link" "$link"
  local status=$?
  stop "$server"
  return $status
}
connects() { # NAME STATUS LINK...
  local name=$1 wanted=$2 links=() one began ended
  shift 2
  for one; do links+=(-serial "$one"); done
  began=$(date +%s%N)
  board "$name" "${links[@]}"
  ends "$wanted" "$pid"
  local status=$?
  ended=$(date +%s%N)
  echo "$(((ended - began) / 1000000))" >"$work/$name.ms"
  return $status
}
says() { sed -n "s/^$1 \(TLS.*\) sent .* suite [0-9]* /\1 /p" "$work/$2.out" | same "$3"; }
all="TLS1.3 full ok
TLS1.3 resumed ok
TLS1.2 full ok
TLS1.2 resumed ok
TLS1.3 psk ok"
of_client() {
seed=$(openssl rand -hex 32)
serve -cert "$certs/server-ec.pem" -key "$certs/server-ec.key" -cert_chain "$certs/intermediate-ec.pem"
check "$profile, client: five connections" client client 0
saw() {
  sed -n 's/^\(New\|Reused\), \(.*\), Cipher is /\1 \2 /p' "$work/client.out" | same "New TLSv1.3 TLS_AES_128_GCM_SHA256
Reused TLSv1.3 TLS_AES_128_GCM_SHA256
New TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256
Reused TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256
Reused TLSv1.3 TLS_AES_128_GCM_SHA256"
}
check "$profile, client: what openssl saw" saw
check "$profile, client: what it says itself" says client client "$all"

seed=$(openssl rand -hex 32)
serve -cert "$certs/untrusted.pem" -key "$certs/untrusted.key"
check "$profile, client: another authority is refused" client client-untrusted 1
check "and only the key that both were told is taken" says client client-untrusted "TLS1.3 full certificate_unknown_issuer
TLS1.3 full certificate_unknown_issuer
TLS1.2 full certificate_unknown_issuer
TLS1.2 full certificate_unknown_issuer
TLS1.3 psk ok"
seed=none
board client-unseeded -serial null -serial null -serial null -serial null -serial null
check "$profile, client: nothing without random bytes" ends 1 "$pid"
check "and it says so" test "$(grep -c ' random_failed$' "$work/client-unseeded.out")" -eq 5
}

of_server() {
# The server waits for its clients in turn, each on a link of its own.
seed=$(openssl rand -hex 32)
links=
for i in 0 1 2 3 4; do links="$links -serial unix:$work/link.$i,server=on,wait=off"; done
began=$(date +%s%N)
# shellcheck disable=SC2086 # words
board server $links
server=$pid
await "$work/server.out" '^listening'
calls() { # LINK PATTERN ARGS...
  local out=$work/s_client.$1 at=$work/link.$1 pattern=$2
  shift 2
  : >"$out"
  (echo "over and back"; await "$out" '^over and back' >/dev/null) | timeout 30 openssl s_client -unix "$at" "$@" >"$out" 2>&1
  has "$out" '^over and back' && has "$out" "$pattern"
}
trusting=(-CAfile "$certs/root-ec.pem" -verify_return_error -verify_hostname localhost -servername localhost -maxfraglen 1024)
check "$profile, server: TLS 1.3" calls 0 '^New, TLSv1.3, Cipher is TLS_AES_128_GCM_SHA256' -tls1_3 -sess_out "$work/13" "${trusting[@]}"
check "$profile, server: TLS 1.3, resumed" calls 1 '^Reused, TLSv1.3' -tls1_3 -sess_in "$work/13" "${trusting[@]}"
check "$profile, server: TLS 1.2" calls 2 '^New, TLSv1.2, Cipher is ECDHE-ECDSA-AES128-GCM-SHA256' -tls1_2 -sess_out "$work/12" "${trusting[@]}"
check "$profile, server: TLS 1.2, resumed" calls 3 '^Reused, TLSv1.2' -tls1_2 -sess_in "$work/12" "${trusting[@]}"
check "$profile, server: a pre-shared key" calls 4 '^Reused, TLSv1.3' -tls1_3 -psk "$psk" -psk_identity sensor
check "$profile, server: it ends well" ends 0 "$server"
echo "$((($(date +%s%N) - began) / 1000000))" >"$work/server.ms"
check "$profile, server: what it says itself" says server server "$all"
}

number() { # ERROR: by which a profile without names says it
  printf '#include <handfast.h>\n#include <stdio.h>\nint main(void) { return printf("%%d\\n", %s) < 0; }\n' "$1" >"$work/number.c"
  gcc -Iengine/include "$work/number.c" -o "$work/number" && "$work/number"
}

# tiny: a raw public key, full and resumed, of our own server of all (OpenSSL knows them from 3.2 on), and a pre-shared key of openssl's.
of_keys_client() {
  local ours theirs null=null
  openssl pkey -in "$certs/server-ec.key" -pubout -out "$work/server-ec.pub.pem"
  openssl pkey -in "$certs/client-ec.key" -pubout -out "$work/other.pub.pem"
  serve -tls1_3 -nocert -max_send_frag 512
  theirs=$pid to_them=$link
  handfast_server --www --cert "$work/server-ec.pub.pem" --key "$certs/server-ec.key"
  ours=$pid to_us=tcp:127.0.0.1:$port
  seed=$(openssl rand -hex 32)
  check "$profile: three connections" connects keys_client 0 "$to_us" "$to_us" "$to_them" $null $null
  check "$profile: what it says itself" says keys_client keys_client "TLS1.3 full 0
TLS1.3 resumed 0
TLS1.3 psk 0"
  check "$profile: what openssl saw" has "$work/keys_client.out" '^Reused, TLSv1.3, Cipher is TLS_AES_128_GCM_SHA256'
  stop "$ours"
  handfast_server --www --cert "$work/other.pub.pem" --key "$certs/client-ec.key"
  ours=$pid to_us=tcp:127.0.0.1:$port
  seed=$(openssl rand -hex 32)
  check "$profile: another key is refused" connects keys_client-untrusted 1 "$to_us" "$to_us" "$to_them" $null $null
  check "$profile: and only the key that both were told is taken" says keys_client keys_client-untrusted "TLS1.3 full $(number HF_ERROR_RAW_PUBLIC_KEY_NOT_TRUSTED)
TLS1.3 full $(number HF_ERROR_RAW_PUBLIC_KEY_NOT_TRUSTED)
TLS1.3 psk 0"
  stop "$ours" "$theirs"
  seed=none
  check "$profile: nothing without random bytes" connects keys_client-unseeded 1 $null $null $null $null $null
  check "$profile: and it says so" test "$(grep -c " sent 0 received 0 .* $(number HF_ERROR_RANDOM_FAILED)\$" "$work/keys_client-unseeded.out")" -eq 3
}

for name in $programs; do "of_$name"; done

# What they take.
for name in $programs; do
  arm-none-eabi-size "$made/$name.elf" | awk -v n=$name 'NR == 2 { print n, "flash", $1 + $2; print n, "ram", $2 + $3 }'
  awk -v n=$name '$1 == "stack" { print n, $1, $2 }
    $1 == n && $4 == "sent" { print n, $2 "-" $3, "wire", $5 + $7; printf "%s %s instructions %d\n", n, $2 "-" $3, $9 * 40 / 1000 }' "$work/$name.out"
done >"$work/taken"
awk -v profile="$profile" 'FNR == NR { if ($1 == profile) { v = $NF; NF--; sub(/^[^ ]* /, ""); most[$0] = v }; next }
  { v = $NF; NF--; have[$0]; fine = ($0 in most) && v <= most[$0] + 0; print (fine ? "fine" : "OVER"), $0, v, "of", ($0 in most) ? most[$0] : "no budget" }
  END { for (k in most) if (!(k in have)) print "OVER", k, "not measured of", most[k] }' tests/embedded/budget "$work/taken" >"$work/judged"
within() { ! grep '^OVER' "$work/judged" && [ -s "$work/judged" ]; }
check "$profile: within tests/embedded/budget" within
heap() { ! arm-none-eabi-nm "$made"/*.elf | grep -E ' (malloc|calloc|realloc|free|sbrk|_sbrk|_malloc_r|_free_r)$'; }
check "$profile: there is no heap" heap
tests/embedded/table.sh "$work/taken" >"$work/table"
check "$profile: README.md's table says so" awk -v bound=3 -f tests/support/near.awk README.md "$work/table"
cat "$work/table"
for name in $programs; do
  echo "$profile, $name: all connections in $(cat "$work/$name.ms") ms on this machine"
done
