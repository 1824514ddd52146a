#!/usr/bin/env bash
# The page in a plain browser, before a server that only this machine and only holders of its token reach.
# For trying and testing the page; no release contains it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

scripts/toolchain.sh rust node
scripts/system-packages.sh core
scripts/ui.sh build
SINGO_SERVE_TOKEN=${SINGO_SERVE_TOKEN:-$(node -p 'crypto.randomBytes(16).toString("hex")')}
export SINGO_SERVE_TOKEN
exec cargo run --locked -p singo-cli --features test-server -- serve --port "${PORT:-0}" --page ui/dist
