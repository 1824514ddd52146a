#!/usr/bin/env bash
# What the promises about size are measured by, one after the other on a release build: `measure.sh [step…]`.
#   sums       the sums at every movement, from 10,000 to 1,000,000 transfers
#   transfers  an import of 1,000,000 rows, and how long other commands wait meanwhile
#   month      the report of a month with 100,000 transfers: made, checked, printed and verified, with the memory it takes
#   filing     100,000 transactions in one filing
#   backup     a verified backup of 10,000 filings
#   totals     10,000 generated reports agree in PDF, JSON, CSV and database to the last digit
#   big        a paper of more than 3,000 pages, printed, verified, and judged by qpdf and veraPDF
# All of them take hours on a small machine. SINGO_SIZE is the number for all steps named but `filing`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

example() {
    local package=$1 name=$2
    shift 2
    cargo run --release --locked -p "$package" --example "$name" -- "$@" ${SINGO_SIZE:+"$SINGO_SIZE"}
}

sums() { example singo-store sums; }
transfers() { example singo-app many_transfers; }
month() { example singo-app large_month; }
filing() { cargo run --release --locked -p singo-store --example many_rows; }
backup() { example singo-store verified_backup; }
totals() {
    SINGO_TOTALS=${SINGO_SIZE:-10000} cargo test --release --locked -p singo-tests --test journeys totals -- --nocapture
}
big() { scripts/big.sh ${SINGO_SIZE:+"$SINGO_SIZE"}; }

scripts/toolchain.sh rust
scripts/system-packages.sh core test
[ $# -gt 0 ] || set -- sums transfers month filing backup totals big
for step in "$@"; do
    case "$step" in
        sums | transfers | month | filing | backup | totals | big) ;;
        *) stop "usage: measure.sh [sums|transfers|month|filing|backup|totals|big …]" ;;
    esac
done
for step in "$@"; do
    say "$step"
    began=$SECONDS
    "$step"
    note "$step: $((SECONDS - began)) s"
done
