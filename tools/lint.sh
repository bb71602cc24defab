#!/usr/bin/env bash
# Clippy twice, because server and browser are two builds of the same screens, then the types of the browser tests.
source "$(dirname "$0")/lib.sh"

cargo clippy --workspace --exclude frontend --all-targets -- -D warnings
cargo clippy --package frontend --target wasm32-unknown-unknown -- -D warnings
[ ! -d end2end/node_modules ] || (cd end2end && tsc --noEmit)
