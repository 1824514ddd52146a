//! Papers that the firm prints for itself: the daily reconciliation, and the comparison of two revisions.
//! Printing one is an act.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use serde::Deserialize;
use serde_json::json;
use singo_domain::definition::Language;
use singo_domain::filing::FilingId;
use singo_render::{ListPaper, render_list};
use singo_store::NewAct;

use super::compare::compare;
use super::filing::subject;
use super::history::written_head;
use super::reconcile::reconciled;
use crate::App;
use crate::convert::korean;
use crate::error::{ErrorCode, WireError};
use crate::session::Session;
use crate::wire::{AnswerView, CompareRequest, PdfView, ReconcileRequest, RevisionSide};

/// The words of these papers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    folio: String,
    continued: String,
    practice: String,
    printed: String,
    chain: String,
    reconciliation: ReconciliationWords,
    comparison: ComparisonWords,
    /// Of the history of one filing.
    pub history: CaseWords,
    /// Of the list of what is retained with one filing.
    pub retained: CaseWords,
    /// Of the log of contacts with the authority.
    pub contacts: CaseWords,
    /// Of the page with the recovery code.
    pub recovery: RecoveryWords,
    /// Of patterns that were found over the vault.
    pub patterns: PatternWords,
}

/// The words of a pattern among what was accepted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternWords {
    /// One with a threshold in dollars.
    pub limited: String,
    /// One of what several customers share.
    pub customers: String,
    /// One of won that are passed on.
    pub passage: String,
    /// One that counts different parties.
    pub distinct: String,
    /// Any other.
    pub plain: String,
    /// What each is called.
    pub names: BTreeMap<String, String>,
}

/// The words of a list about one filing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseWords {
    /// The title.
    pub title: String,
    /// Lines below it.
    pub lead: Vec<String>,
    /// What stands there where there is nothing.
    pub none: String,
    /// Heads and shares of the columns.
    pub columns: Vec<(String, i64)>,
    /// A number of something.
    #[serde(default)]
    pub count: String,
    /// Who took a report at the authority.
    #[serde(default)]
    pub agency: String,
    /// Words for what a line is.
    pub kinds: BTreeMap<String, String>,
}

/// The words of the page with the recovery code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryWords {
    /// The title.
    pub title: String,
    /// Lines above the code.
    pub lead: Vec<String>,
    /// The head over each group of the code.
    pub group: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReconciliationWords {
    title: String,
    lead: Vec<String>,
    none: String,
    columns: Vec<(String, i64)>,
    open: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparisonWords {
    title: String,
    lead: Vec<String>,
    none: String,
    columns: Vec<(String, i64)>,
    side: String,
    now: String,
    revision: String,
}

/// The reconciliation of a day as a PDF.
pub fn reconcile_print(app: &App, request: ReconcileRequest) -> Result<PdfView, WireError> {
    let words = words()?;
    app.with_session(|session| {
        let person = &session.person;
        let found =
            session.vault.read(|read| reconciled(app, read, person, request.day.as_deref()))?;
        let lead = [
            ("day", found.day.clone()),
            ("approved", found.approved.to_string()),
            ("submitted", found.submitted.to_string()),
            ("acknowledged", found.acknowledged.to_string()),
            ("open", found.open.to_string()),
        ];
        let minute = |at: &Option<String>| at.as_deref().map(to_the_minute).unwrap_or_default();
        let rows = found.lines.iter().map(|line| {
            let open = line.open.as_ref().and_then(|code| words.reconciliation.open.get(code));
            vec![
                line.document_no.clone(),
                line.form.clone(),
                line.title.clone(),
                minute(&line.decided_at),
                line.due.clone().unwrap_or_default(),
                minute(&line.submitted_at),
                line.receipt_no.clone().unwrap_or_default(),
                minute(&line.acknowledged_at),
                open.cloned().unwrap_or_default(),
            ]
        });
        let text = &words.reconciliation;
        let list = ListPaper {
            title: text.title.clone(),
            lead: text.lead.iter().map(|line| fill(line, &lead)).collect(),
            columns: text.columns.clone(),
            rows: rows.collect(),
            none: text.none.clone(),
            ..frame(app, session, &words)?
        };
        let act = NewAct::new("reconciliation.printed", "vault", json!({ "day": found.day }));
        print(app, session, &list, act, format!("reconciliation-{}.pdf", found.day))
    })
}

/// Two revisions side by side as a PDF.
pub fn filing_print_comparison(app: &App, request: CompareRequest) -> Result<PdfView, WireError> {
    let words = words()?;
    app.with_session(|session| {
        let found = compare(app, session, &request)?;
        let text = &words.comparison;
        let (left, right) = (&request.left, &request.right);
        let lead = [
            ("left", named(app, session, text, left)?),
            ("right", named(app, session, text, right)?),
            ("total", found.total.to_string()),
        ];
        let rows = found.differences.iter().zip(1..).map(|(difference, number)| {
            let path = place(app, session, right.id, &difference.path);
            let mut answer = |answer| worded(app, session, right.id, &difference.path, answer);
            let (before, after) = (answer(&difference.before), answer(&difference.after));
            vec![number.to_string(), path, before, after]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let list = ListPaper {
            title: text.title.clone(),
            lead: text.lead.iter().map(|line| fill(line, &lead)).collect(),
            columns: text.columns.clone(),
            rows,
            none: text.none.clone(),
            ..frame(app, session, &words)?
        };
        let payload = json!({ "left": left.id, "right": right.id });
        let on = subject(FilingId(i64::from(right.id)));
        let act = NewAct::new("history.printed", on, payload);
        print(app, session, &list, act, format!("comparison-{}.pdf", right.id))
    })
}

/// What stands around every list.
pub fn frame(app: &App, session: &Session, words: &Words) -> Result<ListPaper, WireError> {
    let head = session.vault.read(|read| read.head())?;
    let printed = [("at", to_the_minute(&korean((app.host.now)()))), ("by", session.user.clone())];
    let chain = [("head", written_head(&head))];
    Ok(ListPaper {
        language: Language::Ko,
        title: String::new(),
        lead: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        none: String::new(),
        large: false,
        marks: if session.practice { vec![words.practice.clone()] } else { Vec::new() },
        foot: vec![fill(&words.printed, &printed), fill(&words.chain, &chain)],
        folio: words.folio.clone(),
        continued: words.continued.clone(),
        code: format!("SINGO 1\nchain {}", written_head(&head)),
    })
}

/// Composes a list and records that it was printed.
pub fn print(
    app: &App,
    session: &mut Session,
    list: &ListPaper,
    act: NewAct,
    file_name: String,
) -> Result<PdfView, WireError> {
    let pdf = render_list(list, &app.assets.fonts)?;
    session.write((app.host.now)(), |_| Ok::<_, WireError>(((), act)))?;
    Ok(PdfView {
        base64: BASE64.encode(&pdf.bytes),
        sha256: pdf.sha256,
        pages: pdf.pages,
        file_name,
    })
}

/// The label of a place in the form, with the row where there is one.
pub fn place(app: &App, session: &mut Session, id: u32, path: &str) -> String {
    let Ok(opened) = session.open(&app.assets, id) else { return path.to_owned() };
    let texts = opened.definition.texts(Language::Ko);
    let (row, field) = field_of(path);
    let known = field.parse().ok().and_then(|id| texts.field.get(&id).map(|text| &text.label));
    // A whole row is named by its table.
    let table = || field.strip_suffix("[]").and_then(|table| texts.table.get(table));
    let label = known.or_else(table).cloned().unwrap_or(field);
    match row {
        Some(row) => format!("{label} ({row})"),
        None => label,
    }
}

fn named(
    app: &App,
    session: &mut Session,
    words: &ComparisonWords,
    side: &RevisionSide,
) -> Result<String, WireError> {
    let document = session.open(&app.assets, side.id)?.row.label.document_no;
    let revision = match side.revision {
        Some(number) => fill(&words.revision, &[("n", number.to_string())]),
        None => words.now.clone(),
    };
    Ok(fill(&words.side, &[("document", document), ("revision", revision)]))
}

/// An answer in a cell; a code with its words.
pub fn worded(
    app: &App,
    session: &mut Session,
    id: u32,
    path: &str,
    answer: &Option<AnswerView>,
) -> String {
    let values = match answer {
        None => return "-".to_owned(),
        Some(AnswerView::Text(text)) => std::slice::from_ref(text),
        Some(AnswerView::Many(list)) => list.as_slice(),
    };
    let definition = session.open(&app.assets, id).ok().map(|opened| opened.definition);
    let codes = definition.and_then(|definition| {
        let (_, field) = field_of(path);
        definition.codes_of(definition.field(&field.parse().ok()?)?)
    });
    let word = |value: &String| match codes.and_then(|codes| codes.get(value)) {
        Some(code) => format!("{} ({value})", code.ko),
        None => value.clone(),
    };
    values.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// The row of a path, and the field that it names whatever the row.
fn field_of(path: &str) -> (Option<&str>, String) {
    match path.split_once('[').zip(path.split_once(']')) {
        Some(((table, _), (start, column))) => {
            let row = start.rsplit('[').next().unwrap_or_default();
            (Some(row), format!("{table}[]{column}"))
        }
        None => (None, path.to_owned()),
    }
}

/// `2026-03-02T09:30:00+09:00` as `2026-03-02 09:30`.
pub fn to_the_minute(at: &str) -> String {
    at.chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect()
}

/// The text with its placeholders filled in.
pub fn fill(text: &str, params: &[(&str, String)]) -> String {
    params
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// Papers are Korean; the English words stand beside for a firm that will want them.
pub fn words() -> Result<Words, WireError> {
    const KO: &str = include_str!("../../../../assets/papers/ko.toml");
    toml::from_str(KO)
        .map_err(|problem| WireError::new(ErrorCode::Internal).with("problem", problem.message()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_words_and_as_many_columns_as_cells() {
        let english: Words =
            toml::from_str(include_str!("../../../../assets/papers/en.toml")).unwrap();
        for words in [words().unwrap(), english] {
            assert_eq!(words.reconciliation.columns.len(), 9);
            assert_eq!(words.comparison.columns.len(), 4);
            assert_eq!(words.reconciliation.open.len(), 6);
            assert!(words.recovery.lead.len() > 3);
            assert_eq!((words.history.columns.len(), words.retained.columns.len()), (6, 4));
            assert_eq!(words.contacts.columns.len(), 9);
        }
    }
}
