#!/usr/bin/env bash
# Validates PDF files as PDF/A-3a and PDF/UA-1: `verapdf.sh FILE…` prints PASS or FAIL for each file and flavour.
# Where Java or Maven is absent it says that it was skipped, except with CI set. Fetches veraPDF once.
set -euo pipefail
files=()
for file in "$@"; do files+=("$(realpath -- "$file")"); done
cd "$(dirname "$0")/.."
. scripts/say.sh

if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then
    [ -z "${CI:-}" ] || stop "Java and Maven are needed to validate PDF files." "scripts/system-packages.sh paper"
    note "SKIPPED: veraPDF needs Java and Maven (scripts/system-packages.sh paper installs them)"
    exit 0
fi

jars=$(target_dir)/verapdf
if ! cmp --silent tests/verapdf/pom.xml "$jars/pom.xml"; then
    say "veraPDF from Maven Central (once)"
    rm -rf "$jars"
    mvn --batch-mode --quiet -Dstyle.color=never --strict-checksums --file tests/verapdf/pom.xml \
        dependency:copy-dependencies -DoutputDirectory="$jars"
    cp tests/verapdf/pom.xml "$jars/pom.xml"
fi
# Many short validations: a quick start and few threads are worth more than the best machine code.
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jars/*" \
    org.mozilla.javascript.tools.shell.Main tests/verapdf/verify.js "${files[@]}"
