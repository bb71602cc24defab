#!/usr/bin/env bash
# Measures dist/ on this machine: what a browser loads, the time to start, and the time of pages for a signed-in agent.
# One request after the other from this machine, so the numbers compare versions, not machines or loads.
source "$(dirname "$0")/lib.sh"

REQUESTS="${REQUESTS:-200}"
PAGES=(/login / /tickets /tickets/new /campaigns /contracts /people)

folder="$(mktemp -d "${TMPDIR:-/tmp}/balcao-bench.XXXXXX")"
server=""
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

port=$((20000 + RANDOM % 12000))
url="http://127.0.0.1:$port"
export BALCAO_ADDR="127.0.0.1:$port" BALCAO_PUBLIC_URL="$url" BALCAO_DATA_DIR="$folder"
export BALCAO_DATABASE_URL="sqlite:$folder/balcao.db" BALCAO_SITE_DIR=dist/site

say "size of what the browser loads, in bytes"
printf '  %-10s %12s %12s\n' file plain brotli
for kind in wasm js css; do
    plain="$(find dist/site/pkg -name "*.$kind" -printf '%s\n' | awk '{ s += $1 } END { print s + 0 }')"
    brotli="$(find dist/site/pkg -name "*.$kind.br" -printf '%s\n' | awk '{ s += $1 } END { print s + 0 }')"
    printf '  %-10s %12s %12s\n' "$kind" "$plain" "$brotli"
done

dist/balcao demo >/dev/null
began="$(date +%s%N)"
dist/balcao serve >"$folder/log" 2>&1 &
server=$!
until curl -sf -o /dev/null "$url/readyz"; do
    kill -0 "$server" 2>/dev/null || die "the server ended: $(tail -n 5 "$folder/log")"
    sleep 0.01
done
say ""
say "start to ready: $((($(date +%s%N) - began) / 1000000)) ms"

cookies="$folder/cookies"
curl -s -o /dev/null -c "$cookies" -H "Origin: $url" "$url/login" \
    --data-urlencode 'email=renata@balcao.demo' --data-urlencode 'password=balcao-demo-2026'

say ""
printf '  %-16s %6s %9s %9s %9s\n' "page" status 'p50 ms' 'p95 ms' bytes
for page in "${PAGES[@]}"; do
    # One curl for all requests of a page keeps the connection, so neither it nor curl's start is measured.
    for ((i = 0; i < REQUESTS; i++)); do printf 'url = "%s%s"\noutput = /dev/null\n' "$url" "$page"; done >"$folder/list"
    curl -s -b "$cookies" -K "$folder/list" -w '%{http_code} %{time_total} %{size_download}\n' |
        sort -k2,2n | awk -v page="$page" '
            { status = $1; time[NR] = $2 * 1000; bytes = $3 }
            END {
                if (NR) printf "  %-16s %6s %9.1f %9.1f %9d\n", page, status,
                    time[int((NR + 1) / 2)], time[int(NR * 0.95 + 0.5)], bytes
            }'
done
say ""
say "memory of the server: $(awk '/^VmRSS/ { printf "%.0f MB", $2 / 1000 }' "/proc/$server/status")"
