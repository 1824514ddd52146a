#!/usr/bin/env bash
# Measures printing: Singo beside Typst, WeasyPrint and Chromium on the same report, by turns, in one run.
#   bench.sh [rounds]        builds a release, sets the others up below the target folder, prints a table
# Chromium is used where it is installed; the Python packages are fetched from PyPI once.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

scripts/toolchain.sh rust
scripts/system-packages.sh core test
cargo build --release --locked -p singo-cli
folder=$(target_dir)/bench
if [ ! -x "$folder/venv/bin/python" ] && command -v python3 >/dev/null; then
    say "Typst and WeasyPrint from PyPI (once)"
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" --quiet install typst==0.15.2 weasyprint==70.0 ||
        note "not to be had: what is missing will be said to be absent"
fi
say "one report, by turns"
"$folder/venv/bin/python" tests/bench/compare.py "$(target_dir)/release/singo" str tests/bench/report.json \
    assets/fonts "$folder/out" "${1:-21}"
say "validity"
scripts/verapdf.sh "$folder"/out/*.pdf || note "a file of another program that fails is a result, not an error"
