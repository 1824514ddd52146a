//! What independent readers say about the file: sound, fonts embedded, text as it was typed, nothing leaked.

use sha2::{Digest, Sha256};
use singo_render::{RenderError, render};

use crate::support::{FONTS, content, input, tool};

#[test]
fn the_same_filing_gives_the_same_bytes() {
    let content = content("같은 보고는 같은 파일입니다. 洪吉童 12.5%", 30);
    let first = render(&input(&content), &FONTS).unwrap();
    let again = render(&input(&content), &singo_render::Fonts::bundled().unwrap()).unwrap();
    assert!(first.bytes == again.bytes);
    let sha256: String = Sha256::digest(&first.bytes).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(first.sha256, sha256);
}

#[test]
fn readers_find_a_sound_file_with_embedded_fonts() {
    let content = content("한글 Latin 洪吉童 Ωé①㈜", 30);
    let rendered = render(&input(&content), &FONTS).unwrap();
    assert!(rendered.bytes.starts_with(b"%PDF-1.7"));
    tool(&rendered.bytes, &["qpdf", "--check", "FILE"]);
    let fonts = tool(&rendered.bytes, &["pdffonts", "FILE"]);
    let lines: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(lines.len(), 3, "two weights and the fallback: {fonts}");
    for line in lines {
        // Columns: embedded, subset, has a map to Unicode.
        assert!(line.contains("yes yes yes"), "{line}");
    }
    let info = tool(&rendered.bytes, &["pdfinfo", "FILE"]);
    assert!(info.contains(&format!("Pages:           {}", rendered.pages)), "{info}");
}

#[test]
fn the_text_comes_back_as_it_was_typed() {
    let opinion =
        "괄호(가)와 쉼표, 두 가지 마이크로 µ와 μ, 洪吉童, 100%·㈜가나 「법률」 제4조제1항.";
    let content = content(opinion, 3);
    let rendered = render(&input(&content), &FONTS).unwrap();
    let text = tool(&rendered.bytes, &["pdftotext", "-layout", "FILE", "-"]);
    for line in [
        "시험 보고서",
        "■ 시험 [별지 제1호 서식]",
        "가나상사 주식회사",
        "서울특별시 가상구 없는로 1",
        "2026-10-23",
        "2026-09-01 10:12",
        "42,615,000원",
        "2.000000000000000001",
        "2026년 10월 23일",
        "시험원장 귀하",
        "2026-10-22 00:30",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    let joined = |text: &str| text.split_whitespace().collect::<String>();
    let raw = joined(&tool(&rendered.bytes, &["pdftotext", "-raw", "FILE", "-"]));
    assert!(raw.contains(&joined(opinion)), "{raw}");
    let row = content.rows("transfers")[2].cells["txid"].to_text();
    assert!(raw.contains(&row), "{row}");
}

#[test]
fn decomposed_hangul_is_composed() {
    let content = content("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}\t입니다", 0);
    let rendered = render(&input(&content), &FONTS).unwrap();
    let text = tool(&rendered.bytes, &["pdftotext", "-layout", "FILE", "-"]);
    assert!(text.contains("한글 입니다"), "{text}");
}

#[test]
fn metadata_names_the_form_and_not_the_customer() {
    let content = content("의견", 0);
    let rendered = render(&input(&content), &FONTS).unwrap();
    let info = tool(&rendered.bytes, &["pdfinfo", "-isodates", "FILE"]);
    assert!(info.contains("시험 보고서") && info.contains("2026-10-22T05:05:00Z"), "{info}");
    assert!(!info.contains("가나상사"), "{info}");
}

#[test]
fn a_character_without_a_glyph_is_refused() {
    let content = content("이름 😀와 \u{202e}방향 표시", 0);
    match render(&input(&content), &FONTS) {
        Err(RenderError::Uncovered { characters }) => {
            assert_eq!(characters.into_iter().collect::<String>(), "\u{202e}😀");
        }
        other => panic!("{:?}", other.map(|rendered| rendered.pages)),
    }
}
