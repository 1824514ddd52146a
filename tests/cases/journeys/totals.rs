//! The totals of a report are the same to the last digit in the vault, on the paper, in the JSON and in the files for
//! spreadsheets; and they are those that plain arithmetic on whole numbers gives, done here and nowhere in the program.
//!
//! `SINGO_TOTALS` sets how many reports are made [default: 24], `SINGO_SEED` brings a run back.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_domain::canonical::sha256_hex;

use crate::companions::{add, csv, export, file, sheet, start};
use crate::desk::Desk;
use crate::pdf_text;

const ASSETS: [(&str, usize); 6] =
    [("USDT", 6), ("USDC", 6), ("XRP", 6), ("BTC", 8), ("ETH", 18), ("KRWQ", 0)];
const COUNTRIES: [&str; 6] = ["SG", "VN", "US", "JP", "AE", "DE"];
const REASONS: [&str; 8] = ["V01", "V02", "G01", "G02", "G05", "S01", "I01", "Z99"];
const KINDS: [(&str, &str); 4] = [
    ("foreign-vasp", "해외 가상자산사업자"),
    ("domestic-vasp", "국내 가상자산사업자"),
    ("unhosted", "개인지갑(비수탁)"),
    ("unknown", "미확인"),
];

/// A linear congruence is random enough for amounts, and the same in every run.
struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn row(&mut self, name: &str) -> Value {
        let (asset, places) = self.one(&ASSETS);
        // All 78 digits of the largest uint256 now and then, or the smallest unit.
        let quantity = match (self.below(4), places) {
            (0, 18) => {
                "115792089237316195423570985008687907853269984665640564039457.584007913129639935"
                    .to_owned()
            }
            (_, 0) => (1 + self.below(1_000_000_000)).to_string(),
            (1, _) => format!("0.{}1", "0".repeat(places - 1)),
            _ => format!("{}.{:0places$}", self.below(1_000_000_000), self.below(10_u64.pow(6))),
        };
        // More won than 64 bits hold, a round number, or anything.
        let krw = match self.below(12) {
            0 => {
                format!("{}{:09}", 1 + self.below(99_999_999), self.below(1_000_000_000)).repeat(2)
            }
            1 => (self.below(1_000) * 1_000_000).to_string(),
            _ => (self.below(2) * 999_999_999_999 + self.below(1_000_000_000)).to_string(),
        };
        let usd = format!("{}.{:02}", self.below(4_000_000_000), self.below(100));
        json!({
            "direction": self.one(&["out", "in"]), "asset": asset, "quantity": quantity,
            "counterparty_country": self.one(&COUNTRIES), "reason": self.one(&REASONS),
            "counterparty_kind": self.one(&KINDS).0, "exchange_tx_id": name,
            "krw_value": krw, "usd_value": usd,
            // What was cancelled or came back is in no sum.
            "status": self.one(&["completed", "completed", "completed", "cancelled", "returned"]),
        })
    }
}

fn text<'r>(row: &'r Value, column: &str) -> &'r str {
    row[column].as_str().unwrap()
}

/// What a report must state: single totals by path, and group totals by their column and its value.
struct Wanted {
    fields: BTreeMap<&'static str, String>,
    groups: BTreeMap<(&'static str, String), [String; 3]>,
}

/// Sums of chosen rows: how many, won, dollars.
fn summed<'r>(rows: impl Iterator<Item = &'r Value>) -> [String; 3] {
    let rows: Vec<&Value> = rows.collect();
    let of = |column: &str, places| {
        let texts: Vec<String> = rows.iter().map(|row| text(row, column).to_owned()).collect();
        // A sum over nothing is plainly nought.
        if texts.is_empty() { "0".to_owned() } else { add(&texts, places) }
    };
    [rows.len().to_string(), of("krw_value", 0), of("usd_value", 2)]
}

fn wanted(rows: &[Value]) -> Wanted {
    let moved = || rows.iter().filter(|row| text(row, "status") == "completed");
    let side =
        |side: &'static str| summed(moved().filter(move |row| text(row, "direction") == side));
    let ([out, out_krw, out_usd], [inward, in_krw, in_usd]) = (side("out"), side("in"));
    let all = moved().count();
    let fields = BTreeMap::from([
        ("summary.transfer_count", all.to_string()),
        ("summary.out_count", out),
        ("summary.in_count", inward),
        ("summary.out_krw", out_krw),
        ("summary.out_usd", out_usd),
        ("summary.in_krw", in_krw),
        ("summary.in_usd", in_usd),
        ("summary.void_count", (rows.len() - all).to_string()),
    ]);
    let mut groups = BTreeMap::new();
    for (by, column) in [
        ("asset", "asset"),
        ("country", "counterparty_country"),
        ("reason", "reason"),
        ("counterparty", "counterparty_kind"),
    ] {
        for row in moved() {
            let key = text(row, column);
            let of = moved().filter(|other| text(other, column) == key);
            groups.insert((by, key.to_owned()), summed(of));
        }
    }
    Wanted { fields, groups }
}

/// Group totals as a table states them.
fn stated<'r>(
    rows: impl Iterator<Item = BTreeMap<String, &'r str>>,
) -> BTreeMap<(String, String), [String; 3]> {
    let read = |row: BTreeMap<String, &str>| {
        let of = |column: &str| row.get(column).copied().unwrap_or_default().to_owned();
        ((of("by"), of(&of("by"))), [of("count"), of("krw_value"), of("usd_value")])
    };
    rows.map(read).collect()
}

/// A number as the paper writes it.
fn grouped(number: &str) -> String {
    let (whole, part) = number.split_once('.').map_or((number, None), |(w, p)| (w, Some(p)));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    part.map_or(out.clone(), |part| format!("{out}.{part}"))
}

/// What is drawn, spaces and line breaks left out, and where they were.
struct Drawn(Vec<(String, BTreeSet<usize>)>);

impl Drawn {
    fn of(drawn: &[String]) -> Self {
        let one = |text: &String| {
            let (mut bare, mut apart) = (String::new(), BTreeSet::new());
            for word in text.split_whitespace() {
                apart.insert(bare.len());
                bare.push_str(word);
            }
            (bare, apart)
        };
        Self(drawn.iter().map(one).collect())
    }

    /// Whether the number stands whole behind its label.
    fn shows(&self, label: &str, number: &str) -> bool {
        const NEAR: usize = 240;
        let (label, number) = (bare(label), bare(number));
        let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ",.".contains(c));
        self.0.iter().any(|(drawn, apart)| {
            drawn.match_indices(&label).any(|(at, _)| {
                let from = at + label.len();
                drawn[from..].match_indices(&number).take_while(|(at, _)| *at < NEAR).any(
                    |(at, _)| {
                        let (start, end) = (from + at, from + at + number.len());
                        let begins =
                            apart.contains(&start) || !part(drawn[..start].chars().next_back());
                        let ends = apart.contains(&end) || !part(drawn[end..].chars().next());
                        begins && ends
                    },
                )
            })
        })
    }

    /// Whether the text stands in one piece.
    fn has(&self, text: &str) -> bool {
        self.0.iter().any(|(drawn, _)| drawn.contains(&bare(text)))
    }
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Labels of the single totals on the paper.
const LABELS: [(&str, &str, &str); 8] = [
    ("summary.transfer_count", "이전 건수", ""),
    ("summary.out_count", "국외이전 건수", ""),
    ("summary.in_count", "국내반입 건수", ""),
    ("summary.out_krw", "국외이전 원화 합계", "원"),
    ("summary.out_usd", "국외이전 미화 합계", ""),
    ("summary.in_krw", "국내반입 원화 합계", "원"),
    ("summary.in_usd", "국내반입 미화 합계", ""),
    ("summary.void_count", "취소·반송 건수", ""),
];

fn on_paper(desk: &Desk, id: &Value, wanted: &Wanted, round: u64) {
    let pdf = desk.call("filing.render", json!({ "id": id }));
    let pdf = BASE64.decode(pdf["base64"].as_str().unwrap().as_bytes()).unwrap();
    let drawn = Drawn::of(&pdf_text::of(&pdf).drawn);
    for (path, label, unit) in LABELS {
        let number = format!("{}{unit}", grouped(&wanted.fields[path]));
        assert!(drawn.shows(label, &number), "PDF {round} {path} {number}");
    }
    for ((by, key), [count, krw, usd]) in &wanted.groups {
        let label = match *by {
            "asset" => format!("자산 Asset: {key}"),
            "counterparty" => KINDS.iter().find(|(kind, _)| kind == key).unwrap().1.to_owned(),
            _ => format!("({key})"),
        };
        let line = format!("{label} {count} {} {}", grouped(krw), grouped(usd));
        assert!(drawn.has(&line), "PDF {round} {line}");
    }
}

#[test]
fn totals_agree_to_the_last_digit() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let rounds: u64 = number("SINGO_TOTALS").unwrap_or(24);
    let first = number("SINGO_SEED").unwrap_or(20_261_120);
    println!("{rounds} reports, SINGO_SEED={first}");
    let desk = Desk::new();
    let mut seed = Seed(first);
    let mut compared = 0;
    for round in 0..rounds {
        let size = 1 + seed.below(9);
        let rows: Vec<Value> =
            (0..size).map(|index| seed.row(&format!("GAON-{round}-{index}"))).collect();
        let wanted = wanted(&rows);
        let id = start(&desk, &json!({ "header.mode": "monthly" }), &json!(rows));
        desk.call("filing.fill_totals", json!({ "id": id }));
        let content = desk.call("filing.content", json!({ "id": id }));
        let (_folder, done) = export(&desk, &id, None);
        let canonical = file(&done, ".json");
        assert_eq!(sha256_hex(&canonical), done["document_hash"].as_str().unwrap());
        let canonical: Value = serde_json::from_slice(&canonical).unwrap();
        let report: BTreeMap<String, String> = csv(&file(&done, "-report.csv"))
            .into_iter()
            .map(|mut row| (row.remove("path").unwrap(), row.remove("value").unwrap()))
            .collect();
        let book = file(&done, ".xlsx");
        let in_book = sheet(&book, 1);
        for (path, sum) in &wanted.fields {
            assert_eq!(content["fields"][path], *sum, "vault {round} {path}");
            assert_eq!(canonical["content"]["fields"][path], *sum, "JSON {round} {path}");
            assert_eq!(report[*path], *sum, "CSV {round} {path}");
            let row = in_book.iter().find(|(_, text)| text == path).unwrap().0;
            assert_eq!(in_book[&format!("E{}", &row[1..])], *sum, "XLSX {round} {path}");
        }
        let groups = wanted.groups.iter();
        let groups: BTreeMap<(String, String), [String; 3]> = groups
            .map(|((by, key), sums)| (((*by).to_owned(), key.clone()), sums.clone()))
            .collect();
        for (place, table) in [("vault", &content), ("JSON", &canonical["content"])] {
            let rows = table["tables"]["totals"].as_array().into_iter().flatten();
            let cells = rows.map(|row| {
                let cells = row.as_object().unwrap().iter();
                cells.filter_map(|(name, v)| Some((name.clone(), v.as_str()?))).collect()
            });
            assert_eq!(stated(cells), groups, "{place} {round}");
        }
        // A report without a transfer that moved something has no table of totals.
        if !groups.is_empty() {
            let listed = csv(&file(&done, "-totals.csv"));
            let listed = listed
                .iter()
                .map(|row| row.iter().map(|(name, text)| (name.clone(), text.as_str())).collect());
            assert_eq!(stated(listed), groups, "CSV {round}");
        }
        on_paper(&desk, &id, &wanted, round);
        compared += 4 * wanted.fields.len() + 3 * groups.len() + LABELS.len() + groups.len();
        // Quantities keep every digit on their way.
        let listed = csv(&file(&done, "-transfers.csv"));
        let listed: Vec<&str> = listed.iter().map(|row| row["quantity"].as_str()).collect();
        let typed: Vec<&str> = rows.iter().map(|row| text(row, "quantity")).collect();
        assert_eq!(listed, typed, "{round}");
    }
    println!("{rounds} reports, {compared} totals compared");
}
