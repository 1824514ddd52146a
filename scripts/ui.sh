#!/usr/bin/env bash
# The page inside the window: `ui.sh packages` installs what it is built from, `ui.sh build` builds it into ui/dist.
# Both do nothing when nothing has changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

packages() {
    local stamp=ui/node_modules/.singo-installed
    cmp -s ui/package-lock.json "$stamp" && return
    say "packages of the page"
    npm ci --prefix ui --no-audit --no-fund
    cp ui/package-lock.json "$stamp"
}

# Lists what the built page is made of, with the digest of each file's content.
fingerprint() {
    find ui assets \( -path ui/node_modules -o -path ui/dist \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
}

build() {
    packages
    local stamp=ui/node_modules/.singo-built
    [ -f ui/dist/index.html ] && fingerprint | cmp -s - "$stamp" && return
    say "the page"
    npm run build --prefix ui
    fingerprint >"$stamp"
}

case "${1:-}" in
    packages) packages ;;
    build) build ;;
    *) stop "usage: ui.sh packages|build" ;;
esac
