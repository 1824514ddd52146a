//! People and their roles, and the switch of a small firm. Each change is an act and stays in the log of
//! permissions (개인정보의 안전성 확보조치 기준 제5조제3항).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;
use singo_domain::people::{Deed, Person, Role, check_roles, may};
use singo_store::{NewAct, Opening, PersonRow, Read, Tx, one_time_passphrase};
use zeroize::Zeroizing;

use super::lifecycle::stated;
use super::vault::enough;
use crate::App;
use crate::convert::{korean, name_of, named, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::session::Session;
use crate::wire::{
    AccessLog, AccessView, AddPersonRequest, ChangePersonRequest, DeactivatePersonRequest, Nothing,
    PeopleView, PermissionLog, PersonAdded, PersonView, SetDutiesRequest,
};

/// The reason that stands in the log where a vault was made by the only person there is: the practice vault, one of an
/// older program that knew no people, one made from the command line without another reason.
pub const SOLE_USER: &str = "sole_user";

/// The reason that stands in the log where the recovery code made somebody administrator again.
pub const RECOVERY_CODE: &str = "recovery_code";

/// The most lines of the access log that cross at once.
const MOST_LINES: usize = 1000;

/// Everyone with a place in the vault.
pub fn user_list(app: &App, _: Nothing) -> Result<PeopleView, WireError> {
    app.with_session(|session| session.vault.read(people_view))
}

/// Every change of people and roles, newest first.
pub fn user_log(app: &App, _: Nothing) -> Result<PermissionLog, WireError> {
    app.with_session(|session| {
        let log = session.vault.read(|read| read.permission_log())?;
        Ok(PermissionLog { entries: log.into_iter().rev().map(person_view).collect() })
    })
}

/// The access log beside the vault.
pub fn access_list(app: &App, _: Nothing) -> Result<AccessLog, WireError> {
    app.with_session(|session| {
        let (lines, whole) = session.vault.openings().map_err(|problem| {
            WireError::new(ErrorCode::FileUnreadable)
                .with("path", "access.log")
                .with("problem", problem)
        })?;
        let view = |line: Opening| AccessView {
            at: korean(line.at),
            who: line.who,
            what: line.what,
            subject: line.subject,
            purpose: line.purpose,
        };
        let entries = lines.into_iter().rev().take(MOST_LINES).map(view).collect();
        Ok(AccessLog { entries, whole })
    })
}

/// Gives a person a place and the key to it, in one write. Without a passphrase one is made up and shown once; either
/// way its user replaces it at the first sign-in.
pub fn user_add(app: &App, request: AddPersonRequest) -> Result<PersonAdded, WireError> {
    let chosen = request.passphrase.map(Zeroizing::new);
    let passphrase = match &chosen {
        Some(passphrase) => {
            enough(passphrase)?;
            passphrase.clone()
        }
        None => one_time_passphrase()?,
    };
    let name = request.name.trim().to_owned();
    if name.is_empty() {
        return Err(wrong("name", ""));
    }
    let person = person(&name, &request.roles, request.from, request.until)?;
    app.with_session(|session| {
        if session.vault.read(|read| read.person(&name))?.is_some() {
            return Err(wrong("name", &name));
        }
        let display = or_name(&request.display, &name);
        let said = Said { display: &display, title: &request.title, reason: &request.reason };
        let (now, actor) = ((app.host.now)(), session.user.clone());
        let reason = stated("reason", said.reason)?;
        session.vault.add_slot_with(&actor, now, &name, &passphrase, |tx| {
            record(tx, "user.added", &person, &said, reason)
        })?;
        let one_time = chosen.is_none().then(|| passphrase.to_string());
        Ok(PersonAdded { people: session.vault.read(people_view)?, one_time })
    })
}

/// Changes roles and particulars.
pub fn user_change_roles(app: &App, request: ChangePersonRequest) -> Result<PeopleView, WireError> {
    let mut person = person(&request.name, &request.roles, request.from, request.until)?;
    app.with_session(|session| {
        let before = known(session, &request.name)?;
        person.active = before.person.active;
        let display = or_name(&request.display, &request.name);
        let said = Said { display: &display, title: &request.title, reason: &request.reason };
        put(app, session, "user.roles_changed", &person, &said)
    })
}

/// Ends a person's place and takes the key to it, in one write. What the person did stays in the person's name.
pub fn user_deactivate(
    app: &App,
    request: DeactivatePersonRequest,
) -> Result<PeopleView, WireError> {
    app.with_session(|session| {
        let before = known(session, &request.name)?;
        let person = Person { active: false, ..before.person };
        let (display, title) = (&before.display, &before.title);
        let said = Said { display, title, reason: &request.reason };
        put(app, session, "user.deactivated", &person, &said)
    })
}

/// Switches whether one person may draft, review and decide.
pub fn user_set_duties(app: &App, request: SetDutiesRequest) -> Result<PeopleView, WireError> {
    let now = (app.host.now)();
    let reason = stated("reason", &request.reason)?;
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.put_duty_rule(request.one_person, reason)?;
            let payload = json!({ "one_person": request.one_person, "reason": reason });
            Ok(((), NewAct::new("duties.switched", "vault", payload)))
        })?;
        session.vault.read(people_view)
    })
}

/// The first person of a new vault, inside its transaction: with separate duties administrator and officer,
/// otherwise everything, and the switch says why.
pub fn introduce(
    tx: &Tx<'_>,
    name: &str,
    small_firm: Option<&str>,
) -> Result<(Person, NewAct), WireError> {
    let roles = match small_firm {
        Some(_) => vec![Role::Drafter, Role::Reviewer, Role::Officer, Role::Administrator],
        None => vec![Role::Officer, Role::Administrator],
    };
    let roles = roles.into_iter().collect();
    let person = Person { name: name.to_owned(), roles, active: true, from: None, until: None };
    tx.put_person(&person, name, "", "")?;
    if let Some(reason) = small_firm {
        tx.put_duty_rule(true, reason)?;
    }
    let payload =
        json!({ "roles": person.roles, "one_person": small_firm.is_some(), "reason": small_firm });
    Ok((person, NewAct::new("user.added", format!("user:{name}"), payload)))
}

/// Makes a person administrator again, and nothing else: whoever holds the recovery code gets the vault's
/// administration back, not its cases.
pub fn reinstate(tx: &Tx<'_>, row: &PersonRow) -> Result<(Person, NewAct), WireError> {
    let (name, roles) = (row.person.name.clone(), [Role::Administrator].into());
    let person = Person { name, roles, active: true, from: None, until: None };
    let said = Said { display: &row.display, title: &row.title, reason: RECOVERY_CODE };
    let act = record(tx, "user.roles_changed", &person, &said, RECOVERY_CODE)?;
    Ok((person, act))
}

/// Whether a person, who has a key, administers the vault today, and without an end. One such must stay.
pub fn lasts(person: &Person, holders: &[String], today: NaiveDate) -> bool {
    may(person, Deed::Administer, today).is_ok()
        && person.until.is_none()
        && holders.contains(&person.name)
}

fn known(session: &Session, name: &str) -> Result<PersonRow, WireError> {
    session.vault.read(|read| read.person(name))?.ok_or_else(|| not_found(name))
}

fn or_name(display: &str, name: &str) -> String {
    let display = display.trim();
    if display.is_empty() { name.to_owned() } else { display.to_owned() }
}

/// Reads roles and days; an examiner's stay has an end.
fn person(
    name: &str,
    roles: &[String],
    from: Option<String>,
    until: Option<String>,
) -> Result<Person, WireError> {
    let roles: BTreeSet<Role> =
        roles.iter().map(|role| named("roles", role)).collect::<Result<_, _>>()?;
    check_roles(&roles).map_err(|problem| wrong("roles", &problem.to_string()))?;
    let day = |what: &str, text: Option<String>| -> Result<Option<NaiveDate>, WireError> {
        let text = text.filter(|text| !text.trim().is_empty());
        text.map(|text| text.trim().parse().map_err(|_| wrong(what, &text))).transpose()
    };
    let (from, until) = (day("from", from)?, day("until", until)?);
    if roles.contains(&Role::Examiner) && until.is_none() {
        return Err(wrong("until", ""));
    }
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        return Err(wrong("until", &name_of(until)));
    }
    Ok(Person { name: name.to_owned(), roles, active: true, from, until })
}

/// What is said of a person besides the roles, and why.
struct Said<'a> {
    display: &'a str,
    title: &'a str,
    reason: &'a str,
}

fn record(
    tx: &Tx<'_>,
    act: &str,
    person: &Person,
    said: &Said<'_>,
    reason: &str,
) -> Result<NewAct, WireError> {
    tx.put_person(person, said.display, said.title, reason)?;
    let payload = json!({ "roles": person.roles, "active": person.active, "reason": reason });
    Ok(NewAct::new(act, format!("user:{}", person.name), payload))
}

/// Records what now holds of a person; never leaves the vault without an administrator, today or once a stay ends.
/// Whose place has ended has no key either.
fn put(
    app: &App,
    session: &mut Session,
    act: &str,
    person: &Person,
    said: &Said<'_>,
) -> Result<PeopleView, WireError> {
    let (now, today) = ((app.host.now)(), app.host.today());
    let reason = stated("reason", said.reason)?;
    let people = session.vault.read(|read| read.people())?;
    let before = people.iter().map(|row| &row.person);
    let after = before.clone().filter(|other| other.name != person.name).chain([person]);
    let today_too = |person: &Person| may(person, Deed::Administer, today).is_ok();
    let holders = session.vault.key_holders();
    let lasts = |person: &Person| lasts(person, &holders, today);
    // A vault may have come without one who stays: then this change is not what takes it away.
    let kept =
        after.clone().any(today_too) && (after.clone().any(lasts) || !before.clone().any(lasts));
    if !kept {
        return Err(WireError::new(ErrorCode::NotAllowed).with("why", "last_administrator"));
    }
    if !person.active && holders.contains(&person.name) {
        let actor = session.user.clone();
        session.vault.remove_slot_with(&actor, now, &person.name, |tx| {
            record(tx, act, person, said, reason)
        })?;
    } else {
        session.write(now, |tx| Ok(((), record(tx, act, person, said, reason)?)))?;
    }
    if person.name == session.user {
        session.person = person.clone();
    }
    session.vault.read(people_view)
}

fn people_view(read: &Read<'_>) -> Result<PeopleView, WireError> {
    let rule = read.duty_rule()?;
    Ok(PeopleView {
        people: read.people()?.into_iter().map(person_view).collect(),
        one_person: rule.as_ref().is_some_and(|rule| rule.one_person),
        duty_reason: rule.as_ref().map(|rule| rule.reason.clone()).unwrap_or_default(),
        duty_since: rule.as_ref().map(|rule| korean(rule.at)),
        duty_actor: rule.map(|rule| rule.actor),
    })
}

fn person_view(row: PersonRow) -> PersonView {
    PersonView {
        name: row.person.name,
        display: row.display,
        title: row.title,
        roles: row.person.roles.iter().map(name_of).collect(),
        active: row.person.active,
        from: row.person.from.map(|day| day.to_string()),
        until: row.person.until.map(|day| day.to_string()),
        reason: row.reason,
        since: korean(row.at),
        changed_by: row.actor,
    }
}
