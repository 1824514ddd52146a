//! The table of roles as a reviewed picture, and the separation of duties.

use std::collections::BTreeSet;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(name: &str, roles: &[Role]) -> Person {
    Person {
        name: name.into(),
        roles: roles.iter().copied().collect(),
        active: true,
        from: None,
        until: None,
    }
}

/// Columns: drafter, reviewer, officer, administrator, auditor, examiner. From DESIGN, section on roles.
#[test]
fn each_role_opens_what_its_duty_needs_and_no_more() {
    let expected = [
        (Deed::Anyone, "xxxxxx"),
        (Deed::Enter, "xxxxxx"),
        (Deed::SeeRegister, "xxx.xx"),
        (Deed::SeeContent, "xxx.xx"),
        (Deed::Unmask, "xxx..x"),
        (Deed::Write, "x....."),
        (Deed::Comment, "xxx..."),
        (Deed::Review, ".x...."),
        (Deed::Return, ".xx..."),
        (Deed::Decide, "..x..."),
        (Deed::Send, "..x..."),
        (Deed::Restrict, "..x..."),
        (Deed::Export, "xxx..."),
        (Deed::SeeActs, "..xxxx"),
        (Deed::Verify, "..xxxx"),
        (Deed::Administer, "...x.."),
        (Deed::Keep, "..xx.."),
        (Deed::Dispose, "..xx.."),
    ];
    assert_eq!(expected.map(|(deed, _)| deed), Deed::ALL);
    for (deed, row) in expected {
        let found: String =
            Role::ALL.iter().map(|role| if role.may(deed) { 'x' } else { '.' }).collect();
        assert_eq!(found, row, "{deed:?}");
    }
}

#[test]
fn a_reading_role_opens_nothing_that_writes() {
    let writing = [
        Deed::Write,
        Deed::Comment,
        Deed::Review,
        Deed::Return,
        Deed::Decide,
        Deed::Send,
        Deed::Restrict,
        Deed::Export,
        Deed::Administer,
        Deed::Keep,
        Deed::Dispose,
    ];
    for role in Role::ALL.into_iter().filter(|role| role.only_reads()) {
        assert!(writing.iter().all(|deed| !role.may(*deed)), "{role:?}");
        assert!(person("x", &[role]).only_reads());
    }
}

#[test]
fn nobody_passes_on_their_own_work() {
    let today = day("2026-09-01");
    let all = [Role::Drafter, Role::Reviewer, Role::Officer];
    let mut case = CaseFacts {
        drafters: BTreeSet::from(["작성".to_owned()]),
        reviewers: BTreeSet::from(["검토".to_owned()]),
        ..CaseFacts::default()
    };
    let asked =
        |case: &CaseFacts, name: &str, deed| may_with(&person(name, &all), deed, case, today);
    assert_eq!(asked(&case, "작성", Deed::Review), Err(Refusal::OwnDraft));
    assert_eq!(asked(&case, "작성", Deed::Decide), Err(Refusal::OwnDraft));
    assert_eq!(asked(&case, "작성", Deed::Send), Ok(()));
    assert_eq!(asked(&case, "검토", Deed::Decide), Err(Refusal::OwnReview));
    assert_eq!(asked(&case, "검토", Deed::Review), Ok(()), "may look again");
    assert_eq!(asked(&case, "책임", Deed::Decide), Ok(()));
    case.one_person = true;
    assert_eq!(asked(&case, "작성", Deed::Decide), Ok(()));
    case.named = Some(BTreeSet::from(["책임".to_owned()]));
    assert_eq!(asked(&case, "작성", Deed::SeeContent), Err(Refusal::NotNamed));
    assert_eq!(asked(&case, "책임", Deed::SeeContent), Ok(()));
}

#[test]
fn a_stay_has_a_first_and_a_last_day() {
    let mut examiner = person("검사역", &[Role::Examiner]);
    examiner.from = Some(day("2026-09-01"));
    examiner.until = Some(day("2026-09-03"));
    for (on, expected) in [
        ("2026-08-31", Err(Refusal::Period)),
        ("2026-09-01", Ok(())),
        ("2026-09-03", Ok(())),
        ("2026-09-04", Err(Refusal::Period)),
    ] {
        assert_eq!(may(&examiner, Deed::SeeContent, day(on)), expected, "{on}");
    }
    examiner.active = false;
    assert_eq!(may(&examiner, Deed::SeeContent, day("2026-09-02")), Err(Refusal::Inactive));
    assert_eq!(may(&examiner, Deed::Anyone, day("2026-09-02")), Ok(()));
}

#[test]
fn who_reads_has_no_other_duty() {
    let of = |roles: &[Role]| check_roles(&roles.iter().copied().collect());
    assert_eq!(of(&[]), Err(RolesError::None));
    assert_eq!(of(&[Role::Auditor, Role::Drafter]), Err(RolesError::Mixed));
    assert_eq!(of(&[Role::Auditor, Role::Examiner]), Err(RolesError::Mixed));
    assert_eq!(of(&[Role::Drafter, Role::Reviewer, Role::Officer, Role::Administrator]), Ok(()));
    assert_eq!(of(&[Role::Examiner]), Ok(()));
}
