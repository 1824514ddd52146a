//! What a file is before it is taken in or given out: its kind by content, its name without tricks, and the
//! place where an opened copy lies until it is wiped. Not here: where attached files are kept (store).

mod opened;
mod sniff;

pub use opened::{lay_out, wipe};
pub use sniff::{Sniffer, safe_name};
