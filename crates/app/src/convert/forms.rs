//! Definitions.

use std::collections::BTreeMap;

use singo_domain::definition::{CodeList, Definition, Texts};

use super::{count, korean, name_of};
use crate::assets::{Assets, Origin};
use crate::places::Place;
use crate::wire::{
    CodeView, FieldView, FormAddedView, FormSummary, FormView, PartyPlaceView, RuleView,
    SectionView, TextsView,
};

/// A definition in a list.
pub fn form_summary(assets: &Assets, definition: &Definition) -> FormSummary {
    let head = &definition.form;
    let origin = assets.origins.get(&definition.hash);
    let name = match origin {
        None => "built_in",
        Some(Origin::Added { .. }) => "added",
        Some(Origin::Given) => "given",
    };
    FormSummary {
        form: head.id.clone(),
        version: head.version.clone(),
        effective_from: head.effective_from.to_string(),
        effective_to: head.effective_to.map(|day| day.to_string()),
        authority: head.authority.clone(),
        status: name_of(head.status),
        title_ko: definition.ko.title.clone(),
        title_en: definition.en.title.clone(),
        cite: head.cite.clone(),
        hash: definition.hash.clone(),
        origin: name.to_owned(),
        added: match origin {
            Some(Origin::Added { at, by, source }) => {
                Some(FormAddedView { at: korean(*at), by: by.clone(), source: source.clone() })
            }
            _ => None,
        },
    }
}

/// A whole definition, with the places where it takes what is known of customers and addresses.
pub fn form_view(assets: &Assets, definition: &Definition) -> FormView {
    let places = &assets.places;
    let mut tables: Vec<String> = Vec::new();
    for table in definition.sections.iter().filter_map(|section| section.table.as_ref()) {
        if !tables.contains(table) {
            tables.push(table.clone());
        }
    }
    FormView {
        summary: form_summary(assets, definition),
        hash: definition.hash.clone(),
        sections: sections(definition),
        tables,
        codes: codes(definition),
        ko: texts(&definition.ko),
        en: texts(&definition.en),
        rules: rules(definition),
        transfers: definition.form.roles.transfers.clone(),
        source: definition.source.clone(),
        title_field: definition.form.roles.title.to_string(),
        parties: places
            .parties(&definition.form.id)
            .map(|place| PartyPlaceView {
                place: place.place.clone(),
                table: place.table(),
                fields: fields(definition, place, &places.facts),
            })
            .collect(),
        wallet: places
            .wallet(&definition.form.id)
            .map(|place| fields(definition, place, &places.wallet_facts))
            .unwrap_or_default(),
    }
}

/// The fields of this version that take facts.
fn fields(definition: &Definition, place: &Place, facts: &[String]) -> BTreeMap<String, String> {
    let taken = facts.iter().filter_map(|fact| {
        let field = place.field(fact)?;
        definition.field(&field)?;
        Some((fact.clone(), field.to_string()))
    });
    taken.collect()
}

fn sections(definition: &Definition) -> Vec<SectionView> {
    let view = |section: &singo_domain::definition::Section| SectionView {
        id: section.id.clone(),
        spec: section.spec.clone(),
        table: section.table.clone(),
        supplement: section.supplement,
        fields: section
            .fields
            .iter()
            .map(|field| FieldView {
                path: field.path.to_string(),
                spec: field.spec.clone(),
                kind: name_of(field.kind),
                max: field.max.map(count),
                codes: field.codes.clone(),
                provisional: field.provisional,
                personal: field.personal,
                cite: field.cite.clone(),
            })
            .collect(),
    };
    definition.sections.iter().map(view).collect()
}

fn codes(definition: &Definition) -> BTreeMap<String, Vec<CodeView>> {
    definition.codes.iter().map(|(id, list)| (id.clone(), codes_to_wire(list))).collect()
}

/// The codes of a list, in its order.
pub fn codes_to_wire(list: &CodeList) -> Vec<CodeView> {
    let view = |code: &singo_domain::definition::Code| CodeView {
        value: code.value.clone(),
        ko: code.ko.clone(),
        en: code.en.clone(),
        provisional: code.provisional,
    };
    list.codes.iter().map(view).collect()
}

fn rules(definition: &Definition) -> BTreeMap<String, RuleView> {
    definition
        .rules
        .iter()
        .map(|rule| {
            let (cite, why) = (rule.cite.clone(), rule.why.clone());
            (rule.id.clone(), RuleView { severity: name_of(rule.severity), cite, why })
        })
        .collect()
}

fn texts(texts: &Texts) -> TextsView {
    let help =
        |(field, text): (&singo_domain::path::FieldId, &singo_domain::definition::FieldText)| {
            Some((field.to_string(), text.help.clone()?))
        };
    TextsView {
        title: texts.title.clone(),
        section: texts.section.clone(),
        table: texts.table.clone(),
        label: texts.field.iter().map(|(f, text)| (f.to_string(), text.label.clone())).collect(),
        help: texts.field.iter().filter_map(help).collect(),
        message: texts.message.clone(),
    }
}
