//! What the system may keep of the process when it crashes: nothing that holds its memory. Not here: wiping
//! keys while it runs (store).

/// Forbids the system to write this process's memory to a file when it crashes, and that of every program it
/// starts: unlocked keys and answers would lie there in the clear. A shell calls it before anything else.
///
/// By the limit on the size of a core file, which systemd-coredump honours as well. Windows writes such files
/// only where an administrator asked for them (`LocalDumps`), and there no program can refuse; the threat model
/// says so. A system that refuses the limit is no reason not to start.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}
