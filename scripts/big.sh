#!/usr/bin/env bash
# A paper of thousands of pages, from answers to judgement: `big.sh [transfers…]` prints monthly reports of so many transfers,
# each printed in full behind the schedule [default: 2800, some 3,200 pages], says time and memory of printing and of
# `singo verify`, and has the files checked by qpdf and veraPDF. SINGO_BIN names a program that is built already.
set -euo pipefail
# Named from where the script is called.
[ -z "${SINGO_BIN:-}" ] || SINGO_BIN=$(cd "$(dirname "$SINGO_BIN")" && pwd)/$(basename "$SINGO_BIN")
cd "$(dirname "$0")/.."
. scripts/say.sh

scripts/toolchain.sh rust
scripts/system-packages.sh core test
singo=${SINGO_BIN:-}
if [ -z "$singo" ]; then
    cargo build --release --locked -p singo-cli
    singo=$(target_dir)/release/singo
fi
[ $# -gt 0 ] || set -- 2800
folder=$(target_dir)/big
python3 tests/bench/big.py "$singo" assets/samples/remittance.json "$folder" "$@"
for rows in "$@"; do
    qpdf --check "$folder/$rows.pdf" >/dev/null
    note "$rows: sound for qpdf"
    scripts/verapdf.sh "$folder/$rows.pdf"
done
