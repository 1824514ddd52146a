#!/usr/bin/env bash
# Everything that a change must pass, cheap failures first; a failed step does not hide the next one.
# Ends with each runner's own counts and one line `N passed, N failed`. Logs stay in out/test/.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

steps=(format ui lint deny rust paper window tree)
logs=out/test
passed=0 failed=0 broken=() counts=()

# Adds up the lines in which a runner states its counts: cargo, the paper's validator and the window's journeys write
# "test result: ok. 3 passed; 1 failed", vitest writes "Tests  1 failed | 3 passed (4)".
count() {
    local step=$1 log=$2 good bad
    good=$(grep -E '^(test result:|  *Tests  )' "$log" | grep -oE '[0-9]+ passed' | awk '{ n += $1 } END { print n + 0 }') || true
    bad=$(grep -E '^(test result:|  *Tests  )' "$log" | grep -oE '[0-9]+ failed' | awk '{ n += $1 } END { print n + 0 }') || true
    # A step can fail without a failing test: it does not compile, or it is a check and no test.
    if [[ " ${broken[*]-} " == *" $step "* ]] && [ "$bad" = 0 ]; then bad=1; fi
    passed=$((passed + good)) failed=$((failed + bad))
    if [ "$((good + bad))" -gt 0 ]; then counts+=("$(printf '%-8s %d passed, %d failed' "$step" "$good" "$bad")"); fi
}

# Runs one step, saying every half minute where it is.
run_step() {
    local step=$1 log=$logs/$1.log began=$SECONDS next=30 pid
    say "$step"
    scripts/check.sh "$step" >"$log" 2>&1 </dev/null &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        ((SECONDS - began < next)) && continue
        next=$((next + 30))
        note "$((SECONDS - began)) s: $(tail -n 1 "$log" | cut -c 1-100)"
    done
    if wait "$pid"; then
        note "$step: good, $((SECONDS - began)) s"
    else
        broken+=("$step")
        tail -n 80 "$log" >&2
        note "$step: FAILED after $((SECONDS - began)) s; the whole log is in $log"
    fi
    count "$step" "$log"
}

export NO_COLOR=1 CARGO_TERM_COLOR=never
unset UPDATE # goldens are compared here, never rewritten
mkdir -p "$logs"
if [ -z "${CI:-}" ]; then
    SINGO_TREE_BEFORE=$(git -c "safe.directory=$PWD" status --porcelain 2>/dev/null || true)
    export SINGO_TREE_BEFORE
fi

scripts/toolchain.sh rust node lints
scripts/system-packages.sh core window test
for step in "${steps[@]}"; do run_step "$step"; done

echo
printf '%s\n' "${counts[@]}"
[ ${#broken[@]} = 0 ] || echo "failed steps: ${broken[*]}"
echo "took $((SECONDS / 60)) min $((SECONDS % 60)) s"
echo "$passed passed, $failed failed" | tee "$logs/counts"
[ ${#broken[@]} = 0 ] && [ "$failed" = 0 ]
