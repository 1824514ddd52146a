//! Digits of one width: the `tnum` feature of a font, read once.
//!
//! Amounts stand below each other digit under digit only if all digits are equally wide; Pretendard's
//! default digits are not. Not here: any other OpenType feature.

use std::collections::BTreeMap;

use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use ttf_parser::{Face, GlyphId, Tag};

/// The tabular form of each figure and of the signs beside figures; empty when the font has none.
pub(super) fn digits(face: &Face<'_>) -> BTreeMap<char, u16> {
    let mut forms = BTreeMap::new();
    for character in "0123456789.,:".chars() {
        let form = face
            .glyph_index(character)
            .and_then(|glyph| substitute(face, Tag::from_bytes(b"tnum"), glyph));
        if let Some(form) = form {
            forms.insert(character, form.0);
        }
    }
    forms
}

fn substitute(face: &Face<'_>, feature: Tag, glyph: GlyphId) -> Option<GlyphId> {
    let gsub = face.tables().gsub?;
    let lookups = gsub.features.find(feature)?.lookup_indices;
    lookups.into_iter().filter_map(|index| gsub.lookups.get(index)).find_map(|lookup| {
        let subtables = lookup.subtables.into_iter::<SubstitutionSubtable<'_>>();
        subtables.into_iter().find_map(|subtable| match subtable {
            SubstitutionSubtable::Single(SingleSubstitution::Format1 { coverage, delta }) => {
                coverage.get(glyph).map(|_| GlyphId(glyph.0.wrapping_add_signed(delta)))
            }
            SubstitutionSubtable::Single(SingleSubstitution::Format2 { coverage, substitutes }) => {
                substitutes.get(coverage.get(glyph)?)
            }
            _ => None,
        })
    })
}
