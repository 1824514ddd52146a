//! What was spoken with the authority: emergency reports, inquiries, inspections, copies handed over.
//!
//! An emergency report by phone or fax needs the official's verified identity, the time and what was said, and
//! is followed by the formal report (감독규정 제12조); inspections and copies are logged with the official, the day
//! and the material (제16조제2항).

use serde_json::{Value, json};
use singo_domain::filing::FilingId;
use singo_domain::people::Sight;
use singo_store::{ContactRow, NewAct};

use super::filing::subject;
use crate::App;
use crate::convert::{count, korean, read_instant, wrong};
use crate::error::WireError;
use crate::session::Session;
use crate::wire::{AddContactRequest, ContactList, ContactView, ListContactsRequest};

/// An emergency report.
pub const EMERGENCY: &str = "emergency";
const KINDS: [&str; 5] = [EMERGENCY, "inquiry", "inspection", "copy", "other"];
const CHANNELS: [&str; 5] = ["phone", "fax", "visit", "post", "online"];

/// Contacts, newest first; those about filings that this person may not know of are left out.
pub fn contact_list(app: &App, request: ListContactsRequest) -> Result<ContactList, WireError> {
    app.with_session(|session| list(session, request.filing))
}

/// Writes a contact down.
pub fn contact_add(app: &App, request: AddContactRequest) -> Result<ContactList, WireError> {
    let now = (app.host.now)();
    let happened_at = read_instant(&request.happened_at)?.to_utc();
    if happened_at > now {
        return Err(wrong("happened_at", &request.happened_at));
    }
    if !KINDS.contains(&request.kind.as_str()) {
        return Err(wrong("kind", &request.kind));
    }
    let emergency = request.kind == EMERGENCY;
    let by_wire = ["phone", "fax"].contains(&request.channel.as_str());
    if !CHANNELS.contains(&request.channel.as_str()) || (emergency && !by_wire) {
        return Err(wrong("channel", &request.channel));
    }
    let mut needed = vec![
        ("official", &request.official),
        ("verified", &request.verified),
        ("content", &request.content),
    ];
    if matches!(request.kind.as_str(), "inspection" | "copy") {
        needed.push(("material", &request.material));
    }
    if let Some((what, _)) = needed.iter().find(|(_, text)| text.trim().is_empty()) {
        return Err(wrong(what, ""));
    }
    app.with_session(|session| {
        let filing = match request.filing {
            Some(id) => Some(session.open(&app.assets, id)?.row.id),
            None if emergency => return Err(wrong("filing", "")),
            None => None,
        };
        let payload = json!({
            "channel": request.channel, "official": request.official.trim(),
            "office": request.office.trim(), "verified": request.verified.trim(),
            "content": request.content.trim(), "material": request.material.trim(),
        });
        session.write(now, |tx| {
            let id = tx.add_contact(filing, &request.kind, happened_at, &payload)?;
            let subject = filing.map_or_else(|| "vault".to_owned(), subject);
            let payload = json!({ "contact": id, "kind": request.kind });
            Ok(((), NewAct::new("contact.recorded", subject, payload)))
        })?;
        list(session, request.filing)
    })
}

fn list(session: &Session, filing: Option<u32>) -> Result<ContactList, WireError> {
    let filing = filing.map(|id| FilingId(i64::from(id)));
    let mut contacts = session.vault.read(|read| read.contacts(filing))?;
    contacts.retain(|row| row.filing.is_none_or(|id| session.must_know(id).is_ok()));
    let sight = session.sight();
    Ok(ContactList { contacts: contacts.into_iter().rev().map(|row| view(row, sight)).collect() })
}

/// A particular of a contact.
pub fn particular(payload: &Value, name: &str) -> String {
    payload[name].as_str().unwrap_or_default().to_owned()
}

fn view(row: ContactRow, sight: Sight) -> ContactView {
    let text = |name| particular(&row.payload, name);
    ContactView {
        id: count(row.id),
        filing: row.filing.map(|id| count(id.0)),
        kind: row.kind.clone(),
        happened_at: korean(row.happened_at),
        channel: text("channel"),
        official: text("official"),
        office: text("office"),
        verified: text("verified"),
        content: sight.words(&text("content")),
        material: sight.words(&text("material")),
        recorded_at: korean(row.at),
        actor: row.actor.clone(),
    }
}
