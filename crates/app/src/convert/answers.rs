//! Answers, rows and findings.

use std::collections::BTreeMap;

use singo_domain::answer::Answer;
use singo_domain::finding::Finding;
use singo_domain::rules::Severity;

use super::{count, name_of};
use crate::wire::{AnswerView, FindingView, Findings};

/// The most findings that cross at once; the counts are of all.
const MOST_FINDINGS: usize = 1000;

/// An answer for a shell.
pub fn answer_to_wire(answer: &Answer) -> AnswerView {
    match answer {
        Answer::Text(text) => AnswerView::Text(text.clone()),
        Answer::Many(values) => AnswerView::Many(values.clone()),
    }
}

/// An answer from a shell.
pub fn answer_from_wire(answer: AnswerView) -> Answer {
    match answer {
        AnswerView::Text(text) => Answer::Text(text),
        AnswerView::Many(values) => Answer::Many(values),
    }
}

/// Cells for a shell.
pub fn cells_to_wire(cells: &BTreeMap<String, Answer>) -> BTreeMap<String, AnswerView> {
    cells.iter().map(|(column, answer)| (column.clone(), answer_to_wire(answer))).collect()
}

/// Cells from a shell; blank ones are no answers.
pub fn cells_from_wire(cells: BTreeMap<String, AnswerView>) -> BTreeMap<String, Answer> {
    let read = cells.into_iter().map(|(column, answer)| (column, answer_from_wire(answer)));
    read.filter(|(_, answer)| !answer.is_blank()).collect()
}

/// Findings for a shell. `accepted` gives the written reason for which a warning was accepted.
pub fn findings_to_wire(
    findings: &[Finding],
    accepted: impl Fn(&Finding) -> Option<String>,
) -> Findings {
    let number = |severity| count(findings.iter().filter(|f| f.severity == severity).count());
    Findings {
        blocking: number(Severity::Block),
        warnings: number(Severity::Warn),
        findings: findings
            .iter()
            .take(MOST_FINDINGS)
            .map(|finding| FindingView {
                rule: finding.rule.clone(),
                severity: name_of(finding.severity),
                path: finding.path.as_ref().map(ToString::to_string),
                message: finding.message.clone(),
                params: finding.params.clone(),
                accepted: accepted(finding),
            })
            .collect(),
    }
}
