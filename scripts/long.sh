#!/usr/bin/env bash
# Measures what a long paper takes: `long.sh [rows…]` prints schedules of so many rows, each in a process of its own, and says
# how their peak memory compares [default: 10000 100000]. SINGO_PROFILE=dev measures a debug build; memory is much the same.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

scripts/toolchain.sh rust
profile=${SINGO_PROFILE:-release}
cargo build --profile "$profile" --locked -p singo-render --example long
folder=$profile
[ "$profile" != dev ] || folder=debug
[ $# -gt 0 ] || set -- 10000 100000
first=
for rows in "$@"; do
    said=$("$(target_dir)/$folder/examples/long" crates/render/tests/paper/small "$rows")
    note "$said"
    # The peak, less what the answers themselves took before printing began.
    printing=$(sed -E 's/.*peak memory ([0-9]+) kB, of which ([0-9]+) kB.*/\1 \2/' <<<"$said" | awk '{ print $1 - $2 }')
    first=${first:-$printing}
    awk -v rows="$rows" -v printing="$printing" -v first="$first" \
        'BEGIN { printf "%d rows: printing took %d kB beside the answers, %.2f times the first\n", rows, printing, printing / first }'
done
