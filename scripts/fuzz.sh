#!/usr/bin/env bash
# Feeds arbitrary bytes to every reader of what comes from outside, guided by coverage: `fuzz.sh [seconds each] [reader ...]`.
# Needs a nightly compiler, whose coverage it uses. What it learns, and what makes a reader panic, stays in the target folder.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

scripts/toolchain.sh rust
scripts/system-packages.sh core
cargo +nightly --version >/dev/null 2>&1 || stop "a nightly compiler is needed" "rustup toolchain install nightly"
tools=$(target_dir)/tools
scripts/cargo-tool.sh cargo-fuzz 0.13.2 "$tools"
seconds=${1:-60}
shift || true
readers=("$@")
all=$(sed -n 's|^path = "fuzz_targets/\(.*\)\.rs"$|\1|p' fuzz/Cargo.toml)
[ ${#readers[@]} -gt 0 ] || read -ra readers <<<"${all//$'\n'/ }"

# Where a reader begins besides `fuzz/seeds`; the smoke test of `singo_app::readers` begins with the same.
brought() {
    case "$1" in
        table) echo tests/fixtures/import ;;
        definition) echo assets/forms/str/2026-08 ;;
        calendar) echo assets/calendars ;;
        profile) echo assets/import ;;
        identity) keys ;;
    esac
}

# A key with its certificate in both kinds of files, made anew: no private key lies in the repository.
keys() {
    local at=$work/keys
    [ -d "$at" ] && { echo "$at"; return; }
    command -v openssl >/dev/null || return 0
    rm -rf "$at.new"
    mkdir -p "$at.new"
    # Only what was made whole is kept, and found again by the next run.
    if (pair "$at.new") >/dev/null 2>&1; then
        mv "$at.new" "$at"
        rm "$at"/key "$at"/certificate "$at"/signCert.der "$at"/signPri.key
        echo "$at"
    else
        rm -rf "$at.new"
        note "openssl makes no keys here: 'identity' begins with nothing"
    fi
}

pair() {
    cd "$1" &&
        openssl req -x509 -newkey rsa:1024 -nodes -keyout key -out certificate -days 3650 -subj /C=KR/O=Test/CN=Test &&
        openssl pkcs12 -export -in certificate -inkey key -out pkcs12 -iter 2 -passout pass:passphrase &&
        openssl x509 -in certificate -outform DER -out signCert.der &&
        openssl pkcs8 -topk8 -in key -v2 seed-cbc -outform DER -out signPri.key -passout pass:passphrase \
            -provider legacy -provider default &&
        { cat signCert.der && printf '\n\034\n' && cat signPri.key; } >npki
}

work=$(target_dir)/fuzz
mkdir -p "$work"
# Without the address sanitizer: what is read is read by safe Rust, and the build is three times as quick.
fuzz() { RUSTUP_TOOLCHAIN=nightly "$tools/bin/cargo-fuzz" "$1" --sanitizer none --target-dir "$work" "${@:2}"; }
for reader in "${readers[@]}"; do
    say "$reader, $seconds s"
    mkdir -p "$work/corpus/$reader" "$work/artifacts/$reader"
    begin=()
    for seeds in "fuzz/seeds/$reader" $(brought "$reader"); do
        [ ! -d "$seeds" ] || begin+=("$seeds")
    done
    fuzz run "$reader" "$work/corpus/$reader" ${begin[@]+"${begin[@]}"} -- -artifact_prefix="$work/artifacts/$reader/" \
        -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3072 -print_final_stats=1
done
