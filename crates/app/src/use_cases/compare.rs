//! Any two revisions of filings side by side: of one filing at two times, or of a correction and what it corrects.

use std::collections::{BTreeMap, BTreeSet};

use singo_domain::answer::{Answer, Content, Row};
use singo_domain::filing::FilingId;
use singo_domain::path::FieldId;
use singo_domain::people::Eye;
use singo_store::{Change, Read};

use super::findings::ACCEPTED;
use crate::App;
use crate::convert::{answer_to_wire, count, korean, name_of, wrong};
use crate::error::WireError;
use crate::session::Session;
use crate::wire::{
    CompareRequest, Comparison, Difference, FilingRequest, RevisionList, RevisionSide, RevisionView,
};

/// The looks at the two sides.
type Eyes<'d> = [Eye<'d>; 2];

/// The most differences that cross at once; the number of all is told.
const MOST: usize = 5000;

/// The revisions of a filing: each step of editing, oldest first.
pub fn filing_revisions(app: &App, request: FilingRequest) -> Result<RevisionList, WireError> {
    let id = FilingId(i64::from(request.id));
    app.with_session(|session| {
        session.must_know(id)?;
        let entries = session.vault.read(|read| {
            read.filing(id)?;
            read.history(id, 0, u32::MAX)
        })?;
        let mut revisions: Vec<RevisionView> = Vec::new();
        let mut group = None;
        for entry in &entries {
            let place = match &entry.change {
                Change::Set { path, .. } => path.to_string(),
                Change::RowAdd { table, row, .. }
                | Change::RowRemove { table, row, .. }
                | Change::RowMove { table, row, .. } => format!("{table}[{row}]"),
            };
            match revisions.last_mut().filter(|_| group == Some(entry.group)) {
                Some(last) => {
                    last.revision = count(entry.seq);
                    last.changes += 1;
                }
                None => revisions.push(RevisionView {
                    revision: count(entry.seq),
                    at: korean(entry.at),
                    actor: entry.actor.clone(),
                    cause: name_of(entry.cause),
                    path: place,
                    changes: 1,
                }),
            }
            group = Some(entry.group);
        }
        Ok(RevisionList { revisions })
    })
}

/// Puts two revisions side by side.
pub fn filing_compare(app: &App, request: CompareRequest) -> Result<Comparison, WireError> {
    app.with_session(|session| compare(app, session, &request))
}

/// The comparison itself; printing uses it too.
pub fn compare(
    app: &App,
    session: &mut Session,
    request: &CompareRequest,
) -> Result<Comparison, WireError> {
    let left = side(app, session, &request.left)?;
    let right = side(app, session, &request.right)?;
    // Rows of one filing keep their ids; rows of two filings are compared by their place.
    let by_id = request.left.id == request.right.id;
    // Both sides with one sight, so that what differs is told and not how it is shown; each by its own form,
    // which alone knows which of its answers are identifiers.
    let opened = session.open(&app.assets, request.left.id)?;
    let (left_sight, left_form) = (opened.sight, opened.definition);
    let opened = session.open(&app.assets, request.right.id)?;
    let sight = left_sight.min(opened.sight);
    let eyes = [Eye::new(sight, left_form, &left), Eye::new(sight, opened.definition, &right)];
    let mut differences = fields(&eyes, &left, &right);
    differences.extend(tables(&eyes, &left, &right, by_id));
    let total = differences.len();
    differences.truncate(MOST);
    Ok(Comparison { differences, total: count(total) })
}

fn side(app: &App, session: &mut Session, side: &RevisionSide) -> Result<Content, WireError> {
    let id = session.open(&app.assets, side.id)?.row.id;
    let mut content = session.vault.read(|read: &Read<'_>| match side.revision {
        None => read.content(id),
        Some(revision) => read.replayed_to(id, i64::from(revision)),
    })?;
    if side.revision == Some(0) {
        return Err(wrong("revision", "0"));
    }
    content.tables.remove(ACCEPTED);
    Ok(content)
}

fn difference(
    eyes: &Eyes<'_>,
    field: &FieldId,
    path: String,
    before: Option<&Answer>,
    after: Option<&Answer>,
) -> Option<Difference> {
    let wire = |eye: &Eye<'_>, answer: Option<&Answer>| {
        answer.map(|answer| answer_to_wire(&eye.shown(field, answer)))
    };
    (before != after).then(|| Difference {
        path,
        before: wire(&eyes[0], before),
        after: wire(&eyes[1], after),
    })
}

fn fields(eyes: &Eyes<'_>, left: &Content, right: &Content) -> Vec<Difference> {
    let paths: BTreeSet<_> = left.fields.keys().chain(right.fields.keys()).collect();
    let each = |path: &FieldId| {
        let (before, after) = (left.fields.get(path), right.fields.get(path));
        difference(eyes, path, path.to_string(), before, after)
    };
    paths.into_iter().filter_map(each).collect()
}

fn tables(eyes: &Eyes<'_>, left: &Content, right: &Content, by_id: bool) -> Vec<Difference> {
    let names: BTreeSet<&String> = left.tables.keys().chain(right.tables.keys()).collect();
    let mut found = Vec::new();
    for name in names {
        let keyed = |rows: &[Row]| -> BTreeMap<String, BTreeMap<String, Answer>> {
            let key = |(place, row): (usize, &Row)| {
                let key = if by_id { row.id.to_string() } else { format!("#{:06}", place + 1) };
                (key, row.cells.clone())
            };
            rows.iter().enumerate().map(key).collect()
        };
        let (before, after) = (keyed(left.rows(name)), keyed(right.rows(name)));
        let none = BTreeMap::new();
        let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for key in keys {
            let (old, new) = (before.get(key).unwrap_or(&none), after.get(key).unwrap_or(&none));
            let columns: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            let shown = key
                .strip_prefix('#')
                .map_or(key.clone(), |place| place.trim_start_matches('0').to_owned());
            found.extend(columns.into_iter().filter_map(|column| {
                let path = format!("{name}[{shown}].{column}");
                let field = format!("{name}[].{column}").parse().ok()?;
                difference(eyes, &field, path, old.get(column), new.get(column))
            }));
        }
    }
    found
}
