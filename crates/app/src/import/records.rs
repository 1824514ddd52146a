//! JSON as a table: travel-rule messages in both editions of IVMS101 (2020 and 2023) and in the Korean CODE
//! spelling, and plain lists of records.
//!
//! A message becomes one line whose headings are the column names of the transfers table; what else stands
//! beside it keeps its own name. The line number is the number of the record. The spellings differ in capital
//! letters and plurals alone, so names are compared without them. Values stay as they stand; what a code of
//! the standard means to a form is data (`assets/import`).

use std::collections::BTreeMap;
use std::io::Read;

use serde_json::{Map, Value};

use super::encoding::{Decoding, TextEncoding};
use super::error::SheetError;
use super::input::Input;
use super::sheet::{Cell, Lines, Origin, SheetLine};

/// The heading of the tag that an originator's address had; no column of the table is meant for it.
pub const ORIGINATOR_TAG: &str = "originator_tag";

/// Cells by heading, in the order found.
type Record = Vec<(String, Cell)>;

/// Opens a JSON text: one record, a list of them, or an object that holds such a list.
///
/// # Errors
/// [`SheetError`]: `json` with the line that is no JSON, `no_records` when it holds no record.
pub fn open(input: &Input, encoding: TextEncoding) -> Result<Lines, SheetError> {
    let mut text = String::new();
    Decoding::new(input.open()?, encoding).read_to_string(&mut text)?;
    let value: Value =
        serde_json::from_str(&text).map_err(|error| SheetError::on("json", error.line() as u64))?;
    let records: Vec<Record> = listed(&value)?.into_iter().map(record).collect();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut headings = Vec::new();
    for (heading, _) in records.iter().flatten() {
        places.entry(heading.clone()).or_insert_with(|| {
            headings.push(Cell::text(heading));
            headings.len() - 1
        });
    }
    if headings.is_empty() {
        return Err(SheetError::of("no_records"));
    }
    let width = headings.len();
    let rows = records.into_iter().zip(1..).map(move |(record, line)| {
        let mut cells = vec![Cell::text(""); width];
        for (heading, cell) in record {
            if let Some(at) = places.get(&heading) {
                cells[*at] = cell;
            }
        }
        Ok(SheetLine { line, cells })
    });
    let head = SheetLine { line: 0, cells: headings };
    Ok(Box::new(std::iter::once(Ok(head)).chain(rows)))
}

/// The records of a document.
fn listed(value: &Value) -> Result<Vec<&Map<String, Value>>, SheetError> {
    let objects = |list: &'_ [Value]| list.iter().all(Value::is_object);
    let list = match value {
        Value::Array(list) => list.as_slice(),
        Value::Object(object) => {
            let lists = object.values().filter_map(Value::as_array);
            let inner = lists.max_by_key(|list| list.len()).filter(|list| objects(list));
            match inner {
                Some(list) if message(object).is_none() => list.as_slice(),
                _ => return Ok(vec![object]),
            }
        }
        _ => &[],
    };
    let records: Vec<_> = list.iter().filter_map(Value::as_object).collect();
    if records.is_empty() || records.len() < list.len() {
        return Err(SheetError::of("no_records"));
    }
    Ok(records)
}

fn record(object: &Map<String, Value>) -> Record {
    let mut cells = Record::new();
    let (holder, found) = match message(object) {
        Some((holder, found)) => (holder, Some(found)),
        None => (None, None),
    };
    for (name, value) in object {
        let part_of_message = match holder {
            Some(holder) => holder == name,
            None => found.is_some() && PARTS.contains(&plain(name).as_str()),
        };
        if !part_of_message {
            flatten(name, value, &mut cells);
        }
    }
    if let Some(found) = found {
        parties(found, &mut cells);
    }
    cells
}

/// The parts of a message, as [`plain`] has them.
const PARTS: [&str; 6] = [
    "originator",
    "beneficiary",
    "originatingvasp",
    "beneficiaryvasp",
    "transferpath",
    "payloadmetadata",
];

/// The travel-rule message in a record: the record itself, or what it holds under one name.
fn message(object: &Map<String, Value>) -> Option<(Option<&String>, &Map<String, Value>)> {
    let is_message = |object: &Map<String, Value>| {
        ["originator", "beneficiary"]
            .iter()
            .all(|part| get(object, part).is_some_and(Value::is_object))
    };
    if is_message(object) {
        return Some((None, object));
    }
    object.iter().find_map(|(name, value)| {
        let inner = value.as_object().filter(|inner| is_message(inner))?;
        Some((Some(name), inner))
    })
}

/// A name without capital letters, and without the plural of one edition.
fn plain(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let singular = name.strip_suffix('s').filter(|_| !name.ends_with("ss"));
    singular.map_or(name.clone(), str::to_owned)
}

fn get<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    object.iter().find(|(own, _)| plain(own) == plain(name)).map(|(_, value)| value)
}

/// The value under a path; of a list the first.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let first = |value: &'v Value| match value {
        Value::Array(list) => list.first(),
        value => Some(value),
    };
    path.split('.')
        .try_fold(value, |value, name| get(first(value)?.as_object()?, name))
        .and_then(first)
}

fn text_at(value: &Value, path: &str) -> String {
    at(value, path).map(|value| cell_of(value).text).unwrap_or_default()
}

fn cell_of(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::text(""),
        Value::String(text) => Cell::text(text),
        // JSON keeps a number that is no integer in binary; the reader of cells counts its digits.
        Value::Number(number) => match number.as_f64() {
            Some(binary) if number.is_f64() => {
                Cell { text: binary.to_string(), origin: Origin::Number }
            }
            _ => Cell::text(&number.to_string()),
        },
        value => Cell::text(&value.to_string()),
    }
}

/// What stands beside a message: every leaf under its path.
fn flatten(path: &str, value: &Value, cells: &mut Record) {
    match value {
        Value::Object(object) => {
            object
                .iter()
                .for_each(|(name, value)| flatten(&format!("{path}.{name}"), value, cells));
        }
        Value::Array(list) if list.len() == 1 => flatten(path, &list[0], cells),
        Value::Array(list) => {
            list.iter()
                .zip(1..)
                .for_each(|(value, n)| flatten(&format!("{path}.{n}"), value, cells));
        }
        value => cells.push((path.to_owned(), cell_of(value))),
    }
}

/// The originator, the beneficiary and their institutions.
fn parties(message: &Map<String, Value>, cells: &mut Record) {
    for side in ["originator", "beneficiary"] {
        let Some(party) = get(message, side) else { continue };
        let mut put = |column: &str, text: String| {
            if !text.is_empty() {
                cells.push((format!("{side}_{column}"), Cell::text(&text)));
            }
        };
        let persons = party.as_object().and_then(|party| get(party, &format!("{side}Person")));
        person(persons.unwrap_or(&Value::Null), &mut put);
        let (address, tag) = split_tag(&text_at(party, "accountNumber"));
        let column = if side == "originator" { "from_address" } else { "to_address" };
        // The table keeps the tag of where a transfer goes; of where it came from, the user is told.
        let beside = if side == "beneficiary" { "memo" } else { ORIGINATOR_TAG };
        for (column, text) in [(column, address), (beside, tag)] {
            if !text.is_empty() {
                cells.push((column.to_owned(), Cell::text(&text)));
            }
        }
    }
    for side in ["originatingVASP", "beneficiaryVASP"] {
        // The institution stands in an object of the same name within.
        let Some(outer) = get(message, side) else { continue };
        let vasp = at(outer, side).unwrap_or(outer);
        let Some(legal) = at(vasp, "legalPerson") else { continue };
        for (column, text) in [
            ("name", or(local_name(legal), name(legal))),
            (
                "country",
                or(
                    text_at(legal, "countryOfRegistration"),
                    text_at(legal, "geographicAddress.country"),
                ),
            ),
            ("id", text_at(legal, "nationalIdentification.nationalIdentifier")),
        ] {
            if !text.is_empty() {
                cells.push((format!("{side}.{column}"), Cell::text(&text)));
            }
        }
    }
    let version = message.get("payloadMetadata").map(|of| text_at(of, "payloadVersion"));
    if let Some(version) = version.filter(|version| !version.is_empty()) {
        cells.push((String::from("payloadVersion"), Cell::text(&version)));
    }
}

/// The persons of one side. A company comes with the person who represents it (CODE).
fn person(persons: &Value, put: &mut impl FnMut(&str, String)) {
    let list: Vec<&Value> = match persons {
        Value::Array(list) => list.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    };
    let first = |kind: &str| list.iter().find_map(|person| at(person, kind));
    let (natural, legal) = (first("naturalPerson"), first("legalPerson"));
    let Some(party) = legal.or(natural) else { return };
    put("kind", String::from(if legal.is_some() { "legalPerson" } else { "naturalPerson" }));
    let (local, named) = (local_name(party), name(party));
    put("name", or(local, named.clone()));
    if legal.is_some() {
        if named.is_ascii() {
            put("name_en", named);
        }
        let representative = natural.map(|natural| or(local_name(natural), name(natural)));
        put("rep_name", representative.unwrap_or_default());
    } else if named.is_ascii() {
        put("surname_en", text_at(party, "name.nameIdentifier.primaryIdentifier"));
        put("given_en", text_at(party, "name.nameIdentifier.secondaryIdentifier"));
    }
    put("born_on", text_at(natural.unwrap_or(party), "dateAndPlaceOfBirth.dateOfBirth"));
    put("id_kind", text_at(party, "nationalIdentification.nationalIdentifierType"));
    put("id_number", text_at(party, "nationalIdentification.nationalIdentifier"));
    put("id_country", text_at(party, "nationalIdentification.countryOfIssue"));
    put("id_authority", text_at(party, "nationalIdentification.registrationAuthority"));
    put("residence", text_at(party, "countryOfResidence"));
    put(
        "customer_id",
        or(text_at(party, "customerIdentification"), text_at(party, "customerNumber")),
    );
    put("address", address(party));
    // Further holders of the account are shown, not dropped.
    let known = usize::from(natural.is_some()) + usize::from(legal.is_some());
    let others =
        list.iter().filter_map(|person| at(person, "naturalPerson").or(at(person, "legalPerson")));
    let others: Vec<String> =
        others.filter(|other| *other != party && Some(*other) != natural).map(name).collect();
    if list.len() > known {
        put("others", others.join(", "));
    }
}

fn or(first: String, second: String) -> String {
    if first.is_empty() { second } else { first }
}

/// The name in the Latin or only spelling. Hangul is written without a space between surname and given name.
fn name(person: &Value) -> String {
    joined(at(person, "name.nameIdentifier"))
}

fn local_name(person: &Value) -> String {
    joined(at(person, "name.localNameIdentifier"))
}

fn joined(identifier: Option<&Value>) -> String {
    let Some(identifier) = identifier else { return String::new() };
    let legal = text_at(identifier, "legalPersonName");
    if !legal.is_empty() {
        return legal;
    }
    let surname = text_at(identifier, "primaryIdentifier");
    let given = text_at(identifier, "secondaryIdentifier");
    let is_hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    if surname.chars().all(is_hangul) {
        format!("{surname}{given}")
    } else {
        format!("{given} {surname}").trim().to_owned()
    }
}

/// An address on one line: as its lines stand, else its parts from the large to the small.
fn address(person: &Value) -> String {
    let Some(address) = at(person, "geographicAddress") else { return String::new() };
    let lines = address.as_object().and_then(|address| get(address, "addressLine"));
    let lines: Vec<String> = match lines {
        Some(Value::Array(lines)) => lines.iter().map(|line| cell_of(line).text).collect(),
        Some(line) => vec![cell_of(line).text],
        None => {
            let parts = [
                "country",
                "countrySubDivision",
                "townName",
                "streetName",
                "buildingNumber",
                "postCode",
            ];
            parts.iter().map(|part| text_at(address, part)).collect()
        }
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// CODE joins an address and its tag with a colon. A colon near the front belongs to the address itself.
pub fn split_tag(account: &str) -> (String, String) {
    const SHORTEST_ADDRESS: usize = 20;
    match account.rsplit_once(':') {
        Some((address, tag)) if address.len() >= SHORTEST_ADDRESS && !address.ends_with(':') => {
            (address.to_owned(), tag.to_owned())
        }
        _ => (account.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(json: &str) -> BTreeMap<String, String> {
        let mut lines = open(&Input::Bytes(json.as_bytes().into()), TextEncoding::Utf8).unwrap();
        let head = lines.next().unwrap().unwrap();
        let row = lines.next().unwrap().unwrap();
        let names = head.cells.into_iter().map(|cell| cell.text);
        names.zip(row.cells.into_iter().map(|cell| cell.text)).collect()
    }

    /// One message in the three spellings.
    #[test]
    fn both_editions_and_the_korean_spelling_read_the_same() {
        let code = r#"{"Originator": {"originatorPersons": [{"naturalPerson": {
            "name": {"nameIdentifiers": [{"primaryIdentifier": "NA", "secondaryIdentifier": "BOGO", "nameIdentifierType": "LEGL"}],
                     "localNameIdentifiers": [{"primaryIdentifier": "나", "secondaryIdentifier": "보고", "nameIdentifierType": "LEGL"}]},
            "dateAndPlaceOfBirth": {"dateOfBirth": "1990-01-01"},
            "customerIdentification": "U-1"}}], "accountNumber": ["rsA2LpzuawewSBQXkiju3YQTMzW13pAAdW:104"]},
          "Beneficiary": {"beneficiaryPersons": [{"legalPerson": {"name": {"nameIdentifiers": [{"legalPersonName": "GAON LTD", "legalPersonNameIdentifierType": "LEGL"}]}}},
                           {"naturalPerson": {"name": {"nameIdentifiers": [{"primaryIdentifier": "다담당", "secondaryIdentifier": ""}]}}}],
                          "accountNumber": ["rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY:2026"]},
          "OriginatingVASP": {"originatingVASP": {"legalPerson": {"name": {"nameIdentifiers": [{"legalPersonName": "가온디지털거래소"}]}, "countryOfRegistration": "KR"}}}}"#;
        let of_2020 = code
            .replace("Identifiers\"", "Identifier\"")
            .replace("\"Originator\"", "\"originator\"")
            .replace("\"Beneficiary\"", "\"beneficiary\"")
            .replace("\"OriginatingVASP\"", "\"originatingVASP\"");
        let of_2023 = of_2020
            .replace("originatorPersons", "originatorPerson")
            .replace("beneficiaryPersons", "beneficiaryPerson")
            .replace("\"nameIdentifierType\"", "\"naturalPersonNameIdentifierType\"");
        let read = first(code);
        for (column, text) in [
            ("originator_kind", "naturalPerson"),
            ("originator_name", "나보고"),
            ("originator_surname_en", "NA"),
            ("originator_born_on", "1990-01-01"),
            ("originator_customer_id", "U-1"),
            ("beneficiary_kind", "legalPerson"),
            ("beneficiary_name", "GAON LTD"),
            ("from_address", "rsA2LpzuawewSBQXkiju3YQTMzW13pAAdW"),
            (ORIGINATOR_TAG, "104"),
            ("beneficiary_rep_name", "다담당"),
            ("to_address", "rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY"),
            ("memo", "2026"),
            ("originatingVASP.name", "가온디지털거래소"),
            ("originatingVASP.country", "KR"),
        ] {
            assert_eq!(read.get(column).map(String::as_str), Some(text), "{column}");
        }
        assert_eq!(first(&of_2020), read);
        assert_eq!(first(&of_2023), read);
    }

    #[test]
    fn records_keep_their_own_fields_beside_the_message() {
        let read = first(
            r#"{"transfers": [{"txHash": "ab", "amount": 12345678901234567890, "fee": {"coin": "TRX"},
                "ivms101": {"originator": {}, "beneficiary": {"accountNumber": "0:abc"}}}]}"#,
        );
        assert_eq!(read["txHash"], "ab");
        assert_eq!(read["amount"], "12345678901234567890");
        assert_eq!(read["fee.coin"], "TRX");
        assert_eq!(read["to_address"], "0:abc", "a colon of the address itself stays");
        let broken = Input::Bytes(b"[1,\n2,,]".as_slice().into());
        assert_eq!(open(&broken, TextEncoding::Utf8).err(), Some(SheetError::on("json", 2)));
    }
}
