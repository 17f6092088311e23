# shellcheck shell=bash
# The commands that README.md shows say what README.md says that they say.
awk '/^    \$ build\/handfast/ { if (n) close(out); out = dir "/readme." ++n; print substr($0, 7) > (out ".command"); shown = 1; next }
  shown && /^    / { print substr($0, 5) > (out ".shown"); next }
  { shown = 0 }' dir="$work" README.md
as_shown() { # COMMAND-FILE
  # shellcheck disable=SC2046 # words
  set -- "$1" $(cut -d ' ' -f 2- "$1")
  local file=$1
  shift
  build/handfast "$@" >"$work/out" 2>&1
  diff "${file%.command}.shown" "$work/out"
}
for command in "$work"/readme.*.command; do
  check "README: $(cut -c 1-70 "$command")" as_shown "$command"
done
check "README: there are such commands" test -s "$work/readme.4.shown"
