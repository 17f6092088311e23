#!/bin/bash
# tests/exchanged/run.sh: rows of the specification in another order, in a copy of the tree. A secret that its step finds missing, or
# another in its place, ends the handshake with internal_error at that step: none is ever taken for another.
set -u
cd "$(dirname "$0")/../.." || exit 1
tree=$PWD/build/exchanged
passed=0 failed=0 error=message_table

# A fresh copy, with what is built already.
copy() {
  rm -rf "$tree"
  mkdir -p "$tree/build"
  tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$tree"
  for made in obj gen hfgen handfast libhandfast.a libhandfast.so.0 tests/certs; do
    [ ! -e "build/$made" ] || { mkdir -p "$(dirname "$tree/build/$made")"; cp -a "build/$made" "$tree/build/$made"; }
  done
}

# Gives a state's row another next state.
leads() { # STATE OLD NEW
  file=$tree/spec/machine/tls12.fsm
  awk -v state="$1" -v old="$2" -v new="$3" '$1 == state && !done { done = sub(" " old " ", " " new " ") } { print }
    END { exit !done }' "$file" >"$file.new" && mv "$file.new" "$file" || echo "no such row: $*"
}

# The demo's handshake must end with the error of tables that make no sense.
fails() { # WHAT
  if ! make -C "$tree" regen all build/tests/certs/made >"$tree/build/log" 2>&1; then
    echo "FAILED: $1: it does not build"
    tail -n 5 "$tree/build/log"
    failed=$((failed + 1))
    return
  fi
  (cd "$tree" && build/handfast demo) >"$tree/build/said" 2>&1
  status=$?
  if [ $status -ne 0 ] && grep -q "$error" "$tree/build/said"; then
    passed=$((passed + 1))
  else
    echo "FAILED: $1: status $status, and not seen: $error"
    tail -n 5 "$tree/build/said"
    failed=$((failed + 1))
  fi
}

copy
leads await_client_key_exchange_ecdhe agree_pre_master_secret derive_master_secret
leads derive_master_secret 'exit derived' agree_pre_master_secret
leads agree_pre_master_secret derive_master_secret 'exit derived'
fails 'the server derives its master secret before the shares agree'

copy
leads make_key_share agree_pre_master_secret derive_master_secret
leads derive_master_secret possession agree_pre_master_secret
leads send_client_key_exchange_ecdhe derive_master_secret possession
fails 'the client agrees on a secret when it has none of its own'

copy
leads send_client_key_exchange_rsa derive_master_secret possession
fails 'the client takes keys out of a block that was not made'

rm -rf "$tree"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
