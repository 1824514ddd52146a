//! The remittance report: what each of its modes and versions puts on paper, and what never goes there.

use singo_domain::answer::{Answer, Content};
use singo_domain::definition::Language;
use singo_render::layout::Item;
use singo_render::{RenderInput, lay_out};

use crate::forms::{filing, published};
use crate::samples::decided;
use crate::support::{FONTS, input};

const VERSIONS: [&str; 3] = ["2026-08", "2026-12", "2027-02"];

/// The sample with some answers changed.
fn sample(changes: &[(&str, &str)]) -> Content {
    let mut content = filing("assets/samples/remittance.json");
    for (field, answer) in changes {
        content.set(&field.parse().unwrap(), Some(Answer::Text((*answer).to_owned())));
    }
    content
}

/// Every text of the pages without spaces, for a line may break anywhere.
fn printed(version: &str, content: &Content, language: Language) -> String {
    let definition = published("remittance", version);
    text_of(&RenderInput { definition: &definition, language, ..input(content) })
}

fn text_of(input: &RenderInput<'_>) -> String {
    let pages = lay_out(input, &FONTS).unwrap();
    let texts = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<String>().split_whitespace().collect()
}

fn has(text: &str, words: &str) -> bool {
    text.contains(&words.split_whitespace().collect::<String>())
}

#[test]
fn every_version_says_that_it_is_no_official_form() {
    for version in VERSIONS {
        let text = printed(version, &sample(&[]), Language::Ko);
        assert!(has(&text, "임의서식(법정서식 아님)"), "{version}");
        assert!(has(&text, "관세청장 귀하") && has(&text, "업무협조 자료로"), "{version}");
        assert!(has(&text, "Transfer") && has(&text, "이전 구분"), "two languages");
        let text = printed(version, &sample(&[]), Language::En);
        assert!(has(&text, "Free form (not a statutory form)"), "{version}");
        assert!(has(&text, "To: Commissioner, Korea Customs Service"), "{version}");
    }
}

#[test]
fn addressee_and_legal_basis_are_those_chosen() {
    let to = [("header.addressee", "customs-house"), ("header.customs_house", "서울세관장")];
    assert!(has(&printed("2026-08", &sample(&to), Language::Ko), "서울세관장 귀하"));
    let report = sample(&[("header.legal_basis", "report")]);
    let closing =
        "「외국환거래법」 제20조제1항·제2항에 따라 가상자산 이전 내역을 위와 같이 제출합니다.";
    assert!(has(&printed("2026-12", &report, Language::Ko), closing));
    // Before the Act, the choice did not exist; the draft shows what was entered.
    assert!(!has(&printed("2026-08", &report, Language::Ko), closing));
}

#[test]
fn codes_say_what_a_reader_without_their_list_can_use() {
    let text = printed("2026-08", &sample(&[]), Language::Ko);
    assert!(has(&text, "수입대금 사후지급 (G02)") && has(&text, "싱가포르 (SG)"));
    assert!(has(&text, "스테이블코인 여부 Stablecoin 여 G2"), "no number of yes and no");
    assert!(has(&text, "미국 달러(USD)") && !has(&text, "(USD) (USD)"), "said once");
}

/// The words below each other, first the language of the paper.
#[test]
fn heads_boxes_sentences_and_tables_stand_in_both_languages() {
    let definition = published("remittance", "2026-12");
    let content = sample(&[("header.legal_basis", "report")]);
    for (language, expected) in [
        (
            Language::Ko,
            [
                "작성 Drafter",
                "보고책임자 Reporting officer",
                "접수번호 Receipt no.",
                "연번 No.",
                "구분 내용 Of what",
                "건수 Number",
                "이전 실행 일시 Executed at",
                "위와 같이 제출합니다. Under Article 20(1) and (2)",
                "(서명 또는 직인) Reporting officer (signature or seal)",
                "관세청장 귀하 To: Commissioner, Korea Customs Service",
                "첨부서류 Attachments",
                "파일명 File name",
                "사유를 적고 받아들인 경고 Warnings accepted with a reason",
                "규칙 Rule",
                "(계속) (continued)",
                "다음 장에 계속 Continued on the next page",
            ],
        ),
        (
            Language::En,
            [
                "Drafter 작성",
                "Reporting officer 보고책임자",
                "Receipt no. 접수번호",
                "No. 연번",
                "Of what 구분 내용",
                "Number 건수",
                "Executed at 이전 실행 일시",
                "submitted as above. 「외국환거래법」",
                "(signature or seal) 보고책임자 (서명 또는 직인)",
                "To: Commissioner, Korea Customs Service 관세청장 귀하",
                "Attachments 첨부서류",
                "File name 파일명",
                "Warnings accepted with a reason 사유를 적고 받아들인 경고",
                "Rule 규칙",
                "(continued) (계속)",
                "Continued on the next page 다음 장에 계속",
            ],
        ),
    ] {
        let input = RenderInput { definition: &definition, language, ..decided(&content) };
        let text = text_of(&input);
        for words in expected {
            assert!(has(&text, words), "{language:?}: {words}\n{text}");
        }
    }
    // A form in one language stays in it.
    let (definition, content) = (published("str", "2026-08"), filing("assets/samples/str.json"));
    let text = text_of(&RenderInput { definition: &definition, ..decided(&content) });
    assert!(has(&text, "보고책임자") && !has(&text, "Reporting officer"));
    assert!(has(&text, "첨부서류") && !has(&text, "Attachments"));
}

#[test]
fn only_reports_of_many_transfers_have_a_schedule() {
    let bar = "C. 이전 개요 Transfer";
    let times = |content: &Content| {
        let text = printed("2026-08", content, Language::Ko);
        text.matches(&bar.split_whitespace().collect::<String>()).count()
    };
    // Five in full; monthly, the schedule above them as well. Bars repeated on a next page count, too.
    assert!(times(&sample(&[])) > times(&sample(&[("header.mode", "case")])));
    let case = printed("2026-08", &sample(&[("header.mode", "case")]), Language::Ko);
    assert!(!has(&case, "집계:"), "totals belong to reports of many");
    assert!(has(&printed("2026-08", &sample(&[]), Language::Ko), "집계: 자산·상대국·사유"));
}

#[test]
fn identifiers_of_people_are_never_whole_on_paper() {
    for version in VERSIONS {
        for mode in ["case", "monthly"] {
            let text = printed(version, &sample(&[("header.mode", mode)]), Language::Ko);
            assert!(!has(&text, "900101-9000008") && !has(&text, "000101-6000000"), "{version}");
            assert!(has(&text, "900101-9******"), "{version} {mode}");
            assert!(has(&text, "000-81-00014"), "the number of a firm is no secret");
        }
    }
}
