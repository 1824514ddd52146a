//! What a reader hears: the tag tree of the layout, and the file's own structure as other programs find it.

use std::collections::BTreeMap;

use singo_domain::definition::Language;
use singo_render::layout::{Item, Kind, Laid, TagId, TagTree};
use singo_render::{AssociatedFile, RenderInput, lay_out, render};

use crate::forms::{filing, published};
use crate::support::{FONTS, content, input, tool};

fn laid_out_forms() -> Vec<Laid> {
    let small = content("첫째 문단.\n둘째 문단.", 120);
    let (definition, full) = (published("str", "2026-08"), filing("assets/samples/str.json"));
    let form = RenderInput { definition: &definition, ..input(&full) };
    vec![lay_out(&input(&small), &FONTS).unwrap(), lay_out(&form, &FONTS).unwrap()]
}

fn children(tags: &TagTree) -> BTreeMap<TagId, Vec<TagId>> {
    let mut children: BTreeMap<TagId, Vec<TagId>> = BTreeMap::new();
    for (id, tag) in tags.iter().skip(1) {
        children.entry(tag.parent).or_default().push(id);
    }
    children
}

#[test]
fn a_tag_holds_tags_or_marks_and_follows_the_tag_that_holds_it() {
    for laid in laid_out_forms() {
        let children = children(&laid.tags);
        for tag in laid.pages.iter().flat_map(|page| &page.items).filter_map(Item::tag) {
            assert!(!children.contains_key(&tag), "{tag} {:?}", laid.tags.get(tag));
        }
        assert!(laid.tags.iter().skip(1).all(|(id, tag)| tag.parent < id));
    }
}

#[test]
fn rows_of_a_table_have_equally_many_columns_and_every_value_a_head() {
    for laid in laid_out_forms() {
        let children = children(&laid.tags);
        let kind = |id: &TagId| &laid.tags.get(*id).unwrap().kind;
        let tables = laid.tags.iter().filter(|(_, tag)| tag.kind == Kind::Table);
        for (table, _) in tables {
            let rows = &children[&table];
            let columns = |row: &TagId| -> usize {
                children[row].iter().map(|cell| laid.tags.get(*cell).unwrap().columns).sum()
            };
            let wide = columns(&rows[0]);
            assert!(rows.iter().all(|row| columns(row) == wide), "{table}");
            let cells = || rows.iter().flat_map(|row| &children[row]);
            let is_head = |cell: &&TagId| matches!(kind(cell), Kind::TableHead(_));
            assert!(cells().any(|cell| is_head(&cell)), "{table}");
            for cell in cells().filter_map(|cell| laid.tags.get(*cell)) {
                assert!(cell.head.is_none_or(|head| is_head(&&head)));
            }
        }
    }
}

#[test]
fn headings_begin_with_one_and_skip_no_level() {
    for laid in laid_out_forms() {
        let levels = laid.tags.iter().filter_map(|(_, tag)| match tag.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        });
        let levels: Vec<u8> = levels.collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "one title");
        assert_eq!(levels[0], 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1));
    }
}

#[test]
fn a_table_over_many_pages_is_one_table_whose_repeated_head_is_silent() {
    let content = content("의견", 200);
    let laid = lay_out(&input(&content), &FONTS).unwrap();
    let heads = laid.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Text { text, tag, .. } if text == "거래 해시" => Some(*tag),
        _ => None,
    });
    let heads: Vec<Option<TagId>> = heads.collect();
    assert!(heads.len() > 3);
    assert!(heads[0].is_some() && heads[1..].iter().all(Option::is_none));
    let children = children(&laid.tags);
    let longest = laid.tags.iter().filter(|(_, tag)| tag.kind == Kind::Table);
    let rows = longest.map(|(table, _)| children[&table].len()).max();
    assert_eq!(rows, Some(201), "a head and 200 transfers");
}

#[test]
fn another_program_hears_the_ticked_box_and_the_code() {
    let content = content("의견", 3);
    let mut input = input(&content);
    for (language, words) in [
        (Language::Ko, ["선택함", "선택하지 않음", "문서 확인용 QR 코드"]),
        (Language::En, ["selected", "not selected", "QR code for checking this document"]),
    ] {
        input.language = language;
        let rendered = render(&input, &FONTS).unwrap();
        let objects = tool(&rendered.bytes, &["qpdf", "--json=2", "--json-key=qpdf", "FILE"]);
        for words in words {
            assert!(objects.contains(&format!("\"/Alt\": \"u:{words}")), "{words}");
        }
        let heard = tool(&rendered.bytes, &["pdfinfo", "-struct-text", "FILE"]);
        for line in ["H1", "H2", "/Scope /Row", "/Scope /Column", "LBody"] {
            assert!(heard.contains(line), "{line} in\n{heard}");
        }
        // Reading order: the title comes before the first section, that before its first answer.
        let place = |words: &str| heard.find(words).unwrap_or_else(|| panic!("{words}\n{heard}"));
        assert!(place("가나상사 주식회사") < place("0x"));
    }
}

#[test]
fn the_data_rides_along_and_comes_out_as_it_went_in() {
    let content = content("의견", 0);
    let mut input = input(&content);
    let bytes = "{\"form\":\"small\",\"이름\":\"가나\"}".repeat(400).into_bytes();
    input.data.push(AssociatedFile {
        name: "filing.json".to_owned(),
        mime: "application/json".to_owned(),
        bytes: bytes.clone(),
        description: "보고 내용".to_owned(),
    });
    let rendered = render(&input, &FONTS).unwrap();
    let list = tool(&rendered.bytes, &["pdfdetach", "-list", "FILE"]);
    assert!(list.contains("1: filing.json"), "{list}");
    let out = tempfile::NamedTempFile::new().unwrap();
    let path = out.path().to_str().unwrap();
    tool(&rendered.bytes, &["pdfdetach", "-save", "1", "-o", path, "FILE"]);
    assert!(std::fs::read(path).unwrap() == bytes);
}

#[test]
fn metadata_claims_what_the_validator_checks_and_names_nobody() {
    let content = content("의견", 0);
    let rendered = render(&input(&content), &FONTS).unwrap();
    let packet = tool(&rendered.bytes, &["pdfinfo", "-meta", "FILE"]);
    for line in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<rdf:li xml:lang=\"x-default\">시험 보고서</rdf:li>",
        "<rdf:li>ko-KR</rdf:li>",
        "<xmp:CreateDate>2026-10-22T05:05:00Z</xmp:CreateDate>",
        "<pdf:Producer>Singo paper 1</pdf:Producer>",
    ] {
        assert!(packet.contains(line), "{line} in\n{packet}");
    }
    assert!(!packet.contains("가나상사") && !packet.contains("다담당"), "{packet}");
}

#[test]
fn every_page_image_has_marks_and_clean_margins() {
    let content = content("의견입니다. ", 60);
    let rendered = render(&input(&content), &FONTS).unwrap();
    for page in 1..=rendered.pages {
        let number = page.to_string();
        let picture = ["pdftoppm", "-r", "25.4", "-gray", "-f", &number, "-l", &number, "FILE"];
        let (width, height, pixels) = picture_of(&rendered.bytes, &picture);
        let dark = |x: usize, y: usize| pixels[y * width + x] < 128;
        let all = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let marks: Vec<(usize, usize)> = all.filter(|(x, y)| dark(*x, *y)).collect();
        assert!(marks.len() > width * height / 500, "page {page} is empty");
        // One pixel is one millimetre; the margins are 18 at the sides and at least 8 above and below.
        let inside =
            |(x, y): &(usize, usize)| (17..=width - 17).contains(x) && (8..=height - 5).contains(y);
        assert!(marks.iter().all(inside), "page {page}");
    }
}

/// Width, height and grey values of a page drawn by another program, as a binary PGM says them.
fn picture_of(bytes: &[u8], command: &[&str]) -> (usize, usize, Vec<u8>) {
    let picture = crate::support::tool_bytes(bytes, command);
    let mut words = picture.split(|byte| byte.is_ascii_whitespace());
    let mut number = || std::str::from_utf8(words.next().unwrap()).unwrap().parse().ok();
    assert_eq!(number(), None::<usize>, "P5");
    let (width, height) = (number().unwrap(), number().unwrap());
    (width, height, picture[picture.len() - width * height..].to_vec())
}
