//! The paper from outside: goldens of the display list, and what independent readers find in the file.
//!
//! poppler-utils and qpdf are required; a test that skipped them would prove nothing.
#![allow(clippy::unwrap_used, reason = "tests")]

mod big;
mod files;
mod forms;
mod golden;
mod hostile;
mod mode_pages;
mod modes;
mod pages;
mod samples;
mod scripts;
mod second;
mod support;
mod tags;
mod texts;
mod unicode;
