#!/usr/bin/env bash
# Opens Singo where there is a display; elsewhere makes the practice vault and its PDF without a window.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

scripts/toolchain.sh rust
if has_display; then
    scripts/toolchain.sh node
    scripts/system-packages.sh core window
    scripts/ui.sh build
    say "the window (the first build takes some minutes)"
    exec cargo run --locked -p singo-desktop "$@"
fi

say "no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the same job without a window"
scripts/system-packages.sh core
say "the practice vault (the first build takes some minutes)"
# Each run makes a new vault; none is ever written over.
number=1
while [ -e "out/demo-$number" ]; do number=$((number + 1)); done
out=$PWD/out/demo-$number
mkdir -p out
exec cargo run --locked -p singo-cli -- demo --out "$out"
