//! What was spoken with the authority: emergency reports, inquiries, inspections, copies handed over.
//!
//! An emergency report by phone or fax needs the official's verified identity, the time and what was said, and
//! is followed by the formal report (감독규정 제12조); inspections and copies are logged with the official, the day
//! and the material (제16조제2항).

use serde_json::{Value, json};
use singo_domain::filing::FilingId;
use singo_domain::people::Sight;
use singo_render::ListPaper;
use singo_store::{ContactRow, NewAct};

use super::filing::subject;
use super::list_papers::{fill, frame, print, to_the_minute, words};
use crate::App;
use crate::convert::{count, korean, read_instant, wrong};
use crate::error::WireError;
use crate::people::knows;
use crate::session::Session;
use crate::wire::{AddContactRequest, ContactList, ContactView, ListContactsRequest, PdfView};

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

/// The log as a PDF, oldest first: of the whole firm, or of one filing.
pub fn contact_print(app: &App, request: ListContactsRequest) -> Result<PdfView, WireError> {
    let all = words()?;
    let text = &all.contacts;
    app.with_session(|session| {
        let scope = match request.filing {
            Some(id) => {
                let document = session.open(&app.assets, id)?.row.label.document_no;
                fill(&text.kinds["filing"], &[("document", document)])
            }
            None => text.kinds["all"].clone(),
        };
        let word = |code: &String| text.kinds.get(code).unwrap_or(code).clone();
        let contacts = list(session, request.filing)?.contacts;
        let rows = contacts.into_iter().rev().map(|one| {
            vec![
                to_the_minute(&one.happened_at),
                word(&one.kind),
                word(&one.channel),
                [one.office, one.official].join(" ").trim().to_owned(),
                one.verified,
                one.content,
                one.material,
                one.document_no.unwrap_or_default(),
                one.actor,
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let lead = [("scope", scope), ("n", rows.len().to_string())];
        let list = ListPaper {
            title: text.title.clone(),
            lead: text.lead.iter().map(|line| fill(line, &lead)).collect(),
            columns: text.columns.clone(),
            none: text.none.clone(),
            rows,
            ..frame(app, session, &all)?
        };
        let filing = request.filing.map(|id| FilingId(i64::from(id)));
        let on = filing.map_or_else(|| "vault".to_owned(), subject);
        let act = NewAct::new("contacts.printed", on, json!({ "contacts": list.rows.len() }));
        print(app, session, &list, act, "contacts.pdf".to_owned())
    })
}

fn list(session: &Session, filing: Option<u32>) -> Result<ContactList, WireError> {
    let filing = filing.map(|id| FilingId(i64::from(id)));
    let sight = session.sight();
    session.vault.read(|read| {
        let mut contacts = Vec::new();
        for row in read.contacts(filing)?.into_iter().rev() {
            // Of a filing that is limited to others, or was destroyed, nothing is told.
            let document_no = match row.filing {
                Some(id) if !knows(read, id, &session.user)? => continue,
                Some(id) => Some(read.filing(id)?.label.document_no),
                None => None,
            };
            contacts.push(view(row, document_no, sight));
        }
        Ok(ContactList { contacts })
    })
}

/// A particular of a contact.
pub fn particular(payload: &Value, name: &str) -> String {
    payload[name].as_str().unwrap_or_default().to_owned()
}

fn view(row: ContactRow, document_no: Option<String>, sight: Sight) -> ContactView {
    let own = |name| sight.words(&particular(&row.payload, name));
    ContactView {
        id: count(row.id),
        filing: row.filing.map(|id| count(id.0)),
        document_no,
        kind: row.kind.clone(),
        happened_at: korean(row.happened_at),
        channel: particular(&row.payload, "channel"),
        official: own("official"),
        office: own("office"),
        verified: own("verified"),
        content: own("content"),
        material: own("material"),
        recorded_at: korean(row.at),
        actor: row.actor.clone(),
    }
}
