#!/bin/sh
# Lists the classes of the stylesheet that no Rust source mentions: candidates for deletion at the
# end of a milestone. Looks for the bare word, so a class put together from pieces is listed too.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
sed 's|/\*.*\*/||' "$root"/style/*.css "$root"/style/*/*.css | grep -v 'url(' |
  grep -oE '\.[a-z][a-z0-9_-]*' | sort -u | cut -c2- |
  while IFS= read -r name; do
    grep -rqwF --include='*.rs' -e "$name" "$root/app/src" "$root/server" || echo "$name"
  done
