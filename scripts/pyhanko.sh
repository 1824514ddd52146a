#!/usr/bin/env bash
# Sets up pyHanko, the second judge of signatures, and prints the Python that has it: `pyhanko.sh`.
# Fetched from PyPI once, below the target folder. Where that cannot be, it says that it was skipped, except with CI set.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

wanted=pyhanko==0.38.0
folder=$(target_dir)/pyhanko
if [ "$(cat "$folder/installed" 2>/dev/null || true)" != "$wanted" ]; then
    say "pyHanko from PyPI (once)"
    rm -rf "$folder"
    if ! { python3 -m venv "$folder" && "$folder/bin/pip" --quiet --disable-pip-version-check install "$wanted"; } >&2; then
        [ -z "${CI:-}" ] || stop "pyHanko is needed to judge signatures." "scripts/system-packages.sh paper"
        note "SKIPPED: pyHanko needs Python 3 with venv, and PyPI once"
        exit 0
    fi
    echo "$wanted" >"$folder/installed"
fi
echo "$folder/bin/python"
