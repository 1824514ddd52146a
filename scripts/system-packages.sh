#!/usr/bin/env bash
# Makes sure that the system packages of the named groups are installed: `system-packages.sh core window test`.
# Where it may not install, it prints the command that would, and stops. Nothing to do the second time.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

# What each group is for:
#   core    compiles SQLCipher with its own OpenSSL (C compiler, make, perl)
#   window  compiles and runs the WebKit window
#   test    drives that window on a virtual screen, reads PDFs back, makes keys to sign with, watches for sockets
#   paper   validates PDFs as PDF/A and PDF/UA with veraPDF, and signatures with pyHanko
packages_of() {
    case "$1" in
        core) echo build-essential perl ;;
        window) echo libwebkit2gtk-4.1-dev pkg-config ;;
        test) echo webkit2gtk-driver xvfb dbus poppler-utils qpdf mupdf-tools openssl strace ;;
        paper) echo default-jre-headless maven python3-venv ;;
        *) stop "no package group is called '$1'" ;;
    esac
}

wanted=()
for group in "$@"; do
    names=$(packages_of "$group")
    read -ra names <<<"$names"
    wanted+=("${names[@]}")
done

if ! command -v dpkg-query >/dev/null; then
    note "not a Debian or Ubuntu system: please have the equivalents of these installed: ${wanted[*]}"
    exit 0
fi

installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for name in "${wanted[@]}"; do
    grep -qx "installed $name" <<<"$installed" || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0

say "system packages: ${missing[*]}"
if [ "$(id -u)" = 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    stop "no right to install system packages here. Please run this, then try again:" \
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}"
fi

run_apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@"; }
run_apt update --quiet
run_apt install --yes --quiet --no-install-recommends "${missing[@]}"
