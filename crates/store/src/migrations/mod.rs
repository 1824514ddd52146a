//! The schema, step by step: one SQL file per step, never edited once released.
//!
//! `user_version` counts the steps that a database has taken; all missing ones are taken in one transaction.
//! A step that an older program must not write behind raises `needs_schema`; one that only adds does not, so
//! that an older program still opens the newer file.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::error::OpenError;

#[cfg(test)]
mod upgrade;

/// The steps, in order; the n-th leads to `user_version` n.
const STEPS: &[&str] = &[
    include_str!("0001_chain.sql"),
    include_str!("0002_filing.sql"),
    include_str!("0003_lifecycle.sql"),
    include_str!("0004_desk.sql"),
    include_str!("0005_people.sql"),
    include_str!("0006_ledger.sql"),
    include_str!("0007_witness.sql"),
    include_str!("0008_rate.sql"),
    include_str!("0009_desk.sql"),
    include_str!("0010_remit.sql"),
    include_str!("0011_counted.sql"),
    include_str!("0012_disposal.sql"),
    include_str!("0013_shared.sql"),
    include_str!("0014_lists.sql"),
    include_str!("0015_days.sql"),
    include_str!("0016_rejects.sql"),
    include_str!("0017_funds.sql"),
    include_str!("0018_forms.sql"),
];

/// The lowest number of steps a program must know to write what this one writes.
const NEEDS: u32 = 18;

/// Brings the database to this program's schema.
///
/// # Errors
/// [`OpenError::Newer`] when a newer program wrote it and says that this one must not touch it.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let knows = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let taken: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let needs = if taken == 0 { 0 } else { needs_schema(connection)?.unwrap_or(0) };
    if needs > knows {
        return Err(OpenError::Newer { needs, knows });
    }
    if taken >= knows {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in &STEPS[taken as usize..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", knows)?;
    transaction.execute(
        "INSERT INTO meta (key, value) VALUES ('needs_schema', ?1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [NEEDS.to_string()],
    )?;
    transaction.commit()?;
    Ok(())
}

/// Whether the database has taken every step that this program knows, so that it can be read without writing.
///
/// # Errors
/// [`OpenError::Newer`] as for [`migrate`].
pub(crate) fn current(connection: &Connection) -> Result<bool, OpenError> {
    let knows = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let taken: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let needs = needs_schema(connection)?.unwrap_or(0);
    if needs > knows {
        return Err(OpenError::Newer { needs, knows });
    }
    Ok(taken >= knows)
}

fn needs_schema(connection: &Connection) -> Result<Option<u32>, OpenError> {
    let text: Option<String> = connection
        .query_row("SELECT value FROM meta WHERE key = 'needs_schema'", [], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// Brings an empty database to where an older program, which knew so many steps, left it.
#[cfg(test)]
pub(crate) fn taken_by_older(connection: &Connection, steps: usize) {
    STEPS[..steps].iter().for_each(|step| connection.execute_batch(step).unwrap());
    connection.pragma_update(None, "user_version", steps as i64).unwrap();
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.golden.sql");

    /// Every object of the schema as the database keeps it, comments and all, in the order of making.
    fn schema(connection: &Connection) -> String {
        let sql = "SELECT sql FROM sqlite_schema
                   WHERE sql IS NOT NULL AND name NOT GLOB 'search_*' ORDER BY rowid";
        let mut line = connection.prepare(sql).unwrap();
        let objects = line.query_map([], |row| row.get::<_, String>(0)).unwrap();
        objects.map(|object| object.unwrap() + ";\n\n").collect()
    }

    /// Lays lines in the shape of before: each once imported and once in a report.
    fn lay(older: &Connection, cells: &[impl AsRef<str>]) {
        for (at, cells) in cells.iter().map(AsRef::as_ref).enumerate() {
            let direction = if cells.contains("\"in\"") { "in" } else { "out" };
            let line = |place: &str| {
                format!(
                    "INSERT INTO movement (transfer, filing, number, counted, direction, asset, chain, txid,
                         output_index, exchange_tx_id, customer, customer_name, other_name, other_address,
                         reason, counterparty, country, quantity)
                     VALUES ({place}, 1, '{direction}', '', '', '', '', '', '', '', '', '', '', '', '', '');"
                )
            };
            let sql = format!(
                "INSERT INTO transfer (id, batch, line, cells) VALUES ({at} + 1, 1, {at}, '{cells}');
                 INSERT INTO row (filing, part, number, position, cells)
                 VALUES (1, 'transfers', {at}, '', '{cells}');{}{}",
                line(&format!("{at} + 1, NULL, NULL")),
                line(&format!("NULL, 1, {at}"))
            );
            older.execute_batch(&sql).unwrap();
        }
    }

    /// `SINGO_BLESS=1` rewrites the golden file; the diff is then reviewed.
    #[test]
    fn the_schema_is_the_one_reviewed() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let schema = schema(&connection);
        if std::env::var_os("SINGO_BLESS").is_some() {
            std::fs::write(GOLDEN, &schema).unwrap();
        }
        let golden = std::fs::read_to_string(GOLDEN).unwrap().replace("\r\n", "\n");
        assert!(schema == golden, "the schema differs from schema.golden.sql:\n{schema}");
    }

    #[test]
    fn every_earlier_version_reaches_the_same_schema() {
        let mut fresh = Connection::open_in_memory().unwrap();
        migrate(&mut fresh).unwrap();
        for taken in 1..STEPS.len() {
            let mut older = Connection::open_in_memory().unwrap();
            STEPS[..taken].iter().for_each(|step| older.execute_batch(step).unwrap());
            older.pragma_update(None, "user_version", taken as i64).unwrap();
            migrate(&mut older).unwrap();
            assert_eq!(schema(&older), schema(&fresh), "from version {taken}");
            migrate(&mut older).unwrap();
        }
    }

    #[test]
    fn keys_of_payouts_without_outputs_are_told_apart_by_their_address() {
        let mut older = Connection::open_in_memory().unwrap();
        STEPS[..10].iter().for_each(|step| older.execute_batch(step).unwrap());
        older.pragma_update(None, "user_version", 10).unwrap();
        older.pragma_update(None, "foreign_keys", false).unwrap();
        // As the program of that time indexed them: two addresses, one key, one of them counted.
        let lines = [
            ("NULL", "'t:tron:ab:'", 1, "''", "''", "'A'"),
            ("NULL", "'t:tron:ab:'", 0, "''", "''", "'B'"),
            ("NULL", "'t:tron:ab:'", 0, "''", "''", "'A'"),
            ("NULL", "'t:tron:ab:2'", 1, "'2'", "''", "'A'"),
            ("NULL", "'x:1'", 1, "''", "'1'", "'A'"),
            ("NULL", "'t:tron:cd:'", 0, "''", "''", "'C'"),
            ("7", "'t:tron:cd:'", 1, "''", "''", "'C'"),
        ];
        for (transfer, key, counted, output, exchange, address) in lines {
            let txid = if key.contains("cd") { "cd" } else { "ab" };
            let sql = format!(
                "INSERT INTO movement (transfer, filing, number, key, counted, direction, asset, chain,
                     txid, output_index, exchange_tx_id, customer, customer_name, other_name,
                     other_address, reason, counterparty, country, quantity)
                 VALUES ({transfer}, 1, (SELECT count(*) FROM movement), {key}, {counted}, '', '', 'tron',
                     '{txid}', {output}, {exchange}, '', '', '', {address}, '', '', '', '')"
            );
            older.execute_batch(&sql).unwrap();
        }
        migrate(&mut older).unwrap();
        let mut line = older.prepare("SELECT key, counted FROM movement ORDER BY id").unwrap();
        let found = line.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let found: Vec<(String, bool)> = found.map(Result::unwrap).collect();
        let expected = [
            ("a:tron:ab:A", true),
            ("a:tron:ab:B", true),
            ("a:tron:ab:A", false),
            ("t:tron:ab:2", true),
            ("x:1", true),
            ("a:tron:cd:C", false),
            ("a:tron:cd:C", true),
        ];
        assert_eq!(found, expected.map(|(key, counted)| (key.to_owned(), counted)));
    }

    #[test]
    fn what_customers_share_is_read_into_the_index_as_new_rows_are() {
        let taken = STEPS.iter().position(|step| step.contains("ADD COLUMN device")).unwrap();
        let mut older = Connection::open_in_memory().unwrap();
        STEPS[..taken].iter().for_each(|step| older.execute_batch(step).unwrap());
        older.pragma_update(None, "user_version", taken as i64).unwrap();
        older.pragma_update(None, "foreign_keys", false).unwrap();
        let cells = [
            r#"{"direction":"out","originator_device":" Dev-A ","originator_ip":"2001:DB8::1"}"#,
            r#"{"direction":"out","originator_phone":"(010) 0000-0001"}"#,
            r#"{"direction":"in","originator_device":"Dev-B"}"#,
            r#"{"direction":"out","originator_name":"갑"}"#,
        ];
        lay(&older, &cells);
        migrate(&mut older).unwrap();
        let sql = "SELECT device, network, phone FROM movement ORDER BY id";
        let mut line = older.prepare(sql).unwrap();
        let found = line.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).unwrap();
        let found: Vec<[String; 3]> = found.map(Result::unwrap).collect();
        let expected = cells.map(|cells| {
            let m = singo_domain::ledger::Movement::read(&serde_json::from_str(cells).unwrap());
            [m.device, m.network, m.phone]
        });
        assert_eq!(expected[0], ["dev-a", "2001:db8::1", ""]);
        assert_eq!(found.iter().step_by(2).cloned().collect::<Vec<_>>(), expected);
        assert_eq!(found.iter().skip(1).step_by(2).cloned().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn won_that_paid_for_a_movement_are_read_into_the_index_as_new_rows_are() {
        let taken = STEPS.iter().position(|step| step.contains("ADD COLUMN funded_at")).unwrap();
        let mut older = Connection::open_in_memory().unwrap();
        STEPS[..taken].iter().for_each(|step| older.execute_batch(step).unwrap());
        older.pragma_update(None, "user_version", taken as i64).unwrap();
        older.pragma_update(None, "foreign_keys", false).unwrap();
        let moments = [
            "2026-10-01T09:00",
            "2026-10-01 09:00",
            " 2026-10-01T09:00:07 ",
            "2026-10-01 23:59:59",
            "202610010900",
            "2026-10-01T09:00:00+09:00",
            "2026-10-01T00:00:00Z",
            "2026-10-01T00:00:00.999-05:30",
            "2026-02-30T09:00",
            "2026-10-01",
            "2026-10-01T24:30",
            "어제",
            "",
            "1999-12-31T23:59",
        ];
        let amounts = [
            "1000",
            "1,234,567",
            " 7 ",
            "999.5",
            "999.49",
            "0.5",
            "1,23",
            "1.",
            ".5",
            "-3",
            "1e5",
            "1.2.3",
            "약 5",
            "",
            "123456789012345678",
            "999999999999999999999",
            "0",
            "1,234.50",
        ];
        let one = |moment: &str, won: &str, direction: &str| {
            serde_json::json!({ "direction": direction, "funded_at": moment, "funded_krw": won })
                .to_string()
        };
        let mut cells: Vec<String> =
            moments.iter().map(|moment| one(moment, "1000", "out")).collect();
        cells.extend(amounts.iter().map(|won| one("2026-10-01T09:00", won, "out")));
        cells.push(one("2026-10-01T09:00", "1000", "in"));
        cells.push(r#"{"direction":"out","asset":"USDT"}"#.to_owned());
        lay(&older, &cells);
        migrate(&mut older).unwrap();
        let mut line =
            older.prepare("SELECT funded_at, funded_krw FROM movement ORDER BY id").unwrap();
        let found = line.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let found: Vec<(Option<i64>, Option<i64>)> = found.map(Result::unwrap).collect();
        let mut read = 0;
        for (cells, found) in cells.iter().zip(found.chunks(2)) {
            let m = singo_domain::ledger::Movement::read(&serde_json::from_str(cells).unwrap());
            let expected = (m.funded_at, m.funded_krw);
            assert_eq!(found, [expected, expected], "{cells}");
            read += usize::from(m.funded_at.is_some()) + usize::from(m.funded_krw.is_some());
        }
        assert_eq!(read, 9 + moments.len() + amounts.len() + 9);
        assert_eq!(crate::ledger::disorder(&older), Vec::<String>::new());
    }

    #[test]
    fn a_step_that_fails_takes_none() {
        let mut connection = Connection::open_in_memory().unwrap();
        // The last step cannot make its table: the name is taken.
        connection.execute_batch("CREATE TABLE holiday (x)").unwrap();
        assert!(migrate(&mut connection).is_err());
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .unwrap();
        assert_eq!(tables, 1);
    }
}
