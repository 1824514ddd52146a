//! What a new version of a form changes, for whoever decides about it: the heads side by side, and the names of the
//! fields, rules and code lists that come, go or say something else.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use singo_domain::definition::{Definition, Period};

use crate::convert::{count, name_of};
use crate::wire::{FormDifference, FormParts};

/// The differences between the version before, if there is one, and the new one: in the whole, and in the parts.
pub fn differences(
    before: Option<&Definition>,
    after: &Definition,
) -> (Vec<FormDifference>, Vec<FormParts>) {
    let heads = (before.map(head).unwrap_or_default(), head(after));
    let heads = heads.1.into_iter().filter_map(|(what, after)| {
        let before = heads.0.get(what).cloned().unwrap_or_default();
        (before != after).then(|| FormDifference { what: what.to_owned(), before, after })
    });
    let parts = [
        ("fields", before.map(fields).unwrap_or_default(), fields(after)),
        ("rules", before.map(rules).unwrap_or_default(), rules(after)),
        ("codes", before.map(codes).unwrap_or_default(), codes(after)),
    ];
    let parts = parts.map(|(what, before, after)| compared(what, &before, &after));
    // What was masked and is masked no more concerns people: it is told by itself.
    let veiled = |d: &Definition| -> BTreeSet<String> {
        d.fields().filter(|(_, f)| f.personal).map(|(_, f)| f.path.to_string()).collect()
    };
    let shown = before.map(veiled).unwrap_or_default();
    let bared = shown.into_iter().filter(|path| {
        after.fields().any(|(_, field)| field.path.as_str() == path && !field.personal)
    });
    let bared: Vec<String> = bared.collect();
    let bared = FormDifference {
        what: "no_longer_masked".to_owned(),
        before: bared.join(", "),
        after: String::new(),
    };
    let bared = Some(bared).filter(|difference| !difference.before.is_empty());
    (heads.chain(bared).collect(), parts.into())
}

/// What is said of a version as a whole. Values of the form's own words, or codes.
fn head(definition: &Definition) -> BTreeMap<&'static str, String> {
    let form = &definition.form;
    let deadline = &form.deadline;
    let counted = deadline.counted_from.as_ref().map(ToString::to_string).unwrap_or_default();
    let period = match deadline.period {
        Period::BusinessDays(days) => format!("business_days:{days}"),
        Period::DayOfNextMonth(day) => format!("day_of_next_month:{day}"),
    };
    BTreeMap::from([
        ("title_ko", definition.ko.title.clone()),
        ("title_en", definition.en.title.clone()),
        ("status", name_of(form.status)),
        ("authority", form.authority.clone()),
        ("cite", form.cite.clone()),
        ("deadline", period),
        ("counted_from", counted),
        ("deadline_cite", deadline.cite.clone()),
        ("masked_on_paper", masked_on_paper(definition)),
    ])
}

/// The identifiers that the paper does not carry whole.
fn masked_on_paper(definition: &Definition) -> String {
    #[derive(Deserialize)]
    struct Page {
        #[serde(default)]
        masked: Vec<Masked>,
    }
    #[derive(Deserialize)]
    struct Masked {
        field: String,
    }
    let page = toml::from_str::<Page>(&definition.page).map(|page| page.masked);
    let fields: Vec<String> = page.into_iter().flatten().map(|masked| masked.field).collect();
    fields.join(", ")
}

type Named = BTreeMap<String, String>;

fn fields(definition: &Definition) -> Named {
    let said = |path| (definition.ko.field.get(path), definition.en.field.get(path));
    let field = definition.fields().map(|(section, field)| {
        (field.path.to_string(), format!("{} {field:?} {:?}", section.id, said(&field.path)))
    });
    field.collect()
}

fn rules(definition: &Definition) -> Named {
    let said = |key| (definition.ko.message.get(key), definition.en.message.get(key));
    let text = |rule| serde_json::to_string(rule).unwrap_or_default();
    let rule = definition
        .rules
        .iter()
        .map(|rule| (rule.id.clone(), format!("{} {:?}", text(rule), said(&rule.message))));
    rule.collect()
}

fn codes(definition: &Definition) -> Named {
    definition.codes.iter().map(|(id, list)| (id.clone(), format!("{list:?}"))).collect()
}

fn compared(what: &str, before: &Named, after: &Named) -> FormParts {
    let missing = |of: &Named, other: &Named| -> Vec<String> {
        of.keys().filter(|name| !other.contains_key(*name)).cloned().collect()
    };
    let changed = after.iter().filter(|(name, text)| before.get(*name).is_some_and(|b| b != *text));
    FormParts {
        what: what.to_owned(),
        before: count(before.len()),
        after: count(after.len()),
        added: missing(after, before),
        removed: missing(before, after),
        changed: changed.map(|(name, _)| name.clone()).collect(),
    }
}
