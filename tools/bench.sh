#!/usr/bin/env bash
# Measures dist/ on this machine, on SQLite and on a throw-away PostgreSQL; docs/benchmarks.md explains the figures.
# Arguments: sqlite, postgres, or both of them (nothing means both). TICKETS=… for another number than 100,000.
source "$(dirname "$0")/lib.sh"

LIMIT=240 # seconds for one database; everything it started ends with it

[ "$#" -gt 0 ] || set -- sqlite postgres
[ -x dist/balcao ] || die "dist/balcao is missing: make dist"

say "bench: building what measures"
# With the server beside it, so that the libraries are those of the server and nothing is compiled twice.
cargo build --quiet --release --package server --package bench --bin balcao --bin bench
bench="$TARGET/release/bench"

# A thousand sockets in one process are more than some systems allow by themselves.
ulimit -n 8192

# Beside the build and not in /tmp, which may be memory: the disk counts. Open to PostgreSQL, which has a user of its own.
mkdir -p "$TARGET/bench"
folder="$(mktemp -d "$TARGET/bench/run.XXXXXX")"
chmod 755 "$folder"
trap 'rm -rf "$folder"' EXIT

for database in "$@"; do
    mkdir "$folder/$database"
    run=(timeout --kill-after=5 "$LIMIT" "$bench" "$folder/$database")
    case "$database" in
        sqlite) env -u BALCAO_TEST_POSTGRES_URL "${run[@]}" ;;
        # Never a server that somebody named: its settings are changed.
        postgres) env -u BALCAO_TEST_POSTGRES_URL TMPDIR="$folder" tools/with-postgres.sh "${run[@]}" ;;
        *) die "usage: tools/bench.sh [sqlite] [postgres]" ;;
    esac
    rm -rf "${folder:?}/$database"
    # The list of contracts with ten thousand rows and with a million, each in a database of its own.
    mkdir "$folder/$database"
    run=(timeout --kill-after=5 900 "$bench" "$folder/$database" contracts)
    case "$database" in
        sqlite) env -u BALCAO_TEST_POSTGRES_URL "${run[@]}" ;;
        postgres) env -u BALCAO_TEST_POSTGRES_URL TMPDIR="$folder" tools/with-postgres.sh "${run[@]}" ;;
    esac
    rm -rf "${folder:?}/$database"
done
