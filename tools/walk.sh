#!/usr/bin/env bash
# Random walks through dist/ with fresh seeds, half of them on SQLite and half on PostgreSQL. The first argument is how many.
# BALCAO_WALK_SEEDS=12,34 walks those again; BALCAO_WALK_STEPS=… for longer ones. A seed that failed is in its test's name.
source "$(dirname "$0")/lib.sh"

COUNT="${1:-20}"
seeds() { for ((n = 0; n < $1; n++)); do printf "%s" "${comma:-}$((RANDOM * 32768 + RANDOM))"; comma=,; done; }

status=0
for database in sqlite postgres; do
    chosen="${BALCAO_WALK_SEEDS:-$(seeds "$(((COUNT + 1) / 2))")}"
    say "walk: $database, seeds $chosen"
    # They wait more than they work: more of them at once than there are cores.
    BALCAO_WALK_SEEDS="$chosen" tools/e2e.sh "$database" walk --project=desktop --workers=5 || status=1
done
exit "$status"
