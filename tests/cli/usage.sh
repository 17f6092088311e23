# shellcheck shell=bash
# What is wrong on the command line: exit status 2, or 3 where a name, an address or a port cannot be used.
says() { # STATUS PATTERN ARGS...: the command's exit status, and a line of what it prints
  local status=$1 pattern=$2
  shift 2
  exits "$status" timeout 20 "$HANDFAST" "$@" </dev/null >"$work/out" 2>&1 || { cat "$work/out"; return 1; }
  has "$work/out" "$pattern"
}
identity="--cert $certs/server-rsa.pem --key $certs/server-rsa.key"

check "no command" says 2 'which command'
check "unknown command" says 2 "no command 'sever'" sever
check "--help" says 0 '^Usage: handfast' --help
check "--version" says 0 '^handfast [0-9]' --version
for command in client server demo; do
  check "$command --help" says 0 "^Usage: handfast $command" $command --help
  check "$command: unknown option" says 2 "unrecognized option '--frobnicate'" $command --frobnicate
  check "$command: how to get help" says 2 "try: handfast $command --help" $command --frobnicate
done
check "demo: an argument too many" says 2 'one argument too many' demo x

check "client: no server named" says 2 'HOST:PORT is missing' client
check "client: two servers named" says 2 "'b:2' is one argument too many" client a:1 b:2
check "client: port missing" says 3 'the port is missing' client localhost
check "client: port empty" says 3 'the port is missing' client localhost:
check "client: port too large" says 3 'greater than 65535' client localhost:65536
check "client: port 0" says 3 'port 0' client localhost:0
check "client: host missing" says 3 'the host is missing' client :443
check "client: IPv6 without brackets" says 3 'must stand in brackets' client ::1:443
check "client: bracket not closed" says 3 "the ']'" client '[::1:443'
check "client: unknown service" says 3 "no service with the name 'frobnicate'" client localhost:frobnicate --insecure
check "client: unknown host" says 3 "cannot find the address of 'no.such.host.invalid'" client no.such.host.invalid:443 --insecure
check "client: nobody listens" says 3 'cannot connect to 127.0.0.1, port 1: Connection refused' client 127.0.0.1:1 --insecure
check "client: unknown cipher suite" says 3 "no 'RC4-MD5' in this program" client localhost:1 --ciphers AES128-SHA:RC4-MD5
check "client: unknown cipher suite, the list" says 3 'TLS_RSA_WITH_AES_128_CBC_SHA +AES128-SHA' client localhost:1 --ciphers X
check "client: a cipher suite twice" says 3 'twice' client localhost:1 --ciphers AES128-SHA,TLS_RSA_WITH_AES_128_CBC_SHA
check "client: unknown group" says 3 "no 'x448' in this program" client localhost:1 --groups secp256r1,x448
check "client: unknown group, the list" says 3 'secp384r1' client localhost:1 --groups x448
check "client: empty protocol name" says 3 'not a list of protocol names' client localhost:1 --alpn h2,
check "client: protocol name too long" says 3 'not a list of protocol names' client localhost:1 --alpn "$(printf '%0300d' 1)"
check "client: --reconnect without a number" says 2 "'many' is not a whole number" client localhost:1 --reconnect many
check "client: --reconnect below zero" says 2 'not a whole number' client localhost:1 --reconnect -1
check "client: --timeout 0" says 2 'from 1 to' client localhost:1 --timeout 0
check "client: --trace=some" says 2 "neither 'messages' nor 'all'" client localhost:1 --trace=some
check "client: --insecure and --ca" says 2 'leave one of them out' client localhost:1 --insecure --ca "$certs/root.pem"
check "client: --cert without --key" says 2 'each certificate needs its key' client localhost:1 --cert "$certs/client-rsa.pem"
check "client: an option without its value" says 2 'requires an argument' client localhost:1 --ca

check "server: nowhere to listen" says 2 '--listen ADDR:PORT is missing' server
check "server: no identity" says 2 'needs a certificate and its private key' server --listen 127.0.0.1:0
# shellcheck disable=SC2086
{
  check "server: --www and --echo" says 2 'exclude each other' server --listen 127.0.0.1:0 $identity --www --echo
  check "server: requested and required" says 2 'exclude each other' server --listen 127.0.0.1:0 $identity \
    --request-client-cert --require-client-cert --client-ca "$certs/root.pem"
  check "server: no authority for clients" says 2 '--client-ca FILE or --raw-key FILE is missing' server --listen 127.0.0.1:0 $identity \
    --require-client-cert
  check "server: a pin for nobody" says 2 'of no use' server --listen 127.0.0.1:0 $identity --pin "$(base64 -w 0 "$certs/root.pin")"
  check "server: a raw public key for nobody" says 2 'of no use' server --listen 127.0.0.1:0 $identity --raw-key "$work/ec.pub.pem"
  check "server: --staple before --cert" says 2 'behind the --cert' server --listen 127.0.0.1:0 --staple "$certs/server-rsa.ocsp" $identity
  check "server: --staple with what is no response" says 3 'no OCSP response' server --listen 127.0.0.1:0 $identity \
    --staple "$certs/server-rsa.pem"
  check "server: --staple with a file that is not there" says 3 'not/there' server --listen 127.0.0.1:0 $identity --staple not/there
  openssl pkey -in "$certs/server-ec.key" -pubout -out "$work/ec.pub.pem"
  openssl pkey -in "$certs/short-key.key" -pubout -out "$work/short.pub.pem"
  check "server: a raw public key has no OCSP response" says 3 'leave --staple' server --listen 127.0.0.1:0 \
    --cert "$work/ec.pub.pem" --key "$certs/server-ec.key" --staple "$certs/server-ec.ocsp"
  check "server: the key of another raw public key" says 3 'do not belong together' server --listen 127.0.0.1:0 \
    --cert "$work/ec.pub.pem" --key "$certs/client-ec.key"
  check "server: a raw public key that is too short" says 3 'certificate_key_weak' server --listen 127.0.0.1:0 \
    --cert "$work/short.pub.pem" --key "$certs/short-key.key"
  check "client: a pin that is none" says 2 'no SHA-256' client 127.0.0.1:1 --pin abc
  check "client: a pin with a wrong letter" says 2 'no SHA-256' client 127.0.0.1:1 --pin "$(printf 'g%.0s' $(seq 64))"
  check "client: a pin that is too long" says 2 'no SHA-256' client 127.0.0.1:1 --pin "$(base64 -w 0 "$certs/root.pin")="
  check "client: a raw public key in no PEM file" says 3 'no public key in it' client 127.0.0.1:1 --raw-key "$certs/root.pem"
  check "client: a raw public key that is too short" says 3 'certificate_key_weak' client 127.0.0.1:1 --raw-key "$work/short.pub.pem"
  check "client: --insecure and a stapled response" says 2 'leave one of them out' client 127.0.0.1:1 --insecure --require-staple
  check "server: an authority for nobody" says 2 'of no use' server --listen 127.0.0.1:0 $identity --client-ca "$certs/root.pem"
  check "server: an argument" says 2 'takes options only' server --listen 127.0.0.1:0 $identity x
  check "server: --cache-size" says 2 "'-1' is not a whole number" server --listen 127.0.0.1:0 $identity --cache-size -1
  check "server: an address that is not ours" says 3 'cannot listen on 192.0.2.1' server --listen 192.0.2.1:0 $identity
  check "server: port too large" says 3 'greater than 65535' server --listen 127.0.0.1:99999 $identity
  check "server: more certificates than keys" says 2 '2 times --cert and 1 times --key' server --listen 127.0.0.1:0 $identity \
    --cert "$certs/server-ec.pem"
}
port_taken() {
  # shellcheck disable=SC2086
  handfast_server $identity && says 3 'Address already in use' server --listen "127.0.0.1:$port" $identity
}
check "server: the port is taken" port_taken
stop "$pid"

# Keys that both sides were told: what is wrong is said, and never the key.
key=00112233445566778899aabbccddeeff
no_key() { # PSK ARGS...
  local psk=$1
  shift
  says 2 '^handfast: --psk: .* ID:HEX is wanted' "$@" --psk "$psk" && ! grep -q "$key" "$work/out"
}
for psk in "$key" ":$key" "id:" "id:0" "id:0g" "id:$key:" "$(printf '%0129d' 0):$key" "id:$(printf '%0514d' 0)" "id:$key:sha512"; do
  check "client: --psk ${psk:0:40}" no_key "$psk" client localhost:1
  check "server: --psk ${psk:0:40}" no_key "$psk" server --listen 127.0.0.1:0
done
# Ticket keys: the line is named, and never a key.
ticket_key=$key$key$key
ticket_file="$work/ticket.keys"
no_ticket_key() { # PATTERN TEXT
  printf '%b' "$2" >"$ticket_file"
  says 3 "^handfast: $ticket_file:$1" server --listen 127.0.0.1:0 --psk "id:$key" --ticket-keys "$ticket_file" && ! grep -q "$key" "$work/out"
}
check "server: a ticket key without its last digit" no_ticket_key '1: a ticket key is 96' "${ticket_key%?}\\n"
check "server: a ticket key and a digit" no_ticket_key '2: a ticket key is 96' "# ours\\n${ticket_key}0\\n"
check "server: a ticket key of other digits" no_ticket_key '1: a ticket key is 96' "${ticket_key%?}g"
check "server: ticket keys of one name" no_ticket_key '3: another key has the same name' "$ticket_key\\n\\n$ticket_key\\n"
check "server: no ticket key" no_ticket_key '1: there is no key' "# none\\n"
check "server: an empty file of ticket keys" no_ticket_key ' cannot read the ticket keys: it is empty' ""
check "server: nine ticket keys" no_ticket_key '9: one key too many' "$(for i in 1 2 3 4 5 6 7 8 9; do printf '%s' "$i${ticket_key#?}\\n"; done)"
check "server: no file of ticket keys" says 3 'cannot read the ticket keys' server --listen 127.0.0.1:0 --psk "id:$key" --ticket-keys "$work/none"
check "client: two keys to offer" says 2 'one key is offered, not 2' client localhost:1 --psk "a:$key" --psk "b:$key"
check "server: neither a certificate nor a key" says 2 'a server needs a certificate .* or a key that its clients were told' server --listen 127.0.0.1:0
for export in label:0 label:513 label:9x label:-1 label: label:context: label:context:x; do
  check "client: --export $export" says 2 "^handfast: --export: '$export' is not LABEL" client localhost:1 --export "$export"
  check "server: --export $export" says 2 "^handfast: --export: '$export' is not LABEL" server --listen 127.0.0.1:0 --export "$export"
done
