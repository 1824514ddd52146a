//! The data inside exported papers: a third party's validator accepts them by the schema that the program publishes,
//! whatever eyes the copy is for.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::companions::start;
use crate::desk::{Desk, remittance};
use crate::pdf_text;

/// The filing as it stands in a paper's own file.
fn carried(pdf: &[u8]) -> Value {
    let text = pdf_text::of(pdf);
    let read = text.plain.iter().filter_map(|text| serde_json::from_str::<Value>(text).ok());
    let mut filings = read.filter(|json| json["format"] == "singo-filing-1");
    let filing = filings.next().expect("a paper carries its filing");
    assert!(filings.next().is_none(), "one filing and no other");
    filing
}

#[test]
fn what_an_exported_paper_carries_is_accepted_by_the_published_schema() {
    let desk = Desk::new();
    let remittance = remittance();
    let transfers = &remittance["tables"]["transfers"];
    let number = transfers[1]["originator_id_number"].as_str().unwrap();
    let remitted = start(&desk, &remittance["fields"], transfers);
    desk.call("filing.fill_totals", json!({ "id": remitted }));
    let forms = [
        ("str", json!(desk.approved()), json!(["subject.name"])),
        ("remittance", remitted, json!(["header.subject", "transfers[].originator_name"])),
    ];
    let mut kinds = BTreeMap::new();
    for (form, id, redact) in forms {
        let request = json!({ "form": form, "version": null, "on": null });
        let schema = desk.call("form.schema", request);
        let schema: Value = serde_json::from_str(schema["schema"].as_str().unwrap()).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        for (copy, redact) in [("full", json!([])), ("masked", json!([])), ("redacted", redact)] {
            let path = desk.folder.path().join(format!("{form}-{copy}.pdf"));
            let request = json!({ "id": id, "path": path, "purpose": "review", "copy": copy,
                                  "redact": redact });
            desk.call("filing.export_pdf", request);
            let filing = carried(&std::fs::read(&path).unwrap());
            let problems: Vec<_> = validator
                .iter_errors(&filing)
                .map(|error| format!("{}: {error:.200}", error.instance_path()))
                .collect();
            assert!(problems.is_empty(), "{form} {copy}: {problems:#?}");
            kinds.insert((form, copy), filing["copy"]["kind"].clone());
            // The paper of transfers masks identifiers of people on every copy, the authority's as well.
            if form == "remittance" {
                assert!(!filing.to_string().contains(number), "{copy}");
            }
            // The validator does look: the same filing with an answer that no field has is refused.
            let mut bad = filing;
            bad["content"]["fields"]["no.such"] = json!("1");
            assert!(!validator.is_valid(&bad), "{form} {copy}");
        }
    }
    assert_eq!(kinds[&("str", "full")], Value::Null, "nothing is withheld");
    assert_eq!(kinds[&("remittance", "full")], "full", "a masked number in the whole paper");
    for form in ["str", "remittance"] {
        assert_eq!(kinds[&(form, "masked")], "masked");
        assert_eq!(kinds[&(form, "redacted")], "redacted");
    }
}
