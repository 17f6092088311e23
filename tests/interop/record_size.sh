# shellcheck shell=bash
# record_size_limit (RFC 8449) with GnuTLS, which has it: records of the very length that each side takes, both ways. OpenSSL 3.0 has it not.
head -c 50000 /dev/urandom | base64 -w 70 >"$work/sized"

# The longest protected fragments in a log of GnuTLS's at level 5: SENT RECEIVED; sent ones count their header there. GnuTLS says 1 more of itself
# in TLS 1.3 than it is told, for the type.
lengths_are() { # LOG SENT RECEIVED
  local found
  found=$(awk -v sent=0 -v received=0 '/ Packet(\[[0-9]+\])? Application Data\(23\)/ { n = $NF + 0
      if (/ Sent Packet/ && n - 5 > sent) sent = n - 5
      if (/ Received Packet/ && n > received) received = n }
    END { print sent, received }' "$1")
  [ "$found" = "$2 $3" ] || { echo "sent and received: $found, not $2 $3"; return 1; }
}

sized_gnutls() { # VERSION ARGS...
  local version=$1
  shift
  timeout 30 gnutls-cli -d 5 --port "$port" --priority "NORMAL:-VERS-ALL:+VERS-TLS$version:-CIPHER-ALL:+AES-128-GCM" --x509cafile \
    "$certs/anchors.pem" --verify-hostname localhost --sni-hostname localhost "$@" 127.0.0.1 >"$work/client.out" 2>"$work/client.err"
  has "$work/client.err" 'record_size_limit 600 negotiated'
}
# gnutls-cli drops what of its input does not fit into one record: here it must have sent the longest one.
sized_input() { # VERSION SENT RECEIVED
  : >"$work/client.err"
  (cat "$work/sized"; await "$work/client.err" "Received Packet Application Data.* $3\$" >&2) | sized_gnutls "$1" --recordsize 700 &&
    lengths_are "$work/client.err" "$2" "$3"
}
sized_page() { # VERSION SENT RECEIVED: the request is short, the page long
  printf '%s' "$request" | sized_gnutls "$1" --recordsize 512 && has "$work/client.out" 'handshake</td><td>full<' &&
    lengths_are "$work/client.err" "$2" "$3"
}
sized_client() { # VERSION SENT RECEIVED
  timeout 30 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" "--tls${1/./}" --ciphers "$2" --record-size 600 \
    <"$work/sized" >"$work/client.out" 2>"$work/client.err" && cmp "$work/client.out" "$work/sized" &&
    has "$log" 'record_size_limit 600 negotiated' && lengths_are "$log" "$3" "$4"
}

# AES-GCM has 24 bytes around the content in TLS 1.2, and 16 in TLS 1.3, where 600 are the content and its type.
# shellcheck disable=SC2086 # words
handfast_server --echo --record-size 600 $both || failed=$((failed + 1))
check "server, gnutls: records of 600 bytes come, TLS 1.2" sized_input 1.2 624 624
check "server, gnutls: records of 600 bytes come, of 700 go, TLS 1.3" sized_input 1.3 616 717
stop "$pid"
# shellcheck disable=SC2086 # words
handfast_server --www --record-size 600 $both || failed=$((failed + 1))
check "server, gnutls: records of 512 bytes go, TLS 1.2" sized_page 1.2 42 536
check "server, gnutls: records of 512 bytes go, TLS 1.3" sized_page 1.3 35 529
stop "$pid"
while read -r version suite sent received; do
  gnutls_server -d 5 --echo --recordsize 700 --x509certfile "$certs/server-rsa.pem" --x509keyfile "$certs/server-rsa.key" || failed=$((failed + 1))
  check "client, gnutls: records of 600 and 700 bytes, TLS $version" sized_client "$version" "$suite" "$sent" "$received"
  stop "$pid"
done <<'END'
1.2 ECDHE-RSA-AES128-GCM-SHA256 624 724
1.3 TLS_AES_128_GCM_SHA256 616 717
END
