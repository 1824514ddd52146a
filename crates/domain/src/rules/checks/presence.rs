//! Whether an answer is there: needed, forbidden, one of several. What the answer says is not judged here.

use super::super::sight::{Cell, Together};
use super::super::spec::{Check, Fields, Run, Said};
use super::super::words::fault_if;

/// A field that the form requires, where it is shown, has no answer.
pub(super) const REQUIRED: Check = Check {
    name: "required",
    fields: Fields::Each(&[]),
    params: &[],
    says: &[],
    run: Run::AnyCell(required),
};

fn required(cell: &Cell<'_>) -> Said {
    fault_if(cell.answer.is_none() && cell.sight.view.demanded(cell.field, cell.row), [])
}

/// A field must be answered; the rule's `when` says in which case.
pub(super) const ANSWERED: Check = Check {
    name: "answered",
    fields: Fields::Each(&[]),
    params: &[],
    says: &[],
    run: Run::AnyCell(|cell| fault_if(cell.answer.is_none(), [])),
};

/// A field must be blank; the rule's `when` says in which case.
pub(super) const ABSENT: Check = Check {
    name: "absent",
    fields: Fields::Each(&[]),
    params: &[],
    says: &["value_shown"],
    run: Run::Cell(|cell| fault_if(true, [("value_shown", cell.shown())])),
};

/// At least one of the fields must be answered. Hidden fields count as blank.
pub(super) const ONE_OF: Check = Check {
    name: "one_of",
    fields: Fields::Several,
    params: &[],
    says: &[],
    run: Run::Together(one_of),
};

fn one_of(together: &Together<'_>) -> Said {
    let count = together.sight.rule.listed().len();
    fault_if((0..count).all(|position| together.answer(position).is_none()), [])
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [
            { path = "s.a", kind = "text" },
            { path = "s.b", kind = "text", required = true },
            { path = "s.c", kind = "text", required = { field = "s.a", answered = true }, shown_when = { not = { field = "s.a", in = ["hide"] } } },
        ]
        [[section]]
        table = "t"
        field = [{ path = "t[].x", kind = "text", required = { field = "t[].y", in = ["1"] } }, { path = "t[].y", kind = "text" }]
    "#;

    #[test]
    fn what_is_required_and_shown_must_be_answered() {
        let bench = Bench::new(FORM, "check = 'required'\nfields = '*'");
        assert_eq!(bench.paths("{}"), ["s.b"]);
        assert_eq!(bench.paths("s.b = ' '"), ["s.b"], "white space is no answer");
        assert_eq!(bench.paths("s.a = '1'\ns.b = '1'"), ["s.c"]);
        assert_eq!(bench.paths("s.a = 'hide'\ns.b = '1'"), [""; 0], "hidden");
        assert_eq!(bench.paths("s.b = '1'\nt = [{ y = '1' }, { y = '2' }]"), ["t[r1].x"]);
    }

    #[test]
    fn answered_and_absent_follow_when() {
        let when = "when = { field = 's.a', in = ['1'] }\nfields = ['s.c']";
        let answered = Bench::new(FORM, &format!("check = 'answered'\n{when}"));
        assert_eq!(answered.paths("s.a = '1'"), ["s.c"]);
        assert_eq!(answered.paths("s.a = '2'"), [""; 0]);
        let absent = Bench::new(FORM, &format!("check = 'absent'\n{when}"));
        assert_eq!(absent.paths("s.a = '1'\ns.c = 'x'"), ["s.c"]);
        assert_eq!(absent.paths("s.a = '1'"), [""; 0]);
    }

    #[test]
    fn one_of_several_is_enough() {
        let bench = Bench::new(FORM, "check = 'one_of'\nfields = ['s.b', 's.c']");
        assert_eq!(bench.paths("{}"), ["s.b"]);
        assert_eq!(bench.paths("s.c = 'x'"), [""; 0]);
        assert_eq!(bench.paths("s.a = 'hide'\ns.c = 'x'"), ["s.b"], "a hidden answer is none");
    }
}
