//! Streams are deflated on a thread of their own, while the next page is laid out: it takes about half of the time
//! of a print. The bytes are those of the calling thread; only their making is elsewhere. Not here: their order,
//! which the file decides.

use std::io::Write;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use libdeflater::{CompressionLvl, Compressor, Decompressor};

use crate::RenderError;
use crate::edition::Edition;

/// How much is done to make a stream smaller.
#[derive(Clone, Copy)]
pub(super) struct Effort(i32);

impl Effort {
    /// For what is inflated again before the file ends; it never stands in one.
    pub const MEANWHILE: Self = Self(1);

    /// For what pages show and for fonts.
    pub fn content(edition: &Edition) -> Self {
        Self(edition.efforts.0)
    }

    /// For streams of objects.
    pub fn objects(edition: &Edition) -> Self {
        Self(edition.efforts.1)
    }

    fn level(self) -> CompressionLvl {
        CompressionLvl::new(self.0).unwrap_or_default()
    }
}

type Made = Result<Vec<u8>, RenderError>;
/// What is to be deflated, how much, and who waits for it.
type Order = (Vec<u8>, Effort, Sender<Made>);

/// A thread that deflates what it is given, in that order; it ends with this.
pub(super) struct Deflater(Option<Sender<Order>>);

/// Bytes that are being deflated, or are.
pub(super) enum Deflating {
    Elsewhere(Receiver<Made>),
    Here(Made),
}

impl Deflater {
    /// Starts the thread; where the system gives none, the calling thread does the work.
    pub fn new() -> Self {
        let (give, given) = channel::<Order>();
        let work = move || {
            for (bytes, effort, back) in given {
                // Whoever asked may have ended with an error.
                let _ = back.send(deflated(&bytes, effort));
            }
        };
        Self(Builder::new().spawn(work).ok().map(|_| give))
    }

    /// Gives bytes to be deflated.
    pub fn start(&self, bytes: Vec<u8>, effort: Effort) -> Deflating {
        let (back, made) = channel();
        let unsent = match &self.0 {
            Some(give) => give.send((bytes, effort, back)).err().map(|refused| refused.0.0),
            None => Some(bytes),
        };
        match unsent {
            Some(bytes) => Deflating::Here(deflated(&bytes, effort)),
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
pub(super) fn deflated(bytes: &[u8], effort: Effort) -> Made {
    let mut compressor = Compressor::new(effort.level());
    let mut deflated = vec![0; compressor.zlib_compress_bound(bytes.len())];
    let length = compressor
        .zlib_compress(bytes, &mut deflated)
        .map_err(|error| RenderError::Write(error.to_string()))?;
    deflated.truncate(length);
    Ok(deflated)
}

/// Deflates what is written, without holding it.
///
/// # Errors
/// Whatever the writing reports.
pub(super) fn deflated_as_it_comes(
    write: impl FnOnce(&mut dyn Write) -> Result<(), RenderError>,
) -> Made {
    let mut deflating = ZlibEncoder::new(Vec::new(), Compression::best());
    write(&mut deflating)?;
    Ok(deflating.finish()?)
}

/// Undoes [`deflated`]; `length` is how many bytes there were.
///
/// # Errors
/// [`RenderError::Write`] for bytes that were never deflated here.
pub(super) fn inflated(bytes: &[u8], length: usize) -> Made {
    let mut inflated = vec![0; length];
    Decompressor::new()
        .zlib_decompress(bytes, &mut inflated)
        .map_err(|error| RenderError::Write(error.to_string()))?;
    Ok(inflated)
}
