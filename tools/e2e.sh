#!/usr/bin/env bash
# Browser tests against dist/. First argument: sqlite or postgres; the others go to Playwright.
source "$(dirname "$0")/lib.sh"

DATABASE="${1:-sqlite}"
shift || true
export BALCAO_E2E_DATABASE="$DATABASE" PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

run=(playwright test --output "test-results/$DATABASE" "$@")
case "$DATABASE" in
    sqlite) ;;
    postgres) run=("$ROOT/tools/with-postgres.sh" "${run[@]}") ;;
    *) die "usage: tools/e2e.sh sqlite|postgres [arguments for Playwright]" ;;
esac
cd end2end
exec "${run[@]}"
