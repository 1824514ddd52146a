//! The bundled typefaces: which characters they have, how wide each is, and which glyph is drawn.
//!
//! Pretendard carries the text, NanumGothic what Pretendard lacks (Hanja), Droid Sans Fallback what both lack
//! (simplified Chinese, further Han, kana, full-width forms). Widths are cut down to whole thousandths of an em
//! exactly as the PDF writer cuts them in `/W`; measuring any other way would let right-aligned amounts drift.
//! Not here: where text stands.

mod tabular;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ttf_parser::{Face, GlyphId};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::RenderError;
use crate::edition::Edition;

/// One font file of the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    /// Pretendard Regular.
    Regular,
    /// Pretendard Bold.
    Bold,
    /// NanumGothic, for what Pretendard Regular lacks.
    FallbackRegular,
    /// NanumGothic Bold, for what Pretendard Bold lacks.
    FallbackBold,
    /// Droid Sans Fallback, for what the others of either weight lack; it has one weight, and none is simulated.
    Wide,
}

impl FaceId {
    /// Every face, in the order in which they are written to a file.
    pub const ALL: [Self; 5] =
        [Self::Regular, Self::Bold, Self::FallbackRegular, Self::FallbackBold, Self::Wide];

    /// The fixed name of the font inside a file; its six letters become the tag of the subset.
    pub fn resource(self) -> &'static str {
        match self {
            Self::Regular => "FPRREG",
            Self::Bold => "FPRBLD",
            Self::FallbackRegular => "FNGREG",
            Self::FallbackBold => "FNGBLD",
            Self::Wide => "FDRWID",
        }
    }

    /// The font's own name, as PostScript spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "Pretendard-Regular",
            Self::Bold => "Pretendard-Bold",
            Self::FallbackRegular => "NanumGothic",
            Self::FallbackBold => "NanumGothicBold",
            Self::Wide => "DroidSansFallback",
        }
    }

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../../assets/fonts/Pretendard-Regular.ttf"),
            Self::Bold => include_bytes!("../../../../assets/fonts/Pretendard-Bold.ttf"),
            Self::FallbackRegular => include_bytes!("../../../../assets/fonts/NanumGothic.ttf"),
            Self::FallbackBold => include_bytes!("../../../../assets/fonts/NanumGothicBold.ttf"),
            Self::Wide => include_bytes!("../../../../assets/fonts/DroidSansFallbackFull.ttf"),
        }
    }
}

/// The weight of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Body text.
    #[default]
    Regular,
    /// Titles and labels of sections.
    Bold,
}

/// A drawable character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The face that has it.
    pub face: FaceId,
    /// Its index in that face.
    pub index: u16,
    /// Its width in thousandths of an em.
    pub advance: u16,
}

struct LoadedFace {
    id: FaceId,
    face: Face<'static>,
    /// Digits of one width, by the character they stand for.
    tabular: BTreeMap<char, u16>,
}

/// Glyphs of characters that follow each other.
type Sheet = OnceLock<Box<[Option<Glyph>]>>;
/// How many characters a sheet has.
const SHEET: u32 = 256;
/// One more than the last character of Unicode.
const CHARACTERS: u32 = 0x11_0000;

/// Which face draws a character, by its weight: the first that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Faces {
    pub regular: [FaceId; 3],
    pub bold: [FaceId; 3],
}

/// The bundled fonts, parsed: those of the newest version of the paper. Make them once per process.
pub struct Fonts {
    faces: Vec<LoadedFace>,
    order: Faces,
    /// Those of versions before it, where they draw with others.
    older: Vec<Fonts>,
    /// Regular, bold: filled as they are asked for, since a character is asked for again and again.
    sheets: [Vec<Sheet>; 2],
}

impl Fonts {
    /// Parses the fonts inside the program.
    ///
    /// # Errors
    /// [`RenderError::Font`] when one is damaged.
    pub fn bundled() -> Result<Self, RenderError> {
        let mut orders: Vec<Faces> = Vec::new();
        for Edition { faces, .. } in Edition::all() {
            if !orders.contains(faces) {
                orders.push(*faces);
            }
        }
        let mut orders = orders.into_iter().map(Self::in_order);
        let mut newest = orders.next().ok_or(RenderError::Font(""))??;
        newest.older = orders.collect::<Result<_, _>>()?;
        Ok(newest)
    }

    fn in_order(order: Faces) -> Result<Self, RenderError> {
        let faces = FaceId::ALL.into_iter().map(load).collect::<Result<_, _>>()?;
        let sheets = || (0..CHARACTERS / SHEET).map(|_| Sheet::new()).collect();
        Ok(Self { faces, order, older: Vec::new(), sheets: [sheets(), sheets()] })
    }

    /// Those that a version of the paper draws with.
    pub(crate) fn of(&self, edition: &Edition) -> &Self {
        self.older.iter().find(|older| older.order == edition.faces).unwrap_or(self)
    }

    /// Whether a character can be printed, in both weights. A line break can: it ends a line.
    ///
    /// Expects composed text (NFC). Characters that leave no mark and change how others are read
    /// (controls, zero-width and direction marks) cannot be printed, whatever a font says.
    pub fn covers(&self, character: char) -> bool {
        let apart = || {
            let mut parts = std::iter::once(character).nfd();
            parts.all(|part| part != character && self.has(part))
        };
        self.has(character) || apart()
    }

    /// Whether a character can be printed as it is; otherwise its letter and its mark may be, one by one.
    pub(crate) fn has(&self, character: char) -> bool {
        character == '\n'
            || character == '\t'
            || (self.glyph(character, Weight::Regular, false).is_some()
                && self.glyph(character, Weight::Bold, false).is_some())
    }

    /// The glyph of a character, or `None` when no face has it. `tabular` asks for digits of one width.
    pub fn glyph(&self, character: char, weight: Weight, tabular: bool) -> Option<Glyph> {
        if tabular && character.is_ascii() {
            return self.look_up(character, weight, true);
        }
        let code = u32::from(character);
        let sheets = match weight {
            Weight::Regular => &self.sheets[0],
            Weight::Bold => &self.sheets[1],
        };
        let sheet = sheets.get(usize::try_from(code / SHEET).ok()?)?.get_or_init(|| {
            let first = code - code % SHEET;
            let look_up = |code| self.look_up(char::from_u32(code)?, weight, false);
            (first..first + SHEET).map(look_up).collect()
        });
        sheet.get(usize::try_from(code % SHEET).ok()?).copied().flatten()
    }

    /// The glyph of a character in this very face.
    pub(crate) fn glyph_in(&self, face: FaceId, character: char, tabular: bool) -> Option<Glyph> {
        let weight = match face {
            FaceId::Bold | FaceId::FallbackBold => Weight::Bold,
            FaceId::Regular | FaceId::FallbackRegular | FaceId::Wide => Weight::Regular,
        };
        let usual = self.glyph(character, weight, tabular).filter(|glyph| glyph.face == face);
        usual.or_else(|| self.face(face)?.glyph(character, tabular))
    }

    fn look_up(&self, character: char, weight: Weight, tabular: bool) -> Option<Glyph> {
        if is_invisible(character) {
            return None;
        }
        let order = match weight {
            Weight::Regular => self.order.regular,
            Weight::Bold => self.order.bold,
        };
        order.into_iter().find_map(|id| self.face(id)?.glyph(character, tabular))
    }

    /// The parsed file of a face.
    pub(crate) fn typeface(&self, id: FaceId) -> Option<&Face<'static>> {
        self.face(id).map(|loaded| &loaded.face)
    }

    fn face(&self, id: FaceId) -> Option<&LoadedFace> {
        self.faces.iter().find(|loaded| loaded.id == id)
    }
}

impl LoadedFace {
    fn glyph(&self, character: char, tabular: bool) -> Option<Glyph> {
        let index = match self.tabular.get(&character) {
            Some(index) if tabular => *index,
            _ => self.face.glyph_index(character)?.0,
        };
        let advance = advance(&self.face, index);
        // A few glyphs of the widest face have lost their width; text after them would stand on top of them.
        (advance > 0 || is_combining_mark(character)).then_some(Glyph {
            face: self.id,
            index,
            advance,
        })
    }
}

fn load(id: FaceId) -> Result<LoadedFace, RenderError> {
    let face = Face::parse(id.bytes(), 0).map_err(|_| RenderError::Font(id.resource()))?;
    let tabular = tabular::digits(&face);
    Ok(LoadedFace { id, face, tabular })
}

/// Thousandths of an em, cut down to a whole number as in the `/W` array of the file.
fn advance(face: &Face<'_>, index: u16) -> u16 {
    let width = u32::from(face.glyph_hor_advance(GlyphId(index)).unwrap_or(0));
    u16::try_from(width * 1000 / u32::from(face.units_per_em())).unwrap_or(u16::MAX)
}

/// Unicode's controls, format characters, variation selectors and private use: they print nothing of their own.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_shared<T: Send + Sync>() {}

    #[test]
    fn every_script_that_names_are_written_in_is_covered() {
        assert_shared::<Fonts>();
        let fonts = Fonts::bundled().unwrap();
        let ranges = [
            '가'..='힣', // every modern syllable
            'ㄱ'..='ㅣ',
            '一'..='龥', // Hanja, kanji, traditional and simplified
            '豈'..='鶴', // Hanja as KS X 1001 holds them twice
            'ぁ'..='ゔ',
            'ァ'..='ヺ',
            '¡'..='¬',
            '®'..='ſ', // Latin of Europe
            'Ḁ'..='ỹ', // Vietnamese among it
            'ά'..='ώ',
            'Ѐ'..='ѯ',
            '①'..='⑮',
            '㉠'..='㉮',
            '！'..='～',
            '￠'..='￦',
        ];
        for character in ranges.into_iter().flatten() {
            assert!(fonts.covers(character), "{character} U+{:04X}", u32::from(character));
        }
        for character in "①②㈜₩※㎡㎏㎜℃■□○●·…‘’“”「」『』【】→★½±×÷≤≥√∞☎㏊".chars()
        {
            assert!(fonts.covers(character), "{character} U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn what_no_font_has_or_nobody_sees_is_not_covered() {
        let fonts = Fonts::bundled().unwrap();
        for character in [
            '😀', '\u{200b}', '\u{202e}', '\u{0}', '\u{feff}', '\u{fffd}', 'ก', 'א', '\u{e001}',
            '䆡',
        ] {
            assert!(!fonts.covers(character), "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn tabular_digits_have_one_width() {
        let fonts = Fonts::bundled().unwrap();
        for weight in [Weight::Regular, Weight::Bold] {
            let width = |c| fonts.glyph(c, weight, true).unwrap().advance;
            assert!("123456789".chars().all(|c| width(c) == width('0')));
        }
    }

    #[test]
    fn hanja_falls_back() {
        let fonts = Fonts::bundled().unwrap();
        assert_eq!(
            fonts.glyph('洪', Weight::Regular, false).unwrap().face,
            FaceId::FallbackRegular
        );
        assert_eq!(fonts.glyph('홍', Weight::Bold, false).unwrap().face, FaceId::Bold);
        for weight in [Weight::Regular, Weight::Bold] {
            let glyph = fonts.glyph('们', weight, false).unwrap();
            assert_eq!(glyph.face, FaceId::Wide);
            assert_eq!(fonts.glyph_in(FaceId::Wide, '们', false), Some(glyph));
        }
    }
}
