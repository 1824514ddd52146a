//! Plans and findings of imports between the reading and the wire.

use crate::convert::{cells_to_wire, count, wrong};
use crate::error::WireError;
use crate::import::{DecimalMark, Occurrence, Plan, ReadRow, Tally, Zone};
use crate::wire::{ImportCount, ImportFindings, ImportPlan, RejectedRow, RowFault};

/// A plan from the wire.
///
/// # Errors
/// When a zone or a decimal mark has no known name.
pub fn plan_from_wire(plan: &ImportPlan) -> Result<Plan, WireError> {
    let zone = plan.zone.as_deref().map(|name| match name {
        "kst" => Ok(Zone::Kst),
        "utc" => Ok(Zone::Utc),
        other => Err(wrong("zone", other)),
    });
    let decimal = plan.decimal.as_deref().map(|name| match name {
        "point" => Ok(DecimalMark::Point),
        "comma" => Ok(DecimalMark::Comma),
        other => Err(wrong("decimal", other)),
    });
    Ok(Plan {
        columns: plan.columns.clone(),
        constants: plan.constants.clone(),
        translations: plan.translations.clone(),
        zone: zone.transpose()?,
        decimal: decimal.transpose()?,
        digits: plan.digits.clone(),
    })
}

/// A plan on the wire.
pub fn plan_to_wire(plan: &Plan) -> ImportPlan {
    let zone = plan.zone.map(|zone| match zone {
        Zone::Kst => "kst",
        Zone::Utc => "utc",
    });
    let decimal = plan.decimal.map(|mark| match mark {
        DecimalMark::Point => "point",
        DecimalMark::Comma => "comma",
    });
    ImportPlan {
        columns: plan.columns.clone(),
        constants: plan.constants.clone(),
        translations: plan.translations.clone(),
        zone: zone.map(str::to_owned),
        decimal: decimal.map(str::to_owned),
        digits: plan.digits.clone(),
    }
}

/// What a reading found, on the wire.
pub fn findings_of(tally: Tally, sha256: String) -> ImportFindings {
    type Counts = std::collections::BTreeMap<(&'static str, Option<String>), Occurrence>;
    let counts = |counts: Counts| {
        let counted = counts.into_iter().map(|((code, heading), found)| ImportCount {
            code: code.to_owned(),
            heading,
            count: count(found.count),
            line: Some(count(found.first)),
        });
        counted.collect()
    };
    ImportFindings {
        sha256,
        accepted: count(tally.accepted),
        rejected: count(tally.rejected),
        duplicates: count(tally.duplicates),
        reasons: counts(tally.faults),
        notices: counts(tally.notices),
        rows: tally.shown_rejected.into_iter().map(rejected).collect(),
        samples: tally.shown_rows.iter().map(cells_to_wire).collect(),
    }
}

fn rejected(row: ReadRow) -> RejectedRow {
    let faults = row.outcome.err().unwrap_or_default().into_iter().map(|fault| RowFault {
        heading: fault.heading,
        reason: fault.reason.to_owned(),
        text: fault.text,
    });
    RejectedRow { line: count(row.line), faults: faults.collect(), cells: row.raw }
}
