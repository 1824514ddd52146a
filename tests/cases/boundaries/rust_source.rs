//! A Rust file taken apart just far enough to look for words: code without comments and literals, and
//! the text of each string literal, both without what only tests compile.
//!
//! It knows comments, strings, raw strings, characters and lifetimes; it knows no grammar.

/// What a shipped program holds of one file.
#[derive(Debug, Default, PartialEq)]
pub struct RustSource {
    /// The code, literals replaced by `""`, comments gone, line breaks kept.
    pub code: String,
    /// Each string literal with the line it starts on.
    pub literals: Vec<(usize, String)>,
}

/// Takes a file apart; whatever stands behind `#[cfg(test)]` is left out.
pub fn read(text: &str) -> RustSource {
    let all = split(text);
    let hidden = test_lines(&all.code);
    let code = all.code.lines().enumerate();
    RustSource {
        code: code
            .map(|(at, line)| if hidden.contains(&(at + 1)) { "" } else { line })
            .collect::<Vec<_>>()
            .join("\n"),
        literals: all.literals.into_iter().filter(|(line, _)| !hidden.contains(line)).collect(),
    }
}

/// Modules that exist for tests only: the `x` of `#[cfg(test)] mod x;`, whoever may see it.
pub fn test_modules(text: &str) -> Vec<String> {
    let code = split(text).code;
    let behind = code.split("#[cfg(test)]").skip(1);
    behind
        .filter_map(|rest| rest.split_once(';').map(|(item, _)| item))
        .filter_map(|item| item.split_once("mod "))
        .filter(|(visible, _)| matches!(visible.trim(), "" | "pub" | "pub(crate)" | "pub(super)"))
        .map(|(_, name)| name.trim().to_owned())
        .filter(|name| name.chars().all(|letter| letter.is_alphanumeric() || letter == '_'))
        .collect()
}

/// Lines of the items behind `#[cfg(test)]`, each from its attribute to its closing brace or semicolon.
fn test_lines(code: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    for (start, _) in code.match_indices("#[cfg(test)]") {
        let mut depth = 0;
        let end = code[start..].char_indices().find_map(|(at, letter)| match letter {
            '{' => {
                depth += 1;
                None
            }
            '}' => {
                depth -= 1;
                (depth == 0).then_some(start + at)
            }
            ';' if depth == 0 => Some(start + at),
            _ => None,
        });
        let first = 1 + code[..start].matches('\n').count();
        let last = 1 + code[..end.unwrap_or(code.len())].matches('\n').count();
        lines.extend(first..=last);
    }
    lines
}

fn split(text: &str) -> RustSource {
    let letters: Vec<char> = text.chars().collect();
    let mut source = RustSource::default();
    let (mut at, mut line) = (0, 1);
    while at < letters.len() {
        let end = match (letters[at], letters.get(at + 1).copied()) {
            ('/', Some('/')) => position(&letters, at, |rest| rest[0] == '\n'),
            ('/', Some('*')) => block_comment(&letters, at),
            ('r', Some('"' | '#')) if !follows_word(&letters, at) => {
                let hashes = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
                let open = at + 1 + hashes;
                if letters.get(open) == Some(&'"') {
                    let close: Vec<char> =
                        std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                    let stop = position(&letters, open + 1, |rest| rest.starts_with(&close));
                    source.literals.push((line, letters[open + 1..stop].iter().collect()));
                    source.code.push_str("\"\"");
                    (stop + close.len()).min(letters.len())
                } else {
                    source.code.push('r');
                    at + 1
                }
            }
            ('"', _) => {
                let stop = string_end(&letters, at + 1);
                source.literals.push((line, letters[at + 1..stop].iter().collect()));
                source.code.push_str("\"\"");
                (stop + 1).min(letters.len())
            }
            ('\'', Some('\\')) => 1 + position(&letters, at + 3, |rest| rest[0] == '\''),
            ('\'', Some(_)) if letters.get(at + 2) == Some(&'\'') => at + 3,
            (letter, _) => {
                source.code.push(letter);
                at + 1
            }
        };
        // A break inside what was dropped still counts, so that lines keep their numbers.
        let breaks = letters[at..end].iter().filter(|letter| **letter == '\n').count();
        if end > at + 1 {
            source.code.extend(std::iter::repeat_n('\n', breaks));
        }
        line += breaks;
        at = end;
    }
    source
}

fn follows_word(letters: &[char], at: usize) -> bool {
    at > 0
        && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_')
        && letters[at - 1] != 'b'
}

/// The first place from `from` on where `holds`; the end when there is none.
fn position(letters: &[char], from: usize, holds: impl Fn(&[char]) -> bool) -> usize {
    (from..letters.len()).find(|at| holds(&letters[*at..])).unwrap_or(letters.len())
}

fn block_comment(letters: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at < letters.len() {
        match (letters[at], letters.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at.min(letters.len())
}

fn string_end(letters: &[char], from: usize) -> usize {
    let mut at = from;
    while at < letters.len() && letters[at] != '"' {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    at.min(letters.len())
}

#[test]
fn comments_literals_and_tests_are_told_apart() {
    let text = "// \"no\"\nfn a<'x>(c: char) { b(\"one\\\" //\", 'c', '\"', r#\"two \"#); /* \"no\" /* */ */ }\n#[cfg(test)]\nmod tests {\n    fn t() { x(\"hidden\") }\n}\nfn after() { y(\"three\") }\n";
    let source = read(text);
    let literals: Vec<_> =
        source.literals.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(literals, [(2, "one\\\" //"), (2, "two "), (7, "three")]);
    assert!(source.code.contains("fn a<'x>") && source.code.contains("fn after"));
    assert!(
        !source.code.contains("hidden")
            && !source.code.contains("fn t()")
            && !source.code.contains("no")
    );
    let modules = "#[cfg(test)]\nmod bindings;\nmod wire;\n#[cfg(test)]\npub(crate) mod bench;";
    assert_eq!(test_modules(modules), ["bindings", "bench"]);
}
