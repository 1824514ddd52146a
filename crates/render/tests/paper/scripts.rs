//! Every script that names on a report are written in, from the answer through the file and back out of it.

use singo_render::fonts::Weight;
use singo_render::{RenderError, render};

use crate::support::{FONTS, content, input, tool};

fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What another program reads out of the cell of the opinion.
fn read_back(opinion: &str) -> String {
    let content = content(opinion, 0);
    let rendered = render(&input(&content), &FONTS).unwrap();
    joined(&tool(&rendered.bytes, &["pdftotext", "-raw", "FILE", "-"]))
}

#[test]
fn names_of_every_script_come_back_from_the_file() {
    for (script, text) in [
        ("Hanja", "洪吉童 金哲洙 諸葛亮 龍鐵 漢城府"),
        ("simplified Chinese", "张伟 刘强东 赵丽颖 邓小平 关贸总协定 深圳证券交易所"),
        ("traditional Chinese", "張偉 劉強東 趙麗穎 臺灣證券交易所"),
        ("kana", "たなか さくら サトウ・ケンジ ｻﾄｳ 株式会社ゆうちょ銀行"),
        ("kanji", "斎藤 髙橋 渡邉 働く 峠"),
        ("Vietnamese", "Nguyễn Thị Phương Đặng Văn Hưng Trần Bảo Ngọc Ưu Ỷ"),
        ("Latin", "Łukasz Żółć Çağlar Ñuñez Þór Æsir Œuvre Straße Šimić Győző Ģirts"),
        ("Greek", "Γεώργιος Παπαδόπουλος Ωμέγα"),
        ("Cyrillic", "Владимир Щёголев Їжакевич Ђорђе Қасым Өмірбек Ґ"),
        ("signs", "①②⑮ ㈜ ㈔ ₩ ￦ ※ ㎡ ㎏ ㏊ ℃ ■ □ ○ ● △ ▲ ◇ ☎ → ↔ ± × ÷ ≤ ≥ € £ ¥ § ¶ ° ½"),
        ("full width", "ＡＢＣ１２３（주）～！"),
        ("brackets", "「법률」『규정』【별지】〈표〉《서》〔주〕“인용” ‘인용’ … · ㆍ"),
    ] {
        let raw = read_back(text);
        assert!(raw.contains(&joined(text)), "{script}: {text} in\n{raw}");
    }
}

#[test]
fn every_syllable_comes_back_from_the_file() {
    let syllables: Vec<char> = ('가'..='힣').collect();
    // In groups as long as a line, so that a line of the file is a group.
    let lines: Vec<String> = syllables.chunks(40).map(|group| group.iter().collect()).collect();
    let raw = read_back(&lines.join("\n"));
    for line in &lines {
        assert!(raw.contains(line.as_str()), "{line}");
    }
}

#[test]
fn a_letter_and_its_mark_are_printed_apart_where_no_font_has_them_in_one() {
    // NFC makes one character of "almost equal" with a stroke through it; no font here has it.
    let text = "≉ x\u{302}\u{323}";
    assert!(FONTS.glyph('≉', Weight::Regular, false).is_none() && FONTS.covers('≉'));
    let raw = read_back(text);
    let composed = singo_render::paper::printable_form(&raw);
    assert!(composed.contains('≉') && composed.contains("x\u{323}\u{302}"), "{raw}");
}

#[test]
fn names_outside_of_fields_never_stop_a_report() {
    let content = content("의견", 0);
    let mut input = input(&content);
    input.attachments.push(singo_render::Attachment {
        name: "계좌😀\u{202e}fdp.exe".to_owned(),
        size: 1,
        sha256: "ef".repeat(32),
    });
    let rendered = render(&input, &FONTS).unwrap();
    let raw = joined(&tool(&rendered.bytes, &["pdftotext", "-raw", "FILE", "-"]));
    assert!(raw.contains("계좌[U+1F600][U+202E]fdp.exe"), "{raw}");
    let content = crate::support::content("이름 😀", 0);
    let refused = render(&crate::support::input(&content), &FONTS);
    assert!(matches!(refused, Err(RenderError::Uncovered { .. })), "a field has a finding instead");
}
