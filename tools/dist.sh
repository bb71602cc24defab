#!/usr/bin/env bash
# Builds the release folder: dist/balcao (the program), dist/hash.txt (names of the hashed assets; must stay beside the
# program) and dist/site (assets, each also compressed with gzip and brotli). Does nothing when no source is newer.
source "$(dirname "$0")/lib.sh"

STAMP=dist/.built
SOURCES=(Cargo.toml Cargo.lock .cargo rust-toolchain.toml app frontend server style migrations public tools/dist.sh)

existing=()
for path in "${SOURCES[@]}"; do [ ! -e "$path" ] || existing+=("$path"); done

# A folder's own time changes when a file in it is removed or renamed, so folders count as well.
if [ -x dist/balcao ] && [ -e "$STAMP" ] && [ -z "$(find "${existing[@]}" -newer "$STAMP" -print -quit)" ]; then
    say "dist: up to date"
    exit 0
fi

mkdir -p target dist
# One build at a time: two would write the same assets under each other.
exec 9>target/dist.lock
flock 9
started="$(mktemp target/dist-started.XXXXXX)" # the time of the start: what changes meanwhile is built the next time
trap 'rm -f "$started"' EXIT

bash style/build.sh
cargo leptos build --release --precompress

rm -rf dist/site "$STAMP"
cp -r target/site dist/site
find dist/site/pkg -name '*.ts*' -delete # types for programmers, which no browser asks for
# install replaces the file instead of writing into it: a running program keeps its own.
install -m 755 "$TARGET/release/balcao" dist/balcao
install -m 644 "$TARGET/release/hash.txt" dist/hash.txt
touch -r "$started" "$STAMP"

bytes() { find dist/site -name "$1" -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f kB", sum / 1000 }'; }
say "dist: balcao $(du -h dist/balcao | cut -f1), wasm $(bytes '*.wasm'), $(bytes '*.wasm.br') with brotli"
