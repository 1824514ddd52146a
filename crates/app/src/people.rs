//! The signed-in person and the question of permission: asked by the command list before a use case runs,
//! and by use cases where it depends on the filing.

use serde_json::Value;
use singo_domain::filing::{FilingId, Step};
use singo_domain::people::{CaseFacts, Deed, Refusal, may, may_with};
use singo_store::Read;

use crate::App;
use crate::convert::{name_of, not_found};
use crate::error::{ErrorCode, WireError};
use crate::session::Session;
use crate::use_cases::subject;

/// The command that opens a filing: each time is a look of its own.
const OPENS: &str = "filing.show";

/// What can be done while the passphrase is one that somebody else gave.
const BEFORE_CHANGE: [&str; 2] = ["key.show", "key.change_passphrase"];

impl App {
    /// Refuses a command that the signed-in person may not call. A filing that the request names and that is
    /// limited to others is not found.
    pub(crate) fn permit(&self, name: &str, deed: Deed, payload: &Value) -> Result<(), WireError> {
        if deed == Deed::Anyone {
            return Ok(());
        }
        let today = self.host.today();
        self.with_session(|session| {
            may(&session.person, deed, today).map_err(refused)?;
            if session.must_change && !BEFORE_CHANGE.contains(&name) {
                return Err(WireError::new(ErrorCode::NotAllowed).with("why", "passphrase_given"));
            }
            let named = ["id", "filing", "corrects", "follows"].iter().map(|key| &payload[*key]);
            let many = payload["filings"].as_array().into_iter().flatten();
            let sides = ["left", "right"].iter().map(|side| &payload[*side]["id"]);
            let ids = named.chain(many).chain(sides).filter_map(Value::as_i64).map(FilingId);
            let ids: Vec<FilingId> = ids.collect();
            for id in &ids {
                session.must_know(*id)?;
            }
            if matches!(deed, Deed::SeeContent | Deed::Unmask | Deed::Write | Deed::Export) {
                let now = (self.host.now)();
                for id in &ids {
                    session.record_others_draft(now, *id, &subject(*id))?;
                }
            }
            // Who only reads leaves a line for what is looked at, before it is shown.
            if matches!(deed, Deed::SeeContent | Deed::Unmask) {
                let now = (self.host.now)();
                for id in &ids {
                    session.record_opening(now, "filing.opened", &subject(*id), name == OPENS)?;
                }
                if ids.is_empty() {
                    session.record_opening(now, "list.opened", name, false)?;
                }
            }
            Ok(())
        })
    }
}

impl Session {
    /// Refuses, as not found, a filing that is limited to other people.
    pub(crate) fn must_know(&self, id: FilingId) -> Result<(), WireError> {
        match self.vault.read(|read| knows(read, id, &self.user))? {
            true => Ok(()),
            false => Err(not_found(format!("filing {}", id.0))),
        }
    }

    /// Refuses a deed that this person may not do to this filing: who wrote it does not review it, who
    /// reviewed it does not decide it.
    pub(crate) fn must_may(&self, app: &App, deed: Deed, id: FilingId) -> Result<(), WireError> {
        let case = self.vault.read(|read| case_facts(read, id))?;
        may_with(&self.person, deed, &case, app.host.today()).map_err(|refusal| match refusal {
            Refusal::NotNamed => not_found(format!("filing {}", id.0)),
            refusal => refused(refusal),
        })
    }
}

/// Whether a person may know of a filing: it was not destroyed, and is limited to nobody or to this person too.
pub fn knows(read: &Read<'_>, id: FilingId, user: &str) -> Result<bool, WireError> {
    Ok(!read.is_destroyed(id)? && read.named(id)?.is_none_or(|named| named.contains(user)))
}

/// What permissions depend on in a filing.
pub fn case_facts(read: &Read<'_>, id: FilingId) -> Result<CaseFacts, WireError> {
    let events = read.events(id)?;
    // Only those who passed on the answers as they now stand.
    let since = events.iter().rposition(|event| event.step == Step::Return).map_or(0, |at| at + 1);
    let reviewers = events[since..].iter().filter(|event| event.step == Step::Endorse);
    Ok(CaseFacts {
        drafters: read.drafters(id)?,
        reviewers: reviewers.map(|event| event.actor.clone()).collect(),
        named: read.named(id)?,
        one_person: read.duty_rule()?.is_some_and(|rule| rule.one_person),
    })
}

/// A refusal on the wire.
pub fn refused(refusal: Refusal) -> WireError {
    WireError::new(ErrorCode::NotAllowed).with("why", name_of(refusal))
}
