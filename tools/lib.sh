# shellcheck shell=bash
# What every script of tools/ shares; sourced, never run. Leaves the caller in the root of the tree.

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"

# cargo puts its tools into its own bin folder; wasm-opt comes with the npm packages of end2end.
PATH="$ROOT/end2end/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export PATH

# shellcheck disable=SC2034  # read by the scripts that source this file
TARGET="${CARGO_TARGET_DIR:-$ROOT/target}"

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
    warn "error: $*"
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Sums what the runners say themselves in a file: cargo's "test result:" lines and Playwright's closing lines.
totals() {
    awk '
        { gsub(/\033\[[0-9;]*[A-Za-z]/, "") }
        /^test result: / {
            for (i = 2; i <= NF; i++) {
                if ($i == "passed;") passed += $(i - 1)
                if ($i == "failed;") failed += $(i - 1)
                if ($i == "ignored;") skipped += $(i - 1)
            }
        }
        /^  [0-9]+ passed \(/ { passed += $1 }
        /^  [0-9]+ failed$/ { failed += $1 }
        /^  [0-9]+ flaky$/ { failed += $1 }
        /^  [0-9]+ (skipped|did not run)$/ { skipped += $1 }
        END { printf "%d passed, %d failed%s\n", passed, failed, skipped ? ", " skipped " skipped" : "" }
    ' "$1"
}
