//! The bytes that a seal adds behind a paper: an incremental update (ISO 32000-1, 7.5.6) with the signature, its
//! field on the page, the face, and the field's place in the tag tree (ISO 14289-1, 7.18).
//!
//! The update follows from the paper and the words alone; only the room for the signature is filled later.
//! Clauses without a standard are those of ISO 32000-1.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use singo_domain::definition::Language;

use super::face::{draw, lines, milli};
use super::place::{WIDTH, place};
use super::{Seal, SignError};
use crate::inside::{find, open, rfind};
use crate::layout::Laid;
use crate::{Fonts, RenderError};

/// Where the signature stands, in hexadecimal, without the angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hole {
    pub start: usize,
    pub end: usize,
}

/// A seal about to be appended.
pub(super) struct Update<'a> {
    pub laid: &'a Laid,
    pub seal: &'a Seal,
    /// Seals before it.
    pub number: usize,
    /// Bytes of room for the signature.
    pub room: usize,
    pub fonts: &'a Fonts,
}

/// The four numbers of the byte range take this much room each (12.8.1).
const NUMBER: usize = 12;

impl Update<'_> {
    /// What stands behind the paper from then on; the room in it is full of zeros.
    pub fn append(&self, pdf: &[u8]) -> Result<(Vec<u8>, Hole), SignError> {
        let broken = || SignError::Render(RenderError::Write("not a paper".to_owned()));
        let document = open(pdf).ok_or_else(broken)?;
        let mut objects = BTreeMap::new();
        let value = (document.max_id + 1, 0);
        self.objects(&document, value, &mut objects).ok_or_else(broken)??;
        let previous = last_index(pdf).ok_or_else(broken)?;

        let (before, mut bytes) = (pdf.len(), vec![b'\n']);
        let mut places = BTreeMap::from([(value.0, before + bytes.len())]);
        let (range, hole) = self.value(value, &mut bytes);
        for (id, object) in &objects {
            places.insert(id.0, before + bytes.len());
            bytes.extend(format!("{} {} obj\n", id.0, id.1).into_bytes());
            write(object, &mut bytes);
            bytes.extend(b"\nendobj\n");
        }
        self.index(&document, (previous, before), places, &mut bytes).ok_or_else(broken)?;
        let (start, end) = (before + hole.start - 1, before + hole.end + 1);
        let numbers = [0, start, end, bytes.len() - hole.end - 1];
        for (number, place) in numbers.iter().zip(bytes[range..].chunks_mut(NUMBER)) {
            let text = format!("{number}");
            place[..text.len()].copy_from_slice(text.as_bytes());
        }
        Ok((bytes, hole))
    }

    /// The signature dictionary. Returns where the numbers of its range and its room are.
    fn value(&self, id: ObjectId, bytes: &mut Vec<u8>) -> (usize, Hole) {
        bytes.extend(format!("{} 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite", id.0).into_bytes());
        bytes.extend(b"/SubFilter/ETSI.CAdES.detached/Name");
        write(&text(&self.seal.name), bytes);
        bytes.extend(b"/Reason");
        write(&text(&self.seal.reason), bytes);
        bytes.extend(format!("/M(D:{}Z)/ByteRange[", self.seal.at.format(TIME)).into_bytes());
        let range = bytes.len();
        bytes.extend([b' '; 4 * NUMBER]);
        bytes.extend(b"]/Contents<");
        let start = bytes.len();
        bytes.resize(start + 2 * self.room, b'0');
        let hole = Hole { start, end: bytes.len() };
        bytes.extend(b">>>\nendobj\n");
        (range, hole)
    }

    /// Every object but the signature: new ones, and old ones as they are from now on.
    fn objects(
        &self,
        document: &Document,
        value: ObjectId,
        objects: &mut BTreeMap<ObjectId, Object>,
    ) -> Option<Result<(), SignError>> {
        let [widget, form, face, tag, leaf] = [1, 2, 3, 4, 5].map(|step| (value.0 + step, 0));
        let place = place(self.laid, self.number)?;
        let content = match draw(self.laid.edition, self.seal, &place, self.fonts) {
            Ok(content) => content,
            Err(error) => return Some(Err(error.into())),
        };
        let page = document.get_pages().get(&u32::try_from(place.page + 1).ok()?).copied()?;
        let words = match lines(self.laid.edition, self.seal) {
            Ok(lines) => lines.join(", "),
            Err(error) => return Some(Err(error.into())),
        };

        let corner = |um| Object::Real(real(milli(um)));
        let bounds = [place.x, place.y, place.x + WIDTH, place.y + place.height].map(corner);
        let size = [0, 0, WIDTH, place.height].map(corner);
        let mut drawn = lopdf::Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "FormType" => 1,
                "BBox" => size.to_vec(), "Resources" => Dictionary::new(),
            },
            content.into_bytes(),
        );
        drawn.compress().ok()?;
        objects.insert(face, Object::Stream(drawn));

        // 14.7.4.4: the field's place in the tag tree.
        let root_id = document.catalog().ok()?.get(b"StructTreeRoot").ok()?.as_reference().ok()?;
        let mut root = document.get_dictionary(root_id).ok()?.clone();
        let next = root.get(b"ParentTreeNextKey").ok()?.as_i64().ok()?;
        let parents = root.get(b"ParentTree").ok()?.as_reference().ok()?;
        let mut tree = document.get_dictionary(parents).ok()?.clone();
        let entry = [Object::Integer(next), tag.into()];
        if let Ok(kids) = tree.get_mut(b"Kids").and_then(Object::as_array_mut) {
            kids.push(leaf.into());
            let limits = vec![Object::Integer(next), Object::Integer(next)];
            let branch = dictionary! { "Limits" => limits, "Nums" => entry.to_vec() };
            objects.insert(leaf, branch.into());
        } else {
            tree.get_mut(b"Nums").ok()?.as_array_mut().ok()?.extend(entry);
        }
        objects.insert(parents, tree.into());
        root.set("ParentTreeNextKey", next + 1);
        let top = match root.get(b"K").ok()? {
            Object::Reference(id) => *id,
            Object::Array(kids) => kids.first()?.as_reference().ok()?,
            _ => return None,
        };
        objects.insert(root_id, root.into());
        let mut whole = document.get_dictionary(top).ok()?.clone();
        let kids = match whole.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(alone) => vec![alone.clone()],
            Err(_) => Vec::new(),
        };
        whole.set("K", kids.into_iter().chain([tag.into()]).collect::<Vec<Object>>());
        objects.insert(top, whole.into());
        let widget_in_tree = dictionary! { "Type" => "OBJR", "Obj" => widget, "Pg" => page };
        objects.insert(
            tag,
            dictionary! {
                "Type" => "StructElem", "S" => "Form", "P" => top, "Pg" => page,
                "K" => widget_in_tree, "Alt" => text(&words),
            }
            .into(),
        );

        // 12.5.3: printed, and in its place for good.
        let name = format!("Seal{}", self.number + 1);
        objects.insert(
            widget,
            dictionary! {
                "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig",
                "T" => Object::string_literal(name), "TU" => text(&words), "Contents" => text(&words),
                "Rect" => bounds.to_vec(), "P" => page, "F" => 132, "V" => value,
                "AP" => dictionary! { "N" => face }, "StructParent" => next,
            }
            .into(),
        );
        let mut sheet = document.get_dictionary(page).ok()?.clone();
        let mut notes = array(document, sheet.get(b"Annots").ok());
        notes.push(widget.into());
        sheet.set("Annots", notes);
        objects.insert(page, sheet.into());

        let root_of_all = document.trailer.get(b"Root").ok()?.as_reference().ok()?;
        let mut catalogue = document.get_dictionary(root_of_all).ok()?.clone();
        let old = catalogue.get(b"AcroForm").and_then(Object::as_reference).ok();
        let old = old.and_then(|id| document.get_dictionary(id).ok());
        let mut fields = array(document, old.and_then(|form| form.get(b"Fields").ok()));
        fields.push(widget.into());
        objects.insert(form, dictionary! { "Fields" => fields, "SigFlags" => 3 }.into());
        catalogue.set("AcroForm", form);
        objects.insert(root_of_all, catalogue.into());
        Some(Ok(()))
    }

    /// The index of what the update holds (7.5.8), and the end of the file.
    fn index(
        &self,
        document: &Document,
        (previous, before): (usize, usize),
        mut places: BTreeMap<u32, usize>,
        bytes: &mut Vec<u8>,
    ) -> Option<()> {
        let own = places.keys().next_back()?.max(&document.max_id) + 1;
        let start = before + bytes.len();
        places.insert(own, start);
        let (mut ranges, mut entries) = (Vec::<Object>::new(), Vec::new());
        let numbers: Vec<u32> = places.keys().copied().collect();
        for run in numbers.chunk_by(|a, b| a + 1 == *b) {
            ranges.push(Object::Integer(i64::from(*run.first()?)));
            ranges.push(Object::Integer(i64::try_from(run.len()).ok()?));
            for number in run {
                entries.push(1);
                entries.extend(u32::try_from(*places.get(number)?).ok()?.to_be_bytes());
                entries.extend([0, 0]);
            }
        }
        // 14.4: the first part stays what the paper was made with, the second says that it was changed.
        let Ok(Object::Array(id)) = document.trailer.get(b"ID") else { return None };
        let [Object::String(first, _), Object::String(second, _)] = id.as_slice() else {
            return None;
        };
        let mut hash = Sha256::new();
        hash.update(second);
        hash.update(format!("{} {:?}", self.number, self.seal));
        let hex = |bytes: &[u8]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
        let mut head = dictionary! {
            "Type" => "XRef",
            "Size" => i64::from(own) + 1,
            "Prev" => i64::try_from(previous).ok()?,
            "W" => vec![Object::Integer(1), Object::Integer(4), Object::Integer(2)],
            "Index" => ranges,
            "ID" => vec![hex(first), hex(&hash.finalize())],
            "Length" => i64::try_from(entries.len()).ok()?,
        };
        for key in ["Root", "Info"] {
            if let Ok(reference) = document.trailer.get(key.as_bytes()) {
                head.set(key, reference.clone());
            }
        }
        bytes.extend(format!("{own} 0 obj\n").into_bytes());
        write(&Object::Dictionary(head), bytes);
        bytes.extend(b"stream\n");
        bytes.extend(entries);
        bytes.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").into_bytes());
        Some(())
    }
}

const TIME: &str = "%Y%m%d%H%M%S";

/// The face and the room of the first seal in these bytes.
pub(super) fn read(update: &[u8], language: Language) -> Option<(Seal, usize)> {
    let start = find(update, b"<</Type/Sig/")?;
    let head = &update[start..];
    let name = read_text(after(head, b"/Name<")?)?;
    let reason = read_text(after(head, b"/Reason<")?)?;
    let time = after(head, b"/M(D:")?.get(..14)?;
    let time = NaiveDateTime::parse_from_str(std::str::from_utf8(time).ok()?, TIME).ok()?;
    let contents = after(head, b"/Contents<")?;
    let room = contents.iter().position(|byte| *byte == b'>')? / 2;
    let at = DateTime::<Utc>::from_naive_utc_and_offset(time, Utc);
    Some((Seal { name, at, reason, language }, room))
}

/// The room of the last seal.
pub(super) fn last_hole(pdf: &[u8]) -> Option<Hole> {
    let sign = rfind(pdf, b"<</Type/Sig/")?;
    let start = sign + find(&pdf[sign..], b"/Contents<")? + b"/Contents<".len();
    let end = start + pdf[start..].iter().position(|byte| *byte == b'>')?;
    Some(Hole { start, end })
}

/// Bytes written in hexadecimal.
pub(super) fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let pairs = text.chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? * 16 + digit(*pair.get(1)?)?)).collect()
}

fn after<'a>(text: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    text.get(find(text, key)? + key.len()..)
}

/// A text as [`text`] writes it, up to its closing bracket.
fn read_text(from: &[u8]) -> Option<String> {
    let end = from.iter().position(|byte| *byte == b'>')?;
    let bytes = unhex(&from[..end])?;
    let units = bytes.strip_prefix(&[0xfe, 0xff])?.chunks(2);
    let units: Option<Vec<u16>> =
        units.map(|pair| Some(u16::from_be_bytes([*pair.first()?, *pair.get(1)?]))).collect();
    String::from_utf16(&units?).ok()
}

fn text(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

fn array(document: &Document, object: Option<&Object>) -> Vec<Object> {
    let found = object.and_then(|object| document.dereference(object).ok());
    found.and_then(|(_, object)| object.as_array().ok().cloned()).unwrap_or_default()
}

/// Where the last index of a file stands.
fn last_index(pdf: &[u8]) -> Option<usize> {
    let rest = &pdf[rfind(pdf, b"startxref")? + b"startxref".len()..];
    let text = std::str::from_utf8(rest).ok()?;
    text.split_whitespace().next()?.parse().ok()
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "PDF numbers are decimals"
)]
fn real(thousandths: i64) -> f32 {
    thousandths as f32 / 1_000.0
}

/// An object as 7.3 spells it.
fn write(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(yes) => out.extend(yes.to_string().into_bytes()),
        Object::Integer(number) => out.extend(number.to_string().into_bytes()),
        Object::Real(number) => out.extend(number.to_string().into_bytes()),
        Object::Name(name) => write_name(name, out),
        Object::String(bytes, _) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            out.extend(format!("<{hex}>").into_bytes());
        }
        Object::Array(parts) => {
            out.push(b'[');
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write(part, out);
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => {
            out.extend(b"<<");
            for (key, value) in entries {
                write_name(key, out);
                out.push(b' ');
                write(value, out);
            }
            out.extend(b">>");
        }
        Object::Stream(stream) => {
            let mut head = stream.dict.clone();
            head.set("Length", i64::try_from(stream.content.len()).unwrap_or(0));
            write(&Object::Dictionary(head), out);
            out.extend(b"stream\n");
            out.extend(&stream.content);
            out.extend(b"\nendstream");
        }
        Object::Reference((number, generation)) => {
            out.extend(format!("{number} {generation} R").into_bytes());
        }
    }
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"-_.+:".contains(byte) {
            out.push(*byte);
        } else {
            out.extend(format!("#{byte:02X}").into_bytes());
        }
    }
}
