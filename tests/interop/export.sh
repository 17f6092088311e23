# shellcheck shell=bash
# What handfast client exports, against what openssl s_server does (RFC 5705), for each suite, full and resumed.
label=EXPORTER-handfast-interop
rm -f "$work/typed"
mkfifo "$work/typed" # never at its end: s_server leaves when its input does
next_log
# shellcheck disable=SC2016,SC2086 # the inner shell's words; words
start "$log" bash -c 'exec <>"$1"; shift; exec openssl s_server "$@"' typed "$work/typed" -accept 127.0.0.1:0 -tls1_2 $both_chains \
  -cipher ALL -keymatexport "$label" -keymatexportlen 20
await_server "$log" '^ACCEPT ' || failed=$((failed + 1))
port=$(sed -n 's/^ACCEPT .*://p' "$log" | head -n 1)

ours() { sed -n 's/^exported: //p' "$work/client.err"; }
theirs() { sed -n 's/^ *Keying material: //p' "$log" | tr '[:upper:]' '[:lower:]' | tail -n 2; }
exports_alike() { # SUITE: twice, and not the same twice
  client --ciphers "$1" --reconnect 1 --export "$label" && has "$work/client.err" '^connected: .*resumed' || return 1
  [ "$(ours | grep -cE '^[0-9a-f]{40}$')" -eq 2 ] && [ "$(ours)" = "$(theirs)" ] && [ "$(ours | sort -u | wc -l)" -eq 2 ] && return
  echo "ours: $(ours) theirs: $(theirs)"
  return 1
}
while read -r _ openssl _; do
  [ -n "$openssl" ] || continue
  check "client, openssl: exported keying material, $openssl, full and resumed" exports_alike "$openssl"
done <<<"$suites"
another_label() {
  client --export "${label}s" && [ "$(ours | wc -l)" -eq 1 ] && [ "$(ours)" != "$(theirs | tail -n 1)" ]
}
check "client, openssl: another label, other material" another_label
no_label() { client --export 'key expansion' && has "$work/client.err" '^exported: nothing: export_label_wrong'; }
check "client, openssl: no material for a label of TLS" no_label
stop "$pid"

# TLS 1.3 (RFC 8446 7.5), and as many bytes as are asked for.
for version in tls1_2 tls1_3; do
  next_log
  # shellcheck disable=SC2016,SC2086 # the inner shell's words; words
  start "$log" bash -c 'exec <>"$1"; shift; exec openssl s_server "$@"' typed "$work/typed" -accept 127.0.0.1:0 -$version $both_chains \
    -keymatexport "$label" -keymatexportlen 77
  await_server "$log" '^ACCEPT ' || failed=$((failed + 1))
  port=$(sed -n 's/^ACCEPT .*://p' "$log" | head -n 1)
  exports_of_77() {
    client --export "$label:77" && [ "$(ours | grep -cE '^[0-9a-f]{154}$')" -eq 1 ] && [ "$(ours)" = "$(theirs | tail -n 1)" ] && return
    echo "ours: $(ours) theirs: $(theirs)"
    return 1
  }
  check "client, openssl: 77 bytes of keying material, $version" exports_of_77
  stop "$pid"
done
# Both sides of ours, with a context, without one, and with an empty one: in TLS 1.2 three values, in TLS 1.3 two.
for version in tls12 tls13; do
  for wanted in "$label:32" "$label::32" "$label:a context:32"; do
    handfast_server --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --$version --export "$wanted"
    both_export() {
      client --export "$wanted" || return 1
      await "$log" 'exported: ' >/dev/null && [ "$(ours)" = "$(sed -n 's/.*exported: //p' "$log")" ] && [ "$(ours | wc -c)" -eq 65 ] || return 1
      ours >>"$work/exported.$version"
    }
    check "both ours: --export '$wanted', $version" both_export
    stop "$pid"
  done
done
check "TLS 1.2: no context is not an empty one" [ "$(sort -u "$work/exported.tls12" | wc -l)" -eq 3 ]
check "TLS 1.3: a context counts" [ "$(sort -u "$work/exported.tls13" | wc -l)" -ge 2 ]
