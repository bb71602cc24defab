#!/usr/bin/env bash
# Serves a debug build on http://localhost:3000; cargo-leptos rebuilds and reloads the page when a source changes.
source "$(dirname "$0")/lib.sh"

DATABASE=data/balcao.db
mkdir -p data
export BALCAO_ADDR="${BALCAO_ADDR:-127.0.0.1:3000}"
export BALCAO_PUBLIC_URL="${BALCAO_PUBLIC_URL:-http://localhost:${BALCAO_ADDR##*:}}"
export BALCAO_DATA_DIR="${BALCAO_DATA_DIR:-data}"
export BALCAO_SITE_DIR="${BALCAO_SITE_DIR:-target/site}"
export BALCAO_DATABASE_URL="${BALCAO_DATABASE_URL:-sqlite:$DATABASE}"

bash style/build.sh
if [ "$BALCAO_DATABASE_URL" = "sqlite:$DATABASE" ] && [ ! -e "$DATABASE" ]; then
    cargo leptos build
    "$TARGET/debug/balcao" demo
fi

# cargo-leptos watches the built style sheet, not the files it is made of; build.sh writes only what changed.
(while sleep 1; do bash style/build.sh || true; done) &
watcher=$!
trap 'kill "$watcher" 2>/dev/null || true' EXIT

cargo leptos watch -- serve
