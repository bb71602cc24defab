#!/usr/bin/env bash
# Tests of the Rust code; those with storage run on SQLite and on PostgreSQL. Arguments go to `cargo test`.
source "$(dirname "$0")/lib.sh"

if [ "$#" -eq 0 ]; then set -- --workspace --exclude frontend; fi
exec tools/with-postgres.sh cargo test --no-fail-fast "$@"
