# shellcheck shell=bash
# Options given twice: they add up, or the second is refused; a switch says the same again. And what becomes of the file of
# --session-out. Which options there are is asked of --help: a new one is tried as well.
files="--ca --client-ca --cert --key --staple --pin --raw-key --psk --crl --usage --policy" # these may be repeated; see below that they add up
value() { # OPTION: one that can be taken
  case $1 in
  --purpose) echo server ;;
  --depth) echo 9 ;;
  --time | --*timeout | --reconnect | --max-connections | --cache-*) echo 9 ;;
  --trace) echo all ;;
  --tickets | --key-shares) echo 1 ;;
  --record-size) echo 600 ;;
  *) echo x ;;
  esac
}
twice() { # COMMAND OPTION
  local v
  v=$(value "$2")
  says 2 "^handfast: $2: it is given twice" "$1" "$2=$v" "$2=$v"
}
# The same exit status and the same words, whether it stands there once or twice.
once_more() { # COMMAND OPTION ARGS...
  local command=$1 option=$2 status
  shift 2
  timeout 20 "$HANDFAST" "$command" "$@" "$option" </dev/null >"$work/once" 2>&1
  status=$?
  exits $status timeout 20 "$HANDFAST" "$command" "$@" "$option" "$option" </dev/null >"$work/again" 2>&1 && cmp "$work/once" "$work/again"
}
# shellcheck disable=SC2086
for command in client server verify demo anchors; do
  case $command in
  client) args="127.0.0.1:1 --ca $certs/root.pem" ;;
  server) args="--listen 127.0.0.1:1:1 $identity --client-ca $certs/root.pem --require-client-cert" ;;
  verify) args="$certs/server-rsa.pem --ca $certs/root.pem --time 1900000000" ;;
  *) args= ;;
  esac
  while read -r option word; do
    case $option in --trace*) option=--trace word=WORD ;; --crl-all) word= ;; esac
    case " $files " in *" $option "*) continue ;; esac
    case $word in
    [A-Z]*) check "$command $option twice" twice $command $option ;;
    *) case "$command$args" in *"$option"*) ;; *) check "$command $option twice" once_more $command $option $args ;; esac ;;
    esac
  done < <("$HANDFAST" $command --help | sed -n 's/^  \(--[a-z-]*\)[^ ]* \{0,1\}\([A-Z]*\).*/\1 \2/p')
done
# The switches that exclude each other, and those that the arguments above have once.
check "client --request-staple and --require-staple" says 2 'exclude each other' client localhost:1 --require-staple --request-staple
check "client --require-staple and --request-staple" says 2 'exclude each other' client localhost:1 --request-staple --require-staple
# shellcheck disable=SC2086
{
  check "server --require-client-cert twice" once_more server --require-client-cert --listen 127.0.0.1:1:1 $identity --client-ca x
  check "server --cert and --key twice: more than there is room for" says 2 'at most 8 of them' server --listen 127.0.0.1:0 \
    $identity $identity $identity $identity $identity $identity $identity $identity $identity
  check "server --staple twice for a certificate" says 2 'has one already' server --listen 127.0.0.1:0 $identity \
    --staple "$certs/server-rsa.ocsp" --staple "$certs/server-rsa.ocsp"
  check "verify --ca seventeen times" says 2 '--ca: at most 16 of them' verify x $(printf -- "--ca $certs/root.pem %.0s" $(seq 17))
}

# Several files add up, whichever comes first.
check "verify: the second --ca" says 0 valid verify "$certs/server-rsa.pem" --ca "$certs/root-ec.pem" --ca "$certs/root.pem"
check "verify: the first --ca" says 0 valid verify "$certs/server-rsa.pem" --ca "$certs/root.pem" --ca "$certs/root-ec.pem"
check "verify: the same --ca twice" says 0 valid verify "$certs/server-rsa.pem" --ca "$certs/root.pem" --ca "$certs/root.pem"
check "verify: neither --ca" says 1 unknown_issuer verify "$certs/server-rsa.pem" --ca "$certs/untrusted-root.pem" --ca "$certs/root-ec.pem"
check "verify: the second --ca is not there" says 2 'none.pem: cannot read' verify "$certs/server-rsa.pem" --ca "$certs/root.pem" \
  --ca "$work/none.pem"
check "demo --cert twice" says 2 'given twice' demo --cert x --cert x
check "demo --key twice" says 2 'given twice' demo --key x --key x
check "demo: several --ca" says 0 'both sides agree' demo --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" \
  --ca "$certs/root.pem" --ca "$certs/root-ec.pem"
# Two identities, two anchors, each for one of them; and the same for clients.
# shellcheck disable=SC2086
handfast_server --echo $identity --cert "$certs/server-ec.pem" --key "$certs/server-ec.key" --require-client-cert \
  --client-ca "$certs/root.pem" --client-ca "$certs/root-ec.pem" || failed=$((failed + 1))
agrees() { # SUITE CLIENT FIRST SECOND
  timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ciphers "$1" --cert "$certs/$2.pem" --key "$certs/$2.key" \
    --ca "$certs/$3.pem" --ca "$certs/$4.pem" <<<"hello" >"$work/out" 2>&1 || { cat "$work/out"; return 1; }
  has "$work/out" '^hello$'
}
for suite in ECDHE-RSA-AES128-GCM-SHA256 ECDHE-ECDSA-AES128-GCM-SHA256; do
  for name in client-rsa client-ec; do
    check "several --ca and --client-ca: $suite, $name" agrees $suite $name root root-ec
    check "several --ca and --client-ca: $suite, $name, the other way round" agrees $suite $name root-ec root
  done
done
stop "$pid"

# --session-out: the session of this run, or nothing.
save() { # STATUS FILE ARGS...
  local status=$1 file=$2
  shift 2
  usual_options "$@"
  exits "$status" timeout 20 "$HANDFAST" client "127.0.0.1:$port" "${usual[@]}" --session-out "$file" "$@" \
    </dev/null >"$work/out" 2>&1 || { cat "$work/out"; return 1; }
}
with_sessions() {
  # shellcheck disable=SC2086
  handfast_server --echo $identity
}
without_sessions() {
  # shellcheck disable=SC2086
  handfast_server --echo --cache-size 0 $identity
}
replaced() {
  echo old >"$work/session"
  chmod 644 "$work/session"
  with_sessions && save 0 "$work/session" || return 1
  stop "$pid"
  [ "$(stat -c %a "$work/session")" = 600 ] && ! grep -q old "$work/session" && [ -z "$(ls "$work"/session.* 2>/dev/null)" ]
}
check "--session-out: an old file is replaced, mode 0600" replaced
none_given() {
  echo old >"$work/session"
  without_sessions && save 0 "$work/session" || return 1
  stop "$pid"
  [ ! -e "$work/session" ] && has "$work/out" 'session: removed, because it was an old one: .*no session'
}
check "--session-out: no session, and no old file stays" none_given
none_at_all() {
  without_sessions && save 0 "$work/session.none" || return 1
  stop "$pid"
  [ ! -e "$work/session.none" ] && has "$work/out" 'session.none: not written: .*no session'
}
check "--session-out: no session, and no file" none_at_all
failed_handshake() {
  echo old >"$work/session"
  with_sessions && save 1 "$work/session" --name other.example || return 1
  stop "$pid"
  [ ! -e "$work/session" ]
}
check "--session-out: a handshake that fails, and no old file stays" failed_handshake
linked() {
  echo precious >"$work/precious"
  ln -sf precious "$work/link"
  with_sessions && save 0 "$work/link" || return 1
  stop "$pid"
  [ ! -L "$work/link" ] && [ "$(stat -c %a "$work/link")" = 600 ] && [ "$(cat "$work/precious")" = precious ] || return 1
  ln -sf precious "$work/link"
  without_sessions && save 0 "$work/link" || return 1
  stop "$pid"
  [ ! -L "$work/link" ] && [ "$(cat "$work/precious")" = precious ]
}
check "--session-out: a symbolic link is replaced or removed, what it names is not" linked
mkfifo "$work/session.pipe"
check "--session-out: a pipe" says 3 'no regular file' client localhost:1 --insecure --session-out "$work/session.pipe"
check "--session-out: a device" says 3 'no regular file' client localhost:1 --insecure --session-out /dev/full
check "--session-out: a folder" says 3 'no regular file' client localhost:1 --insecure --session-out "$work"
untouched() {
  echo old >"$work/session"
  says 3 'Connection refused' client 127.0.0.1:1 --insecure --session-out "$work/session" && [ "$(cat "$work/session")" = old ] &&
    [ -p "$work/session.pipe" ]
}
check "--session-out: where nothing was tried, nothing is touched" untouched
