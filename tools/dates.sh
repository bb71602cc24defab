#!/usr/bin/env bash
# The tests, the journeys of @smoke and a short bench of dist/ as if it were a day that comes seldom, each the next one that
# there is; one line for each date and part, and what a part said when it failed. Arguments: parts (unit, journeys, bench;
# nothing means all), or `one`, which is what `make test` does: the first minutes of a year, and only what asks for the day.
#
# libfaketime moves the wall clock of the programs under test and of their tests, never that of timers. The browser and
# PostgreSQL stay on the machine's: pages are told the difference (end2end/support/clock.ts), and no statement asks for now().
source "$(dirname "$0")/lib.sh"

ZONE=America/Sao_Paulo
LIMIT=(timeout --kill-after=5)
BENCH_TICKETS=20000

library="$(compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' | head -n 1 || true)"
[ -n "$library" ] || die "libfaketime is missing: tools/setup.sh test installs it."
[ -x dist/balcao ] || [ -n "${BALCAO_E2E_BINARY:-}" ] || die "dist/balcao is missing: make dist"

# Seconds since 1970 of a moment of Brasília.
seconds() { TZ="$ZONE" date -d "$1" +%s; }
# The first of these moments that is still to come.
next() {
    local moment
    for moment in "$@"; do
        if [ "$(seconds "$moment")" -gt "$(date +%s)" ]; then
            say "$moment"
            return
        fi
    done
}
year="$(TZ="$ZONE" date +%Y)"
month="$(TZ="$ZONE" date +%Y-%m-01)"
leap=$((year % 4 == 0 ? year : year + 4 - year % 4))
sunday="$(TZ="$ZONE" date -d sunday +%F)"
days=(
    "$(next "$year-12-31 23:50" "$((year + 1))-12-31 23:50")"
    "$((year + 1))-01-01 00:10"
    "$(next "$leap-02-29 12:00" "$((leap + 4))-02-29 12:00")"
    "$(next "$sunday 23:50" "$(date -d "$sunday +7 days" +%F) 23:50")"
    "$(next "$(date -d "$sunday +1 day" +%F) 00:10")"
    "$(next "$(date -d "$month +1 month -1 day" +%F) 17:55" "$(date -d "$month +2 months -1 day" +%F) 17:55")"
)
parts=("$@")
tests=(--workspace --exclude frontend)
# The random walks do not ask for the day.
journeys=(--project=desktop --grep @smoke --grep-invert "a walk of")
if [ "${1:-}" = one ]; then
    days=("$((year + 1))-01-01 00:10")
    parts=(unit journeys)
    # Those that run by the real clock; all others hold one still.
    tests=(--package server --test program --test durability)
    journeys=(--project=desktop --grep "Liberar temporariamente, notification and summary")
fi
[ "${#parts[@]}" -gt 0 ] || parts=(unit journeys bench)

folder="$(mktemp -d "${TMPDIR:-/tmp}/balcao-dates.XXXXXX")"
all="$folder/all"
touch "$all"
trap 'rm -rf "$folder"' EXIT

# Sets `moved`, the environment of another moment, which goes on from there.
move_to() {
    local shift=$(($(seconds "$1") - $(date +%s)))
    moved=(
        "LD_PRELOAD=$library" "FAKETIME=+$shift" FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1
        "BALCAO_E2E_SHIFT_SECONDS=$shift"
    )
}

# cargo itself stays on the machine's day, by which it knows what is built; what it runs does not.
host="$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')"
unit() {
    tools/with-postgres.sh env "CARGO_TARGET_${host}_RUNNER=env ${moved[*]}" \
        "${LIMIT[@]}" 40m cargo test --no-fail-fast "${tests[@]}"
}
journeys() {
    cd end2end
    "${LIMIT[@]}" 20m env "${moved[@]}" BALCAO_E2E_DATABASE=sqlite PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
        playwright test --output test-results/dates "${journeys[@]}"
}
bench() {
    local database run=("${LIMIT[@]}" 240 env "${moved[@]}" "TICKETS=$BENCH_TICKETS" "$TARGET/release/bench")
    for database in sqlite postgres; do
        mkdir "$folder/$database"
        chmod 755 "$folder" "$folder/$database"
        case "$database" in
            sqlite) env -u BALCAO_TEST_POSTGRES_URL "${run[@]}" "$folder/$database" ;;
            postgres) env -u BALCAO_TEST_POSTGRES_URL tools/with-postgres.sh "${run[@]}" "$folder/$database" ;;
        esac || return
        rm -rf "${folder:?}/$database"
    done
}

# Built before the clock is moved, so that a part begins at its moment.
for part in "${parts[@]}"; do
    case "$part" in
        unit) cargo test --quiet --no-run "${tests[@]}" ;;
        bench) cargo build --quiet --release --package server --package bench --bin balcao --bin bench ;;
        journeys) ;;
        *) die "usage: tools/dates.sh [unit] [journeys] [bench] | one" ;;
    esac
done

failed=0
for day in "${days[@]}"; do
    for part in "${parts[@]}"; do
        move_to "$day"
        began=$SECONDS
        log="$folder/log"
        # In the background of a wait, not in a condition: `set -e` stays on inside.
        "$part" >"$log" 2>&1 &
        if wait "$!"; then fate=ok; else fate=FAILED; fi
        cat "$log" >>"$all"
        printf '%-6s  %s  %-8s  %4s s\n' "$fate" "$day" "$part" "$((SECONDS - began))"
        if [ "$fate" = FAILED ]; then
            failed=1
            tail -n 60 "$log"
        elif [ "${1:-}" = one ]; then
            # What `make test` counts.
            grep -E '^test result: |^  [0-9]+ (passed|failed|flaky|skipped|did not run)' "$log" || true
        fi
    done
done
[ "${1:-}" = one ] || totals "$all"
exit "$failed"
