#!/bin/sh
# gen/manual.sh DIRECTORY: the manual as HTML, a file for each page, which lead to one another.
set -eu
cd "$(dirname "$0")/.."
mkdir -p "$1"
version=$(sed -n 's/^.define HF_VERSION_STRING "\(.*\)".*/\1/p' engine/include/handfast/version.h)
for page in engine/cli/*.[1-9]; do
  sed "s|@VERSION@|$version|" "$page" | mandoc -Thtml |
    sed -E 's|<b>(handfast[a-z_]*)</b>\(([0-9])\)|<a href="\1.\2.html"><b>\1</b></a>(\2)|g' >"$1/$(basename "$page").html"
done
