//! The pages of the three modes of the report on transfers, one transfer in each, compared with reviewed texts:
//! page by page what stands where. `UPDATE=1` writes them anew.
//!
//! Lines and fills are left out; the golden of the small form holds them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use singo_domain::answer::{Answer, Content};
use singo_render::layout::Item;
use singo_render::{RenderInput, lay_out};

use crate::forms::{filing, published};
use crate::support::{FONTS, held, input};

/// What makes the sample a report of each mode.
pub fn modes() -> [(&'static str, Vec<(&'static str, &'static str)>); 3] {
    [
        ("case", vec![("header.mode", "case"), ("header.subject", "주식회사 물안개무역")]),
        ("monthly", vec![("header.mode", "monthly")]),
        (
            "request",
            vec![
                ("header.mode", "request"),
                ("header.request_no", "관세청 조사총괄과-0000(연습용)"),
                ("header.request_scope", "2026년 10월 국경 간 이전 전부"),
                ("header.legal_basis", "request"),
            ],
        ),
    ]
}

/// The sample with one of its transfers, and with some answers changed.
pub fn one_transfer(changes: &[(&str, &str)]) -> Content {
    let mut content = filing("assets/samples/remittance.json");
    content.tables.get_mut("transfers").unwrap().truncate(1);
    for (field, answer) in changes {
        content.set(&field.parse().unwrap(), Some(Answer::Text((*answer).to_owned())));
    }
    content
}

/// Every text of the pages: its line in millimetres from the top, and what stands there from left to right.
fn pages(content: &Content) -> (usize, String) {
    let definition = published("remittance", "2026-12");
    let input = RenderInput { definition: &definition, ..input(content) };
    let laid = lay_out(&input, &FONTS).unwrap();
    let mut text = String::new();
    for (number, page) in laid.pages.iter().enumerate() {
        let _ = writeln!(text, "page {}", number + 1);
        let mut lines: BTreeMap<i64, Vec<(i64, String)>> = BTreeMap::new();
        for item in &page.items {
            // The foot names the definition by its hash, which any word of a form changes.
            if let Item::Text { text, x, y, .. } = item
                && !text.starts_with("서식 ")
            {
                lines.entry(y / 1000).or_default().push((x / 1000, text.clone()));
            }
        }
        for (y, mut parts) in lines {
            parts.sort_by_key(|(x, _)| *x);
            let parts: Vec<String> = parts.into_iter().map(|(x, t)| format!("{x}:{t}")).collect();
            let _ = writeln!(text, "  {y} {}", parts.join(" | "));
        }
    }
    (laid.pages.len(), text)
}

#[test]
fn one_transfer_takes_two_pages_and_reports_of_many_have_their_schedule() {
    for (name, changes) in modes() {
        let (count, text) = pages(&one_transfer(&changes));
        held(&format!("mode-{name}"), &text);
        assert!(name != "case" || count <= 2, "{count} pages");
    }
}
