//! A crash must not leave the process's memory on the disk.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// How large an image of its memory the process may leave: what holds and what it could ask for.
fn core_limit(process: u32) -> Vec<String> {
    let limits = std::fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    line.split_whitespace().take(2).map(str::to_owned).collect()
}

#[test]
fn the_memory_of_a_crashed_process_is_not_written_to_a_file() {
    let nothing = ["0", "0"];
    if core_limit(std::process::id()) == nothing {
        eprintln!("skipped: nothing here may write such a file anyway");
        return;
    }
    // It waits for its answers on the standard input.
    let mut singo = Command::new(env!("CARGO_BIN_EXE_singo"))
        .args(["check", "str", "/dev/stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let forbidden = (0..200).any(|_| {
        sleep(Duration::from_millis(50));
        core_limit(singo.id()) == nothing
    });
    drop(singo.stdin.take());
    singo.wait().unwrap();
    assert!(forbidden);
}
