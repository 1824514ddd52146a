//! Headings to columns: the guess that the user sees with samples and can correct.

use std::collections::BTreeSet;

use singo_domain::definition::{Definition, Field};

use super::profile::{ImportProfile, folded};

/// The column of the table for each heading, or `None`. No column is given twice;
/// of two headings that fit, the first has it.
pub fn guess<'d>(
    headings: &[String],
    definition: &'d Definition,
    profile: &ImportProfile,
) -> Vec<Option<&'d Field>> {
    let columns: Vec<&Field> = definition
        .fields()
        .map(|(_, field)| field)
        .filter(|field| field.path.table() == Some(profile.table.as_str()))
        .collect();
    let mut taken = BTreeSet::new();
    headings
        .iter()
        .map(|heading| {
            let wanted = folded(heading);
            let found = columns.iter().find(|field| {
                !taken.contains(field.path.name())
                    && names(definition, field, profile).contains(&wanted)
            })?;
            taken.insert(found.path.name().to_owned());
            Some(*found)
        })
        .collect()
}

/// Every heading that means this column: its name, its labels, its synonyms.
fn names(definition: &Definition, field: &Field, profile: &ImportProfile) -> BTreeSet<String> {
    let labels = [&definition.ko, &definition.en]
        .into_iter()
        .filter_map(|texts| texts.field.get(&field.path))
        .map(|text| text.label.as_str());
    let synonyms = profile.columns.get(field.path.name()).into_iter().flatten();
    labels.chain(synonyms.map(String::as_str)).chain([field.path.name()]).map(folded).collect()
}
