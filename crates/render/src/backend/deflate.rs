//! Streams are deflated on a thread of their own, while the next page is laid out: it takes about half of the time
//! of a print. The bytes are those of the calling thread; only their making is elsewhere. Not here: their order,
//! which the file decides.

use std::io::Write;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::RenderError;

/// Of deflate: beyond this, twice the time saves less than a hundredth of the file.
const LEVEL: u32 = 6;

type Made = Result<Vec<u8>, RenderError>;

/// A thread that deflates what it is given, in that order; it ends with this.
pub(super) struct Deflater(Option<Sender<(Vec<u8>, Sender<Made>)>>);

/// Bytes that are being deflated, or are.
pub(super) enum Deflating {
    Elsewhere(Receiver<Made>),
    Here(Made),
}

impl Deflater {
    /// Starts the thread; where the system gives none, the calling thread does the work.
    pub fn new() -> Self {
        let (give, given) = channel::<(Vec<u8>, Sender<Made>)>();
        let work = move || {
            for (bytes, back) in given {
                // Whoever asked may have ended with an error.
                let _ = back.send(deflated(&bytes));
            }
        };
        Self(Builder::new().spawn(work).ok().map(|_| give))
    }

    /// Gives bytes to be deflated.
    pub fn start(&self, bytes: Vec<u8>) -> Deflating {
        let (back, made) = channel();
        let unsent = match &self.0 {
            Some(give) => give.send((bytes, back)).err().map(|refused| refused.0.0),
            None => Some(bytes),
        };
        match unsent {
            Some(bytes) => Deflating::Here(deflated(&bytes)),
            None => Deflating::Elsewhere(made),
        }
    }
}

impl Deflating {
    /// Waits for the bytes.
    ///
    /// # Errors
    /// [`RenderError::Write`] when they could not be made.
    pub fn wait(self) -> Made {
        match self {
            Self::Here(made) => made,
            Self::Elsewhere(made) => {
                made.recv().unwrap_or_else(|error| Err(RenderError::Write(error.to_string())))
            }
        }
    }
}

/// Deflates at once.
///
/// # Errors
/// [`RenderError::Write`]; deflating into memory has no error of its own.
pub(super) fn deflated(bytes: &[u8]) -> Made {
    let mut encoder =
        ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(LEVEL));
    let done = encoder.write_all(bytes).and_then(|()| encoder.finish());
    done.map_err(|error| RenderError::Write(error.to_string()))
}
