#!/usr/bin/env bash
# Serves dist/ on http://localhost:3000 with demo data, made the first time. `make run BALCAO_ADDR=127.0.0.1:4000` works.
source "$(dirname "$0")/lib.sh"

DATABASE=data/balcao.db
mkdir -p data
export BALCAO_ADDR="${BALCAO_ADDR:-127.0.0.1:3000}"
export BALCAO_PUBLIC_URL="${BALCAO_PUBLIC_URL:-http://localhost:${BALCAO_ADDR##*:}}"
export BALCAO_DATA_DIR="${BALCAO_DATA_DIR:-data}"
export BALCAO_SITE_DIR="${BALCAO_SITE_DIR:-dist/site}"

if [ -z "${BALCAO_DATABASE_URL:-}" ]; then
    export BALCAO_DATABASE_URL="sqlite:$DATABASE"
    if [ ! -e "$DATABASE" ]; then
        say "run: making the demo data in $DATABASE"
        # A half-made database would never be filled again.
        dist/balcao demo || {
            rm -f "$DATABASE" "$DATABASE-wal" "$DATABASE-shm"
            die "the demo data could not be made"
        }
    fi
fi

cat <<EOF

  Balcão on $BALCAO_PUBLIC_URL   (end with Ctrl-C)

  renata@balcao.demo   agent            sofia@balcao.demo   supervisor
  bianca@balcao.demo   agent            fabio@balcao.demo   finance
  admin@balcao.demo    administrator    leitura@balcao.demo viewer
  password of all of them: balcao-demo-2026

EOF
exec dist/balcao serve
