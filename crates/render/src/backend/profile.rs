//! What the colours of the paper mean: the sRGB colour space as an ICC profile, and the output intent that names it.
//!
//! Made here from the numbers of IEC 61966-2-1 in the form of ISO 15076-1 (version 4.2), so that no file of
//! somebody else's has to be carried. Grey alone is printed; ISO 19005-3, 6.2.4.3 lets it lean on this.

use lopdf::{Object, ObjectId, StringFormat, dictionary};

use super::sink::Sink;
use crate::RenderError;

/// The output intent of the catalogue (ISO 19005-3, 6.2.3).
pub(super) fn intent(sink: &mut Sink<'_>) -> Result<ObjectId, RenderError> {
    let profile = sink.add_stream(dictionary! { "N" => 3 }, srgb())?;
    let name = || Object::String(b"sRGB IEC61966-2.1".to_vec(), StringFormat::Literal);
    sink.add(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => name(),
        "Info" => name(),
        "DestOutputProfile" => profile,
    })
}

/// CIE XYZ of D50, the white of every profile, in ten-millionths as all numbers below.
const D50: [i64; 3] = [9_642_000, 10_000_000, 8_249_000];
/// Red, green and blue of IEC 61966-2-1, adapted from D65 to D50 by the Bradford transform.
const RED: [i64; 3] = [4_360_747, 2_225_045, 139_322];
const GREEN: [i64; 3] = [3_850_649, 7_168_786, 971_045];
const BLUE: [i64; 3] = [1_430_804, 606_169, 7_141_733];
/// That transform.
const BRADFORD: [i64; 9] =
    [10_478_112, 228_866, -501_270, 295_424, 9_904_844, -170_491, -92_345, 150_436, 7_521_316];
/// The curve of IEC 61966-2-1: g, a, b, c, d of ISO 15076-1, 10.15, function type 3.
const CURVE: [i64; 5] = [24_000_000, 9_478_673, 521_327, 773_994, 404_500];

fn srgb() -> Vec<u8> {
    let text = |words: &str| {
        // multiLocalizedUnicodeType with one record, English of the United States.
        let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let head: [u32; 6] = [0, 1, 12, u32::from_be_bytes(*b"enUS"), length(&units), 28];
        [b"mluc".to_vec(), head.into_iter().flat_map(u32::to_be_bytes).collect(), units].concat()
    };
    let numbers = |kind: &[u8; 4], numbers: &[i64]| {
        [kind.to_vec(), vec![0; 4], numbers.iter().flat_map(|n| fixed(*n)).collect()].concat()
    };
    let curve = [b"para\0\0\0\0\0\x03\0\0".to_vec(), CURVE.into_iter().flat_map(fixed).collect()];
    let parts: [(&[&[u8; 4]], Vec<u8>); 8] = [
        (&[b"desc"], text("sRGB")),
        (&[b"cprt"], text("Public domain")),
        (&[b"wtpt"], numbers(b"XYZ ", &D50)),
        (&[b"chad"], numbers(b"sf32", &BRADFORD)),
        (&[b"rXYZ"], numbers(b"XYZ ", &RED)),
        (&[b"gXYZ"], numbers(b"XYZ ", &GREEN)),
        (&[b"bXYZ"], numbers(b"XYZ ", &BLUE)),
        (&[b"rTRC", b"gTRC", b"bTRC"], curve.concat()),
    ];
    let count: usize = parts.iter().map(|(names, _)| names.len()).sum();
    let start = 128 + 4 + 12 * count;
    let (mut index, mut data) = (Vec::new(), Vec::new());
    for (names, mut part) in parts {
        let (offset, size) = (start + data.len(), length(&part));
        for name in names {
            index.extend_from_slice(*name);
            index.extend(u32::try_from(offset).unwrap_or(u32::MAX).to_be_bytes());
            index.extend(size.to_be_bytes());
        }
        part.resize(part.len().next_multiple_of(4), 0);
        data.append(&mut part);
    }
    let size = u32::try_from(start + data.len()).unwrap_or(u32::MAX);
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    [header(size), count.to_be_bytes().to_vec(), index, data].concat()
}

/// ISO 15076-1, 7.2: a display's profile from RGB to XYZ, without maker, platform or flags.
fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; 128];
    let mut put = |offset: usize, bytes: &[u8]| {
        header[offset..offset + bytes.len()].copy_from_slice(bytes);
    };
    put(0, &size.to_be_bytes());
    put(8, &[4, 0x20, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // 2026-01-01; the profile does not change.
    put(24, &[0x07, 0xea, 0, 1, 0, 1]);
    put(36, b"acsp");
    put(68, &D50.map(fixed).concat());
    header
}

/// s15Fixed16Number, rounded to the nearest.
fn fixed(ten_millionths: i64) -> [u8; 4] {
    let value = (ten_millionths * 65_536 + 5_000_000).div_euclid(10_000_000);
    i32::try_from(value).unwrap_or(i32::MAX).to_be_bytes()
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_colours_together_are_white() {
        for (index, white) in [9_642_200, 10_000_000, 8_252_100].into_iter().enumerate() {
            let sum = RED[index] + GREEN[index] + BLUE[index];
            assert!((sum - white).abs() < 10, "{sum}");
        }
    }

    #[test]
    fn numbers_are_those_that_the_standard_prints() {
        // ISO 15076-1, table 13 and the D50 illuminant of its header: F6D6, 10000, D32D.
        assert_eq!(D50.map(fixed).concat(), [0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
        assert_eq!(fixed(-10_000_000), [0xff, 0xff, 0, 0]);
        let profile = srgb();
        assert_eq!(profile.len(), usize::from(u16::from_be_bytes([profile[2], profile[3]])));
    }
}
