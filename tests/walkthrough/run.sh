#!/bin/bash
# tests/walkthrough/run.sh: does the three changes of spec/README.md as they stand there, in a copy of the tree. Each command
# (`    $ ...') is run; each indented line below it must appear in what it or the server prints, `...' being anything. The
# server gets a port from the system in place of 4433.
set -u
cd "$(dirname "$0")/../.." || exit 1
command -v git >/dev/null || {
  echo "skipped: git is not installed"
  echo "0 passed, 0 failed, 1 skipped"
  exit
}
tree=$PWD/build/walkthrough
rm -rf "$tree"
mkdir -p "$tree"
tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$tree"
mkdir -p "$tree/build"
for made in obj gen hfgen handfast libhandfast.a libhandfast.so.0 tests/certs; do
  [ ! -e "build/$made" ] || { mkdir -p "$(dirname "$tree/build/$made")"; cp -a "build/$made" "$tree/build/$made"; }
done
cd "$tree" || exit 1
git init -q . && printf '/build/\n' >.git/info/exclude && git add -A &&
  git -c user.name=walk -c user.email=walk@localhost commit -qm start || exit 1
port=4433
seen=$tree/build/seen
passed=0 failed=0 server='' command=''
trap '[ -z "$server" ] || kill "$server" 2>/dev/null' EXIT

# Whether a line, `...' being anything and blanks any blanks, is in what was printed.
is_seen() {
  local pattern
  # shellcheck disable=SC2016 # not the shell's signs but sed's
  pattern=$(printf '%s' "$1" | sed -e 's/[][\.*^$(){}?+|/]/\\&/g' -e 's/\\\.\\\.\\\./.*/g' -e 's/  */ +/g')
  grep -qE -- "$pattern" "$seen"
}

expect() {
  set -- "${1//4433/$port}"
  for _ in $(seq 100); do
    if is_seen "$1"; then
      passed=$((passed + 1))
      return
    fi
    sleep 0.1
  done
  failed=$((failed + 1))
  echo "FAILED: not seen after \`$command': $1"
  tail -n 30 "$seen"
}

run() {
  command=${1//4433/$port}
  echo "\$ $command"
  case $command in
  'kill %1')
    kill "$server"
    wait "$server" 2>/dev/null
    server=''
    ;;
  *' &')
    : >"$seen"
    command=${1//4433/0}
    eval "exec ${command% &}" >>"$seen" 2>&1 </dev/null &
    server=$!
    for _ in $(seq 100); do grep -q '^listening on' "$seen" && break; sleep 0.1; done
    port=$(sed -n 's/^listening on .*:\([0-9]*\)$/\1/p' "$seen")
    ;;
  *)
    [ -n "$server" ] || : >"$seen"
    eval "$command" >>"$seen" 2>&1
    ;;
  esac
}

while IFS= read -r line; do
  case $line in
  '    $ '*) run "${line#    $ }" ;;
  '    '*) [ -z "$command" ] || expect "${line#    }" ;;
  *) command='' ;;
  esac
done < <(sed -n '/^## Three changes/,$p' spec/README.md)
git diff --quiet || { failed=$((failed + 1)); echo "FAILED: the tree is not as it was"; git diff --stat; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
