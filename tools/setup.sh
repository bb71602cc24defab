#!/usr/bin/env bash
# Installs what building (`setup.sh build`) or testing (`setup.sh test`) needs, pinned, and nothing that is there already.
# Needs rustup. Debian and Ubuntu packages are installed as root or through sudo; elsewhere the missing ones are named.
source "$(dirname "$0")/lib.sh"

WHAT="${1:-build}"
case "$WHAT" in build | test) ;; *) die "usage: tools/setup.sh build|test" ;; esac

CARGO_LEPTOS=0.3.10 # the newest whose lock file admits the Rust of rust-toolchain.toml
NODE_MAJOR=18       # Debian 12's; npm packages are chosen to run on it

did=()
step() {
    say "setup: $*"
    did+=("$1")
}

# --- Debian packages ---------------------------------------------------------------------------------------------

node_is_new_enough() {
    have node && have npm && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge "$NODE_MAJOR" ]
}
have_postgres() { have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
have_faketime() { compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null; }
have_chromium() { [ -n "${BALCAO_CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome; }

packages=()
have cc && have c++ && have perl || packages+=(build-essential)
# Plays what time does to a record, in the browser tests on SQLite.
[ "$WHAT" != test ] || have python3 || packages+=(python3)
have pkg-config || packages+=(pkg-config)
have curl || packages+=(curl)
if ! node_is_new_enough; then
    packages+=(nodejs)
    have npm || packages+=(npm)
fi
if [ "$WHAT" = test ]; then
    have_chromium || packages+=(chromium chromium-sandbox fonts-liberation)
    have_postgres || packages+=(postgresql)
    # Another day for tools/dates.sh.
    have_faketime || packages+=(libfaketime)
fi

if [ "${#packages[@]}" -gt 0 ]; then
    list="${packages[*]}"
    have apt-get || die "missing: $list (Debian's names). Install them with your system's package manager, then try again."
    if [ "$(id -u)" = 0 ]; then
        as_root=(env)
    elif have sudo; then
        as_root=(sudo)
    else
        die "missing: $list. As root: apt-get install $list"
    fi
    step "Debian packages: $list"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
    node_is_new_enough || die "node $(node --version 2>/dev/null || echo 'is missing'): version $NODE_MAJOR or newer is needed."
fi

# --- Rust --------------------------------------------------------------------------------------------------------

have rustup || die "rustup is missing. Install it: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"

rust_is_ready() {
    rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown &&
        cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1
}
if ! rust_is_ready; then
    step "Rust as rust-toolchain.toml names it"
    # Without arguments: the channel, targets and components of rust-toolchain.toml (rustup 1.28 or newer).
    rustup toolchain install || die "rustup could not install it. An old rustup helps itself: rustup self update"
    rust_is_ready || die "Rust is still incomplete; see the messages of rustup above."
fi

# --- tools from crates.io ----------------------------------------------------------------------------------------

# Their own build folder, so that an interrupted build goes on where it stopped; removed at the end.
TOOLS_BUILD="$TARGET/tools-build"
cargo_install() { CARGO_TARGET_DIR="$TOOLS_BUILD" cargo install --quiet --force "$@"; }

# Parentheses end the version of some tools ("0.2.130 (abc)"), so the second word is what counts.
version_of() { "$1" --version 2>/dev/null | awk 'NR == 1 { print $2 }'; }

if [ "$(version_of cargo-leptos)" != "$CARGO_LEPTOS" ]; then
    step "cargo-leptos $CARGO_LEPTOS (about six minutes, once)"
    # --debug: twelve minutes less to compile on two cores for the same work at run time.
    cargo_install cargo-leptos --version "$CARGO_LEPTOS" --locked --features no_downloads --debug
fi

bindgen="$(awk '$1 == "name" && $3 == "\"wasm-bindgen\"" { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock)"
[ -n "$bindgen" ] || die "Cargo.lock names no wasm-bindgen."
if [ "$(version_of wasm-bindgen)" != "$bindgen" ]; then
    step "wasm-bindgen-cli $bindgen, the version in Cargo.lock (about two minutes, once)"
    cargo_install wasm-bindgen-cli --version "$bindgen" --no-default-features
fi
rm -rf "$TOOLS_BUILD"

# --- tools from npm ----------------------------------------------------------------------------------------------

# npm keeps no record of the lock it installed from that is quick to compare; ours is a copy of it.
if ! cmp -s end2end/package-lock.json end2end/node_modules/.installed-lock.json; then
    step "npm packages of end2end (wasm-opt, Playwright, axe)"
    (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent)
    cp end2end/package-lock.json end2end/node_modules/.installed-lock.json
fi

[ "${#did[@]}" -gt 0 ] || say "setup: everything to $WHAT is there"
