#!/usr/bin/env bash
# Runs a command with BALCAO_TEST_POSTGRES_URL set. When it is not set already, a throw-away PostgreSQL is made for the
# command, on a free port of this machine only, without durability, and removed afterwards.
# The caller's folder is kept, so lib.sh (which changes it) is not used here.
set -euo pipefail

[ "$#" -gt 0 ] || { echo "usage: tools/with-postgres.sh COMMAND..." >&2; exit 2; }
[ -z "${BALCAO_TEST_POSTGRES_URL:-}" ] || exec "$@"

# Debian keeps the server's commands out of PATH, one folder per version; the newest one is taken.
bin="$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)"
[ -n "$bin" ] || bin="$(dirname "$(command -v initdb || true)")"
[ -x "$bin/initdb" ] || { echo "error: PostgreSQL's initdb was not found. tools/setup.sh test installs it." >&2; exit 1; }

# PostgreSQL refuses to run as root.
as_user=(env)
[ "$(id -u)" != 0 ] || as_user=(runuser -u postgres --)

folder="$(mktemp -d "${TMPDIR:-/tmp}/balcao-postgres.XXXXXX")"
data="$folder/data"
[ "$(id -u)" != 0 ] || chown postgres "$folder"

postgres() { (cd "$folder" && "${as_user[@]}" "$bin/$1" "${@:2}"); }
finish() {
    postgres pg_ctl -D "$data" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# C.UTF-8: every machine has it, and letters with accents are letters (trigram search needs that).
postgres initdb -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 || {
    cat "$folder/initdb.log" >&2
    exit 1
}
cat >>"$data/postgresql.conf" <<'CONF'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
CONF

# Below the range the system hands out by itself; another try when somebody has the port.
for try in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + RANDOM % 12000))
    if postgres pg_ctl -D "$data" -l "$folder/log" -o "-p $port" -w -s start >/dev/null 2>&1; then break; fi
    if [ "$try" = 10 ]; then
        cat "$folder/log" >&2
        exit 1
    fi
done

export BALCAO_TEST_POSTGRES_URL="postgres://postgres@127.0.0.1:$port/postgres"
"$@"
