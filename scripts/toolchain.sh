#!/usr/bin/env bash
# Says what is missing of the Rust toolchain and Node: `toolchain.sh rust node lints`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

# True where version $1 is at least version $2.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

need_rust() {
    local wanted found
    wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
    command -v cargo >/dev/null || stop "Rust is not installed." "Install Rust $wanted or newer: https://rustup.rs"
    found=$(rustc --version | cut -d ' ' -f 2)
    at_least "$found" "$wanted" || stop "Rust $found is too old; $wanted or newer is needed." "rustup update stable"
}

need_node() {
    local wanted=20.19 found
    command -v node >/dev/null && command -v npm >/dev/null ||
        stop "Node is not installed." "Install Node $wanted or newer with npm: https://nodejs.org"
    found=$(node --version)
    at_least "${found#v}" "$wanted" || stop "Node ${found#v} is too old; $wanted or newer is needed."
}

need_lints() {
    local part
    for part in fmt:rustfmt clippy:clippy; do
        cargo "${part%:*}" --version >/dev/null 2>&1 && continue
        say "Rust component ${part#*:}"
        rustup component add "${part#*:}" || stop "'cargo ${part%:*}' is missing." "rustup component add ${part#*:}"
    done
}

for part in "$@"; do
    case "$part" in
        rust) need_rust ;;
        node) need_node ;;
        lints) need_lints ;;
        *) stop "nothing is called '$part' here" ;;
    esac
done
