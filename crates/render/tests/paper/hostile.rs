//! Whatever is typed into whichever field: a refusal that names the characters, or a page that is right.
//!
//! Right means that no character is lost, nothing stands on top of anything else, nothing crosses a rule or leaves
//! the margins, and nothing typed becomes anything but text. `SINGO_ROUNDS` sets how many filings are tried
//! [default: 6].

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use singo_domain::answer::{Answer, Content};
use singo_domain::definition::{Definition, Kind};
use singo_render::fonts::{FaceId, Weight};
use singo_render::layout::{Item, Laid, Page};
use singo_render::paper::printable_form;
use singo_render::{RenderError, RenderInput, lay_out, render};

use crate::forms::{filing, published};
use crate::support::{FONTS, content, input, printed_answers, tool};

/// Text that only its printing decides about; numbers, dates and codes are printed as they were read.
const FREE: [Kind; 4] = [Kind::Text, Kind::Paragraph, Kind::Lines, Kind::Identifier];

fn nasty() -> impl Strategy<Value = String> {
    let covered = prop_oneof![
        6 => proptest::char::range('가', '힣'),
        3 => proptest::char::range('!', '~'),
        3 => Just(' '),
        1 => proptest::char::range('一', '龥'),
        1 => proptest::sample::select("「」『』()[]“”·…,.!?①㈜※％ﬁΩЖễ́̈們们ゆ".chars().collect::<Vec<_>>()),
    ]
    .prop_filter("covered", |character| FONTS.covers(*character));
    let token = prop_oneof![
        4 => proptest::collection::vec(covered, 1..40).prop_map(String::from_iter),
        1 => "0x[0-9a-f]{64}",
        1 => "[0-9]{60,90}",
        1 => "[A-Za-z]{30,80}",
        1 => Just("\u{301}\u{308}".to_owned()),
        1 => Just("<</S/JavaScript/JS(app.alert\\(1\\))>> endobj >> stream (\\) Tj ET".to_owned()),
        1 => Just("</rdf:RDF><script>&".to_owned()),
        1 => Just("http://example.invalid/?a=1&b=2".to_owned()),
    ];
    proptest::collection::vec(token, 1..6).prop_map(|tokens| tokens.join(" "))
}

/// The filing with texts in every free field that it answers, by turns.
pub fn filled(
    definition: &Definition,
    sample: &Content,
    texts: &[String],
) -> (Content, Vec<String>) {
    let (mut content, mut typed) = (sample.clone(), Vec::new());
    let mut turn = texts.iter().cycle();
    for (section, field) in definition.fields().filter(|(_, field)| FREE.contains(&field.kind)) {
        let mut fill = |answer: &mut Answer| {
            let text = turn.next().unwrap().clone();
            *answer = Answer::Text(text);
        };
        match section.table.as_deref() {
            None => {
                if let Some(answer) = content.fields.get_mut(&field.path) {
                    fill(answer);
                }
            }
            Some(table) => {
                for row in content.tables.get_mut(table).into_iter().flatten() {
                    row.cells.get_mut(field.path.name()).map(&mut fill);
                }
            }
        }
    }
    let view = definition.view(&content);
    for (section, field) in definition.fields().filter(|(_, field)| FREE.contains(&field.kind)) {
        let rows = section.table.as_deref().map_or(&[][..], |table| content.rows(table));
        let rows = rows.iter().map(Some).chain(section.table.is_none().then_some(None));
        // Identifiers of people are masked on some forms; everything else is whole.
        if definition.page.contains(&format!("[[masked]]\nfield = \"{}\"", field.path)) {
            continue;
        }
        for row in rows.filter(|row| view.shown(&field.path, *row)) {
            typed.extend(view.answer(&field.path, row).map(Answer::to_text));
        }
    }
    (content, typed)
}

pub fn joined(text: &str) -> String {
    printable_form(text).split_whitespace().collect()
}

/// Left, right, top and bottom of the ink of a text, as far as its advance widths tell.
fn extent(item: &Item) -> Option<(i64, i64, i64, i64, &str)> {
    let Item::Text { x, y, face, size, tabular, text, .. } = item else { return None };
    let weight = match face {
        FaceId::Bold | FaceId::FallbackBold => Weight::Bold,
        _ => Weight::Regular,
    };
    let advance = |c| i64::from(FONTS.glyph(c, weight, *tabular).unwrap().advance);
    let width: i64 = text.trim_end().chars().map(advance).sum();
    let em = |thousandths: i64| thousandths * size * 3175 / 90_000;
    Some((*x, x + em(width), y - em(700), y + em(100), text))
}

pub fn assert_clean(laid: &Laid) {
    for page in &laid.pages {
        assert_page_clean(page);
    }
}

fn assert_page_clean(page: &Page) {
    let mut texts: Vec<_> = page.items.iter().filter_map(extent).collect();
    texts.sort_unstable_by_key(|(.., top, _, _)| *top);
    for (index, (left, right, top, bottom, text)) in texts.iter().enumerate() {
        assert!(*left >= 17_900 && *right <= page.width - 17_900, "{text} leaves the margins");
        assert!(*top > 8_000 && *bottom < page.height - 5_000, "{text} leaves the page");
        for (other_left, other_right, other_top, _, other) in &texts[index + 1..] {
            if other_top >= bottom {
                break;
            }
            let apart = other_right <= &(left + 60) || *right <= other_left + 60;
            assert!(apart, "{other} stands on {text}");
        }
        for item in &page.items {
            if let Item::Rule { from, to, .. } = item
                && from.0 == to.0
                && from.1.max(*top) < to.1.min(*bottom)
            {
                assert!(from.0 <= *left || from.0 >= *right, "{text} crosses a rule");
            }
        }
    }
}

#[test]
fn every_field_of_every_form_takes_any_text() {
    let rounds = std::env::var("SINGO_ROUNDS").map_or(6, |rounds| rounds.parse().unwrap());
    for (form, version, path) in [
        ("str", "2026-08", "assets/samples/str.json"),
        ("remittance", "2026-08", "assets/samples/remittance.json"),
    ] {
        let (definition, sample) = (published(form, version), filing(path));
        let config =
            ProptestConfig { cases: rounds, failure_persistence: None, ..Default::default() };
        let texts = proptest::collection::vec(nasty(), 7);
        TestRunner::new(config)
            .run(&texts, |texts| {
                let (content, typed) = filled(&definition, &sample, &texts);
                prop_assert!(typed.len() > 30, "fields worth trying: {}", typed.len());
                let input = RenderInput { definition: &definition, ..input(&content) };
                let laid = lay_out(&input, &FONTS).unwrap();
                assert_clean(&laid);
                let printed = joined(&printed_answers(&laid));
                for text in typed {
                    let text = joined(text.trim());
                    prop_assert!(printed.contains(&text), "{text}");
                }
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn what_cannot_be_printed_is_named_whatever_field_it_is_in() {
    let (definition, sample) = (published("str", "2026-08"), filing("assets/samples/str.json"));
    let strange = ["\u{0}", "\u{202e}", "\u{200d}", "😀", "👨\u{200d}👩\u{200d}👧", "\u{7}", "ก"];
    for (section, field) in definition.fields().filter(|(_, field)| FREE.contains(&field.kind)) {
        let mut content = sample.clone();
        let text = strange.concat();
        let row = match section.table.as_deref() {
            None => {
                content.set(&field.path.to_string().parse().unwrap(), Some(Answer::Text(text)));
                None
            }
            Some(table) => {
                let Some(row) = content.tables.get_mut(table).and_then(|rows| rows.first_mut())
                else {
                    continue;
                };
                row.cells.insert(field.path.name().to_owned(), Answer::Text(text));
                content.rows(table).first()
            }
        };
        if !definition.view(&content).shown(&field.path, row) {
            continue;
        }
        let input = RenderInput { definition: &definition, ..input(&content) };
        let expected: BTreeSet<char> = strange.concat().chars().collect();
        match lay_out(&input, &FONTS) {
            Err(RenderError::Uncovered { characters }) => {
                assert_eq!(characters, expected, "{}", field.path);
            }
            other => panic!("{}: {:?}", field.path, other.map(|laid| laid.pages.len())),
        }
    }
}

/// Every dictionary of a file, with those inside others.
fn dictionaries(document: &Document) -> Vec<Dictionary> {
    fn visit(object: &Object, found: &mut Vec<Dictionary>) {
        match object {
            Object::Dictionary(entries) => {
                found.push(entries.clone());
                entries.iter().for_each(|(_, value)| visit(value, found));
            }
            Object::Stream(stream) => visit(&Object::Dictionary(stream.dict.clone()), found),
            Object::Array(items) => items.iter().for_each(|item| visit(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    document.objects.values().for_each(|object| visit(object, &mut found));
    found
}

#[test]
fn nothing_typed_becomes_anything_but_text() {
    let hostile = "(\\) Tj ET Q >> endobj << /S /JavaScript /JS (app.alert(1)) >> /URI (http://x.invalid) \
                   EMC BT <41> Tj ]TJ % ]]> </x:xmpmeta> <?xpacket end='w'?> &lt; {n} {page} {code}";
    let mut hostile_content = content(hostile, 3);
    for path in ["header.document_no", "subject.name", "subject.address", "story.title"] {
        hostile_content.set(&path.parse().unwrap(), Some(hostile.into()));
    }
    let mut hostile_input = input(&hostile_content);
    hostile_input.stamp.approvals[0].name = hostile.to_owned();
    hostile_input.attachments.push(singo_render::Attachment {
        name: hostile.to_owned(),
        size: 1,
        sha256: "ef".repeat(32),
    });
    let bytes = render(&hostile_input, &FONTS).unwrap().bytes;
    let document = Document::load_mem(&bytes).unwrap();
    let (actions, keys): (&[&[u8]], &[&[u8]]) = (
        &[
            b"URI",
            b"JavaScript",
            b"Launch",
            b"GoTo",
            b"GoToR",
            b"SubmitForm",
            b"Named",
            b"Rendition",
        ],
        &[b"AA", b"JS", b"OpenAction", b"URI", b"Annots", b"AcroForm", b"RichMedia", b"XFA", b"F"],
    );
    let found = dictionaries(&document);
    assert!(found.len() > 100);
    for entries in found {
        // A file inside the PDF is named by /F as well; only one outside of it would lead anywhere.
        let inside = entries.has(b"EF") || matches!(entries.get(b"F"), Ok(Object::Reference(_)));
        for key in keys.iter().filter(|key| !(inside && **key == b"F")) {
            assert!(!entries.has(key), "{}: {entries:?}", String::from_utf8_lossy(key));
        }
        let kind = entries.get(b"S").and_then(Object::as_name).unwrap_or_default();
        assert!(!actions.contains(&kind), "{entries:?}");
    }
    // The pages hold the operators that a page of this program has, and no others.
    let known = [
        "BDC", "EMC", "BT", "ET", "Tf", "Tm", "Tj", "g", "G", "w", "J", "m", "l", "S", "f", "re",
        "n", "h",
    ];
    for page in document.get_pages().into_values() {
        let content = document.get_and_decode_page_content(page).unwrap();
        for operation in &content.operations {
            assert!(known.contains(&operation.operator.as_str()), "{}", operation.operator);
        }
    }
    // What the file says about itself does not depend on what was typed at all.
    let plain = render(&input(&content("의견", 3)), &FONTS).unwrap().bytes;
    let packet = |bytes: &[u8]| tool(bytes, &["pdfinfo", "-meta", "FILE"]);
    assert_eq!(packet(&bytes), packet(&plain));
    tool(&bytes, &["qpdf", "--check", "FILE"]);
    let raw: String =
        tool(&bytes, &["pdftotext", "-raw", "FILE", "-"]).split_whitespace().collect();
    let typed: String = hostile.split_whitespace().collect();
    assert!(raw.matches(&typed).count() >= 4, "{raw}");
}
