//! Answers that must not say the same, or must not contradict each other.

use super::super::sight::Together;
use super::super::spec::{Check, Fields, Run, Said};
use super::super::words::fault_if;

/// The two fields have different answers. Case and spaces do not count.
pub(super) const DIFFERENT: Check = Check {
    name: "different",
    fields: Fields::Exactly(&[&[], &[]]),
    params: &[],
    says: &["value_shown"],
    run: Run::Together(different),
};

fn different(together: &Together<'_>) -> Said {
    let same = plain(together.text(0)?) == plain(together.text(1)?);
    fault_if(same, [("value_shown", together.shown(0))])
}

/// The two fields have the same answer. Case and spaces do not count.
pub(super) const SAME: Check = Check {
    name: "same",
    fields: Fields::Exactly(&[&[], &[]]),
    params: &[],
    says: &["value_shown"],
    run: Run::Together(|together| {
        let same = plain(together.text(0)?) == plain(together.text(1)?);
        fault_if(!same, [("value_shown", together.shown(0))])
    }),
};

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.a", kind = "text" }, { path = "s.b", kind = "text" }]
    "#;

    #[test]
    fn two_fields_differ() {
        let bench = Bench::new(FORM, "check = 'different'\nfields = ['s.a', 's.b']");
        assert_eq!(bench.paths("s.a = 'Hong Gil Dong'\ns.b = 'hong gildong'"), ["s.a"]);
        assert!(!bench.fires("s.a = 'x'\ns.b = 'y'"));
        assert!(!bench.fires("s.a = 'x'"), "blank is not the same");
    }

    #[test]
    fn two_fields_agree() {
        let bench = Bench::new(FORM, "check = 'same'\nfields = ['s.a', 's.b']");
        assert!(!bench.fires("s.a = 'Hong Gil Dong'\ns.b = 'hong gildong'"));
        assert_eq!(bench.paths("s.a = 'x'\ns.b = 'y'"), ["s.a"]);
        assert!(!bench.fires("s.a = 'x'"), "blank contradicts nothing");
    }
}
