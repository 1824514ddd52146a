# Sourced by the other scripts: how they speak, and how they stop. No step of its own lives here.

# One line of progress.
say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

# A line below a line of progress.
note() { printf '    %s\n' "$*" >&2; }

# Says why the work cannot go on, and stops.
stop() {
    printf '\033[1;31mstopped:\033[0m %s\n' "$1" >&2
    shift
    for line in "$@"; do note "$line"; done
    exit 1
}

# Whether a window can be opened here.
has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# Where cargo puts what it builds, whoever decides it.
target_dir() { printf '%s' "${CARGO_TARGET_DIR:-$PWD/target}"; }
