//! Where forms take what is known of customers and addresses: `assets/parties.toml`, read once.
//!
//! The register names facts; a form names fields. Not here: who fills what when (use cases).

use std::collections::BTreeMap;

use serde::Deserialize;
use singo_domain::answer::Answer;
use singo_domain::definition::Definition;
use singo_domain::path::FieldId;
use singo_store::Cells;

/// Every place of every form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// What can be known of a customer.
    pub facts: Vec<String>,
    /// What can be known of an address.
    pub wallet_facts: Vec<String>,
    #[serde(rename = "party")]
    parties: Vec<Place>,
    #[serde(rename = "wallet")]
    wallets: Vec<Place>,
}

/// A place of a form that takes facts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The form.
    pub form: String,
    /// The name by which commands ask for it; empty for addresses.
    #[serde(default)]
    pub place: String,
    /// The field with the exchange's customer number, where there is one.
    #[serde(default)]
    pub customer: Option<FieldId>,
    /// Fields that are called like the facts behind this.
    #[serde(default)]
    prefix: Option<String>,
    #[serde(default)]
    fields: BTreeMap<String, FieldId>,
    #[serde(default)]
    codes: BTreeMap<String, BTreeMap<String, String>>,
}

impl Places {
    /// Reads the places.
    ///
    /// # Errors
    /// What does not read, as text.
    pub fn load(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The places of a form that take a customer.
    pub fn parties(&self, form: &str) -> impl Iterator<Item = &Place> {
        self.parties.iter().filter(move |place| place.form == form)
    }

    /// The fields that the places of a form name and a version of it lacks.
    pub fn strangers(&self, definition: &Definition) -> Vec<String> {
        let form = &definition.form.id;
        let named = self.parties(form).chain(self.wallet(form));
        let named = named.flat_map(|place| place.fields.values().chain(&place.customer));
        let lacking = named.filter(|field| definition.field(field).is_none());
        lacking.map(ToString::to_string).collect()
    }

    /// The place of a form that takes an address.
    pub fn wallet(&self, form: &str) -> Option<&Place> {
        self.wallets.iter().find(|place| place.form == form)
    }
}

impl Place {
    /// The field that takes a fact; `None` where the form has none.
    pub fn field(&self, fact: &str) -> Option<FieldId> {
        match &self.prefix {
            Some(prefix) => format!("{prefix}{fact}").parse().ok(),
            None => self.fields.get(fact).cloned(),
        }
    }

    /// The table whose rows take the facts; `None` where single fields do.
    pub fn table(&self) -> Option<String> {
        let first = self.prefix.as_deref().or(self.fields.values().next().map(FieldId::as_str))?;
        first.split_once("[]").map(|(table, _)| table.to_owned())
    }

    /// The facts as the fields of this place take them. A code that the form does not have is left out.
    pub fn answers(&self, facts: &Cells) -> BTreeMap<FieldId, Answer> {
        let taken = facts.iter().filter_map(|(fact, answer)| {
            let answer = match self.codes.get(fact) {
                Some(codes) => Answer::Text(codes.get(answer.to_text().trim())?.clone()),
                None => answer.clone(),
            };
            Some((self.field(fact)?, answer))
        });
        taken.filter(|(_, answer)| !answer.is_blank()).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::assets::Assets;

    #[test]
    fn every_place_is_a_field_of_its_form() {
        let assets = Assets::bundled().unwrap();
        let mut seen = 0;
        for definition in assets.catalogue.all() {
            let form = &definition.form.id;
            let parties = assets.places.parties(form).map(|place| (place, &assets.places.facts));
            let wallet =
                assets.places.wallet(form).map(|place| (place, &assets.places.wallet_facts));
            for (place, facts) in parties.chain(wallet) {
                let fields: Vec<_> = facts.iter().filter_map(|fact| place.field(fact)).collect();
                seen += fields.len();
                // A form with fields named after facts may lack some of them; a named field must be there.
                let there = fields.iter().filter(|field| definition.field(field).is_some()).count();
                let wanted = if place.prefix.is_some() { facts.len() - 1 } else { fields.len() };
                assert!(there >= wanted, "{form} {} {}", definition.form.version, place.place);
                for named in place.fields.keys().chain(place.codes.keys()) {
                    assert!(facts.contains(named), "{named} is no fact");
                }
                for (fact, codes) in &place.codes {
                    let field = place.field(fact).unwrap();
                    let list = definition.field(&field).unwrap().codes.clone().unwrap();
                    let listed = &definition.codes[&list].codes;
                    let there = |code: &String| listed.iter().any(|known| known.value == *code);
                    assert!(codes.values().all(there), "{fact}: {codes:?}");
                }
            }
        }
        assert!(seen > 100, "places are read: {seen}");
    }
}
