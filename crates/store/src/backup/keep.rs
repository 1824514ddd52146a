//! Which backups stay: the newest of each of the last days, weeks and months that have one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use singo_domain::calendar::kst_date;

use super::files::{self, BLOBS};
use super::manifest::Manifest;
use super::{BackupRow, backup_place, list_backups};
use crate::error::BackupError;

/// How many days, weeks and months keep their newest backup. Days are Korean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Days.
    pub daily: u32,
    /// Weeks, beginning on Monday.
    pub weekly: u32,
    /// Months.
    pub monthly: u32,
}

/// Names the period that a day belongs to: its year, and the day, week or month within it.
type Period = fn(NaiveDate) -> (i32, u32);

impl Keep {
    /// The backups that go. The newest always stays.
    fn surplus(self, newest_first: &[BackupRow]) -> Vec<&BackupRow> {
        let mut kept: BTreeSet<&PathBuf> =
            newest_first.first().map(|row| &row.path).into_iter().collect();
        let periods: [(u32, Period); 3] = [
            (self.daily, |day| (day.year(), day.ordinal())),
            (self.weekly, |day| (day.iso_week().year(), day.iso_week().week())),
            (self.monthly, |day| (day.year(), day.month())),
        ];
        for (number, period) in periods {
            let mut seen = BTreeSet::new();
            for row in newest_first {
                let named = period(kst_date(&row.made_at));
                if seen.contains(&named) {
                    continue;
                }
                if seen.len() as u64 >= u64::from(number) {
                    break;
                }
                seen.insert(named);
                kept.insert(&row.path);
            }
        }
        newest_first.iter().filter(|row| !kept.contains(&row.path)).collect()
    }

    /// Removes the backups of a vault that no rule keeps, and the attachments that no backup left needs.
    ///
    /// # Errors
    /// [`BackupError`]; while one backup's manifest does not read, no attachment is removed.
    pub fn apply(self, target: &Path, vault: &str) -> Result<u64, BackupError> {
        let (rows, unreadable) = list_backups(target, vault)?;
        let surplus = self.surplus(&rows);
        for row in &surplus {
            // Renamed first: one that is half removed is no backup any more.
            let part = row.path.with_extension("part");
            fs::rename(&row.path, &part)?;
            fs::remove_dir_all(part)?;
        }
        if !surplus.is_empty() && unreadable.is_empty() {
            drop_unused(&backup_place(target, vault), rows.iter().filter(|row| row.path.exists()))?;
        }
        Ok(surplus.len() as u64)
    }
}

fn drop_unused<'r>(
    place: &Path,
    left: impl Iterator<Item = &'r BackupRow>,
) -> Result<(), BackupError> {
    let mut used = BTreeSet::new();
    for row in left {
        used.extend(Manifest::read(&row.path)?.files.into_iter().map(|file| file.path));
    }
    for blob in files::below(&place.join(BLOBS))? {
        if !used.contains(&format!("{BLOBS}/{blob}")) {
            fs::remove_file(files::at(&place.join(BLOBS), &blob))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use singo_domain::act::Head;

    fn rows(days: &[&str]) -> Vec<BackupRow> {
        let row = |day: &&str| BackupRow {
            path: PathBuf::from(*day),
            made_at: format!("{day}T03:00:00Z").parse().unwrap(),
            reason: "daily".into(),
            bytes: 0,
            files: 2,
            head: Head::genesis("ab"),
        };
        days.iter().map(row).collect()
    }

    #[test]
    fn the_newest_of_each_period_stays() {
        // By hand, from a calendar: 2026-11-23 is a Monday.
        let rows = rows(&[
            "2026-11-27",
            "2026-11-26",
            "2026-11-25",
            "2026-11-24",
            "2026-11-22",
            "2026-11-20",
            "2026-11-13",
            "2026-10-31",
            "2026-10-02",
            "2026-09-30",
            "2026-08-01",
        ]);
        let keep = Keep { daily: 3, weekly: 3, monthly: 3 };
        let gone: Vec<_> =
            keep.surplus(&rows).iter().map(|row| row.path.display().to_string()).collect();
        // Days: 27, 26, 25. Weeks: of 23 (27), of 16 (22), of 9 (13). Months: 11 (27), 10 (31), 9 (30).
        assert_eq!(gone, ["2026-11-24", "2026-11-20", "2026-10-02", "2026-08-01"]);
    }

    #[test]
    fn the_newest_stays_whatever_the_rule() {
        let rows = rows(&["2026-11-27", "2026-11-26"]);
        let gone = Keep { daily: 0, weekly: 0, monthly: 0 }.surplus(&rows);
        assert_eq!(gone.len(), 1);
        assert_eq!(gone[0].path, PathBuf::from("2026-11-26"));
    }
}
