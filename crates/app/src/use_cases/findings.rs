//! Findings of a filing, and warnings accepted with a reason.
//!
//! Accepted warnings are rows of a table of the filing itself, so that they are journalled, undone, frozen
//! and hashed like everything else that was entered. No form has a table of that name.

use std::collections::BTreeMap;

use serde_json::json;
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::definition::{Definition, Kind};
use singo_domain::finding::Finding;
use singo_domain::people::{Eye, Sight};
use singo_domain::rules::{Severity, forbidden_word};
use singo_store::NewAct;

use super::filing::subject;
use super::known::known_of;
use crate::App;
use crate::convert::{findings_to_wire, wrong};
use crate::error::WireError;
use crate::session::{Session, must_be_draft};
use crate::wire::{AcceptFindingRequest, FilingRequest, Findings};

/// The table of accepted warnings: `rule`, `place`, `reason`.
pub const ACCEPTED: &str = "accepted";

/// Everything that is not right, as of today.
pub fn filing_check(app: &App, request: FilingRequest) -> Result<Findings, WireError> {
    app.with_session(|session| {
        let mut findings = checked(app, session, request.id)?;
        let opened = session.open(&app.assets, request.id)?;
        let (reasons, eye) = (reasons(opened.content), opened.eye());
        if opened.sight != Sight::Full {
            for finding in &mut findings {
                veil(&eye, opened.content, finding);
            }
        }
        let reason = |finding: &Finding| reasons.get(&key(finding)).map(|text| eye.words(text));
        Ok(findings_to_wire(&findings, reason))
    })
}

/// Takes out of a finding what the person who looks does not see in the answers either.
fn veil(eye: &Eye<'_>, content: &Content, finding: &mut Finding) {
    let place = finding.path.as_ref().and_then(|path| Some((path.field().group(), path.row()?)));
    let row = place.and_then(|(table, id)| Some((table, content.row(table, id)?)));
    let own = row.map(|(table, row)| eye.in_row(table, row));
    for value in finding.params.values_mut() {
        *value = own.as_ref().map_or_else(|| eye.said(value), |own| own.said(value));
    }
}

/// Every finding of a filing, beside what the vault knows around it.
///
/// # Errors
/// When the vault cannot be read.
pub fn checked(app: &App, session: &mut Session, id: u32) -> Result<Vec<Finding>, WireError> {
    let viewer = session.user.clone();
    session.beside(&app.assets, id, |read, opened| {
        let known = known_of(app, read, opened, &viewer)?;
        Ok(app.check_knowing(opened.definition, opened.content, Some(&known)))
    })
}

/// Accepts a warning with a reason, or takes the acceptance back with an empty one.
pub fn filing_accept(app: &App, request: AcceptFindingRequest) -> Result<Findings, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let filing = opened.row.id;
        let place = request.path.clone().unwrap_or_default();
        let wanted = (request.rule.clone(), place.clone());
        let rows = opened.content.rows(ACCEPTED).iter();
        let earlier = rows.filter(|row| row_key(row) == wanted).map(|row| row.id.clone());
        let earlier: Vec<_> = earlier.collect();
        let reason = request.reason.trim().to_owned();
        // The reason is printed; what no answer may say, it may not say either.
        if let Some(word) = forbidden_word(opened.definition, &reason) {
            return Err(wrong("reason", word));
        }
        session.write(now, |tx| {
            let step = tx.edit(filing)?;
            for row in &earlier {
                step.remove_row(ACCEPTED, row)?;
            }
            if !reason.is_empty() {
                let cells = [("rule", &request.rule), ("place", &place), ("reason", &reason)];
                let cells = cells.map(|(k, v)| (k.to_owned(), Answer::Text(v.clone())));
                step.add_rows(ACCEPTED, vec![cells.into_iter().collect()])?;
            }
            let payload = json!({ "rule": request.rule, "path": request.path });
            Ok(((), NewAct::new("finding.accepted", subject(filing), payload)))
        })?;
        session.forget();
        Ok(())
    })?;
    filing_check(app, FilingRequest { id: request.id })
}

/// Where a finding stands: its rule and its place.
type Key = (String, String);

/// The written reasons by finding.
pub fn reasons(content: &Content) -> BTreeMap<Key, String> {
    let rows = content.rows(ACCEPTED).iter();
    rows.map(|row| (row_key(row), cell(row, "reason"))).collect()
}

/// The key of a finding.
pub fn key(finding: &Finding) -> Key {
    let place = finding.path.as_ref().map(ToString::to_string).unwrap_or_default();
    (finding.rule.clone(), place)
}

/// How many findings stop an approval, and how many warnings have no reason yet.
pub fn open_findings(findings: &[Finding], content: &Content) -> (usize, usize) {
    let reasons = reasons(content);
    let blocking = findings.iter().filter(|f| f.severity == Severity::Block).count();
    let warnings = findings.iter().filter(|f| f.severity == Severity::Warn);
    (blocking, warnings.filter(|finding| !reasons.contains_key(&key(finding))).count())
}

/// Refuses a report that carries a forbidden word in an answer that is not shown any more: nobody sees it on
/// paper, but it travels in the canonical copy. What a chain has written, such as a hash, is no text.
pub fn must_not_carry_forbidden(
    definition: &Definition,
    content: &Content,
) -> Result<(), WireError> {
    let is_text = |field: &singo_domain::path::FieldId| {
        let kind = definition.field(field).map(|field| field.kind);
        !matches!(kind, Some(Kind::Address | Kind::Txid | Kind::Code | Kind::Codes))
    };
    let fields = content.fields.iter().map(|(field, answer)| (field.clone(), answer));
    let cells = content.tables.iter().flat_map(|(table, rows)| {
        let cells = rows.iter().flat_map(|row| &row.cells);
        cells.filter_map(move |(name, answer)| {
            Some((format!("{table}[].{name}").parse().ok()?, answer))
        })
    });
    for (field, answer) in fields.chain(cells).filter(|(field, _)| is_text(field)) {
        if let Some(word) = answer.values().find_map(|text| forbidden_word(definition, text)) {
            return Err(wrong(field.as_str(), word));
        }
    }
    Ok(())
}

fn row_key(row: &Row) -> Key {
    (cell(row, "rule"), cell(row, "place"))
}

fn cell(row: &Row, column: &str) -> String {
    row.cells.get(column).map(Answer::to_text).unwrap_or_default()
}
