//! What the display list must hold whatever the filing: heads repeat, nothing leaves the paper, marks show.

use singo_domain::answer::Content;
use singo_domain::definition::Language;
use singo_domain::filing::Status;
use singo_render::layout::{Item, Page};
use singo_render::{RenderInput, lay_out};

use crate::support::{FONTS, content, input, printed_answers};

fn texts(page: &Page) -> Vec<&str> {
    fn text(item: &Item) -> Option<&str> {
        match item {
            Item::Text { text, .. } => Some(text),
            _ => None,
        }
    }
    page.items.iter().filter_map(text).collect()
}

fn laid_out(input: &RenderInput<'_>) -> Vec<Page> {
    lay_out(input, &FONTS).unwrap().pages
}

#[test]
fn a_schedule_lies_across_and_repeats_its_head() {
    let content = content("의견", 200);
    let pages = laid_out(&input(&content));
    let across: Vec<&Page> = pages.iter().filter(|page| page.width > page.height).collect();
    assert!(across.len() > 3);
    for (index, page) in across.iter().enumerate() {
        let texts = texts(page);
        assert!(texts.contains(&"수량") && texts.contains(&"거래 해시"), "page {index}");
        assert_eq!(texts.contains(&"IV. 이전 내역 (계속)"), index > 0);
        assert_eq!(texts.contains(&"다음 장에 계속"), index + 1 < across.len());
    }
    let last = format!("{0} / {0}", pages.len());
    assert!(texts(pages.last().unwrap()).contains(&last.as_str()));
}

#[test]
fn hidden_answers_are_not_printed_and_empty_tables_say_so() {
    let mut content = content("의견", 0);
    content.set(&"subject.agent".parse().unwrap(), Some("숨은대리인".into()));
    fn shows(content: &Content, words: &str) -> bool {
        laid_out(&input(content)).iter().any(|page| texts(page).contains(&words))
    }
    assert!(shows(&content, "숨은대리인"), "an agent belongs to a company");
    content.set(&"subject.class".parse().unwrap(), Some("1".into()));
    assert!(!shows(&content, "숨은대리인"), "and not to a person");
    assert!(shows(&content, "해당 없음"));
}

#[test]
fn exactly_the_chosen_box_is_ticked() {
    let content = content("의견", 0);
    let pages = laid_out(&input(&content));
    let ticks = pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Tick { checked, .. } => Some(*checked),
        _ => None,
    });
    assert_eq!(ticks.collect::<Vec<_>>(), [false, true]);
}

#[test]
fn drafts_and_exercises_say_so_on_every_page() {
    let content = content("의견", 60);
    let mut input = input(&content);
    let marked = |input: &RenderInput<'_>, words| {
        let pages = laid_out(input);
        pages.iter().filter(|page| texts(page).contains(&words)).count() == pages.len()
    };
    assert!(!marked(&input, "연습용") && !marked(&input, "초안"));
    input.practice = true;
    input.stamp.status = Status::Draft;
    assert!(marked(&input, "연습용") && marked(&input, "초안"));
    input.language = Language::En;
    assert!(marked(&input, "PRACTICE") && marked(&input, "DRAFT"));
}

#[test]
fn an_endless_paragraph_fills_pages_and_stays_on_them() {
    for opinion in
        ["가나다라 마바사 ".repeat(11_200), "가".repeat(100_000), "0123456789abcdef".repeat(6_250)]
    {
        let content = content(&opinion, 0);
        let laid = lay_out(&input(&content), &FONTS).unwrap();
        assert!(laid.pages.len() > 20);
        for item in laid.pages.iter().flat_map(|page| &page.items) {
            if let Item::Text { x, y, tag: Some(tag), .. } = item
                && laid.tags.cell_of(*tag).is_some()
            {
                assert!((18_000..192_000).contains(x) && (18_000..275_000).contains(y));
            }
        }
        let printed = printed_answers(&laid);
        assert!(printed.contains(opinion.trim()), "white space around an answer is no part of it");
    }
}

#[test]
fn every_page_says_whose_it_is() {
    let mut content = content("의견", 200);
    let pages = laid_out(&input(&content));
    assert!(pages.len() > 3);
    let named = |pages: &[Page], words: &str| {
        pages.iter().all(|page| texts(page).iter().any(|text| text.contains(words)))
    };
    assert!(named(&pages, "문서번호 2026-001"));
    // A number without end leaves room for the page's own number; it stands whole in its field.
    let long = "ABCDEFGH-".repeat(60);
    content.set(&"header.document_no".parse().unwrap(), Some(long.as_str().into()));
    let laid = lay_out(&input(&content), &FONTS).unwrap();
    crate::hostile::assert_clean(&laid);
    assert!(named(&laid.pages, "문서번호 ABCDEFGH-ABC") && named(&laid.pages, "…"));
    assert!(printed_answers(&laid).contains(&long));
    // A draft without one has no such line.
    content.set(&"header.document_no".parse().unwrap(), None);
    let pages = laid_out(&input(&content));
    assert!(pages[1..].iter().all(|page| !texts(page).iter().any(|t| t.contains("문서번호"))));
}
