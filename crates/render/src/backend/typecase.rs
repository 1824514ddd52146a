//! The fonts of a file: which glyphs its pages use, under which codes, and the objects that carry them.
//!
//! Codes are given out in the order of first use, so that a page can be written before the next is known; at the
//! end each font is cut down to the glyphs that have one (ISO 32000-1, 9.6 to 9.10). A font may draw two
//! characters alike, such as the two micro signs, but a file says only one character for a code: the first.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, StringFormat, dictionary};

use super::sink::{Sink, integer};
use super::subset::subset;
use crate::RenderError;
use crate::fonts::{FaceId, Fonts};

/// The glyphs that a file uses.
pub(super) struct Typecase<'a> {
    fonts: &'a Fonts,
    faces: BTreeMap<FaceId, Case>,
}

#[derive(Default)]
struct Case {
    /// Code by glyph; 0 where it has none yet.
    codes: Vec<u16>,
    /// By code less one.
    sorts: Vec<Sort>,
}

struct Sort {
    glyph: u16,
    character: char,
    advance: u16,
}

/// A character on its way into a page.
pub(super) struct Code {
    /// Two bytes that name its glyph.
    pub code: u16,
    /// Whether the file says this character for the code; otherwise the page must say so.
    pub is_own: bool,
}

impl<'a> Typecase<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, faces: BTreeMap::new() }
    }

    /// The code of a character, or `None` where the face lacks it.
    pub fn code(&mut self, face: FaceId, character: char, tabular: bool) -> Option<Code> {
        let glyph = self.fonts.glyph_in(face, character, tabular)?;
        let case = self.faces.entry(face).or_default();
        let at = usize::from(glyph.index);
        if case.codes.len() <= at {
            case.codes.resize(at + 1, 0);
        }
        let code = case.codes.get_mut(at)?;
        if *code == 0 {
            let (glyph, advance) = (glyph.index, glyph.advance);
            case.sorts.push(Sort { glyph, character, advance });
            *code = u16::try_from(case.sorts.len()).ok()?;
        }
        let said = case.sorts.get(usize::from(*code) - 1)?.character;
        Some(Code { code: *code, is_own: said == character })
    }

    /// Writes the fonts and gives back the resources that name them.
    pub fn write(&self, sink: &mut Sink<'_>) -> Result<Dictionary, RenderError> {
        let mut resources = Dictionary::new();
        for (face, case) in &self.faces {
            let font = self.font(*face, case, sink)?;
            resources.set(face.resource(), font);
        }
        Ok(resources)
    }

    fn font(&self, id: FaceId, case: &Case, sink: &mut Sink<'_>) -> Result<Object, RenderError> {
        let broken = || RenderError::Font(id.resource());
        let face = self.fonts.typeface(id).ok_or_else(broken)?;
        let em = i64::from(face.units_per_em());
        let scaled = |units: i16| {
            let thousandths = 1000 * i64::from(units);
            Object::Integer((thousandths + thousandths.signum() * em / 2) / em)
        };
        // 9.6.4: six letters say that the font is not whole.
        let name = Object::Name(format!("{}+{}", id.resource(), id.name()).into_bytes());

        // The first glyph stands for what is missing; nothing shows it.
        let glyphs: Vec<u16> =
            std::iter::once(0).chain(case.sorts.iter().map(|sort| sort.glyph)).collect();
        let program = subset(face, &glyphs).ok_or_else(broken)?;
        let head = dictionary! { "Length1" => integer(program.len()) };
        let program = sink.add_stream(head, program)?;
        let bounds = face.global_bounding_box();
        let corners = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled);
        let weight = i64::from(face.weight().to_number());
        let descriptor = sink.add(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => name.clone(),
            // 9.8.2: its characters are found by glyph, not by a standard set of letters.
            "Flags" => 4,
            "FontBBox" => corners.to_vec(),
            "ItalicAngle" => 0,
            "Ascent" => scaled(face.ascender()),
            "Descent" => scaled(face.descender()),
            "CapHeight" => scaled(face.capital_height().unwrap_or(face.ascender())),
            // No table has it; the usual estimate from the weight.
            "StemV" => 50 + weight * weight / 4225,
            "FontFile2" => program,
        })?;
        let adobe = |ordering: &str| {
            dictionary! {
                "Registry" => literal("Adobe"),
                "Ordering" => literal(ordering),
                "Supplement" => 0,
            }
        };
        let widths = case.sorts.iter().map(|sort| i64::from(sort.advance).into()).collect();
        let descendant = sink.add(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => name.clone(),
            "CIDSystemInfo" => adobe("Identity"),
            "CIDToGIDMap" => "Identity",
            "DW" => 1000,
            "W" => vec![1.into(), Object::Array(widths)],
            "FontDescriptor" => descriptor,
        })?;
        let map = sink.add_stream(Dictionary::new(), unicode_map(case).into_bytes())?;
        let font = sink.add(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => name,
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
            "ToUnicode" => map,
        })?;
        Ok(font.into())
    }
}

fn literal(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// 9.10.3: the character of each code.
fn unicode_map(case: &Case) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n\
         << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n\
         /CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // Writing into a String cannot fail.
    for (hundred, sorts) in case.sorts.chunks(100).enumerate() {
        let _ = writeln!(out, "{} beginbfchar", sorts.len());
        for (index, sort) in sorts.iter().enumerate() {
            let _ = write!(out, "<{:04X}> <", 100 * hundred + index + 1);
            for unit in sort.character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}
