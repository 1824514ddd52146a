#!/usr/bin/env bash
# One step of `make test`, by name. The steps are independent; `test.sh` runs them all and counts.
# Every cargo call builds the same set (the whole workspace, all targets, the same features), so that
# nothing is compiled twice.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

workspace=(--workspace --locked --all-targets --features singo-cli/test-server)

# Compiles every program; the window's page is inside the window's program.
programs() {
    scripts/toolchain.sh rust node
    scripts/system-packages.sh core window
    scripts/ui.sh build
    cargo build "${workspace[@]}"
}

format() {
    scripts/toolchain.sh rust lints
    cargo fmt --all --check
}

ui() {
    scripts/toolchain.sh node
    scripts/ui.sh packages
    cd ui
    node_modules/.bin/eslint --max-warnings 0 .
    node_modules/.bin/svelte-check --fail-on-warnings
    node_modules/.bin/vitest run
    cd ..
    scripts/ui.sh build
}

lint() {
    scripts/toolchain.sh rust node lints
    scripts/system-packages.sh core window
    scripts/ui.sh build
    cargo clippy "${workspace[@]}" -- -D warnings
}

deny() {
    scripts/toolchain.sh rust
    local tools
    tools=$(target_dir)/tools
    scripts/cargo-tool.sh cargo-deny 0.20.2 "$tools"
    "$tools/bin/cargo-deny" --workspace --all-features check --hide-inclusion-graph bans licenses sources
    # The fuzz targets stand outside the workspace; rules that meet nothing there are no news.
    "$tools/bin/cargo-deny" --locked --manifest-path fuzz/Cargo.toml --config deny.toml --log-level error check \
        --hide-inclusion-graph bans licenses sources
}

rust() {
    scripts/system-packages.sh core window test
    [ -z "${CI:-}" ] || scripts/system-packages.sh paper
    programs
    SINGO_PYHANKO=$(scripts/pyhanko.sh)
    export SINGO_PYHANKO
    cargo test --workspace --locked --features singo-cli/test-server --no-fail-fast
}

# The papers that the Rust tests leave in the target folder are what an archive and a screen reader accept.
paper() {
    scripts/toolchain.sh rust
    scripts/system-packages.sh core test
    [ -z "${CI:-}" ] || scripts/system-packages.sh paper
    rm -rf "$(target_dir)/tmp/paper"
    # Counted by the step "rust" already; here only for its files.
    cargo test --workspace --locked --features singo-cli/test-server --test paper --test seals -- samples sealed \
        timestamp | sed '/^test result:/d'
    scripts/verapdf.sh "$(target_dir)"/tmp/paper/*.pdf
}

# The hashes that the tests compare were written by a debug build; a release must come to the same ones.
release() {
    scripts/toolchain.sh rust
    scripts/system-packages.sh core test
    cargo test --release --locked -p singo-render --test paper samples
}

window() {
    scripts/system-packages.sh core window test
    programs
    node tests/e2e/run.mjs "$(target_dir)/debug/singo-desktop"
}

tree() {
    local git=(git -c "safe.directory=$PWD") changes
    "${git[@]}" rev-parse --git-dir >/dev/null 2>&1 || { note "not a git checkout: nothing to compare"; return; }
    changes=$("${git[@]}" status --porcelain)
    [ "$changes" = "${SINGO_TREE_BEFORE-}" ] || stop "the tests changed the working tree:" "$changes"
}

case "${1:-}" in
    format | ui | lint | deny | rust | paper | release | window | tree) "$1" ;;
    *) stop "usage: check.sh format|ui|lint|deny|rust|paper|release|window|tree" ;;
esac
