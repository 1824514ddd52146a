//! Work over a file from outside by a library that is not proof against every file: on a thread of its own, so that
//! a fault of the library ends there and the file is refused. Not here: what is read, and what the refusal says.

use std::io;
use std::thread;

/// What such a thread is called.
pub const NAME: &str = "contained";
/// Structures within structures take stack.
const STACK: usize = 16 << 20;

/// Does the work; `None` where it ended in a fault.
///
/// # Errors
/// The system's, when it gives no thread.
pub fn contained<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Option<T>> {
    let thread = thread::Builder::new().name(NAME.to_owned()).stack_size(STACK).spawn(work)?;
    Ok(thread.join().ok())
}
