#!/bin/sh
# Joins the files of style/order.txt into target/style/balcao.css, which cargo-leptos then minifies.
# Plain concatenation: no preprocessor, no @import (one request), the order is a list one can read.
# Writes only when something changed, so that a watching build does not start over for nothing.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
out="$root/target/style/balcao.css"
mkdir -p "$root/target/style"
tmp=$(mktemp "$root/target/style/.balcao.XXXXXX")
trap 'rm -f "$tmp"' EXIT
while IFS= read -r file; do
  case "$file" in ''|'#'*) continue ;; esac
  cat "$root/style/$file"
  echo
done < "$root/style/order.txt" > "$tmp"
if ! cmp -s "$tmp" "$out"; then
  chmod 644 "$tmp"
  mv "$tmp" "$out"
fi
