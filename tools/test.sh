#!/usr/bin/env bash
# Everything CI runs, one stage after the other, ending at the first that fails. The closing line counts the tests of
# all runners. The order is: cheap first, and nothing is compiled twice.
source "$(dirname "$0")/lib.sh"

LOG="$(mktemp "${TMPDIR:-/tmp}/balcao-test.XXXXXX")"
times=()
started=$SECONDS

finish() {
    local status=$?
    say ""
    say "=== summary"
    [ "${#times[@]}" -eq 0 ] || printf '%s\n' "${times[@]}"
    printf '%6ss  together\n' "$((SECONDS - started))"
    [ "$status" -eq 0 ] || say "FAILED in stage: $stage (after $((SECONDS - began)) s)"
    totals "$LOG"
    rm -f "$LOG"
    exit "$status"
}
stage="none"
began=$SECONDS
trap finish EXIT

stage() {
    stage="$1"
    shift
    began=$SECONDS
    say ""
    say "=== $stage"
    # Not in a condition: `set -e` and pipefail end the script when the command fails.
    "$@" 2>&1 | tee -a "$LOG"
    times+=("$(printf '%6ss  %s' "$((SECONDS - began))" "$stage")")
}

# A change of Cargo.toml must come with its Cargo.lock; later stages may then trust it.
lock_is_current() { cargo metadata --locked --format-version 1 >/dev/null; }

stage "lock file" lock_is_current
stage "format" cargo fmt --all --check
stage "lint" tools/lint.sh
# Limits several times the usual: what stands still fails by name, here, and not as a silent end of the whole run.
stage "tests on SQLite and PostgreSQL" timeout 40m tools/unit.sh
stage "release build" timeout 40m tools/dist.sh
# The journeys that everything else stands on; `make e2e` runs all of them.
stage "browser tests on SQLite" timeout 20m tools/e2e.sh sqlite --grep @smoke
# The random walks do not ask for the database; `make walk` takes both.
stage "browser tests on PostgreSQL" timeout 20m tools/e2e.sh postgres --project=desktop --grep @smoke --grep-invert "a walk of"
# What asks for the day, on one of those of `make dates`.
stage "the first minutes of a year" timeout 10m tools/dates.sh one
