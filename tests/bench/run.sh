#!/bin/sh
# tests/bench/run.sh: speed, instructions and sizes, beside what they should be. A benchmark, not a test: it never fails
# for being slow. All instruction counts are of client and server together.
set -eu
cd "$(dirname "$0")/../.."
bench=build/tests/bench
work=build/bench
mkdir -p "$work"

echo "Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(gcc --version | head -n 1)"
echo
echo "Handshakes per CPU second, client and server in one thread, chain verified (best of 3; noise: how far the worst is)"
"$bench" speed >"$work/speed"
awk '$1 == "speed" { printf "  %-16s %8d   noise %s %%\n", $2, $3, $4 }' "$work/speed"
echo
echo "Handshakes per CPU second beside OpenSSL's (tests/beside), in the same way: ours / theirs, and the aim"
"${bench%/*}/beside" build/tests/certs >"$work/beside"
awk 'BEGIN { aim["ecdhe_ecdsa"] = 0.45; aim["resume"] = 4 }
  FNR == NR { ours[$2] = $3; next }
  { printf "  %-18s %8s %8d %8s   %s\n", $2, ($2 in ours) ? ours[$2] : "-", $3, ($2 in ours) ? sprintf("%.2f", ours[$2] / $3) : "-",
      ($2 in aim) ? ">= " aim[$2] : "-" }' "$work/speed" "$work/beside"
echo
echo "Records of 16 KiB, MB per CPU second            seal      open"
awk '$1 == "records" { printf "  %-36s %9s %9s\n", $2, $3, $4 }' "$work/speed"

echo
echo "Ciphers alone, 16 KiB at once, MB/s (the best call), and OpenSSL's (openssl speed: a mean, of data alone; the aim for"
echo "AES-128-GCM: 0.8 times that by instructions, 50 in plain C)"
"$bench" ciphers >"$work/ciphers"
openssl_speed() { # NAME OPTION...
  name=$1
  shift
  openssl speed -seconds 1 -bytes 16384 "$@" 2>/dev/null | tail -n 1 | awk -v n="$name" '{ sub(/k$/, "", $NF); print "cipher", n, "openssl", $NF / 1000 }'
}
{
  openssl_speed AES-128-GCM:seal -evp aes-128-gcm
  openssl_speed AES-128-CBC:encrypt -evp aes-128-cbc
  openssl_speed AES-128-CBC:decrypt -decrypt -evp aes-128-cbc
  openssl_speed SHA-256 -evp sha256
  openssl_speed ChaCha20-Poly1305:seal -evp chacha20-poly1305
} >>"$work/ciphers"
awk '{ if (!($2 in seen)) order[++n] = $2; seen[$2]; speed[$2, $3] = $4 }
  END { printf "  %-26s %12s %10s %10s\n", "", "instructions", "plain", "openssl"
    for (i = 1; i <= n; i++) printf "  %-26s %12s %10s %10s\n", order[i], speed[order[i], "instructions"], speed[order[i], "plain"],
      speed[order[i], "openssl"] }' "$work/ciphers"

echo
echo "P-256 and X25519, nanoseconds of the processor (best of 5), beside OpenSSL's"
openssl speed -seconds 1 ecdhp256 ecdsap256 ecdhx25519 2>/dev/null | awk '/nistp256/ {
  if ($3 == "ecdsa") { print "sign", 1e9 / $(NF - 1); print "verify", 1e9 / $NF } else print "agree", 1e9 / $NF }
  /X25519/ { print "x25519", 1e9 / $NF }' >"$work/openssl"
"$bench" p256 | awk 'FNR == NR { theirs[$1] = sprintf("%9d", $2); next }
  { printf "  %-12s %9d %9s\n", $2, $3, ($2 in theirs) ? theirs[$2] : "-" }' "$work/openssl" -

echo
echo "Thousand instructions per handshake, and where (valgrind has no SHA instructions: SHA-256 is plain C here)"
printf '  %-12s %9s %9s %9s %9s %9s   %s\n' kind all library provider ciphers engine "aim for engine"
once() { # KIND TIMES AIM
  out=$work/callgrind.$1
  valgrind -q --tool=callgrind --instr-atstart=no --collect-atstart=no --callgrind-out-file="$out" \
    "$bench" once "$1" "$2" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
  awk -v n="$2" -f tests/bench/split.awk "$out" | awk -v kind="$1" -v aim="$3" '{
    k = 1000; all = ($1 + $2 + $3 + $4 + $6) / k
    printf "  %-12s %9.1f %9.1f %9.1f %9.1f %9.1f   %s\n", kind, all, $1 / k, $2 / k, $3 / k, $4 / k, aim }'
}
once resume 10 "<= 25"
once rsa 4 "<= 40"
once ecdhe_rsa 4 -
once ecdhe_ecdsa 4 -
once mutual 4 -

echo
echo "Certificates per CPU second, in chains of two; and instructions for each: x509/ alone, and with the hashing and the"
echo "signature (aim for x509/, verified: <= 10000)"
printf '  %-12s %10s %10s %12s %12s %14s\n' chain read verified "x509: read" "x509: verify" "all: verify"
"$bench" certificates >"$work/certificates"
instructions() { # WORK CHAIN N: x509's, and all
  out=$work/callgrind.$1.$2
  valgrind -q --tool=callgrind --instr-atstart=no --collect-atstart=no --callgrind-out-file="$out" \
    "$bench" certificate "$1" "$2" "$3" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
  awk -v n=$((2 * $3)) -v part=engine/x509/ -f tests/bench/split.awk "$out" |
    awk '{ printf "%.0f %.0f\n", $7, $1 + $2 + $3 + $4 + $6 }'
}
for chain in server-rsa server-ec; do
  awk -v c=$chain -v r="$(instructions read $chain 20)" -v v="$(instructions verify $chain 5)" '$2 == c {
    split(r, reading, " "); split(v, verified, " ")
    printf "  %-12s %10d %10d %12d %12d %14d\n", c, $3, $4, reading[1], verified[1], verified[2] }' "$work/certificates"
done

echo
echo "SHA-256 compressions per handshake (aim for resume: <= 60)"
"$bench" compressions | awk '{ printf "  %-12s %6d\n", $2, $3 }'

echo
echo "Bytes of each public type (aim for hf_connection: <= 4096)"
"$bench" sizes | awk '{ printf "  %-20s %6d\n", $2, $3 }'

echo
echo "Deepest stack frames, bytes (-fstack-usage), engine without provider and command"
find build/obj/engine -name '*.su' ! -path '*/provider/*' ! -path '*/cli/*' -exec cat {} + |
  sort -t "$(printf '\t')" -k 2,2nr | head -n 8 | awk -F '\t' '{ n = split($1, p, ":"); printf "  %6d %s (%s)\n", $2, p[n], p[1] }'
echo "  of x509/ alone:"
find build/obj/engine/x509 -name '*.su' -exec cat {} + | sort -t "$(printf '\t')" -k 2,2nr | head -n 4 |
  awk -F '\t' '{ n = split($1, p, ":"); printf "  %6d %s (%s)\n", $2, p[n], p[1] }'
if find build/obj/engine -name '*.su' ! -path '*/provider/*' ! -path '*/cli/*' -exec cat {} + | grep -v static; then
  echo "  the frames above have no fixed size"
fi

echo
echo "Code and data, bytes"
printf '  %-12s %8s %8s %8s\n' part text data bss
for directory in build/obj/engine/*/; do
  part=$(basename "$directory")
  [ "$part" != cli ] || continue
  find "$directory" -name '*.o' -exec size {} + | awk -v part="$part" '
    NR > 1 && $1 ~ /^[0-9]+$/ && $6 !~ /TOTALS/ { t += $1; d += $2; b += $3 }
    END { printf "  %-12s %8d %8d %8d\n", part, t, d, b }'
done

echo
echo "Heap: names of allocators that engine objects refer to (aim: none)"
find build/obj/engine -name '*.o' ! -path '*/provider/*' ! -path '*/cli/*' -exec nm -u {} + |
  grep -wE 'malloc|calloc|realloc|free|alloca|strdup|aligned_alloc|posix_memalign' || echo "  none"
