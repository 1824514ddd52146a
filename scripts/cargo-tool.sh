#!/usr/bin/env bash
# Installs a development tool of an exact version below the target folder: `cargo-tool.sh cargo-deny 0.20.2 target/tools`.
# Compiled without optimisation (a minute instead of five) and never into the user's own ~/.cargo/bin.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

name=$1 version=$2 root=$3
[ -x "$root/bin/$name" ] && [ "$("$root/bin/$name" --version)" = "$name $version" ] && exit 0
say "$name $version (once)"
CARGO_TARGET_DIR="$root/build" cargo install "$name" --version "=$version" --locked --debug --no-default-features --force --root "$root"
rm -rf "$root/build"
