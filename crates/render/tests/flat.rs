//! The memory of a long print, counted to the byte in a program of its own, for the count is of the whole process.
//!
//! The two lengths are both beyond the pages that are kept, so that what is held for each row or page would show.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::sink;
use std::ops::ControlFlow;

use peak_alloc::PeakAlloc;
use singo_render::{Progress, VERSION, render_to};

use support::{FONTS, content, input};

#[allow(dead_code, reason = "the other tests of the paper use the rest")]
#[path = "paper/support.rs"]
mod support;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The most bytes that printing holds beyond the answers.
fn held(rows: u64) -> usize {
    let content = content("의견", rows);
    let input = input(&content);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let watch = &mut |_: Progress| ControlFlow::Continue(());
    render_to(VERSION, &input, &FONTS, &mut sink(), watch).unwrap();
    MEMORY.peak_usage() - before
}

#[test]
fn many_times_the_rows_take_hardly_more_memory() {
    // What is made once per process.
    held(1);
    let (short, long) = (held(1_000), held(6_000));
    assert!(10 * long <= 11 * short, "{short} bytes for 1,000 rows, {long} for 6,000");
}
