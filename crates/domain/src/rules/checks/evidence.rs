//! Lists of what proves something: names, pages and hashes that belong together, and the files that go with the
//! report. Not here: the form of a hash (`letters`).

use super::super::sight::Together;
use super::super::spec::{Check, Fields, Run, Said};
use super::super::words::fault_if;
use crate::answer::Answer;
use crate::definition::Kind;

const LINES: &[Kind] = &[Kind::Lines];

/// Two lists have not as many entries; the first names the things, the second says something of each.
pub(super) const SAME_COUNT: Check = Check {
    name: "same_count",
    fields: Fields::Exactly(&[LINES, LINES]),
    params: &[],
    says: &["count", "other"],
    run: Run::Together(same_count),
};

fn same_count(together: &Together<'_>) -> Said {
    let count = |position| together.answer(position).map_or(0, |answer| answer.values().count());
    let (count, other) = (count(0), count(1));
    // Where nothing is said of any of them there is nothing to count.
    fault_if(
        other > 0 && count != other,
        [("count", count.to_string()), ("other", other.to_string())],
    )
}

/// Names and SHA-256 hashes of files: one of them does not go with the report, or goes under another name. A report
/// with which no file goes keeps its evidence elsewhere.
pub(super) const FILES_ATTACHED: Check = Check {
    name: "files_attached",
    fields: Fields::Exactly(&[LINES, LINES]),
    params: &[],
    says: &["name"],
    run: Run::Together(files_attached),
};

fn files_attached(together: &Together<'_>) -> Said {
    let attached = &together.sight.known()?.attachments;
    let (names, hashes) = (together.answer(0)?, together.answer(1)?);
    if attached.is_empty() || names.values().count() != hashes.values().count() {
        return None;
    }
    let goes = |(name, hash): (&str, &str)| {
        let under = attached.get(&hash.trim().to_ascii_lowercase());
        under.is_some_and(|names| names.contains(name.trim()))
    };
    let missing = Answer::values(names).zip(hashes.values()).find(|pair| !goes(*pair));
    let name = missing.map(|(name, _)| name.chars().take(60).collect()).unwrap_or_default();
    fault_if(missing.is_some(), [("name", name)])
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.names", kind = "lines" }, { path = "s.hashes", kind = "lines" }]
    "#;

    #[test]
    fn lists_that_belong_together_are_equally_long() {
        let bench = Bench::new(FORM, "check = 'same_count'\nfields = ['s.names', 's.hashes']");
        assert!(!bench.fires("s.names = ['a', 'b']\ns.hashes = ['1', '2']"));
        assert!(!bench.fires("s.names = ['a']"));
        assert_eq!(bench.says("s.names = ['a', 'b']\ns.hashes = ['1']", "other"), "1");
    }

    #[test]
    fn a_named_file_goes_with_the_report() {
        let rule = "check = 'files_attached'\nfields = ['s.names', 's.hashes']";
        let bench = Bench::new(FORM, rule)
            .knowing(toml::from_str("attachments = { 'ab01' = ['a.pdf'] }").unwrap());
        assert!(!bench.fires("s.names = ['a.pdf']\ns.hashes = ['AB01']"));
        assert_eq!(bench.says("s.names = ['b.pdf']\ns.hashes = ['ab01']", "name"), "b.pdf");
        assert!(bench.fires("s.names = ['a.pdf']\ns.hashes = ['ab02']"));
        let without = Bench::new(FORM, rule).knowing(crate::rules::Known::default());
        assert!(!without.fires("s.names = ['a.pdf']\ns.hashes = ['ab02']"));
    }
}
