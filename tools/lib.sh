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
