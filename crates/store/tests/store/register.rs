//! Lists of filings, search, profile and holidays.

use serde_json::json;
use singo_domain::canonical::DefinitionRef;
use singo_domain::filing::{FilingId, Status, Step};
use singo_store::{FilingLabel, ListQuery, Vault};

use crate::support::*;

fn list(vault: &Vault, query: ListQuery) -> Vec<i64> {
    read(vault, |r| r.filings(&query)).rows.iter().map(|row| row.id.0).collect()
}

fn filled() -> (tempfile::TempDir, Vault) {
    let (folder, mut vault) = new_vault();
    let texts = ["대여금 반복 입금", "해외 거래소 출금 0xAbCd12", "문서 2026-0003 대여", "김 가"];
    write(&mut vault, |tx| {
        for (number, text) in texts.iter().enumerate() {
            let form = if number == 3 { "other" } else { "sample" };
            let id = tx.create_filing(&DefinitionRef { form: form.into(), ..definition() })?;
            let label = FilingLabel { title: (*text).into(), ..FilingLabel::default() };
            tx.label_filing(id, &label, text)?;
        }
        tx.record_event(FilingId(2), Step::Approve, &json!({}))
    })
    .unwrap();
    (folder, vault)
}

#[test]
fn pages_come_newest_first_and_do_not_overlap() {
    let (_folder, vault) = filled();
    let first = read(&vault, |r| r.filings(&ListQuery { limit: 3, ..ListQuery::default() }));
    let ids: Vec<_> = first.rows.iter().map(|row| row.id.0).collect();
    assert_eq!((ids, first.next), (vec![4, 3, 2], Some(FilingId(2))));
    let rest = ListQuery { limit: 3, before: first.next, ..ListQuery::default() };
    let rest = read(&vault, |r| r.filings(&rest));
    assert_eq!((rest.rows.len(), rest.rows[0].id.0, rest.next), (1, 1, None));
}

#[test]
fn any_part_of_a_word_finds() {
    let (_folder, mut vault) = filled();
    let find = |vault: &Vault, text: &str| {
        list(vault, ListQuery { text: text.into(), limit: 9, ..ListQuery::default() })
    };
    let cases: [(&str, &[i64]); 12] = [
        ("대여", &[3, 1]),
        ("여금", &[1]),
        ("금", &[2, 1]),
        ("출금 거래", &[2]),
        ("xabc", &[2]),
        ("2026-0003", &[3]),
        ("0003", &[3]),
        ("가", &[4]),
        ("대금", &[]),
        ("\" OR 1", &[]),
        ("***", &[]),
        ("  ", &[4, 3, 2, 1]),
    ];
    for (text, expected) in cases {
        assert_eq!(find(&vault, text), expected, "{text}");
    }
    write(&mut vault, |tx| tx.label_filing(FilingId(1), &FilingLabel::default(), "무역")).unwrap();
    assert_eq!(find(&vault, "대여"), [3], "what is no longer there is no longer found");
}

#[test]
fn filters_narrow() {
    let (_folder, vault) = filled();
    let all = ListQuery { limit: 9, ..ListQuery::default() };
    let approved = ListQuery { status: Some(Status::Approved), ..all.clone() };
    assert_eq!(list(&vault, approved), [2]);
    let other = ListQuery { form: Some("other".into()), ..all.clone() };
    assert_eq!(list(&vault, other.clone()), [4]);
    let both = ListQuery { text: "대여".into(), ..other };
    assert!(list(&vault, both).is_empty());
    let counts = read(&vault, |r| r.filing_counts(USER));
    assert_eq!(counts, [(Status::Approved, 1), (Status::Draft, 3)]);
}

#[test]
fn the_institution_and_its_holidays_are_remembered() {
    let (folder, mut vault) = new_vault();
    let institution = json!({ "name": "한빛가상자산거래소", "code": "000000" });
    let day = "2026-06-03".parse().unwrap();
    write(&mut vault, |tx| {
        tx.set_profile("institution", &json!({}))?;
        tx.set_profile("institution", &institution)?;
        tx.put_holiday(day, "임시공휴일")?;
        tx.put_holiday("2026-01-02".parse().unwrap(), "쉬는 날")
    })
    .unwrap();
    drop(vault);
    let mut vault = open(folder.path()).unwrap();
    assert_eq!(read(&vault, |r| r.profile("institution")), Some(institution));
    let days = read(&vault, |r| r.holidays());
    assert_eq!(
        days.iter().map(|day| day.name.as_str()).collect::<Vec<_>>(),
        ["쉬는 날", "임시공휴일"]
    );
    assert_eq!(days[1].actor, USER);
    assert_eq!(write(&mut vault, |tx| tx.remove_holiday(day)), Ok(true));
    assert_eq!(write(&mut vault, |tx| tx.remove_holiday(day)), Ok(false));
}
