# shellcheck shell=bash
# Application data of more than one record, in both directions, with real peers and with ourselves.
head -c 1000000 /dev/urandom | base64 -w 70 >"$work/large"

# shellcheck disable=SC2086
receive_large() { # CIPHER
  handfast_server --quiet $both || return 1
  timeout 30 openssl s_client -connect "127.0.0.1:$port" -tls1_2 -cipher "$1" -CAfile "$certs/anchors.pem" -nocommands \
    -verify_return_error <"$work/large" >"$work/client.out" 2>&1
  kill -TERM "$pid"
  wait "$pid"
  tail -n +2 "$log" | grep -v '^ended: ' | cmp - "$work/large"
}
send_large() { # CIPHER: the file comes from s_server -WWW
  # shellcheck disable=SC2086
  openssl_server_in "$work" -WWW $both_chains || return 1
  printf 'GET /large HTTP/1.0\r\n\r\n' | timeout 30 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca \
    "$certs/anchors.pem" --ciphers "$1" >"$work/client.out" 2>"$work/client.err" || { cat "$work/client.err"; return 1; }
  sed '1,/^\r$/d' "$work/client.out" | cmp - "$work/large"
}
openssl_server_in() { # FOLDER ARGS...
  local folder=$1
  shift
  next_log
  : >"$log"
  (cd "$folder" && exec openssl s_server -accept 127.0.0.1:0 -tls1_2 "$@") >"$log" 2>&1 </dev/null &
  pid=$!
  background="$background $pid "
  await_server "$log" '^ACCEPT ' || return 1
  port=$(sed -n 's/^ACCEPT .*://p' "$log" | head -n 1)
}

echo_large() { # CIPHER
  timeout 30 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" --ciphers "$1" <"$work/large" \
    >"$work/client.out" 2>"$work/client.err" && cmp "$work/client.out" "$work/large"
}

for cipher in AES128-SHA ECDHE-RSA-AES256-GCM-SHA384 ECDHE-ECDSA-CHACHA20-POLY1305 AES256-SHA256; do
  check "server, openssl: 1.35 MB from the client, $cipher" receive_large $cipher
  check "client, openssl: 1.35 MB from the server, $cipher" send_large $cipher
  stop "$pid"
done
# shellcheck disable=SC2086
handfast_server --echo $both || failed=$((failed + 1))
for cipher in AES128-SHA ECDHE-RSA-AES128-GCM-SHA256 ECDHE-ECDSA-CHACHA20-POLY1305; do
  check "client, handfast server: 1.35 MB there and back, $cipher" echo_large $cipher
done
stop "$pid"
