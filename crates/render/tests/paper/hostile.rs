//! Whatever is typed into whichever field: a refusal that names the characters, or a page that is right.
//!
//! Right means that no character is lost, nothing stands on top of anything else, nothing crosses a rule or leaves
//! the margins, and nothing typed becomes anything but text. `SINGO_ROUNDS` sets how many filings are tried
//! [default: 6].

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::definition::{Definition, Field, Kind};
use singo_domain::path::{FieldId, RowId};
use singo_render::fonts::{FaceId, Weight};
use singo_render::layout::{Item, Laid, Page};
use singo_render::paper::printable_form;
use singo_render::{RenderError, RenderInput, lay_out, render};

use crate::forms::{filing, published};
use crate::support::{FONTS, content, input, printed_answers, tool};

/// The form as if nothing in it were ever hidden, so that every field stands on one paper whatever is typed into the
/// fields that its conditions ask.
pub fn unveiled(form: &str) -> (Definition, Content) {
    let mut definition = published(form, "2026-08");
    for section in &mut definition.sections {
        section.shown_when = None;
        section.fields.iter_mut().for_each(|field| field.shown_when = None);
    }
    (definition, filing(&format!("assets/samples/{form}.json")))
}

/// Whether a field's answers are codes.
fn is_code(field: &Field) -> bool {
    matches!(field.kind, Kind::Code | Kind::Codes | Kind::Country)
}

/// Whether an answer is printed as it was typed: numbers and times that can be read are printed in a form of their own.
fn is_verbatim(field: &Field, answer: &Answer) -> bool {
    let read = matches!(
        field.kind,
        Kind::Date | Kind::Datetime | Kind::Krw | Kind::Decimal | Kind::Integer
    );
    !(read && field.kind.read(answer).is_ok())
}

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

/// The filing with texts by turns in every field of every kind, answered before or not, and what was typed; `codes`
/// says whether in fields of codes as well. Two rows of each table, for one page shall not hide another.
pub fn filled(
    definition: &Definition,
    sample: &Content,
    texts: &[String],
    codes: bool,
) -> (Content, Vec<(FieldId, String)>) {
    let (mut content, mut typed) = (sample.clone(), Vec::new());
    for table in definition.sections.iter().filter_map(|section| section.table.as_deref()) {
        let rows = content.tables.entry(table.to_owned()).or_default();
        let blank = |number| Row { id: RowId::nth(number), cells: BTreeMap::new() };
        rows.truncate(2);
        rows.extend((rows.len()..2).map(|at| blank(900 + u64::try_from(at).unwrap())));
    }
    let mut turn = texts.iter().cycle();
    for (section, field) in definition.fields().filter(|(_, field)| codes || !is_code(field)) {
        // Identifiers of people are masked on some forms; everything else is whole.
        let masked = definition.page.contains(&format!("[[masked]]\nfield = \"{}\"", field.path));
        let mut fill = || {
            let answer = Answer::Text(turn.next().unwrap().clone());
            if !masked && !answer.is_blank() && is_verbatim(field, &answer) {
                typed.push((field.path.clone(), answer.to_text()));
            }
            answer
        };
        match section.table.as_deref() {
            None => _ = content.fields.insert(field.path.clone(), fill()),
            Some(table) => {
                for row in content.tables.get_mut(table).into_iter().flatten() {
                    row.cells.insert(field.path.name().to_owned(), fill());
                }
            }
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
    for form in ["str", "remittance"] {
        let (definition, sample) = unveiled(form);
        let config =
            ProptestConfig { cases: rounds, failure_persistence: None, ..Default::default() };
        let texts = proptest::collection::vec(nasty(), 7);
        let (round, tried) = (Cell::new(0_u32), RefCell::new(BTreeSet::new()));
        TestRunner::new(config)
            .run(&texts, |texts| {
                // By turns, for a schedule is one only where its mode says so.
                round.set(round.get() + 1);
                let (content, typed) = filled(&definition, &sample, &texts, round.get() % 2 == 0);
                let input = RenderInput { definition: &definition, ..input(&content) };
                let laid = lay_out(&input, &FONTS).unwrap();
                assert_clean(&laid);
                let printed = joined(&printed_answers(&laid));
                for (field, text) in typed {
                    let text = joined(text.trim());
                    prop_assert!(printed.contains(&text), "{field}: {text}");
                    tried.borrow_mut().insert(field);
                }
                Ok(())
            })
            .unwrap();
        let tried = tried.into_inner();
        let left = definition.fields().map(|(_, field)| &field.path);
        let left: Vec<_> = left.filter(|path| !tried.contains(path)).collect();
        assert!(left.len() <= 4, "not tried, though not masked: {left:?}");
    }
}

/// Each field has a character of its own that no font has; the refusal names them all.
#[test]
fn what_cannot_be_printed_is_named_whatever_field_it_is_in() {
    for form in ["str", "remittance"] {
        let (definition, sample) = unveiled(form);
        let (mut content, typed) = filled(&definition, &sample, &["가".to_owned()], true);
        let fields: BTreeSet<FieldId> = typed.into_iter().map(|(field, _)| field).collect();
        let mut expected = BTreeSet::new();
        for (field, character) in fields.iter().zip('\u{f0000}'..) {
            assert!(!FONTS.covers(character));
            expected.insert(character);
            let answer = Answer::Text(format!("가{character}나"));
            match field.table() {
                None => _ = content.fields.insert(field.clone(), answer),
                Some(table) => {
                    let row = content.tables.get_mut(table).and_then(|rows| rows.first_mut());
                    row.unwrap().cells.insert(field.name().to_owned(), answer);
                }
            }
        }
        assert!(expected.len() > 90, "{form}: {}", expected.len());
        let input = RenderInput { definition: &definition, ..input(&content) };
        match lay_out(&input, &FONTS) {
            Err(RenderError::Uncovered { characters }) => assert_eq!(characters, expected),
            other => panic!("{form}: {:?}", other.map(|laid| laid.pages.len())),
        }
    }
    // What has no picture of its own, in one field.
    let (definition, sample) = unveiled("str");
    let strange = "\u{0}\u{202e}\u{200d}😀👨\u{200d}👩\u{200d}👧\u{7}ก";
    let mut content = sample;
    content.set(&"header.document_no".parse().unwrap(), Some(strange.into()));
    let input = RenderInput { definition: &definition, ..input(&content) };
    let characters = strange.chars().collect();
    assert_eq!(lay_out(&input, &FONTS).err(), Some(RenderError::Uncovered { characters }));
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
    hostile_input.stamp.approvals[0].title = hostile.to_owned();
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
    assert!(raw.matches(&typed).count() >= 5, "{raw}");
}
