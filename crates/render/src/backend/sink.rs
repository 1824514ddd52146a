//! The file as it grows: objects go out as they are made, small ones many to a stream (ISO 32000-1, 7.5.7).
//!
//! Nothing is held but where each object stands, packed, and a few streams that are being deflated. Not here: what an
//! object says.

use std::borrow::Borrow;
use std::collections::VecDeque;
use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::deflate::{Deflater, Deflating, Effort, deflated, deflated_as_it_comes};
use super::places::{ENTRY, Place, Places};
use crate::RenderError;
use crate::edition::Edition;

/// So many streams may wait for their turn.
const WAITING: usize = 8;
/// An object stream is written when it has this many objects or bytes.
const OBJECTS: usize = 500;
const BYTES: usize = 100_000;
/// The places of so many objects are deflated at once, which makes them smaller; of more, as they are written.
const HELD: usize = 8_192;
/// 7.5.2; the second line says that the file is binary.
const HEAD: &[u8] = b"%PDF-1.7\n%\xBB\xAD\xC0\xDE\n";

/// A file that is being written.
pub(crate) struct Sink<'a> {
    out: &'a mut dyn Write,
    written: u64,
    digest: Sha256,
    places: Places,
    /// Objects on their way into a stream: number and distance, then their texts.
    small: Vec<(u32, usize)>,
    text: Vec<u8>,
    deflater: Deflater,
    /// For contents, and for objects.
    efforts: (Effort, Effort),
    /// Streams in the order of the file, the first to be written next.
    waiting: VecDeque<(u32, Dictionary, Deflating)>,
}

impl<'a> Sink<'a> {
    /// Begins a file.
    ///
    /// # Errors
    /// [`RenderError::Receiver`] when the receiver of the bytes refuses.
    pub fn new(edition: &Edition, out: &'a mut dyn Write) -> Result<Self, RenderError> {
        let (digest, places) = (Sha256::new(), Places::default());
        let (small, text) = (Vec::new(), Vec::new());
        let (deflater, waiting) = (Deflater::new(), VecDeque::new());
        let efforts = (Effort::content(edition), Effort::objects(edition));
        let mut sink =
            Self { out, written: 0, digest, places, small, text, deflater, efforts, waiting };
        sink.bytes(HEAD)?;
        Ok(sink)
    }

    /// A number for an object that is written later.
    pub fn reserve(&mut self) -> ObjectId {
        (self.places.reserve(), 0)
    }

    /// Writes an object that is no stream.
    pub fn put(&mut self, id: ObjectId, object: &Object) -> Result<(), RenderError> {
        self.put_text(id, |text| write_object(object, text))
    }

    /// Writes a dictionary with an array that is too long to be held as objects.
    pub fn put_with_array(
        &mut self,
        id: ObjectId,
        before: &Dictionary,
        (key, array): (&str, impl Iterator<Item = Object>),
        after: &Dictionary,
    ) -> Result<(), RenderError> {
        self.put_text(id, |text| {
            text.extend_from_slice(b"<<");
            write_entries(before, text);
            write_name(key.as_bytes(), text);
            write_array(array, text);
            write_entries(after, text);
            text.extend_from_slice(b">>");
        })
    }

    fn put_text(
        &mut self,
        id: ObjectId,
        write: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), RenderError> {
        self.small.push((id.0, self.text.len()));
        write(&mut self.text);
        self.text.push(b' ');
        if self.small.len() >= OBJECTS || self.text.len() >= BYTES { self.flush() } else { Ok(()) }
    }

    /// Writes an object under a new number.
    pub fn add(&mut self, object: impl Into<Object>) -> Result<ObjectId, RenderError> {
        let id = self.reserve();
        self.put(id, &object.into())?;
        Ok(id)
    }

    /// Writes a stream, deflated.
    pub fn add_stream(
        &mut self,
        head: Dictionary,
        content: Vec<u8>,
    ) -> Result<ObjectId, RenderError> {
        self.stream(head, content, self.efforts.0)
    }

    fn stream(
        &mut self,
        mut head: Dictionary,
        content: Vec<u8>,
        effort: Effort,
    ) -> Result<ObjectId, RenderError> {
        head.set("Filter", "FlateDecode");
        let content = self.deflater.start(content, effort);
        self.queue(head, content)
    }

    /// Writes a stream, deflated here and now: it may be too long to be held twice.
    pub fn add_file(
        &mut self,
        mut head: Dictionary,
        content: &[u8],
    ) -> Result<ObjectId, RenderError> {
        head.set("Filter", "FlateDecode");
        let id = self.queue(head, Deflating::Here(deflated(content, self.efforts.0)))?;
        self.write_down_to(0)?;
        Ok(id)
    }

    /// Writes a stream as it is.
    pub fn add_plain_stream(
        &mut self,
        head: Dictionary,
        content: &[u8],
    ) -> Result<ObjectId, RenderError> {
        self.queue(head, Deflating::Here(Ok(content.to_vec())))
    }

    fn queue(&mut self, head: Dictionary, content: Deflating) -> Result<ObjectId, RenderError> {
        let id = self.reserve();
        self.waiting.push_back((id.0, head, content));
        self.write_down_to(WAITING)?;
        Ok(id)
    }

    /// Writes streams until no more than so many wait.
    fn write_down_to(&mut self, waiting: usize) -> Result<(), RenderError> {
        while self.waiting.len() > waiting
            && let Some((number, mut head, content)) = self.waiting.pop_front()
        {
            let content = content.wait()?;
            head.set("Length", integer(content.len()));
            self.stand(number)?;
            let mut text = format!("{number} 0 obj\n").into_bytes();
            write_object(&Object::Dictionary(head), &mut text);
            text.extend_from_slice(b"stream\n");
            self.bytes(&text)?;
            self.bytes(&content)?;
            self.bytes(b"\nendstream\nendobj\n")?;
        }
        Ok(())
    }

    /// Ends the file and gives back its SHA-256. The two equal parts of `/ID` (14.4), which say that the file has
    /// not been changed since it was made, are the digest of all that stands before the cross-references.
    pub fn finish(mut self, root: ObjectId, info: ObjectId) -> Result<[u8; 32], RenderError> {
        self.flush()?;
        self.write_down_to(0)?;
        let id = self.reserve();
        self.stand(id.0)?;
        let start = self.written;
        let identity =
            Object::String(self.digest.clone().finalize().to_vec(), StringFormat::Hexadecimal);
        let size = integer(self.places.len() + 1);
        let entries = if self.places.len() > HELD {
            deflated_as_it_comes(|out| self.places.entries(out))?
        } else {
            let mut entries = Vec::new();
            self.places.entries(&mut entries)?;
            deflated(&entries, self.efforts.1)?
        };
        let parameters = dictionary! { "Predictor" => 12, "Columns" => integer(ENTRY) };
        let head = dictionary! {
            "Type" => "XRef",
            "Size" => size,
            "W" => vec![1.into(), 4.into(), 2.into()],
            "Root" => root,
            "Info" => info,
            "ID" => vec![identity.clone(), identity],
            "Length" => integer(entries.len()),
            "Filter" => "FlateDecode",
            "DecodeParms" => parameters,
        };
        let mut text = format!("{} 0 obj\n", id.0).into_bytes();
        write_object(&Object::Dictionary(head), &mut text);
        text.extend_from_slice(b"stream\n");
        text.extend_from_slice(&entries);
        text.extend_from_slice(
            format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes(),
        );
        self.bytes(&text)?;
        Ok(self.digest.finalize().into())
    }

    fn flush(&mut self) -> Result<(), RenderError> {
        if self.small.is_empty() {
            return Ok(());
        }
        let (small, mut content) =
            (std::mem::take(&mut self.small), std::mem::take(&mut self.text));
        let mut first = Vec::new();
        for (number, distance) in &small {
            // Writing into a vector cannot fail.
            let _ = write!(first, "{number} {distance} ");
        }
        let head = dictionary! {
            "Type" => "ObjStm",
            "N" => integer(small.len()),
            "First" => integer(first.len()),
        };
        // In place: it may hold the list of all rows of a table.
        content.splice(0..0, first);
        let stream = self.stream(head, content, self.efforts.1)?;
        for ((number, _), index) in small.into_iter().zip(0..) {
            self.places.set(number, Place::In(stream.0, index))?;
        }
        Ok(())
    }

    /// Notes that an object begins here.
    fn stand(&mut self, number: u32) -> Result<(), RenderError> {
        let distance = u32::try_from(self.written)
            .map_err(|_| RenderError::Write("longer than 4 GiB".to_owned()))?;
        self.places.set(number, Place::At(distance))
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), RenderError> {
        self.out.write_all(bytes)?;
        self.digest.update(bytes);
        self.written += bytes.len() as u64;
        Ok(())
    }
}

/// A number as the file has it.
pub(super) fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// An object by its number.
pub(super) fn reference(number: u32) -> Object {
    Object::Reference((number, 0))
}

/// 7.3: an object as text. Names and strings are escaped byte by byte, so that nothing in them can end them.
fn write_object(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        // Writing into a vector cannot fail.
        Object::Integer(value) => drop(write!(out, "{value}")),
        Object::Real(value) => drop(write!(out, "{value}")),
        Object::Reference((number, generation)) => drop(write!(out, "{number} {generation} R")),
        Object::Name(name) => write_name(name, out),
        Object::String(text, StringFormat::Hexadecimal) => {
            out.push(b'<');
            text.iter().for_each(|byte| drop(write!(out, "{byte:02X}")));
            out.push(b'>');
        }
        Object::String(text, StringFormat::Literal) => {
            out.push(b'(');
            for byte in text {
                match byte {
                    b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
                    b'\r' => out.extend_from_slice(b"\\r"),
                    _ => out.push(*byte),
                }
            }
            out.push(b')');
        }
        Object::Array(items) => write_array(items.iter(), out),
        Object::Dictionary(entries) => write_dictionary(entries, out),
        // A stream stands by itself; within an object it can only be named.
        Object::Stream(stream) => write_dictionary(&stream.dict, out),
    }
}

fn write_array<T: Borrow<Object>>(items: impl Iterator<Item = T>, out: &mut Vec<u8>) {
    out.push(b'[');
    for (index, item) in items.enumerate() {
        let item = item.borrow();
        if index > 0 && is_word(item) {
            out.push(b' ');
        }
        write_object(item, out);
    }
    out.push(b']');
}

fn write_dictionary(entries: &Dictionary, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    write_entries(entries, out);
    out.extend_from_slice(b">>");
}

fn write_entries(entries: &Dictionary, out: &mut Vec<u8>) {
    for (key, value) in entries {
        write_name(key, out);
        if is_word(value) {
            out.push(b' ');
        }
        write_object(value, out);
    }
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if b"()<>[]{}/%#".contains(byte) || !(33..=126).contains(byte) {
            let _ = write!(out, "#{byte:02X}");
        } else {
            out.push(*byte);
        }
    }
}

/// Whether an object needs a space before it.
fn is_word(object: &Object) -> bool {
    use Object::{Boolean, Integer, Null, Real, Reference};
    matches!(object, Null | Boolean(_) | Integer(_) | Real(_) | Reference(_))
}
