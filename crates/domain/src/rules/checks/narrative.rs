//! The length and build of texts: titles, opinions. What they say about amounts and parties stands in
//! `amounts` and `counterparties`, whether they answer the six questions in `questions`.

use super::super::sight::Cell;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::fault_if;
use crate::definition::Kind;

/// Kinds that hold running text.
pub(super) const TEXTS: &[Kind] = &[Kind::Text, Kind::Paragraph];

/// From `min` to `max` characters, without outer white space.
pub(super) const LENGTH_BETWEEN: Check = Check {
    name: "length_between",
    fields: Fields::Each(TEXTS),
    params: &[needed("min", ParamKind::Number), needed("max", ParamKind::Number)],
    says: &["length"],
    run: Run::Cell(|cell| {
        let length = cell.text()?.chars().count();
        let inside = (cell.sight.count("min")?..=cell.sight.count("max")?).contains(&length);
        fault_if(!inside, [("length", length.to_string())])
    }),
};

/// At least `min` characters, without outer white space.
pub(super) const MIN_LENGTH: Check = Check {
    name: "min_length",
    fields: Fields::Each(TEXTS),
    params: &[needed("min", ParamKind::Number)],
    says: &["length"],
    run: Run::Cell(|cell| {
        let length = cell.text()?.chars().count();
        fault_if(length < cell.sight.count("min")?, [("length", length.to_string())])
    }),
};

/// At least `min` words, separated by white space.
pub(super) const MIN_WORDS: Check = Check {
    name: "min_words",
    fields: Fields::Each(TEXTS),
    params: &[needed("min", ParamKind::Number)],
    says: &["words"],
    run: Run::Cell(|cell| {
        let words = cell.text()?.split_whitespace().count();
        fault_if(words < cell.sight.count("min")?, [("words", words.to_string())])
    }),
};

/// `추정 전제범죄/특이거래 패턴`: two parts with one slash between them, each with or without square brackets.
/// With `list`, the shape is left to another rule, and the first part must be a label of that code list.
pub(super) const TITLE_SHAPE: Check = Check {
    name: "title_shape",
    fields: Fields::Each(TEXTS),
    params: &[optional("list", ParamKind::CodeList)],
    says: &["first"],
    run: Run::Cell(title_shape),
};

fn title_shape(cell: &Cell<'_>) -> Said {
    let parts = title_parts(cell.text()?);
    let Some(list) = cell.sight.code_list("list") else {
        return fault_if(parts.is_none(), [("first", String::new())]);
    };
    let (first, _) = parts?;
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let known =
        list.codes.iter().any(|code| [&code.ko, &code.en].iter().any(|l| plain(l) == plain(first)));
    fault_if(!known, [("first", first.to_owned())])
}

fn title_parts(title: &str) -> Option<(&str, &str)> {
    let (first, second) = title.split_once('/')?;
    let (first, second) = (bare(first), bare(second));
    let right = !first.is_empty() && !second.is_empty() && !second.contains('/');
    right.then_some((first, second))
}

/// Without outer white space and square brackets.
fn bare(part: &str) -> &str {
    let part = part.trim();
    part.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(part).trim()
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.title", kind = "text" }, { path = "s.story", kind = "paragraph" }]
    "#;

    #[test]
    fn lengths_are_characters_and_words() {
        let bench = Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'length_between'\nfields = ['s.title']\nparams = { min = 10, max = 15 }",
        );
        for (title, fires) in [
            ("사기/분산입금 반복", false),
            ("사기/분산", true),
            ("전기통신금융사기/다수인 분산입금", true),
        ] {
            assert_eq!(bench.fires(&format!("s.title = ' {title} '")), fires, "{title}");
        }
        let words = Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'min_words'\nfields = ['s.story']\nparams = { min = 3 }",
        );
        assert!(words.fires("s.story = '두 낱말'") && !words.fires("s.story = \"세\\n낱말 이다\""));
        let long = Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'min_length'\nfields = ['s.story']\nparams = { min = 3 }",
        );
        assert_eq!(long.says("s.story = '두낱'", "length"), "2");
    }

    #[test]
    fn a_title_has_two_parts() {
        let bench = Bench::new(FORM, "phase = 'case'\ncheck = 'title_shape'\nfields = ['s.title']");
        for title in ["사기/분산입금", "[사기]/[분산 입금]", "사기 / 분산"] {
            assert!(!bench.fires(&format!("s.title = '{title}'")), "{title}");
        }
        for title in ["사기", "사기/", "/분산", "사기/분산/입금", "[]/[x]", "[ ]/x"] {
            assert!(bench.fires(&format!("s.title = '{title}'")), "{title}");
        }
    }

    #[test]
    fn the_offence_is_of_the_list() {
        let bench = Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'title_shape'\nfields = ['s.title']\nparams = { list = 'list' }",
        );
        assert!(!bench.fires("s.title = '[사기]/[분산]'"));
        assert_eq!(bench.says("s.title = '나쁜 일/분산'", "first"), "나쁜 일");
        assert!(!bench.fires("s.title = '나쁜 일'"), "no shape, no first part");
    }
}
